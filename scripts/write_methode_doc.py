"""Write the three worked rows of docs/methode.md from a simulated country.

    python scripts/write_methode_doc.py [--check]

With `--check` nothing is written; exit code 1 when the page is not what it would be. The table of bars in the same page
is written by `make bars`, which measures it.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from graph.analysis.gaps import gap_table  # noqa: E402
from graph.analysis.simulate import SimulatedCountry, simulate_country  # noqa: E402
from graph.model.findings import Finding, Verdict  # noqa: E402
from graph.model.levels import Level  # noqa: E402
from scripts.generated_page import keep  # noqa: E402

TARGET = ROOT / "docs" / "methode.md"
BEGIN, END = "<!-- lignes : écrit par make docs -->", "<!-- fin des lignes -->"
TOLD = (Verdict.FLAGGED, Verdict.NOTHING_TO_REPORT, Verdict.NOT_RESOLVABLE)


def rows() -> str:
    """The first row of each verdict, in a country where the truth of each is known."""
    country = simulate_country(Level.DEPARTEMENT, 3_000, 0.5, 0.1, seed=8)
    table = gap_table(country.counts)
    found = [next(row for row in table.rows if row.verdict is verdict) for verdict in TOLD]
    head = (
        "Tirées d’un pays simulé de 3 000 alliances, où un département sur dix a la moitié de ce qu’il devrait avoir.\n"
    )
    return head + "\n" + "\n".join(line(row, country) for row in found)


def line(row: Finding, country: SimulatedCountry) -> str:
    truth = country.ratio[country.counts.ids.index(row.territory.id)]
    said = row.explanation.removeprefix("Données synthétiques de démonstration. ")
    return f"* {said} *Vrai rapport, que la méthode ignore : {f'{truth:.2f}'.replace('.', ',')}.*"


def document() -> str:
    found = re.compile(re.escape(BEGIN) + ".*?" + re.escape(END), re.DOTALL)
    return found.sub(lambda _: f"{BEGIN}\n{rows()}\n{END}", TARGET.read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(keep(TARGET, document()))
