"""Space: values worked out by hand, a published one, planted clusters that are found, and islands that are said."""

import builtins
import sys
from contextlib import closing
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graph.analysis.spatial import leaning
from graph.errors import NotResolvable
from graph.territories.neighbours import neighbours

pytestmark = pytest.mark.unit


def grid(side: int) -> tuple[list[str], dict[str, list[str]]]:
    """Squares of a board, which touch by a side."""
    cells = list(product(range(side), repeat=2))
    near = {
        f"{x}-{y}": [f"{x + dx}-{y + dy}" for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)) if (x + dx, y + dy) in cells]
        for x, y in cells
    }
    return list(near), near


def test_a_chessboard_has_an_index_of_minus_one() -> None:
    """By hand: each neighbour is the opposite, so that Σ w·z·z' = −Σ z², and the rows of w add up to n: I = −1."""
    ids, near = grid(6)
    board = np.array([(-1.0) ** sum(map(int, each.split("-"))) for each in ids])
    found = leaning(ids, board, near, seed=1, permutations=99)
    assert found.index == pytest.approx(-1.0)
    assert found.expected == pytest.approx(-1 / 35)


def test_a_ring_of_two_halves_by_hand() -> None:
    """24 on a ring, twelve at +1 then twelve at −1: 20 have both neighbours alike (+1 each), 4 at the seams have one
    of each (0): I = 20/24.
    """
    ids = [f"{i:02}" for i in range(24)]
    near = {each: [ids[i - 1], ids[(i + 1) % 24]] for i, each in enumerate(ids)}
    halves = np.array([1.0] * 12 + [-1.0] * 12)
    found = leaning(ids, halves, near, seed=1, permutations=999)
    assert found.index == pytest.approx(20 / 24)
    assert found.p <= 0.01


def test_crime_in_columbus_as_others_have_it() -> None:
    """Anselin, Spatial Econometrics, 1988, table 12.1, 49 neighbourhoods. The documentation of R's spdep (`moran`,
    data oldcol) prints I = 0.511 with Anselin's own list of neighbours; the list shipped with libpysal differs from it
    by a border, hence the margin.
    """
    libpysal = pytest.importorskip("libpysal")
    with closing(libpysal.io.open(libpysal.examples.get_path("columbus.dbf"))) as table:
        crime = np.array(table.by_col["CRIME"])
    lines = Path(libpysal.examples.get_path("columbus.gal")).read_text(encoding="ascii").splitlines()[1:]
    near = {head.split()[0]: said.split() for head, said in zip(lines[::2], lines[1::2], strict=True)}
    ids = list(near)
    found = leaning(ids, crime, near, seed=1, permutations=999)
    assert found.index == pytest.approx(0.511, abs=0.015)
    assert found.expected == pytest.approx(-1 / 48)
    assert found.p == pytest.approx(0.001)  # the smallest that 999 permutations can give


def test_a_planted_hollow_is_found_and_noise_is_not() -> None:
    """Brittany and its neighbours at half: their middle is low among low ones. Noise alone: next to nothing kept."""
    ids, draw = list(neighbours()), np.random.default_rng(3)
    noise = draw.normal(0, 0.1, len(ids))
    hollow = {f"departement:{code}" for code in ("22", "29", "35", "56", "44", "50", "53", "49", "61", "72")}
    lowered = noise + np.array([np.log(0.5) if each in hollow else 0.0 for each in ids])
    found = leaning(ids, lowered, neighbours(), seed=1)
    assert found.p <= 0.001
    low = {each.id for each in found.kept if each.pattern == "low_low"}
    assert {"departement:22", "departement:35", "departement:53"} <= low <= hollow
    plain = leaning(ids, noise, neighbours(), seed=1)
    assert plain.p > 0.01
    assert len(plain.kept) <= 3


def test_islands_are_said_and_the_order_changes_nothing() -> None:
    ids = list(neighbours())
    values = np.random.default_rng(5).normal(size=len(ids))
    one = leaning(ids, values, neighbours(), seed=2, permutations=199)
    other = leaning(ids[::-1], values[::-1], neighbours(), seed=2, permutations=199)
    assert one == other
    assert {each.partition(":")[2] for each in one.islands} == {"2A", "2B", "971", "972", "973", "974", "976"}
    assert len(one.locals) == 94


def test_the_common_generator_is_left_as_it_was() -> None:
    ids, near = grid(5)
    before = np.random.get_state()[1].tolist()  # type: ignore[union-attr]  # noqa: NPY002
    leaning(ids, np.arange(25.0), near, seed=1, permutations=99)
    assert np.random.get_state()[1].tolist() == before  # type: ignore[union-attr]  # noqa: NPY002


@pytest.mark.parametrize("values", [np.zeros(36), np.ones(36)])
def test_one_value_everywhere_is_refused(values: Any) -> None:
    ids, near = grid(6)
    with pytest.raises(NotResolvable, match="dont les rapports diffèrent"):
        leaning(ids, values, near, seed=1)


def test_too_few_neighbours_are_refused() -> None:
    ids, near = grid(4)
    with pytest.raises(NotResolvable, match="16 territoires comparés"):
        leaning(ids, np.arange(16.0), near, seed=1)


def test_without_the_extra_the_answer_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    plain_import = builtins.__import__

    def absent(name: str, *rest: Any, **named: Any) -> Any:
        if name.partition(".")[0] in {"esda", "libpysal"}:
            raise ImportError(name)
        return plain_import(name, *rest, **named)

    for name in [each for each in sys.modules if each.partition(".")[0] in {"esda", "libpysal"}]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", absent)
    ids, near = grid(6)
    with pytest.raises(NotResolvable, match="extra « spatial »"):
        leaning(ids, np.arange(36.0), near, seed=1)
