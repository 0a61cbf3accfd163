"""Grants: who gives, who receives, and when two equal rows are two grants."""

from pathlib import Path

import pytest

from graph.model.entities import Actor, Alliance
from graph.model.relations import ActsIn, LocatedBy, Participation
from loaders.facts import Outcome
from tests.loaders.rows import one, outcomes, said
from tests.loaders.undescribed import workbook
from tests.reference import shared

pytestmark = pytest.mark.unit
HEADER = "nomAttribuant;idAttribuant;dateConvention;referenceDecision;nomBeneficiaire;idBeneficiaire;objet;montant;nature;conditionsVersement;datesPeriodeVersement"
LA_POSTE = "35600000000048"
"""A SIRET that stands in the rules of the registers (domain.md §3.2)."""


def scdl(folder: Path, *rows: str) -> list[Outcome]:
    file = folder / "subventions.csv"
    file.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return outcomes(file, "scdl")


def test_a_grant_is_a_convention_between_giver_and_beneficiary(tmp_path: Path) -> None:
    (made,) = scdl(
        tmp_path,
        f"Ville d’Exemple;;2019-05-10;D-1;Association A;{LA_POSTE};Atelier;1500,50;aide;unique;2019-06/2019-12",
    )
    convention = one(made, Alliance)
    assert (convention.type, convention.label, convention.amount) == ("financement", "Atelier", 1500.5)
    assert (convention.start, convention.end) == ("2019-05-10", "2019-12")
    roles = {fact.role: fact for fact in said(made) if isinstance(fact, Participation)}
    assert set(roles) == {"financeur", "beneficiaire"}
    assert (roles["beneficiaire"].source, roles["beneficiaire"].amount) == ("siren:356000000", 1500.5)
    assert roles["beneficiaire"].siret == LA_POSTE


def test_equal_rows_are_as_many_grants_with_stable_ids(tmp_path: Path) -> None:
    row = "Ville;;2019;;Association A;;Atelier;100;;;"
    first, second, other = (one(made, Alliance).id for made in scdl(tmp_path, row, row, row.replace("100", "200")))
    assert second == f"{first}-2"
    assert other not in (first, second)
    # the same rows in another file of the publisher are the same grants
    again, *_ = (one(made, Alliance).id for made in scdl(tmp_path, "Ville;;2018;;Autre;;;1;;;", row)[1:])
    assert again == first


ROLES = '{{"id_poste": "0033{rank}", "code_tiers": "{number}", "raison_sociale": "{name}", "annee": 2021, "code_cv": "{code}"}}'


def city_policy(folder: Path, name: str, *rows: tuple[str, str, str]) -> list[Outcome]:
    said = (ROLES.format(rank=rank, number=n, name=who, code=code) for rank, (n, who, code) in enumerate(rows))
    (folder / name).write_text(f"[{','.join(said)}]", encoding="utf-8")
    return outcomes(folder / name, "politique-de-la-ville")


def test_two_contracts_glued_in_one_cell_are_two(tmp_path: Path) -> None:
    rows = ((LA_POSTE, "Régie A", "CV383CV384"), (LA_POSTE, "Régie A", "CV002"))
    made = city_policy(tmp_path, "adulte-relais-2021.json", *rows)
    assert [one(each, Alliance).contracts for each in made] == [("CV383", "CV384"), ("CV002",)]


def test_the_number_of_a_fonjep_row_is_a_name_and_identifies_nobody(tmp_path: Path) -> None:
    (made,) = city_policy(tmp_path, "postes-fonjep-2021.json", ("FOYER RURAL", "FOYER RURAL", "CV175"))
    assert made.problems == ()  # not a number that is wrong: no number
    receiver = next(fact for fact in said(made) if isinstance(fact, Participation) and fact.role == "beneficiaire")
    assert receiver.source.startswith("mention:")


