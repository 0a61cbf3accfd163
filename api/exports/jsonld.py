"""JSON-LD in the words of schema.org, W3C ORG, PROV and Dublin Core, each fact with where it comes from.

An id of ours is a URN, `urn:entrelacs:siren:552100554`; a relation is a resource of its own, so that it may carry dates
and sources. `revision`, `notice` and their like at the top are for readers of plain JSON: the context makes them no
triples, since a document that says something beside `@graph` would name a graph.
"""

import re
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any, BinaryIO
from urllib.parse import quote

from api.exports.about import CAVEAT, About, Source
from api.exports.extract import Extract, Link, Node
from api.exports.signs import Cleaner
from api.exports.survey import Survey
from graph.model.ids import KIND_BY_PREFIX
from graph.model.record import canonical_json

_PREFIXES = {
    "schema": "https://schema.org/", "org": "http://www.w3.org/ns/org#", "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/", "skos": "http://www.w3.org/2004/02/skos/core#",
}  # fmt: skip
_TOP = ("title", "date", "revision", "selection", "sources", "licences", "notice", "caveat")
_KINDS = {
    "Actor": ("org:Organization", "schema:Organization"),
    "Experiment": ("org:OrganizationalCollaboration", "schema:Project"),
    "Alliance": ("org:OrganizationalCollaboration",),
    "Programme": ("schema:GovernmentService",),
    "Territory": ("schema:Place", "schema:AdministrativeArea"),
    "Theme": ("skos:Concept", "schema:DefinedTerm"),
    "Document": ("schema:CreativeWork",),
    "Statement": ("schema:Statement",),
}
_REGISTERED = ("siren:", "rna:", "rnsr:")
_DIRECT = {
    "ACTS_IN": "schema:location", "SITUATED_IN": "schema:location", "ADDRESSES": "schema:about",
    "PART_OF": "schema:containedInPlace", "FOLLOWS": "dcterms:isVersionOf", "ABOUT": "schema:about",
    "STATED_IN": "dcterms:source",
}  # fmt: skip
"""Type of relation → what its first end says of the other, for who does not look at dates and sources."""

_SAID = {
    "siren": "schema:identifier", "rna": "schema:identifier", "rnsr": "schema:identifier",
    "purpose": "schema:description", "description": "schema:description", "acronym": "schema:alternateName",
    "start": "schema:startDate", "end": "schema:endDate", "created": "schema:foundingDate",
    "dissolved": "schema:dissolutionDate", "code": "skos:notation", "published": "schema:datePublished",
}  # fmt: skip
_URL = re.compile(r"https?://(?:[A-Za-z0-9._~:/?#@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+")
_UNPAIRED = re.compile("[\ud800-\udfff]")


def write(taken: Extract, seen: Survey, told: About, file: BinaryIO, clean: Cleaner) -> None:
    head = {"@context": _context(), **{name: value for name, value in told.flat().items() if name != "sources"}}
    file.write(canonical_json(_whole(head, clean))[:-1].encode() + b',"@graph":[\n')
    for number, each in enumerate(_resources(taken, told)):
        file.write((b",\n" if number else b"") + canonical_json(_whole(each, clean)).encode())
    file.write(b"\n]}\n")


def _context() -> dict[str, Any]:
    prefixes = sorted({*KIND_BY_PREFIX, "dataset", "relation", "role_code"})
    ours = {prefix: f"urn:entrelacs:{prefix}:" for prefix in prefixes}
    as_json = {name: {"@id": f"urn:entrelacs:terme:{name}", "@type": "@json"} for name in ("properties", "origins")}
    return {"@version": 1.1, "@vocab": "urn:entrelacs:terme:", **_PREFIXES, **ours, **as_json, **dict.fromkeys(_TOP)}


def _resources(taken: Extract, told: About) -> Iterator[dict[str, Any]]:
    yield _dataset(told)
    yield from map(_source, told.sources)
    yield from map(_node, taken.nodes())
    yield from map(_link, taken.links())


def _dataset(told: About) -> dict[str, Any]:
    return {
        "@id": f"urn:entrelacs:export:{told.revision}", "@type": ["schema:Dataset", "prov:Entity"],
        "schema:name": told.title, "schema:version": told.revision, "schema:dateModified": told.day.isoformat(),
        "schema:description": told.selection, "dcterms:rights": told.licences,
        "schema:abstract": [text for text in (told.notice, CAVEAT) if text],
        "prov:wasDerivedFrom": [{"@id": _source_id(source.id)} for source in told.sources],
    }  # fmt: skip


