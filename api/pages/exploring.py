"""What a page of a drawn network may be asked: what is unfolded, how ties, hues and sizes are read."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import Query

from api.answers.exploring import UNFOLDED_MOST
from api.dependencies import LONGEST_ID
from api.document import Document
from api.pages.words import node_url
from graph.model import french_dates
from graph.model.subgraph import Subgraph

Unfolded = Annotated[
    list[Annotated[str, Query(min_length=1, max_length=LONGEST_ID)]],
    Query(alias="deplier", default_factory=list, max_length=UNFOLDED_MOST),
]
Ties = Annotated[Literal["complet", "acteurs"], Query(alias="liens")]
Hue = Annotated[Literal["profil", "communaute", "theme"], Query(alias="couleur")]
Size = Annotated[Literal["liens", "intermediarite", "noyau"], Query(alias="taille")]

CHOICES = {
    "liens": {"complet": "acteurs et projets", "acteurs": "acteurs entre eux"},
    "couleur": {"profil": "profil", "communaute": "groupe", "theme": "thème"},
    "taille": {"liens": "relations connues", "intermediarite": "intermédiarité", "noyau": "noyau"},
}
"""The words of the choices, in the order of the form."""
LICENCE = "Entrelacs, licence Apache-2.0 ; données sous la licence de chaque source."


def about(subgraph: Subgraph, title: str, revision: str) -> Document:
    """What an image or a file made from the picture says of itself."""
    origins: list[Any] = [origin for record in (*subgraph.nodes, *subgraph.links) for origin in record["origins"]]
    return {
        "title": title,
        "date": french_dates.date(datetime.now(UTC).date().isoformat()),
        "revision": revision[:8],
        "sources": sorted({str(origin["source"]) for origin in origins}),
        "licence": LICENCE,
        "synthetic": any(origin.get("status") == "synthetique" for origin in origins),
    }


def drawn(
    subgraph: Subgraph, title: str, revision: str, *, ties: str = "complet", hue: str = "profil", size: str = "liens",
    theme_words: dict[str, str] | None = None,
) -> tuple[Any, Sequence[str]]:  # fmt: skip
    """The figure and its tables, and sentences on what the choice of ties left out."""
    from visualisations import channels, network, projection  # numpy and networkx: only when a picture is asked

    said: Sequence[str] = ()
    if ties == "acteurs":
        subgraph, said = projection.projected(subgraph)
    words = theme_words or {}
    hues = channels.hues(subgraph, hue, lambda theme: words.get(theme, theme))  # type: ignore[arg-type]
    sizes = channels.sizes(subgraph, size)  # type: ignore[arg-type]
    made = network.fragment(
        subgraph, sheet_url=node_url, label=title, hues=hues, sizes=sizes, about=about(subgraph, title, revision)
    )
    return made, said
