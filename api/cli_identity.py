"""Commands on who is who: list what was judged, accept or reject a pair, take a judgement back, make the pass again."""

from collections.abc import Callable
from typing import Any

import click

from api.answers.identities import identities_document
from api.cli_context import JSON, Context, say, show
from api.cli_help import Group
from api.cli_resolution import again, as_document, sentence, today
from graph.errors import InvalidInput
from graph.identity import Judgement, Verdict
from graph.identity.judgement import MODEL, RULE
from graph.model.typography import count, percent
from graph.resolution.judgements import forget, judgements, keep
from graph.resolution.resolving import Resolved

BY = click.option("--by", default="personne", show_default=True, help="Qui juge : un rôle, pas un nom de personne.")


def _on_a_pair(judging: Callable[..., None]) -> Callable[..., None]:
    """`LEFT RIGHT [--by] [--json]`, with the context first."""
    made: Callable[..., None] = click.pass_obj(judging)
    for given in (JSON, BY, click.argument("right"), click.argument("left")):
        made = given(made)
    return made


@click.group(cls=Group)
def identity() -> None:
    """Qui est qui : jugements, fusions qui se défont."""


@identity.command("list")
@click.option("--verdict", type=click.Choice([each.value for each in Verdict]), default="unsure", show_default=True)
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True)
@JSON
@click.pass_obj
def listed(context: Context, verdict: str, limit: int, as_json: bool) -> None:
    """Les paires jugées, les plus probables d’abord, avec ce qui plaide pour et contre."""
    with context.view() as view:
        document: Any = identities_document(view, verdict=Verdict(verdict), limit=limit)
    if as_json:
        return show(document)
    for row in document["rows"]:
        likely = "" if row["score"] is None else f"\t{percent(row['score'])}"
        click.echo(f"{_side(row['left'])}\t{_side(row['right'])}{likely}\t{' ; '.join(row['evidence'])}")
    if not document["rows"]:
        say("Aucune paire : rien n’a été jugé ainsi.")
    elif document["truncated"]:
        say(f"{len(document['rows'])} sur {count(document['total'], 'paire')} (--limit, ou --json).")
    return None


def _side(side: Any) -> str:
    return f"{side['id']}\t{side['names'][0] if side['names'] else '—'}"


@identity.command()
@_on_a_pair
def accept(context: Context, left: str, right: str, by: str, as_json: bool) -> None:
    """Juger que deux identifiants désignent le même acteur."""
    _judge(context, left, right, Verdict.SAME, by, as_json)


@identity.command()
@_on_a_pair
def reject(context: Context, left: str, right: str, by: str, as_json: bool) -> None:
    """Juger que deux identifiants désignent deux acteurs : plus rien ne les réunira."""
    _judge(context, left, right, Verdict.DIFFERENT, by, as_json)


@identity.command("undo")
@_on_a_pair
def take_back(context: Context, left: str, right: str, by: str, as_json: bool) -> None:
    """Reprendre un jugement : le graphe redevient ce qu’il serait sans lui."""
    with context.writer() as store:
        pair = tuple(sorted((left, right)))
        found = [each for each in judgements(store, [left]) if each.pair == pair and each.by == by]
        if not found:
            raise InvalidInput(
                f"Aucun jugement de « {by} » sur {left} et {right}. Attendu une paire déjà jugée : voyez "
                "« entrelacs identity list --verdict same » ou « different »."
            )
        with store.batch():
            forget(store, found)
        done = again(store)
    _tell(done, as_json)


@identity.command("run")
@JSON
@click.pass_obj
def make_again(context: Context, as_json: bool) -> None:
    """Refaire la passe qui dit qui est qui, comme à la fin d’un chargement."""
    with context.writer() as store:
        done = again(store)
    _tell(done, as_json)


def _judge(context: Context, left: str, right: str, verdict: Verdict, by: str, as_json: bool) -> None:
    if by in (RULE, MODEL):
        raise InvalidInput(f"« {by} » est le nom d’une machine. Attendu qui juge : « documentaliste », par exemple.")
    if left == right:
        raise InvalidInput(f"{left} deux fois. Attendu deux identifiants différents.")
    with context.writer() as store:
        for stated in (left, right):
            store.node(stated)  # an unknown id is refused with near ones
        made = Judgement.of(left, right, verdict, by, when=today())
        with store.batch():
            keep(store, [made])
        done = again(store)
    _tell(done, as_json)


def _tell(done: Resolved, as_json: bool) -> None:
    if as_json:
        return show(as_document(done))
    say(sentence(done))
    return None
