"""The files of a load: named outright, found in folders, taken out of archives, fetched. Each with its SHA-256."""

import gzip
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from graph.errors import InvalidInput
from graph.settings import Settings
from loaders.disk import reason

TEXT, SHEETS, RECORDS = (".csv", ".tsv", ".txt"), (".xlsx", ".xlsm", ".xls", ".ods"), (".json", ".geojson")
KNOWN = (*TEXT, *SHEETS, *RECORDS)
MAX_BYTES = 2 << 30
"""Bytes of a file once unpacked; a bomb is refused, a national file passes."""

CHUNK = 1 << 20


@dataclass(frozen=True)
class InputFile:
    """A file to read. `name` is how reports call it; `outright` when the user named it and not a folder around it."""

    path: Path
    name: str
    outright: bool = True

    @property
    def packed(self) -> bool:
        return self.path.suffix.lower() == ".gz"

    @property
    def format(self) -> str:
        """`.csv`, `.xlsx`…: the extension under `.gz`."""
        return Path(self.path.stem if self.packed else self.path.name).suffix.lower()

    @property
    def stem(self) -> str:
        return Path(self.path.name.removesuffix(".gz").removesuffix(".GZ")).stem

    @cached_property
    def sha256(self) -> str:
        """Of the bytes as they stand on disk, packed or not."""
        digest = sha256()
        with self.path.open("rb") as stream:
            while chunk := stream.read(CHUNK):
                digest.update(chunk)
        return digest.hexdigest()

    def chunks(self) -> Iterator[bytes]:
        """Unpacked bytes, bounded. Raises InvalidInput for a truncated archive, an unreadable file or a bomb."""
        opened = gzip.open if self.packed else open
        total = 0
        try:
            with opened(self.path, "rb") as stream:
                while chunk := stream.read(CHUNK):
                    total += len(chunk)
                    if total > MAX_BYTES:
                        raise InvalidInput(
                            f"{self.name} : plus de {MAX_BYTES >> 30} Gio une fois décompressé : refusé."
                        )
                    yield chunk
        except (EOFError, gzip.BadGzipFile) as error:
            raise InvalidInput(
                f"{self.name} : archive gzip tronquée ou abîmée. Attendu un .gz entier : téléchargez-le de nouveau."
            ) from error
        except OSError as error:
            raise InvalidInput(f"{self.name} : lecture impossible ({reason(error)}).") from error


class Inputs:
    """Everything named on the command line, as files. A context: what was unpacked or fetched goes away at the end."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = list(names)
        self._stack = ExitStack()
        self.files: list[InputFile] = []
        self.ignored: list[dict[str, str]] = []

    def __enter__(self) -> "Inputs":
        try:
            for name in self._names:
                fetched = self._fetch(name) if name.startswith(("http://", "https://")) else Path(name)
                self._add(fetched, fetched.name, outright=True)
        except BaseException:
            self._stack.close()  # a refusal here is before the `with`, which then ends nothing
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _folder(self) -> Path:
        return Path(self._stack.enter_context(TemporaryDirectory(prefix="entrelacs-")))

    def _add(self, path: Path, name: str, *, outright: bool) -> None:
        if path.is_dir():
            for found in sorted(_files(path)):
                self._add(found, found.relative_to(path).as_posix(), outright=False)
        elif not path.is_file():
            raise InvalidInput(f"{name} : fichier introuvable. Attendu un fichier, un dossier ou une adresse http(s).")
        elif path.suffix.lower() == ".zip":
            self._unzip(path, name, outright)
        else:
            self._keep(InputFile(path, name, outright))

    def _keep(self, file: InputFile) -> None:
        if file.format in KNOWN:
            self.files.append(file)
        elif file.outright:
            raise InvalidInput(
                f"{file.name} : format inconnu « {file.format} ». Attendu : {', '.join(KNOWN)}, .gz ou .zip."
            )
        else:
            self.ignored.append({"file": file.name, "reason": f"format inconnu « {file.format} »"})

    def _unzip(self, path: Path, name: str, outright: bool) -> None:
        folder = self._folder()
        try:
            with zipfile.ZipFile(path) as archive:
                members = [m for m in archive.infolist() if not m.is_dir()]
                if sum(m.file_size for m in members) > MAX_BYTES:
                    raise InvalidInput(f"{name} : plus de {MAX_BYTES >> 30} Gio une fois décompressé : refusé.")
                for rank, member in enumerate(members):
                    # only the last part of the name is kept: a path in an archive may lead anywhere
                    target = folder / str(rank) / PurePosixPath(member.filename).name
                    target.parent.mkdir()
                    with archive.open(member) as source, target.open("wb") as kept:
                        while chunk := source.read(CHUNK):
                            kept.write(chunk)
                    self._keep(InputFile(target, f"{name}/{target.name}", outright=False))
        except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
            raise InvalidInput(f"{name} : archive zip abîmée ou chiffrée : téléchargez-la de nouveau.") from error

    def _fetch(self, address: str) -> Path:
        from loaders.downloading import typed_file  # an HTTP client: a tenth of the start of every command without it

        return typed_file(address, Settings())


def _files(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(parent) / name for name in names if not name.startswith("."))
