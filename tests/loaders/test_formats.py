"""Every format is read, alone or packed, for what its bytes are; what a table holds is the same in each."""

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from openpyxl import Workbook

from graph.errors import InvalidInput
from loaders import spreadsheet
from loaders.inputs import Inputs
from loaders.reading import tables
from loaders.table import Table

pytestmark = pytest.mark.unit
HEADER = ("nom", "code", "montant")
ROWS = (("Association d’été", "01004", "12.5"), ("Œuvre", "2A004", "3"))


def delimited(separator: str, encoding: str = "utf-8") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\n").writerows([HEADER, *ROWS])
    return text.getvalue().encode(encoding)


def records() -> list[dict[str, str]]:
    return [dict(zip(HEADER, row, strict=True)) for row in ROWS]


def as_json() -> bytes:
    return json.dumps(records(), ensure_ascii=False).encode()


def as_lines() -> bytes:
    return "\n".join(json.dumps(record) for record in records()).encode()


def as_geojson() -> bytes:
    point = {"type": "Point", "coordinates": [5.2, 46.1]}
    features = [{"type": "Feature", "geometry": point, "properties": record} for record in records()]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def as_portal_answer() -> bytes:
    """As the API of a portal gives records: columns under `fields`."""
    return json.dumps({"nhits": 2, "records": [{"datasetid": "d", "fields": record} for record in records()]}).encode()


