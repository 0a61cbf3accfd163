"""A file comes whole or not at all, from a real server that cuts, stalls or asks to wait."""

import hashlib
import json
import sys
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from graph.errors import InvalidInput, Unreachable
from loaders.downloading import LONGEST_WAIT, TRIES
from loaders.file_cache import PART, STATE
from tests.loaders.downloads import BODY, V1, V2, Client
from tests.support.file_server import Exchange, FileServer, content, cut, cut_chunks, status

pytestmark = pytest.mark.unit


def test_a_file_is_kept_with_what_tells_that_it_changes(file_server: FileServer, client: Client) -> None:
    url = file_server.serves("/a/partenaires.csv", content(BODY, V1))
    got = client.get(url)
    assert got.new
    assert got.path.name == "partenaires.csv"
    assert got.path.read_bytes() == BODY
    beside = json.loads((got.path.parent / STATE).read_text())
    assert set(beside) == {"url", "name", "etag", "last_modified", "sha256", "bytes", "fetched_at"}
    assert (beside["url"], beside["etag"], beside["last_modified"]) == (url, V1["ETag"], V1["Last-Modified"])
    assert (beside["sha256"], beside["bytes"]) == (hashlib.sha256(BODY).hexdigest(), len(BODY))
    assert not (got.path.parent / PART).exists()


def test_a_file_that_has_not_changed_is_not_sent_again(file_server: FileServer, client: Client) -> None:
    url = file_server.serves("/a.csv", content(BODY, V1))
    first = client.get(url)
    again = client.get(url)
    assert not again.new
    assert (again.path, again.kept) == (first.path, first.kept)
    assert [seen.headers.get("If-None-Match") for seen in file_server.seen] == [None, V1["ETag"]]


def test_a_file_that_has_changed_is_replaced_and_the_old_name_goes(file_server: FileServer, client: Client) -> None:
    named = {"Content-Disposition": 'attachment; filename="mai.csv"'}
    url = file_server.serves("/r", content(BODY, {**V1, "Content-Disposition": 'attachment; filename="avril.csv"'}),
                        content(b"neuf", {**V2, **named}))  # fmt: skip
    client.get(url)
    got = client.get(url)
    assert got.new
    assert got.path.read_bytes() == b"neuf"
    assert [path.name for path in got.path.parent.iterdir() if path.suffix == ".csv"] == ["mai.csv"]


def test_a_kept_file_that_somebody_edited_is_fetched_again(file_server: FileServer, client: Client) -> None:
    url = file_server.serves("/a.csv", content(BODY, V1))
    client.get(url).path.write_bytes(b"autre chose")
    got = client.get(url)
    assert got.new
    assert got.path.read_bytes() == BODY


def test_two_addresses_never_share_a_file(file_server: FileServer, client: Client) -> None:
    url = file_server.serves("/a.csv", content(b"un", V1), content(b"deux", V1))
    assert client.get(f"{url}?page=1").path != client.get(f"{url}?page=2").path


def test_a_name_that_tries_to_leave_its_folder_stays_in_it(
    file_server: FileServer, client: Client, tmp_path: Path
) -> None:
    url = file_server.serves(
        "/x", content(BODY, {"Content-Disposition": 'attachment; filename="../../../evasion.csv"'})
    )
    got = client.get(url)
    assert got.path == client.place(url).folder / "evasion.csv"
    assert not list(tmp_path.glob("evasion.csv"))


def test_nothing_is_shown_where_nobody_looks(
    file_server: FileServer, client: Client, capfd: pytest.CaptureFixture[str]
) -> None:
    client.get(file_server.serves("/a.csv", content(BODY, V1)))
    assert capfd.readouterr() == ("", "")


