"""Finished answers, dated, one file each: `<folder>/<revision>/<id>.json`."""

import re
import shutil
from collections import OrderedDict
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock
from uuid import uuid4

import orjson

from api.document import Document, json_bytes

REVISIONS_KEPT = 5
"""Contents of the graph whose results are kept; those of the oldest leave first."""

HELD, HELD_MOST = 16, 4_000_000
"""Answers kept in memory too, and the bytes of a file beyond which one is read each time."""

_ID = re.compile(r"[0-9a-f]{24}")
_REVISION = re.compile(r"[0-9a-f]{1,64}")


@dataclass(frozen=True, slots=True)
class Kept:
    """`generated_at`: ISO 8601, UTC."""

    id: str
    question: str
    revision: str
    generated_at: str
    seconds: float
    document: Document


class Results:
    """A file appears whole or not at all, so that readers and a writer that is killed never meet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._held: OrderedDict[Path, tuple[tuple[int, ...], Kept]] = OrderedDict()
        self._lock = Lock()

    def find(self, id: str) -> Kept | None:
        """The answer of this id, of whatever revision; None where there is none."""
        if not _ID.fullmatch(id):
            return None
        for file in self.folder.glob(f"*/{id}.json"):
            with suppress(OSError, ValueError, TypeError):
                return self._read(file)
        return None

    def _read(self, file: Path) -> Kept:
        """From memory where the file is still the one read: a sheet asks for the same table at each visit."""
        said = file.stat()
        stamp = (said.st_mtime_ns, said.st_size, said.st_ino)
        with self._lock:
            held = self._held.get(file)
            if held is not None and held[0] == stamp:
                self._held.move_to_end(file)
                return held[1]
        kept = Kept(**orjson.loads(file.read_bytes()))
        if said.st_size <= HELD_MOST:
            self._hold(file, stamp, kept)
        return kept

    def _hold(self, file: Path, stamp: tuple[int, ...], kept: Kept) -> None:
        with self._lock:
            self._held[file] = (stamp, kept)
            self._held.move_to_end(file)
            while len(self._held) > HELD:
                self._held.popitem(last=False)

    def keep(self, kept: Kept) -> None:
        """Raises OSError where the folder cannot be written."""
        if not _ID.fullmatch(kept.id) or not _REVISION.fullmatch(kept.revision):
            raise ValueError(f"not the name of a result: {kept.revision}/{kept.id}")
        folder = self.folder / kept.revision
        folder.mkdir(parents=True, exist_ok=True)
        partial = folder / f".{kept.id}.{uuid4().hex}"
        try:
            partial.write_bytes(json_bytes(asdict(kept)))
            partial.replace(folder / f"{kept.id}.json")
        finally:
            partial.unlink(missing_ok=True)
        folder.touch()
        self._forget_oldest()

    def _forget_oldest(self) -> None:
        with suppress(OSError):
            found = sorted((path for path in self.folder.iterdir() if path.is_dir()), key=_age, reverse=True)
            for old in found[REVISIONS_KEPT:]:
                shutil.rmtree(old, ignore_errors=True)


def _age(path: Path) -> float:
    return path.stat().st_mtime
