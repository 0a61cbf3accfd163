"""A catalogue on loopback that answers in the shape of data.gouv.fr, and the settings that ask it."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from graph.settings import Settings
from loaders import mapping as mappings
from loaders.mapping import Mapping as SourceMapping
from loaders.mapping import by_source
from loaders.published import DatasetRule
from tests.support.file_server import FileServer, content

HEADER = "Projet.Code_Decision;Projet.Acronyme;Projet.Partenaire.Est_coordinateur;Projet.Partenaire.Nom_organisme"
PARTNERS = f"{HEADER};Projet.Partenaire.Adresse.Pays\nANR-22-SOIL-0004;EX;True;Labo des sols;France\n".encode()
PROJECTS = b"Projet.Code_Decision;Projet.Acronyme;Projet.Titre.Francais\nANR-22-SOIL-0004;EX;Sols vivants\n"
SLUG = "projets-d-essai"
RULE = {
    "dataset": SLUG,
    "resources": [
        {"titles": ["*projets"], "without": ["*partenaires*"], "formats": ["csv"]},
        {"titles": ["*partenaires*"], "formats": ["csv"]},
    ],
}


def sha1(body: bytes) -> dict[str, str]:
    return {"type": "sha1", "value": hashlib.sha1(body, usedforsecurity=False).hexdigest()}


def resource(server: FileServer, name: str, body: bytes, **fields: Any) -> dict[str, Any]:
    """One of the dataset, served whole; fields of None are left out as some publishers do."""
    url = server.serves(f"/fichiers/{name}", content(body, {"ETag": f'"{sha1(body)["value"]}"'}))
    made = {
        "id": f"id-{name}",
        "title": name.rpartition(".")[0],
        "url": url,
        "format": name.rpartition(".")[2],
        "checksum": sha1(body),
        "last_modified": "2026-05-02T08:00:00+00:00",
        "filesize": len(body),
        **fields,
    }
    return {key: value for key, value in made.items() if value is not None}


def described(resources: list[dict[str, Any]], **fields: Any) -> bytes:
    return json.dumps(
        {"id": "1", "title": "Projets d’essai", "license": "lov2", "resources": resources, **fields}
    ).encode()


def publish(server: FileServer, *resources: dict[str, Any], slug: str = SLUG, **fields: Any) -> None:
    server.serves(f"/api/1/datasets/{slug}/", content(described(list(resources), **fields)))


def both(server: FileServer) -> list[dict[str, Any]]:
    return [resource(server, "anr-projets.csv", PROJECTS), resource(server, "anr-partenaires.csv", PARTNERS)]


def settings_of(server: FileServer, folder: Path, **fields: Any) -> Settings:
    return Settings(datagouv=server.origin, cache=folder / "cache", download_timeout=0.3, **fields)


def found_by(patch: pytest.MonkeyPatch, *rules: Mapping[str, Any], source: str = "anr") -> SourceMapping:
    """Make these the rules of a shipped source, in place of those of the real catalogue."""
    changed = by_source(source).model_copy(update={"fetch": tuple(map(DatasetRule.model_validate, rules))})
    known = tuple(changed if each.source == source else each for each in mappings.catalogue())
    patch.setattr(mappings, "catalogue", lambda: known)
    return changed
