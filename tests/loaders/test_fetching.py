"""A source comes from its catalogue whole and checked, or not at all with what to do by hand."""

import io
import zipfile
from pathlib import Path

import pytest

from graph.errors import EntrelacsError, InvalidInput, Unreachable
from graph.settings import Settings
from graph.store import Store
from loaders.fetching import Fetched, fetch
from loaders.loading import load_files
from tests.loaders.datasets import (
    PARTNERS,
    PROJECTS,
    RULE,
    SLUG,
    both,
    described,
    found_by,
    publish,
    resource,
    settings_of,
    sha1,
)  # fmt: skip
from tests.support.file_server import Behaviour, FileServer, content, cut, redirect, status
from tests.support.french import plain

pytestmark = pytest.mark.unit


@pytest.fixture(autouse=True)
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """The ANR is found in a dataset of our own, and nothing waits."""
    found_by(monkeypatch, RULE)
    monkeypatch.setattr("loaders.downloading.FIRST_PAUSE", 0.0)


def refused(kind: type[EntrelacsError], server: FileServer, folder: Path) -> str:
    """The sentence of the refusal, which always says what a person can do without us."""
    with pytest.raises(kind) as raised:
        fetch("anr", settings_of(server, folder))
    said = plain(raised.value.message)
    first, hand = said.splitlines()
    assert first.endswith(".")
    assert "Error" not in said
    assert f"depuis {server.origin}/fr/datasets/{SLUG}/" in hand
    assert "entrelacs load FICHIER --source anr" in hand
    return said


def whole(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "cache").rglob("*.csv") if path.is_file())


def test_each_rule_brings_its_newest_file(file_server: FileServer, tmp_path: Path) -> None:
    old = resource(file_server, "anr-partenaires-2022.csv", b"vieux", last_modified="2022-05-12T00:00:00")
    publish(file_server, old, *both(file_server))
    told: list[str] = []
    found = fetch("anr", settings_of(file_server, tmp_path), say=told.append)
    assert [Path(name).read_bytes() for name in found.names] == [PROJECTS, PARTNERS]
    assert found.vintage == "2026-05-02"
    assert found.warnings == []
    assert [file.checked for file in found.files] == [True, True]
    assert "/fichiers/anr-partenaires-2022.csv" not in [seen.path for seen in file_server.seen]
    assert plain(told[0]).startswith("anr-projets (csv, 2026-05-02)")


def test_a_second_fetch_sends_nothing_again(file_server: FileServer, tmp_path: Path) -> None:
    publish(file_server, *both(file_server))
    settings = settings_of(file_server, tmp_path)
    first, again = fetch("anr", settings), fetch("anr", settings)
    assert [file.got.new for file in (*first.files, *again.files)] == [True, True, False, False]
    assert first.names == again.names


def editions(store: Store, source: str) -> dict[str, str | None]:
    return {run.file: run.vintage for run in store.runs() if run.source == source}


def test_each_file_of_an_increment_is_the_edition_of_its_day(
    file_server: FileServer, store: Store, tmp_path: Path
) -> None:
    """A file that has not changed must not be read again as another edition because its neighbour has."""
    projects, partners = both(file_server)
    publish(file_server, {**projects, "last_modified": "2026-04-01T00:00:00"}, partners)
    load(store, fetch("anr", settings_of(file_server, tmp_path)))
    assert editions(store, "anr") == {"anr-projets.csv": "2026-04-01", "anr-partenaires.csv": "2026-05-02"}
    publish(
        file_server, {**projects, "last_modified": "2026-04-01T00:00:00"}, {**partners, "last_modified": "2026-06-01"}
    )
    load(store, fetch("anr", settings_of(file_server, tmp_path)))
    vintages = sorted(run.vintage or "" for run in store.runs() if run.source == "anr")
    assert vintages == ["2026-04-01", "2026-05-02", "2026-06-01"]


WALDEC = "id;date_creat;titre;titre_court;objet;objet_social1;adrs_codeinsee;date_disso;position"
IMPORT = "id;date_creat;titre;objet_social1;adr1;adrs_codeinsee"


