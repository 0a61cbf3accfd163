"""JSON texts of columns: each value of a column as its text, and the values of a row as one object."""

from collections.abc import Mapping, Sequence

import orjson

from graph.model.alike import Columns, Said


def text(value: object) -> str:
    return orjson.dumps(value).decode()


class Texts(dict[str | None, str]):
    """JSON of texts: a label is often what the source says, word for word."""

    def __missing__(self, value: str | None) -> str:
        self[value] = made = text(value)
        return made


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
        texts = {value: "" if value is None else f"{head}{text(value)}{tail}" for value in values}
        return [texts[value] for value in column]
    return ["" if value is None else f"{head}{text(value)}{tail}" for value in column]
