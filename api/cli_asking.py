"""Commands that ask: stats, search, subgraph, path, gaps, export; and serve."""

from pathlib import Path
from typing import Any

import click

from api import answers
from api.cli_context import JSON, Context, refuse_taken, say, show, writing
from graph.model.entities import NodeKind

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@JSON
@click.pass_obj
def stats(context: Context, as_json: bool) -> None:
    """Compter par genre de fiche, type de relation, source, statut et état des données."""
    with context.view() as view:
        found: Any = answers.stats_document(view)
    if as_json:
        return show(found)
    click.echo(f"révision {found['revision']}")
    for title in ("nodes", "relations", "coverage"):
        for name, number in found[title].items():
            click.echo(f"{title}\t{name}\t{number}")
    for run in found["runs"]:
        state = "inachevé" if run["open"] else "achevé"
        click.echo(f"chargement\t{run['id']}\t{run['source']}\t{run['file']}\t{run['vintage'] or '—'}\t{state}")
    return None


@click.command()
@click.argument("text")
@click.option("--kind", type=click.Choice([kind.value for kind in NodeKind]), help="Genre de fiche.")
@click.option("--limit", type=click.IntRange(1, 500), default=20, show_default=True)
@JSON
@click.pass_obj
def search(context: Context, text: str, kind: str | None, limit: int, as_json: bool) -> None:
    """Chercher par nom ou identifiant, sans égard aux accents, à la casse ni aux apostrophes."""
    with context.view() as view:
        found: Any = answers.search_document(view, text, kind, limit)
    if as_json:
        return show(found)
    rows = next(value for value in found.values() if isinstance(value, list))
    for row in rows:
        click.echo(f"{row['id']}\t{row['label']}\t{row['kind']}")
    if not rows:
        say(f"Aucune fiche pour « {text} ».")
    return None


@click.command()
@click.argument("identifier")
@click.option("--depth", type=click.IntRange(1, 3), default=1, show_default=True)
@click.option("--limit", type=click.IntRange(1, 2000), default=500, show_default=True)
@click.option("--html", type=FILE, help="Écrire aussi le réseau dessiné dans ce fichier, lisible seul.")
@JSON
@click.pass_obj
def subgraph(context: Context, identifier: str, depth: int, limit: int, html: Path | None, as_json: bool) -> None:
    """Le voisinage d’une fiche, à un, deux ou trois pas."""
    with context.view() as view:
        found: Any = answers.subgraph_document(view, identifier, depth, limit)
        revision = view.revision()
    if html:
        from visualisations import network

        label = next((node["label"] for node in found["nodes"] if node["id"] == identifier), identifier)
        provenance = network.Provenance(revision=revision)
        page = network.render(found, title=f"Réseau : {label}", provenance=provenance, nodes_limit=limit)
        _write(html, page)
    if as_json:
        return show(found)
    for node in found["nodes"]:
        click.echo(f"{node['id']}\t{node['label']}\t{node['kind']}")
    if found["truncated"]:
        say(f"{len(found['nodes'])} fiches montrées sur {found['total_nodes']} (--limit).")
    return None


@click.command()
@click.argument("start")
@click.argument("end")
@click.option("--limit", type=click.IntRange(1, 20), default=3, show_default=True)
@JSON
@click.pass_obj
def path(context: Context, start: str, end: str, limit: int, as_json: bool) -> None:
    """Les plus courts chemins entre deux fiches, avec la preuve de chaque pas."""
    with context.view() as view:
        found: Any = answers.path_document(view, start, end, limit)
    if as_json:
        return show(found)
    for each in found["paths"]:
        click.echo(" → ".join(node["label"] for node in each["nodes"]))
    if not found["paths"]:
        say("Aucun chemin recensé entre ces deux fiches ; cela ne dit pas qu’il n’en existe pas.")
    return None


def _write(file: Path, text: str) -> None:
    with writing(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


@click.command()
@click.option("--host", help="Adresse d’écoute ; 127.0.0.1 par défaut, qui ne répond qu’à cette machine.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port ; 8000 par défaut.")
@click.pass_obj
def serve(context: Context, host: str | None, port: int | None) -> None:
    """Servir les pages et l’API."""
    import uvicorn

    from api.app import create_app

    settings = context.settings()
    chosen = settings.model_copy(update={"host": host or settings.host, "port": port or settings.port})
    refuse_taken(chosen.host, chosen.port)
    say(f"http://{chosen.host}:{chosen.port} — Ctrl-C pour arrêter.")
    app = create_app(chosen, warm=True)
    uvicorn.run(app, host=chosen.host, port=chosen.port, log_level="warning", server_header=False)
