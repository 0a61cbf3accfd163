"""Empty files for people to fill: one header and one example row for each table of a source, in CSV and in XLSX."""

import csv
from pathlib import Path

from graph.errors import InvalidInput
from loaders.disk import reason
from loaders.mapping import Mapping, TableMapping, by_source

SEPARATOR = ";"


def write_template(source: str, folder: Path) -> list[Path]:
    """Write the files of a source into `folder` and return them. Raises InvalidInput rather than overwrite one."""
    mapping = by_source(source)
    if not any(field.example for table in mapping.tables.values() for field in table.fields.values()):
        raise InvalidInput(f"Source « {source} » : pas de modèle à remplir. Attendu : experiments.")
    written = [*(folder / f"{name}.csv" for name in mapping.tables), folder / f"{source}.xlsx"]
    for path in written:
        if path.exists():
            raise InvalidInput(f"{path.name} : existe déjà dans ce dossier. Donnez un autre dossier ou retirez-le.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, table in mapping.tables.items():
            _write_csv(folder / f"{name}.csv", table)
        _write_workbook(written[-1], mapping)
    except OSError as error:
        raise InvalidInput(f"{folder} : écriture impossible ({reason(error)}).") from error
    return written


def _rows(table: TableMapping) -> list[list[str]]:
    header = [field.columns(name)[0] for name, field in table.fields.items()]
    return [header, [field.example for field in table.fields.values()]]


def _write_csv(path: Path, table: TableMapping) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=SEPARATOR, lineterminator="\n").writerows(_rows(table))


def _write_workbook(path: Path, mapping: Mapping) -> None:
    from openpyxl import Workbook  # it loads numpy, which other commands do without

    """Every cell is text, so that a commune code keeps its zero."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, table in mapping.tables.items():
        sheet = workbook.create_sheet(name)
        for row in _rows(table):
            sheet.append(row)
        for column in sheet.columns:
            for cell in column:
                cell.number_format = "@"
        sheet.freeze_panes = "A2"
    workbook.save(path)
