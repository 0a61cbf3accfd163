"""Downloaded files, kept: one folder for each, with what is known of it beside it.

    <cache>/<dataset>/<resource>/<file>     <cache>/adresses/<host>-<hash>/<file>
        .entrelacs.json    url, name, etag, last_modified, sha256, bytes, fetched_at of the file
        .part, .part.json  what was received of a file that is not whole, and what would tell that it has changed
        .lock              held by the process that downloads it

Names of files never begin with a dot, so none can take the place of these.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from graph.errors import InvalidInput, Unreachable
from loaders.addresses import Address
from loaders.disk import reason

try:
    import fcntl
except ImportError:  # Windows: two downloads of one file at once are not prevented there
    fcntl = None  # type: ignore[assignment]

CHUNK = 1 << 20
STATE, PART, PART_STATE, WHOLE, LOCK = ".entrelacs.json", ".part", ".part.json", ".whole", ".lock"
OURS = (STATE, ".entrelacs.draft", PART, PART_STATE, ".part.draft", WHOLE, LOCK)


class Partial(BaseModel):
    """What a server said of the file it began to send. `encoding`: of the transfer, empty where there is none."""

    url: str
    name: str
    etag: str | None = None
    last_modified: str | None = None
    encoding: str = ""

    @property
    def validator(self) -> str | None:
        """What to resume under (RFC 9110 §13.1.5 asks for a strong one)."""
        return self.last_modified if self.etag is None or self.etag.startswith("W/") else self.etag


class Kept(BaseModel):
    """What is known of a whole file. `fetched_at`: UTC, to the second."""

    url: str
    name: str
    etag: str | None = None
    last_modified: str | None = None
    sha256: str
    bytes: int
    fetched_at: str


State = TypeVar("State", Kept, Partial)


class Place:
    """The folder of one file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.part, self.whole = folder / PART, folder / WHOLE

    @contextmanager
    def held(self) -> Iterator[None]:
        """By this process alone. Raises Unreachable where another holds it, InvalidInput where the disk refuses."""
        with writing(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock = (self.folder / LOCK).open("ab")
        with lock:
            if fcntl is not None:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except OSError as error:
                    raise Unreachable(
                        f"{self.folder} : un autre téléchargement du même fichier est en cours. Attendez sa fin."
                    ) from error
            yield

    def kept(self, url: str) -> Kept | None:
        """The whole file of that address, unless somebody changed it since."""
        state = _read(self.folder / STATE, Kept)
        if state is None or state.url != url or Path(state.name).name != state.name:
            return None
        path = self.folder / state.name
        return state if path.is_file() and digest(path) == state.sha256 else None

    def partial(self, url: str) -> Partial | None:
        """What was begun of that address and can be resumed."""
        state = _read(self.folder / PART_STATE, Partial)
        usable = state is not None and state.url == url and state.validator and self.received
        return state if usable else None

    @property
    def received(self) -> int:
        return self.part.stat().st_size if self.part.exists() else 0

    def begin(self, state: Partial) -> None:
        self.drop_part()
        _write(self.folder / PART_STATE, state)

    def drop_part(self) -> None:
        for name in (PART, PART_STATE, WHOLE):
            (self.folder / name).unlink(missing_ok=True)

    def keep(self, content: Path, state: Kept) -> Path:
        """Give the content its name; what stood there before goes. Killed in between, `kept` sees that it is not it."""
        before = _read(self.folder / STATE, Kept)
        path = self.folder / state.name
        os.replace(content, path)
        _write(self.folder / STATE, state)
        self.drop_part()
        if before and before.name not in (state.name, *OURS):
            (self.folder / Path(before.name).name).unlink(missing_ok=True)
        return path

    def empty(self) -> int:
        """Remove what we put there and nothing else; returns the bytes freed."""
        state = _read(self.folder / STATE, Kept)
        names = [*OURS, *([Path(state.name).name] if state else [])]
        freed = 0
        for path in (self.folder / name for name in names):
            if path.is_file() and not path.is_symlink():
                freed += path.stat().st_size
                path.unlink()
        with suppress(OSError):  # somebody put a file of his own there
            self.folder.rmdir()
        return freed


def folder_of(address: Address) -> str:
    """Where the file of an address that a person typed is kept: two addresses never share a folder."""
    host = re.sub(r"[^a-z0-9.-]", "_", address.host)[:60]
    return f"adresses/{host}-{sha256(address.full.encode()).hexdigest()[:16]}"


def clean(cache: Path, group: str = "*") -> tuple[int, int]:
    """Empty the cache, or what it holds of a dataset: the files removed, the bytes freed.

    Only folders that bear our marks are touched: a person may have named the cache after a folder of his own.
    """
    files = freed = 0
    with writing(cache):
        for folder in sorted({mark.parent for name in OURS for mark in cache.glob(f"{group}/*/{name}")}):
            with Place(folder).held():
                size = Place(folder).empty()
            files, freed = files + (size > 0), freed + size
            with suppress(OSError):
                folder.parent.rmdir()
    return files, freed


def digest(path: Path, kind: str = "sha256") -> str:
    """Raises ValueError for a kind of sum that Python does not know."""
    with path.open("rb") as stream:
        return file_digest(stream, kind).hexdigest()


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """What is written inside goes to the cache. Raises InvalidInput where the system refuses."""
    try:
        yield
    except OSError as error:
        raise InvalidInput(
            f"{folder} : écriture impossible ({reason(error)}). Attendu un dossier où garder les téléchargements : "
            "donnez-en un autre par ENTRELACS_CACHE."
        ) from error


def _read(path: Path, kind: type[State]) -> State | None:
    """None where there is nothing, or nothing that can be read: the file is then fetched again."""
    try:
        return kind.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None


def _write(path: Path, state: BaseModel) -> None:
    draft = path.with_suffix(".draft")
    draft.write_text(state.model_dump_json(indent=2), encoding="utf-8")
    os.replace(draft, path)
