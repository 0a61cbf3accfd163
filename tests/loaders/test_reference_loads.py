"""Every reference file that states facts, loaded with the shipped mappings into one graph: what a territory can have.

One load serves the tests of this file: it takes a minute.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from graph.model.record import NodeRecord
from graph.settings import Settings
from graph.store import Store, open_store
from loaders.loading import load_files
from loaders.persons import is_person
from loaders.report import FileReport, LoadReport
from scripts import source_tables
from tests.support.reference_files import EXAMPLES, MEANT, files

pytestmark = [pytest.mark.unit, pytest.mark.reference]

KEPT = 0.98
"""Share of the rows that state a fact that must be kept (issue: « What must hold » 1)."""

MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[a-z]{2,}", re.IGNORECASE)
PHONE = re.compile(r"(?<![\d.])(?:\+33 ?|0)[1-9](?:[ .-]?\d{2}){4}(?!\d)")


@pytest.fixture(scope="module")
def loaded() -> Iterator[tuple[Store, LoadReport]]:
    with open_store(Settings(store="sqlite://")) as store:
        yield store, load_files(store, [str(file) for file in files()])


def named(report: LoadReport) -> dict[str, FileReport]:
    return {each.file: each for each in report.reports}


def test_every_file_meant_is_read_or_set_aside_whole(loaded: tuple[Store, LoadReport]) -> None:
    _, report = loaded
    read = set(named(report))
    absent = [name for name in MEANT if name.rpartition("/")[2] not in read]
    assert absent == [], [each for each in report.ignored if each["file"] in absent]


def test_of_each_file_the_rows_that_state_a_fact_are_kept(loaded: tuple[Store, LoadReport]) -> None:
    _, report = loaded
    for each in report.reports:
        assert each.rows_read == each.kept + each.kept_with_warnings + each.rejected
        kept = each.kept + each.kept_with_warnings
        assert kept >= KEPT * each.rows_read, (each.file, each.rows_read, kept)


def test_the_page_on_data_says_what_became_of_each_file(loaded: tuple[Store, LoadReport]) -> None:
    """`make bench PARTS=sources` writes it; a mapping that changes has to write it again."""
    _, report = loaded
    made = source_tables.tables(each.as_json() for each in report.reports)
    assert source_tables.written(source_tables.PAGE.read_text(encoding="utf-8")) == made


def test_no_mail_and_no_phone_number_stands_in_the_graph(loaded: tuple[Store, LoadReport]) -> None:
    store, _ = loaded
    found: list[Any] = []
    for record in store.records():
        for claim in record.claims:
            said = [claim.label, claim.stated_as, *claim.properties.values()]
            found += [
                (record, text) for text in said if isinstance(text, str) and (MAIL.search(text) or PHONE.search(text))
            ]
    assert found == []


def test_no_person_stands_for_an_organisation(loaded: tuple[Store, LoadReport]) -> None:
    store, _ = loaded
    actors = [each for each in store.records_of_kind("Actor", ()) if isinstance(each, NodeRecord)]
    assert len(actors) > 70_000
    assert [name for actor in actors for name in actor.labels if is_person(name)] == []


def test_examples_of_publishers_load_too() -> None:
    from tests.reference import shared

    with open_store(Settings(store="sqlite://")) as store:
        report = load_files(store, [str(shared("data", *name.split("/"))) for name in EXAMPLES])
    assert {each.file for each in report.reports} >= {name.rpartition("/")[2] for name in EXAMPLES}
    assert report.kept
