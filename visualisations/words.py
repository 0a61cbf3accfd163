"""French words of relations, dates and origins, as shown beside a picture."""

from collections.abc import Iterable, Mapping

from graph.model.record import Json
from graph.model.subgraph import LinkView
from graph.model.typography import thousands

RELATIONS: Mapping[str, str] = {
    "PARTICIPATES_IN": "participe à",
    "ACTS_IN": "agit sur",
    "SITUATED_IN": "est établi à",
    "ADDRESSES": "porte sur",
    "PART_OF": "fait partie de",
    "FOLLOWS": "prolonge",
    "ABOUT": "parle de",
    "STATED_IN": "est dit dans",
}

ROLES: Mapping[str, str] = {
    "porteur": "porteur",
    "partenaire": "partenaire",
    "investisseur_societal": "investisseur sociétal",
    "financeur": "financeur",
    "accompagnateur": "accompagnateur",
    "catalyseur": "catalyseur",
    "tiers_de_confiance": "tiers de confiance",
    "evaluateur": "évaluateur",
    "facilitateur": "facilitateur",
    "coordinateur": "coordinateur",
}

STATUSES: Mapping[str, str] = {
    "reel": "donnée réelle",
    "importe": "donnée importée",
    "synthetique": "donnée synthétique",
}

SYNTHETIC_STRIP = "Données synthétiques de démonstration"


def role(link: LinkView) -> str:
    """The role said, else what the relation is."""
    return ROLES.get(link["role"], link["role"].replace("_", " ")) or RELATIONS.get(link["type"], link["type"])


def dates(start: str | None, end: str | None) -> str:
    """« 2014 – 2019 », « depuis 2014 », « jusqu’en 2019 », « date non dite »."""
    if start and end:
        return start if start == end else f"{start} – {end}"
    if start:
        return f"depuis {start}"
    return f"jusqu’en {end}" if end else "date non dite"


def origin(said: Json) -> str:
    """« demonstration, l. 232 (3 lignes), millésime 2024, donnée synthétique »."""
    parts = [str(said.get("source") or "source non dite")]
    line, rows = said.get("line"), said.get("rows")
    if isinstance(line, int):
        more = f" ({thousands(rows)} lignes)" if isinstance(rows, int) and rows > 1 else ""
        parts.append(f"l.\u00a0{line}{more}")
    if said.get("vintage"):
        parts.append(f"millésime {said['vintage']}")
    parts.append(STATUSES.get(str(said.get("status")), str(said.get("status"))))
    return ", ".join(parts)


def origins(said: Iterable[Json], most: int = 3) -> str:
    """The first origins in words, and how many more there are."""
    told = [origin(one) for one in said]
    more = f" et {len(told) - most} autres" if len(told) > most else ""
    return (" ; ".join(told[:most]) + more).replace(" ;", "\u202f;") or "source non dite"


def counted(count: int, singular: str, plural: str) -> str:
    """« 1 acteur », « 1 254 acteurs »."""
    return f"{thousands(count)} {plural if count > 1 else singular}"


def listed(parts: list[str]) -> str:
    """« a, b et c »."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} et {parts[-1]}"
