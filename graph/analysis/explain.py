"""A finding → the French sentence a person reads (gap-analysis.md §12): only what was used, only what is known.

« Aucune alliance recensée » is not « aucune alliance »; a silence carries its power; a demonstration says it is one.
"""

from graph.analysis.completeness import believed, compared
from graph.model.counts import CoverageState
from graph.model.coverage import DataState
from graph.model.findings import Finding, Verdict
from graph.model.typography import count, decimal, listed, number, percent

_LOW = (Verdict.MAJOR, Verdict.FLAGGED, Verdict.TO_CHECK)
DEMONSTRATION = "Données synthétiques de démonstration. "
WEAKER = (
    " Comparaison à population égale seulement\u202f: sans associations ni entreprises, la méthode est plus fragile."
)


def explain(finding: Finding, state: CoverageState, covariates: tuple[str, ...], synthetic: bool) -> str:
    """The sentence of one row. `covariates`: plural names of those used beside population, as in « associations »."""
    said = _SENTENCES[finding.verdict](finding, state, covariates) + _cut(finding) + _fabric(finding) + _need(finding)
    return (DEMONSTRATION if synthetic else "") + said


def _cut(finding: Finding) -> str:
    """Where two levels can both conclude and disagree, the finding is one of the cut (gap-analysis.md §6, MAUP)."""
    if finding.above is None:
        return ""
    here, there = (verdict in _LOW for verdict in (finding.verdict, finding.above.verdict))
    silent = {Verdict.NOT_RESOLVABLE, Verdict.INSUFFICIENT_DATA} & {finding.verdict, finding.above.verdict}
    if silent or here == there:
        return ""
    told = "moins d’alliances qu’attendu" if there else "rien à signaler"
    return f" Ce résultat change avec le découpage\u202f: au niveau au-dessus ({finding.above.name}), {told}."


def _fabric(finding: Finding) -> str:
    """Fewer actors than inhabitants would predict: said where the interval leaves no doubt."""
    if finding.fabric_ratio is None or finding.fabric_high is None or finding.fabric_high >= 1:
        return ""
    return (
        f" Écart de tissu\u202f: {decimal(finding.fabric_ratio)} fois les acteurs d’un territoire aussi peuplé "
        f"(90\u202f%\u202f: {decimal(finding.fabric_low or 0.0)}–{decimal(finding.fabric_high)})."
    )


def _need(finding: Finding) -> str:
    """Said beside a flag: the two axes are crossed, never added up."""
    told = finding.verdict in _LOW
    return f" Besoin\u202f: tiers {finding.need}." if told and finding.need else ""


def _counted(finding: Finding, covariates: tuple[str, ...]) -> str:
    name, observed, expected = finding.territory.name, finding.observed or 0, finding.expected or 0.0
    found = (
        f"{number(observed, 1)} alliances recensées (partagées entre leurs territoires)"
        if isinstance(observed, float)
        else count(observed, "alliance recensée", "alliances recensées", "aucune alliance recensée")
    )
    awaited = count(round(expected), "attendue", "attendues", "moins d’une attendue")
    basis = listed(["de sa population", *(f"de ses {name}" for name in covariates)]).removeprefix("de ")
    return f"{name}\u202f: {found} pour {awaited} au vu de {basis}."


def _ratio(finding: Finding) -> str:
    ratio, low, high = finding.ratio or 0.0, finding.ratio_low or 0.0, finding.ratio_high or 0.0
    return (
        f" Après correction du hasard, ce territoire a {decimal(ratio)} fois "
        f"(90\u202f%\u202f: {decimal(low)}–{decimal(high)}) les alliances d’un territoire comparable"
        f"\u202f; probabilité d’être sous 0,8\u202f: {percent(finding.p_below_08 or 0.0)}{_far(finding)}."
    )


def _far(finding: Finding) -> str:
    """What makes a flag a major one."""
    return f", sous 0,5\u202f: {percent(finding.p_below_05 or 0.0)}" if finding.verdict is Verdict.MAJOR else ""


def _tipping(finding: Finding) -> str:
    return (
        f" Il faudrait {count(finding.tipping_point or 0, 'alliance non recensée', 'alliances non recensées')} "
        "pour lever le signal."
    )


def _collection(state: CoverageState) -> str:
    return " Collecte déclarée complète." if state.rate is None else f" Collecte estimée à {percent(state.rate)}."


def _flagged(finding: Finding, state: CoverageState, covariates: tuple[str, ...]) -> str:
    tail = "" if covariates else WEAKER
    return _counted(finding, covariates) + _ratio(finding) + _tipping(finding) + _collection(state) + tail


def _to_check(finding: Finding, state: CoverageState, covariates: tuple[str, ...]) -> str:
    tail = "" if covariates else WEAKER
    return _counted(finding, covariates) + _ratio(finding) + _tipping(finding) + _doubt(state) + tail


def _doubt(state: CoverageState) -> str:
    """Why a low count is not yet a flag."""
    if not state.doubtful:
        return (
            f" À vérifier\u202f: avec une collecte estimée à {percent(believed(state))}, le manque peut venir d’elle."
        )
    known = "" if state.rate is None else f" partout (elle atteint au plus {percent(state.rate)})"
    return (
        f" À vérifier avant de conclure\u202f: la collecte n’est pas déclarée{known}, c’est peut-être elle qui manque."
    )


def _not_resolvable(finding: Finding, state: CoverageState, covariates: tuple[str, ...]) -> str:
    expected, reach = finding.expected or 0.0, finding.power or 0.0
    awaited = count(round(expected), "alliance attendue", "alliances attendues", "moins d’une alliance attendue")
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
    if state.state is DataState.NOT_IN_REGISTER and state.without:
        return (
            f"{finding.territory.name}\u202f: des associations n’y figurent pas au RNA (droit local d’Alsace et de "
            "Moselle). Aucune conclusion. Source à collecter\u202f: registres des tribunaux."
        )
    return (
        f"{finding.territory.name}\u202f: {_reason(state)}. Aucune conclusion\u202f; l’absence d’alliance recensée "
        "ne dit rien de l’absence d’alliance."
    )


def _reason(state: CoverageState) -> str:
    """Why a territory is not compared; a well collected one, only for want of inhabitants to compare it by."""
    if state.without:
        return f"{listed([f'« {name} »' for name in state.without])} n’y est pas connu"
    if compared(state):
        return "sa population n’est pas connue"
    named = {
        DataState.NOT_IN_REGISTER: "le registre ne couvre pas ce territoire",
        DataState.NOT_COLLECTED: "les données n’y ont pas été collectées",
        DataState.UNKNOWN: "rien n’est déclaré de ce qui y a été collecté",
    }
    why = named.get(state.state) or f"{_share(state)}, trop peu pour comparer"
    return f"{why} (source\u202f: {listed(state.lacking)})" if state.lacking else why


def _share(state: CoverageState) -> str:
    if state.doubtful:
        return f"la collecte n’y est pas déclarée partout et atteint au plus {percent(believed(state))}"
    return f"la collecte n’y est estimée qu’à {percent(believed(state))}"


_SENTENCES = {
    Verdict.MAJOR: _flagged,
    Verdict.FLAGGED: _flagged,
    Verdict.TO_CHECK: _to_check,
    Verdict.NOT_RESOLVABLE: _not_resolvable,
    Verdict.NOTHING_TO_REPORT: _nothing,
    Verdict.INSUFFICIENT_DATA: _insufficient,
}
