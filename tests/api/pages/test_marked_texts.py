"""What the modules of pages and pictures say in French is marked for the catalogue, and the catalogue holds it."""

import ast
from pathlib import Path

import pytest

from scripts.write_catalogue_doc import MODEL, MODULES, ROOT, messages
from tests.support.marked_texts import marked, unmarked

pytestmark = pytest.mark.unit

SPEAKING = [*(path for folder in MODULES for path in sorted((ROOT / folder).glob("*.py"))),
            *(ROOT / "graph/model" / name for name in MODEL)]  # fmt: skip
NOT_SAID = {
    "visualisations/words.py": {"État"},  # how a label begins whose capital stays
}
REFUSALS = {"graph/model/period.py"}
"""It speaks of months to the pages, and refuses dates to the loaders: those messages are French (ADR 0013)."""


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def listed() -> set[str]:
    return {text for said, _ in messages() for text in ((said,) if isinstance(said, str) else said)}


@pytest.mark.parametrize("path", SPEAKING, ids=name_of)
def test_no_french_stands_outside_the_catalogue(path: Path) -> None:
    if name_of(path) not in REFUSALS:
        assert set(unmarked(path)) <= NOT_SAID.get(name_of(path), set())


@pytest.mark.parametrize("path", SPEAKING, ids=name_of)
def test_what_is_marked_is_in_the_catalogue(path: Path, listed: set[str]) -> None:
    """Babel passes over a mark inside another mark's arguments: such a text gets a name of its own before."""
    assert set(marked(path)) <= listed


def test_the_two_readings_see_what_they_should(tmp_path: Path) -> None:
    module = tmp_path / "essai.py"
    module.write_text(
        '"""Un module qui dit quelque chose."""\n'
        'HEAD = "Alliances recensées"\n'
        'KEPT = N_("Rôle non dit")\n'
        'CODE = "region"\n'
        'MAP = \'<svg aria-label="Carte des lieux"><path d="M0 0L1 1"/><title id="t">{}</title></svg>\'\n'
        'said = f"{HEAD} par territoire" + _("Fiche d’un acteur", x=count(2, "acteur"))\n',
        encoding="utf-8",
    )
    assert unmarked(module) == [
        "Alliances recensées",
        '<svg aria-label="Carte des lieux"><path d="M0 0L1 1"/><title id="t">{}</title></svg>',
        " par territoire",
    ]
    assert set(marked(module)) == {"Rôle non dit", "Fiche d’un acteur", "acteur"}


@pytest.mark.parametrize("path", SPEAKING, ids=name_of)
def test_words_with_a_number_follow_the_language(path: Path) -> None:
    """`typography` has functions of the same names, for the sentences that are French whatever the page."""
    imports = (
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ImportFrom)
    )
    names = {each.name for node in imports if node.module == "graph.model.typography" for each in node.names}
    assert names & {"count", "agree", "listed"} == set()


def modules_saying(folder: str) -> set[str]:
    """Modules and folders of modules right under `folder` that hold French sentences."""
    found = (path for path in (ROOT / folder).rglob("*.py") if unmarked(path))
    return {path.relative_to(ROOT / folder).parts[0] for path in found}


def test_where_french_stays_is_what_adr_0013_names() -> None:
    """A second language needs a twin of these: the decision lists them, and nothing else may speak."""
    record = (ROOT / "docs/adr/0013-french-in-templates-gettext-beside.md").read_text(encoding="utf-8")
    api = {f"api/{name}" for name in modules_saying("api") if not name.startswith("cli")} - {"api/pages"}
    graph = {f"graph/{name}" for name in modules_saying("graph")}
    assert [name for name in sorted(api | graph) if f"`{name.removesuffix('.py')}" not in record] == []
