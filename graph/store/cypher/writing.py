"""The Writer in Cypher: what each call does inside the transaction of its batch."""

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import TypeVar

from graph.model.coverage import Coverage
from graph.model.record import NodeRecord, RelationRecord, canonical_json
from graph.store.base import Changes, Run, Shelf
from graph.store.cypher import Ask, shelves
from graph.store.cypher.merging import Content, Merge
from graph.store.cypher.rewriting import Rewrite
from graph.store.merging import ids_in, under_aliases

T = TypeVar("T")


class CypherWriter(ABC):
    whole_loads = None

    @abstractmethod
    def _write(self, work: Callable[[Ask], T]) -> T:
        """`work` inside the batch that is open, or one of its own; done again when the server asks for it."""

    def merge(self, nodes: Sequence[NodeRecord], relations: Sequence[RelationRecord]) -> Changes:
        return self._write(lambda ask: _merge(ask, nodes, relations))

    def rewrite(self, nodes: Sequence[NodeRecord], relations: Sequence[RelationRecord]) -> Changes:
        return self._write(lambda ask: Rewrite(ask).run(nodes, relations))

    def put(self, shelf: Shelf, rows: Mapping[str, str]) -> None:
        if rows:
            self._write(lambda ask: shelves.put(ask, shelf, rows))

    def drop(self, shelf: Shelf, keys: Sequence[str]) -> None:
        self._write(lambda ask: shelves.drop(ask, shelf, keys))

    def drop_holding(self, shelf: Shelf, text: str) -> None:
        self._write(lambda ask: list(ask("drop_holding", shelf=shelf.value, text=text)))

    def forget_run(self, run_id: str) -> None:
        self._write(lambda ask: _forget(ask, run_id))

    def merge_coverage(self, rows: Sequence[Coverage]) -> int:
        return self._write(lambda ask: _declare(ask, rows))

    def open_run(self, run: Run) -> bool:
        document = _run_text(replace(run, open=True))
        return self._write(lambda ask: any(new for (new,) in ask("open_run", id=run.id, document=document)))

    def close_run(self, run: Run) -> None:
        self._write(lambda ask: _close(ask, run))


def _merge(ask: Ask, nodes: Sequence[NodeRecord], relations: Sequence[RelationRecord]) -> Changes:
    stated = under_aliases(nodes, relations, shelves.among(ask, Shelf.ALIAS, ids_in(nodes, relations)))
    changes = Merge(ask).run(*stated)
    shelves.drop(ask, Shelf.GONE, [node.id for node in stated[0]])
    return changes


def _forget(ask: Ask, run_id: str) -> None:
    content = Content(ask)
    rows = [Coverage.model_validate_json(text) for (text,) in ask("coverage")]
    declared = [row for row in rows if row.run == run_id]
    list(ask("remove_coverage", keys=[row.key for row in declared]))
    list(ask("forget_run", id=run_id))
    content.add(-sum(row.digest for row in declared))
    content.write()


def _close(ask: Ask, run: Run) -> None:
    known = [json.loads(text) for (text,) in ask("known_run", id=run.id)]
    first = known[0]["loaded_at"] if known else run.loaded_at
    list(ask("write_run", id=run.id, document=_run_text(replace(run, open=False, loaded_at=first))))


def _run_text(run: Run) -> str:
    return canonical_json(asdict(run))


def _declare(ask: Ask, rows: Sequence[Coverage]) -> int:
    """Of two declarations of one key, the text that sorts last stays: the order of loading makes no difference."""
    content = Content(ask)
    known = {key: str(document) for key, document in ask("known_coverage", keys=[row.key for row in rows])}
    changed: dict[str, str] = {}
    number = 0
    for row in rows:
        text = canonical_json(row.model_dump(mode="json"))
        before = changed.get(row.key) or known.get(row.key)
        if before is None or before < text:
            content.add(row.digest - (Coverage.model_validate_json(before).digest if before else 0))
            changed[row.key] = text
            number += 1
    list(ask("write_coverage", rows=[{"key": key, "document": text} for key, text in changed.items()]))
    content.write()
    return number
