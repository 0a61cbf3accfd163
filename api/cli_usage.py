"""What was wrong with a command, in French: click speaks English, and names its own types."""

import re
from pathlib import Path

import click

_GIVEN = re.compile(r"^(?:File |Path |Directory )?'?(.*?)'? (?:is not|does not|is a|must be)", re.DOTALL)
_LONGEST = 80


def explained(error: click.UsageError) -> str:
    """What, where and what was expected, in one sentence without its last stop; an error of no known type as it is."""
    if isinstance(error, click.NoSuchOption):
        return f"Option inconnue « {error.option_name} »{_near(error.possibilities)}"
    if isinstance(error, click.MissingParameter):
        return f"Il manque {_name(error.param)}{_expected(error.param)}"
    if isinstance(error, click.BadParameter):
        return f"{_name(error.param)} : « {_given(error.message)} » refusé{_expected(error.param)}"
    if error.message.startswith("No such command"):
        return f"Commande inconnue « {_given(error.message.removeprefix('No such command '))} »"
    if "unexpected extra argument" in error.message:
        return f"Trop de valeurs : {error.message.rpartition('(')[2].rstrip(').')} n’était pas attendu"
    if "requires an argument" in error.message:
        option = getattr(error, "option_name", "")
        return f"Il manque la valeur de {option}"
    return error.message.rstrip(".")


def _name(parameter: click.Parameter | None) -> str:
    if parameter is None:
        return "un paramètre"
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    return parameter.make_metavar(click.Context(click.Command("entrelacs"))).rstrip(".")


def _given(message: str) -> str:
    """The value that click quotes at the beginning of its message, cut where it is long."""
    found = _GIVEN.match(message)
    value = found[1] if found else message.strip("'. ")
    return value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"


def _expected(parameter: click.Parameter | None) -> str:
    kind = parameter.type if parameter else None
    if isinstance(kind, click.Choice):
        return f", attendu {_one_of([str(choice) for choice in kind.choices])}"
    if isinstance(kind, click.IntRange):
        return f", attendu un nombre entier de {kind.min} à {kind.max}"
    if isinstance(kind, click.DateTime):
        return ", attendu une année (2016)"
    if isinstance(kind, click.Path):
        return ", attendu un fichier qui existe" if kind.exists else f", attendu un {_sort(kind)}"
    return ""


def _sort(kind: "click.Path[str] | click.Path[Path]") -> str:
    return "dossier" if not kind.file_okay else "nom de fichier, pas un dossier"


def _near(possibilities: object) -> str:
    names = [str(name) for name in possibilities] if isinstance(possibilities, list | tuple | set) else []
    return f", proche de {_one_of(sorted(names))}" if names else ""


def _one_of(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} ou {names[-1]}"