def test_files_of_a_register_are_one_edition(
    file_server: FileServer, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two vintages would make what the older file alone says pass for gone from the newer."""
    waldec = f"{WALDEC}\nW751000001;2001-01-01;UN;;;010000;75056;;A\n".encode()
    before = f"{IMPORT}\n0751P00001;1990-01-01;DEUX;010000;;75056\n".encode()
    found_by(
        monkeypatch,
        {"dataset": SLUG, "resources": [{"titles": ["*waldec*"]}, {"titles": ["*import*"]}]},
        source="rna",
    )
    publish(
        file_server,
        resource(file_server, "rna_waldec_20260501.zip", zipped("rna_waldec_dpt_75.csv", waldec)),
        resource(file_server, "rna_import_20260401.csv", before, last_modified="2026-04-01T00:00:00"),
    )
    found = fetch("rna", settings_of(file_server, tmp_path))
    report = load_files(store, found.names, source="rna", vintage=found.vintage, published=found.published)
    assert [each.rejected for each in report.reports] == [0, 0]
    assert set(editions(store, "rna").values()) == {"2026-05-02"}
    assert report.gone == []
    inside = next(run for run in store.runs() if run.file == "rna_waldec_20260501.zip/rna_waldec_dpt_75.csv")
    assert inside.address == file_server.url("/fichiers/rna_waldec_20260501.zip")


def zipped(name: str, body: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, body)
    return made.getvalue()


@pytest.mark.parametrize("setting", ["https://moi:secret@catalogue.fr", "ftp://catalogue.fr", "catalogue.fr", ""])
def test_a_catalogue_that_cannot_be_asked_names_the_setting(setting: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as raised:
        fetch("anr", Settings(datagouv=setting, cache=tmp_path))
    said = plain(raised.value.message)
    assert said.startswith("ENTRELACS_DATAGOUV : ")
    assert "secret" not in said


def test_what_the_catalogue_says_stands_in_the_run(file_server: FileServer, store: Store, tmp_path: Path) -> None:
    publish(file_server, *both(file_server), license="odc-odbl")
    found = fetch("anr", settings_of(file_server, tmp_path))
    assert "« ODbL 1.0 » au catalogue" in plain(found.warnings[0])
    report = load(store, found)
    assert report == {"anr-projets.csv": 1, "anr-partenaires.csv": 1}
    run = next(run for run in store.runs() if run.file == "anr-partenaires.csv")
    assert (run.licence, run.vintage) == ("ODbL 1.0", "2026-05-02")
    assert run.page == f"{file_server.origin}/fr/datasets/{SLUG}/"
    assert run.address == file_server.url("/fichiers/anr-partenaires.csv")
    assert run.published_at == "2026-05-02T08:00:00+00:00"
    before = store.revision()
    load(store, fetch("anr", settings_of(file_server, tmp_path)))
    assert store.revision() == before


def load(store: Store, found: Fetched) -> dict[str, int]:
    report = load_files(store, found.names, source=found.source, vintage=found.vintage, published=found.published)
    return {each.file: each.kept for each in report.reports}


def test_two_files_of_one_name_tell_nothing_of_each_other(file_server: FileServer, tmp_path: Path) -> None:
    named = {"Content-Disposition": 'attachment; filename="export.csv"'}
    projects, partners = both(file_server)
    for path, body in (("/fichiers/anr-projets.csv", PROJECTS), ("/fichiers/anr-partenaires.csv", PARTNERS)):
        file_server.serves(path, content(body, named))
    publish(file_server, projects, partners)
    found = fetch("anr", settings_of(file_server, tmp_path))
    assert len(set(found.names)) == 2
    assert found.published == {}


def test_a_missing_checksum_warns(file_server: FileServer, tmp_path: Path) -> None:
    projects, partners = both(file_server)
    publish(file_server, {**projects, "checksum": None}, {**partners, "checksum": {"type": "crc", "value": "1"}})
    found = fetch("anr", settings_of(file_server, tmp_path))
    first, second = map(plain, found.warnings)
    assert first.startswith("anr-projets.csv : le catalogue n’en donne pas d’empreinte ;")
    assert "(« crc » ne se vérifie pas)" in second


def test_a_wrong_checksum_keeps_nothing(file_server: FileServer, tmp_path: Path) -> None:
    _, partners = both(file_server)
    publish(file_server, resource(file_server, "anr-projets.csv", PROJECTS, checksum=sha1(b"autre")), partners)
    said = refused(InvalidInput, file_server, tmp_path)
    assert "empreinte sha1 inattendue, rien n’est gardé" in said
    assert whole(tmp_path) == []
    assert not list(tmp_path.rglob(".part"))


def test_a_wrong_checksum_leaves_the_file_of_another_day(file_server: FileServer, tmp_path: Path) -> None:
    publish(file_server, *both(file_server))
    fetch("anr", settings_of(file_server, tmp_path))
    projects, partners = both(file_server)
    publish(file_server, {**projects, "checksum": sha1(b"autre")}, partners)
    refused(InvalidInput, file_server, tmp_path)
    assert whole(tmp_path) == ["anr-partenaires.csv", "anr-projets.csv"]


FILES: dict[str, tuple[type[EntrelacsError], tuple[Behaviour, ...], str]] = {
    "absent": (InvalidInput, (status(404),), "introuvable (404)"),
    "retired": (InvalidInput, (status(410),), "retiré par son éditeur (410)"),
    "page": (InvalidInput, (content(b"<!doctype html>"),), "une page web"),
    "down": (Unreachable, (status(503),), "4 essais"),
    "too_many": (Unreachable, (status(429, {"Retry-After": "7200"}),), "7 200 secondes : revenez plus tard"),
    "cut": (Unreachable, (cut(PARTNERS, 10),), "coupée"),
    "elsewhere_private": (InvalidInput, (redirect("http://10.0.0.1/a.csv"),), "personne ne l’a tapée"),
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_cannot_be_had_is_told_with_the_page(case: str, file_server: FileServer, tmp_path: Path) -> None:
    kind, behaviours, words = FILES[case]
    publish(file_server, *both(file_server))
    file_server.serves("/fichiers/anr-partenaires.csv", *behaviours)
    assert words in refused(kind, file_server, tmp_path)
    assert whole(tmp_path) == ["anr-projets.csv"]  # what had come whole is kept for the next time


@pytest.mark.parametrize(("kind", "code"), [(InvalidInput, 404), (InvalidInput, 410), (Unreachable, 500)])
def test_a_dataset_that_cannot_be_had_is_told_with_its_page(
    kind: type[EntrelacsError], code: int, file_server: FileServer, tmp_path: Path
) -> None:
    file_server.serves(f"/api/1/datasets/{SLUG}/", status(code))
    assert f"({code})" in refused(kind, file_server, tmp_path)


def test_a_busy_catalogue_is_waited_for_as_it_asks(file_server: FileServer, tmp_path: Path) -> None:
    body = described(both(file_server))
    file_server.serves(f"/api/1/datasets/{SLUG}/", status(429, {"Retry-After": "0"}), content(body))
    assert len(fetch("anr", settings_of(file_server, tmp_path)).files) == 2


def test_a_cut_is_resumed_and_a_redirect_followed(file_server: FileServer, tmp_path: Path) -> None:
    version = {"ETag": '"v1"'}
    publish(file_server, *both(file_server))
    file_server.serves("/fichiers/anr-projets.csv", redirect("/stock/p.csv"))
    file_server.serves("/stock/p.csv", cut(PROJECTS, 20, version), content(PROJECTS, version))
    found = fetch("anr", settings_of(file_server, tmp_path))
    assert Path(found.names[0]).read_bytes() == PROJECTS
    assert [seen.headers.get("Range") for seen in file_server.seen if seen.path == "/stock/p.csv"] == [
        None,
        "bytes=20-",
    ]


def test_a_dataset_without_the_file_names_what_it_has(file_server: FileServer, tmp_path: Path) -> None:
    publish(file_server, both(file_server)[0])
    said = refused(InvalidInput, file_server, tmp_path)
    assert "« *partenaires* »" in said
    assert "« anr-projets » (csv)" in said


@pytest.mark.parametrize("identifier", ["../../evasion", "/etc/passwd", ".lock", "", "a\x00b", "description"])
def test_an_id_of_the_catalogue_never_leaves_the_cache(
    identifier: str, file_server: FileServer, tmp_path: Path
) -> None:
    projects, partners = both(file_server)
    publish(file_server, {**projects, "id": identifier}, partners)
    found = fetch("anr", settings_of(file_server, tmp_path))
    for name in found.names:
        assert Path(name).resolve().parent.parent == (tmp_path / "cache" / SLUG).resolve()


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://a.fr/x", "http://127.0.0.1:1/x", "http://moi:mdp@a.fr/", ""]
)
def test_an_address_of_the_catalogue_is_not_trusted(url: str, file_server: FileServer, tmp_path: Path) -> None:
    """Only the origin of the setting was chosen by a person: another port of this machine is private."""
    projects, partners = both(file_server)
    publish(file_server, {**projects, "url": url, "title": "anr-projets", "format": "csv"}, partners)
    said = refused(InvalidInput, file_server, tmp_path)
    assert "mdp" not in said


def test_a_source_that_no_catalogue_publishes_says_where_to_look(file_server: FileServer, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as raised:
        fetch("crte", settings_of(file_server, tmp_path))
    said = plain(raised.value.message)
    assert "aucun jeu de données connu" in said
    assert "https://www.data.gouv.fr/fr/organizations/" in said
    assert "anr" in said  # those that can be
    with pytest.raises(InvalidInput, match="livrée avec Entrelacs"):
        fetch("vocabulaire", settings_of(file_server, tmp_path))
    with pytest.raises(InvalidInput, match="inconnue"):
        fetch("nulle-part", settings_of(file_server, tmp_path))
    assert file_server.seen == []
