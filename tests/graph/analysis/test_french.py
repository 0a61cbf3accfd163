"""Numbers in sentences: what a reader sees and where a line may not break."""

import pytest

from graph.analysis.french import agreed, decimal, listed, percent, whole

pytestmark = pytest.mark.unit
T = "\u202f"


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.0, f"0{T}%"),
        (0.004, f"<{T}1{T}%"),
        (0.68, f"68{T}%"),
        (0.99, f"99{T}%"),
        (0.997, f">{T}99{T}%"),
        (1.0, f"100{T}%"),
    ],
)
def test_a_share_never_claims_a_certainty_and_never_breaks(share: float, said: str) -> None:
    assert percent(share) == said
    assert " " not in percent(share)


def test_whole_and_decimal_numbers() -> None:
    assert whole(1254) == f"1{T}254"
    assert decimal(0.355) == "0,35"  # 0.355 is below one half in binary


@pytest.mark.parametrize(
    ("number", "said"), [(0, "aucun lien"), (1, "1 lien"), (2, "2 liens"), (1254, f"1{T}254 liens")]
)
def test_a_noun_agrees_with_its_number(number: int, said: str) -> None:
    assert agreed(number, "lien", "liens", "aucun lien") == said


def test_zero_is_singular_in_french() -> None:
    assert agreed(0, "lien", "liens") == "0 lien"


@pytest.mark.parametrize(
    ("words", "said"), [((), ""), (("a",), "a"), (("a", "b"), "a et b"), (("a", "b", "c"), "a, b et c")]
)
def test_a_list_in_a_sentence(words: tuple[str, ...], said: str) -> None:
    assert listed(words) == said
