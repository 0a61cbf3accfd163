"""The timeline: bars where there are few, numbers by year where there are many, open ends where one is not known."""

from typing import Any
from xml.etree import ElementTree

import pytest

from visualisations import timeline

pytestmark = pytest.mark.unit


def event(number: int, first: int | None, last: int | None, label: str = "Projet") -> dict[str, Any]:
    return {
        "id": f"exp:essai:{number}",
        "kind": "Experiment",
        "label": f"{label} {number}",
        "first": first,
        "last": last,
    }


def document(events: list[dict[str, Any]], **changes: Any) -> dict[str, Any]:
    years = [{"year": year, "started": 1, "running": 2, "ended": 0} for year in range(2006, 2021)]
    return {"years": years, "events": events, "shown": len(events), "dated": len(events), "undated": 0, "year": None,
            "statements": [], **changes}  # fmt: skip


def drawn(said: dict[str, Any]) -> str:
    return str(timeline.render(said, href=lambda identifier: f"/experimentations/{identifier}"))


def test_few_projects_are_bars_with_their_dates() -> None:
    text = drawn(document([event(1, 2008, 2010), event(2, 2012, None), event(3, None, 2015), event(4, 2016, 2016)]))
    for said in ("2008–2010", "depuis 2012, fin inconnue", "jusqu’en 2015, début inconnu", "Projet 4\u202f: 2016"):
        assert said in text
    assert text.count('class="open"') == 2
    assert text.count('class="bar k-experiment"') == 4
    # from the beginning of 2008 to the end of 2010: three years of the sixty units that each has
    bars = {link.get("aria-label"): next(link.iter("rect")) for link in ElementTree.fromstring(text).iter("a")}
    step = (timeline.WIDTH - timeline.LEFT - timeline.RIGHT) / 15
    width = float(bars["Projet 1\u202f: 2008–2010"].get("width") or 0)
    assert width == pytest.approx(3 * step, abs=0.2)


def test_many_projects_are_counted_by_year() -> None:
    events = [event(number, 2008, 2010) for number in range(timeline.BARS_MOST + 1)]
    text = drawn(document(events))
    assert 'class="bar' not in text
    assert text.count('class="running"') == 15
    assert "2008\u202f: 2 en cours, 1 qui commencent, 0 qui finissent" in text


def test_cycles_and_statements_and_the_year_shown() -> None:
    said = {"label": "Cycle 1 — défrichage", "first": 2006, "last": 2012, "cycle": True}
    told = [{"label": "x", "first": 2019, "last": 2019, "cycle": False}] * 2
    text = drawn(document([event(1, 2008, 2010)], statements=[said, *told], year=2009))
    assert "Cycle 1 — défrichage (2006–2012)" in text
    assert "2019\u202f: 2\u00a0énoncés datés" in text
    assert 'class="here"' in text
    assert 'class="here"' not in drawn(document([event(1, 2008, 2010)], year=1990))


def test_nothing_dated_is_no_picture() -> None:
    assert timeline.render(document([], years=[]), href=str) is None


def test_the_summary_counts_what_has_no_date() -> None:
    said = timeline.summary(document([event(1, 2008, 2010)], undated=3))
    assert said == "1\u00a0projet ou alliance daté, de 2006 à 2020\u202f; 3 sans date. Même contenu que les tableaux."


def test_names_are_text_and_styles_are_classes() -> None:
    text = drawn(document([event(1, 2008, 2010, '</svg><script>alert(1)</script>"')]))
    assert "<script>" not in text
    assert "style=" not in text
    assert "javascript" not in str(timeline.render(document([event(1, 2008, 2010)]), href=lambda _: "javascript:x"))
