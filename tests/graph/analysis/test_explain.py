"""The sentence of every verdict, word for word (gap-analysis.md §12): it may name only what was used and is known."""

from typing import Any

import pytest

from graph.analysis.explain import explain
from graph.model.counts import CoverageState
from graph.model.coverage import DataState
from graph.model.findings import AboveRef, Finding, TerritoryRef, Verdict
from tests.support.french import plain

pytestmark = pytest.mark.unit
CAPACITIES = ("associations", "entreprises")
COLLECTED = CoverageState(DataState.COLLECTED, 0.92)
BARE = dict.fromkeys(
    ("expected", "ratio", "ratio_low", "ratio_high", "p_below_08", "p_below_05", "power", "missing", "missing_low",
     "missing_high", "tipping_point", "fabric_ratio", "need", "robust")
)  # fmt: skip
RHONE = {
    "observed": 24, "expected": 57.2, "ratio": 0.48, "ratio_low": 0.35, "ratio_high": 0.63, "p_below_08": 0.998,
    "p_below_05": 0.61, "power": 0.9, "tipping_point": 19,
}  # fmt: skip
"""The row of the example of §12, of a simulated country."""


def sentence(
    verdict: Verdict,
    state: CoverageState = COLLECTED,
    covariates: tuple[str, ...] = CAPACITIES,
    *,
    level: str = "departement",
    name: str = "Rhône",
    synthetic: bool = False,
    **values: Any,
) -> str:
    """With plain spaces, for reading; that none of them may break a line is tested apart."""
    territory = TerritoryRef(id=f"{level}:69", level=level, code="69", name=name, vintage="2026")
    row = {**BARE, "observed": 0, **values}
    finding = Finding(territory=territory, data_state=state.state, verdict=verdict, explanation="", **row)
    return plain(explain(finding, state, covariates, synthetic))


def test_flagged() -> None:
    assert sentence(Verdict.FLAGGED, **RHONE) == (
        "Rhône : 24 alliances recensées pour 57 attendues au vu de sa population, de ses associations et de ses "
        "entreprises. Après correction du hasard, ce territoire a 0,48 fois (90 % : 0,35–0,63) les alliances d’un "
        "territoire comparable ; probabilité d’être sous 0,8 : > 99 %. Il faudrait 19 alliances non recensées pour "
        "lever le signal. Collecte estimée à 92 %."
    )


def test_major_says_what_makes_it_so() -> None:
    said = sentence(
        Verdict.MAJOR, CoverageState(DataState.COLLECTED), **{**RHONE, "p_below_05": 0.86, "tipping_point": 1}
    )
    assert said.endswith(
        "probabilité d’être sous 0,8 : > 99 %, sous 0,5 : 86 %. Il faudrait 1 alliance non recensée pour lever le "
        "signal. Collecte déclarée complète."
    )


def test_population_alone_says_that_the_method_is_weaker_and_names_nothing_else() -> None:
    for verdict in (Verdict.MAJOR, Verdict.FLAGGED, Verdict.TO_CHECK):
        said = sentence(verdict, covariates=(), **RHONE)
        assert "au vu de sa population. " in said
        assert said.endswith("sans associations ni entreprises, la méthode est plus fragile.")


def test_one_covariate() -> None:
    said = sentence(Verdict.FLAGGED, covariates=("associations",), **RHONE)
    assert "au vu de sa population et de ses associations. " in said
    assert "entreprises" not in said


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (
            CoverageState(DataState.PARTIAL),
            "À vérifier avant de conclure : la collecte n’est pas déclarée, c’est peut-être elle qui manque.",
        ),
        (
            CoverageState(DataState.PARTIAL, 0.83, undeclared=True),
            "À vérifier avant de conclure : la collecte n’est pas déclarée partout (elle atteint au plus 83 %), "
            "c’est peut-être elle qui manque.",
        ),
        (
            CoverageState(DataState.PARTIAL, 0.7),
            "À vérifier : avec une collecte estimée à 70 %, le manque peut venir d’elle.",
        ),
    ],
)
def test_to_check_says_what_to_check(state: CoverageState, said: str) -> None:
    assert sentence(Verdict.TO_CHECK, state, **RHONE).endswith(f"pour lever le signal. {said}")


