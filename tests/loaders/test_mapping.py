"""Each shipped mapping says what a reader of the catalogue needs; null is « not known », said outright."""

import pytest
import yaml

from loaders.editions import Life
from loaders.mapping import FOLDER, by_source, catalogue

pytestmark = pytest.mark.unit
SAID = ("source", "title", "publisher", "licence", "page", "vintage", "life", "row", "leaves_out")
FILES = sorted(FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_mapping_leaves_nothing_unsaid(file: object) -> None:
    said = yaml.safe_load(file.read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    assert [name for name in SAID if name not in said] == []
    assert [name for name in SAID if name not in ("page", "vintage") and not str(said[name] or "").strip()] == []


def test_what_is_fetched_from_a_dataset_has_its_page_there() -> None:
    """A source whose page is elsewhere than its files would cite the wrong publisher."""
    for mapping in catalogue():
        if mapping.fetch:
            assert mapping.page
            assert mapping.page.startswith("https://www.data.gouv.fr/fr/datasets/"), mapping.source


def test_an_edition_of_an_edition_is_the_last_said() -> None:
    """The version is part of the run's id: however one comes to an edition, the same file is the same run."""
    mapping = by_source("anr")
    assert mapping.of_vintage("2026-06").of_vintage("2026-05") == mapping.of_vintage("2026-05")
    assert mapping.of_vintage(None) is mapping


def test_registers_and_programmes_are_snapshots_and_grants_are_not() -> None:
    """The list of the issue: a year of grants takes nothing back."""
    lives = {mapping.source: mapping.life for mapping in catalogue()}
    snapshots = ("rna", "sirene", "banatic", "crte", "territoires-d-industrie", "fabriques-prospectives", "ort")
    assert {lives[source] for source in snapshots} == {Life.SNAPSHOT}
    grants = [source for source in lives if source.startswith("subventions-")]
    assert {lives[source] for source in (*grants, "scdl", "politique-de-la-ville", "anr")} == {Life.INCREMENT}
