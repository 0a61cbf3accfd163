"""Reduce the npm package `@etalab/decoupage-administratif` to the compact file shipped in `graph/territories/data`.

    python scripts/reduce_territories.py [FOLDER_OF_THE_PACKAGE]

Without a folder the package is fetched by `npm pack`. The bytes written depend on the package alone.
Populations are municipal populations of the communes, added up for every level above: the EPCI file of the same
package carries an older census, so its own totals are left out and all levels agree.
"""

import gzip
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

PACKAGE, VERSION, VINTAGE = "@etalab/decoupage-administratif", "6.0.0", "2026"
TARGET = Path(__file__).resolve().parent.parent / "graph" / "territories" / "data" / f"cog_{VINTAGE}.json.gz"
Row = dict[str, Any]


def fetch(folder: Path) -> Path:
    """The package unpacked under `folder`."""
    subprocess.run(["npm", "pack", f"{PACKAGE}@{VERSION}"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    (archive,) = folder.glob("*.tgz")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    return folder / "package"


def read(package: Path, name: str) -> list[Row]:
    rows: list[Row] = json.loads((package / "data" / f"{name}.json").read_text(encoding="utf-8"))
    return rows


def communes(rows: Iterable[Row], epci_rank: dict[str, int]) -> dict[str, list[object]]:
    """Columns, by code: read in one piece, they cost a third of the time of as many rows."""
    ordered = sorted(rows, key=lambda row: row["code"])
    return {
        "code": [row["code"] for row in ordered],
        "name": [row["nom"] for row in ordered],
        "departement": [row["departement"] for row in ordered],
        "epci": [epci_rank.get(row["code"], -1) for row in ordered],
        "population": [row.get("population") for row in ordered],
    }


def former(rows: Iterable[Row], current: dict[str, Row]) -> dict[str, list[str]]:
    """Communes déléguées and associées and where they belong today, where the name says more."""
    found = sorted(
        (row["nom"], row["chefLieu"])
        for row in rows
        if row["type"] in {"commune-deleguee", "commune-associee"} and row["nom"] != current[row["chefLieu"]]["nom"]
    )
    return {"name": [name for name, _ in found], "commune": [code for _, code in found]}


def successors(rows: Iterable[Row], current: dict[str, Row]) -> dict[str, str]:
    """Old code → code in force: merged communes, municipal arrondissements, codes changed."""
    found: dict[str, str] = {}
    for row in rows:
        target = row["code"] if row["type"] == "commune-actuelle" else row.get("chefLieu") or row["commune"]
        for old in (row["code"], *row.get("anciensCodes", ())):
            if old not in current:
                found.setdefault(old, target)
    return dict(sorted(found.items()))


def reduce(package: Path) -> dict[str, object]:
    rows = read(package, "communes")
    epcis = sorted(read(package, "epci"), key=lambda row: row["code"])
    current = {row["code"]: row for row in rows if row["type"] == "commune-actuelle"}
    rank = {member["code"]: i for i, epci in enumerate(epcis) for member in epci["membres"]}
    return {
        "vintage": VINTAGE,
        "source": f"{PACKAGE} {VERSION}",
        "regions": sorted([r["code"], r["nom"], r["zone"]] for r in read(package, "regions")),
        "departements": sorted([d["code"], d["nom"], d["region"], d["zone"]] for d in read(package, "departements")),
        "epcis": [[e["code"], e["nom"], e["type"]] for e in epcis],
        "communes": communes(current.values(), rank),
        "former": former(rows, current),
        "successors": successors(rows, current),
    }


def write(data: dict[str, object], target: Path) -> None:
    """Deterministic: no time, no file name in the gzip header; one section per line once unpacked."""
    lines = ",\n".join(
        f"{json.dumps(key)}:{json.dumps(value, ensure_ascii=False, separators=(',', ':'))}"
        for key, value in data.items()
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(f"{{{lines}}}\n".encode(), compresslevel=9, mtime=0))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        package = Path(sys.argv[1]) if len(sys.argv) > 1 else fetch(Path(folder))
        write(reduce(package), TARGET)
    print(f"{TARGET.name} : {TARGET.stat().st_size} octets")


if __name__ == "__main__":
    main()