def test_a_bar_of_bytes_is_shown_on_a_terminal(
    file_server: FileServer, client: Client, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    client.get(file_server.serves("/partenaires.csv", content(BODY, V1)))
    out, err = capsys.readouterr()
    assert out == ""
    assert "partenaires.csv" in err


@pytest.mark.parametrize("headers", [V1, {"Last-Modified": V1["Last-Modified"]}], ids=["etag", "date"])
def test_a_cut_is_resumed_where_it_happened(headers: dict[str, str], file_server: FileServer, client: Client) -> None:
    url = file_server.serves("/a.csv", cut(BODY, 30_000, headers), content(BODY, headers))
    assert client.get(url).path.read_bytes() == BODY
    first, second = file_server.seen
    assert "Range" not in first.headers
    assert second.headers["Range"] == "bytes=30000-"
    assert second.headers["If-Range"] == (headers.get("ETag") or headers["Last-Modified"])


def test_a_file_without_validator_is_begun_again(file_server: FileServer, client: Client) -> None:
    """Nothing would tell that the rest is of the same file."""
    url = file_server.serves("/a.csv", cut(BODY, 30_000), content(BODY))
    assert client.get(url).path.read_bytes() == BODY
    assert "Range" not in file_server.seen[1].headers


def test_a_weak_etag_does_not_vouch_for_bytes(file_server: FileServer, client: Client) -> None:
    url = file_server.serves("/a.csv", cut(BODY, 30_000, {"ETag": 'W/"v1"'}), content(BODY))
    client.get(url)
    assert "Range" not in file_server.seen[1].headers


def test_a_file_that_changed_since_the_cut_is_begun_again(file_server: FileServer, client: Client) -> None:
    new = BODY.replace(b"Nantes", b"Rennes")
    url = file_server.serves("/a.csv", cut(BODY, 30_000, V1), content(new, V2))
    got = client.get(url)
    assert got.path.read_bytes() == new
    assert got.kept.etag == V2["ETag"]


def test_a_server_that_cannot_resume_is_asked_from_the_beginning(file_server: FileServer, client: Client) -> None:
    url = file_server.serves("/a.csv", cut(BODY, 30_000, V1), content(BODY, V1, ranges=False))
    assert client.get(url).path.read_bytes() == BODY


@pytest.mark.parametrize("said", ["bytes 10-99/100", "n’importe", ""])
def test_a_rest_that_is_not_the_one_asked_for_is_not_glued(said: str, file_server: FileServer, client: Client) -> None:
    def elsewhere(exchange: Exchange) -> None:
        exchange.send_response(206)
        exchange.send_header("Content-Range", said.encode().decode("latin-1"))
        exchange.send_header("Content-Length", "5")
        exchange.end_headers()
        exchange.wfile.write(b"xxxxx")

    url = file_server.serves("/a.csv", cut(BODY, 30_000, V1), elsewhere, content(BODY, V1))
    assert client.get(url).path.read_bytes() == BODY


def test_a_range_refused_is_begun_again(file_server: FileServer, client: Client) -> None:
    url = file_server.serves("/a.csv", cut(BODY, 30_000, V1), status(416), content(BODY, V1))
    assert client.get(url).path.read_bytes() == BODY


def test_another_command_resumes_what_the_first_left(file_server: FileServer, client: Client, tmp_path: Path) -> None:
    url = file_server.serves("/a.csv", cut(BODY, 30_000, V1), *[status(503)] * TRIES, content(BODY, V1))
    said = client.refused(Unreachable, url)
    assert "30,0 ko) est gardé : la même commande reprend" in said
    assert Client(tmp_path / "cache").get(url).path.read_bytes() == BODY
    assert file_server.seen[-1].headers["Range"] == "bytes=30000-"


def test_a_body_always_shorter_than_announced_is_given_up(file_server: FileServer, client: Client) -> None:
    url = file_server.serves("/a.csv", cut(BODY, 1_000))
    said = client.refused(Unreachable, url)
    assert "127.0.0.1" in said
    assert "coupée (1,0 ko reçus sur 75,0 ko)" in said
    assert f"{TRIES} essais" in said
    assert "est gardé" not in said  # without validator it cannot be resumed
    assert client.waits == [0.5, 1.0, 2.0]


def test_a_body_cut_between_chunks_is_not_taken_for_whole(file_server: FileServer, client: Client) -> None:
    url = file_server.serves("/a.csv", cut_chunks(BODY, V1))
    assert "coupée" in client.refused(Unreachable, url)


def test_a_server_that_gains_each_time_is_asked_on(file_server: FileServer, client: Client) -> None:
    """A line that breaks more often than TRIES still brings a large file."""

    def a_little_more(exchange: Exchange) -> None:
        start = int(exchange.headers.get("Range", "bytes=0-")[6:-1])
        exchange.send_response(206 if start else 200)
        exchange.send_header("Content-Length", str(len(BODY) - start))
        exchange.send_header("Content-Range", f"bytes {start}-{len(BODY) - 1}/{len(BODY)}")
        exchange.send_header("ETag", V1["ETag"])
        exchange.end_headers()
        exchange.wfile.write(BODY[start : start + 10_000])
        exchange.close_connection = True

    got = client.get(file_server.serves("/a.csv", a_little_more))
    assert got.path.read_bytes() == BODY
    assert len(file_server.seen) == 8 > TRIES


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (404, ("introuvable (404)", "vérifiez-la")),
        (410, ("retiré par son éditeur (410)", "Cherchez")),
        (401, ("accès refusé (401)", "aucun identifiant", "vous-même")),
        (403, ("accès refusé (403)",)),
        (451, ("réponse 451", "Attendu un fichier (200)")),
        (204, ("réponse 204",)),
        (206, ("réponse 206",)),  # a part that nobody asked for
        (304, ("réponse 304",)),  # « not changed » to somebody who has nothing
        (300, ("réponse 300",)),
    ],
)
def test_what_will_not_pass_is_refused_at_once(
    code: int, words: tuple[str, ...], file_server: FileServer, client: Client
) -> None:
    said = client.refused(InvalidInput, file_server.serves("/a.csv", status(code)))
    for word in (file_server.url("/a.csv"), *words):
        assert word in said
    assert len(file_server.seen) == 1
    assert client.waits == []


