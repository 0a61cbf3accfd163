"""A load is whole or is not: what is refused half way leaves the store as it was, and meanwhile the log says it began."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import pytest

from graph.errors import InvalidInput
from graph.settings import Settings
from graph.store import Store, open_store
from loaders import at_once, gathering
from loaders.at_once import BLOCK
from loaders.loading import load_files
from scripts.bench.grants import lines as grants
from tests.loaders.damaged import EXPERIMENT, experiments

pytestmark = pytest.mark.unit
T = TypeVar("T")
ENDLESS = f'"{"x" * 200_000}'
"""A cell beyond what a reader takes, far below the rows that were looked at to find the columns."""


def file_of(folder: Path, *more: str) -> str:
    file = folder / "experimentations.csv"
    rows = (EXPERIMENT.replace("X-1", f"X-{rank}") for rank in range(BLOCK + 10))
    file.write_text(experiments(*rows, *more))
    return str(file)


def test_a_file_that_breaks_after_the_first_batch_leaves_nothing(store: Store, tmp_path: Path) -> None:
    before = store.revision(), store.runs(), store.coverage()
    with pytest.raises(InvalidInput, match="cellule sans fin"):
        load_files(store, [file_of(tmp_path, ENDLESS)])
    assert (store.revision(), store.runs(), store.coverage()) == before


def test_a_run_known_before_stays_in_the_log_when_its_second_load_fails(store: Store, tmp_path: Path) -> None:
    name = file_of(tmp_path)
    load_files(store, [name])
    before = store.revision(), store.runs()

    def cut(items: Iterable[T], what: str, total: int | None) -> Iterator[T]:
        yield from ()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_files(store, [name], progress=cut)
    assert (store.revision(), store.runs()) == before


def test_a_load_is_open_in_the_log_until_its_last_row(tmp_path: Path) -> None:
    settings = Settings(store=f"sqlite:///{tmp_path / 'graphe.db'}")
    seen: list[tuple[str, list[bool], int]] = []

    with closing(open_store(settings)) as store, closing(open_store(settings, read_only=True)) as reader:

        def looking(items: Iterable[T], what: str, total: int | None) -> Iterator[T]:
            yield from items
            runs = [run.open for run in reader.runs() if run.source == "experiments"]
            seen.append((what, runs, sum(1 for _ in reader.nodes(["exp:essai:X-1"]))))

        load_files(store, [file_of(tmp_path)], progress=looking)
        assert [run.open for run in reader.runs() if run.source == "experiments"] == [False]
    # others see the run that has begun, and none of its facts before all of them are there
    assert [each[1:] for each in seen if "experiments" in each[0]] == [([True], 0)]


@pytest.mark.parametrize(("lines", "facts"), [(10**6, 10**6), (4, 10**6), (10**6, 2)])
def test_what_rows_say_again_waits_and_changes_nothing(
    lines: int, facts: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A giver stands on every row: however its lines are put off, the graph is that of one batch."""
    file = tmp_path / "subventions.csv"
    with file.open("w", encoding="utf-8") as stream:
        stream.writelines(grants(40))
    with open_store(Settings(store="sqlite://")) as store:
        load_files(store, [str(file)])
        whole, giver = store.revision(), store.node("siren:356000000")
    assert [len(claim.lines) for claim in giver.claims if claim.source == "scdl"] == [40]
    monkeypatch.setattr(at_once, "BLOCK", 3)
    monkeypatch.setattr(gathering, "MOST_LINES", lines)
    monkeypatch.setattr(gathering, "MOST_FACTS", facts)
    with open_store(Settings(store="sqlite://")) as store:
        load_files(store, [str(file)])
        assert store.revision() == whole
