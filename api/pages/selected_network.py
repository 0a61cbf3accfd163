"""The network of a selection: what `/reseau` draws where no centre is asked for."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from fastapi import Request
from starlette.responses import Response

from api.answers.selected import at_year
from api.answers.selected_network import network_document, pictures
from api.document import Document
from api.pages import selecting
from api.pages.rendering import Table
from api.pages.selecting import Question, Shown
from api.pages.selection_address import Address, address_of, one_of, year_of
from api.pages.words import node_url
from graph.asking import Asked
from graph.asking.facets import Selected, all_of, members
from graph.language import N_, _
from graph.model.relation_filter import Leaf
from visualisations.aggregates import Narrowing

DRAWN = 300
GROUPED = ("oui", "non")
"""Whether aggregates stand for what is not drawn: yes unless the address says no."""
NARROWED = N_("Restreindre à cette région")


def asks(request: Request) -> bool:
    """Whether the address holds a selection, be it of the whole graph."""
    address = Address.read(request.url.query)
    return bool(address.conditions or address.tree or address.options or request.query_params.get("selection"))


def drawn(request: Request) -> Response:
    return selecting.answer(request, "reseau", network)


def network(question: Question) -> Shown:
    from visualisations import network as drawing  # its layout needs numpy: only when a picture is asked

    year = year_of(question.address.options)
    asked = question.asked if year is None else at_year(question.asked, year)
    document = question.selections.once(asked, "network", lambda found: network_document(found, DRAWN))
    grouped = one_of(question.address.options, "regrouper", GROUPED) == "oui"
    if not grouped:
        document = {**document, "aggregates": []}
    label = _("Réseau de la sélection")
    made = drawing.fragment(
        document, sheet_url=node_url, label=label, groups=document["aggregates"],
        narrowing=Narrowing(NARROWED, partial(_narrowed, question)),
        places=_places(question, document) if year is not None else None,
    ) if document["nodes"] else None  # fmt: skip
    names = {node["id"]: node["label"] for node in document["nodes"]}
    header = ("de", "nom_de", "role", "vers", "nom_vers", "debut", "fin", "sources")
    rows = [
        [link["source"], names[link["source"]], link["role"], link["target"], names[link["target"]], link["start"],
         link["end"], "|".join(sorted({origin["source"] for origin in link["origins"]}))]
        for link in document["links"]
    ]  # fmt: skip
    context = {"drawn": made, "year": year, "span": selecting.span(question), "grouped": grouped}
    return Shown(document, Table("reseau", header, rows), context, made.synthetic if made else None)


def _places(question: Question, document: Any) -> Mapping[str, tuple[float, float]] | None:
    """Where each node stands through the years of the selection; None where they are too many, or this is none."""

    def laid_out(found: Selected) -> Document:
        from visualisations.layout import shared_positions

        span = selecting.span(question)
        drawn = pictures(found, DRAWN, range(span[0], span[1] + 1)) if span else None
        return {"places": dict(zip(drawn[0], shared_positions(len(drawn[0]), drawn[1]), strict=True)) if drawn else {}}

    places: Any = question.selections.once(question.asked, "places", laid_out)["places"]
    return places if all(node["id"] in places for node in document["nodes"]) else None


def _narrowed(question: Question, aggregate: Mapping[str, Any]) -> str | None:
    """The same view with one condition more, the région; None where it would change nothing or there is none."""
    asked, territories = question.asked, aggregate["territories"]
    more = Leaf("territory", tuple(territories))
    if len(territories) != 1 or more in members(asked.filter):
        return None
    narrower = Address.of(Asked(all_of((*members(asked.filter), more)), asked.seats), question.address.options)
    return address_of("reseau", narrower.query())
