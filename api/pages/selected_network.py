"""The network of a selection: what `/reseau` draws where no centre is asked for."""

from fastapi import Request
from starlette.responses import Response

from api.answers.selected import at_year
from api.answers.selected_network import network_document
from api.pages import selecting
from api.pages.rendering import Table
from api.pages.selecting import Question, Shown
from api.pages.selection_address import Address, year_of
from api.pages.words import node_url
from graph.language import _

DRAWN = 300


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
    label = _("Réseau de la sélection")
    made = drawing.fragment(document, sheet_url=node_url, label=label) if document["nodes"] else None
    names = {node["id"]: node["label"] for node in document["nodes"]}
    header = ("de", "nom_de", "role", "vers", "nom_vers", "debut", "fin", "sources")
    rows = [
        [link["source"], names[link["source"]], link["role"], link["target"], names[link["target"]], link["start"],
         link["end"], "|".join(sorted({origin["source"] for origin in link["origins"]}))]
        for link in document["links"]
    ]  # fmt: skip
    context = {"drawn": made, "year": year, "span": selecting.span(question)}
    return Shown(document, Table("reseau", header, rows), context, made.synthetic if made else None)
