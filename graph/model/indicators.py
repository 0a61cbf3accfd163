"""What `indicateurs.csv` says of a territory: capacity covariates and need (interfaces.md §7).

An indicator is a property of the territory's record, so it has its source, its line and its vintage, is undone with its
load and changes the revision, like every other fact.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from graph.model.entities import Entity, NodeKind
from graph.model.record import Json, Value
from graph.model.text import fold, slug

PREFIX = "indicator:"
CAPACITY, NEED = "capacite", "besoin"
ROLES = (CAPACITY, NEED)
COUNTS = ("", "nombre", "effectif", "unites")
"""Units of a number of things, to be divided by the inhabitants; any other is a rate already."""


class Indicator(Entity):
    """One indicator of one territory. `name` as stated: a plural noun that sentences say (« ses associations »)."""

    node_kind: ClassVar[NodeKind] = NodeKind.TERRITORY
    name: str
    role: str = Field(pattern="^(capacite|besoin)$")
    value: float
    unit: str = ""
    vintage: str = ""

    @property
    def properties(self) -> Json:
        said: Json = {"name": self.name, "role": self.role, "value": self.value}
        said |= {key: value for key, value in (("unit", self.unit), ("vintage", self.vintage)) if value}
        return {f"{PREFIX}{slug(self.name)}": said}


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator at the territories of a level: `values[territory id]`, those that are not said are absent."""

    name: str
    role: str
    counted: bool
    values: Mapping[str, float]


def series(said: Iterable[tuple[str, Mapping[str, Value]]]) -> tuple[Series, ...]:
    """(territory, its properties) of the territories of one level → the indicators, by name."""
    found: dict[str, tuple[str, str, bool, dict[str, float]]] = {}
    for territory, properties in said:
        for key, value in properties.items():
            if key.startswith(PREFIX) and isinstance(value, dict):
                name, role, unit = str(value["name"]), str(value["role"]), fold(str(value.get("unit", "")))
                made = found.setdefault(key, (name, role, unit in COUNTS, {}))
                made[3][territory] = float(str(value["value"]))
    return tuple(Series(*found[key]) for key in sorted(found))
