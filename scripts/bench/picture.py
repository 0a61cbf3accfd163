"""Time to the first picture of a network page in Chromium: navigation to the first drawing, 300 generated nodes."""

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from scripts.bench.measure import Measure
from tests.browser.chromium import started
from tests.visualisations.subgraphs import generated
from visualisations import network

PART = "picture"
NODES = 300


def picture() -> Iterator[Measure]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "reseau.html"
        file.write_text(network.render(generated(NODES), title="Mesure"), encoding="utf-8")
        times = first_picture(file.as_uri())
    yield Measure(PART, f"{NODES} nodes, first picture, median of {len(times)}", statistics.median(times), "ms", 1_000)
    yield Measure(PART, f"{NODES} nodes, first picture, worst of {len(times)}", max(times), "ms")


def first_picture(url: str, rounds: int = 5) -> list[float]:
    """One figure per fresh browser context, after one visit that is not counted."""
    times = []
    with started() as browser:
        for _ in range(rounds + 1):
            with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
                page = context.new_page()
                page.goto(url)
                page.wait_for_selector("figure[data-first-draw]", timeout=30_000)
                times.append(float(page.evaluate("window.entrelacsFirstDraw")))
    return times[1:]
