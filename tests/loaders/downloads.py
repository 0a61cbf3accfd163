"""What tests of downloads share: a file, what a server says of its versions, a client that does not really wait."""

from pathlib import Path

import pytest

from graph.errors import EntrelacsError
from loaders.addresses import Address
from loaders.downloading import Downloader
from loaders.file_cache import Place, folder_of
from loaders.receiving import Checksum, Downloaded, Limits, Wanted
from tests.support.french import plain

BODY = b"nom;ville\n" + b"Atelier;Nantes\n" * 5_000
V1 = {"ETag": '"v1"', "Last-Modified": "Wed, 01 Apr 2026 08:00:00 GMT"}
V2 = {"ETag": '"v2"', "Last-Modified": "Fri, 01 May 2026 08:00:00 GMT"}
LIMITS = Limits(size=1_000_000, stall=0.3, total=120.0)


class Client:
    """A downloader that notes how long it would have waited."""

    def __init__(self, cache: Path) -> None:
        self.cache = cache
        self.waits: list[float] = []

    def get(
        self, text: str, *, typed: str | None = None, checksum: Checksum | None = None, limits: Limits = LIMITS
    ) -> Downloaded:
        address = Address(text)
        wanted = Wanted(address, self.place(text), Address(typed or text), checksum)
        return Downloader(limits, self.waits.append).get(wanted)

    def place(self, text: str) -> Place:
        return Place(self.cache / folder_of(Address(text)))

    def refused(self, kind: type[EntrelacsError], text: str, **how: object) -> str:
        """The sentence of the refusal, which must leave no file that looks whole."""
        with pytest.raises(kind) as refused:
            self.get(text, **how)  # type: ignore[arg-type]
        left = [path.name for path in self.place(text).folder.iterdir() if not path.name.startswith(".")]
        assert left == []
        said = plain(refused.value.message)
        assert said.endswith("."), said
        assert "Error" not in said
        return said
