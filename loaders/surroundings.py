"""What a table of grants does not say in its columns and says around them: who gives, and for which year.

Titles above the header and the name of the file are read for names of public bodies and for years; the schema asks for
files named `<SIREN>_subventions.csv`.
"""

import re
from collections.abc import Callable, Container, Mapping, Sequence

from graph.errors import InvalidRecord
from graph.model.registers import recognise
from graph.model.text import fold
from loaders.table import Table
from loaders.words import word_lists

_SAID = word_lists("givers")
_LONGEST = 9
_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*['’]?")
_YEAR = re.compile(r"(?<![0-9])(20[0-4][0-9])(?![0-9])")
_NUMBER = re.compile(r"(?<![0-9])([0-9]{14}|[0-9]{9})(?![0-9])")
_DATED = ("signed", "year", "period")


def surroundings(
    table: Table, stem: str, columns: Container[str], given: Mapping[str, str]
) -> dict[str, tuple[str, str]]:
    """Field → (value, where it was read, in French)."""
    found: dict[str, tuple[str, str]] = {}
    places = [(title, "titre au-dessus de l’en-tête") for title in table.titles]
    if table.name != stem:
        places.append((_spaced(table.name), "nom de la feuille"))
    places.append((_spaced(stem), "nom du fichier"))
    if not any(name in columns or name in given for name in ("giver_name", "giver_id")):
        found |= _first("giver_name", public_body, places) | _first("giver_id", _number, places)
    if not any(name in columns or name in given for name in _DATED):
        found |= _first("year", _only_year, places)
    return found


def _first(
    name: str, read: Callable[[str], str | None], places: Sequence[tuple[str, str]]
) -> dict[str, tuple[str, str]]:
    for text, where in places:
        if said := read(text):
            return {name: (said, where)}
    return {}


def public_body(text: str) -> str | None:
    """The first name of a public body: `Ville de Dijon`, `Conseil départemental du Nord`, `Nantes Métropole`."""
    tokens = _TOKEN.findall(text)
    lower = text == text.lower()
    for at, token in enumerate(tokens):
        word = fold(token)
        if word in _SAID["bodies"] and (name := _following(tokens[at:], lower)):
            return name
        before = tokens[at - 1] if at else ""
        if word in _SAID["after_names"] and before and (lower or before[0].isupper()) and not _ends(before):
            return f"{before} {token}"
    return None


def _following(tokens: Sequence[str], lower: bool) -> str | None:
    """The words of a name: links, then words that begin with a capital; in a text without any, all but usual ones."""
    taken, named = [tokens[0]], False
    for token in tokens[1:_LONGEST]:
        word = fold(token)
        if _ends(token) or not (word in _SAID["links"] or lower or token[0].isupper()):
            break
        named = named or word not in _SAID["links"]
        taken.append(token)
    while taken and fold(taken[-1]) in _SAID["links"]:
        taken.pop()
    said = " ".join(taken).replace("' ", "'").replace("’ ", "’")
    return f"{said[:1].upper()}{said[1:]}" if named else None


def _ends(token: str) -> bool:
    return fold(token) in _SAID["end"] or any(map(str.isdigit, token))


def _only_year(text: str) -> str | None:
    years = set(_YEAR.findall(text))
    return years.pop() if len(years) == 1 else None


def _number(text: str) -> str | None:
    for digits in _NUMBER.findall(text):
        try:
            return str(recognise(digits))
        except InvalidRecord:
            continue
    return None


def _spaced(name: str) -> str:
    """`subventions-ville-de-dijon_2022` as words."""
    return re.sub(r"[_]+|(?<![0-9])-(?![0-9])|(?<=[a-z])-|-(?=[a-z])", " ", name)
