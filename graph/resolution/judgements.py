"""Judgements on who is who, as the store keeps them: each under both of its actors, so that either finds it.

A machine's judgements are those of its last pass; a person's stay until that person takes them back.
"""

from collections.abc import Iterable, Sequence

from graph.identity import Judgement
from graph.model.record import canonical_json
from graph.store.base import Shelf, View, Writer


def judgements(view: View, of: Sequence[str] | None = None) -> list[Judgement]:
    """All of them, or those that speak of one of these ids as stated; by pair, then by who judged.

    Each stands under both its ids: of all, those under the first are read.
    """
    if of is None:
        rows = view.shelf(Shelf.JUDGEMENT)
        return sorted((Judgement.from_text(text) for key, text in rows.items() if _under_first(key)), key=_pair)
    rows = view.shelf_under(Shelf.JUDGEMENT, [f"{stated}|" for stated in of])
    made = {_pair(judgement): judgement for judgement in map(Judgement.from_text, rows.values())}
    return [made[pair] for pair in sorted(made)]


def _under_first(key: str) -> bool:
    left, right, _ = key.split("|", 2)
    return left < right


def keep(writer: Writer, judged: Iterable[Judgement]) -> None:
    """Place judgements, over earlier ones of the same pair by the same."""
    writer.put(
        Shelf.JUDGEMENT,
        {key: canonical_json(judgement.as_json()) for judgement in judged for key in _keys(judgement)},
    )


def forget(writer: Writer, judged: Iterable[Judgement]) -> None:
    writer.drop(Shelf.JUDGEMENT, [key for judgement in judged for key in _keys(judgement)])


def _pair(judgement: Judgement) -> tuple[str, str, str]:
    return (judgement.left, judgement.right, judgement.by)


def _keys(judgement: Judgement) -> tuple[str, str]:
    left, right, by = _pair(judgement)
    return f"{left}|{right}|{by}", f"{right}|{left}|{by}"
