"""The load report as JSON, as CSV and as a page: the same problems, nothing of a file running where it is read."""

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from loaders.loading import check_files
from loaders.report import LoadReport
from loaders.report_files import COLUMNS, report_bytes
from tests.support.french import plain

pytestmark = pytest.mark.unit
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def report(tmp_path: Path) -> LoadReport:
    file = tmp_path / "subventions.csv"
    rows = (
        "Ville;2022;Club;;100",
        f"Ville;2022;Foyer;{HOSTILE};100",
        "Ville;2022;Amicale;=1+1;100",
        "Ville;2022;A;;dix",
        "",
    )
    file.write_text("\n".join(["nomAttribuant;dateConvention;nomBeneficiaire;idBeneficiaire;montant", *rows]) + "\n")
    return check_files([str(file)])


def test_json_carries_the_sum_rule_and_what_is_apart(report: LoadReport) -> None:
    (file,) = json.loads(report_bytes(report, Path("r.json")))["reports"]
    assert file["rows_read"] == file["kept"] + file["kept_with_warnings"] + file["rejected"] == 4
    assert file["set_aside"] == {"blank": 1}
    assert file["problems_by_code"] == {"invalid_identifier": 2, "invalid_amount": 1}


def test_csv_has_a_line_for_each_problem_and_runs_no_cell(report: LoadReport) -> None:
    content = report_bytes(report, Path("r.csv"))
    assert content.startswith(b"\xef\xbb\xbf")  # so that spreadsheets read its accents
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    assert tuple(header) == COLUMNS
    assert [(row[0], row[1], row[2], row[4]) for row in rows] == [
        ("subventions.csv", "3", "idBeneficiaire", "invalid_identifier"),
        ("subventions.csv", "4", "idBeneficiaire", "invalid_identifier"),
        ("subventions.csv", "5", "montant", "invalid_amount"),
    ]
    assert rows[1][3] == "'=1+1"


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href")]


def test_the_page_is_whole_in_itself_and_escapes_what_files_say(report: LoadReport) -> None:
    page = report_bytes(report, Path("r.html")).decode()
    tags = _Tags()
    tags.feed(page)
    assert "script" not in tags.names
    assert tags.links == []
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy[1]


def test_the_page_counts_by_nature_in_french(report: LoadReport) -> None:
    page = plain(report_bytes(report, Path("r.html")).decode())
    assert '<html lang="fr">' in page
    assert '<code>invalid_identifier</code></td><td class="figure">2</td>' in page
    assert "1 ligne vide" in page
    assert "Rien n’a été écrit." in page
