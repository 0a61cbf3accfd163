"""Names as the ANR file and grant lists write them; codes from the COG 2026."""

import csv
import gzip

import pytest

from graph.territories import reference
from graph.territories.places import find_commune, find_region
from graph.territories.region_names import FORMER_REGIONS, in_france
from graph.territories.town_names import USUAL_NAMES
from tests.reference import shared

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("town", "code"),
    [
        ("Paris", "75056"),
        ("PARIS 12", "75056"),
        ("Paris 12e", "75056"),
        ("PARIS CEDEX 05", "75056"),
        ("75005 Paris", "75056"),
        ("Paris (12)", "75056"),
        ("Lyon 3ème", "69123"),
        ("LYON CEDEX07", "69123"),
        ("Marseille 1er arrondissement", "13055"),
        ("Gif sur Yvette Cedex", "91272"),
        ("Vandoeuvre-lès-Nancy", "54547"),
        ("VANDOEUVRE LES NANCY", "54547"),
        ("ST ETIENNE", "42218"),
        ("STE FOY LES LYON", "69202"),
        ("Neuilly s/ Seine", "92051"),
        ("L’Île-d’Yeu", "85113"),
        ("Mans", "72181"),
        ("CS 40700 GRENOBLE", "38185"),
        ("F-67000 STRASBOURG, FRANCE", "67482"),
        ("VALBONNE - SOPHIA ANTIPOLIS", "06152"),
        ("MARNE LA VALLEE CEDEX 2 - CHAMPS SUR MARNE", "77083"),
        ("Évry", "91228"),
        ("Courcouronnes", None),  # two names joined in 2019, and the COG lists no commune déléguée
        ("Nouméa", "98818"),
        ("Fort-de-France", "97209"),
        ("ROISSY EN FRANCE CEDEX", "95527"),
        ("Château-Chinon (Ville)", "58062"),
    ],
)
def test_a_town_by_name(town: str, code: str | None) -> None:
    assert find_commune(town).code == code


@pytest.mark.parametrize(
    ("town", "region", "code"),
    [("Saint-Denis", "11", "93066"), ("Saint-Denis", "04", "97411"), ("Évry", "11", "91228"), ("Évry", "27", "89162")],
)
def test_a_region_settles_homonyms(town: str, region: str, code: str) -> None:
    assert find_commune(town, region=region).code == code


def test_a_departement_settles_homonyms() -> None:
    assert find_commune("Saint-Ouen", departement="41").code == "41226"


def test_one_that_dwarfs_the_others_is_taken_and_it_is_said() -> None:
    match = find_commune("Montreuil")
    assert match.code == "93048"
    assert "homonymes dont un bien plus peuplé" in match.reason


@pytest.mark.parametrize(
    ("town", "region", "reason"),
    [
        ("Saint-Denis", None, "4 communes portent ce nom"),
        ("Paris", "84", "Paris n’est pas dans le territoire dit, mais dans\u202f: 75"),
        ("Sophia Antipolis", "93", "aucune commune de ce nom"),  # over five communes
        ("Marne-la-Vallée", "11", "aucune commune de ce nom"),
        ("Lyon - Grenoble", None, "plusieurs communes dites\u202f: 38185, 69123"),
        ("", None, "aucune ville dite"),
        ("CEDEX 12", None, "aucune ville dite"),
        ("Wexford", None, "aucune commune de ce nom"),
    ],
)
def test_a_wrong_commune_is_worse_than_none(town: str, region: str | None, reason: str) -> None:
    match = find_commune(town, region=region)
    assert match.code is None
    assert reason in match.reason


def test_every_commune_is_found_by_its_own_name_in_its_departement_or_shares_it() -> None:
    wrong = [
        commune.name
        for commune in reference.communes().values()
        if (match := find_commune(commune.name, departement=commune.departement)).code != commune.code
        and "portent ce nom" not in match.reason
    ]
    assert wrong == []


def test_usual_names_lead_to_communes_in_force() -> None:
    assert set(USUAL_NAMES.values()) <= set(reference.communes())


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Île-de-France", "11"),
        ("ILE DE FRANCE", "11"),
        ("Provence-Alpes-Côte d’Azur", "93"),
        ("PACA", "93"),
        ("Nord-Pas-de-Calais", "32"),
        ("Région Picardie", "32"),
        ("Rhône-Alpes", "84"),
        ("Réunion", "04"),
        ("Centre", "24"),
        ("Bavière", None),
        ("", None),
    ],
)
def test_regions_by_name(name: str, code: str | None) -> None:
    assert find_region(name) == code


def test_every_region_of_before_leads_to_one_in_force() -> None:
    assert set(FORMER_REGIONS.values()) <= set(reference.regions())


@pytest.mark.parametrize(
    ("country", "french"),
    [("France", True), ("FR", True), ("Réunion", True), ("Polynésie française", True), ("Irlande", False), ("", False)],
)
def test_evidence_of_france(country: str, french: bool) -> None:
    assert in_france(country) is french


@pytest.mark.reference
def test_most_towns_of_a_national_file_reach_one_commune() -> None:
    """Measured on the ANR file of 2022: 98.1 % of the French rows that say a town, 72.5 % of all rows."""
    rows = said = matched = 0
    with gzip.open(
        shared("data", "projects", "anr", "anr_dos_2010_2022_partenaires.csv.gz"), "rt", encoding="utf-8"
    ) as file:
        for row in csv.DictReader(file):
            town, region, country = (row[f"Projet.Partenaire.Adresse.{name}"] for name in ("Ville", "Region", "Pays"))
            rows += 1
            if town and (find_region(region) or in_france(country)):
                said += 1
                matched += find_commune(town, region=find_region(region)).code is not None
    assert matched / said > 0.975
    assert matched / rows > 0.72
