"""What a body may do: be endless, drip, be packed, not be what was announced."""

import gzip
import hashlib
from time import monotonic

import pytest

from graph.errors import InvalidInput, Unreachable
from loaders.downloading import TRIES
from loaders.receiving import Checksum, Limits
from tests.loaders.downloads import BODY, V1, Client
from tests.support.file_server import FileServer, compressed, content, cut, endless, stalled, status

pytestmark = pytest.mark.unit


def test_a_stall_is_told_and_what_came_is_kept(file_server: FileServer, client: Client) -> None:
    url = file_server.serves("/a.csv", stalled(BODY, 20_000, V1), *[status(503)] * TRIES)
    client.refused(Unreachable, url)
    assert client.place(url).received == 20_000
    url = file_server.serves("/b.csv", stalled(BODY, 100))
    assert "plus rien n’arrive du serveur (100 octets reçus sur 75,0 ko)" in client.refused(Unreachable, url)


def test_a_server_that_says_nothing_at_all_is_given_up(file_server: FileServer, client: Client) -> None:
    url = file_server.serves("/a.csv", lambda exchange: exchange.server.over.wait(20) and None)
    assert "plus rien n’arrive" in client.refused(Unreachable, url)


def test_an_endless_body_stops_at_the_limit_and_leaves_nothing(file_server: FileServer, client: Client) -> None:
    url = file_server.serves("/a.csv", endless())
    said = client.refused(InvalidInput, url)
    assert "plus de 1,0 Mo" in said
    assert "ENTRELACS_DOWNLOAD_MAX" in said
    assert client.place(url).received == 0


def test_a_body_announced_too_large_is_refused_before_it_comes(file_server: FileServer, client: Client) -> None:
    url = file_server.serves("/a.csv", cut(b"x" * 2_000_000, 0))
    assert "plus de 1,0 Mo" in client.refused(InvalidInput, url)
    assert len(file_server.seen) == 1


def test_a_drip_of_bytes_ends_with_the_time(file_server: FileServer, client: Client) -> None:
    """Each byte comes before the read timeout: only the time in all ends it."""
    url = file_server.serves("/a.csv", endless(b"x", pause=0.05))
    start = monotonic()
    said = client.refused(Unreachable, url, limits=Limits(1_000_000, 5.0, 1.0))
    assert "pas fini en 1 secondes" in said or "ENTRELACS_DOWNLOAD_TIME" in said
    assert monotonic() - start < 4


def test_a_compressed_bomb_stops_at_the_limit(file_server: FileServer, client: Client) -> None:
    url = file_server.serves("/a.csv", compressed(b"0" * 5_000_000))
    assert "plus de 1,0 Mo" in client.refused(InvalidInput, url)


def test_a_compressed_transfer_gives_the_file(file_server: FileServer, client: Client) -> None:
    got = client.get(file_server.serves("/a.csv", compressed(BODY, V1)))
    assert got.path.read_bytes() == BODY
    assert got.kept.bytes == len(BODY)
    assert file_server.seen[0].headers["Accept-Encoding"] == "identity"  # not asked for: it could not be resumed


def test_a_compressed_transfer_is_resumed_on_its_own_bytes(file_server: FileServer, client: Client) -> None:
    packed, said = gzip.compress(BODY), {"Content-Encoding": "gzip", **V1}
    url = file_server.serves("/a.csv", cut(packed, 50, said), content(packed, said))
    assert client.get(url).path.read_bytes() == BODY
    assert file_server.seen[1].headers["Range"] == "bytes=50-"


def test_a_gz_file_called_a_compressed_transfer_stays_packed(file_server: FileServer, client: Client) -> None:
    """Apache does so for files that are packed on its disk; unpacked, `.csv.gz` would not be one."""
    got = client.get(file_server.serves("/a.csv.gz", compressed(BODY)))
    assert gzip.decompress(got.path.read_bytes()) == BODY


def test_a_damaged_compressed_transfer_is_refused(file_server: FileServer, client: Client) -> None:
    packed = gzip.compress(BODY)
    for body in (packed[:-9], b"rien de tel", packed[:40] + b"\xff" * 40 + packed[80:]):
        url = file_server.serves("/a.csv", content(body, {"Content-Encoding": "gzip"}))
        assert "compressé abîmé" in client.refused(Unreachable, url)


def test_an_unknown_coding_is_refused(file_server: FileServer, client: Client) -> None:
    url = file_server.serves("/a.csv", content(BODY, {"Content-Encoding": "br"}))
    assert "codé en « br »" in client.refused(InvalidInput, url)


def sha1(body: bytes) -> Checksum:
    return Checksum("sha1", hashlib.sha1(body, usedforsecurity=False).hexdigest())


def test_a_right_checksum_passes_whatever_its_case(file_server: FileServer, client: Client) -> None:
    url = file_server.serves("/a.csv", compressed(BODY, V1))
    right = Checksum("sha1", sha1(BODY).value.upper())
    assert client.get(url, checksum=right).new
    assert not client.get(url, checksum=right).new


def test_a_wrong_checksum_is_refused_and_nothing_stays(file_server: FileServer, client: Client) -> None:
    url = file_server.serves("/a.csv", content(BODY, V1))
    said = client.refused(InvalidInput, url, checksum=sha1(b"autre"))
    assert "empreinte sha1 inattendue" in said
    assert f"Attendu {sha1(b'autre').value[:16]}" in said
    assert f"reçu {sha1(BODY).value[:16]}" in said
    assert client.place(url).received == 0


def test_a_kept_file_of_another_checksum_is_asked_for_again(file_server: FileServer, client: Client) -> None:
    """The server would say 304 for a file that is not the one announced."""
    url = file_server.serves("/a.csv", content(BODY, V1))
    client.get(url)
    file_server.serves("/a.csv", content(b"neuf", V1))
    assert client.get(url, checksum=sha1(b"neuf")).path.read_bytes() == b"neuf"
