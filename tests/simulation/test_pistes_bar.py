"""V15: pistes judged on the partnerships of research projects that came after, beside popularity and the plain rule."""

from collections.abc import Iterator

import pytest

from graph.analysis.holdout import HoldOut
from graph.settings import Settings
from graph.store import open_store
from loaders.loading import load_files
from scripts.bench.pistes import judge
from tests.reference import shared
from tests.simulation.record import Record
from tests.simulation.worlds import FULL

pytestmark = [pytest.mark.simulation, pytest.mark.reference]
CUT = 2020
WORLD = "projets de recherche (ANR) jusqu’en 2020, puis 2021–2022"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HoldOut]:
    if not FULL:
        pytest.skip("le fichier entier se charge et se juge en une minute : sous make bars")
    projects = str(shared("data", "projects", "anr"))
    with open_store(Settings(store=f"sqlite:///{tmp_path_factory.mktemp('pistes') / 'g.db'}")) as store:
        load_files(store, [projects])
        yield judge(store, CUT)


def test_v15_three_times_what_popularity_finds(found: HoldOut, record: Record) -> None:
    ours, popular = found.trials["pistes"].hits, found.trials["preferential_attachment"].hits
    record.measured(
        "V15",
        WORLD,
        "partenaires venus parmi dix pistes, contre l’attachement préférentiel (fois)",
        ours / popular,
        3.0,
        at_least=True,
    )
    assert ours >= 3 * popular


def test_v15_above_territory_and_theme_whatever_the_actors_drawn(found: HoldOut, record: Record) -> None:
    low, high = found.beyond_rule
    record.measured(
        "V15", WORLD, "avance sur la règle territoire et thème, bas de l’intervalle à 95 %", low, 0.0, at_least=True
    )
    assert 0 < low <= high


def test_v15_the_most_shown_tenth_takes_no_more_than_its_cap(found: HoldOut, record: Record) -> None:
    share = found.trials["pistes"].top_decile
    record.measured("V15", WORLD, "part du dixième le plus montré", share, 0.80, at_least=False)
    assert share <= 0.80


def test_v15_actors_without_a_partner_receive_pistes(found: HoldOut, record: Record) -> None:
    served = found.alone_served / max(1, found.alone)
    record.measured("V15", WORLD, "acteurs sans partenaire qui reçoivent des pistes", served, 0.01, at_least=True)
    assert found.alone > 0
    assert served > 0
