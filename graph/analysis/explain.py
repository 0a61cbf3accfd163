"""A finding → the French sentence a person reads (gap-analysis.md §12): only what was used, only what is known.

« Aucune alliance recensée » is not « aucune alliance »; a silence carries its power; a demonstration says it is one.
"""

from graph.analysis.french import agreed, decimal, percent
from graph.model.counts import CoverageState
from graph.model.coverage import DataState
from graph.model.findings import Finding, Verdict

DEMONSTRATION = "Données synthétiques de démonstration. "
WEAKER = (
    " Comparaison à population égale seulement\u202f: sans associations ni entreprises, la méthode est plus fragile."
)


def explain(finding: Finding, state: CoverageState, covariates: tuple[str, ...], synthetic: bool) -> str:
    """The sentence of one row. `covariates`: labels of those used beside population, as in « ses associations »."""
    said = _SENTENCES[finding.verdict](finding, state, covariates)
    return (DEMONSTRATION if synthetic else "") + said


def _counted(finding: Finding, covariates: tuple[str, ...]) -> str:
    name, observed, expected = finding.territory.name, finding.observed or 0, finding.expected or 0.0
    found = agreed(observed, "alliance recensée", "alliances recensées", "aucune alliance recensée")
    awaited = agreed(round(expected), "attendue", "attendues")
    basis = ["sa population", *covariates]
    seen = basis[0] if len(basis) == 1 else f"{', de '.join(basis[:-1])} et de {basis[-1]}"
    return f"{name}\u202f: {found} pour {awaited} au vu de {seen}."


def _ratio(finding: Finding) -> str:
    ratio, low, high = finding.ratio or 0.0, finding.ratio_low or 0.0, finding.ratio_high or 0.0
    return (
        f" Après correction du hasard, ce territoire a {decimal(ratio)} fois "
        f"(90\u202f%\u202f: {decimal(low)}\u202f–\u202f{decimal(high)}) les alliances d’un territoire comparable"
        f"\u202f; probabilité d’être sous 0,8\u202f: {percent(finding.p_below_08 or 0.0)}."
    )


def _tipping(finding: Finding) -> str:
    return (
        f" Il faudrait {agreed(finding.tipping_point or 0, 'alliance non recensée', 'alliances non recensées')} "
        "pour lever le signal."
    )


def _collection(state: CoverageState) -> str:
    if state.rate is None:
        return " Collecte déclarée complète." if state.state is DataState.COLLECTED else " Collecte non déclarée."
    return f" Collecte estimée à {percent(state.rate)}."


def _flagged(finding: Finding, state: CoverageState, covariates: tuple[str, ...]) -> str:
    tail = "" if covariates else WEAKER
    return _counted(finding, covariates) + _ratio(finding) + _tipping(finding) + _collection(state) + tail


def _to_check(finding: Finding, state: CoverageState, covariates: tuple[str, ...]) -> str:
    reason = (
        " À vérifier avant de conclure\u202f: la collecte n’est pas déclarée, c’est peut-être elle qui manque."
        if state.rate is None
        else f" À vérifier\u202f: avec une collecte estimée à {percent(state.rate)}, le manque peut venir d’elle."
    )
    return _counted(finding, covariates) + _ratio(finding) + _tipping(finding) + reason


def _not_resolvable(finding: Finding, state: CoverageState, covariates: tuple[str, ...]) -> str:
    expected, reach = finding.expected or 0.0, finding.power or 0.0
    awaited = agreed(round(expected), "alliance attendue", "alliances attendues", "moins d’une alliance attendue")
    above = {"epci": " Lire le département.", "departement": " Lire la région."}.get(finding.territory.level, "")
    if reach <= 0:
        return (
            f"{finding.territory.name}\u202f: avec {awaited}, aucun nombre observé ne permettrait de conclure.{above}"
        )
    seen = f"{round(10 * reach)} fois sur 10" if round(10 * reach) else "moins d’une fois sur 10"
    return (
        f"{finding.territory.name}\u202f: avec {awaited}, une moitié manquante ne serait vue que {seen}\u202f; "
        f"rien ne peut être conclu du nombre recensé ({finding.observed}).{above}"
    )


def _nothing(finding: Finding, state: CoverageState, covariates: tuple[str, ...]) -> str:
    return (
        _counted(finding, covariates)
        + f" Rien à signaler (une moitié manquante aurait été vue dans {percent(finding.power or 0.0)} des cas)."
    )


def _insufficient(finding: Finding, state: CoverageState, covariates: tuple[str, ...]) -> str:
    why = {
        DataState.NOT_IN_REGISTER: "le registre ne couvre pas ce territoire",
        DataState.NOT_COLLECTED: "les données n’y ont pas été collectées",
        DataState.UNKNOWN: "aucune source ne dit l’avoir couvert",
        DataState.PARTIAL: f"la collecte n’y est estimée qu’à {percent(state.rate or 0.0)}",
        DataState.COLLECTED: "sa population n’est pas connue, ou la collecte est trop faible",
    }[state.state]
    return (
        f"{finding.territory.name}\u202f: {why}. Aucune conclusion\u202f; l’absence d’alliance recensée "
        "ne dit rien de l’absence d’alliance."
    )


_SENTENCES = {
    Verdict.MAJOR: _flagged,
    Verdict.FLAGGED: _flagged,
    Verdict.TO_CHECK: _to_check,
    Verdict.NOT_RESOLVABLE: _not_resolvable,
    Verdict.NOTHING_TO_REPORT: _nothing,
    Verdict.INSUFFICIENT_DATA: _insufficient,
}