@pytest.mark.parametrize("code", [429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again(code: int, file_server: FileServer, client: Client) -> None:
    url = file_server.serves("/a.csv", status(code), status(code), content(BODY))
    assert client.get(url).path.read_bytes() == BODY
    assert client.waits == [0.5, 1.0]
    said = client.refused(Unreachable, file_server.serves("/b.csv", status(code)))
    assert f"({code})" in said
    assert "4 essais" in said


def test_the_wait_that_a_server_asks_for_is_honoured(file_server: FileServer, client: Client) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    url = file_server.serves("/a.csv", status(429, {"Retry-After": "7"}), status(503, {"Retry-After": later}),
                        status(429, {"Retry-After": "bientôt".encode().decode("latin-1")}), content(BODY))  # fmt: skip
    client.get(url)
    assert client.waits[0] == 7
    assert 25 < client.waits[1] <= 30
    assert client.waits[2] == 2.0  # nothing readable: the usual pause


def test_a_wait_that_is_too_long_is_told(file_server: FileServer, client: Client) -> None:
    url = file_server.serves("/a.csv", status(429, {"Retry-After": str(int(LONGEST_WAIT) + 3_540)}))
    said = client.refused(Unreachable, url)
    assert "attendre 3 600 secondes : revenez plus tard" in said
    assert len(file_server.seen) == 1


def test_the_copy_of_another_day_is_named_when_the_server_is_gone(file_server: FileServer, client: Client) -> None:
    url = file_server.serves("/a.csv", content(BODY, V1), status(503))
    kept = client.get(url)
    with pytest.raises(Unreachable) as refused:
        client.get(url)
    assert str(kept.path) in refused.value.message
    assert kept.path.read_bytes() == BODY


def test_a_web_page_is_not_a_file(file_server: FileServer, client: Client) -> None:
    """The address of the page of a dataset is easily taken for that of its file."""
    url = file_server.serves("/datasets/x", content(b"\n<!DOCTYPE html><html>", {"Content-Type": "text/html"}))
    assert "une page web" in client.refused(InvalidInput, url)
