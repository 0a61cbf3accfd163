"""What a name says: the words that tell, the place it ends with, its numbers."""

import pytest

from graph.identity.names import read_name

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ASS DES AMIS DU MUSEE", "Association des amis du musée"),  # legal form and articles tell nothing
        ("CTE DEPART DE KARATE", "Comité départemental de karaté"),  # short forms of the publishers
        ("A.D.M.R.", "A D M R"),  # an acronym however it is spaced
        ("MJC ST JACQUES", "M.J.C. Saint Jacques"),
    ],
)
def test_writings_of_one_name_are_read_alike(one: str, other: str) -> None:
    assert read_name(one).words == read_name(other).words


def test_the_place_after_a_name_is_told_apart() -> None:
    name = read_name("ASSOCIATION LUMIERE - 44 NANTES CEDEX 2")
    assert (name.words, name.departement, name.commune) == (("lumiere",), "44", "44109")


def test_a_number_that_is_no_departement_stays_in_the_name() -> None:
    # 99 is no département; 20 stood for Corse before 1976 and is none of the COG
    assert read_name("COMITE DES FETES - 99 AILLEURS").departement is None


def test_numbers_stand_apart_from_words() -> None:
    assert read_name("COLLEGE 12").numbers == ("12",)
    assert read_name("COLLEGE 12").words == read_name("COLLEGE 13").words


def test_a_name_of_empty_words_is_all_its_words() -> None:
    assert read_name("ASSOCIATION").words == ("association",)  # better a poor name than none


def test_an_elided_article_is_no_acronym() -> None:
    assert read_name("L'ECOLE A L'AIR").words == ("ecole", "air")
