"""`indicateurs.csv` (interfaces.md §7): capacity covariates and need, as properties of the territories they speak of.

A value is kept as stated; what it becomes in the comparison (per head, logarithm) is the affair of the analysis. A
negative number of things, or the same indicator said twice of a territory, is refused with its line.
"""

from collections.abc import Iterable

from graph.model.indicators import CAPACITY, Indicator
from graph.model.levels import split_territory
from graph.model.text import slug
from loaders.facts import Facts
from loaders.source import Row, SourceBase


class Source(SourceBase):
    def __init__(self) -> None:
        self._said: set[tuple[str, str, str]] = set()
        self._roles: dict[str, str] = {}
        self._sources: set[str] = set()

    def facts(self, row: Row) -> Facts:
        territory, name, role = row.must("territoire"), row.must("indicateur"), row.must("role")
        value = float(row.must("valeur"))
        if role == CAPACITY and value < 0:
            raise row.rejection("valeur", "negative_value", "une capacité ne peut être négative : corrigez la cellule")
        source = slug(row.text("source") or row.source)
        self._refuse_doubled(row, territory, name, source)
        self._refuse_other_role(row, name, role)
        self._sources.add(source)
        facts = row.facts(source=source)
        facts.add(
            Indicator(
                id=territory, name=name, role=role, value=value, unit=row.text("unite") or "",
                vintage=row.text("millesime") or "",
            ),
            stated_as=row.stated("valeur"),
        )  # fmt: skip
        return facts

    def covered(self) -> Iterable[str]:
        return self._sources

    def _refuse_doubled(self, row: Row, territory: str, name: str, source: str) -> None:
        level, code = split_territory(territory)
        key = (f"{level.value}:{code}", slug(name), f"{source}@{row.text('millesime') or ''}")
        if key in self._said:
            message = "indicateur déjà donné plus haut pour ce territoire : gardez une seule ligne"
            raise row.rejection("indicateur", "duplicate_indicator", message)
        self._said.add(key)

    def _refuse_other_role(self, row: Row, name: str, role: str) -> None:
        if self._roles.setdefault(slug(name), role) != role:
            message = "cet indicateur a un autre rôle plus haut : capacité ou besoin, jamais les deux"
            raise row.rejection("role", "other_role", message)
