"""What the scripts say is in the catalogue, and reaches them in the reader's language."""

import json
import re
from gettext import NullTranslations
from pathlib import Path

import pytest

from api import assets
from api.pages.language import language
from graph.language import FRENCH, Language, speaking
from scripts.write_catalogue_doc import SCRIPTS, VENDORED, messages
from tests.support.bracketed import CODE, bracketed_locales
from visualisations import network, texts

pytestmark = pytest.mark.unit

OURS = sorted(
    path
    for folder in assets.FOLDERS.values()
    for path in folder.glob("*.js")
    if not path.name.startswith(VENDORED) and path.name != "texts.js"
)
SAYS = re.compile(r"[àâçéèêîôùœÀÉÈ’«]|^ *[A-ZÀÉ][a-zà-ÿ]+(?: [a-zà-ÿ]+)*[ .:…]*$")
"""A French letter or sign, or words that begin as a sentence does."""
NOT_SAID = {"Entrelacs", "é", "Feature", "Polygon", "MultiPolygon", "FeatureCollection", "Enter", "Escape"}
"""The name of the project, keys of the keyboard, names of formats."""
LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`')


def without_comments_and_texts(script: str) -> str:
    script = re.sub(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", "", script, flags=re.DOTALL)
    return texts._CALL.sub("", script)


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_no_text_of_a_script_stands_outside_the_catalogue(path: Path) -> None:
    found = LITERAL.findall(without_comments_and_texts(path.read_text(encoding="utf-8")))
    assert [text for pair in found for text in pair if SAYS.search(text) and text not in NOT_SAID] == []


def test_a_text_outside_is_found() -> None:
    bare = 'say("Rien à annuler."); label("Profil"); say(`Annulé : ${one}`); say(_("Annulé"));'
    found = LITERAL.findall(without_comments_and_texts(bare))
    said = [text for pair in found for text in pair if SAYS.search(text)]
    assert said == ["Rien à annuler.", "Profil", "Annulé : ${one}"]


def test_the_page_finds_in_a_script_what_the_catalogue_holds() -> None:
    """Babel reads the scripts for the catalogue; a running page, which has no Babel, must find the same texts."""
    listed = {message for message, where in messages() if where.startswith(SCRIPTS)}
    told = {message for path in OURS for message in texts.messages(path.read_text(encoding="utf-8"))}
    assert told == listed
    assert len(told) > 40  # some fifty today: an empty set on both sides would say nothing


def test_every_script_that_says_something_has_its_texts_in_the_block() -> None:
    saying = {path for path in OURS if any(texts.messages(path.read_text(encoding="utf-8")))}
    assert saying == {*texts.PICTURES, *assets.STATIC.glob("*.js")}


def test_french_needs_no_block() -> None:
    assert texts.block(*OURS) == ""


def held(block: str) -> dict[str, object]:
    found = re.fullmatch(r'<script type="application/json" id="texts">(.*)</script>', block, re.DOTALL)
    assert found
    read: dict[str, object] = json.loads(found[1])
    return read


def test_a_second_language_is_a_block_of_data(tmp_path: Path) -> None:
    with speaking(language(CODE, bracketed_locales(tmp_path))):
        said = held(texts.block(*OURS))
    assert said["Ouvrir la fiche"] == "⟦Ouvrir la fiche⟧"
    more = "et %(count)s autre, dans le tableau"
    forms = said[more]
    assert isinstance(forms, dict)
    # English, the rule of the made-up language: one alone is singular
    assert [forms["forms"][int(forms["which"][number])] for number in (0, 1, 2, 100, 101)] == [
        "⟦et %(count)s autres, dans le tableau⟧",
        f"⟦{more}⟧",
        *["⟦et %(count)s autres, dans le tableau⟧"] * 3,
    ]


def test_a_text_cannot_end_the_block() -> None:
    class Hostile(NullTranslations):
        def gettext(self, message: str) -> str:
            return "</script><script>window.ran=1</script>"

    with speaking(Language("xx", Hostile())):
        block = texts.block(*texts.PICTURES)
    assert block.lower().count("</script") == 1
    assert held(block)["Ouvrir la fiche"] == "</script><script>window.ran=1</script>"


def test_a_page_alone_says_its_language(tmp_path: Path) -> None:
    from tests.visualisations.subgraphs import generated

    with speaking(language(CODE, bracketed_locales(tmp_path))):
        page = network.render(generated(8), title="Essai")
    assert '<html lang="xx">' in page
    assert "⟦Les mêmes relations en tableau⟧" in page
    assert '"Ouvrir la fiche":"⟦Ouvrir la fiche⟧"' in page
    with speaking(FRENCH):
        assert 'id="texts"' not in network.render(generated(8), title="Essai")
