"""A selection as a file: for one that is too long for an address, to keep and to open again."""

from email import message_from_bytes
from email.policy import HTTP
from urllib.parse import parse_qs

from fastapi import Request

from api.document import Document
from graph.asking import Asked, parsed, read_filter
from graph.errors import InvalidInput
from graph.language import _
from graph.model.relation_filter import as_json

NAME = "selection-entrelacs.json"
_MARK, _VERSION = "selection", 1


def file_document(asked: Asked) -> Document:
    return {"entrelacs": _MARK, "version": _VERSION, "filter": as_json(asked.filter), "seats": asked.seats}


def read_file(text: str | bytes) -> Asked:
    """What `file_document` wrote, or the bare JSON of a filter. Raises InvalidInput, InvalidRecord."""
    said = parsed(text)
    if not isinstance(said, dict) or "entrelacs" not in said:
        return Asked(read_filter(said))
    if said.get("entrelacs") != _MARK or said.get("version") != _VERSION:
        raise InvalidInput(
            _(
                "Ce fichier n’est pas une sélection de cette version (%(version)s) : attendu un fichier enregistré par "
                "une page de sélection.",
                version=_VERSION,
            )
        )
    seats = said.get("seats", True)
    if not isinstance(seats, bool):
        raise InvalidInput(_("Fichier de sélection : « seats » attend true ou false."))
    return Asked(read_filter(said.get("filter", {})), seats)


def posted(request: Request, body: bytes) -> dict[str, bytes]:
    """The fields of a form, a file among them, by name; the last of a name counts. Raises InvalidInput."""
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        return {"selection": body}
    if kind.startswith("application/x-www-form-urlencoded"):
        said = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
        return {name: values[-1].encode() for name, values in said.items()}
    if not kind.startswith("multipart/form-data"):
        raise InvalidInput(_("Envoi refusé : attendu un formulaire, ou un fichier de sélection en JSON."))
    message = message_from_bytes(b"Content-Type: " + kind.encode("latin-1") + b"\r\n\r\n" + body, policy=HTTP)
    found: dict[str, bytes] = {}
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(content, bytes):
            found[name] = content
    return found
