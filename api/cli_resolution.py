"""The pass that says who is who, as commands make it and tell of it."""

from datetime import UTC, datetime

import click

from graph.model.typography import count
from graph.resolution.resolving import Resolved, resolve_actors
from graph.store import Store

IDENTITY = click.option(
    "--identity/--no-identity", default=True, help="Dire ensuite qui est qui (fait par défaut), ou seulement charger."
)


def again(store: Store) -> Resolved:
    """The pass, dated today."""
    return resolve_actors(store, when=today())


def today() -> str:
    return datetime.now(UTC).date().isoformat()


def as_document(done: Resolved) -> dict[str, int]:
    return {"mentions": done.mentions, "joined": done.joined, "unsure": done.unsure, "refused": done.refused}


def sentence(done: Resolved) -> str:
    return (
        f"Qui est qui : {count(done.mentions, 'identifiant comparé', 'identifiants comparés')}, "
        f"{count(done.joined, 'réuni')} à un autre, {count(done.unsure, 'paire')} à juger "
        f"(« entrelacs identity list »), {count(done.refused, 'fusion refusée', 'fusions refusées')}."
    )


def when_changed(store: Store, before: str) -> Resolved | None:
    """The pass, unless the graph is what it was."""
    return None if store.revision() == before else again(store)
