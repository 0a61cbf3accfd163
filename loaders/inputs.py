"""The files of a load: named outright, found in folders, taken out of archives, fetched. Each with its SHA-256."""

import gzip
import os
import shutil
import zipfile
import zlib
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
from loaders.formats import COLUMNS, KNOWN, SHEETS, format_of, is_packed, stated_format, what_it_is

MAX_BYTES = 16 << 30
"""Bytes of a file once unpacked: the stock of establishments of Sirene (some 9 GiB) passes."""

MAX_RATIO = 200
"""Times a file may grow when unpacked, beyond FREE_BYTES: tables grow 4 to 40 times, a bomb about a thousand."""

FREE_BYTES = 64 << 20
MAX_MEMBERS = 10_000
CHUNK = 1 << 20


@dataclass(frozen=True)
class InputFile:
    """A file to read. `name` is how reports call it; `outright` when the user named it and not a folder around it.

    `asked`: named by the user, itself or its archive: a mapping may be proposed for it.
    """

    path: Path
    name: str
    outright: bool = True
    asked: bool = True

    @cached_property
    def packed(self) -> bool:
        return is_packed(self.path)

    @cached_property
    def format(self) -> str:
        """`.csv`, `.xlsx`…: what the bytes show it to be, else its extension."""
        return format_of(self.path)

    @property
    def stated_format(self) -> str:
        """What its name says, under `.gz`."""
        return stated_format(self.path)

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
            size = self.path.stat().st_size
            with opened(self.path, "rb") as stream:
                while chunk := stream.read(CHUNK):
                    total += len(chunk)
                    refuse_bomb(self.name, total, size)
                    yield chunk
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
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
        else:
            self._take(path, name, outright)

    def _take(self, path: Path, name: str, outright: bool) -> None:
        file = InputFile(path, name, outright, outright)
        try:
            unpack = file.format == ".zip"
        except OSError as error:
            raise InvalidInput(f"{name} : lecture impossible ({reason(error)}).") from error
        if unpack:
            self._unzip(path, name, outright)
        else:
            self._keep(file)

    def _keep(self, file: InputFile) -> None:
        if file.format in KNOWN or (file.outright and not what_it_is(file.format)):
            self.files.append(self._unpacked(file) if file.packed and file.format in (*SHEETS, *COLUMNS) else file)
            return
        what = what_it_is(file.format)
        said = f"c’est {what} (« {file.format} »)" if what else f"format inconnu « {file.format} »"
        if file.outright:
            raise InvalidInput(f"{file.name} : {said}. Attendu : {', '.join(KNOWN)}, .gz ou .zip.")
        self.ignored.append({"file": file.name, "reason": said})

    def _unpacked(self, file: InputFile) -> InputFile:
        """Workbooks and Parquet are read by jumps: a packed one is laid on the disk first."""
        target = self._folder() / f"{file.stem}{file.format}"
        with target.open("wb") as kept:
            for chunk in file.chunks():
                kept.write(chunk)
        return InputFile(target, file.name, file.outright, file.asked)

    def _unzip(self, path: Path, name: str, outright: bool) -> None:
        folder = self._folder()
        try:
            with zipfile.ZipFile(path) as archive:
                members = [m for m in archive.infolist() if not m.is_dir()]
                self._refuse_archive(path, name, members, folder)
                for rank, member in enumerate(members):
                    # only the last part of the name is kept: a path in an archive may lead anywhere
                    target = folder / str(rank) / PurePosixPath(member.filename).name
                    target.parent.mkdir()
                    with archive.open(member) as source, target.open("wb") as kept:
                        while chunk := source.read(CHUNK):
                            kept.write(chunk)
                    self._keep(InputFile(target, f"{name}/{target.name}", False, outright))
        except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, zlib.error) as error:
            raise InvalidInput(f"{name} : archive zip abîmée ou chiffrée : téléchargez-la de nouveau.") from error
        except OSError as error:
            raise InvalidInput(f"{name} : décompression impossible ({reason(error)}).") from error
        if outright and not any(file.path.is_relative_to(folder) for file in self.files):
            raise InvalidInput(f"{name} : aucun tableau dans cette archive. Attendu : {', '.join(KNOWN)}.")

    def _refuse_archive(self, path: Path, name: str, members: list[zipfile.ZipInfo], folder: Path) -> None:
        """What the directory of the archive announces is held against the bounds before anything is unpacked."""
        total = sum(member.file_size for member in members)
        refuse_bomb(name, total, path.stat().st_size)
        if len(members) > MAX_MEMBERS:
            raise InvalidInput(f"{name} : {len(members)} fichiers dans l’archive, attendu {MAX_MEMBERS} au plus.")
        if total > shutil.disk_usage(folder).free:
            raise InvalidInput(
                f"{name} : {total >> 20} Mio une fois décompressé, plus que la place libre : libérez de la place "
                "dans le dossier temporaire, ou décompressez-la ailleurs."
            )

    def _fetch(self, address: str) -> Path:
        from loaders.downloading import typed_file  # an HTTP client: a tenth of the start of every command without it

        return typed_file(address, Settings())


def refuse_bomb(name: str, unpacked: int, packed: int) -> None:
    """Raises InvalidInput for more bytes than any table has, or than so small a file can honestly hold."""
    if unpacked > MAX_BYTES:
        raise InvalidInput(
            f"{name} : plus de {MAX_BYTES >> 30} Gio une fois décompressé : refusé. Découpez le fichier."
        )
    if unpacked > FREE_BYTES and unpacked > MAX_RATIO * packed:
        raise InvalidInput(
            f"{name} : plus de {MAX_RATIO} fois sa taille une fois décompressé : refusé, un tableau ne se "
            "comprime pas autant. Décompressez-le vous-même s’il est sûr."
        )


def _files(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(parent) / name for name in names if not name.startswith("."))
