"""Rows counted apart from those that state a fact: what they are, in French.

`rows_read` and these sum to the lines of data of a file.
"""

from collections.abc import Mapping
from types import MappingProxyType

from graph.model.typography import count

BLANK, HEADER, TOTAL, NOTE, ELSEWHERE, PERSON = "blank", "repeated_header", "total", "note", "elsewhere", "person"

KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        BLANK: ("ligne vide", "lignes vides"),
        HEADER: ("en-tête répété", "en-têtes répétés"),
        TOTAL: ("ligne de total, qui répète le détail", "lignes de total, qui répètent le détail"),
        NOTE: ("ligne de note, sans données", "lignes de note, sans données"),
        ELSEWHERE: (
            "ligne qui répète un autre fichier ou une autre feuille",
            "lignes qui répètent un autre fichier ou une autre feuille",
        ),
        PERSON: ("personne physique, jamais gardée", "personnes physiques, jamais gardées"),
    }
)


def said(kind: str, number: int) -> str:
    """`3 lignes vides`."""
    return count(number, *KINDS[kind])
