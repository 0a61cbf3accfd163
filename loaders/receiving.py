"""One request for a file: continued where the last one was cut, received, unpacked, compared with its checksum."""

import gzip
import re
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from tqdm import tqdm

from graph.errors import InvalidInput, Unreachable
from graph.model.typography import weight
from loaders.addresses import Address, file_name
from loaders.connecting import Answer, Interrupted, Network
from loaders.file_cache import CHUNK, Kept, Partial, Place, digest
from loaders.statuses import refuse_other_than_a_file

GZIP = ("gzip", "x-gzip")
PAGE = (b"<!doctype html", b"<html")


@dataclass(frozen=True, slots=True)
class Limits:
    """`size` in bytes, of the transfer and of the file; seconds: `stall` without a byte, `total` in all."""

    size: int
    stall: float
    total: float


@dataclass(frozen=True, slots=True)
class Checksum:
    """As a catalogue publishes it: a kind of sum that `hashlib` knows, the value in hexadecimal."""

    kind: str
    value: str

    def differs(self, path: Path) -> str | None:
        """The sum of the file where it is another."""
        found = digest(path, self.kind)
        return None if found == self.value.lower() else found


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to have. `typed`: the address a person gave, whose origin may be private; `checksum`: of the file."""

    address: Address
    place: Place
    typed: Address
    checksum: Checksum | None = None


@dataclass(frozen=True, slots=True)
class Downloaded:
    """`new` is False when the file was kept already and has not changed."""

    path: Path
    kept: Kept
    new: bool


class Attempt:
    """`kept`: the file as it was the last time, if it may still be the right one. `deadline`: of `monotonic`."""

    def __init__(self, wanted: Wanted, kept: Kept | None, limits: Limits, deadline: float) -> None:
        self._wanted, self._place, self._kept = wanted, wanted.place, kept
        self._limits, self._deadline = limits, deadline
        self._partial = wanted.place.partial(wanted.address.full)

    def run(self) -> Downloaded:
        """Raises Interrupted where another attempt may go better."""
        network = Network(self._wanted.typed, self._limits.stall)
        with network.get(self._wanted.address, self._conditions()) as answer:
            if answer.status == 304 and self._kept:
                return Downloaded(self._place.folder / self._kept.name, self._kept, new=False)
            state = self._begun(answer)
            with self._place.part.open("ab") as part:
                self._receive(answer, part.write)
        return self._finish(state)

    def _conditions(self) -> dict[str, str]:
        if self._partial and self._partial.validator:
            return {"Range": f"bytes={self._place.received}-", "If-Range": self._partial.validator}
        said = {"If-None-Match": self._kept.etag, "If-Modified-Since": self._kept.last_modified} if self._kept else {}
        return {name: value for name, value in said.items() if value}

    def _begun(self, answer: Answer) -> Partial:
        """The state of the file that this answer continues or begins."""
        if self._partial and answer.status in (206, 416):
            found = re.fullmatch(r"bytes (\d{1,18})-.*", answer.headers.get("Content-Range", ""))
            if found and int(found[1]) == self._place.received and _encoding(answer) == self._partial.encoding:
                return self._partial
            self._place.drop_part()
            raise Interrupted("le serveur ne sait pas reprendre où il s’est arrêté")
        refuse_other_than_a_file(answer)
        state = Partial(
            url=self._wanted.address.full,
            name=file_name(answer.headers, answer.address, self._wanted.address),
            etag=answer.headers.get("ETag"),
            last_modified=answer.headers.get("Last-Modified"),
            encoding=_encoding(answer),
        )
        if state.encoding not in ("", *GZIP):
            raise InvalidInput(
                f"{answer.address} : transfert codé en « {state.encoding[:40]} », refusé. Attendu aucun codage ou gzip."
            )
        self._place.begin(state)
        return state

    def _receive(self, answer: Answer, write: Callable[[bytes], object]) -> None:
        received, length = self._place.received, answer.headers.get("Content-Length", "")[:18]
        expected = received + int(length) if length.isdecimal() else None
        self._refuse_more(expected or received)
        try:
            with _bar(self._wanted.address.name, expected, received) as advance:
                for chunk in answer.chunks():
                    received += len(chunk)
                    self._refuse_more(received)
                    write(chunk)
                    advance(len(chunk))
                    self._refuse_late()
        except Interrupted as error:
            said = f"{weight(received)} reçus sur {weight(expected)}" if expected else f"{weight(received)} reçus"
            raise Interrupted(f"{error.reason} ({said})", error.wait) from error

    def _refuse_more(self, size: int) -> None:
        if size > self._limits.size:
            self._place.drop_part()
            raise InvalidInput(
                f"{self._wanted.address} : plus de {weight(self._limits.size)}, refusé. Attendu un fichier plus "
                "petit : vérifiez l’adresse, ou réglez ENTRELACS_DOWNLOAD_MAX."
            )

    def _refuse_late(self) -> None:
        if monotonic() > self._deadline:
            raise Unreachable(
                f"{self._wanted.address} : pas fini en {self._limits.total:.0f} secondes ; "
                "réglez ENTRELACS_DOWNLOAD_TIME pour en laisser plus."
            )

    def _finish(self, state: Partial) -> Downloaded:
        """Unpack the transfer, compare the checksum, give the file its name."""
        content = self._unpacked(state)
        self._refuse_content(content)
        kept = Kept(
            url=state.url,
            name=state.name,
            etag=state.etag,
            last_modified=state.last_modified,
            sha256=digest(content),
            bytes=content.stat().st_size,
            fetched_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        return Downloaded(self._place.keep(content, kept), kept, new=True)

    def _unpacked(self, state: Partial) -> Path:
        if not state.encoding:
            return self._place.part
        try:
            with gzip.open(self._place.part) as packed, self._place.whole.open("wb") as whole:
                size = 0
                while chunk := packed.read(CHUNK):
                    size += len(chunk)
                    self._refuse_more(size)
                    whole.write(chunk)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            self._place.drop_part()
            raise Unreachable(
                f"{self._wanted.address} : transfert compressé abîmé, rien n’est gardé. Attendu du gzip entier : "
                "recommencez."
            ) from error
        # a server may call the file's own packing a coding of the transfer: a `.gz` is then to stay packed
        own = state.name.lower().endswith(".gz") and _beginning(self._place.whole)[:2] != b"\x1f\x8b"
        return self._place.part if own else self._place.whole

    def _refuse_content(self, content: Path) -> None:
        checksum, address = self._wanted.checksum, self._wanted.address
        if _beginning(content).lstrip().lower().startswith(PAGE):  # first: a portal that has closed answers its home
            self._place.drop_part()
            raise InvalidInput(
                f"{address} : une page web, pas un fichier de données. Cherchez-y l’adresse du fichier lui-même."
            )
        if checksum and (found := checksum.differs(content)):
            self._place.drop_part()
            raise InvalidInput(
                f"{address} : empreinte {checksum.kind} inattendue, rien n’est gardé. Attendu "
                f"{checksum.value[:16]}…, reçu {found[:16]}… : recommencez ; si cela persiste, le fichier a changé "
                "sans que le catalogue le dise."
            )


def _beginning(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(100)


def _encoding(answer: Answer) -> str:
    said = answer.headers.get("Content-Encoding", "").strip().lower()
    return "" if said == "identity" else said


@contextmanager
def _bar(name: str, total: int | None, received: int) -> Iterator[Callable[[int], object]]:
    """Bytes on a terminal, nothing in a pipe; on standard error."""
    with tqdm(
        desc=name[:40] or "téléchargement",
        total=total,
        initial=received,
        unit="o",
        unit_scale=True,
        leave=False,
        disable=not sys.stderr.isatty(),
    ) as bar:
        yield bar.update
