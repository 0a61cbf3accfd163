"""Frames a second while a drawn network is moved and zoomed in Chromium, at the default cap and at the most."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from scripts.bench.measure import Measure
from tests.browser.chromium import started
from tests.visualisations.subgraphs import generated
from visualisations import network

PART = "explorer"
SECONDS = 2
MOVED = """async (seconds) => {
  const { network } = document.querySelector("figure[data-network]").entrelacs;
  const [from, scale] = [performance.now(), network.getScale()];
  let frames = 0;
  while (performance.now() - from < seconds * 1000) {
    await new Promise(requestAnimationFrame);
    frames += 1;
    const position = { x: 3 * frames, y: frames };
    network.moveTo({ position, scale: scale * (1 + 0.5 * Math.sin(frames / 20)), animation: false });
  }
  return (frames * 1000) / (performance.now() - from);
}"""


def explorer() -> Iterator[Measure]:
    """Each moveTo redraws: a frame that is counted is one that was painted with its names."""
    for nodes, bar in ((300, 30), (2_000, None)):
        yield Measure(PART, f"{nodes} nodes, panned and zoomed", frames(nodes), "1/s", bar, at_least=True)


def frames(nodes: int) -> float:
    with tempfile.TemporaryDirectory() as folder, started() as browser:
        file = Path(folder) / "reseau.html"
        page = network.render(generated(nodes), title="Mesure", nodes_limit=nodes, links_limit=6_000)
        file.write_text(page, encoding="utf-8")
        shown = browser.new_page(viewport={"width": 1280, "height": 900})
        shown.goto(file.as_uri())
        shown.wait_for_selector("figure[data-first-draw]", timeout=60_000)
        return float(shown.evaluate(MOVED, SECONDS))
