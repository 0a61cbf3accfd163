"""What a pair has for it and against it, in words, from its measures."""

from collections.abc import Iterator, Mapping

_SHOWN = (
    "matched_share",
    "contained",
    "heaviest_unmatched",
    "numbers",
    "departement",
    "commune",
    "publisher",
    "acronym",
)


def sentences(measured: Mapping[str, float]) -> tuple[str, ...]:
    """The strongest first; what is not known is not said."""
    return tuple(_words(measured)) + tuple(_places(measured)) + tuple(_sources(measured))


def kept(measured: Mapping[str, float]) -> dict[str, float]:
    """The measures that a judgement keeps."""
    return {name: round(measured[name], 3) for name in _SHOWN}


def _words(measured: Mapping[str, float]) -> Iterator[str]:
    if measured["same_joined"]:
        yield "même nom, aux mots courants près"
    elif measured["same_words"]:
        yield "mêmes mots, abrégés ou coupés"
    elif measured["contained"] > 0.9:
        yield "un nom contient l’autre"
    elif measured["matched_share"] > 0.5:
        yield "la plupart des mots rares en commun"
    if measured["acronym"]:
        yield "le sigle de l’un a les initiales de l’autre"
    if measured["bearers"] > 1:
        yield "nom porté par plusieurs acteurs connus"
    if measured["heaviest_unmatched"] > 6 and not measured["same_words"]:
        yield "un mot rare n’est que d’un côté"
    if measured["numbers"] == 1:
        yield "même numéro dans le nom"
    elif measured["numbers"] < 0:
        yield "numéros différents, ou d’un seul côté"


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
    else:
        yield "lieu inconnu d’un côté"


def _sources(measured: Mapping[str, float]) -> Iterator[str]:
    if measured["listed_once"]:
        yield "deux lignes d’une source qui ne nomme chaque acteur qu’une fois"
