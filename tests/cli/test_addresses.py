"""load, check and inspect take an http(s) address as they take a file."""

from pathlib import Path

import pytest

from tests.cli.running import entrelacs
from tests.loaders.damaged import EXPERIMENT, GOOD, experiments
from tests.support.file_server import FileServer, compressed, content, cut, endless, redirect, stalled, status
from tests.support.french import plain

pytestmark = pytest.mark.unit
VERSION = {"ETag": '"v1"'}


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, limits a test can reach, and no pause between tries."""
    monkeypatch.setenv("ENTRELACS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("ENTRELACS_DOWNLOAD_MAX", "100000")
    monkeypatch.setenv("ENTRELACS_DOWNLOAD_TIMEOUT", "0.3")
    monkeypatch.setattr("loaders.downloading.FIRST_PAUSE", 0.0)
    return tmp_path / "cache"


def test_load_takes_an_address_and_loads_it_once(file_server: FileServer, ground: str, cache: Path) -> None:
    url = file_server.serves("/experimentations.csv", content(GOOD.encode(), VERSION))
    said = entrelacs("load", url, "--json", store=ground)
    assert said.code == 0
    (report,) = said.document["reports"]
    assert (report["file"], report["kept"], report["nodes_new"]) == ("experimentations.csv", 1, 1)
    again = entrelacs("load", url, "--json", store=ground).document["reports"][0]
    assert (again["run"], again["nodes_new"], again["nodes_changed"]) == (report["run"], 0, 0)
    assert file_server.seen[1].headers["If-None-Match"] == VERSION["ETag"]
    assert len(list(cache.rglob("*.csv"))) == 1


def test_check_and_inspect_take_an_address(file_server: FileServer) -> None:
    url = file_server.serves("/export", content(GOOD.encode(), {"Content-Type": "text/csv; charset=utf-8"}))
    assert entrelacs("check", url, "--json").document["reports"][0]["file"] == "export.csv"
    said = entrelacs("inspect", url)
    assert said.code == 0
    assert "source : experiments" in said.out


def test_a_file_cut_compressed_or_elsewhere_loads_as_it_should(file_server: FileServer, ground: str) -> None:
    body = experiments(*(EXPERIMENT.replace("X-1", f"X-{n}") for n in range(50))).encode()
    cases = {
        "/cut.csv": (cut(body, 100, VERSION), content(body, VERSION)),
        "/packed.csv": (compressed(body),),
        "/elsewhere": (redirect("/cut.csv"),),
    }
    for path, behaviours in cases.items():
        said = entrelacs("load", file_server.serves(path, *behaviours), "--json", store=ground)
        assert said.code == 0, said.err
        assert said.document["reports"][0]["kept"] == 50


REFUSED = {
    "absent": ((status(404),), ("introuvable (404)",)),
    "retired": ((status(410),), ("retiré par son éditeur (410)",)),
    "endless": ((endless(),), ("plus de 100 ko", "ENTRELACS_DOWNLOAD_MAX")),
    "inside": ((redirect("http://169.254.169.254/cle"),), ("personne ne l’a tapée",)),
    "other_protocol": ((redirect("file:///etc/passwd"),), ("http:// ou https://",)),
    "page": ((content(b"<!doctype html>"),), ("une page web",)),
}  # fmt: skip
UNREACHABLE = {
    "busy": ((status(429, {"Retry-After": "3600"}),), ("(429)", "revenez plus tard")),
    "down": ((status(503),), ("(503)", "4 essais")),
    "truncated": ((cut(b"x" * 90_000, 40_000),), ("coupée (40,0 ko reçus sur 90,0 ko)",)),
    "silent": ((stalled(b"x" * 90_000, 10),), ("plus rien n’arrive",)),
}


@pytest.mark.parametrize("command", ["load", "check", "inspect"])
@pytest.mark.parametrize(("case", "code"), [*((c, 3) for c in REFUSED), *((c, 1) for c in UNREACHABLE)])
def test_what_cannot_be_had_is_told_in_one_line_and_leaves_nothing(
    command: str, case: str, code: int, file_server: FileServer, cache: Path, own: str
) -> None:
    behaviours, words = {**REFUSED, **UNREACHABLE}[case]
    said = entrelacs(command, file_server.serves("/donnees.csv", *behaviours), store=own)
    assert (said.code, said.out) == (code, "")
    assert len(said.err.splitlines()) == 1
    for word in (file_server.url("/donnees.csv") if case not in ("inside", "other_protocol") else "", *words):
        assert word in plain(said.err)
    assert [path for path in cache.rglob("*") if path.is_file() and not path.name.startswith(".")] == []


def test_a_password_in_an_address_is_refused_and_not_repeated(own: str) -> None:
    said = entrelacs("load", "https://moi:secret@exemple.fr/a.csv?jeton=secret", store=own)
    assert said.code == 3
    assert "secret" not in said.err
