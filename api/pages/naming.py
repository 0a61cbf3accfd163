"""A place, a theme or an actor written by its name, where a page asks for one: its id, or the sheets that bear it."""

from typing import Annotated

from fastapi import Depends

from api.dependencies import ViewDep
from api.pages.parameters import ActorChoice, PlaceChoice, ThemeChoice
from api.pages.selection_bar import label_of
from graph.errors import InvalidRecord
from graph.language import _
from graph.model.entities import NodeKind
from graph.model.text import fold
from graph.store.base import View

NEAR = 8
"""Sheets offered where a name is not enough."""


class Ambiguous(InvalidRecord):
    """A name that no sheet bears, or several: `near` are the ids and the words of those meant perhaps."""

    def __init__(self, name: str, value: str, near: list[tuple[str, str]]) -> None:
        several = _("plusieurs portent ce nom ou commencent ainsi : choisissez ci-dessous, ou donnez l’identifiant")
        none = _("aucune fiche ne porte ce nom : vérifiez-le, ou donnez l’identifiant")
        super().__init__(name, value, several if near else none)
        self.details[0] |= {"suggestions": [one[0] for one in near], "suggested_names": [one[1] for one in near]}
        self.asked, self.near = value, near


def id_of(store: View, name: str, value: str, kind: NodeKind) -> str:
    """The id of the only sheet of this kind that bears the name, whatever its capitals and accents; an id is kept.
    Raises Ambiguous. `name` is the field that was filled.
    """
    if ":" in value:
        return value
    hits = store.search(value[:200], kind=kind.value, limit=20).hits
    exact = [hit for hit in hits if fold(hit.matched) == fold(value)]
    if len(exact) == 1:
        return exact[0].id
    field = "territory" if kind is NodeKind.TERRITORY else name  # a place is said with its level
    near = [(hit.id, label_of(field, hit.id, {hit.id: hit.label})) for hit in exact or hits]
    raise Ambiguous(name, value, near[:NEAR])


def _place(view: ViewDep, said: PlaceChoice = None) -> str | None:
    return id_of(view, "territoire", said, NodeKind.TERRITORY) if said else None


def _theme(view: ViewDep, said: ThemeChoice = None) -> str | None:
    return id_of(view, "theme", said, NodeKind.THEME) if said else None


def _actor(view: ViewDep, said: ActorChoice = None) -> str | None:
    return id_of(view, "acteur", said, NodeKind.ACTOR) if said else None


NamedPlace = Annotated[str | None, Depends(_place)]
NamedTheme = Annotated[str | None, Depends(_theme)]
NamedActor = Annotated[str | None, Depends(_actor)]
