"""`entrelacs space` and its route: the answer in words, the same bytes for the same seed, and what is refused."""

import pytest

from api.answers.space import space_document
from graph.errors import InvalidInput
from graph.model.levels import Level
from graph.model.question import GapQuestion
from graph.settings import Settings
from graph.store import open_store
from tests.cli.running import entrelacs
from tests.support.french import plain

pytestmark = pytest.mark.unit


def test_the_answer_is_a_sentence_with_its_caveat(shown: str) -> None:
    said = entrelacs("space", store=shown)
    assert said.code == 0, said.err
    assert "I de Moran" in plain(said.out)
    assert "Sans voisin comparé, donc laissés de côté" in plain(said.out)
    assert plain(said.out).startswith("Données synthétiques de démonstration.")
    assert "jamais quel territoire est sous-partenarié" in plain(said.err)


def test_the_same_seed_gives_the_same_answer(shown: str) -> None:
    one, other = (entrelacs("space", "--seed", 7, "--json", store=shown).document for _ in range(2))
    for found in (one, other):
        found.pop("generated_at")
    assert one == other
    assert one["permutations"] == 9_999  # fewer cannot pass the correction
    assert one["compared"] + len(one["islands"]) + one["not_compared"] == 101
    assert all(row["corrected_p"] <= 0.10 for row in one["local"])


def test_other_levels_and_parts_are_refused(shown: str) -> None:
    with open_store(Settings(store=shown)) as view:
        for asked in (GapQuestion(Level.REGION), GapQuestion(Level.DEPARTEMENT, within="region:75")):
            with pytest.raises(InvalidInput, match="Attendu departement"):
                space_document(view, asked)
