"""Registers of groupings, contracts, associations and companies: what is particular to each."""

from pathlib import Path

import pytest

from graph.model.coverage import DataState
from graph.model.entities import Actor, Alliance, Experiment, Territory
from graph.model.relations import ActsIn, Addresses, Participation, PartOf, SituatedIn
from graph.resolution.resolving import resolve_actors
from graph.store import Store
from loaders.facts import Outcome
from loaders.loading import load_files
from loaders.mapping import by_source
from tests.loaders.rows import one, outcomes, said

pytestmark = pytest.mark.unit
BORDEAUX, LYON = "243300316", "200046977"
"""EPCI of the COG: Bordeaux Métropole, Métropole de Lyon."""


def read(folder: Path, name: str, text: str, source: str) -> list[Outcome]:
    (folder / name).write_text(text, encoding="utf-8")
    return outcomes(folder / name, source)


def test_a_grouping_is_one_actor_and_one_alliance_with_its_members(tmp_path: Path) -> None:
    (made,) = read(
        tmp_path, "groupement-adhesions.csv", f"groupement_siren,adhesion_siren\n{BORDEAUX},{LYON}\n", "banatic"
    )
    assert one(made, Alliance).id == f"alliance:banatic:{LYON}"
    assert {(fact.source, fact.role) for fact in said(made) if isinstance(fact, Participation)} == {
        (f"siren:{BORDEAUX}", "membre"), (f"siren:{LYON}", "porteur"),
    }  # fmt: skip
    assert one(made, ActsIn).target == f"epci:{BORDEAUX}"  # it acts where its members are


def test_a_grouping_without_a_name_is_shown_by_its_id(tmp_path: Path) -> None:
    (made,) = read(
        tmp_path, "groupement-adhesions.csv", "groupement_siren,adhesion_siren\n356000000,552100554\n", "banatic"
    )
    assert {fact.label for fact in said(made) if isinstance(fact, Actor)} == {""}


def test_a_perimeter_says_only_what_lies_in_what(tmp_path: Path) -> None:
    text = f"siren;raison_sociale;insee;nom_membre\n{BORDEAUX};Bordeaux Métropole;33063;Bordeaux\n"
    (made,) = read(tmp_path, "perimetre-epci-a-fp.csv", text, "banatic")
    (part,) = said(made)
    assert isinstance(part, PartOf)
    assert (part.source, part.target) == ("commune:33063", f"epci:{BORDEAUX}")


def test_a_crte_is_a_contract_and_a_territory(tmp_path: Path) -> None:
    text = f"id_crte,lib_crte,siren_epci,date_signature\ncrte-75-33-1,CRTE de Bordeaux,{BORDEAUX},2021-12-01\n"
    (made,) = read(tmp_path, "crte.csv", text, "crte")
    assert one(made, Alliance).type == "contrat"
    assert one(made, Territory).id == "crte:crte-75-33-1"
    assert one(made, PartOf).source == f"epci:{BORDEAUX}"
    assert one(made, Participation).source == f"siren:{BORDEAUX}"


def test_a_contract_of_a_merged_epci_is_kept_with_a_warning(tmp_path: Path) -> None:
    text = "code_cv,libelle,siren_epci_origine,departement\nCV9,Ancien contrat,240100628,01\n"
    (made,) = read(tmp_path, "contrats_de_ville.csv", text, "contrats-de-ville")
    assert [problem.code for problem in made.problems] == ["former_epci"]
    assert one(made, Participation).source == "siren:240100628"
    assert {fact.target for fact in said(made) if isinstance(fact, ActsIn)} == {"departement:01"}


def test_several_districts_in_one_cell_are_several(tmp_path: Path) -> None:
    text = 'code_qp,libelle,insee_com\n"QN00101M, QN00102M","La Rive, Le Bourg",33063\n'
    (made,) = read(tmp_path, "qpv_2024.csv", text, "quartiers-prioritaires")
    assert {fact.id: fact.label for fact in said(made) if isinstance(fact, Territory)} == {
        "qpv:QN00101M": "La Rive", "qpv:QN00102M": "Le Bourg",
    }  # fmt: skip


