"""Invariances of the gap analysis (V14 of gap-analysis.md §11) and the gates of coverage (§4.4)."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis.gaps import gap_table
from graph.analysis.partnering import assess
from graph.analysis.posterior import UNDER, posterior
from graph.analysis.prior import TwoGammas
from graph.analysis.simulate import simulate_country
from graph.model.counts import CoverageState
from graph.model.coverage import DataState
from graph.model.findings import Verdict
from graph.model.levels import Level

priors = st.builds(
    TwoGammas,
    share=st.floats(0.01, 0.6),
    core=st.floats(0.8, 1.3),
    spread=st.floats(0.005, 1.0),
    low=st.floats(0.2, 0.8),
)
NOISE = 1e-9


def below(prior: TwoGammas, observed: float, expected: float) -> float:
    return float(posterior(prior, np.array([observed]), np.array([expected])).below(UNDER)[0])


@pytest.mark.property
@given(priors, st.integers(0, 300), st.floats(0.1, 300))
def test_one_more_alliance_never_makes_a_territory_look_worse(prior: TwoGammas, y: int, e: float) -> None:
    assert below(prior, y + 1, e) <= below(prior, y, e) + NOISE


@pytest.mark.property
@given(priors, st.integers(0, 300), st.floats(0.1, 300), st.floats(0.01, 50))
def test_expecting_more_never_makes_it_look_better(prior: TwoGammas, y: int, e: float, more: float) -> None:
    assert below(prior, y, e + more) >= below(prior, y, e) - NOISE


@pytest.mark.property
@given(priors)
def test_nothing_expected_and_nothing_seen_gives_back_the_prior(prior: TwoGammas) -> None:
    empty = posterior(prior, np.zeros(1), np.zeros(1))
    assert empty.weights[0] == pytest.approx([1 - prior.share, prior.share])
    assert float(empty.mean[0]) == pytest.approx((1 - prior.share) * prior.core + prior.share * prior.low)


@pytest.mark.property
@settings(max_examples=5)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_territories_changes_nothing(random) -> None:  # type: ignore[no-untyped-def]
    counts = simulate_country(Level.REGION, 2_000, 0.3, 0.1, seed=3).counts
    order = list(range(len(counts.ids)))
    random.shuffle(order)
    mixed = replace(
        counts,
        ids=tuple(counts.ids[i] for i in order),
        names=tuple(counts.names[i] for i in order),
        observed=tuple(counts.observed[i] for i in order),
        populations=tuple(counts.populations[i] for i in order),
        coverage=tuple(counts.coverage[i] for i in order),
        covariates={name: tuple(column[i] for i in order) for name, column in counts.covariates.items()},
    )
    first, second = assess(counts), assess(mixed)
    assert [first.verdicts[i] for i in order] == list(second.verdicts)


@pytest.mark.unit
@pytest.mark.parametrize(
    ("state", "verdicts"),
    [
        # §4.4: partial without a rate is at most to check; what is not collected has no ratio at all
        (CoverageState(DataState.PARTIAL), {Verdict.TO_CHECK}),
        (CoverageState(DataState.COLLECTED), {Verdict.MAJOR, Verdict.FLAGGED}),
        (CoverageState(DataState.COLLECTED, 0.5), {Verdict.INSUFFICIENT_DATA}),
        (CoverageState(DataState.NOT_COLLECTED), {Verdict.INSUFFICIENT_DATA}),
        (CoverageState(DataState.NOT_IN_REGISTER), {Verdict.INSUFFICIENT_DATA}),
        (CoverageState(DataState.UNKNOWN), {Verdict.INSUFFICIENT_DATA}),
    ],
)
def test_what_is_known_of_the_collection_bounds_the_verdict(state: CoverageState, verdicts: set[Verdict]) -> None:
    counts = simulate_country(Level.REGION, 5_000, 0.3, 0.0, seed=5).counts
    flagged = {j for j, flag in zip(assess(counts).index, assess(counts).flags, strict=True) if flag}
    assert flagged  # the world has what the test speaks of
    place = int(min(flagged))
    states = tuple(state if i == place else known for i, known in enumerate(counts.coverage))
    row = gap_table(replace(counts, coverage=states)).rows[place]
    assert row.verdict in verdicts
    assert (row.ratio is None) == (row.verdict is Verdict.INSUFFICIENT_DATA)
    assert "synthétiques de démonstration" in row.explanation
