"""Relations asked for by a filter, on every reference file together: a first page with its total, and whole files.

The bars are those of a person who waits: a question that names a territory, and the widest one.
"""

import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import TemporaryDirectory

from api.answers import relations_document, write_relations
from api.answers.selected import Selections
from api.answers.selected_rows import relations_page
from api.cache import AnswerCache
from graph.asking import Asked, read_text
from graph.settings import Settings
from graph.store import open_store
from loaders.loading import load_files
from scripts.bench.measure import Measure, timed
from tests.support.neo4j import settings_for
from tests.support.reference_files import files
from tests.support.server import Server

PART = "relations"
QUESTIONS: dict[str, float | None] = {
    "": 2,
    "type=PARTICIPATES_IN&role=financeur&territory=departement:33&amount_min=1000": 2,
    "type=PARTICIPATES_IN&territory=region:11": 5,
    "source=anr": 8,
    "type=PARTICIPATES_IN&source_kind=association": 8,
    "type=PARTICIPATES_IN&period=2016/2018": 12,
    '{"or": [{"source_kind": "fondation"}, {"amount_max": 100}], "not": {"source": "anr"}}': 20,
}
"""Filter → seconds at most on SQLite, of a machine that does nothing else."""


def relations(neo4j: Callable[[], AbstractContextManager[Server]]) -> Iterator[Measure]:
    names = [str(file) for file in files()]
    with TemporaryDirectory() as folder:
        settings = Settings(store=f"sqlite:///{Path(folder) / 'tout.db'}")
        with open_store(settings) as store:
            load_files(store, names)
        yield from asked_of("SQLite", settings, barred=True)
    with neo4j() as server:
        server.empty()
        settings = settings_for(server)
        with open_store(settings) as store:
            load_files(store, names)
        yield from asked_of("Neo4j", settings, barred=False)


def asked_of(name: str, settings: Settings, *, barred: bool) -> Iterator[Measure]:
    with open_store(settings, read_only=True) as view:
        for text, most in QUESTIONS.items():
            seconds, found = timed(lambda text=text: relations_document(view, Asked(read_text(text))))
            told = f"{name}: {found['total']} for {text or 'all'}"
            yield Measure(PART, told[:74], seconds, "s", most if barred else None)
        yield from columns(name, Selections(view, AnswerCache(8, 1, 600.0)), Asked(read_text([*QUESTIONS][-1])))
        asked = Asked(read_text("type=PARTICIPATES_IN"))
        for kind in ("csv", "graphml", "parquet"):
            seconds, _ = timed(lambda kind=kind: write_relations(view, asked, kind, io.BytesIO()))
            rows = relations_document(view, asked, limit=1)["total"]
            yield Measure(PART, f"{name}: all participations as {kind}", rows / seconds, "1/s")


def columns(name: str, selections: Selections, widest: Asked) -> Iterator[Measure]:
    """What the service does of the widest question: the columns once for a revision, then pages of them."""
    seconds, _ = timed(selections.hold)
    yield Measure(PART, f"{name}: the columns of all relations, once for a revision", seconds, "s")
    seconds, _ = timed(lambda: relations_page(selections, widest, 100, None))
    yield Measure(PART, f"{name}: the widest question on its columns", seconds, "s")
