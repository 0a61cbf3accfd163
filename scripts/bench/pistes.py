"""Pistes judged on partnerships that came later, beside plain rules (gap-analysis.md §9, bar V15).

The bars stand on the research projects up to 2020, then 2021–22; two earlier cuts stand beside, without a bar: what
was chosen must not have been chosen for one year. Another file is judged alike:
`PISTES_FILE=projets.csv PISTES_CUT=2018 make bench PARTS=pistes`.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from api.answers.suggestions import all_pistes
from graph.analysis.holdout import HoldOut, hold_out
from graph.errors import NotResolvable
from graph.model.counts import Counted
from graph.model.period import Period
from graph.project import Selection, two_mode
from graph.settings import Settings
from graph.store import open_store
from graph.store.base import View
from graph.surroundings import surroundings
from loaders.loading import load_files
from scripts.bench.loads import anr
from scripts.bench.measure import Measure, timed

PART = "pistes"
FILE, CUT = os.environ.get("PISTES_FILE"), int(os.environ.get("PISTES_CUT", "2020"))
YEARS = 2
EARLIER = (CUT - 6, CUT - 3)
SEED = 20_160_101
UNDATED = 9_999
"""After every test: what has no date is neither history nor what came of it."""


def pistes() -> Iterator[Measure]:
    with TemporaryDirectory() as folder, open_store(Settings(store=f"sqlite:///{Path(folder) / 'g.db'}")) as store:
        load_files(store, [FILE or anr()])
        seconds, _ = timed(lambda: all_pistes(store, synthetic=False, counted=Counted.ACTION))
        yield Measure(PART, "the pistes of all actors, from the store", seconds, "s")
        yield from judged(judge(store, CUT), bars=True)
        for cut in EARLIER:
            try:
                yield from judged(judge(store, cut), bars=False)
            except NotResolvable:  # the file does not go back so far
                continue


def judge(view: View, cut: int) -> HoldOut:
    network = two_mode(view, Selection(synthetic=False))
    periods = {event.id: Period.between(event.start, event.end) for event in view.events()}
    ordered = [periods[event] for event in network.event_ids]
    years = [period.start.year if period and period.start else UNDATED for period in ordered]
    return hold_out(network, surroundings(view), np.array(years, dtype=np.int64), cut, cut + YEARS, SEED)


def judged(found: HoldOut, *, bars: bool) -> Iterator[Measure]:
    name = f"≤ {found.cut}, then {found.cut + 1}–{found.until}"
    for rule, trial in found.trials.items():
        yield Measure(PART, f"{name}, {rule}: hits@10", trial.hits, "")
        yield Measure(PART, f"{name}, {rule}: hits@10, two partners or fewer", trial.few, "")
        yield Measure(PART, f"{name}, {rule}: average precision, 1 for 30", trial.average_precision, "")
        yield Measure(PART, f"{name}, {rule}: area, same région", trial.hard_auc, "")
        yield Measure(PART, f"{name}, {rule}: share of the top decile", trial.top_decile, "")
        yield Measure(PART, f"{name}, {rule}: distinct actors shown", trial.distinct, "")
    ours, popular = found.trials["pistes"], found.trials["preferential_attachment"]
    low, high = found.beyond_rule
    told = (
        ("hits@10 beside preferential attachment", ours.hits / max(popular.hits, 1e-9), "×", 3.0, True),
        ("hits@10 beyond territory and theme, 95 % low", low, "", 0.0, True),
        ("hits@10 beyond territory and theme, 95 % high", high, "", None, True),
        ("share of the top decile", ours.top_decile, "", 0.80, False),
        ("actors without a partner that receive pistes", found.alone_served / max(1, found.alone), "", 0.01, True),
        ("new pairs with both ends known", found.findable / found.pairs, "", None, True),
    )
    for what, value, unit, bar, at_least in told:
        yield Measure(PART, f"{name}: {what}", value, unit, bar if bars else None, at_least)
