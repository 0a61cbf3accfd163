"""The arrays of a graph kept as files of one revision, so that the next worker maps them instead of reading the store.

Beside `graph.project`, which reads: without a folder (`keeping`) this is `project.two_mode` itself.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from graph.model.counts import Counted
from graph.project import Selection, TwoMode, two_mode
from graph.store.base import View
from graph.whole_folder import whole_folder

Array: TypeAlias = npt.NDArray[Any]

VERSION = 1
"""Bump when what is kept changes: older files are then written again."""

_FOLDER: ContextVar[Path | None] = ContextVar("kept", default=None)
_TEXTS = ("actor_ids", "actor_labels", "actor_kinds", "event_ids")


@contextmanager
def keeping(folder: Path) -> Iterator[None]:
    """Inside, graphs are kept in `folder`, which is of one revision of one content."""
    token = _FOLDER.set(folder)
    try:
        yield
    finally:
        _FOLDER.reset(token)


def two_mode_of(view: View, selection: Selection) -> TwoMode:
    """`project.two_mode`, from the files of an earlier call where there are any."""
    folder = _FOLDER.get()
    if folder is None:
        return two_mode(view, selection)
    kept = folder / f"two-mode-{_name(selection)}"
    if (found := _read(kept)) is not None:
        return found
    made = two_mode(view, selection)
    with suppress(OSError):  # a full disk, or another worker that was there first, costs time, not the answer
        _write(made, kept)
    return made


def as_array(value: Any) -> Array:
    """An array as it is, a number as an array without dimension."""
    return np.asarray(value)


def arrays_of(name: str, make: Callable[[], Mapping[str, Array]]) -> Mapping[str, Array]:
    """Arrays that took long to make, from the files of an earlier call; `name` says what they are, options included."""
    folder = _FOLDER.get()
    if folder is None:
        return make()
    kept = folder / f"{name}-{VERSION}"
    if (found := _read_arrays(kept)) is not None:
        return found
    made = make()
    with suppress(OSError), whole_folder(kept) as partial:
        for each, array in made.items():
            np.save(partial / f"{each}.npy", array)
    return made


def _read_arrays(folder: Path) -> Mapping[str, Array] | None:
    try:
        return {file.stem: np.load(file, mmap_mode="r") for file in sorted(folder.iterdir())}
    except (OSError, ValueError):
        return None


def _name(selection: Selection) -> str:
    sources = None if selection.sources is None else sorted(selection.sources)
    values = [getattr(selection, name) for name in type(selection).__slots__ if name != "sources"]
    return blake2b(repr((VERSION, values, sources)).encode(), digest_size=8).hexdigest()


def _write(made: TwoMode, folder: Path) -> None:
    with whole_folder(folder) as partial:
        np.save(partial / "rows.npy", made.rows)
        np.save(partial / "cols.npy", made.cols)
        texts = {"counted": made.counted.value, **{name: getattr(made, name) for name in _TEXTS}}
        (partial / "texts.json").write_text(json.dumps(texts), encoding="utf-8")


def _read(folder: Path) -> TwoMode | None:
    try:
        texts = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
        rows, cols = (np.load(folder / f"{name}.npy", mmap_mode="r") for name in ("rows", "cols"))
    except (OSError, ValueError):
        return None
    return TwoMode(rows=rows, cols=cols, counted=Counted(texts.pop("counted")), **{k: tuple(texts[k]) for k in _TEXTS})
