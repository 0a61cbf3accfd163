"""The levels at which a territory is named. A code means nothing without its level: région 75 is not département 75."""

from enum import StrEnum


class Level(StrEnum):
    REGION = "region"
    DEPARTEMENT = "departement"
    EPCI = "epci"
    COMMUNE = "commune"
    COUNTRY = "pays"
    QPV = "qpv"
    CRTE = "crte"


GAP_LEVELS = (Level.REGION, Level.DEPARTEMENT, Level.EPCI)
"""The levels for which a gap can be asked: communes are too small for any count to conclude."""

LOADED_LEVELS = (Level.CRTE,)
"""Levels whose perimeters come from a loaded source and not from the COG: a gap can be asked once it is there."""


def territory_id(level: Level, code: str) -> str:
    """`region:75`; the code is not checked here (see `graph.model.ids`)."""
    return f"{level.value}:{code}"


def split_territory(identifier: str) -> tuple[Level, str]:
    """Inverse of `territory_id`; raises ValueError when the prefix is not a level."""
    level, _, code = identifier.partition(":")
    return Level(level), code
