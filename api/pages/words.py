"""Codes in words, and ids as addresses: what templates ask of the vocabulary."""

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from graph import vocabulary
from graph.language import _
from graph.model.ids import KIND_BY_PREFIX

PAGE_BY_KIND = {
    "Actor": "acteurs",
    "Experiment": "experimentations",
    "Alliance": "alliances",
    "Territory": "territoires",
}
API_BY_KIND = {"Actor": "actors", "Experiment": "experiments", "Alliance": "alliances", "Territory": "territories"}

_SITE = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s<>\"]*)?", re.IGNORECASE)

_VOCABULARIES: Mapping[str, Callable[[], Any]] = {
    "profile": vocabulary.actor_kinds,
    "role": vocabulary.roles,
    "phase": vocabulary.phases,
    "kind": vocabulary.node_kinds,
    "type": vocabulary.relation_types,
    "placement": vocabulary.placements,
    "level": vocabulary.levels,
    "state": vocabulary.data_states,
    "verdict": vocabulary.verdicts,
    "status": vocabulary.origin_statuses,
    "partnership": vocabulary.partnership_types,
    "contract": vocabulary.contract_natures,
    "scale": vocabulary.scales,
}


def word(code: object, name: str) -> str:
    """The label of a code in one of the vocabularies, in the reader's language; a code it does not know is shown as it
    is.
    """
    if code is None or code == "":
        return ""
    terms = _VOCABULARIES[name]()
    return _(terms[str(code)].label) if str(code) in terms else str(code)


def kind_of(identifier: str) -> str | None:
    return KIND_BY_PREFIX.get(identifier.partition(":")[0])


def sheet_url(identifier: str) -> str:
    """The sheet of an id; where a kind has none, the network round it."""
    page = PAGE_BY_KIND.get(kind_of(identifier) or "")
    return f"/{page}/{encoded(identifier)}" if page else f"/reseau?centre={quote(identifier, safe='')}"


def node_url(identifier: str, kind: str) -> str:
    """`sheet_url`, as the pictures ask for it."""
    del kind
    return sheet_url(identifier)


def encoded(identifier: str) -> str:
    """An id inside an address; its own percent signs are encoded once more, so that they come back."""
    return quote(identifier, safe=":~")


def network_url(identifier: str, depth: int | None = None) -> str:
    """Without a depth, as many steps as the kind of the centre asks for."""
    return f"/reseau?centre={quote(identifier, safe='')}{f'&pas={depth}' if depth else ''}"


def outward(url: object) -> str | None:
    """An address of a source, when it is one that a link may carry."""
    text = str(url or "")
    return text if text.startswith(("https://", "http://")) else None


def website(said: object) -> str | None:
    """The site of an organisation, often given without its scheme: `www.exemple.fr`."""
    text = str(said or "").strip()
    if outward(text):
        return text
    return f"https://{text}" if _SITE.fullmatch(text) else None
