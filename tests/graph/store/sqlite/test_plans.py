"""How SQLite means to run each statement that a walk asks: through an index, never by reading a whole table.

The planner may change its mind with a version or with the statistics, and a walk would then take seconds where it took
fractions of a millisecond: the plans are watched, not the times.
"""

import re
import sqlite3
from collections.abc import Iterator

import pytest

from graph.store.sqlite import exporting, finding, ground, listing, reading
from graph.store.sqlite.schema import create

pytestmark = pytest.mark.unit

GROUND = ("AROUND", "TIES", "FACETS", "IDS", "FIRST", "VIEWS", "ATTRIBUTES", "TIED", "LINKED", "ACTING", "ADDRESSING",
          "PLACINGS")  # fmt: skip
STATEMENTS = {
    **{name: getattr(ground, name) for name in GROUND},
    **{f"NEAR {rank}": query for rank, query in enumerate(ground.NEAR)},
    **{f"COUNTS {side}": query for side, query in listing.COUNTS.items()},
    **{f"PAGES {side}": query for side, query in listing.PAGES.items()},
    **{f"ACTING_COUNT seats {seats}": query for seats, query in listing.ACTING_COUNT.items()},
    **{f"ACTING page seats {seats}": query for seats, query in listing.ACTING.items()},
    **{f"PLACED seats {seats}": query for seats, query in listing.PLACED.items()},
    **{f"EVENTS {rank}": query for rank, query in enumerate(exporting.EVENTS)},
    **{f"ACTORS {rank}": query for rank, query in enumerate(exporting.ACTORS)},
    **{f"PARTICIPATIONS {rank}": query for rank, query in enumerate(exporting.PARTICIPATIONS)},
    **{
        f"NODES_OF_KIND {kind} {rank}": query
        for kind, all_ in exporting.NODES_OF_KIND.items()
        for rank, query in enumerate(all_)
    },
    "LINKS": exporting.LINKS,
    "LINKS_AMONG": exporting.LINKS_AMONG,
    "BRIEFS": exporting.BRIEFS,
    "RANKED": finding.RANKED,
    "HITS": finding.HITS,
    "CLAIMS": reading.CLAIMS,
    "KEYS": reading.KEYS,
}
NAMED = re.compile(r"""(?<![\w"']):[a-z]""")
"""A parameter by name; a colon in a text follows a letter or a quote."""

STORED = ("node", "sheet", "relation", "placing", "code", "source", "target")
"""Tables that grow with the graph, and the names under which statements read `node`."""


@pytest.fixture(scope="module")
def connection() -> Iterator[sqlite3.Connection]:
    made = sqlite3.connect(":memory:", isolation_level=None)
    create(made)
    yield made
    made.close()


@pytest.mark.parametrize("name", STATEMENTS)
def test_no_statement_of_a_walk_reads_a_whole_table(connection: sqlite3.Connection, name: str) -> None:
    query = STATEMENTS[name]
    named = {"node": 1, "types": "[1]", "first": True, "type": "", "source": "", "target": "", "role": "", "room": 9,
             "territory": "", "after": "", "codes": "[]", "ids": "[]", "exact": "", "prefix": "", "words": '"a"*', "kind": None,
             "limit": 9, "among": "[]", "saying": ""}  # fmt: skip
    given: object = named if NAMED.search(query) else ("[1]",) * max(query.count("?"), 0)
    if "?1" in query:
        given = ("[1]",)
    steps = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}", given)]  # type: ignore[arg-type]
    assert steps
    read_whole = [step for step in steps if step.startswith(tuple(f"SCAN {table}" for table in STORED))]
    assert read_whole == []
