"""French words of relations, dates and origins, as shown beside a picture."""

from collections.abc import Iterable, Mapping

from graph import vocabulary
from graph.language import N_, _, ngettext
from graph.model.record import Json
from graph.model.subgraph import LinkView
from graph.model.typography import number

STATUSES = {
    "reel": N_("donnée réelle"), "importe": N_("donnée importée"), "synthetique": N_("donnée synthétique"),
}  # fmt: skip
UNSAID = N_("statut non dit")
SYNTHETIC_STRIP = N_("Données synthétiques de démonstration")


def role(link: LinkView) -> str:
    """The role said, else what the relation is."""
    if link["role"]:
        return lowered(_label(vocabulary.roles(), link["role"]))
    return _label(vocabulary.relation_types(), link["type"])


def _label(terms: Mapping[str, vocabulary.Term], code: str) -> str:
    return _(terms[code].label) if code in terms else code.replace("_", " ")


def lowered(label: str) -> str:
    """As inside a sentence: « Tiers de confiance » → « tiers de confiance », « État » and acronyms kept."""
    return label if label[1:2].isupper() or label.startswith("État") else label[:1].lower() + label[1:]


def origin(said: Json) -> str:
    """« demonstration, l. 232 (3 lignes), millésime 2024, donnée synthétique »."""
    parts = [str(said.get("source") or _("source non dite"))]
    line, rows = said.get("line"), said.get("rows")
    if isinstance(line, int):
        more = _(" (%(rows)s lignes)", rows=number(rows)) if isinstance(rows, int) and rows > 1 else ""
        parts.append(_("l.\u00a0%(line)s", line=line) + more)
    if said.get("vintage"):
        parts.append(_("millésime %(vintage)s", vintage=said["vintage"]))
    parts.append(_(STATUSES.get(str(said.get("status")), UNSAID)))
    return ", ".join(parts)


def origins(said: Iterable[Json], most: int = 3) -> str:
    """The first origins in words, and how many more there are."""
    told = [origin(one) for one in said]
    more = ngettext(" et %(count)s autre", " et %(count)s autres", len(told) - most) if len(told) > most else ""
    shown = "\u202f; ".join(told[:most]) + more % {"count": len(told) - most}
    return shown or _("source non dite")
