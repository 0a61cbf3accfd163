"""The load report as a file: JSON for programs, CSV for a spreadsheet, a page for a person. Its name says which."""

import json
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from graph.model.delimited import csv_bytes
from graph.model.typography import count, fine, number
from loaders.asides import said
from loaders.report import MAX_PROBLEMS, LoadReport

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = Path(__file__).parent / "templates"
COLUMNS = ("fichier", "ligne", "colonne", "valeur", "code", "message")


def report_bytes(report: LoadReport, name: Path) -> bytes:
    """The report in the form that the ending of the name asks for: `.csv`, `.html`, else JSON."""
    ending = name.suffix.lower()
    if ending == ".csv":
        return as_csv(report)
    if ending in (".html", ".htm"):
        return as_page(report).encode()
    return json.dumps(report.as_json(), ensure_ascii=False, indent=2).encode()


def as_csv(report: LoadReport) -> bytes:
    """One line for each problem."""
    return csv_bytes(
        COLUMNS,
        ((r.file, p.line, p.column, p.value, p.code, p.message) for r in report.reports for p in r.problems),
    )


def as_page(report: LoadReport) -> str:
    """Self-contained: no script, no address; a policy that allows its own style and nothing else."""
    style = (FOLDER / "report.css").read_text(encoding="utf-8")
    return (
        _environment()
        .get_template("report.html")
        .render(
            report=report,
            style=style,
            style_hash=b64encode(sha256(style.encode()).digest()).decode(),
            listed=MAX_PROBLEMS,
        )
    )


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # for a page alone, not at the start

    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"number": number, "fine": fine}
    made.globals |= {"count": count, "said": said, "number": number}
    return made
