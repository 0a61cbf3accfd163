"""What the route on space answers, for /docs."""

from api.judged_responses import JsonDocument as _Document


class Place(_Document):
    id: str
    name: str


class Moran(_Document):
    """`expected`: of no geography at all; `p`: by permutation, of one side."""

    index: float
    expected: float
    p: float


class LocalLeaning(_Document):
    """A territory that leans with or against its neighbours; `corrected_p` for all those looked at."""

    territory: Place
    pattern: str
    pattern_label: str
    p: float
    corrected_p: float


class LowCluster(_Document):
    territories: list[Place]
    observed: float
    expected: float
    p: float


class Space(_Document):
    """`answer` says the three tests in words; `islands` were left out, for want of a neighbour."""

    revision: str
    generated_at: str
    level: str
    synthetic: bool
    sources_used: list[str]
    period: list[str | None]
    compared: int
    not_compared: int
    not_compared_territories: list[Place]
    islands: list[Place]
    seed: int
    permutations: int
    scan_draws: int
    false_discovery_rate: float
    moran: Moran
    local: list[LocalLeaning]
    cluster: LowCluster | None
    answer: str
    caveat: str
