"""Options that several commands take, each written once: which records, which ties, which years, which measure."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import click

from graph.model.counts import Counted
from graph.model.question import Records
from graph.vocabulary import centralities

Option = Callable[[Any], Any]


def _year(_: click.Context, __: click.Parameter, given: datetime | None) -> str | None:
    return None if given is None else f"{given.year:04}"


def _of_year(name: str, help: str) -> Option:
    return click.option(name, metavar="ANNÉE", type=click.DateTime(["%Y"]), callback=_year, help=help)


STATUS = click.option(
    "--status", type=click.Choice([each.value for each in Records]), help="Enregistrements comptés, jamais les deux."
)
COUNTED = click.option(
    "--counted", type=click.Choice([each.value for each in Counted]), default=Counted.ACTION.value, show_default=True,
    help="Liens comptés : action commune, financements (funding) ou tous (all).",
)  # fmt: skip
SINCE = _of_year("--since", "Ne compter que ce qui dure encore cette année-là.")
UNTIL = _of_year("--until", "Ne compter que ce qui a commencé cette année-là au plus tard.")
MEASURES = tuple(centralities())


def measure(help: str | None = None) -> Option:
    return click.option("--measure", type=click.Choice(MEASURES), default="degree", show_default=True, help=help)


def taking(options: Sequence[Option]) -> Option:
    """One decorator for many, the first being the first that `--help` shows."""

    def decorated(command: Any) -> Any:
        for option in reversed(options):
            command = option(command)
        return command

    return decorated
