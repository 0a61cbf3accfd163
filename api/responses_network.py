"""What the routes on the network answer, for /docs: centralities, pistes, structure, years (`api.responses`)."""

from typing import Any

from pydantic import ConfigDict

from api.judged_responses import JsonDocument as _Document


class Named(_Document):
    id: str
    label: str


class SharedPartners(_Document):
    """`rows`: the first ten, those with fewest partners before."""

    total: int
    rows: list[Named]


class Suggestion(_Document):
    """A partner worth looking at, best first. `basis`: `partners` (partners in common) or `territory_theme`."""

    id: str
    label: str
    profile: str | None
    partners: int
    basis: str
    method: str
    shared_partners: SharedPartners
    shared_level: str | None
    shared_territories: list[Named]
    shared_themes: list[Named]
    complementary: bool
    explanation: str


class Suggestions(_Document):
    """`data_as_of`: when the last file was read. Empty `rows` come with a `reason`."""

    revision: str
    id: str
    canonical: str
    label: str
    profile: str | None
    partners: int
    options: dict[str, Any]
    data_as_of: str | None
    caution: str
    total: int
    truncated: bool
    rows: list[Suggestion]
    reason: str | None
    statuses: list[str]


class ActorNamed(Named):
    profile: str | None


class MissingPair(_Document):
    """Two profiles never seen together here. `by_chance`: 0–1; `told`: beyond chance over all pairs.

    `candidates`: actors here of the first profile, then of the second; `couples`: pistes between them.
    """

    kinds: list[str]
    labels: list[str]
    expected: float
    by_chance: float
    told: bool
    absent: list[str]
    candidates: list[list[ActorNamed]]
    couples: list[list[ActorNamed]]
    explanation: str


class TerritorySuggestions(_Document):
    revision: str
    id: str
    canonical: str
    label: str
    options: dict[str, Any]
    data_as_of: str | None
    caution: str
    alliances: int
    compared_with: int
    total: int
    truncated: bool
    rows: list[MissingPair]
    reason: str | None
    statuses: list[str]


class BesideChance(_Document):
    """`percentile` in 0–100 among `draws` networks drawn at random; null where the figure has no meaning."""

    value: float | None
    mean: float | None
    spread: float | None
    percentile: float | None
    draws: int


class Figure(BesideChance):
    figure: str
    label: str
    description: str


class Listed(_Document):
    total: int
    truncated: bool
    rows: list[dict[str, Any]]


class Role(BesideChance):
    role: str
    label: str
    description: str


class Mediation(Listed):
    """`unknown`: trios in which a profile is unknown, which have no role."""

    totals: list[Role]
    unknown: int


class KindPair(BesideChance):
    kinds: list[str]


class KindMixing(_Document):
    kinds: list[str]
    links: int
    left_out: int
    assortativity: BesideChance
    pairs: list[KindPair]


class Structure(_Document):
    """`communities` and `exchanges` carry a `reason` where they are out of reach."""

    revision: str
    territory: str | None
    since: str | None
    until: str | None
    theme: str | None
    kinds: list[str]
    counted: str
    options: dict[str, int]
    sizes: dict[str, int]
    figures: list[Figure]
    isolated: Listed
    components: Listed
    cut_actors: Listed
    cut_events: Listed
    bridges: Listed
    connectors: Listed
    mediation: Mediation
    mixing: KindMixing
    communities: dict[str, Any]
    exchanges: dict[str, Any]
    caution: str
    coverage: str | None


class Some(_Document):
    """The first `rows` of `total`."""

    total: int
    rows: list[dict[str, Any]]


class _History(_Document):
    """`endless`: events counted from their beginning on, no end being known; `undated`: those counted in no year."""

    revision: str
    territory: str | None
    since: str | None
    until: str | None
    theme: str | None
    kinds: list[str]
    counted: str
    options: dict[str, int]
    years: list[int]
    events: int
    undated: int
    endless: int
    caution: str
    coverage: str | None


class NetworkYear(_Document):
    """`joined`: new events that link groups which were apart the year before."""

    year: int
    events: int
    actors: int
    linked: int
    newcomers: int
    figures: dict[str, float | None]
    began: Some
    ended: Some
    joined: Some
    explanation: str


class NetworkHistory(_History):
    rows: list[NetworkYear]


class ActorYear(_Document):
    """`value` and ranks are null in a year in which the actor takes part in nothing."""

    year: int
    value: float | None
    rank_low: int | None
    rank_high: int | None
    actors: int
    exact: bool
    partners: int
    began: Some
    ended: Some
    gained: Some
    lost: Some
    explanation: str


class ActorHistory(_History):
    id: str
    canonical: str
    label: str
    measure: str
    name: str
    technical: str
    unit: str
    rows: list[ActorYear]


class Score(_Document):
    """Ties share `rank_low`–`rank_high`; `value` is null where the measure has no meaning.

    `interval_low`–`interval_high`: ranks in nine redraws of the alliances out of ten, null unasked.
    """

    rank_low: int
    rank_high: int
    id: str
    label: str
    kind: str | None
    value: float | None
    interval_low: int | None
    interval_high: int | None


class Scores(_Document):
    """`name` is what a reader calls it, `technical` what specialists do. What was selected is measured again."""

    measure: str
    name: str
    technical: str
    projection: str
    nodes: int
    exact: bool
    seed: int | None
    tolerance: float | None
    rows: list[Score]
    caveat: str

    model_config = ConfigDict(extra="allow")
