"""What is kept of downloads, and what cleaning takes."""

import json
from pathlib import Path

import pytest

from graph.errors import InvalidInput, Unreachable
from loaders.file_cache import STATE, clean
from tests.loaders.downloads import BODY, V1, Client
from tests.support.file_server import FileServer, content

pytestmark = pytest.mark.unit


def test_a_second_download_of_the_same_file_at_once_is_refused(file_server: FileServer, client: Client) -> None:
    url = file_server.serves("/a.csv", content(BODY))
    with client.place(url).held(), pytest.raises(Unreachable, match="en cours"):
        client.get(url)


def test_a_cache_that_cannot_be_written_says_so(file_server: FileServer, tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("")
    client = Client(tmp_path / "fichier")
    with pytest.raises(InvalidInput, match="ENTRELACS_CACHE") as refused:
        client.get(file_server.serves("/a.csv", content(BODY)))
    assert "écriture impossible" in refused.value.message


@pytest.mark.parametrize("damage", [b"", b"{", b'{"url": 1}', b'{"name": "../../x"}'])
def test_a_damaged_note_beside_a_file_is_as_none(damage: bytes, file_server: FileServer, client: Client) -> None:
    url = file_server.serves("/a.csv", content(BODY, V1))
    (client.get(url).path.parent / STATE).write_bytes(damage)
    assert client.get(url).new


def test_cleaning_frees_what_was_downloaded_and_nothing_else(
    file_server: FileServer, client: Client, tmp_path: Path
) -> None:
    """A person may have named the cache after a folder of his own."""
    cache = tmp_path / "cache"
    mine = [cache / "lettre.txt", cache / "photos" / "2026" / "a.jpg"]
    for path in mine:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("à moi")
    one = client.get(file_server.serves("/a.csv", content(BODY, V1))).path
    (one.parent / "notes.txt").write_text("à moi")
    client.get(file_server.serves("/b.csv", content(BODY, V1)))
    files, freed = clean(cache)
    assert files == 2
    assert freed >= 2 * len(BODY)
    left = sorted(path for path in cache.rglob("*") if path.is_file())
    assert left == sorted([*mine, one.parent / "notes.txt"])
    assert clean(cache) == (0, 0)


def test_cleaning_does_not_follow_a_note_out_of_the_cache(
    file_server: FileServer, client: Client, tmp_path: Path
) -> None:
    outside = tmp_path / "dehors.txt"
    outside.write_text("à moi")
    folder = client.get(file_server.serves("/a.csv", content(BODY, V1))).path.parent
    said = json.loads((folder / STATE).read_text())
    (folder / STATE).write_text(json.dumps({**said, "name": "../../../dehors.txt"}))
    clean(tmp_path / "cache")
    assert outside.exists()
