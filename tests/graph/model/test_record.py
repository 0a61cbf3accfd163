"""What was claimed of a thing, and what is shown of it: neither depends on the order in which it was said."""

import json
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.origin import Origin, Status
from graph.model.record import Claim, NodeRecord, canonical_json, claims_from_json, merge_claims, resolve

VALUES = st.one_of(st.sampled_from(["a", "é", "2016"]), st.integers(0, 3), st.booleans())
CLAIMS = st.builds(
    Claim.of,
    st.builds(
        Origin,
        source=st.sampled_from(["anr", "rna"]),
        run=st.sampled_from(["r1", "r2"]),
        line=st.integers(1, 4),
        status=st.sampled_from(Status),
    ),
    st.sampled_from([None, "Nom", "Autre nom"]),
    st.dictionaries(st.sampled_from(["profile", "start"]), VALUES, max_size=2),
    st.sampled_from(["register", "stated", "seat"]),
)
SETS = st.lists(CLAIMS, min_size=1, max_size=5)


def said(label: str, lines: int, basis: str = "stated", source: str = "s", profile: str | None = None) -> Claim:
    origin = Origin(source=source, run=f"run-{source}")
    return Claim.of(origin, label, {"profile": profile}, basis, range(1, lines + 1))


@pytest.mark.property
@given(SETS, SETS, SETS)
def test_merging_is_commutative_associative_and_idempotent(a: list[Claim], b: list[Claim], c: list[Claim]) -> None:
    assert merge_claims(a, b) == merge_claims(b, a)
    assert merge_claims(merge_claims(a, b), c) == merge_claims(a, merge_claims(b, c))
    assert merge_claims(a, a) == merge_claims(a)


@pytest.mark.property
@given(SETS)
def test_nothing_that_was_said_is_lost(claims: list[Claim]) -> None:
    merged = merge_claims(claims)
    lines = {(claim.key, line) for claim in claims for line in claim.lines}
    assert {(claim.key, line) for claim in merged for line in claim.lines} == lines


@pytest.mark.property
@given(SETS)
def test_a_record_comes_back_from_its_text_with_the_same_digest(claims: list[Claim]) -> None:
    record = NodeRecord(id="siren:1", kind="Actor", claims=merge_claims(claims))
    again = NodeRecord(id="siren:1", kind="Actor", claims=claims_from_json(record.claims_json))
    assert (again.digest, again.label, again.properties) == (record.digest, record.label, record.properties)


@pytest.mark.property
@given(SETS, st.randoms())
def test_what_is_shown_does_not_depend_on_the_order_of_loading(claims: list[Claim], random: object) -> None:
    shuffled = claims.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = (NodeRecord(id="siren:1", kind="Actor", claims=merge_claims(each)) for each in (claims, shuffled))
    assert (one.label, one.labels, one.properties) == (other.label, other.labels, other.properties)


@pytest.mark.unit
def test_a_register_wins_over_many_lines_and_many_lines_over_few() -> None:
    claims = [said("Du registre", 1, "register"), said("Souvent dit", 9), said("Une fois", 1, source="t")]
    for order in permutations(claims):
        assert resolve([(claim, claim.label) for claim in order]) == "Du registre"
    assert resolve([(claim, claim.label) for claim in claims[1:]]) == "Souvent dit"


@pytest.mark.unit
def test_lines_of_two_sources_that_say_the_same_add_up() -> None:
    """Two lines of one source and two of another outweigh three of a third."""
    claims = [said("A", 2), said("A", 2, source="t"), said("B", 3, source="u")]
    assert NodeRecord(id="x", kind="Actor", claims=merge_claims(claims)).label == "A"


@pytest.mark.unit
def test_a_tie_is_settled_by_the_text() -> None:
    assert NodeRecord(id="x", kind="Actor", claims=merge_claims([said("B", 1), said("A", 1, source="t")])).label == "A"


@pytest.mark.unit
def test_a_record_without_a_name_shows_its_id() -> None:
    assert NodeRecord(id="siren:552100554", kind="Actor", claims=(Claim.of(Origin(source="s", run="r")),)).label == (
        "siren:552100554"
    )


@pytest.mark.unit
def test_no_number_that_json_lacks_gets_in() -> None:
    assert json.loads(canonical_json({"b": float("nan"), "a": float("inf")})) == {"a": None, "b": None}


@pytest.mark.unit
def test_values_that_differ_are_all_shown_with_who_says_them() -> None:
    record = NodeRecord(
        id="mention:0", kind="Actor",
        claims=(
            said("Foyer", 1, profile="association", source="anr"),
            said("Foyer", 2, "register", profile="fondation", source="rna"),
            said("Foyer", 9, profile="fondation", source="scdl"),
        ),
    )  # fmt: skip
    assert record.properties["profile"] == "fondation"  # what a register says stands first
    assert record.differing == {"profile": [("fondation", ("rna", "scdl")), ("association", ("anr",))]}


@pytest.mark.unit
def test_what_a_source_has_corrected_since_is_no_difference() -> None:
    older, newer = (
        Claim.of(Origin(source="rna", run=year, vintage=year), "Foyer", {"profile": profile})
        for year, profile in (("2024", "association"), ("2025", "fondation"))
    )
    assert NodeRecord(id="rna:W1", kind="Actor", claims=(older, newer)).differing == {}
