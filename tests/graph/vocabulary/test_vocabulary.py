"""Counts and codes come from interfaces.md §7 and domain.md §0–§3; labels are ours."""

import subprocess
import sys
from pathlib import Path

import pytest

from graph import vocabulary
from graph.errors import InvalidRecord
from graph.model.coverage import DataState
from graph.model.entities import NodeKind
from graph.model.ids import KIND_BY_PREFIX
from graph.model.levels import Level
from graph.model.origin import Status
from graph.model.relations import LocatedBy, RelationType

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (vocabulary.actor_kinds, 12),
        (vocabulary.roles, 12),
        (vocabulary.partnership_types, 4),
        (vocabulary.alliance_types, 6),
        (vocabulary.contract_natures, 2),
        (vocabulary.phases, 4),
        (vocabulary.stakes, 3),
        (vocabulary.impacts, 3),
        (vocabulary.pillars, 4),
        (vocabulary.odd, 17),
        (vocabulary.needs, 18),
        (vocabulary.scales, 4),
        (vocabulary.waldec_families, 29),
        (vocabulary.legal_categories, 260),
        (vocabulary.verdicts, 6),
    ],
)
def test_the_lists_are_closed(words: vocabulary.terms.Vocabulary, count: int) -> None:  # type: ignore[type-arg]
    assert len(words()) == count


@pytest.mark.parametrize("words", vocabulary.ALL)
def test_every_term_has_its_words_its_rank_and_a_known_source(words: object) -> None:
    terms = list(words().values())  # type: ignore[operator]
    assert [term.order for term in terms] == list(range(1, len(terms) + 1))
    assert all(term.label.strip() == term.label for term in terms)
    assert {term.source for term in terms} <= set(vocabulary.sources())


def test_every_source_is_used() -> None:
    assert {term.source for words in vocabulary.ALL for term in words().values()} == set(vocabulary.sources())


@pytest.mark.parametrize(
    ("words", "enum"),
    [
        (vocabulary.node_kinds, NodeKind),
        (vocabulary.relation_types, RelationType),
        (vocabulary.placements, LocatedBy),
        (vocabulary.data_states, DataState),
        (vocabulary.origin_statuses, Status),
        (vocabulary.levels, Level),
    ],
)
def test_words_and_enumerations_of_the_model_agree(words: object, enum: type) -> None:
    assert set(words()) == {member.value for member in enum}  # type: ignore[operator]


def test_ids_name_kinds_that_exist() -> None:
    assert set(KIND_BY_PREFIX.values()) == set(vocabulary.node_kinds())


def test_pillars_are_in_the_order_of_the_method() -> None:
    assert list(vocabulary.pillars()) == ["capitalisation", "evaluation", "modelisation_economique", "faire_valoir"]


def test_performance_is_a_stake_and_an_impact_and_they_differ() -> None:
    assert vocabulary.stakes()["performance"] != vocabulary.impacts()["performance"]


def test_families_that_do_not_exist_are_refused() -> None:
    """026 and 028 circulate for logement and sécurité; the right codes are 032 and 036."""
    families = vocabulary.waldec_families()
    assert not {"008", "012", "025", "026", "027", "028", "029"} & set(families)
    assert (families.label("032"), families["036"].odd) == ("Logement", (11,))


@pytest.mark.parametrize(
    ("category", "kind"),
    [
        ("9220", "association"),
        ("9260", "association"),
        ("9300", "fondation"),
        ("5710", "entreprise"),
        ("5558", "entreprise"),
        ("4110", "entreprise"),
        ("6317", "mutuelle_cooperative"),
        ("8210", "mutuelle_cooperative"),
        ("7210", "collectivite"),
        ("7357", "collectivite"),
        ("7113", "etat"),
        ("7410", "etat"),
        ("7383", "academique"),
        ("7381", "syndicat_consulaire"),
        ("8410", "syndicat_consulaire"),
        ("9110", None),
        ("0001", None),
    ],
)
def test_legal_categories_suggest_a_kind(category: str, kind: str | None) -> None:
    assert vocabulary.kind_of_category(category) == kind


def test_suggested_kinds_exist() -> None:
    kinds = {category.kind for category in vocabulary.legal_categories().values()} - {None}
    assert kinds <= set(vocabulary.actor_kinds())


def test_an_unknown_code_says_what_is_accepted() -> None:
    with pytest.raises(InvalidRecord, match="phase.*rd_experimentation, modelisation, deploiement, arret"):
        vocabulary.phases()["consolidation"]


def test_a_long_list_is_not_said_in_full() -> None:
    with pytest.raises(InvalidRecord, match=r"… \(260 codes\)"):
        vocabulary.legal_categories()["xx"]


def test_asking_without_the_risk() -> None:
    assert "consolidation" not in vocabulary.phases()
    assert vocabulary.phases().get("consolidation") is None
    assert vocabulary.phases().get("arret") is vocabulary.phases()["arret"]


def test_a_vocabulary_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        vocabulary.phases()["x"] = vocabulary.phases()["arret"]  # type: ignore[index]


def test_the_documentation_is_current() -> None:
    check = subprocess.run(
        [sys.executable, "scripts/write_vocabulary_doc.py", "--check"], cwd=ROOT, capture_output=True, text=True
    )
    assert check.returncode == 0, check.stderr
