import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InvalidRecord
from graph.model.text import fold, folds, normal_name, slug, tokens

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Sarah EL HAÏRY", "sarah el hairy"),
        ("Élus & Entreprises", "elus entreprises"),
        ("L’Île-d'Yeu", "l ile d yeu"),
        ("Une «\u00a0usine\u00a0» de la co-construction\u202f?", "une usine de la co construction"),
        ("Vandœuvre-lès-Nancy", "vandoeuvre les nancy"),
        ("STRAẞE Straße", "strasse strasse"),
        ("Ægir", "aegir"),
        ("C.N.R.S. (UMR 8212)", "cnrs umr 8212"),
        ("M.E.D.O.C.", "medoc"),
        ("fin de phrase. Une autre", "fin de phrase une autre"),
        ("1\u202f254 communes", "1 254 communes"),
        ("snake_case", "snake case"),
        ("", ""),
        ("!!!", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "found_by"),
    [
        ("faire (Re)Connaître", {"connaitre", "reconnaitre"}),
        ("(dé)montrer", {"demontrer", "montrer"}),
        ("les adhérent(e)s", {"adherents", "adherentes"}),
        ("Université (Paris)", {"universite", "paris"}),
        ("(trans)formation", {"formation", "transformation", "trans"}),
    ],
)
def test_a_bracket_inside_a_word_is_read_with_and_without_it(text: str, found_by: set[str]) -> None:
    assert found_by <= set(tokens(text))


def test_tokens_are_distinct_and_in_order() -> None:
    assert tokens("Paris, Lyon, PARIS") == ("paris", "lyon")


@pytest.mark.property
@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert normal_name(normal_name(text)) == normal_name(text)


@pytest.mark.property
@given(st.lists(st.one_of(st.text(), st.text("aB1 .(-_')\x1c\t\n", max_size=12))))
def test_folding_many_is_folding_each(texts: list[str]) -> None:
    assert folds(texts) == [fold(text) for text in texts]


@pytest.mark.property
@given(st.text())
def test_what_is_left_is_words_and_single_spaces(text: str) -> None:
    assert all(word.isalnum() for word in fold(text).split(" ")) or fold(text) == ""


@pytest.mark.parametrize(
    ("text", "made"), [("Territoires d’industrie", "territoires-d-industrie"), ("anr_dos.2022", "anr_dos.2022")]
)
def test_slug(text: str, made: str) -> None:
    assert slug(text) == made
    assert slug(made) == made


def test_a_slug_of_nothing_is_refused() -> None:
    with pytest.raises(InvalidRecord, match="au moins une lettre"):
        slug("«\u00a0»")
