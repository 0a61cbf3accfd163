"""A folder appears whole or not at all: a reader that finds it may read every file of it."""

from pathlib import Path

import pytest

from graph.whole_folder import whole_folder


def test_folder_is_seen_only_when_whole(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    with whole_folder(folder) as partial:
        (partial / "rows").write_text("1")
        assert not folder.exists()  # a reader that comes now must not meet half of it
    assert [each.name for each in folder.iterdir()] == ["rows"]


def test_nothing_stays_of_a_failure(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cut"), whole_folder(tmp_path / "kept"):
        raise ValueError("cut")
    assert list(tmp_path.iterdir()) == []


def test_who_was_first_stays(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    with pytest.raises(OSError, match="kept"), whole_folder(folder):
        _write_there(folder)
    assert [each.name for each in folder.iterdir()] == ["first"]
    assert [each.name for each in tmp_path.iterdir()] == ["kept"]


def _write_there(folder: Path) -> None:
    folder.mkdir()
    (folder / "first").write_text("1")
