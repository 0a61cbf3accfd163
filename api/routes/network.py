"""Neighbourhoods, paths, and the drawn network."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from api import responses
from api.answers import path_document, subgraph_document
from api.answers.network import LIMIT_DEFAULT, neighbourhood
from api.dependencies import LONGEST_ID, Centre, Depth, Kinds, NodeLimit, ViewDep, Year
from api.envelope import drawn_page_policy
from api.pages.words import node_url
from api.replies import json_reply

router = APIRouter(prefix="/api/v1", tags=["réseau"])


@router.get("/subgraph", summary="Le voisinage d’une fiche", response_model=responses.Subgraph)
def subgraph(
    view: ViewDep,
    centre: Centre,
    depth: Depth = 1,
    limit: NodeLimit = LIMIT_DEFAULT,
    kinds: Kinds = None,
    since: Year = None,
    until: Year = None,
) -> Response:
    return json_reply(subgraph_document(view, centre, depth, limit, kinds=kinds or (), since=since, until=until))


@router.get("/rendering", summary="Le même voisinage, dessiné : une page autonome")
def rendering(
    view: ViewDep,
    centre: Centre,
    depth: Depth = 1,
    limit: NodeLimit = LIMIT_DEFAULT,
    kinds: Kinds = None,
    since: Year = None,
    until: Year = None,
) -> Response:
    from visualisations import network  # pyvis and its layout: only when a picture is asked

    found = neighbourhood(view, centre, depth, limit, kinds=kinds or (), since=since, until=until)
    label = next((node["label"] for node in found.nodes if node["id"] == centre), centre)
    html = network.render(
        found,
        title=f"Réseau : {label}",
        sheet_url=node_url,
        provenance=network.Provenance(revision=view.revision()),
        nodes_limit=limit,
    )
    headers = {"Content-Security-Policy": drawn_page_policy(html), "Cache-Control": "no-cache"}
    return Response(html, headers=headers, media_type="text/html; charset=utf-8")


@router.get("/path", summary="Les plus courts chemins entre deux fiches", response_model=responses.Paths)
def path(
    view: ViewDep,
    start: Annotated[str, Query(alias="from", min_length=1, max_length=LONGEST_ID, description="Fiche de départ.")],
    end: Annotated[str, Query(alias="to", min_length=1, max_length=LONGEST_ID, description="Fiche d’arrivée.")],
    limit: Annotated[int, Query(ge=1, le=20, description="Chemins rendus au plus.")] = 3,
) -> Response:
    return json_reply(path_document(view, start, end, limit))
