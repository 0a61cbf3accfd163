"""A file → its tables. What a file is follows from its extension; what is in it is found out and recorded."""

from loaders.inputs import RECORDS, SHEETS, InputFile
from loaders.json_records import json_table
from loaders.spreadsheet import sheet_tables
from loaders.table import Table
from loaders.text_table import text_table


def tables(file: InputFile) -> list[Table]:
    """The tables of a file, at least one. Raises InvalidInput with what, where, what was expected, what to do."""
    if file.format in SHEETS:
        return sheet_tables(file)
    if file.format in RECORDS:
        return [json_table(file)]
    return [text_table(file)]
