"""Filters drawn at random, in the words of the grammar."""

from typing import Any

from hypothesis import strategies as st

from tests.graph.asking import graphs

_VALUES: dict[str, list[Any]] = {
    "source_kind": ["Actor", "Alliance", "association", "entreprise"],
    "target_kind": ["Experiment", "Alliance", "Territory", "association"],
    "type": ["PARTICIPATES_IN", "ACTS_IN", "SITUATED_IN", "ADDRESSES", "PART_OF"],
    "role": ["porteur", "partenaire", "financeur", ""],
    "period": ["2014", "2015-07/2015-12", "2017/..", "2020"],
    "territory": ["commune:33063", "departement:33", "region:53"],
    "theme": ["odd:4"],
    "phase": ["deploiement", "modelisation", "arret"],
    "source": ["essai", "demonstration"],
    "status": ["importe", "synthetique", "reel"],
    "amount_min": [0, 500, 1000.5],
    "amount_max": [499.0, 500, 30_000],
}
assert graphs.ROWS


def _conditions() -> st.SearchStrategy[dict[str, Any]]:
    several = [
        st.lists(st.sampled_from(values), min_size=1, max_size=3).map(lambda chosen, name=name: {name: chosen})
        for name, values in _VALUES.items()
        if not name.startswith("amount")
    ]
    single = [
        st.sampled_from(_VALUES[name]).map(lambda v, name=name: {name: v}) for name in ("amount_min", "amount_max")
    ]
    return st.one_of(*several, *single)


def filters() -> st.SearchStrategy[dict[str, Any]]:
    return st.recursive(
        _conditions(),
        lambda inner: st.one_of(
            inner.map(lambda part: {"not": part}),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"and": parts}),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"or": parts}),
            st.tuples(inner, inner).map(lambda two: {"not": two[0], "or": [two[1]]}),
        ),
        max_leaves=6,
    )
