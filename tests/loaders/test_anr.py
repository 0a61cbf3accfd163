"""Research projects: who takes part, where that is known to be, and what cannot be said."""

from pathlib import Path

import pytest

from graph.model.entities import Actor, Experiment
from graph.model.origin import Origin, Status
from graph.model.relations import ActsIn, Participation
from loaders.facts import Outcome
from tests.loaders.rows import one, outcomes, said
from tests.reference import shared

pytestmark = pytest.mark.unit

HEADER = (
    "id,Projet.Acronyme,Projet.Partenaire.Code_Decision_ANR,Projet.Partenaire.Est_coordinateur,"
    "Projet.Partenaire.Nom_organisme,Projet.Partenaire.Categorie_organisme,Projet.Partenaire.Code_RNSR,"
    "Projet.Partenaire.Adresse.Ville,Projet.Partenaire.Adresse.Region,Projet.Partenaire.Adresse.Pays"
)


def row(folder: Path, cells: str) -> Outcome:
    file = folder / "anr_partenaires.csv"
    file.write_text(f"{HEADER}\n{cells}\n", encoding="utf-8")
    (outcome,) = outcomes(file, "anr")
    return outcome


def test_a_unit_with_a_number_is_that_unit_whatever_its_spelling(tmp_path: Path) -> None:
    made = row(
        tmp_path, "ANR-22-SOIL-0004,EXEMPLE,c-01,True,Labo des Sols,Laboratoire public,200611689J,Nantes,,France"
    )
    assert one(made, Actor).id == "rnsr:200611689J"
    assert one(made, Actor).profile == "academique"
    assert one(made, Participation).role == "coordinateur"
    assert one(made, Experiment).id == "exp:anr:ANR-22-SOIL-0004"
    # the code gives the year of the call, not a date of the project: stated as approximate
    assert one(made, Experiment).start == "~2022"


def test_a_malformed_unit_number_keeps_the_name_and_warns(tmp_path: Path) -> None:
    made = row(tmp_path, "ANR-22-SOIL-0004,EXEMPLE,c-01,False,Labo des Sols,Laboratoire public,UMR8212,Nantes,,France")
    assert one(made, Actor).id.startswith("mention:")
    assert [problem.code for problem in made.problems] == ["invalid_identifier"]


@pytest.mark.parametrize("name", ["Madame Exemple Untelle", "M. Exemple Untel", "Prof. Dr. Exemple Un-Tel"])
def test_a_person_in_the_place_of_an_organisation_is_set_aside(name: str, tmp_path: Path) -> None:
    made = row(tmp_path, f"ANR-22-SOIL-0004,EXEMPLE,c-01,False,{name},Autre,,Nantes,,France")
    assert (made.aside, made.facts) == ("person", None)


@pytest.mark.parametrize(
    ("town", "region", "country", "place"),
    [
        ("Nantes", "", "France", "commune:44109"),
        ("NANTES CEDEX 3", "Pays de la Loire", "", "commune:44109"),
        ("", "Bretagne", "France", "region:53"),  # only the région is said: never below
        ("Saint-Denis", "", "Réunion", "commune:97411"),  # a country of the source that is a French région
    ],
)
def test_a_place_needs_evidence_of_france(tmp_path: Path, town: str, region: str, country: str, place: str) -> None:
    made = row(tmp_path, f"ANR-11-X-0001,A,c,False,Labo,Laboratoire public,,{town},{region},{country}")
    assert one(made, ActsIn).target == place
    assert one(made, ActsIn).located_by == "establishment"


@pytest.mark.parametrize(("town", "country"), [("Valence", "Espagne"), ("Paris", "Canada"), ("Nantes", "")])
def test_a_foreign_or_doubtful_town_gets_no_territory(tmp_path: Path, town: str, country: str) -> None:
    made = row(tmp_path, f"ANR-11-X-0001,A,c,False,Labo,Divers public,,{town},,{country}")
    assert not [fact for fact in said(made) if isinstance(fact, ActsIn)]
    assert one(made, Actor).town == town


def test_a_row_without_a_name_is_rejected_with_its_reason(tmp_path: Path) -> None:
    made = row(tmp_path, "ANR-11-X-0001,A,c,False,,Divers public,,Nantes,,France")
    assert made.facts is None
    assert made.problems[0].code == "missing_value"


