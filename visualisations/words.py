"""French words of relations, dates and origins, as shown beside a picture."""

from collections.abc import Iterable, Mapping

from graph import vocabulary
from graph.model.record import Json
from graph.model.subgraph import LinkView
from graph.model.typography import number

STATUSES = {"reel": "donnée réelle", "importe": "donnée importée", "synthetique": "donnée synthétique"}
SYNTHETIC_STRIP = "Données synthétiques de démonstration"


def role(link: LinkView) -> str:
    """The role said, else what the relation is."""
    if link["role"]:
        return lowered(_label(vocabulary.roles(), link["role"]))
    return _label(vocabulary.relation_types(), link["type"])


def _label(terms: Mapping[str, vocabulary.Term], code: str) -> str:
    return terms[code].label if code in terms else code.replace("_", " ")


def lowered(label: str) -> str:
    """As inside a sentence: « Tiers de confiance » → « tiers de confiance », « État » and acronyms kept."""
    return label if label[1:2].isupper() or label.startswith("État") else label[:1].lower() + label[1:]


def origin(said: Json) -> str:
    """« demonstration, l. 232 (3 lignes), millésime 2024, donnée synthétique »."""
    parts = [str(said.get("source") or "source non dite")]
    line, rows = said.get("line"), said.get("rows")
    if isinstance(line, int):
        more = f" ({number(rows)} lignes)" if isinstance(rows, int) and rows > 1 else ""
        parts.append(f"l.\u00a0{line}{more}")
    if said.get("vintage"):
        parts.append(f"millésime {said['vintage']}")
    parts.append(STATUSES.get(str(said.get("status")), "statut non dit"))
    return ", ".join(parts)


def origins(said: Iterable[Json], most: int = 3) -> str:
    """The first origins in words, and how many more there are."""
    told = [origin(one) for one in said]
    more = f" et {len(told) - most} autres" if len(told) > most else ""
    return (" ; ".join(told[:most]) + more).replace(" ;", "\u202f;") or "source non dite"
