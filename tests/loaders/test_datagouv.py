"""Which resources a rule takes of a dataset, and what a hostile or damaged description can do."""

import json
from pathlib import Path

import pytest

from graph.errors import InvalidInput, Unreachable
from loaders.datagouv import Dataset, Resource, describe, page_of
from loaders.mapping import by_source
from loaders.published import DatasetRule, ResourceRule
from loaders.receiving import Checksum
from tests.loaders.datasets import SLUG, settings_of
from tests.support.file_server import FileServer, content, status
from tests.support.french import plain

pytestmark = pytest.mark.unit
RULE = DatasetRule(dataset=SLUG)


def made(title: str, moment: str = "2026-05-02T08:00:00", kind: str = "csv", url: str = "https://a.fr/f") -> Resource:
    return Resource(id=f"{title}-{moment}-{kind}", title=title, url=url, format=kind, last_modified=moment)


def taken(rule: ResourceRule, *resources: Resource) -> list[str]:
    return [each.id for each in Dataset(resources=resources).taken(rule)]


def test_the_newest_is_taken_whatever_its_offset() -> None:
    """23:00 at +02:00 is before 22:00 at +00:00: moments are compared, not texts."""
    early, late = made("RNA", "2026-05-01T23:00:00+02:00"), made("RNA", "2026-05-01T22:00:00+00:00")
    assert taken(ResourceRule(titles=("rna",)), late, early) == [late.id]


def test_a_resource_without_a_readable_date_is_the_oldest() -> None:
    dated = made("RNA", "2010-01-01")
    for said in ("", "hier", "0001-01-01T00:00:00+05:00"):
        assert taken(ResourceRule(), made("RNA", said), dated) == [dated.id]
    assert made("RNA", "hier").day is None


def test_a_preferred_format_wins_within_an_edition_only() -> None:
    rule = ResourceRule(formats=("csv", "xlsx"))
    csv, xlsx = made("A", "2026-05-01"), made("A", "2026-05-03", "xlsx")
    assert taken(rule, csv, xlsx) == [csv.id]
    stale = made("A", "2024-01-01")
    assert taken(rule, stale, xlsx) == [xlsx.id]


def test_every_file_of_a_series_can_be_taken_oldest_first() -> None:
    years = [made(f"FONJEP {year}", f"{year}-12-31") for year in (2022, 2020, 2021)]
    assert taken(ResourceRule(titles=("fonjep*",), every=True), *years) == [years[1].id, years[2].id, years[0].id]


def test_titles_are_compared_without_accents_or_signs_and_file_names_too() -> None:
    rule = ResourceRule(titles=("*finances 2026*",))
    assert taken(rule, by_title := made("Projets financés — 2026 (DGDS)")) == [by_title.id]
    by_name = made("Liste", url="https://a.fr/x/anr-finances-20260502.csv?v=1")
    assert taken(rule, by_name) == [by_name.id]
    assert taken(ResourceRule(titles=("*anr*",)), by_name) == [by_name.id]
    with pytest.raises(InvalidInput):
        taken(ResourceRule(without=("*anr*",)), by_name)


@pytest.mark.parametrize(("said", "url", "kind"), [
    ("CSV", "https://a.fr/f", "csv"), (".csv", "https://a.fr/f", "csv"), ("csv.gz", "https://a.fr/f", "csv"),
    ("", "https://a.fr/f.XLSX?x=1", "xlsx"), ("", "https://a.fr/", ""), ("", "https://a.fr/x/f.csv.gz", "csv"),
    ("", "https://a.fr/export", ""), ("Shapefile (zip)", "https://a.fr/f.zip", "shapefile (zip)"),
])  # fmt: skip
def test_a_format_is_read_from_what_is_said_or_from_the_address(said: str, url: str, kind: str) -> None:
    assert Resource(id="1", url=url, format=said).kind == kind


def test_what_no_rule_fits_is_told_with_what_there_is() -> None:
    others = [made(f"Notice {n}", kind="pdf") for n in range(12)]
    with pytest.raises(InvalidInput) as refused:
        taken(ResourceRule(titles=("*projets*",), formats=("csv", "zip")), *others)
    said = plain(refused.value.message)
    assert "aucun fichier csv ou zip" in said
    assert "« *projets* »" in said
    assert "« Notice 0 » (pdf)" in said
    assert said.endswith("et 4 autres.")  # eight are shown of twelve


SHA = "a" * 40


@pytest.mark.parametrize(("kind", "value", "known"), [
    ("sha1", SHA, Checksum("sha1", SHA)), ("SHA-1", SHA.upper(), Checksum("sha1", SHA)),
    ("sha2", "b" * 64, Checksum("sha256", "b" * 64)), ("sha2", "b" * 128, Checksum("sha512", "b" * 128)),
    ("md5", "c" * 32, Checksum("md5", "c" * 32)),
    ("crc", "12345678", None), ("sha1", "a" * 39, None), ("sha1", "z" * 40, None), ("shake_128", "a" * 32, None),
    ("", "", None),
])  # fmt: skip
def test_a_checksum_is_used_where_it_can_be_checked(kind: str, value: str, known: Checksum | None) -> None:
    said = Resource.model_validate({"id": "1", "url": "https://a.fr", "checksum": {"type": kind, "value": value}})
    assert said.sum == known