PERSON = "Projet.Partenaire.Responsable_scientifique"
LATER = (  # the same columns as the national files of 2025 and after name them, with those that are about persons
    "Projet.Code_Decision;Projet.Acronyme;Projet.Partenaire.Code_Decision;Projet.Partenaire.Est_coordinateur;"
    f"Projet.Partenaire.Nom_organisme;{PERSON}.Nom;{PERSON}.Prenom;{PERSON}.ORCID;Projet.Partenaire.Adresse.Pays"
)


def test_later_names_of_columns_are_read_and_persons_are_not(tmp_path: Path) -> None:
    file = tmp_path / "anr-dgds-partenaires.csv"
    file.write_text(f"{LATER}\nANR-22-SOIL-0004;EX;c;True;Labo;Durand;Zoé;0000-0001;France\n", encoding="utf-8")
    (made,) = outcomes(file, "anr")
    assert one(made, Experiment).id == "exp:anr:ANR-22-SOIL-0004"
    words = " ".join(fact.model_dump_json() for fact in said(made))
    assert not [each for each in ("Durand", "Zoé", "0000-0001") if each in words]


PROJECTS = "Projet.Code_Decision;Projet.Acronyme;Projet.Titre.Francais;Projet.Titre.Anglais;Projet.T0 scientifique"


@pytest.mark.parametrize(
    ("cells", "label", "start"),
    [
        ("EX;Sols vivants;Living soils;2022-10-01", "Sols vivants", "2022-10-01"),
        ("EX;;Living soils;", "Living soils", "~2022"),  # many projects have a title in one language only
        ("EX;;;", "EX", "~2022"),
    ],
)
def test_a_row_of_projects_gives_title_and_beginning(tmp_path: Path, cells: str, label: str, start: str) -> None:
    file = tmp_path / "anr-dgds-projets.csv"
    file.write_text(f"{PROJECTS}\nANR-22-SOIL-0004;{cells}\n", encoding="utf-8")
    (made,) = outcomes(file, "anr")
    project = one(made, Experiment)
    assert (project.id, project.label, project.start) == ("exp:anr:ANR-22-SOIL-0004", label, start)


def test_the_title_wins_over_the_acronym_whatever_comes_first(tmp_path: Path) -> None:
    partner = row(tmp_path, "ANR-22-SOIL-0004,EX,c-01,True,Labo,Laboratoire public,,Nantes,,France")
    assert one(partner, Experiment).properties["start"] == "~2022"  # kept with the entity: a copy would keep it too
    file = tmp_path / "anr-dgds-projets.csv"
    file.write_text(f"{PROJECTS}\nANR-22-SOIL-0004;EX;Sols vivants;;2022-10-01\n", encoding="utf-8")
    (project,) = outcomes(file, "anr")
    origin = Origin(source="anr", run="r", status=Status.IMPORTED)
    one_way, other = (one(made, Experiment).record(origin) for made in (partner, project))
    for record in (one_way.merged(other), other.merged(one_way)):
        assert (record.label, record.properties["start"]) == ("Sols vivants", "2022-10-01")


@pytest.mark.reference
def test_the_national_file_is_kept_but_for_rows_without_a_name() -> None:
    file = shared("data", "projects", "anr", "anr_dos_2010_2022_partenaires.csv.gz")
    ends = outcomes(file, "anr")
    refused = [end for end in ends if end.facts is None and end.aside is None]
    assert len(ends) == 55_483  # rows of the file, header left out
    # one row has a mail in place of a name, another a professor: somebody, whom we do not keep
    assert [end.aside for end in ends if end.aside] == ["person", "person"]
    # 39 rows have no name and one name holds neither letter nor digit
    assert len(refused) == 40
    projects = {f.id for end in ends if end.facts for f in said(end) if isinstance(f, Experiment)}
    assert len(projects) == 17_080
    placed = sum(
        any(isinstance(f, ActsIn) and f.target.startswith("commune:") for f in said(e)) for e in ends if e.facts
    )
    # gap-analysis.md §1: 73 % of rows reach one commune
    assert placed / len(ends) == pytest.approx(0.73, abs=0.02)
