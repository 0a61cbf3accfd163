"""What a name says: the words that tell, the place it ends with, what else its bearer is called."""

import pytest

from graph.identity.wording import placed, repaired, telling, variants, words

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ASS DES AMIS DU MUSEE", "Association des amis du musée"),  # legal form and articles tell nothing
        ("CTRE SOCIAL", "Centre social"),  # short forms of the publishers
        ("A.D.M.R.", "A D M R"),  # an acronym however it is spaced
        ("MJC ST JACQUES", "M.J.C. Saint Jacques"),
        ("CMS DE BÉZIERS", "COM DE BEZIERS"),  # both are the commune, in the files of two ministries
        ("LES 3 RIVIERES", "Les Trois Rivières"),
    ],
)
def test_writings_of_one_name_are_read_alike(one: str, other: str) -> None:
    assert telling(words(one)) == telling(words(other))


def test_the_place_after_a_name_is_told_apart() -> None:
    assert placed("LUMIERE - 44 NANTES CEDEX 2") == ("LUMIERE", "44", "NANTES CEDEX 2")
    assert placed("LUMIERE (2a)")[1] == "2A"


def test_a_number_that_is_no_departement_stays_in_the_name() -> None:
    # 99 is no département; 20 stood for Corse before 1976 and is none of the COG
    for name in ("COMITE DES FETES - 99 AILLEURS", "COMITE DES FETES (20)"):
        assert placed(name) == (name, None, None)


def test_a_name_of_empty_words_is_all_its_words() -> None:
    assert telling(words("ASSOCIATION")) == ["association"]  # better a poor name than none


def test_an_elided_article_is_no_acronym() -> None:
    assert telling(words("L'ECOLE A L'AIR")) == ["ecole", "air"]


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("APSYADES EX OCHS", {"APSYADES", "OCHS"}),  # a former name is a name
        ("AFS - ACCUEIL FEMMES SOLIDARITE", {"ACCUEIL FEMMES SOLIDARITE"}),  # with and without the acronym
        ("LOIRE FOREZ AGGLOMERATION (LFA)", {"LOIRE FOREZ AGGLOMERATION"}),
        ("EX AEQUO", set()),  # nothing stands before: no former name
        ("ARC-EN-CIEL", set()),
    ],
)
def test_what_else_a_name_says(name: str, others: set[str]) -> None:
    assert set(variants(name)) == {name} | others


def test_letters_read_in_the_wrong_encoding_are_put_right() -> None:
    assert repaired("RESTAURANTS DU C\u00c5\u2019UR") == "RESTAURANTS DU C\u0152UR"
