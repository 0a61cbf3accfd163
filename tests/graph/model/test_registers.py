"""Numbers of the national registers. Vectors: validinsee and the SIRENE note on La Poste; RNA overseas: api-subventions-asso."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InvalidRecord
from graph.model.registers import Number, Rna, Rnsr, Siren, Siret, luhn, recognise

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("register", "text"),
    [
        (Siren, "200034528"),
        (Siret, "73282932000074"),
        (Siret, "20003452800014"),
        (Siret, "35600000000048"),  # La Poste's head office: Luhn holds, the digit sum (26) is no multiple of 5
        (Siret, "35600000009075"),  # Luhn fails, sum 35
        (Siret, "35600000049837"),  # Luhn fails, sum 45
        (Rna, "W751092330"),
        (Rna, "W9P1002760"),  # Polynésie
        (Rna, "W9R1011072"),  # La Réunion
        (Rnsr, "200611689J"),
    ],
)
def test_valid_numbers_are_themselves(register: type[Number], text: str) -> None:
    number = register.parse(text)
    assert number == text
    assert number.repairs == ()


@pytest.mark.parametrize(
    ("register", "text", "reason"),
    [
        (Siren, "200034582", "clé de contrôle fausse"),
        (Siren, "000000000", "suite de zéros"),
        (Siren, "12345678", "attendu 9 chiffres, trouvé 8 caractères"),
        (Siren, "٢٠٠٠٣٤٥٢٨", "attendu 9 chiffres"),
        (Siret, "20003452800041", "clé de contrôle fausse"),
        (Siret, "20003458200018", "ne sont pas un SIREN"),  # Luhn holds on the 14 digits alone
        (Siret, "35600000009076", "clé de contrôle fausse"),  # sum 36
        (Siret, "5.521E+13", "attendu 14 chiffres"),
        (Rna, "W12", "attendu W"),
        (Rna, "w143788974", "attendu W"),
        (Rnsr, "200611689K", "attendu J"),
        (Rnsr, "493902662", "attendu 9 chiffres et une lettre"),
    ],
)
def test_wrong_numbers_are_refused_with_the_reason(register: type[Number], text: str, reason: str) -> None:
    with pytest.raises(InvalidRecord, match=reason) as refusal:
        register.parse(text)
    assert refusal.value.field == register.field
    assert refusal.value.value == text


@pytest.mark.parametrize("text", ["732 829 320 00074", "732\u00a0829\u00a0320\u202f00074", "\ufeff73282932000074 "])
def test_spaces_are_removed_and_it_is_said(text: str) -> None:
    number = Siret.parse(text)
    assert number == "73282932000074"
    assert number.repairs == ("espaces retirées",)
    assert number.siren == "732829320"


def test_the_letter_of_a_research_unit_is_put_in_capitals_and_it_is_said() -> None:
    assert Rnsr.parse("200611689j").repairs == ("lettre mise en majuscule",)


def test_a_number_keeps_its_repairs_through_pickle() -> None:
    assert pickle.loads(pickle.dumps(Siren.parse("200 034 528"))).repairs == ("espaces retirées",)


@pytest.mark.parametrize(
    ("text", "register"),
    [("200034528", Siren), ("200 034 528 00014", Siret), ("W9R1011072", Rna), ("200611689j", Rnsr)],
)
def test_the_form_tells_the_register(text: str, register: type[Number]) -> None:
    assert type(recognise(text)) is register


def test_an_unknown_form_is_refused_with_the_four_forms() -> None:
    with pytest.raises(InvalidRecord, match="SIREN.*SIRET.*RNA.*RNSR"):
        recognise("FR-1234")


sirens = (
    st.integers(1, 99_999_999).map(lambda n: f"{n:08d}").map(lambda s: next(s + k for k in "0123456789" if luhn(s + k)))
)


@pytest.mark.property
@given(sirens)
def test_a_siren_printed_and_parsed_is_the_same(siren: str) -> None:
    assert Siren.parse(str(Siren.parse(siren))) == siren


@pytest.mark.property
@given(sirens, st.integers(0, 8), st.integers(1, 9))
def test_luhn_sees_any_change_of_one_digit(siren: str, position: int, shift: int) -> None:
    changed = siren[:position] + str((int(siren[position]) + shift) % 10) + siren[position + 1 :]
    assert not luhn(changed)


@pytest.mark.property
@given(st.text(max_size=30))
def test_any_text_gives_a_number_or_a_refusal(text: str) -> None:
    try:
        number = recognise(text)
    except InvalidRecord:
        return
    assert number.isascii()
