"""A folder that appears whole or not at all: readers, and a writer that is killed, never meet."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """Write into the folder that is given; it takes the name `folder` at the end, and nothing stays of a failure.

    Raises OSError, also where another process was there first: what it wrote stays.
    """
    partial = folder.with_name(f".{folder.name}.{uuid4().hex}")
    partial.mkdir(parents=True)
    try:
        yield partial
        partial.rename(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
