"""Simulated countries in numbers, and what each bar compares: shared by the tests of gap-analysis.md §11.

In full under `make bars` (ENTRELACS_BARS=full); otherwise fewer seeds, the same assertions allowing two standard errors.
Régions are cheap and keep all their seeds. FDR is the share of flags whose true ratio is 0.8 or more, averaged over
countries (a country without a flag counts 0); recall is the share of planted territories that are flagged, whatever
their own luck: with α = 0.1 one in twenty of those planted at half is truly above 0.8. The expected count that bounds a
recall is the true one, what a comparable territory of that country has: it does not move with the method under trial
(by the fitted count the figures differ by less than .01).
"""

import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from multiprocessing import get_context
from statistics import fmean, stdev

import numpy as np

from graph.analysis.partnering import assess
from graph.analysis.posterior import UNDER
from graph.analysis.simulate import simulate_country
from graph.model.findings import Verdict
from graph.model.levels import Level
from tests.simulation.record import Record

FULL = os.environ.get("ENTRELACS_BARS") == "full"
SEEDS = {
    Level.REGION: 200,
    Level.DEPARTEMENT: 300 if FULL else 80,
    Level.EPCI: 60 if FULL else 20,
}
HETEROGENEITIES = (0.0, 0.1)
measured: dict[str, dict[str, float | None]] = {}


@dataclass(frozen=True)
class World:
    """One country: its flags against its truth, and the same for a ranking by raw count of the right length."""

    flags: int
    false: int
    raw_false: float
    planted: tuple[tuple[float, bool], ...]
    """(expected, flagged) of the planted territories."""
    unresolvable: float
    sure: int
    sure_and_true: int
    """Rows that print P(ratio < 0.8) ≥ 0.9, and those of them that are right."""
    covered: float
    """Share of the 90 % intervals that hold the true ratio."""


def world(level: Level, total: int, rr: float, alpha: float, seed: int, planted: float = 0.10) -> World:
    country = simulate_country(level, total, rr, alpha, seed=seed, planted=planted)
    truth = country.ratio
    result = assess(country.counts, robust=False)
    low = truth < UNDER
    flagged, sure = result.flags, result.p_under >= 0.9
    bottom = np.argsort(np.array(country.counts.observed))[: max(1, round(planted * len(truth)))]
    return World(
        flags=int(flagged.sum()),
        false=int((flagged & ~low).sum()),
        raw_false=float((~low[bottom]).mean()),
        planted=tuple((float(country.expected[i]), bool(flagged[i])) for i in country.planted),
        unresolvable=fmean(verdict is Verdict.NOT_RESOLVABLE for verdict in result.verdicts),
        sure=int(sure.sum()),
        sure_and_true=int((sure & low).sum()),
        covered=float(((result.low <= truth) & (truth <= result.high)).mean()),
    )


@cache
def worlds(level: Level, total: int, rr: float, alpha: float, planted: float = 0.10) -> tuple[World, ...]:
    draw = partial(world, level, total, rr, alpha, planted=planted)
    if FULL:
        with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
            runs = tuple(pool.map(draw, range(SEEDS[level]), chunksize=5))
    else:
        runs = tuple(map(draw, range(SEEDS[level])))
    measured[f"{level.value} total={total} rr={rr} alpha={alpha} planted={planted}"] = figures(runs)
    return runs


def figures(runs: tuple[World, ...]) -> dict[str, float | None]:
    """What was measured in a world; None where no territory is of that kind."""
    shares = [run.false / run.flags if run.flags else 0.0 for run in runs]
    return {
        "countries": len(runs),
        "fdr": round(fmean(shares), 4),
        "fdr_standard_error": round(stdev(shares) / len(shares) ** 0.5, 4),
        "fdr_of_raw_count": round(fmean(run.raw_false for run in runs), 4),
        "flags": round(fmean(run.flags for run in runs), 3),
        "not_resolvable": round(fmean(run.unresolvable for run in runs), 4),
        "recall": recall(runs),
        "recall_40_80": recall(runs, 40, 80),
        "recall_80": recall(runs, 80),
        "sure_and_true": round(sum(run.sure_and_true for run in runs) / max(1, sum(run.sure for run in runs)), 4),
        "covered": round(fmean(run.covered for run in runs), 4),
    }


def seen(runs: tuple[World, ...], low: float, high: float) -> list[float]:
    return [float(flag) for run in runs for expected, flag in run.planted if low <= expected < high]


def recall(runs: tuple[World, ...], low: float = 0.0, high: float = np.inf) -> float | None:
    found = seen(runs, low, high)
    return round(fmean(found), 4) if found else None


def slack(values: list[float]) -> float:
    """Two standard errors of the mean in the reduced form; nothing in the full one but what §11 allows for FDR."""
    return 0.0 if FULL or len(values) < 2 else 2 * stdev(values) / len(values) ** 0.5


def hold_fdr(record: Record, row: str, world: str, runs: tuple[World, ...], bar: float = 0.10) -> None:
    shares = [run.false / run.flags if run.flags else 0.0 for run in runs]
    record.measured(row, world, "fausses alertes", fmean(shares), bar, at_least=False, margin=0.02)
    # §11: for 100 seeds the standard error of FDR is ≈ .01–.02: compare the mean + allow .02
    assert fmean(shares) <= bar + 0.02 + slack(shares), f"FDR {fmean(shares):.3f}"


def hold_recall(
    record: Record, row: str, world: str, runs: tuple[World, ...], bar: float, low: float = 0.0, high: float = np.inf
) -> None:
    """Recall over the planted territories whose expected count lies in [low, high)."""
    found = seen(runs, low, high)
    assert found, "aucun territoire planté de cette taille"
    size = "" if not low else f" (plus de {low:g} attendues)" if high == np.inf else f" ({low:g} à {high:g} attendues)"
    record.measured(row, world, f"rappel{size}", fmean(found), bar, at_least=True)
    assert fmean(found) >= bar - slack(found), f"rappel {fmean(found):.3f} < {bar}"
