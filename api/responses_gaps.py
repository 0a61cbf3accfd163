"""What the routes on gaps answer, for /docs: the table, themes and pairs of kinds (`api.responses`)."""

from pydantic import ConfigDict

from api.judged_responses import JsonDocument as _Document


class TerritoryRef(_Document):
    id: str
    level: str
    code: str
    name: str | None
    vintage: str | None = None


class Above(_Document):
    """The territory of the level above, and its verdict."""

    id: str
    name: str
    verdict: str


class GapRow(_Document):
    """`ratio` with its 90 % interval, `p_below_*` and `power` are 0–1; `missing` is a number of alliances."""

    territory: TerritoryRef
    data_state: str
    observed: int | float | None
    expected: float | None
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    p_below_08: float | None
    p_below_05: float | None
    verdict: str
    power: float | None
    missing: float | None
    missing_low: float | None
    missing_high: float | None
    tipping_point: int | None
    fabric_ratio: float | None
    fabric_low: float | None = None
    fabric_high: float | None = None
    actors: int | None = None
    fractional: float | None = None
    above: Above | None = None
    need: str | None
    need_share: float | None = None
    robust: str | None
    explanation: str


class Gaps(_Document):
    level: str
    unit: str
    counted: str
    seats: bool
    total: int
    period: list[str | None]
    method: str
    covariates: list[str]
    synthetic: bool
    sources_used: list[str]
    sources_left_out: list[str]
    placement: dict[str, int]
    revision: str
    generated_at: str
    rows: list[GapRow]

    model_config = ConfigDict(extra="allow")


class ThemeGap(_Document):
    """A theme with fewer alliances than the sizes of territory and theme give; `ratio` is shrunk, `p_below_08` 0–1."""

    territory: str
    name: str | None
    theme: str
    theme_label: str
    observed: int
    expected: float
    ratio: float
    p_below_08: float


class PairGap(_Document):
    """Two kinds that no alliance joins, though `expected` would; `chance` (0–1) of seeing none by luck.

    `structural`: one of the kinds takes part in nothing there.
    """

    territory: str
    name: str | None
    kinds: list[str]
    labels: list[str]
    alliances: int
    expected: float
    chance: float
    structural: bool


class Profiles(_Document):
    """Cells of territory × theme and pairs of kinds that are missing by more than chance.

    `compared`: territories with known collection; `cells_too_few`: cells where too little was expected to conclude;
    `without_theme`, `without_kinds`: alliances that could not be crossed.
    """

    revision: str
    level: str
    synthetic: bool
    sources_used: list[str]
    period: list[str | None]
    compared: int
    themes: list[ThemeGap]
    cells_too_few: int
    theme_reason: str | None
    without_theme: int
    pairs: list[PairGap]
    pair_reason: str | None
    without_kinds: int


class ZoneCommune(_Document):
    id: str
    name: str


class Overlap(_Document):
    """A territory of the level compared that the zone holds, wholly or in part."""

    id: str
    name: str
    whole: bool


class ZoneHeld(_Document):
    """`observed`: distinct alliances; `too_coarse`: those known only at a larger territory that the zone touches."""

    id: str
    name: str
    communes: list[ZoneCommune]
    population: int
    observed: int
    too_coarse: int
    larger_than_level: bool
    smaller_than_level: bool
    overlaps: list[Overlap]


class Zone(_Document):
    """A gap table of one row, the zone's, read in the national fit of `level`."""

    level: str
    total: int
    method: str
    covariates: list[str]
    synthetic: bool
    revision: str
    generated_at: str
    zone: ZoneHeld
    caveat: str
    rows: list[GapRow]

    model_config = ConfigDict(extra="allow")
