"""What became of each reference file, as the tables of docs/donnees.md: from one load of all of them.

`make bench PARTS=sources` loads and writes; `tests/loaders/test_reference_loads.py` holds that the page still says it.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from graph.model.typography import count, fine, number
from loaders.asides import said as counted_apart
from tests.support.reference_files import LEFT, MEANT

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "donnees.md"
BEGIN = "<!-- Écrit par « make bench PARTS=sources » : ne pas modifier à la main. -->"
END = "<!-- Fin de ce qui est mesuré. -->"
Report = dict[str, Any]
"""Of one file, as `loaders.report` writes it in JSON."""


def tables(reports: Iterable[Report]) -> str:
    """The measured part of the page, marks included."""
    made = sorted(reports, key=_order)
    said = "\n".join(line for part in (_files(made), _reasons(made), _left()) for line in part)
    return f"{BEGIN}\n\n{fine(said)}\n{END}"


def written(page: str) -> str:
    """The measured part as the page has it, empty where it has none."""
    _, begin, rest = page.partition(BEGIN)
    return f"{begin}{rest.partition(END)[0]}{END}" if begin else ""


def write(reports: Iterable[Report]) -> None:
    page = PAGE.read_text(encoding="utf-8")
    known, made = written(page), tables(reports)
    PAGE.write_text(page.replace(known, made) if known else f"{page.rstrip()}\n\n{made}\n", encoding="utf-8")


def _order(report: Report) -> tuple[int, str]:
    """That of the files meant; of an archive or a workbook, by its name."""
    names = [name.rpartition("/")[2] for name in MEANT]
    return (names.index(report["file"]) if report["file"] in names else len(names), report["file"])


def _most(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _files(reports: list[Report]) -> Iterator[str]:
    rows = sum(each["rows_read"] for each in reports)
    kept = sum(each["kept"] + each["kept_with_warnings"] for each in reports)
    yield "## Les fichiers de référence"
    yield ""
    yield (
        f"{count(len(reports), 'fichier')} de la base d’épreuve, {count(rows, 'ligne lue', 'lignes lues')} dont "
        f"{count(kept, 'gardée')}. « À part » : ce qui ne dit aucun fait (totaux, en-têtes répétés), ce qui répète un "
        "autre fichier, et les personnes physiques, jamais gardées."
    )
    yield ""
    yield "| fichier | source | lignes | gardées | avec avertissement | refusées | à part |"
    yield "| --- | --- | ---: | ---: | ---: | ---: | --- |"
    for each in reports:
        aside = ", ".join(counted_apart(kind, n) for kind, n in _most(each["set_aside"])) or "–"
        counts = (number(each[name]) for name in ("rows_read", "kept", "kept_with_warnings", "rejected"))
        yield f"| `{each['file']}` | `{each['source']}` | {' | '.join(counts)} | {aside} |"
    yield ""


def _reasons(reports: list[Report]) -> Iterator[str]:
    yield "### Pourquoi des lignes sont refusées"
    yield ""
    yield "| fichier | lignes | motif de la première |"
    yield "| --- | ---: | --- |"
    for each in reports:
        reasons = {code: reason["count"] for code, reason in each["rejected_by_code"].items()}
        for code, seen in _most(reasons):
            message = each["rejected_by_code"][code]["message"].replace("|", "/")
            yield f"| `{each['file']}` | {number(seen)} | {message} (`{code}`) |"
    yield ""


def _left() -> Iterator[str]:
    yield "### Les fichiers qui ne disent pas qui agit avec qui"
    yield ""
    yield "| fichiers | pourquoi ils ne se chargent pas |"
    yield "| --- | --- |"
    yield from (f"| `{pattern}` | {why} |" for pattern, why in LEFT.items())
    yield ""
