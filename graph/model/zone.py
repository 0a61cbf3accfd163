"""A ground of a reader's own: a list of communes, read from a text, a file or an address; and what is counted in it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from graph.model.counts import CoverageState

NAME_MOST = 80


@dataclass(frozen=True, slots=True)
class ZoneCount:
    """What is known of a zone: `observed` distinct alliances that act in any of its `communes` (codes).

    `too_coarse`: alliances known at a larger territory that the zone only touches: they may act in it or not, and are
    not counted. `capacity`: value of each covariate of the comparison there, on its scale.
    """

    id: str
    name: str
    communes: tuple[str, ...]
    population: int
    observed: int
    too_coarse: int
    coverage: CoverageState
    capacity: dict[str, float]
    actors: int | None = None
    """Distinct actors situated there; None where they were not counted."""


def words_of(given: str | Iterable[str]) -> tuple[str, ...]:
    """The codes of a text or of several, in order, once each: apart by commas, semicolons, spaces or lines.

    A line that begins with `#` is a remark; quotes of a spreadsheet and the prefix « commune: » are taken off.
    """
    texts = [given] if isinstance(given, str) else list(given)
    lines = [line for text in texts for line in text.splitlines() if not line.lstrip().startswith("#")]
    found = [word.strip("\"'\ufeff").removeprefix("commune:") for line in lines for word in re.split(r"[;,\s|]+", line)]
    return tuple(dict.fromkeys(word for word in found if word))


def zone_id(communes: Iterable[str]) -> str:
    """`zone:<12 hex>`: the same for the same communes, whatever the order they were said in."""
    return f"zone:{blake2b(' '.join(sorted(communes)).encode(), digest_size=6).hexdigest()}"
