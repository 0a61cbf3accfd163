"""Rows are written and forgotten: a file is larger than what was held to write it."""

import tracemalloc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from api.exports import graphml, jsonld, workbook
from api.exports.about import About
from api.exports.extract import Link, Node
from api.exports.signs import Cleaner
from api.exports.survey import Survey

pytestmark = pytest.mark.unit
MOST = 2_000_000
"""Bytes of Python's heap: buffers, and no document. The graph below is more than 3 MB of GraphML."""


class Many:
    """A part of a graph that is made as it is read."""

    words = "essai"

    def __init__(self, count: int) -> None:
        self.count = count
        self.chosen = {"count": count}

    def nodes(self) -> Iterator[Node]:
        for number in range(self.count):
            text = f"Acteur {number} " * 20
            yield Node(
                {"purpose": text},
                [{"source": "essai", "status": "reel"}],
                f"mention:{number:016x}",
                "Actor",
                text,
                (text,),
            )

    def links(self) -> Iterator[Link]:
        for number in range(1, self.count):
            ends = f"mention:{number:016x}", "PARTICIPATES_IN", f"mention:{number - 1:016x}", "membre"
            yield Link({}, [{"source": "essai", "status": "reel"}], *ends)


@pytest.mark.parametrize("writer", [graphml, jsonld, workbook])
def test_the_document_is_never_held(writer: object, tmp_path: Path) -> None:
    taken = Many(3_000)
    seen = Survey.of(taken)
    told = About(date(2026, 1, 2), "0" * 32, "essai", {}, (), None, seen.nodes, seen.links)
    tracemalloc.start()
    try:
        with (tmp_path / "f").open("wb") as file:
            writer.write(taken, seen, told, file, Cleaner())  # type: ignore[attr-defined]
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    size = (tmp_path / "f").stat().st_size
    assert peak < MOST, f"{peak} bytes held for a file of {size}"
    assert size > (3_000_000 if writer is not workbook else 1)
