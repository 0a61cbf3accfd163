"""Invented gap rows in the shape of interfaces.md §6, for every territory of a level."""

import random
from typing import Any

from graph.model.levels import Level, territory_id
from graph.territories import reference

VERDICTS = ("major", "flagged", "to_check", "nothing_to_report", "not_resolvable", "insufficient_data")


def row(
    level: Level,
    code: str,
    name: str,
    verdict: str,
    observed: int | None,
    expected: float | None,
    state: str = "partial",
) -> dict[str, Any]:
    missing = None if observed is None or expected is None else max(0.0, expected - observed)
    return {
        "territory": {"id": territory_id(level, code), "level": level.value, "code": code, "name": name, "vintage": "2026"},
        "data_state": state, "observed": observed, "expected": expected, "missing": missing, "verdict": verdict,
    }  # fmt: skip


def rows(level: Level, seed: int = 3) -> list[dict[str, Any]]:
    """Expected counts follow population; about one territory in twelve is far below, Mayotte is not collected."""
    chance = random.Random(seed)
    known = reference.regions() if level is Level.REGION else reference.departements()
    total = sum(place.population for place in known.values())
    made = []
    for code, place in known.items():
        expected = 500 * place.population / total
        if code in ("06", "976"):
            made.append(row(level, code, place.name, "insufficient_data", None, None, "not_collected"))
            continue
        low = chance.random() < 0.12
        observed = max(0, round(expected * (chance.uniform(0.2, 0.5) if low else chance.uniform(0.75, 1.4))))
        verdict = _verdict(expected, observed / expected)
        made.append(row(level, code, place.name, verdict, observed, expected))
    return made


def _verdict(expected: float, ratio: float) -> str:
    if expected < 3:
        return "not_resolvable"
    return next(
        (v for v, bound in (("major", 0.36), ("flagged", 0.55), ("to_check", 0.79)) if ratio < bound),
        "nothing_to_report",
    )
