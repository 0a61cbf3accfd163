"""`entrelacs analyse`: compute the long answers ahead, dated and kept beside the graph, as the service would."""

import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from typing import Any

import click

from api.answers import centrality_document, gaps_document
from api.answers.centrality import CentralityQuestion
from api.cli_context import JSON, Context, say, show
from api.cli_options import MEASURES
from api.jobs import Job, Jobs, Question, State
from graph.model.levels import GAP_LEVELS
from graph.model.question import GapQuestion
from graph.model.typography import fine

LOOK_EVERY = 0.2


def questions(revision: str) -> list[Question]:
    """Every default question of the routes, as they ask it."""
    gaps = [partial(gaps_document, None, GapQuestion(level)) for level in GAP_LEVELS]  # type: ignore[arg-type]
    scores = [
        partial(centrality_document, None, measure, CentralityQuestion())  # type: ignore[arg-type]
        for measure in MEASURES
    ]
    return [question for each in (*gaps, *scores) if (question := Question.of(revision, each)) is not None]


@click.command()
@click.option("--all", "everything", is_flag=True, help="Tous les calculs que le service propose.")
@JSON
@click.pass_obj
def analyse(context: Context, everything: bool, as_json: bool) -> None:
    """Calculer d’avance les analyses, datées et gardées à côté du graphe ; une coupure ne laisse rien à moitié."""
    if not everything:
        raise click.UsageError("Précisez --all.")
    settings = context.settings()
    if settings.store.rstrip("/") == "sqlite:":
        raise click.UsageError("Un graphe en mémoire n’a pas de résultats à garder : donnez un fichier par --store.")
    with context.view() as view:
        revision = view.revision()
    with closing(Jobs(settings)) as jobs:
        done = [_followed(jobs.ask(question)) for question in questions(revision)]
    if as_json:
        show({"revision": revision, "folder": str(settings.results_folder), "results": [_row(job) for job in done]})
    for job in done if not as_json else ():
        click.echo(f"{job.state.value}\t{job.generated_at or '—'}\t{job.question}\t{job.id}")
    broken = [job for job in done if job.state is not State.DONE and not _refused(job)]
    say(f"{sum(job.state is State.DONE for job in done)} résultats sur {len(done)}, dans {settings.results_folder}.")
    if broken:
        sys.exit(1)


def _refused(job: Job) -> bool:
    """Too little data to answer is an answer."""
    return job.error is not None and job.error.code == "not_resolvable"


def _row(job: Job) -> dict[str, Any]:
    told = job.document()
    error = None if told["error"] is None else {**told["error"], "message": fine(told["error"]["message"])}
    return {name: told[name] for name in ("id", "question", "state", "generated_at")} | {"error": error}


def _followed(job: Job) -> Job:
    """Wait for the end, saying how far it is to a person who watches."""
    with _line() as shown:
        while not job.ended.wait(LOOK_EVERY):
            if job.progress:
                shown(f"{job.question} : {job.progress[0]} / {job.progress[1]}")
    if job.error is not None:
        say(f"{job.question} : {job.error.message}")
    return job


@contextmanager
def _line() -> Iterator[Any]:
    """One line of the terminal, written over; nothing where nobody watches."""
    watched = sys.stderr.isatty()
    start = time.monotonic()

    def shown(text: str) -> None:
        if watched:
            click.echo(f"\r\033[K{fine(text)} ({time.monotonic() - start:.0f} s)", nl=False, err=True)

    yield shown
    if watched:
        click.echo("\r\033[K", nl=False, err=True)
