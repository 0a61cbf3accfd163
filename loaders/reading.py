"""A file → its tables. What a file is follows from its bytes, then its name; what is in it is found and recorded."""

from dataclasses import replace

from loaders.formats import COLUMNS, KNOWN, RECORDS, SHEETS, TEXT
from loaders.inputs import InputFile
from loaders.mojibake import SUSPECT, unscrambled
from loaders.spreadsheet import sheet_tables
from loaders.table import Table
from loaders.text_table import text_table


def tables(file: InputFile) -> list[Table]:
    """The tables of a file, at least one. Raises InvalidInput with what, where, what was expected, what to do."""
    found = _tables(file)
    stated = file.stated_format
    if stated in KNOWN and _family(stated) is not _family(file.format):
        note = f"nommé « {stated} », lu comme « {file.format} » : c’est ce que montre son contenu"
        found = [replace(table, notes=(note, *table.notes)) for table in found]
    return [_unscrambled(table) for table in found]


def _unscrambled(table: Table) -> Table:
    """Names of columns whose accents were damaged are read as they were written."""
    header = tuple(unscrambled(name) if SUSPECT.search(name) else name for name in table.header)
    if header == table.header:
        return table
    return replace(table, header=header, notes=(*table.notes, "accents abîmés dans l’en-tête : réparés"))


def _tables(file: InputFile) -> list[Table]:
    """DuckDB and ijson are slow to import, and most commands need neither."""
    if file.format in SHEETS:
        return sheet_tables(file)
    if file.format in COLUMNS:
        from loaders.parquet import parquet_table

        return [parquet_table(file)]
    if file.format in RECORDS:
        from loaders.json_records import json_table

        return [json_table(file)]
    return [text_table(file)]


def _family(suffix: str) -> tuple[str, ...]:
    return next((family for family in (SHEETS, COLUMNS, RECORDS) if suffix in family), TEXT)
