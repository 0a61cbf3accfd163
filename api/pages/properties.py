"""What is said of a node in words: the label of each property and its value as a person reads it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from graph import vocabulary
from graph.language import N_, _
from graph.model import french_dates
from graph.model.typography import number, percent

LABELS: Mapping[str, str] = {
    "siren": N_("SIREN"),
    "rna": N_("RNA"),
    "rnsr": N_("RNSR"),
    "possible_siren": N_("SIREN possible"),
    "acronym": N_("Sigle"),
    "usual_name": N_("Nom d’usage"),
    "profile": N_("Profil"),
    "legal_category": N_("Catégorie juridique"),
    "category": N_("Catégorie, telle que dite"),
    "activity": N_("Activité (NAF)"),
    "purpose": N_("Objet"),
    "social_economy": N_("Économie sociale et solidaire"),
    "active": N_("En activité"),
    "created": N_("Création"),
    "dissolved": N_("Dissolution"),
    "country": N_("Pays, tel que dit"),
    "town": N_("Ville, telle que dite"),
    "website": N_("Site"),
    "type": N_("Type d’alliance"),
    "programme": N_("Programme"),
    "scheme": N_("Dispositif"),
    "contracts": N_("Contrats"),
    "amount": N_("Montant accordé"),
    "in_kind": N_("Apport en nature"),
    "share": N_("Part accordée"),
    "nature": N_("Nature"),
    "conditions": N_("Conditions"),
    "reference": N_("Référence"),
    "start": N_("Début"),
    "end": N_("Fin"),
    "phase": N_("Phase"),
    "partnership_types": N_("Types de partenariat"),
    "contract": N_("Nature du contrat"),
    "scale": N_("Échelle"),
    "domain": N_("Domaine"),
    "consulted": N_("Consulté"),
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
        return ", ".join(_(known[code].label) if code in known else str(code) for code in codes)

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
    "possible_siren": lambda value: _("%(siren)s (trouvé par un tiers d’après le nom : un indice)", siren=value),
}


def value(name: str, said: Any) -> str:
    if isinstance(said, bool):
        return _("oui") if said else _("non")
    return _SHOWN.get(name, str)(said)


def listed(properties: Mapping[str, Any], without: Iterable[str] = ()) -> Iterator[tuple[str, str, str]]:
    """(name, label, value) of those that are said, in the order of `LABELS`."""
    left = set(without)
    for name, label in LABELS.items():
        said = properties.get(name)
        if name not in left and said not in (None, "", []):
            yield name, _(label), value(name, said)


def differing(said: Mapping[str, Any]) -> Iterator[tuple[str, list[tuple[str, list[str]]]]]:
    """(label, [(value, sources)]) of what sources say differently."""
    for name, label in LABELS.items():
        if name in said:
            yield _(label), [(value(name, each["value"]), each["sources"]) for each in said[name]]
