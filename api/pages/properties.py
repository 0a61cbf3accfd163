"""What is said of a node in words: the label of each property and its value as a person reads it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from graph import vocabulary
from graph.model import french_dates
from graph.model.typography import number, percent

LABELS: Mapping[str, str] = {
    "siren": "SIREN",
    "rna": "RNA",
    "rnsr": "RNSR",
    "possible_siren": "SIREN possible",
    "acronym": "Sigle",
    "usual_name": "Nom d’usage",
    "profile": "Profil",
    "legal_category": "Catégorie juridique",
    "category": "Catégorie, telle que dite",
    "activity": "Activité (NAF)",
    "purpose": "Objet",
    "social_economy": "Économie sociale et solidaire",
    "active": "En activité",
    "created": "Création",
    "dissolved": "Dissolution",
    "country": "Pays, tel que dit",
    "town": "Ville, telle que dite",
    "website": "Site",
    "type": "Type d’alliance",
    "programme": "Programme",
    "scheme": "Dispositif",
    "contracts": "Contrats",
    "amount": "Montant accordé",
    "in_kind": "Apport en nature",
    "share": "Part accordée",
    "nature": "Nature",
    "conditions": "Conditions",
    "reference": "Référence",
    "start": "Début",
    "end": "Fin",
    "phase": "Phase",
    "partnership_types": "Types de partenariat",
    "contract": "Nature du contrat",
    "scale": "Échelle",
    "domain": "Domaine",
    "consulted": "Consulté",
}
"""In the order in which a sheet shows them. A property without a label stands in the data twin only."""


def _euros(value: Any) -> str:
    whole = float(value).is_integer()
    return f"{number(float(value), 0 if whole else 2)} €"


def _legal(value: Any) -> str:
    known = vocabulary.legal_categories()
    return f"{known[value].label} ({value})" if value in known else str(value)


def _terms(words: Callable[[], Any]) -> Callable[[Any], str]:
    def said(value: Any) -> str:
        known = words()
        codes = value if isinstance(value, list | tuple) else [value]
        return ", ".join(str(known[code].label) if code in known else str(code) for code in codes)

    return said


_SHOWN: Mapping[str, Callable[[Any], str]] = {
    "amount": _euros,
    "in_kind": _euros,
    "share": percent,
    "legal_category": _legal,
    "created": french_dates.date,
    "dissolved": french_dates.date,
    "consulted": french_dates.date,
    "start": french_dates.date,
    "end": french_dates.date,
    "profile": _terms(vocabulary.actor_kinds),
    "type": _terms(vocabulary.alliance_types),
    "phase": _terms(vocabulary.phases),
    "partnership_types": _terms(vocabulary.partnership_types),
    "contract": _terms(vocabulary.contract_natures),
    "scale": _terms(vocabulary.scales),
    "programme": lambda value: str(value).partition(":")[2].replace("-", " ").capitalize(),
    "possible_siren": lambda value: f"{value} (trouvé par un tiers d’après le nom : un indice)",
}


def value(name: str, said: Any) -> str:
    if isinstance(said, bool):
        return "oui" if said else "non"
    return _SHOWN.get(name, str)(said)


def listed(properties: Mapping[str, Any], without: Iterable[str] = ()) -> Iterator[tuple[str, str, str]]:
    """(name, label, value) of those that are said, in the order of `LABELS`."""
    left = set(without)
    for name, label in LABELS.items():
        said = properties.get(name)
        if name not in left and said not in (None, "", []):
            yield name, label, value(name, said)


def differing(said: Mapping[str, Any]) -> Iterator[tuple[str, list[tuple[str, list[str]]]]]:
    """(label, [(value, sources)]) of what sources say differently."""
    for name, label in LABELS.items():
        if name in said:
            yield label, [(value(name, each["value"]), each["sources"]) for each in said[name]]
