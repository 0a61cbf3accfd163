"""Grants: who gives, who receives, and when two equal rows are two grants."""

from pathlib import Path

import pytest

from graph.model.entities import Actor, Alliance
from graph.model.relations import ActsIn, LocatedBy, Participation
from loaders.facts import Outcome
from tests.loaders.rows import one, outcomes, said
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
