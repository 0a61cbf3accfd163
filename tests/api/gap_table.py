"""A gap table with one row of each verdict, and every kind of value that has no meaning. The figures are invented."""

from typing import Any

from graph.model.question import GapQuestion
from graph.territories import reference

VERDICTS = ("major", "flagged", "to_check", "nothing_to_report", "not_resolvable", "insufficient_data")
_BARE = dict.fromkeys(
    ("observed", "expected", "ratio", "ratio_low", "ratio_high", "p_below_08", "p_below_05", "power", "missing",
     "missing_low", "missing_high", "tipping_point", "fabric_ratio", "need", "need_share", "robust")
)  # fmt: skip


def gap_table(view: Any, asked: GapQuestion) -> dict[str, Any]:
    level, status, counted, seats = asked.level, asked.status, asked.counted.value, asked.seats
    ids = sorted(reference.populations(level))
    rows = [_row(identifier, VERDICTS[place % len(VERDICTS)]) for place, identifier in enumerate(ids)]
    return {
        "level": str(level), "unit": "alliances", "counted": str(counted), "seats": seats, "total": len(rows), "period": [None, None], "method": "essai",
        "covariates": [], "covariates_left_out": {}, "need_indicators": [], "models": ["ajustement robuste"], "counting": "full", "refits": 0, "seed": 1, "drawn_to": None, "within": asked.within, "revision": view.revision(), "generated_at": "2026-01-01T00:00:00+00:00",
        "synthetic": status != "reel", "sources_used": ["demonstration"], "sources_left_out": ["essai"],
        "placement": {"events": 500, "placed": 470, "too_coarse": 20, "unplaced": 10, "by_seat": 3, "one_partner": 7, "undated": 0},
        "dispersion": 0.1, "rows": rows,
    }  # fmt: skip


def _row(identifier: str, verdict: str) -> dict[str, Any]:
    level, _, code = identifier.partition(":")
    territory = {
        "id": identifier,
        "level": level,
        "code": code,
        "name": reference.name_of(identifier),
        "vintage": "2026",
    }
    state = "not_collected" if verdict == "insufficient_data" else "partial"
    row = {
        **_BARE,
        "territory": territory,
        "data_state": state,
        "verdict": verdict,
        "explanation": f"Phrase {verdict} : 90 %.",
    }
    if verdict == "insufficient_data":
        return row
    row |= {"observed": 1254, "expected": 4.26, "ratio": 0.364, "ratio_low": 0.24, "ratio_high": 0.53, "power": 0.68}
    row |= {"p_below_08": 0.99, "p_below_05": 0.8, "missing": 28.0, "missing_low": 20.0, "missing_high": 33.0}
    return row | ({"tipping_point": 14} if verdict in ("major", "flagged") else {})
