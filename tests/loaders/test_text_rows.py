"""Rows of text, read many together, are those that the csv module reads from the whole of it."""

import csv
import io
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InvalidInput
from loaders import text_lines
from loaders.encoding import Encoding
from loaders.table import RawRow, is_blank
from loaders.text_lines import TextLines
from loaders.text_rows import LONGEST_CELL, TextRows

pytestmark = pytest.mark.property
UTF8 = Encoding("utf-8")
CELL = st.text("aé \x0b\u2028", max_size=3)
LINES = st.lists(
    st.one_of(st.lists(CELL, max_size=4).map(";".join), st.just('"b";"c"'), st.just('"d\ne"')), max_size=12
)


def rows(content: bytes, chunk: int) -> list[RawRow]:
    chunks: Iterator[bytes] = (content[start : start + chunk] for start in range(0, len(content), chunk))
    return list(TextRows(TextLines(chunks, UTF8, "f.csv"), ";", "f.csv"))


@given(LINES, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.integers(1, 40), st.integers(1, 4))
def test_read_together_or_not_rows_are_the_same(lines: list[str], end: str, ended: bool, chunk: int, some: int) -> None:
    """Whatever the chunks that the file comes in and how many lines are read together."""
    text = end.join(lines) + (end if ended else "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    expected, begins = [], 1
    for cells in reader:
        expected.append(RawRow(begins, () if is_blank(cells) else cells))
        begins = reader.line_num + 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_lines, "SOME", some)
        assert rows(text.encode(), chunk) == expected


def test_a_cell_too_long_is_refused_even_where_no_quote_is_in_sight() -> None:
    with pytest.raises(InvalidInput, match="cellule sans fin"):
        rows(b"a;b\n" + b"c" * (LONGEST_CELL + 1) + b";d\n", 1 << 20)