def _source(source: Source) -> dict[str, Any]:
    return {
        "@id": _source_id(source.id), "@type": ["schema:Dataset", "prov:Entity"],
        "schema:name": source.title or source.id, "dcterms:publisher": source.publisher,
        "dcterms:license": source.licence, "schema:url": link_or_text(source.page),
        "schema:version": list(source.vintages),
    }  # fmt: skip


def _node(node: Node) -> dict[str, Any]:
    formal = ["org:FormalOrganization"] if node.id.startswith(_REGISTERED) else []
    types = [node.kind, *_KINDS.get(node.kind, ()), *formal]
    others = list(node.names[1:])
    return {
        "@id": iri(node.id), "@type": types, "label": node.label, "names": list(node.names),
        "schema:name": node.label, "schema:url": _links(node.properties), **_words(node.properties),
        **({"schema:alternateName": [*others, node.properties["acronym"]]} if node.properties.get("acronym") else
           {"schema:alternateName": others} if others else {}),
        **_common(node),
    }  # fmt: skip


def _link(link: Link) -> dict[str, Any]:
    source, target = iri(link.source), iri(link.target)
    direct = _DIRECT.get(link.type)
    said: dict[str, Any] = {
        "@id": f"relation:{blake2b(' '.join(link.key).encode('utf-8', 'replace'), digest_size=16).hexdigest()}",
        "@type": [link.type], "role": link.role or None, **_words(link.properties),
        "source": {"@id": source, **({direct: {"@id": target}} if direct else {})}, "target": {"@id": target},
        **_common(link),
    }  # fmt: skip
    if link.type == "PARTICIPATES_IN":
        said |= {
            "@type": [link.type, "org:Membership"], "org:member": {"@id": source}, "org:organization": {"@id": target},
            "@reverse": {"org:hasMembership": {"@id": source}},
            "org:role": {"@id": f"role_code:{_encoded(link.role)}"} if link.role else None,
        }  # fmt: skip
    return said


def _common(row: Node | Link) -> dict[str, Any]:
    derived = [{"@id": _source_id(source)} for source in row.sources]
    said = {"statuses": row.statuses, "origins": row.origins, "properties": row.properties}
    return {**said, "prov:wasDerivedFrom": derived}


def _words(properties: Any) -> dict[str, Any]:
    """What is said, in the words of others; two of ours may be one of theirs."""
    said: dict[str, Any] = {}
    for name, term in _SAID.items():
        if name in properties and name != "acronym":
            said.setdefault(term, []).append(properties[name])
    return said


def _links(properties: Any) -> list[Any]:
    given = [properties.get("website"), properties.get("url"), *(properties.get("documents") or ())]
    return [link_or_text(text) for text in given if text]


def link_or_text(text: object) -> Any:
    """An address of the web as an IRI; whatever else stands there stays a text that nobody follows."""
    if text is None:
        return None
    return {"@id": text} if _URL.fullmatch(str(text)) else str(text)


def iri(identifier: str) -> str:
    """The id as it is: `graph.model.ids` writes nothing that an IRI forbids; whatever else is percent-encoded."""
    prefix, _, rest = identifier.partition(":")
    encoded = quote(rest.encode("utf-8", "replace"), safe=":%~._-")
    return f"{prefix}:{encoded}" if prefix in KIND_BY_PREFIX else f"urn:entrelacs:autre:{quote(prefix)}:{encoded}"


def _source_id(source: str) -> str:
    return f"dataset:{_encoded(source)}"


def _encoded(text: str) -> str:
    return quote(text.encode("utf-8", "replace"), safe="._-")


def _whole(value: Any, clean: Cleaner) -> Any:
    """Half a surrogate pair is no text in any encoding; JSON holds every other sign."""
    if isinstance(value, str):
        if not _UNPAIRED.search(value):
            return value
        kept, removed = _UNPAIRED.subn("", value)
        clean.removed += removed
        return kept
    if isinstance(value, dict):
        return {_whole(name, clean): _whole(each, clean) for name, each in value.items()}
    return [_whole(each, clean) for each in value] if isinstance(value, list | tuple) else value
