"""Facts in columns as the texts a store keeps: the same bytes as those of their records, without the records.

A text of a record is mostly the same from one to the next: what differs is set in a frame. Texts of values are
orjson's, as everywhere; ids need no escaping (`graph.model.ids`).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeAlias

import orjson

from graph.model.alike import Alike, Columns, Lines, NodesAlike, RelationsAlike, Said, at
from graph.model.origin import Origin
from graph.store.search import NUMBERS, codes_of, folded_names
from graph.store.views import years_stated

Facets: TypeAlias = tuple[str | None, int | None, int | None]
"""(profile, first year, last year)."""


@dataclass(frozen=True, slots=True)
class WrittenNodes:
    said: NodesAlike
    claims: Sequence[str]
    documents: Sequence[str]
    names: Sequence[str]
    codes: Sequence[Collection[str]]
    facets: Sequence[Facets]
    digests: Sequence[int]

    def only(self, ranks: Sequence[int]) -> "WrittenNodes":
        return WrittenNodes(
            self.said.only(ranks),
            at(self.claims, ranks),
            at(self.documents, ranks),
            at(self.names, ranks),
            at(self.codes, ranks),
            at(self.facets, ranks),
            at(self.digests, ranks),
        )


@dataclass(frozen=True, slots=True)
class WrittenRelations:
    said: RelationsAlike
    claims: Sequence[str]
    documents: Sequence[str]
    digests: Sequence[int]

    def only(self, ranks: Sequence[int]) -> "WrittenRelations":
        return WrittenRelations(
            self.said.only(ranks), at(self.claims, ranks), at(self.documents, ranks), at(self.digests, ranks)
        )


@dataclass(frozen=True, slots=True)
class Written:
    """`said`: the same as columns of facts."""

    said: Alike
    nodes: WrittenNodes
    relations: Sequence[WrittenRelations]


def written(alike: Alike) -> Written:
    return Written(alike, _nodes(alike.nodes), [_relations(each) for each in alike.relations])


def _nodes(said: NodesAlike) -> WrittenNodes:
    ids, kind = said.ids, said.kind
    texts = _Texts()
    labels = [texts[label or None] for label in said.labels]
    words = [texts[each or said.origin.stated_as] for each in said.words]
    properties = _objects(_parts(said.properties), len(ids))
    lines = _line_texts(said.lines)
    claims = _claims(said.origin, "stated", labels, lines, properties, words)
    shown = [f'"{own}"' if label == "null" else label for own, label in zip(ids, labels, strict=True)]
    status, origins = said.origin.status.value, _origins(said.origin, said.lines, words)
    documents = [
        f'{{"label":{label},"labels":[{label}],"properties":{stated},"statuses":["{status}"],"origins":{origin}}}'
        for label, stated, origin in zip(shown, properties, origins, strict=True)
    ]
    return WrittenNodes(
        said,
        claims,
        documents,
        list(map(_Names().__getitem__, [label or own for own, label in zip(ids, said.labels, strict=True)])),
        _codes(said),
        _facets(said),
        _digests([f'["{own}","{kind}",{claim}]' for own, claim in zip(ids, claims, strict=True)]),
    )


class _Names(dict[str, str]):
    def __missing__(self, label: str) -> str:
        self[label] = names = folded_names([label])
        return names


class _Texts(dict[str | None, str]):
    """JSON of texts: a label is often what the source says, word for word."""

    def __missing__(self, value: str | None) -> str:
        self[value] = text = _text(value)
        return text


def _codes(said: NodesAlike) -> list[set[str]]:
    numbers = [said.properties[name] for name in NUMBERS if name in said.properties]
    if not numbers:
        return [codes_of(own) for own in said.ids]
    each = zip(said.ids, *numbers, strict=True)
    return [codes_of(own, [str(number) for number in row if number]) for own, *row in each]


def _facets(said: NodesAlike) -> list[Facets]:
    blank: Sequence[Said] = [None] * len(said.ids)
    each = list(zip(*(said.properties.get(name, blank) for name in ("profile", "start", "end")), strict=True))
    known = {(kind, *when): (_str(kind), *years_stated(*map(_str, when))) for kind, *when in {*each}}
    return [known[facets] for facets in each]


def _relations(said: RelationsAlike) -> WrittenRelations:
    length = len(said.sources)
    parts = _parts(said.properties)
    properties = _objects(parts, length)
    lines = _line_texts(said.lines)
    claims = _claims(
        said.origin, said.basis, ["null"] * length, lines, properties, [_text(said.origin.stated_as)] * length
    )
    dates = [_dates(said.properties.get(name), length) for name in ("start", "end")]
    beside = {name: part for name, part in parts.items() if name not in ("start", "end")}
    middle = f'","type":"{said.type}","role":"{said.role}","start":'
    documents = [
        f'{{"source":"{source}","target":"{target}{middle}{start},"end":{end},"properties":{stated},"origins":{origin}}}'
        for source, target, start, end, stated, origin in zip(
            said.sources,
            said.targets,
            *dates,
            properties if len(beside) == len(parts) else _objects(beside, length),
            _origins(said.origin, said.lines, [_text(said.origin.stated_as)] * length),
            strict=True,
        )
    ]
    middle = f'","{said.type}","'
    keyed = [
        f'["{source}{middle}{target}","{said.role}",{claim}]'
        for source, target, claim in zip(said.sources, said.targets, claims, strict=True)
    ]
    return WrittenRelations(said, claims, documents, _digests(keyed))


def _dates(column: Sequence[Said] | None, length: int) -> list[str]:
    return ["null"] * length if column is None else [_text(value) for value in column]


def _claims(
    origin: Origin,
    basis: str,
    labels: Iterable[str],
    lines: Iterable[str],
    properties: Iterable[str],
    words: Iterable[str],
) -> list[str]:
    """Canonical JSON of one claim for each: its keys in order."""
    before = f'[{{"basis":"{basis}","label":'
    between = f',"run":{_text(origin.run)},"source":{_text(origin.source)},"stated_as":'
    after = f',"status":"{origin.status.value}","vintage":{_text(origin.vintage)}}}]'
    return [
        f'{before}{label},"lines":[{line}],"properties":{stated}{between}{said}{after}'
        for label, line, stated, said in zip(labels, lines, properties, words, strict=True)
    ]


def _origins(origin: Origin, lines: Lines, words: Iterable[str]) -> list[str]:
    before = f'[{{"source":{_text(origin.source)},"run":{_text(origin.run)},"line":'
    after = f',"vintage":{_text(origin.vintage)},"status":"{origin.status.value}"}}]'
    return [
        f'{before}{met[0]},"rows":1,"stated_as":{said}{after}'
        if len(met) == 1
        else f'{before}{met[0] if met else "null"},"rows":{len(met) or 1},"stated_as":{said}{after}'
        for met, said in zip(lines, words, strict=True)
    ]


def _line_texts(lines: Lines) -> list[str]:
    return [str(met[0]) if len(met) == 1 else ",".join(map(str, met)) for met in lines]


def _objects(parts: Mapping[str, Sequence[str]], length: int) -> list[str]:
    """`{…}` of each row: the parts come in the order of their names, each with a comma after it."""
    if not parts:
        return ["{}"] * length
    return [f"{{{''.join(row)[:-1]}}}" for row in zip(*parts.values(), strict=True)]


def _parts(columns: Columns) -> dict[str, list[str]]:
    """`"name":value,` of each value, empty where nothing is said; by name, columns without a value left out."""
    return {
        name: _between(f"{_text(name)}:", column, ",")
        for name, column in sorted(columns.items())
        if column.count(None) != len(column)
    }


def _between(head: str, column: Sequence[Said], tail: str) -> list[str]:
    """The text of each value between a head and a tail, empty for None. A column that repeats itself is written once.

    Not one of several types: 1, 1.0 and true are one key of a dictionary and three texts.
    """
    values = {*column}
    if len({*map(type, values)} - {type(None)}) == 1 and 4 * len(values) < len(column):
        texts = {value: "" if value is None else f"{head}{_text(value)}{tail}" for value in values}
        return [texts[value] for value in column]
    return ["" if value is None else f"{head}{_text(value)}{tail}" for value in column]


def _digests(texts: Iterable[str]) -> list[int]:
    """As `graph.model.record.digest_of`, of texts that hold the key and the claims."""
    number = int.from_bytes
    return [number(blake2b(text.encode(), digest_size=16).digest(), "big") for text in texts]


def _text(value: object) -> str:
    return orjson.dumps(value).decode()


def _str(value: Said) -> str | None:
    return value if isinstance(value, str) else None
