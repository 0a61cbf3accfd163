"""Who is who on small cases: each trap met in the files, and the order of reading."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.identity import Judgement, Mention, Verdict
from graph.identity.resolving import Resolution, resolve

A, B, C = (f"mention:{rank:016x}" for rank in range(3))
SIREN, OTHER = "siren:552100554", "siren:732829320"
RNA = "rna:W751092330"


def named(stated: str, name: str, **more: object) -> Mention:
    prefix, _, number = stated.partition(":")
    numbers = {prefix: number} if prefix in ("siren", "rna") else {}
    return Mention(id=stated, names=(name,), **{**numbers, **more})  # type: ignore[arg-type]


def verdicts(found: Resolution) -> dict[tuple[str, str], str]:
    return {each.pair: each.verdict.value for each in found.judgements}


@pytest.mark.unit
def test_a_rare_name_in_one_town_is_one_actor() -> None:
    found = resolve(
        [
            named(A, "ASS LES TROUBADOURS DU PERTUIS BRETON", communes=("85194",), sources=("x",)),
            named(SIREN, "LES TROUBADOURS DU PERTUIS BRETON", communes=("85194",), sources=("y",)),
        ]
    )
    assert found.canonical == {A: SIREN}
    (judgement,) = found.judgements
    assert "même commune" in judgement.evidence


@pytest.mark.unit
@pytest.mark.parametrize(
    ("one", "other"),
    [
        # each town has its centre communal d'action sociale: a name alone is no identity
        ({"name": "CENTRE COMMUNAL D'ACTION SOCIALE"}, {"name": "CENTRE COMMUNAL D ACTION SOCIALE"}),
        # two schools that differ by their number
        ({"name": "COLLEGE 12", "communes": ("44109",)}, {"name": "COLLEGE 13", "communes": ("44109",)}),
        # branches of one network in two départements
        ({"name": "SECOURS POPULAIRE FRANÇAIS - 81"}, {"name": "SECOURS POPULAIRE FRANÇAIS - 83"}),
        # homonyms in two départements
        ({"name": "LES AMIS DU MOULIN", "departements": ("29",)}, {"name": "LES AMIS DU MOULIN", "departements": ("05",)}),
        # a name of many, shortened
        ({"name": "CENTRE COMMUNAL D'ACTION SOCIALE"}, {"name": "CCAS"}),
        # a federation and one of its members
        ({"name": "FEDERATION DES CENTRES SOCIAUX DU NORD"}, {"name": "CENTRE SOCIAL DU NORD"}),
    ],
)  # fmt: skip
def test_traps_are_never_joined(one: dict[str, object], other: dict[str, object]) -> None:
    found = resolve([named(A, **one), named(B, **other)])  # type: ignore[arg-type]
    assert found.canonical == {}


@pytest.mark.unit
def test_two_numbers_of_one_register_are_two_actors_whatever_their_name() -> None:
    found = resolve(
        [named(SIREN, "FOYER RURAL", communes=("44109",)), named(OTHER, "FOYER RURAL", communes=("44109",))]
    )
    assert (found.canonical, found.judgements) == ({}, [])


@pytest.mark.unit
def test_establishments_of_one_siren_are_one_actor() -> None:
    # each says its own town under the same id: the towns must not part them
    home = Mention(SIREN, ("LA MAISON DES AIDANTS", "LA MAISON DES AIDANTS DE LYON"), siren=SIREN.partition(":")[2],
                   communes=("44109", "69123"))  # fmt: skip
    assert resolve([home, named(A, "MAISON DES AIDANTS DE BREST")]).canonical == {}


@pytest.mark.unit
def test_two_sirens_do_not_meet_through_a_mention() -> None:
    name = "HARMONIE MUNICIPALE DES RIVIERES DU QUEYRAS"
    found = resolve([named(stated, name, communes=("05061",)) for stated in (A, SIREN, OTHER)])
    assert found.canonical.get(SIREN, SIREN) != found.canonical.get(OTHER, OTHER)


@pytest.mark.unit
def test_one_source_that_writes_a_name_twice_knows_two_places_apart() -> None:
    # the acronym before the name makes no second chance: it is the very same writing
    name = "ARMINES - ASSOCIATION POUR LES METHODES INDUSTRIELLES"
    found = resolve(
        [named(A, name, communes=("77186",), sources=("x",)), named(B, name, communes=("75056",), sources=("x",))]
    )
    assert (found.canonical, found.judgements) == ({}, [])


@pytest.mark.unit
def test_a_commune_that_was_merged_is_the_one_in_force() -> None:
    # Jallais is in Beaupréau-en-Mauges (49023) since 2015 (COG): the two places agree
    found = resolve(
        [
            named(A, "CHORALE DES TILLEULS VERTS - 49 JALLAIS", sources=("x",)),
            named(B, "CHORALE TILLEULS VERTS", communes=("49023",), sources=("y",)),
        ]
    )
    (judgement,) = found.judgements
    assert "même commune" in judgement.evidence


@pytest.mark.unit
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CMS DE BÉZIERS - 34 BÉZIERS CEDEX", "COM DE BEZIERS"),
        ("COLL. SUCE SUR ERDRE HARMONIE TRESSOR", "HARMONIE TRESSOR SUCE S ERDRE COLLEGE"),
        ("APSYADES EX OCHS", "ASSOCIATION OCHS"),
    ],
)
def test_writings_of_one_actor_are_at_least_put_to_a_person(one: str, other: str) -> None:
    found = resolve([named(A, one, sources=("x",)), named(B, other, sources=("y",))])
    assert (A, B) in verdicts(found)


@pytest.mark.unit
def test_names_that_a_number_joins_are_one_actor_however_they_differ() -> None:
    # « COM DE BEZIERS » and « CMS DE BEZIERS » are one SIREN: one id, and names are not asked
    town = Mention(id="siren:213400328", names=("CMS DE BÉZIERS - 34 BÉZIERS", "COM DE BEZIERS"), siren="213400328")
    assert resolve([town]).judgements == []


@pytest.mark.unit
def test_an_association_that_gives_both_numbers_is_one_actor() -> None:
    found = resolve([named(RNA, "FOYER"), named(SIREN, "AUTRE NOM", rna="W751092330")])
    assert found.canonical == {RNA: SIREN}


@pytest.mark.unit
def test_an_rna_number_of_two_sirens_joins_none() -> None:
    found = resolve(
        [named(RNA, "FOYER"), named(SIREN, "FOYER", rna="W751092330"), named(OTHER, "CENTRE", rna="W751092330")]
    )
    assert found.canonical == {}
    assert set(verdicts(found).values()) == {"unsure"}


@pytest.mark.unit
def test_an_acronym_is_put_to_a_person() -> None:
    found = resolve(
        [
            named(A, "ALJC", departements=("44",)),
            named(B, "ASSOCIATION LOISIRS JEUNESSE ET CULTURE", departements=("44",)),
        ]
    )
    assert found.canonical == {}
    assert verdicts(found) == {(A, B): "unsure"}


@pytest.mark.unit
def test_a_number_that_a_third_party_found_is_worth_asking_no_more() -> None:
    found = resolve([named(A, "FOYER RURAL", possible_siren="552100554"), named(SIREN, "UN TOUT AUTRE NOM")])
    assert (found.canonical, verdicts(found)) == ({}, {(A, SIREN): "unsure"})


@pytest.mark.unit
def test_a_person_wins_over_the_machine_and_is_taken_back() -> None:
    both = [
        named(A, "ASS LES TROUBADOURS DU PERTUIS BRETON", communes=("85194",), sources=("x",)),
        named(SIREN, "LES TROUBADOURS DU PERTUIS BRETON", communes=("85194",), sources=("y",)),
    ]
    told_apart = Judgement.of(A, SIREN, Verdict.DIFFERENT, "documentaliste")
    assert resolve(both, [told_apart]).canonical == {}
    assert resolve(both, []).canonical == {A: SIREN}


@pytest.mark.unit
def test_a_person_cannot_join_two_sirens_and_is_told_why() -> None:
    asked = Judgement.of(SIREN, OTHER, Verdict.SAME, "documentaliste")
    found = resolve([named(SIREN, "UN"), named(OTHER, "DEUX")], [asked])
    assert found.canonical == {}
    assert "deux SIREN" in found.refused[0].evidence[-1]


WORDS = st.sampled_from(["troubadours", "pertuis", "breton", "moulin", "amis", "club", "nautique", "saint", "jean"])
MENTIONS = st.lists(
    st.tuples(st.lists(WORDS, min_size=1, max_size=4), st.sampled_from([(), ("44109",), ("85194",)])),
    min_size=2, max_size=8,
)  # fmt: skip


@pytest.mark.property
@given(MENTIONS, st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_the_order_of_mentions_makes_no_difference(
    said: list[tuple[list[str], tuple[str, ...]]], random: object
) -> None:
    mentions = [
        named(f"mention:{rank:016x}", " ".join(words), communes=communes) for rank, (words, communes) in enumerate(said)
    ]
    shuffled = list(mentions)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resolve(shuffled) == resolve(mentions)
