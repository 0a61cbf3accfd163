"""What a proposal says to a person, in French: how each column is read, what is lacking, and what to do about it."""

from collections.abc import Iterable
from pathlib import Path

import yaml

from graph.errors import InvalidInput
from graph.model.typography import percent
from loaders.disk import reason
from loaders.mapping import Mapping
from loaders.proposal import SURE, Proposal

_SHOWN = 12


def how_read(proposal: Proposal) -> Iterable[str]:
    """A sentence that says the mapping was proposed, and one for each column it reads."""
    yield (
        f"correspondance proposée, {proposal.target.title} (confiance {percent(proposal.confidence)}) : "
        "vérifiez-la, puis gardez-la par « entrelacs inspect FICHIER --write-mapping »"
    )
    for column in proposal.columns:
        yield f"« {column.header} » lu comme {column.field.label} ({percent(column.confidence)} : {column.why})"
    for name, (value, where) in proposal.given.items():
        yield f"{proposal.target.fields[name].label} : « {value} » ({where})"
    if proposal.unread:
        yield f"colonnes non lues : {', '.join(proposal.unread)}"


def refusal(proposal: Proposal) -> str:
    """Why a proposal is not used, naming what no column was found for."""
    place, target = proposal.table.place, proposal.target
    lacking = [f"{field.label} ({field.name})" for field in proposal.missing]
    if not proposal.anchored:
        anchors = ", ".join(target.fields[name].label for name in target.anchors[:4])
        lacking.append(f"au moins une de : {anchors}")
    read = " ; ".join(f"« {c.header} » = {c.field.label}" for c in proposal.columns if c.confidence >= SURE)
    ways = [f"--set {field.name}=…" for field in proposal.missing if field.name.startswith("giver_")]
    advice = f"Donnez ce qui manque ({' '.join(ways)})" if ways else "Renommez les colonnes"
    shown = ", ".join(proposal.table.header[:_SHOWN])
    return (
        f"{place} : colonnes introuvables pour y lire « {target.title} » : {', '.join(lacking)}. "
        f"Reconnu : {read or 'rien de sûr'}. Trouvé : {shown}. {advice}, ou écrivez une correspondance "
        "(« entrelacs inspect FICHIER --write-mapping »)."
    )


def write_mapping(mapping: Mapping, path: Path) -> None:
    """Save a mapping as the YAML that `--mapping` reads. Raises InvalidInput when it cannot be written."""
    document = mapping.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    text = yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=120)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InvalidInput(f"{path.name} : écriture impossible ({reason(error)}).") from error
