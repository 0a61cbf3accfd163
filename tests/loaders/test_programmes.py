"""Public schemes: who carries a project, where it acts, and which territories a scheme enrols."""

import json
from pathlib import Path

import pytest

from graph.model.entities import Actor, Alliance
from graph.model.relations import ActsIn, Participation
from tests.loaders.rows import one, outcomes, said
from tests.reference import shared

pytestmark = pytest.mark.unit
BORDEAUX = "243300316"
"""SIREN of Bordeaux Métropole, an EPCI of the COG."""


def layer(folder: Path, properties: dict[str, str]) -> Path:
    feature = {"type": "Feature", "properties": properties, "geometry": {"type": "Point", "coordinates": [0, 0]}}
    file = folder / "polygone-4326_ti.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    return file


def test_a_project_is_an_alliance_of_its_members_acting_in_their_territories(tmp_path: Path) -> None:
    file = layer(
        tmp_path,
        {"id_ti": "x-1", "lib_ti": "Exemple", "lib_groupement": "L’Agglo, Bordeaux",
         "siren_groupement": f"{BORDEAUX}, 213300635"},
    )  # fmt: skip
    (made,) = outcomes(file, "territoires-d-industrie")
    assert one(made, Alliance).id == "alliance:territoires-d-industrie:x-1"
    # 213300635 = 21 + 33 + 0063 + key: the commune 33063, whose name is the one stated
    assert {fact.target for fact in said(made) if isinstance(fact, ActsIn)} == {f"epci:{BORDEAUX}", "commune:33063"}
    roles = {(fact.target.partition(":")[0], fact.role) for fact in said(made) if isinstance(fact, Participation)}
    assert roles == {("alliance", "membre"), ("programme", "membre")}


def test_names_with_commas_are_not_cut_wrong(tmp_path: Path) -> None:
    # two SIREN and three pieces of text: no piece can be trusted, so the COG names the members
    file = layer(
        tmp_path,
        {"id_ti": "x-1", "lib_ti": "Exemple", "lib_groupement": "CA de Béthune-Bruay, Artois-Lys Romane, CU",
         "siren_groupement": "200072460, 246700488"},
    )  # fmt: skip
    (made,) = outcomes(file, "territoires-d-industrie")
    assert all(fact.label != "Artois-Lys Romane" for fact in said(made) if isinstance(fact, Actor))


def test_a_member_that_is_no_territory_is_kept_with_a_warning(tmp_path: Path) -> None:
    file = layer(
        tmp_path, {"id_ti": "x-1", "lib_ti": "E", "lib_groupement": "Un PETR", "siren_groupement": "200071959"}
    )
    (made,) = outcomes(file, "territoires-d-industrie")
    assert one(made, Actor).id == "siren:200071959"
    assert [problem.code for problem in made.problems] == ["unplaced_member"]


@pytest.mark.reference
def test_every_territoire_d_industrie_is_kept_with_its_members() -> None:
    ends = outcomes(
        shared("data", "programmes", "anct_superposeur_2026", "polygone-4326_ti.geojson"), "territoires-d-industrie"
    )
    assert len(ends) == 149
    assert all(end.facts for end in ends)
    members = {
        (f.source, f.target)
        for e in ends
        for f in said(e)
        if isinstance(f, Participation) and f.target.startswith("alliance:")
    }
    assert len(members) == 588  # ../shared/README.md


@pytest.mark.reference
def test_memberships_that_name_no_territory_in_force_are_kept_as_bodies_or_refused_with_a_reason() -> None:
    ends = outcomes(
        shared("data", "programmes", "derive_appartenances", "programme_territoire.csv"), "programmes-territoires"
    )
    assert len(ends) == 8_676
    refused = [end for end in ends if end.facts is None]
    # 20 names that were never matched, and 7 codes that a département and a région share or that nothing has
    assert len(refused) == 27
    assert all(end.problems for end in refused)
    warned = [end for end in ends if end.facts is not None and end.problems]
    # EPCI that have merged, EPT, syndicates: bodies with a SIREN, enrolled without a place
    assert {problem.code for end in warned for problem in end.problems} == {"unplaced_member", "lost_zero"}
