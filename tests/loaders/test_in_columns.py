"""Rows read by column say what they say read one by one: the same graph, the same report, whatever the damage."""

from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.store.sqlite import SqliteStore
from loaders import at_once, run
from loaders.as_written import FORMS, as_written
from loaders.checks import find_check
from loaders.delivery import FileDelivery
from loaders.inputs import Inputs
from loaders.mapping import Mapping, by_source
from loaders.recognition import Known, recognise

pytestmark = pytest.mark.property

HEADER = ("nomAttribuant", "idAttribuant", "dateConvention", "referenceDecision", "nomBeneficiaire", "idBeneficiaire",
          "objet", "montant", "pourcentageSubvention")  # fmt: skip
LA_POSTE = "35600000000048"
"""A SIRET that stands in the rules of the registers (domain.md §3.2)."""

CELLS = (
    ("Ville d’Exemple", "VILLE D'EXEMPLE", " Ville d’Exemple ", ""),
    (LA_POSTE, "356000000", "356 000 000", ""),
    ("2019-05-10", "13/01/2022", "2019", "hier", "2019-01/2019-06", ""),
    ("D-1", "D-2", "", "appeler le 01 23 45 67 89"),
    ("Association A", "ASSOCIATION A", "Mme Untelle", "Particuliers", "AssociÃ©s", "contact@exemple.fr", "#REF!", ""),
    (LA_POSTE, "356000000", "356 000 000 00048", "35600000000047", "35181600000000", "W751092330", "néant", ""),
    ("Atelier", "L’été\u202f!", "", "voir contact@exemple.fr", "x" * 10_001, 'dit "le pont"'),
    ("100", "12.50", "3 000 €", "0", "-5", "beaucoup", "", "007"),
    ("1", "0,8", "80 %", "3", ""),
)
ROW = st.tuples(*map(st.sampled_from, CELLS))
ODD = st.sampled_from(
    (
        "",
        ";" * 8,
        "Total;;;;;;;400;",
        ";".join(HEADER),
        "Ville;;2019;;A",
        "Ville;;2019;;A;;x;1;1;;",
        "Ville;;2019;;A;;x;1;1;de trop",
    )
)
LINES = st.lists(ROW.map(";".join) | ODD, min_size=1, max_size=9)
RULES: dict[str, dict[str, Any]] = {
    "hash": {},
    "merged": {"duplicates": "merge"},
    "key": {"key": ("reference",)},
    "not in kind": {"repeats_without": "share"},
}

_names = count()


class RowByRow(SqliteStore):
    """Asks for every row by itself, as a server does."""

    whole_loads = None  # type: ignore[assignment]


def with_rules(rules: dict[str, Any], contract: str | None = None) -> Mapping:
    mapping = by_source("scdl")
    tables = {kind: table.model_copy(update=rules) for kind, table in mapping.tables.items()}
    return mapping.model_copy(update={"tables": tables, "contract": contract})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Blocks of three rows: equal rows and those of one actor fall into several."""
    usual, at_once.BLOCK = at_once.BLOCK, 3
    yield tmp_path_factory.mktemp("colonnes")
    at_once.BLOCK = usual


def loaded(kind: type[SqliteStore], file: Path, mapping: Mapping, times: int = 1) -> tuple[str, Any, Any]:
    """(revision, stats, report)."""
    with closing(kind.open("", read_only=False, timeout=10)) as store:
        for _ in range(times):
            with Inputs([str(file)]) as inputs:
                known, _ignored = recognise(inputs.files[0], Known([mapping]))
                report = run.load(store, [FileDelivery(mapping, known)])
        (one,) = report.reports
        said = {name: value for name, value in one.as_json().items() if name != "seconds"}
        return store.revision(), store.stats(), said


def without_changes(report: dict[str, Any]) -> dict[str, Any]:
    """What is said of several rows is written once, or completed batch after batch: the graph is the same."""
    return {name: value for name, value in report.items() if not name.endswith("_changed")}


@pytest.mark.parametrize("rules", RULES)
@given(lines=LINES)
@settings(max_examples=60)
def test_columns_say_what_rows_say(folder: Path, rules: str, lines: list[str]) -> None:
    file = folder / f"{next(_names)}.csv"
    file.write_text("\n".join((";".join(HEADER), *lines)) + "\n", encoding="utf-8")
    mapping = with_rules(RULES[rules])
    revision, stats, report = loaded(RowByRow, file, mapping)
    assert loaded(SqliteStore, file, mapping)[:2] == (revision, stats)
    assert without_changes(loaded(SqliteStore, file, mapping)[2]) == without_changes(report)
    assert loaded(SqliteStore, file, mapping, times=2)[0] == revision


@pytest.mark.parametrize("contract", ["discard_row", "discard_value", "evolve"])
def test_contracts_are_kept(folder: Path, contract: str) -> None:
    """`evolve` keeps what no field asks for: each row is then read by itself."""
    file = folder / f"{contract}.csv"
    rows = ("Ville;;2019;D-1;Association A;;Atelier;100;1;vert", "Ville;;hier;D-2;Association A;;Atelier;100;1;bleu")
    file.write_text("\n".join((";".join((*HEADER, "couleur")), *rows)) + "\n", encoding="utf-8")
    mapping = with_rules({}, contract)
    first, other = loaded(RowByRow, file, mapping), loaded(SqliteStore, file, mapping)
    assert (first[:2], without_changes(first[2])) == (other[:2], without_changes(other[2]))


@pytest.mark.parametrize("check", FORMS)
@given(data=st.data())
def test_cells_of_a_form_are_given_back_as_they_are(check: str, data: st.DataObject) -> None:
    """What a column is told by at once is what its check says of each of its cells."""
    cells = data.draw(st.lists(st.from_regex(FORMS[check], fullmatch=True).map(first_line), max_size=4))
    read: Callable[[str], str] = find_check(check)
    assert as_written(check, cells) == [read(cell) if cell else None for cell in cells]
    assert all(type(read(cell)) is str for cell in cells if cell)


def first_line(text: str) -> str:
    return text.partition("\n")[0]


@pytest.mark.parametrize("cell", ["contact@exemple.fr", "01 23 45 67 89", "AssociÃ©s", "x" * 10_001])
def test_a_text_that_has_to_be_judged_is_not_told_at_once(cell: str) -> None:
    assert as_written("text", ["Atelier", ""]) == ["Atelier", None]
    assert as_written("text", ["Atelier", cell]) is None


def test_a_cell_over_two_lines_is_no_two_amounts() -> None:
    assert as_written("amount", ["1\n2", "3"]) is None
