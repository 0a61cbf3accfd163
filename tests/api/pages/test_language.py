"""Every text of the templates is in the catalogue, so that a second language needs no template to be touched."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from api.pages.language import language
from api.pages.rendering import TEMPLATES, environment
from graph.language import FRENCH, speaking
from tests.support.bracketed import CODE, bracketed_locales
from tests.support.marked_texts import LOOKS_FRENCH
from visualisations import network

pytestmark = pytest.mark.unit

WORD = re.compile(r"[^\W\d_]{2,}")
SAYING = frozenset({"_", "gettext", "ngettext", "count", "agree", "kept"})
"""What takes its French arguments from the catalogue."""
IN_DOCUMENTS = frozenset({"Données synthétiques de démonstration. ", "ODD\u00a0"})
"""What begins a sentence or an id of a document, to be taken off or told apart."""
READ_ALOUD = frozenset({"aria-label", "placeholder", "title", "data-label", "alt", "label"})
"""Attributes that a reader sees or hears."""
NAMES = frozenset({"entrelacs", "Entrelacs", "CSV", "JSON", "API", "XLSX", "PNG", "SVG", "GEXF", "GraphML"})
"""Words that are the same in every language."""
EXAMPLES = re.compile(r"[a-z]+:\S+|\{.*\}")
"""Ids and filters shown as an example of what to type, as `region:75`."""
FILES = sorted([*TEMPLATES.glob("*.html"), *(Path(network.__file__).parent / "templates").glob("*.html")])


class Bare(HTMLParser):
    """Gathers the words of a template that stand outside every expression."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.verbatim = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.verbatim += tag in {"script", "style", "code"}
        for name, value in attrs:
            if name in READ_ALOUD:
                self.note(value or "")

    def handle_endtag(self, tag: str) -> None:
        self.verbatim -= tag in {"script", "style", "code"}

    def handle_data(self, data: str) -> None:
        if not self.verbatim:
            self.note(data)

    def note(self, text: str) -> None:
        self.words += [word for word in WORD.findall(EXAMPLES.sub("", text)) if word not in NAMES]


def outside_expressions(source: str) -> str:
    """The template without its expressions, statements and translated blocks; attributes keep their quotes."""

    def kept() -> Iterator[str]:
        translated = False
        for _, kind, value in Environment(extensions=["jinja2.ext.i18n"]).lex(source):
            translated = translated or (kind == "name" and value == "trans")
            if kind == "data" and not translated:
                yield value
            translated = translated and not (kind == "name" and value == "endtrans")

    return "".join(kept())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_text_stands_outside_the_catalogue(path: Path) -> None:
    reader = Bare()
    reader.feed(outside_expressions(path.read_text(encoding="utf-8")))
    assert reader.words == []


def said_in_expressions(source: str) -> list[str]:
    """Texts inside expressions that no mark takes to the catalogue: `{{ "Aucune fiche" if … }}`."""
    tree = Environment(extensions=["jinja2.ext.i18n"]).parse(source)
    calls = [call for call in tree.find_all(nodes.Call) if isinstance(call.node, nodes.Name)]
    known = {id(argument) for call in calls if call.node.name in SAYING for argument in call.args}
    texts = (each.value for each in tree.find_all(nodes.Const) if isinstance(each.value, str) and id(each) not in known)
    return [text for text in texts if LOOKS_FRENCH.search(text) and WORD.search(text) and text not in IN_DOCUMENTS]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_text_of_an_expression_stands_outside_the_catalogue(path: Path) -> None:
    assert said_in_expressions(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_word_with_a_number_is_left_to_the_rule_of_the_language(path: Path) -> None:
    """`count(n, _("fiche"))` would translate the singular and let French choose the plural."""
    tree = Environment(extensions=["jinja2.ext.i18n"]).parse(path.read_text(encoding="utf-8"))
    calls = [call for call in tree.find_all(nodes.Call) if isinstance(call.node, nodes.Name)]
    words = [word for call in calls if call.node.name in {"count", "agree"} for word in call.args[1:3]]
    assert [word for word in words if isinstance(word, nodes.Call)] == []


def test_a_text_of_an_expression_is_found() -> None:
    bare = '{{ "Aucune fiche" if not d else count(d, "fiche trouvée") }}{{ pair | join(" et de ") }}{{ _("Non dit") }}'
    assert said_in_expressions(bare) == ["Aucune fiche", " et de "]


def test_a_second_language_is_a_file(tmp_path: Path) -> None:
    """A made-up language that sets every text in brackets: the page says nothing of its own outside them."""
    other = language(CODE, bracketed_locales(tmp_path))
    assert other.texts.gettext("Aller au contenu") == "⟦Aller au contenu⟧"
    nothing = ("synthetic", "revision", "json_url", "csv_url", "report_url", "section", "waiting")
    given = dict.fromkeys(nothing) | {"permalink": "/", "today": "2026-01-02", "site": ""}
    with speaking(other):
        shown = environment().get_template("base.html").render(given | {"language": CODE})
    assert "⟦Aller au contenu⟧" in shown
    assert 'lang="xx"' in shown


def test_french_needs_no_file() -> None:
    assert language("fr") is FRENCH
    assert FRENCH.texts.gettext("Aller au contenu") == "Aller au contenu"


def test_a_language_without_a_file_is_french(tmp_path: Path) -> None:
    other = language("yy", tmp_path)
    assert other.texts.gettext("Aller au contenu") == "Aller au contenu"


def test_what_a_catalogue_leaves_out_is_french_with_its_plural(tmp_path: Path) -> None:
    """Zero is singular in French; the catalogue's own rule, English here, says many."""
    other = language(CODE, bracketed_locales(tmp_path))
    assert other.texts.ngettext("oubli", "oublis", 0) == "oubli"


def test_a_region_is_said_as_html_says_it(tmp_path: Path) -> None:
    assert language("pt_BR", tmp_path).code == "pt-BR"
