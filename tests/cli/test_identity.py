"""`entrelacs identity`: what a person is shown of a pair, what a judgement does, how it is taken back."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import entrelacs
from tests.loaders.damaged import EXPERIMENT, experiments, participations
from tests.support.french import plain

pytestmark = pytest.mark.unit

SIREN = "siren:552100554"
RARE = "Les Troubadours du Pertuis breton"


@pytest.fixture
def joined(ground: str, tmp_path: Path) -> tuple[str, str]:
    """A store where one name without a number was joined to one with a SIREN, and the id of the first."""
    (tmp_path / "experimentations.csv").write_text(experiments(EXPERIMENT))
    (tmp_path / "participations.csv").write_text(
        participations(
            f"X-1;{RARE};552100554;porteur;85194",
            f"X-1;ASS {RARE.upper()};;partenaire;85194",
            "X-1;ALJC;;partenaire;33063",
            "X-1;Association Loisirs Jeunesse et Culture;;partenaire;33063",
        )
    )
    said = entrelacs("load", tmp_path / "experimentations.csv", tmp_path / "participations.csv", store=ground)
    assert "1 réuni à un autre, 1 paire à juger" in plain(said.err)
    (pair,) = rows(ground, "same")
    return ground, pair["left"]["id"]


def rows(store: str, verdict: str) -> list[Any]:
    return entrelacs("identity", "list", "--verdict", verdict, "--json", store=store).document["rows"]  # type: ignore[no-any-return]


def revision(store: str) -> object:
    return entrelacs("stats", "--json", store=store).document["revision"]


def test_the_list_shows_both_sides_and_what_pleads(joined: tuple[str, str]) -> None:
    said = entrelacs("identity", "list", store=joined[0])
    assert "ALJC" in said.out
    assert "le sigle de l’un a les initiales de l’autre" in plain(said.out)


def test_what_was_joined_is_parted_for_ever_and_the_judgement_taken_back(joined: tuple[str, str]) -> None:
    store, mention = joined
    before = revision(store)
    said = entrelacs("identity", "reject", mention, SIREN, "--by", "documentaliste", store=store)
    assert (said.code, "0 réuni" in plain(said.err)) == (0, True)
    assert revision(store) != before
    assert [row["by"] for row in rows(store, "different")] == ["documentaliste"]
    entrelacs("identity", "run", store=store)  # a later pass does not join them again
    assert revision(store) != before
    assert entrelacs("identity", "undo", mention, SIREN, "--by", "documentaliste", store=store).code == 0
    assert revision(store) == before


def test_a_person_joins_what_the_machine_left_open(joined: tuple[str, str]) -> None:
    store = joined[0]
    (pair,) = rows(store, "unsure")
    assert entrelacs("identity", "accept", pair["left"]["id"], pair["right"]["id"], store=store).code == 0
    assert rows(store, "unsure") == []
    assert entrelacs("subgraph", pair["right"]["id"], store=store).code == 0  # the old id is answered


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("accept", SIREN, SIREN), "deux identifiants différents"),
        (("accept", SIREN, "siren:732829320"), "siren:732829320"),
        (("reject", SIREN, "mention:0", "--by", "modele"), "est le nom d’une machine"),
        (("undo", SIREN, "siren:732829320"), "Aucun jugement de « personne »"),
    ],
)
def test_what_cannot_be_judged_is_refused_with_code_3(
    joined: tuple[str, str], arguments: tuple[str, ...], said: str
) -> None:
    answer = entrelacs("identity", *arguments, store=joined[0])
    assert answer.code == 3
    assert said in plain(answer.err)


def test_nothing_compared_is_said(ground: str) -> None:
    assert "Aucune paire" in plain(entrelacs("identity", "list", store=ground).err)
