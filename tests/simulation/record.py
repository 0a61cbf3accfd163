"""Measured against bar, row by row of gap-analysis.md §11, and the table of docs/methode.md."""

import re
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

BEGIN, END = "<!-- bornes : écrit par make bars -->", "<!-- fin des bornes -->"


@dataclass(frozen=True, slots=True)
class Bar:
    """`row`: V1…V16; `world` and `what` in French; `at_least`: the value must not be below the bar, else not above."""

    row: str
    world: str
    what: str
    value: float
    bar: float
    at_least: bool
    margin: float = 0.0
    """What the error of the simulation allows beyond the bar (§11: .02 for false alarms)."""

    @property
    def held(self) -> bool:
        if self.at_least:
            return self.value >= self.bar - self.margin
        return self.value <= self.bar + self.margin


@dataclass
class Record:
    full: bool
    bars: list[Bar] = field(default_factory=list)
    worlds: dict[str, Any] = field(default_factory=dict)

    def measured(
        self,
        row: str,
        world: str,
        what: str,
        value: float,
        bar: float,
        *,
        at_least: bool,
        margin: float = 0.0,
    ) -> None:
        self.bars.append(Bar(row, world, what, round(value, 3), bar, at_least, margin))

    def document(self) -> dict[str, Any]:
        return {
            "form": "full" if self.full else "reduced",
            "bars": [{**asdict(bar), "held": bar.held} for bar in self._sorted()],
            "worlds": self.worlds,
        }

    def write_into(self, page: Path) -> None:
        """Replace what stands between the markers; only rows measured now, so that no figure outlives its run."""
        text = page.read_text(encoding="utf-8")
        found = re.compile(re.escape(BEGIN) + ".*?" + re.escape(END), re.DOTALL)
        page.write_text(found.sub(lambda _: f"{BEGIN}\n{self.table()}\n{END}", text), encoding="utf-8")

    def table(self) -> str:
        head = ["| | monde simulé | mesure | borne | mesuré |", "| --- | --- | --- | --- | --- |"]
        rows = [
            f"| {bar.row} | {bar.world} | {bar.what} | {'≥' if bar.at_least else '≤'} {_french(bar.bar)} "
            f"| {_french(bar.value)}{'' if bar.held else ' (manquée)'} |"
            for bar in self._sorted()
        ]
        return "\n".join([*head, *rows])

    def _sorted(self) -> list[Bar]:
        return sorted(self.bars, key=lambda bar: (bar.row[0] != "V", int(bar.row[1:]), bar.world, bar.what))


def _french(value: float) -> str:
    return f"{value:.3g}".replace(".", ",")
