"""What a pair has for it and against it, in words, from its measures."""

from collections.abc import Iterator, Mapping

_SHOWN = (
    "cover_least", "cover_most", "left_over_most", "numbers", "departement", "commune", "publisher", "acronym",
    "homonyms_known", "like_most", "spread_most",
)  # fmt: skip
RARE = 6.0
"""Weight from which a word is rare: one name in four hundred."""


def sentences(measured: Mapping[str, float]) -> tuple[str, ...]:
    """The strongest first; what is not known is not said."""
    return tuple(_words(measured)) + tuple(_bearers(measured)) + tuple(_places(measured))


def kept(measured: Mapping[str, float]) -> dict[str, float]:
    """The measures that a judgement keeps."""
    return {name: round(measured[name], 3) for name in _SHOWN}


def _words(measured: Mapping[str, float]) -> Iterator[str]:
    if measured["same_key"] or measured["same_letters"]:
        yield "même nom, aux mots courants près"
    elif measured["words_left_most"] == 0:
        yield "mêmes mots, abrégés ou coupés"
    elif measured["cover_most"] > 0.9:
        yield "un nom contient l’autre"
    elif measured["cover_least"] > 0.5:
        yield "la plupart des mots rares en commun"
    if measured["acronym"] in (1, 3):
        yield "le sigle de l’un a les initiales de l’autre"
    elif measured["acronym"]:
        yield "même sigle"
    if measured["left_over_most"] > RARE:
        yield "un mot rare n’est que d’un côté"
    if measured["numbers"] == 1:
        yield "même numéro dans le nom"
    elif measured["numbers"] < 0:
        yield "numéro d’un seul côté"


def _bearers(measured: Mapping[str, float]) -> Iterator[str]:
    if measured["homonyms_known"]:
        yield "nom porté par plusieurs acteurs connus"
    elif measured["spread_most"] > 1:
        yield "noms semblables dans plusieurs départements : un réseau, peut-être"


def _places(measured: Mapping[str, float]) -> Iterator[str]:
    if measured["commune"] > 0:
        yield "même commune"
    elif measured["departement"] > 0:
        yield "même département" + (", communes différentes" if measured["commune"] < 0 else "")
    elif measured["departement"] < 0:
        yield "départements différents"
    elif measured["publisher"] > 0:
        yield "même département d’après qui les publie"
    elif measured["publisher"] < 0:
        yield "publiés dans des départements différents"
    elif measured["town_in_name"]:
        yield "le lieu de l’un est écrit dans le nom de l’autre"
    else:
        yield "lieu inconnu d’un côté"