def as_workbook() -> bytes:
    workbook = Workbook()
    for row in (HEADER, *ROWS):
        workbook.worksheets[0].append(row)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def as_ods() -> bytes:
    """The least that is an OpenDocument spreadsheet."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        + "</table:table-row>"
        for row in (HEADER, *ROWS)
    )
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    body = (
        f'<?xml version="1.0"?><office:document-content {names}><office:body><office:spreadsheet>'
        f'<table:table table:name="Feuille1">{cells}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", body)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return content.getvalue()


def as_parquet(folder: Path) -> bytes:
    path = folder / "made.parquet"
    with duckdb.connect() as database:
        values = ", ".join(f"({', '.join(repr(cell) for cell in row)})" for row in ROWS)
        database.execute(
            f"COPY (SELECT * FROM (VALUES {values}) AS t({', '.join(HEADER)})) TO '{path}' (FORMAT parquet)"
        )
    return path.read_bytes()


PLAIN: dict[str, Callable[[], bytes]] = {
    "a.csv": lambda: delimited(";"),
    "b.csv": lambda: delimited(","),
    "c.tsv": lambda: delimited("\t"),
    "d.txt": lambda: delimited("|"),
    "e.csv": lambda: delimited(";", "utf-8-sig"),
    "f.csv": lambda: delimited(";", "cp1252"),
    "g.csv": lambda: delimited("\t", "utf-16"),
    "h.csv": lambda: delimited(";", "utf-16-le"),
    "i.json": as_json,
    "j.ndjson": as_lines,
    "k.geojson": as_geojson,
    "l.json": as_portal_answer,
    "m.xlsx": as_workbook,
    "n.ods": as_ods,
    # named for what they are not
    "o.csv": as_workbook,
    "p.xls": lambda: delimited("\t"),
    "q.txt": as_json,
    "export": lambda: delimited(";"),
}


def only(path: Path) -> tuple[Table, list[tuple[str, ...]]]:
    with Inputs([str(path)]) as inputs:
        (file,) = inputs.files
        (table,) = tables(file)
        return table, [tuple(row.cells) for row in table.rows()]


def assert_read(path: Path) -> None:
    table, rows = only(path)
    assert [name.removeprefix("fields.") for name in table.header if name != "datasetid"] == list(HEADER)
    assert [row[-3:] for row in rows] == list(ROWS)


@pytest.mark.parametrize("name", PLAIN)
def test_a_format_is_read_for_what_it_is(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(PLAIN[name]())
    assert_read(path)


@pytest.mark.parametrize("name", ["a.csv", "i.json", "k.geojson", "m.xlsx", "n.ods"])
def test_a_packed_file_is_read_as_the_same(name: str, tmp_path: Path) -> None:
    packed = tmp_path / f"{name}.gz"
    packed.write_bytes(gzip.compress(PLAIN[name]()))
    assert_read(packed)
    archive = tmp_path / "lot.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr(f"dossier/{name}", PLAIN[name]())
    assert_read(archive)


@pytest.mark.parametrize("packed", [False, True])
def test_parquet_is_read_alone_or_packed(packed: bool, tmp_path: Path) -> None:
    content = as_parquet(tmp_path)
    path = tmp_path / ("a.parquet.gz" if packed else "a.parquet")
    path.write_bytes(gzip.compress(content) if packed else content)
    assert_read(path)


def test_a_damaged_parquet_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(as_parquet(tmp_path)[:-20])
    with pytest.raises(InvalidInput, match=r"a\.parquet : Parquet abîmé"):
        only(path)


def test_a_file_named_for_what_it_is_not_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(as_workbook())
    table, _ = only(path)
    assert any("nommé « .csv », lu comme « .xlsx »" in note for note in table.notes)


def test_a_workbook_gives_each_sheet_with_titles_above_its_header(tmp_path: Path) -> None:
    workbook = Workbook()
    first, second = workbook.worksheets[0], workbook.create_sheet("2022")
    first.append(["Ville d’Exemple : subventions"])
    first.append([])
    for row in (HEADER, *ROWS):
        first.append(row)
    for row in (HEADER, ROWS[0]):
        second.append(row)
    path = tmp_path / "a.xlsx"
    workbook.save(path)
    with Inputs([str(path)]) as inputs:
        found = tables(inputs.files[0])
        assert [(t.header, t.titles) for t in found] == [(HEADER, ("Ville d’Exemple : subventions",)), (HEADER, ())]
        assert next(found[0].rows()).line == 4  # as the spreadsheet numbers it


def test_merged_cells_stand_for_each_row_they_cover(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row in (("direction", "nom", "montant"), ("Culture", "A", 10), (None, "B", 20), ("Sport", "C", 30)):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    path = tmp_path / "a.xlsx"
    workbook.save(path)
    table, rows = only(path)
    assert rows == [("Culture", "A", "10"), ("Culture", "B", "20"), ("Sport", "C", "30")]
    assert any("cellules fusionnées" in note for note in table.notes)


def test_a_merged_amount_is_not_counted_for_each_row(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row in (("nom", "objet", "montant"), ("A", "x", 1000), ("B", "y", None)):
        sheet.append(row)
    sheet.merge_cells("C2:C3")
    path = tmp_path / "a.xlsx"
    workbook.save(path)
    assert [row[2] for row in only(path)[1]] == ["1000", ""]


def test_a_workbook_too_large_to_be_held_is_refused_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreadsheet, "MAX_UNPACKED", 1000)
    path = tmp_path / "a.xlsx"
    path.write_bytes(as_workbook())
    with pytest.raises(InvalidInput, match="Enregistrez chaque feuille en CSV"):
        only(path)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", b"0" * (80 << 20))
    with pytest.raises(InvalidInput, match="fois sa taille"):
        only(path)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", bytes(range(256)) * 20, "contenu binaire"),
        (
            "a.json",
            b"[" * 100_000,
            "attendu une liste de fiches",
        ),  # a path for each level: minutes, if read in one bite
        ("a.json", b'{"a":' * 2_000 + b"1" + b"}" * 2_000, "attendu une liste de fiches"),
        ("a.xls", b"<html><table></table></html>", "une page web"),
    ],
)
def test_what_is_no_table_is_refused_at_once(name: str, content: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InvalidInput, match=words):
        only(path)


def test_a_broken_line_of_json_refuses_itself_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson"
    first, second = as_lines().split(b"\n")
    path.write_bytes(b"\n".join([first, b"{oops", second]))
    with Inputs([str(path)]) as inputs:
        (table,) = tables(inputs.files[0])
        flaws = [[flaw.code for flaw in row.flaws] for row in table.rows()]
    assert flaws == [[], ["broken_json"], []]


def test_blank_lines_above_the_header_are_passed(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\n" * 300 + delimited(","))
    assert_read(path)
