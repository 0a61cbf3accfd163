"""What SQLite's errors become. Nothing of `sqlite3` leaves this package."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from graph.errors import StoreBusy, StoreError, StoreUnavailable

_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")
_REASONS = {
    "SQLITE_INTERRUPT": "la requête a dépassé le temps accordé : réduisez la demande, ou augmentez "
    "ENTRELACS_STORE_TIMEOUT",
    "SQLITE_NOTADB": "ce fichier n’est pas un graphe : choisissez-en un autre (--store)",
    "SQLITE_CORRUPT": "le fichier est abîmé : rechargez les sources dans un nouveau graphe",
    "SQLITE_FULL": "le disque est plein : libérez de la place, puis recommencez",
    "SQLITE_CANTOPEN": "le fichier ne peut pas être ouvert : vérifiez que le dossier existe "
    "et que vous pouvez y écrire",
    "SQLITE_READONLY": "l’écriture y est interdite : vérifiez les droits du fichier et du dossier",
    "SQLITE_PERM": "l’accès est refusé : vérifiez les droits du fichier et du dossier",
    "SQLITE_AUTH": "l’accès est refusé : vérifiez les droits du fichier et du dossier",
    "SQLITE_IOERR": "le disque ne répond pas : vérifiez-le, puis recommencez",
    "SQLITE_NOMEM": "la mémoire manque : fermez d’autres programmes, puis recommencez",
}


@contextmanager
def told(path: str) -> Iterator[None]:
    """Turn every `sqlite3.Error` inside into a StoreError that says what, where, and what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise as_store_error(error, path) from error


def as_store_error(error: sqlite3.Error, path: str) -> StoreError:
    name = getattr(error, "sqlite_errorname", "") or ""
    where = f"« {path} »" if path else "en mémoire"
    if name.startswith(_BUSY):
        return StoreBusy(
            f"Le graphe {where} est occupé par un autre chargement : attendez sa fin, ou arrêtez-le, puis recommencez."
        )
    for code, reason in _REASONS.items():
        if name.startswith(code):
            return StoreUnavailable(f"Graphe {where} : {reason}.")
    if "closed" in str(error):
        return StoreUnavailable(f"Le graphe {where} a été fermé : ouvrez-le de nouveau.")
    return StoreError(f"Graphe {where} : erreur inattendue de SQLite ({error}).")
