"""What stands above every view of a selection: its conditions, its facets with their counts, its other views."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.pages import words
from api.pages.selection_address import Address, address_of
from graph.asking.facets import FACETS, members
from graph.language import N_, _
from graph.model.levels import Level
from graph.model.relation_filter import Filter, Leaf
from graph.model.text import fold
from graph.store.base import View
from graph.territories import reference

VIEWS = {
    "relations": N_("Tableau"),
    "reseau": N_("Réseau"),
    "carte": N_("Carte"),
    "chronologie": N_("Frise"),
    "matrice": N_("Matrice"),
}
FIELDS = {
    "type": N_("Relation"),
    "role": N_("Rôle"),
    "source_kind": N_("Part de"),
    "target_kind": N_("Arrive à"),
    "phase": N_("Phase"),
    "period": N_("Période"),
    "territory": N_("Territoire d’action"),
    "theme": N_("Thème"),
    "source": N_("Source"),
    "status": N_("Statut"),
    "amount_min": N_("Montant, au moins"),
    "amount_max": N_("Montant, au plus"),
    "filter": N_("Filtre avancé"),
    "seats": N_("Sièges"),
}
SHOWN = 10
"""Values offered of a facet without being asked for; those chosen always are."""
_VOCABULARIES = {"type": ("type",), "role": ("role",), "phase": ("phase",), "status": ("status",),
                 "source_kind": ("kind", "profile"), "target_kind": ("kind", "profile")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chip:
    """A condition of the selection, and the address without it."""

    field: str
    value: str
    without: str


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    count: int | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    field: str
    label: str
    choices: Sequence[Choice]
    left_out: int = 0

    @property
    def open(self) -> bool:
        return any(choice.chosen for choice in self.choices)


@dataclass(frozen=True)
class Bar:
    """`total` is None where nothing could be counted."""

    view: str
    address: Address
    chips: Sequence[Chip]
    facets: Sequence[Facet]
    notices: Sequence[str] = ()
    total: int | None = None

    def url(self, view: str, **options: str | None) -> str:
        """The same selection in another view; what a view added stays with it."""
        base = self.address if view == self.view else self.address.selection()
        return address_of(view, base.query(options=options))

    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        return [(_(label), self.url(view), view == self.view) for view, label in VIEWS.items()]


def bar(view: str, address: Address, *, store: View | None = None, counted: Any = None) -> Bar:
    """`counted` is a facets document; without it the choices are those of the vocabularies, not counted."""
    facets = counted["facets"] if counted else {}
    names = names_in(store, [*_ids_in(facets), *(value for field, value in address.conditions)])
    return Bar(
        view, address, _chips(view, address, names),
        [_facet(name, facets.get(name), address, names) for name in FACETS],
        [_ignored(name) for name in address.ignored],
        counted["total"] if counted else None,
    )  # fmt: skip


def condition_words(part: Filter, names: Mapping[str, str]) -> str:
    """« Rôle : porteur ou financeur »; a condition that no field alone says is called by its kind."""
    if not isinstance(part, Leaf):
        return _(FIELDS["filter"])
    said = [label_of(part.field, str(value), names) for value in part.values]
    either = _(" ou ")
    return f"{_(FIELDS[part.field])}\u202f: {either.join(said)}"


def names_of(store: View, filter_: Filter) -> Mapping[str, str]:
    """Names of what a filter names at its top."""
    return names_in(store, [str(v) for part in members(filter_) if isinstance(part, Leaf) for v in part.values])


def names_in(store: View | None, ids: Collection[str]) -> Mapping[str, str]:
    """Id → name, of the territories and themes that the graph holds."""
    wanted = sorted({each for each in ids if words.kind_of(each) in {"Territory", "Theme"}})
    return {brief.id: brief.label for brief in store.briefs(wanted)} if store is not None and wanted else {}


def label_of(name: str, value: str, names: Mapping[str, str]) -> str:
    """A value in words: a territory says its level too, where another may bear its name."""
    if name == "role" and not value:
        return _("rôle non dit")
    if name == "territory" and value in names:
        level = words.word(value.partition(":")[0], "level")
        return names[value] if value.startswith(("region:", "pays:")) else f"{names[value]} ({level.lower()})"
    for vocabulary in _VOCABULARIES.get(name, ()):
        if (said := words.word(value, vocabulary)) != value:
            return said
    return names.get(value, value)


def _chips(view: str, address: Address, names: Mapping[str, str]) -> list[Chip]:
    said = [(name, value, label_of(name, value, names)) for name, value in address.conditions]
    if address.tree:
        said.append(("filter", "", address.tree if len(address.tree) <= 80 else f"{address.tree[:79]}…"))
    if not address.seats:
        said.append(("seats", "", _("laissés de côté")))
    found = []
    for name, value, label in said:
        query = address.less(name, value if name not in {"filter", "seats"} else None).query()
        found.append(Chip(_(FIELDS[name]), label, address_of(view, query)))
    return found


def _facet(name: str, counted: Mapping[str, int] | None, address: Address, names: Mapping[str, str]) -> Facet:
    chosen = address.values(name)
    if counted is None:
        named = [Choice(value, label_of(name, value, names), None, True) for value in chosen]
        return Facet(name, _(FIELDS[name]), named)
    known = {value: number for value, number in counted.items() if name not in {"territory", "theme"} or value in names}
    every = {**dict.fromkeys(chosen, 0), **known}
    order = sorted(
        every,
        key=lambda value: (name == "territory" and not value.startswith("region:"), -every[value],
                           fold(label_of(name, value, names)), value),
    )  # fmt: skip
    offered = _offered(name, order, chosen)
    choices = [
        Choice(value, label_of(name, value, names), every[value], value in chosen)
        for value in order
        if value in offered
    ]
    return Facet(name, _(FIELDS[name]), choices, len(order) - len(offered))


def _offered(name: str, order: Sequence[str], chosen: Collection[str]) -> set[str]:
    """Of territories the régions, and the départements of those that are chosen."""
    if name != "territory":
        return {*order[:SHOWN], *chosen}
    regions = {value for value in chosen if value.startswith("region:")}
    return {
        value for value in order
        if value in chosen or value.startswith(f"{Level.REGION.value}:") or _region(value) in regions
    }  # fmt: skip


def _region(territory: str) -> str | None:
    level, _sep, code = territory.partition(":")
    found = reference.departements().get(code) if level == Level.DEPARTEMENT.value else None
    return f"region:{found.region}" if found else None


def _ids_in(facets: Mapping[str, Mapping[str, int]]) -> list[str]:
    """Of the themes, those that may be shown: looking up the names of all would cost more than counting them."""
    themes = facets.get("theme", {})
    most = sorted(themes, key=lambda value: (-themes[value], value))[: SHOWN * 2]
    return [*facets.get("territory", {}), *most]


def _ignored(name: str) -> str:
    shown = name if len(name) <= 40 else f"{name[:39]}…"
    return _(
        "La condition « %(name)s » n’est pas connue de cette version, ou l’adresse a été coupée\u202f: elle a été "
        "laissée de côté, le reste de la sélection est gardé.",
        name=shown,
    )