def test_equal_rows_of_fonjep_are_one_post(tmp_path: Path) -> None:
    """The file has exact duplicates under one number: the declared key makes them one fact said twice."""
    same = ("X", "FOYER RURAL", "CV175")
    file = tmp_path / "postes-fonjep-2021.json"
    text = ROLES.format(rank=1, number=same[0], name=same[1], code=same[2])
    file.write_text(f"[{text},{text}]", encoding="utf-8")
    first, second = (one(made, Alliance).id for made in outcomes(file, "politique-de-la-ville"))
    assert first == second


def test_a_row_without_a_name_is_refused(tmp_path: Path) -> None:
    (made,) = scdl(tmp_path, "Ville;;2019;;;;Atelier;100;;;")
    assert made.facts is None
    assert made.problems[0].column == "nomBeneficiaire"


def jaune(folder: Path, *rows: str) -> list[Outcome]:
    file = folder / "plf-2012-jaune-associations.csv"
    head = "SIREN;ASSOCIATION;IMPUTATION;Total des subventions;Détail des subventions"
    file.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return outcomes(file, "jaune-associations")


def test_totals_of_the_jaune_do_not_count_twice(tmp_path: Path) -> None:
    total, detail = jaune(
        tmp_path, "356000000;ASSO - 33 BORDEAUX;;3 000;", "356000000;ASSO - 33 BORDEAUX;Programme 163;;3 000"
    )
    assert (total.facts, total.aside) == (None, "total")
    assert one(detail, Alliance).amount == 3000


def test_names_of_the_jaune_are_told_apart_from_their_place(tmp_path: Path) -> None:
    (made,) = jaune(tmp_path, ";A.D.A.P.A. - 33 BORDEAUX;Programme 163;;100")
    beneficiary = next(fact for fact in said(made) if isinstance(fact, Actor) and fact.profile == "association")
    assert beneficiary.label == "A.D.A.P.A."
    placed = one(made, ActsIn)
    assert (placed.target, placed.located_by) == ("commune:33063", LocatedBy.SEAT)


def test_a_dummy_siren_of_the_jaune_is_no_identity(tmp_path: Path) -> None:
    """219000106 is a real commune of Belfort: the association is not that commune."""
    (made,) = jaune(tmp_path, "219000106;A.D.A.P.A. - 33 BORDEAUX;Programme 163;;100")
    beneficiary = next(fact for fact in said(made) if isinstance(fact, Actor) and fact.profile == "association")
    assert beneficiary.id.startswith("mention:")
    assert [problem.code for problem in made.problems] == ["dummy_identifier"]


@pytest.mark.reference
@pytest.mark.parametrize(
    ("folder", "source", "rows"),
    [
        ("dep44_loire_atlantique", "subventions-dep44", 18_148),
        ("ville75_paris", "subventions-paris", 20_634),
    ],
)
def test_national_publishers_keep_nearly_all(folder: str, source: str, rows: int) -> None:
    (file,) = [
        f for f in shared("data", "grants", folder).glob("*.csv") if "cache" not in f.name and "b811" not in f.name
    ]
    ends = outcomes(file, source)
    assert len(ends) == rows
    stating = [end for end in ends if end.aside is None]
    assert sum(end.facts is not None for end in stating) >= 0.98 * len(stating)


def test_sheets_of_montpellier_that_repeat_the_main_one_are_set_aside(tmp_path: Path) -> None:
    file = tmp_path / "VilleMTP_MTP_AttribSub_2014.xlsx"
    main = [
        ["Code", "Structure", "Nom du projet", "Montant", "Exercice", "Type", "Thématique"],
        ["1", "Club de voile", "École", 300, "2014", "Projet", "Sport"],
    ]
    detail = [["Structure", "Montant", "Thématique"], ["Club de voile", 300, "Culture"]]
    workbook(("Subventions", main), ("Détail culture", detail))(file)
    ends = outcomes(file, "subventions-montpellier")
    assert [(end.aside, end.facts is not None) for end in ends] == [(None, True), ("elsewhere", False)]