@pytest.mark.parametrize(
    ("level", "where"), [("epci", " Lire le département."), ("departement", " Lire la région."), ("region", "")]
)
def test_not_resolvable_whatever_the_count(level: str, where: str) -> None:
    said = sentence(Verdict.NOT_RESOLVABLE, level=level, name="Ici", observed=0, expected=4.2, power=0.0)
    assert said == f"Ici : avec 4 alliances attendues, aucun nombre observé ne permettrait de conclure.{where}"


def test_not_resolvable_for_want_of_power() -> None:
    said = sentence(Verdict.NOT_RESOLVABLE, name="Ici", observed=9, expected=15.3, power=0.24)
    assert said == (
        "Ici : avec 15 alliances attendues, une moitié manquante ne serait vue que 2 fois sur 10 ; rien ne peut être "
        "conclu du nombre recensé (9). Lire la région."
    )
    assert "moins d’une fois sur 10" in sentence(Verdict.NOT_RESOLVABLE, expected=7.0, power=0.03)


def test_less_than_one_expected() -> None:
    said = sentence(Verdict.NOT_RESOLVABLE, name="Ici", expected=0.3, power=0.0)
    assert said.startswith("Ici : avec moins d’une alliance attendue, ")


def test_nothing_to_report_carries_its_power() -> None:
    said = sentence(Verdict.NOTHING_TO_REPORT, observed=55, expected=57.2, power=0.88)
    assert said == (
        "Rhône : 55 alliances recensées pour 57 attendues au vu de sa population, de ses associations et de ses "
        "entreprises. Rien à signaler (une moitié manquante aurait été vue dans 88 % des cas)."
    )


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (CoverageState(DataState.NOT_COLLECTED), "les données n’y ont pas été collectées"),
        (CoverageState(DataState.NOT_IN_REGISTER), "le registre ne couvre pas ce territoire"),
        (
            CoverageState(DataState.NOT_IN_REGISTER, lacking=("rna",)),
            "le registre ne couvre pas ce territoire (source : rna)",
        ),
        (
            CoverageState(DataState.UNKNOWN, lacking=("anr", "prix")),
            "rien n’est déclaré de ce qui y a été collecté (source : anr et prix)",
        ),
        (CoverageState(DataState.PARTIAL, 0.45), "la collecte n’y est estimée qu’à 45 %, trop peu pour comparer"),
        (CoverageState(DataState.COLLECTED, 0.5), "la collecte n’y est estimée qu’à 50 %, trop peu pour comparer"),
        (
            CoverageState(DataState.PARTIAL, 0.24, undeclared=True),
            "la collecte n’y est pas déclarée partout et atteint au plus 24 %, trop peu pour comparer",
        ),
        # well collected: only its inhabitants are wanting
        (COLLECTED, "sa population n’est pas connue"),
        (CoverageState(DataState.PARTIAL), "sa population n’est pas connue"),
    ],
)
def test_insufficient_data_gives_the_true_reason(state: CoverageState, why: str) -> None:
    assert sentence(Verdict.INSUFFICIENT_DATA, state, (), name="Moselle") == (
        f"Moselle : {why}. Aucune conclusion ; l’absence d’alliance recensée ne dit rien de l’absence d’alliance."
    )


def test_no_recorded_alliance_is_not_no_alliance() -> None:
    assert "aucune alliance recensée pour 57 attendues" in sentence(Verdict.FLAGGED, **{**RHONE, "observed": 0})


def test_a_demonstration_says_it_is_one() -> None:
    assert sentence(Verdict.FLAGGED, synthetic=True, **RHONE).startswith("Données synthétiques de démonstration. Rhône")


