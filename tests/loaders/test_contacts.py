"""How to reach a person is taken out of whatever text it stands in."""

import pytest

from loaders.contacts import without_contacts

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Foyer rural (contact@foyer.example)", "Foyer rural"),
        ("Foyer rural 06 12 34 56 78", "Foyer rural"),
        ("Foyer rural +33612345678", "Foyer rural"),
        ("prenom.nom@exemple.org", None),  # an address in place of a name names nobody we may keep
        ("Radio @lliance", "Radio @lliance"),
        ("Dossier 2020-0612345678901", "Dossier 2020-0612345678901"),  # too long to be a telephone number
        ("Subvention 2021 de 12000", "Subvention 2021 de 12000"),
    ],
)
def test_contacts_are_taken_out_and_nothing_else(text: str, left: str | None) -> None:
    assert without_contacts(text) == left
