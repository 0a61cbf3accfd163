"""The shipped territories come from this script; a small package of our own shows each case it meets."""

import gzip
import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

pytestmark = pytest.mark.unit

SCRIPT = Path(__file__).parents[2] / "scripts" / "reduce_territories.py"
COMMUNES = [
    {"code": "01002", "nom": "Deux", "type": "commune-actuelle", "departement": "01", "anciensCodes": ["01009"]},
    {"code": "01001", "nom": "Une", "type": "commune-actuelle", "departement": "01", "population": 10},
    {"code": "01002", "nom": "Deux", "type": "commune-deleguee", "departement": "01", "chefLieu": "01002"},
    {"code": "01003", "nom": "Trois", "type": "commune-associee", "departement": "01", "chefLieu": "01002"},
    {"code": "01201", "nom": "Une 1er", "type": "arrondissement-municipal", "departement": "01", "commune": "01001"},
]
PACKAGE: dict[str, list[dict[str, Any]]] = {
    "communes": COMMUNES,
    "epci": [{"code": "200000172", "nom": "CC", "type": "CC", "membres": [{"code": "01001"}]}],
    "departements": [{"code": "01", "nom": "Ain", "region": "84", "zone": "metro"}],
    "regions": [{"code": "84", "nom": "Auvergne-Rhône-Alpes", "zone": "metro"}],
}


@pytest.fixture
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reduce_territories", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    for name, rows in PACKAGE.items():
        (tmp_path / "data" / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")
    return tmp_path


def test_what_is_kept(script: ModuleType, package: Path) -> None:
    kept = script.reduce(package)
    assert kept["communes"] == {
        "code": ["01001", "01002"],
        "name": ["Une", "Deux"],
        "departement": ["01", "01"],
        "epci": [0, -1],
        "population": [10, None],
    }
    assert kept["former"] == {"name": ["Trois"], "commune": ["01002"]}
    assert kept["successors"] == {"01003": "01002", "01009": "01002", "01201": "01001"}


def test_the_same_package_gives_the_same_bytes(script: ModuleType, package: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.gz", tmp_path / "second.gz"
    script.write(script.reduce(package), first)
    script.write(script.reduce(package), second)
    assert first.read_bytes() == second.read_bytes()
    assert json.loads(gzip.decompress(first.read_bytes()))["vintage"] == "2026"
