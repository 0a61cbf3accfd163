"""Every address the application answers, read from its router, with values for its parameters."""

from collections.abc import Iterator
from urllib.parse import quote

from fastapi import FastAPI

from tests.api.conftest import LEAD, NETWORK, PROJECT

VALUES = {
    "/api/v1/actors/{id:path}": LEAD,
    "/api/v1/experiments/{id:path}": PROJECT,
    "/api/v1/alliances/{id:path}": NETWORK,
    "/api/v1/territories/{id:path}": "commune:33063",
    "/api/v1/suggestions/{id:path}": LEAD,
    "/api/v1/history/{id:path}": LEAD,
    "/acteurs/{id:path}": LEAD,
    "/experimentations/{id:path}": PROJECT,
    "/alliances/{id:path}": NETWORK,
    "/territoires/{id:path}": "commune:33063",
    "/api/v1/export/{format}": "graphml",
    "/api/v1/jobs/{id}": "0" * 24,
}
QUERIES = {
    "/api/v1/search": "q=atelier",
    "/api/v1/subgraph": f"centre={LEAD}",
    "/api/v1/rendering": f"centre={LEAD}",
    "/api/v1/path": f"from={LEAD}&to=exp:essai:P-2",
    "/api/v1/gaps": "level=region",
    "/api/v1/gaps/zone": "zone=33063",
    "/ecarts/zone": "communes=33063",
    "/recherche": "q=atelier",
    "/reseau": f"centre={LEAD}&pas=2",
    "/reseau/depliage": f"fiche={LEAD}",
    "/integration/reseau": f"centre={LEAD}",
    "/integration/chemin": f"de={LEAD}&vers=exp:essai:P-2",
    "/chemin": f"de={LEAD}&vers=exp:essai:P-2",
}


def encoded(identifier: str) -> str:
    """As our pages write it in an address; the test client decodes once more than a server does."""
    return quote(quote(identifier, safe=":~"), safe=":~%")


def routes(app: FastAPI) -> Iterator[str]:
    """The path of every route that is read, included routers too."""
    for route in app.routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            yield from (one.path for one in inner.routes if "GET" in one.methods)


def addresses(app: FastAPI) -> list[str]:
    """One good address for each route."""
    made = []
    for path in routes(app):
        parameter = path[path.find("{") : path.find("}") + 1]
        address = path.replace(parameter, encoded(VALUES[path])) if parameter else path
        query = QUERIES.get(path.removesuffix(".json").removesuffix(".csv"))
        made.append(f"{address}?{query}" if query else address)
    return made
