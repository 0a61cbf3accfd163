import re

import pytest
from scipy import stats

from graph.model.levels import Level
from tests.visualisations.gap_rows import row, rows
from visualisations import funnel
from visualisations.labelling import ADVANCE, SIZE, Box, place


@pytest.mark.unit
def test_each_territory_with_an_expected_count_is_a_point() -> None:
    known = rows(Level.DEPARTEMENT)
    made = funnel.render(known)
    assert made is not None
    assert made.count('<g class="point') == sum(one["expected"] is not None for one in known)


@pytest.mark.unit
def test_nothing_to_plot() -> None:
    assert funnel.render([row(Level.REGION, "06", "Mayotte", "insufficient_data", None, None)]) is None


@pytest.mark.unit
@pytest.mark.parametrize(("mean", "dispersion"), [(0.4, 0.0), (5, 0.0), (40, 0.05), (600, 0.2), (20_000, 0.0)])
@pytest.mark.parametrize("level", [0.05, 0.95])
def test_quantiles_are_those_of_the_distribution(mean: float, dispersion: float, level: float) -> None:
    """Within one count of scipy's whole-number quantile."""
    law = stats.nbinom(1 / dispersion, 1 / (1 + dispersion * mean)) if dispersion else stats.poisson(mean)
    assert abs(funnel.quantile(mean, dispersion, level) - law.ppf(level)) <= 1


@pytest.mark.unit
def test_the_band_narrows_with_the_expected_count() -> None:
    widths = [(funnel.quantile(m, 0, 0.95) - funnel.quantile(m, 0, 0.05)) / m for m in (5, 20, 80, 320)]
    assert widths == sorted(widths, reverse=True)


@pytest.mark.unit
def test_flagged_territories_are_named_and_labels_do_not_meet() -> None:
    made = funnel.render([row(Level.REGION, str(i), f"Territoire {i}", "flagged", 10, 40 + i) for i in range(8)])
    assert made is not None
    labels = re.findall(r'<text x="([\d.]+)" y="([\d.]+)" text-anchor="(\w+)">(Territoire \d)</text>', made)
    assert len(labels) == 8
    boxes = []
    for x, y, anchor, text in labels:
        width = len(text) * SIZE * ADVANCE
        left = float(x) - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        boxes.append(Box(left, float(y) - SIZE * 0.8, left + width, float(y)))
    assert not any(a.meets(b) for i, a in enumerate(boxes) for b in boxes[:i])


@pytest.mark.unit
def test_a_label_without_room_is_left_to_the_table() -> None:
    assert place([("Un nom bien trop long", 10, 10)], [], Box(0, 0, 30, 20)) == []


@pytest.mark.unit
def test_names_are_escaped() -> None:
    made = funnel.render([row(Level.REGION, "1", "<b>&</b>", "flagged", 1, 20)])
    assert made is not None
    assert "<b>" not in made


@pytest.mark.unit
def test_one_territory_is_ringed_named_and_said_first() -> None:
    known = [row(Level.REGION, str(i), f"Territoire {i}", "nothing_to_report", 10, 9 + i) for i in range(3)]
    made, plain = funnel.render(known, highlight="region:1"), funnel.render(known)
    assert made is not None
    assert plain is not None
    assert made.count('<circle class="ring"') == 1
    assert '<desc id="funnel-desc">Territoire 1' in made
    assert ">Territoire 1</text>" in made
    assert "ring" not in plain


@pytest.mark.unit
@pytest.mark.parametrize(
    ("observed", "where"), [(4, "sous la bande"), (9, "dans la bande"), (20, "au-dessus de la bande")]
)
def test_where_it_stands_in_words(observed: int, where: str) -> None:
    """Poisson of mean 10: nine counts in ten fall between 5 and 15."""
    said = funnel.standing(row(Level.REGION, "1", "Ici", "nothing_to_report", observed, 10))
    assert said is not None
    assert where in said
    assert funnel.standing(row(Level.REGION, "1", "Ici", "insufficient_data", None, None)) is None