RNA = "id;id_ex;siret;date_creat;date_disso;titre;titre_court;objet;objet_social1;objet_social2;adrs_codeinsee;position;siteweb\n"


def test_an_association_of_the_rna_gives_its_objects_its_seat_and_its_siren(tmp_path: Path) -> None:
    row = "W751092330;;35600000000048;2010-05-01;0001-01-01;Les Amis;LA;entraide;019012;6000;33063;A;\n"
    (made,) = read(tmp_path, "rna_waldec.csv", RNA + row, "rna")
    actor = one(made, Actor)
    assert (actor.id, actor.siren, actor.active, actor.dissolved) == ("rna:W751092330", "356000000", True, None)
    assert one(made, SituatedIn).target == "commune:33063"
    # 019012 and 6000 (006000 without its zeros): families 019 and 006
    assert {fact.target for fact in said(made) if isinstance(fact, Addresses)} == {
        "theme:waldec-019",
        "theme:waldec-006",
    }


def test_associations_of_local_law_are_declared_outside_the_register() -> None:
    outside = {row.territory for row in by_source("rna").covers if row.state is DataState.NOT_IN_REGISTER}
    assert outside == {"departement:57", "departement:67", "departement:68"}


SIRENE = "siren,denominationUniteLegale,categorieJuridiqueUniteLegale,economieSocialeSolidaireUniteLegale,identifiantAssociationUniteLegale,etatAdministratifUniteLegale\n"


def test_units_of_the_social_economy_enter_and_the_others_wait(tmp_path: Path) -> None:
    rows = "356000000,LA COOP,5599,O,,A\n552100554,LA SOCIETE,5599,N,,A\n"
    social, other = read(tmp_path, "StockUniteLegale.csv", SIRENE + rows, "sirene")
    assert social.facts is not None and other.facts is not None  # noqa: PT018
    assert (social.facts.reserved, other.facts.reserved) == (False, True)


def test_a_natural_person_is_never_read(tmp_path: Path) -> None:
    (made,) = read(tmp_path, "StockUniteLegale.csv", SIRENE + "356000000,,1000,N,,A\n", "sirene")
    assert made.facts is None
    assert made.problems[0].code == "personal_data"


def test_a_food_project_is_carried_by_the_structures_of_its_cell(tmp_path: Path) -> None:
    text = 'code_pat,nom_du_pat,territoire,departemen,annee_labe\n1.0,PAT d’Exemple,"CC du Val (01)\nCC du Mont",01 – Ain,2021\n'
    (made,) = read(tmp_path, "pat_aura.csv", text, "projets-alimentaires-territoriaux")
    assert one(made, Experiment).id == "exp:projets-alimentaires-territoriaux:1"
    assert [fact.label for fact in said(made) if isinstance(fact, Actor)] == ["CC du Val", "CC du Mont"]
    assert [fact.role for fact in said(made) if isinstance(fact, Participation)] == ["porteur", "partenaire"]


def test_a_trade_name_in_a_list_yields_to_the_name_of_the_register_and_a_dead_unit_says_so(
    store: Store, tmp_path: Path
) -> None:
    """The list of the social economy holds trade names in place of legal ones, and units that are no longer active."""
    head = "siren,siret_siege,denomination,categorie_juridique,famille_ess,est_active"
    (tmp_path / "ess_acteurs.csv").write_text(f"{head}\n356000000,,Le Tiers-Lieu,9220,association,False\n")
    register = "siren,denominationUniteLegale,categorieJuridiqueUniteLegale,etatAdministratifUniteLegale"
    (tmp_path / "StockUniteLegale_utf8.csv").write_text(f"{register}\n356000000,ASSOCIATION EXEMPLE,9220,C\n")
    load_files(store, [str(tmp_path / "ess_acteurs.csv")])
    (list_alone,) = store.nodes(["siren:356000000"])
    assert (list_alone["label"], list_alone["properties"]["active"]) == ("Le Tiers-Lieu", False)
    load_files(store, [str(tmp_path / "StockUniteLegale_utf8.csv")], source="sirene")
    resolve_actors(store, when="2026-01-01")
    both = store.node("siren:356000000")
    assert both.label == "ASSOCIATION EXEMPLE"
    assert "Le Tiers-Lieu" in both.labels
