"""Judgements on who is who: what was said of each of the two, what tells them apart, who judged."""

from collections import Counter
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from functools import cache, partial
from typing import Any

from api.answers.paging import start
from api.document import Document
from graph.errors import UnknownEntity
from graph.identity import Judgement, Verdict
from graph.model.record import NodeRecord
from graph.resolution.judgements import judgements
from graph.store.base import View
from graph.territories import reference

ROWS_DEFAULT, ROWS_MAX = 50, 200
UNSURE_SHOWN = 5
"""Unsure pairs told on the sheet of an actor; the page of identities has them all."""


def identities_document(
    view: View, *, verdict: Verdict = Verdict.UNSURE, limit: int = ROWS_DEFAULT, cursor: str | None = None
) -> Document:
    """`{revision, total, counts, rows: [{left, right, differences, …judgement}], cursor, truncated}`.

    The likeliest first; `counts` by verdict. A side is `{id, canonical, names, sources, places, siren, rna}`;
    `differences` the words of both names in order, as `{word, in: both|left|right}`. Raises InvalidInput for a cursor
    of another kind.
    """
    every = judgements(view)
    asked = sorted(
        (each for each in every if each.verdict is verdict), key=lambda each: (-(each.score or 0.0), each.pair)
    )
    first = start(cursor)
    shown = asked[first : first + limit]
    more = first + limit < len(asked)
    return {
        "revision": view.revision(),
        "total": len(asked),
        "counts": {each.value: count for each, count in sorted(Counter(one.verdict for one in every).items())},
        "rows": [_row(partial(_side, view), each) for each in shown],
        "cursor": str(first + limit) if more else None,
        "truncated": more or first > 0,
    }


def _row(side: Callable[[str], Document], judgement: Judgement) -> Document:
    left, right = side(judgement.left), side(judgement.right)
    names: list[Any] = [each["names"] for each in (left, right)]
    both = [str(said[0]) if said else "" for said in names]
    return {**judgement.as_json(), "left": left, "right": right, "differences": differences(*both)}


def _side(view: View, stated: str) -> Document:
    """What was said under an id, whatever actor it is answered as now. An id that left says only itself."""
    try:
        node = view.node(stated)
    except UnknownEntity:
        return {"id": stated, "canonical": None, "names": [], "sources": [], "places": [], "siren": None, "rna": None}
    own = [claim for claim in node.claims if claim.stated(node.id) == stated]
    said = NodeRecord(id=stated, kind=node.kind, claims=tuple(own))
    return {
        "id": stated,
        "canonical": node.id,
        "names": list(said.labels) if own else [node.label],
        "sources": sorted({claim.source for claim in own}),
        "places": _places(view, node.id, stated),
        "siren": said.properties.get("siren"),
        "rna": said.properties.get("rna"),
    }


def _places(view: View, node_id: str, stated: str) -> list[Any]:
    page = view.relations(node_id, ["SITUATED_IN"], direction="out", limit=20)
    return [
        {"id": tie.target, "name": reference.name_of(tie.target) or tie.target}
        for tie in page.relations
        if any(claim.stated(node_id) == stated for claim in tie.claims)
    ]


def differences(left: str, right: str) -> list[dict[str, str]]:
    """The words of both in order, each with where it stands; case apart."""
    one, other = left.split(), right.split()
    found: list[dict[str, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, _folded(one), _folded(other), autojunk=False).get_opcodes():
        if tag == "equal":
            found += [{"word": word, "in": "both"} for word in one[a:b]]
        else:
            found += [{"word": word, "in": "left"} for word in one[a:b]]
            found += [{"word": word, "in": "right"} for word in other[c:d]]
    return found


def _folded(words: Iterable[str]) -> list[str]:
    return [word.casefold() for word in words]


def reasons(view: View, node: NodeRecord) -> Document:
    """Why all that is said of an actor is one actor: `{stated: [ids], judgements: [...], unsure: [...], unsure_total}`.

    `stated` has one id where nothing was joined. A few of the unsure ones are told, side by side: a laboratory may have
    fifty, and both sides of each are read whole.
    """
    stated = {claim.stated(node.id) for claim in node.claims}
    known = judgements(view, sorted(stated))
    once = cache(partial(_side, view))  # its own side comes back in each pair
    joined = [each for each in known if each.verdict is Verdict.SAME and stated.issuperset(each.pair)]
    asked = [each for each in known if each.verdict is Verdict.UNSURE and not stated.issuperset(each.pair)]
    return {
        "stated": sorted(stated),
        "judgements": [each.as_json() for each in joined],
        "unsure": [_row(once, each) for each in asked[:UNSURE_SHOWN]],
        "unsure_total": len(asked),
    }
