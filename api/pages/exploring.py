"""What a page of a drawn network may be asked: what is unfolded, how ties, hues and sizes are read."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import Query

from api.answers.exploring import UNFOLDED_MOST, explored, of_paths
from api.dependencies import LONGEST_ID
from api.document import Document
from api.pages.words import node_url
from graph.language import N_, _
from graph.model import french_dates
from graph.model.ids import KIND_BY_PREFIX
from graph.model.origin import Status
from graph.model.subgraph import Paths, Subgraph
from graph.store.base import View

Unfolded = Annotated[
    list[Annotated[str, Query(min_length=1, max_length=LONGEST_ID)]],
    Query(alias="deplier", default_factory=list, max_length=UNFOLDED_MOST),
]
Ties = Annotated[Literal["complet", "acteurs"], Query(alias="liens")]
Hue = Annotated[Literal["profil", "communaute", "theme"], Query(alias="couleur")]
Size = Annotated[Literal["liens", "intermediarite", "noyau"], Query(alias="taille")]

CHOICES = {
    "liens": {"complet": N_("acteurs et projets"), "acteurs": N_("acteurs entre eux")},
    "couleur": {"profil": N_("profil"), "communaute": N_("groupe"), "theme": N_("thème")},
    "taille": {"liens": N_("relations connues"), "intermediarite": N_("intermédiarité"), "noyau": N_("noyau")},
}
"""The words of the choices, in the order of the form."""
LICENCE = N_("Entrelacs, licence Apache-2.0 ; données sous la licence de chaque source.")


DRAWN = 300
PATHS = 3
STEPS = {"Territory": 2, "Theme": 2}
"""Round these, one step meets projects alone: a picture without a link."""


@dataclass(frozen=True)
class Drawn:
    """A picture with what it was drawn from. `said` are the sentences on what a choice of ties left out."""

    found: Subgraph
    label: str
    figure: Any
    said: Sequence[str]
    about: Document


def network_round(
    view: View, centre: str, unfolded: Sequence[str] = (), depth: int | None = None, since: str | None = None,
    until: str | None = None, *, ties: str = "complet", hue: str = "profil", size: str = "liens",
) -> Drawn:  # fmt: skip
    """The network round `centre`; without a depth, as many steps as its kind asks for. Raises UnknownEntity."""
    steps = depth or STEPS.get(KIND_BY_PREFIX[centre.partition(":")[0]], 1)
    found = explored(view, centre, steps, DRAWN, unfolded, since=since, until=until)
    label = next((node["label"] for node in found.nodes if node["id"] == centre), centre)
    return _drawn(view, found, label, _("Réseau : %(label)s", label=label), ties, hue, size)


def path_between(view: View, paths: Paths, names: Mapping[str, str]) -> Drawn:
    """Only what the paths go through. `names` of both ends."""
    label = f"{names[paths.start]} – {names[paths.end]}"
    title = _("Chemin : %(label)s", label=label)
    return _drawn(view, of_paths(paths.paths, paths.start), label, title, "complet", "profil", "liens")


def _drawn(view: View, found: Subgraph, label: str, title: str, ties: str, hue: str, size: str) -> Drawn:
    from visualisations import channels, network, projection  # numpy and networkx: only when a picture is asked

    shown, said = projection.projected(found) if ties == "acteurs" else (found, ())
    words = _theme_words(view, shown) if hue == "theme" else {}
    hues = channels.hues(shown, hue, lambda theme: words.get(theme, theme))  # type: ignore[arg-type]
    sizes = channels.sizes(shown, size)  # type: ignore[arg-type]
    told = _about(shown, title, view.revision())
    figure = network.fragment(shown, sheet_url=node_url, label=title, hues=hues, sizes=sizes, about=told)
    return Drawn(found, label, figure, said, told)


def _theme_words(view: View, found: Subgraph) -> dict[str, str]:
    themes = sorted({theme for node in found.nodes for theme in node["themes"]})
    return {node["id"]: node["label"] for node in view.nodes(themes)}


def _about(subgraph: Subgraph, title: str, revision: str) -> Document:
    """What an image or a file made from the picture says of itself."""
    origins: list[Any] = [origin for record in (*subgraph.nodes, *subgraph.links) for origin in record["origins"]]
    made_up = any(origin.get("status") == Status.SYNTHETIC.value for origin in origins)
    return {"title": title, "synthetic": made_up, **about(revision, {str(origin["source"]) for origin in origins})}


def about(revision: str, sources: Collection[str]) -> Document:
    """Where a view comes from: on the day it is made, of which revision, from which sources, under which licence."""
    today = french_dates.date(datetime.now(UTC).date().isoformat())
    return {"date": today, "revision": revision[:8], "sources": sorted(sources), "licence": _(LICENCE)}
