"""The sources: those of the catalogue, those of the graph, and what each leaves out."""

from typing import Any

from api.answers.naming import territory_name
from api.document import Document
from graph import vocabulary
from graph.store.base import Run, View
from loaders.delivery import NOTHING_DECLARED
from loaders.mapping import Covers, Mapping, catalogue

LOADED, NOT_LOADED, SYNTHETIC = "loaded", "not_loaded", "synthetic"
LIVES = {"snapshot": "liste complète à sa date", "increment": "s’ajoute aux éditions précédentes"}
DEMONSTRATION = ("demonstration", "article-2021")
"""Shipped, and loaded by `entrelacs demo` alone."""

UNKNOWN: Document = dict.fromkeys(("title", "page", "vintage", "life", "row", "leaves_out", "obtained"))
"""Of a source that a file names itself, and no mapping describes."""


def source_catalogue() -> Document:
    """`{total, rows: [{id, title, publisher, licence, page, vintage, life, row, leaves_out, covers, …}]}`, by id.

    `fetchable`: a catalogue of open data publishes it (`datasets`); `obtained` says in French how to have it. A `page`
    or `vintage` that is null is not known. `covers` is empty for references, which count no alliance.
    """
    rows = [_described(mapping) for mapping in sorted(catalogue(), key=lambda each: each.source)]
    return {"total": len(rows), "rows": rows}


def _described(mapping: Mapping) -> Document:
    covers = mapping.covers or ((NOTHING_DECLARED,) if mapping.tables else ())
    return {
        "id": mapping.source,
        "title": mapping.title,
        "publisher": mapping.publisher,
        "licence": mapping.licence,
        "page": mapping.page,
        "vintage": mapping.vintage,
        "life": mapping.life.value,
        "row": mapping.row,
        "leaves_out": " ".join(mapping.leaves_out.split()),
        "covers": [_coverage(each) for each in covers],
        "fetchable": bool(mapping.fetch),
        "datasets": [rule.dataset for rule in mapping.fetch],
        "obtained": _obtained(mapping),
    }


def _coverage(covers: Covers) -> Document:
    return {**covers.model_dump(mode="json"), "name": territory_name(covers.territory)}


def covered(row: Any) -> str:
    """The declarations of a row of the catalogue, in words."""
    states = vocabulary.data_states()
    said = [
        f"{each['name'] or each['territory']}, {states[each['state']].label.lower()} "
        f"({each['basis'] or 'base non dite'})"
        for each in row["covers"]
    ]
    return " ; ".join(said) or "sans objet, ne recense aucune alliance"


def _obtained(mapping: Mapping) -> str:
    if mapping.source in DEMONSTRATION:
        return "entrelacs demo"
    if not mapping.tables:
        return "livrée avec Entrelacs, chargée d’elle-même"
    if mapping.fetch:
        return f"entrelacs fetch {mapping.source}"
    return f"entrelacs load FICHIER --source {mapping.source}"


def sources_document(view: View) -> Document:
    """`{revision, total, rows, not_loaded}`, by id: what the graph holds of each source; the rest of the catalogue.

    A row has what the catalogue says, and `{status, vintages, nodes, relations, synthetic, rows, loaded_at, files,
    open}`. `nodes` and `relations` count the records that the source said something of (one record may have several
    sources), `rows` those read of its files. `status`: `synthetic` where all that it says is invented.
    """
    stats: Any = view.stats()
    runs: dict[str, list[Run]] = {}
    for run in view.runs():
        runs.setdefault(run.source, []).append(run)
    described: Any = source_catalogue()["rows"]
    known: dict[str, Any] = {row["id"]: row for row in described}
    loaded = sorted({*stats["sources"], *runs})
    return {
        "revision": stats["revision"],
        "total": len(loaded),
        "rows": [_loaded(name, known.get(name), stats["sources"].get(name, {}), runs.get(name, [])) for name in loaded],
        "not_loaded": [{**row, "status": NOT_LOADED} for name, row in known.items() if name not in loaded],
    }


def _loaded(name: str, known: Document | None, counts: Any, runs: list[Run]) -> Document:
    def said(field: str) -> list[Any]:
        return sorted({value for run in runs if (value := getattr(run, field))})

    described = known or {**UNKNOWN, "covers": [], "fetchable": False, "datasets": []}
    nodes, synthetic = counts.get("nodes", 0), counts.get("synthetic", 0)
    return {
        **described,
        "id": name,
        "publisher": next(iter(said("publisher")), described.get("publisher")),
        "licence": next(iter(said("licence")), described.get("licence")),
        "page": next(iter(said("page")), described["page"]),
        "status": SYNTHETIC if nodes and synthetic == nodes else LOADED,
        "vintages": said("vintage"),
        "nodes": nodes,
        "relations": counts.get("relations", 0),
        "synthetic": synthetic,
        "rows": sum(run.rows for run in runs),
        "loaded_at": max(said("loaded_at"), default=None),
        "files": [_file(run) for run in sorted(runs, key=lambda run: (run.file, run.id))],
        "open": any(run.open for run in runs),
    }


def _file(run: Run) -> Document:
    return {
        "file": run.file,
        "id": run.id,
        "sha256": run.sha256,
        "rows": run.rows,
        "open": run.open,
        "vintage": run.vintage,
        "loaded_at": run.loaded_at,
        "address": run.address,
        "published_at": run.published_at,
    }