def test_no_sign_begins_a_line() -> None:
    territory = TerritoryRef(id="departement:69", level="departement", code="69", name="Rhône", vintage="2026")
    finding = Finding(territory=territory, data_state=DataState.COLLECTED, verdict=Verdict.FLAGGED, explanation="",
                      **{**BARE, **RHONE})  # fmt: skip
    said = explain(finding, COLLECTED, CAPACITIES, False)
    assert not any(f" {sign}" in said for sign in ":;%")
    assert ">\u202f99\u202f%" in said


TISSUE = {"fabric_ratio": 0.62, "fabric_low": 0.5, "fabric_high": 0.77}


def test_a_gap_of_fabric_is_told_beside_any_verdict() -> None:
    """The other gap of §1: it is of actors, and stands where nothing is said of alliances too."""
    words = " Écart de tissu : 0,62 fois les acteurs d’un territoire aussi peuplé (90 % : 0,50–0,77)."
    assert sentence(Verdict.FLAGGED, **RHONE, **TISSUE) == sentence(Verdict.FLAGGED, **RHONE) + words
    quiet = {"observed": 60, "expected": 57.2, "power": 0.9}
    assert sentence(Verdict.NOTHING_TO_REPORT, **quiet, **TISSUE).endswith("dans 90 % des cas)." + words)


@pytest.mark.parametrize("high", [1.0, 1.2, None])
def test_a_gap_of_fabric_that_may_be_chance_is_not_told(high: float | None) -> None:
    assert "tissu" not in sentence(Verdict.FLAGGED, **RHONE, **{**TISSUE, "fabric_high": high})


def test_need_is_told_beside_a_flag_and_nowhere_else() -> None:
    """A second axis, crossed and never added: alone it would read as a gap."""
    for verdict in (Verdict.MAJOR, Verdict.FLAGGED, Verdict.TO_CHECK):
        assert sentence(verdict, **RHONE, need="fort") == sentence(verdict, **RHONE) + " Besoin : tiers fort."
    for verdict in (Verdict.NOTHING_TO_REPORT, Verdict.NOT_RESOLVABLE, Verdict.INSUFFICIENT_DATA):
        assert "Besoin" not in sentence(verdict, **RHONE, need="fort")


def test_where_the_register_leaves_associations_out_by_law_nothing_is_concluded() -> None:
    """Associations of Alsace and Moselle are registered by courts: few in the RNA is not few (V11)."""
    state = CoverageState(DataState.NOT_IN_REGISTER, without=("associations",))
    assert sentence(Verdict.INSUFFICIENT_DATA, state, name="Bas-Rhin") == (
        "Bas-Rhin : des associations n’y figurent pas au RNA (droit local d’Alsace et de Moselle). Aucune conclusion. "
        "Source à collecter : registres des tribunaux."
    )


@pytest.mark.parametrize(
    ("here", "there", "told"),
    [
        (Verdict.FLAGGED, Verdict.NOTHING_TO_REPORT, "au niveau au-dessus (Gironde), rien à signaler"),
        (Verdict.NOTHING_TO_REPORT, Verdict.MAJOR, "au niveau au-dessus (Gironde), moins d’alliances qu’attendu"),
        (Verdict.FLAGGED, Verdict.MAJOR, None),  # the two agree
        (Verdict.FLAGGED, Verdict.NOT_RESOLVABLE, None),  # one of them says nothing: no disagreement
        (Verdict.NOT_RESOLVABLE, Verdict.MAJOR, None),
    ],
)
def test_a_finding_of_one_level_alone_is_labelled(here: Verdict, there: Verdict, told: str | None) -> None:
    """§6: repeated at another cut, a finding that does not hold is one of the cut."""
    above = AboveRef(id="departement:33", name="Gironde", verdict=there)
    said = sentence(here, level="epci", name="Bordeaux Métropole", above=above, **RHONE)
    if told is None:
        assert "découpage" not in said
    else:
        assert f"Ce résultat change avec le découpage : {told}." in said
