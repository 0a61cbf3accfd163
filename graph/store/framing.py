"""JSON texts of columns: each value of a column as its text, and the values of a row as one object."""

from collections.abc import Mapping, Sequence

import orjson

from graph.model.alike import Columns, Said

_FLAT = frozenset((str, float, int, bool, type(None)))


def text(value: object) -> str:
    return orjson.dumps(value).decode()


def texts(values: Sequence[object]) -> list[str]:
    """`text` of each."""
    return _set_apart(values, "\n").split("\n") if values else []


def _set_apart(values: Sequence[object], between: str) -> str:
    """The text of each, told at once: as none of them holds a line break, the breaks between them can be told."""
    if {*map(type, values)} <= _FLAT:
        return orjson.dumps(values, option=orjson.OPT_INDENT_2).decode()[4:-2].replace(",\n  ", between)
    return between.join(map(text, values))


def objects(parts: Mapping[str, Sequence[str]], length: int) -> list[str]:
    """`{…}` of each row: the parts come in the order of their names, each with a comma after it."""
    if not parts:
        return ["{}"] * length
    return [f"{{{''.join(row)[:-1]}}}" for row in zip(*parts.values(), strict=True)]


def parts(columns: Columns) -> dict[str, list[str]]:
    """`"name":value,` of each value, empty where nothing is said; by name, columns without a value left out."""
    return {
        name: _between(f"{text(name)}:", column, ",")
        for name, column in sorted(columns.items())
        if column.count(None) != len(column)
    }


def _between(head: str, column: Sequence[Said], tail: str) -> list[str]:
    """The text of each value between a head and a tail, empty for None. A column that repeats itself is written once.

    Not one of several types: 1, 1.0 and true are one key of a dictionary and three texts.
    """
    values = {*column}
    if len(values) == 1 and isinstance(column[0], str | tuple):
        return [f"{head}{text(column[0])}{tail}"] * len(column)
    if 4 * len(values) < len(column) and len({*map(type, column)} - {type(None)}) == 1:
        known = {value: "" if value is None else f"{head}{text(value)}{tail}" for value in values}
        return [known[value] for value in column]
    made = (head + _set_apart(column, f"{tail}\n{head}") + tail).split("\n")
    if None not in values:
        return made
    return ["" if value is None else each for value, each in zip(column, made, strict=True)]
