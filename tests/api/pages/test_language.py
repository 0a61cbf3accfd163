"""Every text of the templates is in the catalogue, so that a second language needs no template to be touched."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from jinja2 import Environment

from api.pages.language import DOMAIN, translations
from api.pages.rendering import TEMPLATES, environment
from scripts.write_catalogue_doc import catalogue
from visualisations import network

pytestmark = pytest.mark.unit

WORD = re.compile(r"[^\W\d_]{2,}")
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


def test_a_second_language_is_a_file(tmp_path: Path) -> None:
    """A made-up language that sets every text in brackets: the page says nothing of its own outside them."""
    folder = tmp_path / "xx" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    bracketed = Catalog(locale="en")
    for message in catalogue():
        if message.id:
            bracketed.add(message.id, f"⟦{message.id}⟧")
    with (folder / f"{DOMAIN}.mo").open("wb") as file:
        write_mo(file, bracketed)
    said = translations("xx", tmp_path)
    assert said.gettext("Aller au contenu") == "⟦Aller au contenu⟧"
    page = environment("xx", tmp_path).get_template("base.html")
    nothing = ("synthetic", "revision", "json_url", "csv_url", "report_url", "section", "waiting")
    shown = page.render(
        dict.fromkeys(nothing) | {"language": "xx", "permalink": "/", "today": "2026-01-02", "site": ""}
    )
    assert "⟦Aller au contenu⟧" in shown
    assert 'lang="xx"' in shown


def test_french_needs_no_file() -> None:
    assert translations("fr").gettext("Aller au contenu") == "Aller au contenu"


def test_a_language_without_a_file_is_french(tmp_path: Path) -> None:
    assert translations("yy", tmp_path).gettext("Aller au contenu") == "Aller au contenu"
