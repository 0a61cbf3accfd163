"""The grammar: two forms that mean the same, and words for whatever is refused."""

import json
from urllib.parse import urlencode

import pytest
from hypothesis import example, given

from graph.asking import read_filter, read_flat, read_text
from graph.asking.fields import fields
from graph.errors import EntrelacsError, InvalidInput, InvalidRecord
from graph.model.relation_filter import DEPTH_MOST, LEAVES_MOST, TEXT_MOST, as_json
from tests.graph.asking.filters import filters
from tests.support.french import plain

pytestmark = pytest.mark.unit


def test_the_form_of_an_address_means_its_json() -> None:
    flat = "type=PARTICIPATES_IN&role=financeur&role=porteur&territory=departement:33&amount_min=1000"
    said = {
        "type": "PARTICIPATES_IN",
        "role": ["porteur", "financeur"],
        "territory": "departement:33",
        "amount_min": 1e3,
    }
    assert read_text(flat) == read_text(f"?{flat}") == read_text(json.dumps(said)) == read_filter(said)


@pytest.mark.parametrize("name", fields())
def test_each_field_reads_its_own_example_in_both_forms(name: str) -> None:
    """The examples of docs/relations.md are those."""
    example = fields()[name].example
    assert read_text(urlencode({name: example})) == read_filter({name: example})


@pytest.mark.property
@given(filters())
@example({"and": [{"amount_min": 500}, {"amount_max": 499}]})  # told as one object it would be refused
def test_what_a_filter_is_told_as_reads_as_the_same_filter(said: object) -> None:
    asked = read_filter(said)
    assert read_filter(as_json(asked)) == asked
    assert read_text(json.dumps(as_json(asked))) == asked


def test_an_object_is_the_conjunction_of_its_members_and_operators_are_members() -> None:
    both = read_filter({"type": "ACTS_IN", "or": [{"role": "porteur"}, {"role": ""}]})
    assert both == read_filter({"and": [{"type": "ACTS_IN"}, {"or": [{"role": "porteur"}, {"role": ""}]}]})
    assert read_filter({"not": {"not": {"role": "porteur"}}}) == read_filter({"role": "porteur"})
    assert as_json(read_filter({})) == {}


def nested(depth: int) -> str:
    return '{"not":' * (depth - 1) + '{"role":"porteur"}' + "}" * (depth - 1)


def test_fifty_levels_are_read_and_fifty_one_are_refused() -> None:
    read_text(nested(DEPTH_MOST))
    with pytest.raises(InvalidInput, match="trop profond"):
        read_text(nested(DEPTH_MOST + 1))


@pytest.mark.parametrize("text", [nested(400), "[" * 4_000, '{"a":' * 700, '{"or":[' * 500])
def test_a_filter_nested_hundreds_deep_is_answered_in_words(text: str) -> None:
    with pytest.raises(InvalidInput):
        read_text(text)


def test_a_value_nested_a_hundred_thousand_deep_is_answered_in_words() -> None:
    deep: object = {"role": "porteur"}
    for _ in range(100_000):
        deep = {"not": deep}
    with pytest.raises(InvalidInput, match="trop profond"):
        read_filter(deep)
    list_deep: object = []
    for _ in range(100_000):
        list_deep = [list_deep]
    with pytest.raises(InvalidRecord, match="role"):
        read_filter({"role": list_deep})


REFUSED = {
    "": None,
    "{}": None,
    "null": "null",
    "3": "3",
    '"a"': "attendu un objet",
    "[]": "attendu un objet",
    '{"role": "porteur"': "illisible",
    '{"amount_min": NaN}': "illisible",
    '{"typ": "ACTS_IN"}': "Champ inconnu : « typ ». Attendu un de : source_kind,",
    "typ=ACTS_IN": "Champ inconnu",
    "and=x": "Champ inconnu",
    '{"type": "acts_in"}': "type : « acts_in » — attendu un de : PARTICIPATES_IN, ACTS_IN",
    '{"type": []}': "attendu au moins une valeur",
    '{"type": null}': "type : « null »",
    '{"type": {"a": 1}}': "type",
    '{"role": "chef"}': "attendu un de : porteur,",
    '{"status": "vrai"}': "attendu un de : reel, importe, synthetique",
    '{"source_kind": "asso"}': "Actor, Experiment",
    '{"period": "2016-13"}': "le mois 13 n’existe pas",
    '{"period": "2018/2016"}': "la fin précède le début",
    '{"period": 2016}': "period",
    '{"amount_min": -1}': "attendu un nombre d’euros",
    '{"amount_min": true}': "attendu un nombre d’euros",
    '{"amount_min": "beaucoup"}': "attendu un nombre d’euros",
    '{"amount_min": 1e999}': "attendu un nombre d’euros",
    "amount_min=inf": "attendu un nombre d’euros",
    '{"amount_min": [1, 2]}': "une seule valeur",
    '{"amount_min": 10, "amount_max": 5}': "attendu au moins amount_min",
    '{"and": []}': "d’au moins un filtre",
    '{"or": {"role": "porteur"}}': "d’au moins un filtre",
    '{"not": []}': "attendu un objet",
    '{"role": "porteur", "role": "membre"}': "« role » est dit deux fois",
    '{"territory": ""}': "territory",
    '{"territory": "' + "x" * 600 + '"}': "territory",
    '{"theme": 4}': "theme",
}


@pytest.mark.parametrize("text", REFUSED)
def test_a_refusal_names_the_field_and_what_was_expected(text: str) -> None:
    if REFUSED[text] is None:
        assert as_json(read_text(text)) == {}
        return
    with pytest.raises(EntrelacsError) as refused:
        read_text(text)
    assert plain(str(REFUSED[text])) in plain(refused.value.message)
    assert len(refused.value.message) < 1_000


def test_text_and_conditions_are_bounded() -> None:
    with pytest.raises(InvalidInput, match=f"{TEXT_MOST}"):
        read_text("role=porteur&" * 400)
    with pytest.raises(InvalidInput, match=f"{LEAVES_MOST}"):
        read_filter({"or": [{"role": ""}] * (LEAVES_MOST + 1)})
    with pytest.raises(InvalidInput, match=f"{LEAVES_MOST}"):
        read_flat([("source", f"s{n}") for n in range(LEAVES_MOST + 1)])
    with pytest.raises(InvalidInput, match="trop long"):
        read_filter({"source": ["s" * 500 + str(n) for n in range(10)]})


@pytest.mark.parametrize("bytes_sent", [b"\xff\xfe", b"\x00", b'{"role": "\\ud800"}'])
def test_bytes_that_are_no_text_are_answered_in_words(bytes_sent: bytes) -> None:
    from graph.asking import parsed

    with pytest.raises(EntrelacsError):
        read_filter(parsed(bytes_sent))
