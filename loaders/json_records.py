"""JSON and GeoJSON: a list of objects, or the properties of features. Outlines are not kept."""

import json
from collections.abc import Iterator

from graph.errors import InvalidInput
from loaders.inputs import InputFile
from loaders.table import RawRow, Table

MAX_JSON = 256 << 20
"""Bytes: a JSON text has to be held whole."""


def json_table(file: InputFile) -> Table:
    """One table: the keys met are the columns, in order of first sight. Raises InvalidInput when it is not records."""
    records = _records(_load(file), file)
    header = tuple(dict.fromkeys(key for record in records for key in record))
    rows = [RawRow(rank, tuple(_text(record.get(key)) for key in header)) for rank, record in enumerate(records, 1)]

    def again() -> Iterator[RawRow]:
        return iter(rows)

    return Table(
        file.name, file.stem, header, again, encoding="utf-8", notes=("le numéro de ligne est le rang de la fiche",)
    )


def _load(file: InputFile) -> object:
    content = bytearray()
    for chunk in file.chunks():
        content += chunk
        if len(content) > MAX_JSON:
            raise InvalidInput(f"{file.name} : plus de {MAX_JSON >> 20} Mio de JSON : convertissez-le en CSV.")
    if not content.strip():
        raise InvalidInput(f"{file.name} : fichier vide. Attendu du JSON : vérifiez l’export.")
    try:
        loaded: object = json.loads(content.decode("utf-8-sig"), object_hook=_without_outline)
    except UnicodeDecodeError as error:
        raise InvalidInput(f"{file.name} : encodage illisible. Attendu du JSON en UTF-8.") from error
    except (json.JSONDecodeError, RecursionError) as error:
        line = f":{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise InvalidInput(f"{file.name}{line} : JSON abîmé ou tronqué. Attendu un document entier.") from error
    return loaded


def _without_outline(value: dict[str, object]) -> dict[str, object]:
    return {} if "coordinates" in value or "geometries" in value else value


def _records(loaded: object, file: InputFile) -> list[dict[str, object]]:
    if isinstance(loaded, dict) and isinstance(loaded.get("features"), list):
        loaded = [feature.get("properties") for feature in loaded["features"] if isinstance(feature, dict)]
    if not isinstance(loaded, list) or not loaded or not all(isinstance(record, dict) for record in loaded):
        raise InvalidInput(f"{file.name} : attendu une liste de fiches ou un GeoJSON avec des « features ».")
    return loaded


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str | int | float) for item in value):
        return "|".join(map(_text, value))
    return json.dumps(value, ensure_ascii=False)
