"""The columns of the gap workbook: head in French, what the document calls it, format, unit and meaning."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graph import vocabulary

WHOLE, ONE, TWO, PERCENT, WORDS = "0", "0.0", "0.00", "0.0%", "@"
"""Formats of numbers, as a spreadsheet writes them; `@`: a text."""


@dataclass(frozen=True, slots=True)
class GapColumn:
    """`field` as in the JSON of /api/v1/gaps, so that each cell can be held against it."""

    head: str
    field: str
    shown: str
    width: int
    unit: str
    meaning: str
    of: Callable[[Any], object]


def _territory(name: str) -> Callable[[Any], object]:
    return lambda row: row["territory"][name]


def _above(row: Any) -> object:
    above = row.get("above")
    return above and f"{above['name']} : {vocabulary.verdicts()[above['verdict']].label}"


def _said(head: str, field: str, shown: str, unit: str, meaning: str) -> GapColumn:
    return GapColumn(head, field, shown, 13, unit, meaning, lambda row: row.get(field))


COLUMNS = (
    GapColumn("Territoire", "territory.name", WORDS, 30, "", "nom du territoire", _territory("name")),
    GapColumn("Niveau", "territory.level", WORDS, 13, "", "région, département ou intercommunalité (epci)",
              lambda row: vocabulary.levels()[row["territory"]["level"]].label),
    GapColumn("Code", "territory.code", WORDS, 11, "", "code officiel géographique, un texte", _territory("code")),
    GapColumn("Identifiant", "territory.id", WORDS, 18, "", "identifiant stable dans Entrelacs", _territory("id")),
    GapColumn("Millésime", "territory.vintage", WORDS, 10, "année", "millésime du découpage", _territory("vintage")),
    GapColumn("Verdict", "verdict", WORDS, 20, "", "ce que l’analyse conclut (feuille « Méthode »)",
              lambda row: vocabulary.verdicts()[row["verdict"]].label),
    GapColumn("Données", "data_state", WORDS, 14, "", "ce qu’on sait de la collecte",
              lambda row: vocabulary.data_states()[row["data_state"]].label),
    _said("Recensées", "observed", "General", "alliances", "alliances distinctes recensées"),
    _said("Attendues", "expected", ONE, "alliances", "ce qu’aurait un territoire comparable, collecte comprise"),
    _said("Rapport", "ratio", TWO, "", "recensées sur attendues, ramené vers 1 quand les nombres sont petits"),
    _said("Rapport, bas", "ratio_low", TWO, "", "borne basse de l’intervalle à 90 % du rapport"),
    _said("Rapport, haut", "ratio_high", TWO, "", "borne haute de l’intervalle à 90 % du rapport"),
    _said("Probabilité sous 0,8", "p_below_08", PERCENT, "probabilité", "que le vrai rapport soit sous 0,8"),
    _said("Probabilité sous 0,5", "p_below_05", PERCENT, "probabilité", "que le vrai rapport soit sous 0,5"),
    _said("Puissance", "power", PERCENT, "probabilité", "de voir un manque de moitié s’il existait"),
    _said("Manquantes", "missing", ONE, "alliances", "attendues moins recensées, là où c’est signalé"),
    _said("Manquantes, bas", "missing_low", ONE, "alliances", "borne basse à 90 %"),
    _said("Manquantes, haut", "missing_high", ONE, "alliances", "borne haute à 90 %"),
    _said("Point de bascule", "tipping_point", WHOLE, "alliances", "alliances non recensées qui lèveraient le signal"),
    _said("Acteurs", "actors", WHOLE, "acteurs", "acteurs connus dans le territoire"),
    _said("Tissu", "fabric_ratio", TWO, "", "acteurs connus sur ceux d’un territoire aussi peuplé"),
    _said("Tissu, bas", "fabric_low", TWO, "", "borne basse à 90 % du tissu"),
    _said("Tissu, haut", "fabric_high", TWO, "", "borne haute à 90 % du tissu"),
    _said("Décompte partagé", "fractional", TWO, "alliances", "alliances partagées entre leurs territoires"),
    _said("Besoin", "need", WORDS, "", "tiers sur les indicateurs de besoin : fort, moyen, faible ; hors comparaison"),
    _said("Besoin, part en dessous", "need_share", PERCENT, "part", "part des territoires où le besoin est moindre"),
    _said("Robustesse", "robust", WORDS, "", "autres modèles qui sont d’accord, sur le nombre essayé"),
    GapColumn("Niveau au-dessus", "above", WORDS, 28, "", "département qui tient la plus grande part d’une "
              "intercommunalité, et son verdict", _above),
    GapColumn("En une phrase", "explanation", WORDS, 80, "", "ce qu’il faut en lire", lambda row: row["explanation"]),
)  # fmt: skip
