"""What a status of HTTP means for a person who wants a file."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from graph.errors import InvalidInput
from loaders.connecting import Answer, Interrupted

PASSING = (408, 425, 429, 500, 502, 503, 504)


def refuse_other_than_a_file(answer: Answer) -> None:
    """Raises Interrupted for what may pass, InvalidInput for what will not."""
    status, address = answer.status, answer.address
    if status in (200, 203):
        return
    if status == 429:
        raise Interrupted("le serveur trouve les demandes trop nombreuses (429)", retry_after(answer.headers))
    if status in PASSING:
        raise Interrupted(f"le serveur est en panne ou occupé ({status})", retry_after(answer.headers))
    if status == 404:
        raise InvalidInput(f"{address} : fichier introuvable (404). Attendu l’adresse d’un fichier : vérifiez-la.")
    if status == 410:
        raise InvalidInput(f"{address} : fichier retiré par son éditeur (410). Cherchez sa nouvelle adresse.")
    if status in (401, 403):
        raise InvalidInput(
            f"{address} : accès refusé ({status}). Entrelacs n’envoie aucun identifiant : téléchargez le fichier "
            "vous-même, puis donnez son chemin."
        )
    raise InvalidInput(f"{address} : réponse {status} du serveur. Attendu un fichier (200) : vérifiez l’adresse.")


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds, said as a number or as a date; None where nothing readable is said."""
    said = headers.get("Retry-After", "").strip()
    if said.isascii() and said.isdecimal():
        return float(said[:9])
    try:
        when = parsedate_to_datetime(said).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return max(0.0, (when - datetime.now(UTC)).total_seconds())
