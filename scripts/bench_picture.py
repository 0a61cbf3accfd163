"""Time to the first picture of a network page in Chromium: navigation to the first drawing, in milliseconds.

    python -m scripts.bench_picture [URL]

Without an address, a generated subgraph of 300 nodes in a page that stands alone.
"""

import statistics
import sys
import tempfile
from pathlib import Path

from tests.browser.chromium import started
from tests.visualisations.subgraphs import generated
from visualisations import network

NODES = 300


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


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "reseau.html"
        file.write_text(network.render(generated(NODES), title="Mesure"), encoding="utf-8")
        times = first_picture(arguments[0] if arguments else file.as_uri())
    print(f"first picture: median {statistics.median(times):.0f} ms, worst {max(times):.0f} ms, of {len(times)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
