"""Every bar that a run measured, beside its bar: out/bars.json always, and docs/methode.md when the run was whole."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.simulation.record import Record

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def record() -> Iterator[Record]:
    """Shared by all tests of the bar; written once they are done."""
    kept = Record(full=os.environ.get("ENTRELACS_BARS") == "full")
    yield kept
    file = ROOT / "out" / "bars.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(kept.document(), ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    if kept.full:
        kept.write_into(ROOT / "docs" / "methode.md")
