"""Each page in Chromium on the demonstration: first contentful paint, bytes sent; and the sheets of a real file served.

A context is fresh for each visit, so that nothing is cached: the bars are those of a first visit. The first visit of
all is not counted, so that the answer's own computation is not taken for the page's weight.
"""

import statistics
from collections import Counter
from collections.abc import Iterator
from functools import partial
from http.client import ACCEPTED, HTTPConnection
from random import Random
from time import sleep
from urllib.parse import quote

from playwright.sync_api import Browser, Page

from graph.model.levels import Level
from graph.settings import Settings
from graph.store import open_store
from graph.territories import reference
from scripts.bench.measure import Measure, repeated
from scripts.bench.serving import asked, get, served
from tests.browser.chromium import started
from tests.browser.site import DRAWN, PAGES, looked_at

PART = "pages"
ROUNDS = 3
PAINT = """new Promise(done => new PerformanceObserver(list => done(list.getEntries()[0].startTime))
  .observe({type: 'paint', buffered: true}))"""
SENT = "performance.getEntries().reduce((sum, one) => sum + (one.transferSize || 0), 0)"
SHEETS = {"siren": "acteurs", "mention": "acteurs", "rnsr": "acteurs", "exp": "experimentations"}


def pages(settings: Settings) -> Iterator[Measure]:
    """First contentful paint (median of three) and bytes of every page of the browser tests."""
    with open_store(settings, read_only=True) as store:
        names = looked_at(store)
    with served(settings) as (connection, _), started() as browser:
        base = f"http://127.0.0.1:{connection.port}"
        for name, path in PAGES.items():
            visits = [visit(browser, base + path.format(**names)) for _ in range(ROUNDS + 1)][1:]
            paint, sent = statistics.median(one[0] for one in visits), visits[-1][1]
            yield Measure(PART, f"{name}: first contentful paint", paint, "ms", 800)
            yield Measure(PART, f"{name}: sent on a first visit", sent / 1000, "kB", 500 if name in DRAWN else 300)


def visit(browser: Browser, url: str) -> tuple[float, float]:
    with browser.new_context(viewport={"width": 1280, "height": 900}, locale="fr-FR") as context:
        page: Page = context.new_page()
        page.goto(url, wait_until="load", timeout=120_000)
        return float(page.evaluate(PAINT)), float(page.evaluate(SENT))


def settled(connection: HTTPConnection) -> None:
    """Wait for what a server does as it starts, the relations read and the tables of gaps: a measure must."""
    get(connection, "/relations")
    for place in ("region:11", "departement:01", "epci:200046977"):
        while asked(connection, f"/territoires/{place}.json")[0] == ACCEPTED:
            sleep(0.5)


def sheets(name: str, settings: Settings) -> Iterator[Measure]:
    """Time of the server for the sheets of actors, of projects and of territories, one connection, drawn evenly; and
    for those of the best connected actors, which are the heaviest.
    """
    with open_store(settings, read_only=True) as store:
        ties = list(store.participations())
    ids = sorted({node for tie in ties for node in tie})
    busiest = [actor for actor, _ in Counter(actor for actor, _ in ties).most_common(20)]
    drawn = [one for one in Random(1).sample(ids, 200) if one.partition(":")[0] in SHEETS]
    places = {
        "régions": sorted(reference.populations(Level.REGION)),
        "départements": [f"departement:{code:02}" for code in range(21, 96)],
        "EPCI": Random(1).sample(sorted(reference.populations(Level.EPCI)), 60),
    }
    paths = {
        "actors and projects": [f"/{SHEETS[one.partition(':')[0]]}/{quote(one)}" for one in drawn],
        **{kind: [f"/territoires/{place}" for place in each] for kind, each in places.items()},
        "the best connected actors": [f"/acteurs/{quote(each)}" for each in busiest],
    }
    with served(settings) as (connection, _):
        settled(connection)
        for kind, each in paths.items():
            works = (partial(get, connection, path) for path in each)
            yield from repeated(PART, f"{name}: sheets of {kind}", works, bar=100)
