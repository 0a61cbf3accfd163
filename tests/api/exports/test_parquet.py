"""The Parquet folder: one per revision, whole or absent, readable without us, the same bytes twice."""

import json
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from api.exports import export_parquet
from api.exports import parquet_tables as module
from graph.settings import Settings
from graph.store import open_store
from tests.api.conftest import HOSTILE, HOSTILE_ID, LEAD, PROJECT
from tests.cli.running import entrelacs

pytestmark = pytest.mark.unit


@pytest.fixture
def view(store_address: str) -> Any:
    with open_store(Settings(store=store_address), read_only=True) as store:  # type: ignore[attr-defined]
        yield store


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    return list(parquet.read_table(folder / f"{name}.parquet").to_pylist())


def test_three_tables_hold_what_the_graph_holds(view: Any, tmp_path: Path) -> None:
    made = export_parquet(view, tmp_path / "new")
    assert made == tmp_path / "new" / view.revision()
    stats = view.stats()
    assert len(rows(made, "nodes")) == sum(stats["nodes"].values())
    assert len(rows(made, "relations")) == sum(stats["relations"].values())
    assert len(rows(made, "participations")) == stats["relations"]["PARTICIPATES_IN"]
    names = {row["id"]: row["label"] for row in rows(made, "nodes")}
    assert names[HOSTILE_ID] == HOSTILE
    (leads,) = [row for row in rows(made, "participations") if (row["actor"], row["event"]) == (LEAD, PROJECT)]
    assert (leads["role"], leads["start"], leads["amount"], leads["statuses"]) == ("porteur", "2016", None, ["importe"])


def test_the_schema_file_says_what_is_beside_it(view: Any, tmp_path: Path) -> None:
    made = export_parquet(view, tmp_path)
    schema = json.loads((made / "schema.json").read_text())
    assert schema["revision"] == view.revision()
    assert "synthétiques" in schema["notice"]  # one experiment of this graph is made up
    for name, table in schema["tables"].items():
        read = parquet.read_schema(made / table["file"])
        assert [column["name"] for column in table["columns"]] == read.names
        assert parquet.read_metadata(made / table["file"]).num_rows == table["rows"], name
        assert all(column["meaning"] for column in table["columns"])


def test_small_groups_change_no_row_and_twice_is_the_same_bytes(
    view: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, again = export_parquet(view, tmp_path / "a"), export_parquet(view, tmp_path / "b")
    for file in sorted(first.iterdir()):
        assert file.read_bytes() == (again / file.name).read_bytes()
    monkeypatch.setattr(module, "ROWS_AT_ONCE", 2)
    assert rows(export_parquet(view, tmp_path / "c"), "nodes") == rows(first, "nodes")


def test_a_failure_in_the_middle_leaves_no_folder(view: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(record: Any) -> list[str]:
        raise OSError("disk full")

    monkeypatch.setattr(module, "_tables_of", broken)
    with pytest.raises(OSError, match="disk full"):
        export_parquet(view, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_command_writes_the_folder_and_leaves_one_that_is_there(store_address: str, tmp_path: Path) -> None:
    said = entrelacs("export", "--format", "parquet", tmp_path / "out", store=store_address)
    assert said.code == 0
    (made,) = (tmp_path / "out").iterdir()
    before = (made / "nodes.parquet").stat().st_mtime_ns
    assert entrelacs("export", "--format", "parquet", tmp_path / "out", store=store_address).code == 0
    assert (made / "nodes.parquet").stat().st_mtime_ns == before
    taken = tmp_path / "file"
    taken.write_text("x")
    refused = entrelacs("export", "--format", "parquet", taken, store=store_address)
    assert refused.code == 3
    assert "écriture impossible" in refused.err
    assert entrelacs("export", "--format", "csv", tmp_path, store=store_address).code == 2