def test_a_title_cannot_move_the_cursor_of_a_terminal() -> None:
    assert made("\x1b[2JRNA\r\nfaux\u2028").title == "[2JRNA faux"


def test_nulls_of_the_catalogue_are_read() -> None:
    """Resources of other sites have neither checksum nor size; some publishers leave titles out."""
    text = json.dumps({"title": None, "license": None, "resources": [
        {"id": "1", "title": None, "url": "https://a.fr/a.csv", "format": None, "checksum": None, "last_modified": None}
    ]})  # fmt: skip
    (only,) = Dataset.model_validate_json(text).taken(ResourceRule())
    assert (only.kind, only.sum, only.day) == ("csv", None, None)


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"resources": [{"id": 1}]}', b"<!doctype html>", b"\xff\xfe"])
def test_what_is_not_a_description_is_refused(body: bytes, file_server: FileServer, tmp_path: Path) -> None:
    file_server.serves(f"/api/1/datasets/{SLUG}/", content(body))
    with pytest.raises(InvalidInput) as refused:
        describe(RULE, settings_of(file_server, tmp_path))
    assert file_server.origin in refused.value.message


def test_a_description_is_asked_for_again_each_time(file_server: FileServer, tmp_path: Path) -> None:
    file_server.serves(f"/api/1/datasets/{SLUG}/", content(b'{"title": "un"}'), content(b'{"title": "deux"}'))
    said = [describe(RULE, settings_of(file_server, tmp_path)).title for _ in range(2)]
    assert said == ["un", "deux"]


def test_a_catalogue_that_is_down_is_told(
    file_server: FileServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loaders.downloading.FIRST_PAUSE", 0.0)
    file_server.serves(f"/api/1/datasets/{SLUG}/", status(503))
    with pytest.raises(Unreachable, match="503"):
        describe(RULE, settings_of(file_server, tmp_path))


def test_the_page_of_a_dataset_is_made_from_the_setting(file_server: FileServer, tmp_path: Path) -> None:
    settings = settings_of(file_server, tmp_path)
    assert page_of(RULE, settings) == f"{file_server.origin}/fr/datasets/{SLUG}/"


SERVED = {
    "anr": [
        "anr-dgds-depuis-2010-projets-finances-20260502-projets.csv",
        "anr-dgds-depuis-2010-projets-finances-20260502-partenaires.csv",
        "anr-dgds-2005-2009-projets-finances-20251105-projets.csv",
        "anr-dgds-2005-2009-projets-finances-20251105-partenaires.csv",
        "anr-dgpie-depuis-2010-projets-finances-20260502-projets.csv",
        "anr-dgpie-depuis-2010-projets-finances-20260502-partenaires.csv",
    ],
    "rna": ["rna_waldec_20260501.zip", "rna_import_20260501.zip"],
    "sirene": ["StockUniteLegale_utf8.zip", "StockEtablissement_utf8.zip"],
}
BESIDE = {
    "anr": ["2025-11-02-notice-anr-dgds-projets-finances.pdf", "anr-dgds-depuis-2010-projets-finances-projets.json"],
    "rna": ["rna_waldec_20260401.zip", "rna_import_20170101.zip", "nomenclature-waldec.csv"],
    "sirene": [
        "StockUniteLegaleHistorique_utf8.zip",
        "StockEtablissementHistorique_utf8.zip",
        "StockEtablissementLiensSuccession_utf8.zip",
        "StockDoublons_utf8.zip",
    ],
}


@pytest.mark.parametrize("source", SERVED)
def test_the_shipped_rules_take_each_file_of_the_real_names_once(source: str) -> None:
    """Names of files as the publishers have given them; the titles they are shown under change more often."""
    old = [made("", "2026-04-01", name.rpartition(".")[2], f"https://a.fr/{name}") for name in BESIDE[source]]
    new = [made("", "2026-05-02", name.rpartition(".")[2], f"https://a.fr/{name}") for name in SERVED[source]]
    found = []
    for rule in by_source(source).fetch:
        own = [each for each in new if source != "anr" or ("dgpie" in each.url) == ("dgpie" in rule.dataset)]
        dataset = Dataset(resources=(*old, *own))
        found += [taken.url.rpartition("/")[2] for wanted in rule.resources for taken in dataset.taken(wanted)]
    assert found == SERVED[source]


@pytest.mark.parametrize("dataset", ["", "../../etc", "a/b", "A", "-a", "a b", "a?x"])
def test_a_dataset_is_a_slug_and_nothing_that_makes_a_path(dataset: str) -> None:
    with pytest.raises(ValueError, match="dataset"):
        DatasetRule(dataset=dataset)
