"""Results kept on disk, and the few of them also held in memory."""

from pathlib import Path

import pytest

from api.jobs.results import HELD, Kept, Results

pytestmark = pytest.mark.unit
REVISION = "a" * 32


def kept(place: int, value: int) -> Kept:
    return Kept(f"{place:024x}", "question", REVISION, "2026-01-01T00:00:00+00:00", 1.0, {"value": value})


def test_a_result_asked_twice_is_read_once(tmp_path: Path) -> None:
    """The very object: a table of 1 200 rows takes longer to read than the page that shows one of them."""
    results = Results(tmp_path)
    results.keep(kept(1, 1))
    first = results.find(kept(1, 1).id)
    assert first == kept(1, 1)
    assert results.find(kept(1, 1).id) is first


def test_a_result_written_again_or_taken_away_is_not_answered_from_memory(tmp_path: Path) -> None:
    results, another = Results(tmp_path), Results(tmp_path)
    results.keep(kept(1, 1))
    results.find(kept(1, 1).id)
    another.keep(kept(1, 2222))
    assert results.find(kept(1, 1).id) == kept(1, 2222)
    (tmp_path / REVISION / f"{kept(1, 1).id}.json").unlink()
    assert results.find(kept(1, 1).id) is None


def test_few_are_held(tmp_path: Path) -> None:
    results = Results(tmp_path)
    for place in range(HELD + 2):
        results.keep(kept(place, place))
    first = results.find(kept(0, 0).id)
    for place in range(HELD + 2):
        results.find(kept(place, place).id)
    assert results.find(kept(0, 0).id) is not first
