"""What a page of a drawn network may be asked: what is unfolded, how ties, hues and sizes are read."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import Query

from api.answers.aggregates import aggregates, left_round, pairs_round, partners_round
from api.answers.exploring import UNFOLDED_MOST, explored, of_paths
from api.answers.naming import labels
from api.answers.network import LIMIT_MAX
from api.dependencies import LONGEST_ID
from api.document import Document
from api.pages.words import node_url
from graph.language import N_, _
from graph.model import french_dates
from graph.model.counting import count
from graph.model.ids import KIND_BY_PREFIX
from graph.model.origin import Status
from graph.model.relations import RelationType
from graph.model.subgraph import Paths, Subgraph
from graph.store.base import View
from visualisations.aggregates import Narrowing

Unfolded = Annotated[
    list[Annotated[str, Query(min_length=1, max_length=LONGEST_ID)]],
    Query(alias="deplier", default_factory=list, max_length=UNFOLDED_MOST),
]
Ties = Annotated[Literal["complet", "acteurs"], Query(alias="liens")]
Hue = Annotated[Literal["profil", "communaute", "theme"], Query(alias="couleur")]
Size = Annotated[Literal["liens", "intermediarite", "noyau"], Query(alias="taille")]
Grouped = Annotated[Literal["oui", "non"], Query(alias="regrouper")]
"""Whether aggregates stand for what is not drawn."""

CHOICES = {
    "liens": {"complet": N_("acteurs et projets"), "acteurs": N_("acteurs entre eux")},
    "couleur": {"profil": N_("profil"), "communaute": N_("groupe"), "theme": N_("thème")},
    "taille": {"liens": N_("relations connues"), "intermediarite": N_("intermédiarité"), "noyau": N_("noyau")},
}
"""The words of the choices, in the order of the form."""
LICENCE = N_("Entrelacs, licence Apache-2.0 ; données sous la licence de chaque source.")


NARROWED = N_("Voir le réseau de cette région")
DRAWN = 300
PATHS = 3
STEPS = {"Territory": 2, "Theme": 2}
"""Round these, one step meets projects alone: a picture without a link."""


@dataclass(frozen=True)
class Drawn:
    """A picture with what it was drawn from. `said` are the sentences on what a choice of ties left out; `whole` is
    all that was read where aggregates stand for what is not drawn.
    """

    found: Subgraph
    label: str
    figure: Any
    said: Sequence[str]
    about: Document
    whole: Subgraph | None = None
    aggregates: Sequence[Document] = ()


def network_round(
    view: View, centre: str, unfolded: Sequence[str] = (), depth: int | None = None, since: str | None = None,
    until: str | None = None, *, ties: str = "complet", hue: str = "profil", size: str = "liens", grouped: bool = True,
) -> Drawn:  # fmt: skip
    """The network round `centre`; without a depth, as many steps as its kind asks for. Raises UnknownEntity."""
    steps = depth or STEPS.get(KIND_BY_PREFIX[centre.partition(":")[0]], 1)
    within = LIMIT_MAX if grouped else None
    found, whole = explored(view, centre, steps, DRAWN, unfolded, since=since, until=until, within=within)
    label = next((node["label"] for node in found.nodes if node["id"] == centre), centre)
    groups = _aggregates(whole, found, ties) if grouped and found.truncated else []
    title = _("Réseau : %(label)s", label=label)
    drawn = _drawn(view, found, label, title, ties, hue, size, groups, _period(since, until))
    if not groups:
        return drawn
    return replace(drawn, whole=whole, aggregates=groups, said=[*drawn.said, *_unread(whole)])


def path_between(view: View, paths: Paths, names: Mapping[str, str]) -> Drawn:
    """Only what the paths go through. `names` of both ends."""
    label = f"{names[paths.start]} – {names[paths.end]}"
    title = _("Chemin : %(label)s", label=label)
    return _drawn(view, of_paths(paths.paths, paths.start), label, title, "complet", "profil", "liens")


def _aggregates(whole: Subgraph, found: Subgraph, ties: str) -> list[Document]:
    left = left_round(whole, found)
    if ties != "acteurs":
        return aggregates(left, pairs_round(whole, found))
    actors = {node["id"] for node in whole.nodes if node["kind"] == "Actor"}
    return aggregates({node: where for node, where in left.items() if node in actors}, partners_round(whole, found))


def _unread(whole: Subgraph) -> list[str]:
    farther = whole.total_nodes - len(whole.nodes)
    said = _("Plus loin encore : %(farther)s, que les agrégats ne comptent pas.", farther=count(farther, "fiche"))
    return [said] if farther > 0 else []


def _period(since: str | None, until: str | None) -> str:
    """As the field `period` of a selection writes it."""
    return f"{since or ''}/{until or '..'}" if since else f"/{until}" if until else ""


def _of_region(period: str) -> Callable[[Mapping[str, Any]], str | None]:
    """The address of the participations of the région that an aggregate stands for, None where it is not one."""

    def url(aggregate: Mapping[str, Any]) -> str | None:
        if len(aggregate["territories"]) != 1:
            return None
        asked = {"type": RelationType.PARTICIPATES_IN.value, "territory": aggregate["territories"][0]}
        return f"/reseau?{urlencode(asked | ({'period': period} if period else {}), safe=':/')}"

    return url


def _drawn(
    view: View, found: Subgraph, label: str, title: str, ties: str, hue: str, size: str,
    groups: Sequence[Document] = (), period: str = "",
) -> Drawn:  # fmt: skip
    from visualisations import channels, network, projection  # numpy and networkx: only when a picture is asked

    shown, said = projection.projected(found) if ties == "acteurs" else (found, ())
    words = _theme_words(view, shown) if hue == "theme" else {}
    hues = channels.hues(shown, hue, lambda theme: words.get(theme, theme))  # type: ignore[arg-type]
    sizes = channels.sizes(shown, size)  # type: ignore[arg-type]
    told = _about(shown, title, view.revision())
    narrowing = Narrowing(NARROWED, _of_region(period))
    figure = network.fragment(
        shown, sheet_url=node_url, label=title, hues=hues, sizes=sizes, about=told, groups=groups, narrowing=narrowing
    )
    return Drawn(found, label, figure, said, told)


def _theme_words(view: View, found: Subgraph) -> dict[str, str]:
    return labels(view, (theme for node in found.nodes for theme in node["themes"]))


def _about(subgraph: Subgraph, title: str, revision: str) -> Document:
    """What an image or a file made from the picture says of itself."""
    origins: list[Any] = [origin for record in (*subgraph.nodes, *subgraph.links) for origin in record["origins"]]
    made_up = any(origin.get("status") == Status.SYNTHETIC.value for origin in origins)
    return {"title": title, "synthetic": made_up, **about(revision, {str(origin["source"]) for origin in origins})}


def about(revision: str, sources: Collection[str]) -> Document:
    """Where a view comes from: on the day it is made, of which revision, from which sources, under which licence."""
    today = french_dates.date(datetime.now(UTC).date().isoformat())
    return {"date": today, "revision": revision[:8], "sources": sorted(sources), "licence": _(LICENCE)}
