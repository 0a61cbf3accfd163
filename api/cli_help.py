"""The help of the command line in French, with whole sentences: click speaks English and cuts what does not fit."""

import re
from collections.abc import Iterable

import click

from graph.model.typography import fine

_HEADINGS = {"Options": "Options", "Commands": "Commandes"}
_METAVARS = {
    "INTEGER RANGE": "NOMBRE", "INTEGER": "NOMBRE", "FLOAT RANGE": "NOMBRE", "FLOAT": "NOMBRE", "TEXT": "TEXTE",
    "FILES": "FICHIERS", "FILE": "FICHIER", "DIRECTORY": "DOSSIER", "FOLDER": "DOSSIER", "PATH": "CHEMIN",
}  # fmt: skip
_METAVAR = re.compile(rf"\b(?:{'|'.join(_METAVARS)})\b")
_WORDS = {
    r"\[default: ": "[par défaut : ", r"required\]": "obligatoire]", r"(\d+)<=x<=(\d+)\]": r"de \1 à \2]",
    r"x>=(\d+)\]": r"\1 au moins]",
}  # fmt: skip
"""What click adds to the help of an option → the same in French."""
_WHOLE = 400
"""More than any first sentence has."""


class FrenchHelp(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, _first(args).replace("...", "…"), prefix or fine("Utilisation : "))

    def write_text(self, text: str) -> None:
        super().write_text(fine(text))  # before lines are cut: a sign never begins one alone

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{_HEADINGS.get(heading, heading)}\u202f:\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(_first(first), _said(second)) for first, second in rows], col_max, col_spacing)


def _first(column: str) -> str:
    return _METAVAR.sub(lambda found: _METAVARS[found[0]], column)


def _said(column: str) -> str:
    for english, french in _WORDS.items():
        column = re.sub(english, french, column)
    return fine(column)


class FrenchContext(click.Context):
    formatter_class = FrenchHelp


class Group(click.Group):
    """Commands listed with the whole first sentence of what each does."""

    context_class = FrenchContext

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [
            (name, command.get_short_help_str(_WHOLE))
            for name in self.list_commands(ctx)
            if (command := self.get_command(ctx, name)) is not None and not command.hidden
        ]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def in_french(command: click.Command) -> None:
    """Give a command and those under it a help that says it is one, in the words of the others."""
    command.context_class = FrenchContext
    command.add_help_option = False
    click.help_option("-h", "--help", help="Montrer cette aide et s’arrêter.")(command)
    if isinstance(command, click.Group):
        command.subcommand_metavar = "COMMANDE [ARGUMENTS]…"
        for each in command.commands.values():
            in_french(each)
