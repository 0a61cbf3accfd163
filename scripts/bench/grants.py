"""Grants of a publisher: rows a second into SQLite, and memory that does not grow with the file.

The file is generated in the columns of the schema: 5 rows for each beneficiary, numbers with their key. Nothing is
matched by name: each beneficiary has its SIRET.
"""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.model.registers import luhn
from scripts.bench.measure import ROOT, Measure, run

PART = "grants"
ROWS, FEW = 200_000, 40_000
MEGABYTES = (500, 1_000)
HEADER = (
    "nomAttribuant;idAttribuant;dateConvention;referenceDecision;nomBeneficiaire;idBeneficiaire;objet;montant;nature;"
    "conditionsVersement;datesPeriodeVersement;idRAE;notificationUE;pourcentageSubvention"
)
LA_POSTE = "35600000000048"
_READ = """
import sys
from loaders.inputs import Inputs
from loaders.reading import tables
from scripts.bench.measure import own_peak
with Inputs([sys.argv[1]]) as inputs:
    rows = sum(1 for table in tables(inputs.files[0]) for _ in table.rows())
print(rows, own_peak())
"""


_BOTH = """
import sys
from time import perf_counter
from graph.store.sqlite import SqliteStore
from loaders.delivery import FileDelivery
from loaders.inputs import Inputs
from loaders.mapping import by_source
from loaders.recognition import Known, recognise
from loaders.run import load
class RowByRow(SqliteStore):
    whole_loads = None
for kind in (RowByRow, SqliteStore):
    with kind.open("", read_only=False, timeout=60) as store, Inputs([sys.argv[1]]) as inputs:
        known, _ = recognise(inputs.files[0], Known([by_source("scdl")]))
        start = perf_counter()
        load(store, [FileDelivery(by_source("scdl"), known)])
        print(perf_counter() - start)
"""


def grants() -> Iterator[Measure]:
    with TemporaryDirectory() as folder:
        file, store = Path(folder) / "subventions.csv", f"sqlite:///{folder}/g.db"
        with file.open("w", encoding="utf-8") as stream:
            stream.writelines(lines(ROWS))
        run(["--store", store, "demo", "--territories-only"])
        checked, _ = run(["check", str(file)])
        loaded, peak = run(["--store", store, "load", "--no-identity", str(file)])
        yield Measure(PART, f"{ROWS} rows of grants checked, a second", ROWS / checked, "1/s")
        yield Measure(PART, f"{ROWS} rows of grants into SQLite, a second", ROWS / loaded, "1/s", 20_000, at_least=True)
        yield Measure(PART, f"{ROWS} rows of grants into SQLite, peak memory of one of two processes", peak, "MB", 500)
        yield Measure(PART, f"{FEW} rows of grants, by column beside row by row", _by_column(Path(folder)), "×")
        yield from _memory(Path(folder))


def _by_column(folder: Path) -> float:
    """How many times as fast, in one run: what a noisy machine leaves of the figures above."""
    file = folder / "peu.csv"
    with file.open("w", encoding="utf-8") as stream:
        stream.writelines(lines(FEW))
    said = subprocess.run(
        [sys.executable, "-c", _BOTH, str(file)], cwd=ROOT, check=True, capture_output=True, text=True
    )
    by_row, by_column = map(float, said.stdout.split())
    return by_row / by_column


def _memory(folder: Path) -> Iterator[Measure]:
    """Reading alone: what a CSV of any size asks for."""
    for size in MEGABYTES:
        file = folder / f"{size}.csv"
        block = "".join(list(lines(20_000))[1:])
        with file.open("w", encoding="utf-8") as stream:
            stream.write(f"{HEADER}\n")
            for _ in range((size << 20) // len(block.encode()) + 1):
                stream.write(block)
        start = time.perf_counter()
        said = subprocess.run(
            [sys.executable, "-c", _READ, str(file)], cwd=ROOT, check=True, capture_output=True, text=True
        )
        rows, peak = map(float, said.stdout.split())
        yield Measure(PART, f"reading a CSV of {size} MB, rows a second", rows / (time.perf_counter() - start), "1/s")
        yield Measure(PART, f"reading a CSV of {size} MB, peak memory", peak, "MB", 500)
        file.unlink()


def lines(rows: int) -> Iterator[str]:
    """The same file for the same number of rows."""
    chance = random.Random(1)
    pool = [(f"Association {rank} du quartier", _siret(chance)) for rank in range(max(10, rows // 5))]
    yield f"{HEADER}\n"
    for rank in range(rows):
        name, siret = chance.choice(pool)
        day = f"2022-{1 + rank % 12:02d}-{1 + rank % 28:02d}"
        yield (
            f"Ville d’Exemple;{LA_POSTE};{day};D-{rank};{name};{siret};Soutien au projet {rank % 977};"
            f"{chance.randrange(100, 90_000)}.00;aide en numéraire;unique;{day}/2022-12-31;;non;1\n"
        )


def _siret(chance: random.Random) -> str:
    siren = _keyed(f"{chance.randrange(10**8):08d}")
    return _keyed(f"{siren}{chance.randrange(1, 30):04d}")


def _keyed(digits: str) -> str:
    return next(whole for key in range(10) if luhn(whole := f"{digits}{key}"))
