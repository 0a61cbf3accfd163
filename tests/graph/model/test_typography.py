"""French typography (design/pages/README.md: `1 254`, `0,36 [0,24 – 0,53]`, `68 %`, with narrow no-break spaces)."""

import pytest

from graph.model import typography

pytestmark = pytest.mark.unit
T, N = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [(1254, 0, f"1{T}254"), (0.3649, 2, "0,36"), (-3.2, 1, "−3,2"), (-0.001, 2, "0,00"), (None, 0, "—"), (0, 0, "0")],
)
def test_numbers(value: float | None, digits: int, shown: str) -> None:
    assert typography.number(value, digits) == shown


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (0, f"0{N}octet"),
        (999, f"999{N}octets"),
        (1000, f"1,0{N}ko"),
        (999_499, f"999{N}ko"),
        (999_500, f"1,0{N}Mo"),
        (12_345_678, f"12,3{N}Mo"),
        (2 << 30, f"2,1{N}Go"),
        (5_000_000_000_000, f"5{T}000{N}Go"),
    ],
)
def test_weights_of_files(size: int, shown: str) -> None:
    assert typography.weight(size) == shown


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (0.68, f"68{T}%"),
        (1.0, f"100{T}%"),
        (0.99, f"99{T}%"),
        (0.992, f">{T}99{T}%"),
        (0.9999, f">{T}99{T}%"),
        (0.009, f"<{T}1{T}%"),
        (0.0, f"0{T}%"),
        (None, "—"),
    ],
)
def test_a_probability_that_is_not_certain_is_not_printed_as_certain(share: float | None, shown: str) -> None:
    assert typography.percent(share) == shown


@pytest.mark.parametrize(("value", "shown"), [(43.4, "43"), (4.26, "4,3"), (9.96, "10"), (None, "—")])
def test_expected_numbers_are_whole_from_ten_on(value: float | None, shown: str) -> None:
    assert typography.amount(value) == shown


def test_an_interval_without_an_end_is_nothing() -> None:
    assert typography.interval(0.24, 0.53) == f"[0,24{N}–{N}0,53]"
    assert typography.interval(0.24, None) == ""


def test_agreement_is_singular_below_two() -> None:
    assert [typography.agree(n, "est à vérifier", "sont à vérifier") for n in (0, 1, 2)] == [
        "est à vérifier", "est à vérifier", "sont à vérifier",
    ]  # fmt: skip
    assert typography.count(1254, "acteur") == f"1{T}254{N}acteurs"


def test_sentences_made_elsewhere_get_their_thin_spaces() -> None:
    made = f"«{N}Rhône{N}»{T}: 90{T}% de 1{T}254{T}€ (>{T}2){T}; non{T}!"
    assert typography.fine("« Rhône » : 90 % de 1 254 € (> 2) ; non !") == made
    assert typography.fine(made) == made


def test_zero_may_have_its_own_word() -> None:
    assert [typography.count(n, "lien", none="aucun lien") for n in (0, 1, 2)] == [
        "aucun lien",
        f"1{N}lien",
        f"2{N}liens",
    ]


@pytest.mark.parametrize(
    ("words", "said"), [((), ""), (("a",), "a"), (("a", "b"), "a et b"), (("a", "b", "c"), "a, b et c")]
)
def test_a_list_in_a_sentence(words: tuple[str, ...], said: str) -> None:
    assert typography.listed(words) == said
