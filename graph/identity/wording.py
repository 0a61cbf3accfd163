"""The writing of organisations' names: abbreviations in full, words that say nothing, places written at the end."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from graph.model.text import fold
from graph.territories import reference

SHORTEST = 4
"""Letters that a former name needs to be a name."""


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


NOISE = _listed(
    "le la les l de du des d et en a au aux pour par sur sous dans un une the of ex dit dite association "
    "loi 1901 1905 sarl sa sas sasu eurl scop scic snc sci gie qu que n s"
)
"""Articles, link words and legal forms: they neither join nor part two actors."""

IN_FULL: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("ass", "asso", "assoc", "associat", "assocation", "associations", "assos"), "association"),
        **dict.fromkeys(("fed", "feder", "federat", "federatio"), "federation"),
        **dict.fromkeys(("dep", "depart", "dept", "dpt", "departemental", "departementale", "dptal"), "departement"),
        **dict.fromkeys(("com", "cms", "cne", "communes"), "commune"),
        **dict.fromkeys(("nat", "natle", "natl", "nationale"), "national"),
        **dict.fromkeys(("reg", "regional", "regionale"), "region"),
        **dict.fromkeys(("ctre", "cent", "centr", "cen"), "centre"),
        **dict.fromkeys(("cie", "comp"), "compagnie"),
        **dict.fromkeys(("col", "coll", "clg"), "college"),
        **dict.fromkeys(("lyc",), "lycee"),
        **dict.fromkeys(("ec", "ecol", "ecl"), "ecole"),
        **dict.fromkeys(("univ", "univers"), "universite"),
        **dict.fromkeys(("inst",), "institut"),
        **dict.fromkeys(("lab", "labo"), "laboratoire"),
        "st": "saint",
        "ste": "sainte",
        "sts": "saints",
        "ccas": "centre communal action sociale",
        "cias": "centre intercommunal action sociale",
        "cidff": "centre information droits femmes familles",
        "cpie": "centre permanent initiatives environnement",
        "csc": "centre socio culturel",
        "fjt": "foyer jeunes travailleurs",
        "mfr": "maison familiale rurale",
        "mjc": "maison jeunes culture",
        "ml": "mission locale",
        "udaf": "union departement familiales",
        "cc": "communaute commune",
        "cdc": "communaute commune",
        "ville": "commune",
        "mairie": "commune",
        "deux": "2", "trois": "3", "quatre": "4", "cinq": "5", "six": "6", "sept": "7", "huit": "8", "neuf": "9",
    }
)  # fmt: skip
"""Word as files abbreviate it → the word or words in full. `CMS DE BÉZIERS` is `COM DE BEZIERS`, a commune."""

SECTIONS = _listed(
    "foot basket tenni judo karat gymna handb voll athle natat rugby cycli petan escri danse musiq theat "
    "chora badmi boxe canoe kayak avir voile hipp equit yoga rando march cyclo patin rolle hocke golf tir "
    "arche plong peche chass jeune femin senio cadet"
)
"""How the words begin that name a section: the football section of a club is seldom the club."""

REGIONS = _listed(
    "alsace aquitaine auvergne bourgogne bretagne champagne ardennes corse limousin lorraine picardie "
    "poitou charentes languedoc roussillon provence normandie occitanie idf paca pdl anjou maine berry "
    "touraine savoie bearn perigord dauphine flandre hainaut artois gascogne quercy rouergue vendee "
    "france francilien francilienne"
)
"""Words of régions, old and new, and of provinces: left over on one side, they tell a branch."""

_PLACED = re.compile(r"\s+-\s*(?P<departement>[0-9]{2,3}|2[ABab])(?:\s+(?P<town>\D.*?))?\s*$")
_BRACKETED = re.compile(r"\((?P<departement>[0-9]{2}|2[ABab]|97[0-9])\)")
_ORDINAL = re.compile(r"\b(\d+)(?:er|ere|e|eme|nd|nde|re)\b")
_MOJIBAKE = re.compile(r"[ÃÅÂ][\u0080-\u00bf\u0152-\u0192\u02c6-\u2122]")

_FORMER = re.compile(r"(?i)(?<=\w)[\s(-]+(?:ex|anciennement|ancien nom|dite?)[\s.:-]+(?=\w)")
_LEADING = re.compile(r"^\s*\(?[A-Z][A-Z.&]{1,9}\)?\s+[-–:]\s+(?=\w)")
_TRAILING = re.compile(r"(?<=\w)\s*(?:\([A-Z][A-Z.&]{1,9}\)|\s[-–:]\s*[A-Z][A-Z.&]{2,9})\s*$")
_LETTERS_APART = re.compile(r"(?<![^\W_])(?:(?:[^\W\d_] ){2,5}[^\W\d_]|[^\W\d_adlnsy] [^\W\d_adlnsy])(?![^\W_])")
"""Three letters in a row, or two that are no elided article: `a l ecole` is not the acronym `al`."""


def repaired(name: str) -> str:
    """UTF-8 that was read as cp1252 put right, up to twice (`CÅ’UR` → `CŒUR`); anything else as it is."""
    for _ in range(2):
        if not _MOJIBAKE.search(name):
            break
        try:
            name = name.encode("cp1252").decode("utf-8")
        except UnicodeError:
            break
    return name


def placed(name: str) -> tuple[str, str | None, str | None]:
    """(name, département, town) of `LA LUNA - 44 NANTES`, `LA LUNA (44)`; None where nothing is written."""
    if (match := _PLACED.search(name)) and (code := match["departement"].upper()) in reference.departements():
        return name[: match.start()], code, match["town"]
    if (match := _BRACKETED.search(name)) and (code := match["departement"].upper()) in reference.departements():
        return name[: match.start()] + " " + name[match.end() :], code, None
    return name, None, None


def variants(bare: str) -> list[str]:
    """The name, and what else it says that its bearer is called: `ELAN EX JEUNE ELAN`, `AFS - ACCUEIL FEMMES`."""
    found = [bare]
    parts = _FORMER.split(bare)
    if len(parts) == 2:
        found += [part for part in parts if len(fold(part)) >= SHORTEST]
    for pattern in (_LEADING, _TRAILING):
        rest = pattern.sub("", bare)
        if rest != bare and len(words(rest)) > 1:
            found.append(rest)
    return found


def words(name: str) -> list[str]:
    """Every word in full, in order, the empty ones too: what initials are made of."""
    found = []
    for word in _together(_ORDINAL.sub(r"\1", fold(name))).split():
        found += IN_FULL.get(word, word).split()
    return found


def _together(folded: str) -> str:
    """Single letters in a row are one acronym: `a d m r` → `admr`."""
    return _LETTERS_APART.sub(lambda match: match[0].replace(" ", ""), folded)


def telling(every: list[str]) -> list[str]:
    """The words that tell one actor from another, once each; all of them where nothing else is left."""
    kept = [word for word in dict.fromkeys(every) if word not in NOISE]
    return kept or list(dict.fromkeys(every))


def initials(every: list[str]) -> set[str]:
    """The acronyms that these words may give: of all the words, of those that are no link, with or without the form."""
    plain = [word for word in every if not word.isdigit()]
    strong = [word for word in plain if word not in NOISE or word == "association"]
    sets = (plain, strong, [word for word in strong if word != "association"])
    made = {"".join(word[0] for word in some) for some in sets}
    return {acronym for acronym in made if 3 <= len(acronym) <= 10}


def acronyms(name: str, kept: list[str]) -> set[str]:
    """The words of the name that may be its acronym: alone, before a dash or in brackets, three to seven letters."""
    found = {kept[0]} if len(kept) == 1 else set()
    for pattern in (
        r"^\s*([A-Z][A-Z.]{2,9})\s+[-–:]\s",
        r"\(([A-Z][A-Z.]{2,9})\)",
        r"\s[-–:]\s*([A-Z][A-Z.]{2,9})\s*$",
    ):
        found |= {fold(match) for match in re.findall(pattern, name)}
    return {word for word in found if 3 <= len(word) <= 8 and word.isalpha()}


def section(word: str) -> bool:
    """Whether the word names an activity that a club has a section for."""
    return any(word[:size] in SECTIONS for size in (3, 4, 5))
