"""The lines of a text file, decoded as they come, each in its own encoding where a file mixes two.

Lines can be given back, so that a record that a stray quote has swollen over many lines is read again line by line.
"""

import codecs
import io
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from graph.errors import InvalidInput
from loaders.encoding import Encoding

MAX_LINE = 16 << 20
"""Bytes without an end of line beyond which this is no table."""

SOME = 500
"""Lines given together: few of them have to be read again where one runs over to the next."""


class Some(NamedTuple):
    """Lines that follow each other. `bare`: none holds a quote, so that each is a row, and they come without their
    ends.
    """

    lines: list[str]
    bare: bool


class TextLines:
    """An iterable of lines with their ends. `recent`: those given since the reader last emptied it.

    `foreign`: numbers, from 1, of lines that were not in the encoding of the file and were read in the other one.
    """

    def __init__(self, chunks: Iterable[bytes], encoding: Encoding, file: str) -> None:
        self._chunks, self._encoding, self._file = chunks, encoding, file
        self._texts = self._blocks()
        self._bare: Iterator[str] = iter(())
        self._open: Iterator[str] = iter(())
        self._returned: deque[str] = deque()
        self._given = 0
        self.recent: list[str] = []
        self.foreign: set[int] = set()

    def __iter__(self) -> Iterator[str]:
        recent, returned = self.recent, self._returned
        yield from self._again()
        for line in self._coming():
            recent.append(line)
            yield line
            if returned:
                yield from self._again()

    def _again(self) -> Iterator[str]:
        while self._returned:
            line = self._returned.popleft()
            self.recent.append(line)
            yield line

    def some(self) -> Some:
        """The next lines, none at the end; `recent` knows nothing of them. None may be pending."""
        if bare := list(islice(self._bare, SOME)):
            return Some(bare, True)
        if (lines := list(islice(self._open, SOME))) or (text := next(self._texts, None)) is None:
            return Some(lines, False)
        if '"' in text or "\r" in text:
            self._open = io.StringIO(text, newline="")
        elif text:
            self._bare = iter(text.removesuffix("\n").split("\n"))
        return self.some()

    def _coming(self) -> Iterator[str]:
        """Those that were not given yet, each with its end."""
        while True:
            yield from (f"{line}\n" for line in self._bare)
            # not handed over to it: whoever stops in the middle would close it
            for line in self._open:  # noqa: UP028
                yield line
            if (text := next(self._texts, None)) is None:
                return
            self._open = io.StringIO(text, newline="")

    @property
    def pending(self) -> bool:
        """Whether lines were given back after the last one was given: iterate again to have them."""
        return bool(self._returned)

    def give_back(self, lines: list[str]) -> None:
        """To be given again, before those that follow; `recent` forgets them."""
        self._returned.extendleft(reversed(lines))
        del self.recent[-len(lines) :]

    def _blocks(self) -> Iterator[str]:
        """Whole lines, many at a time: decoding line by line would take as long as all the rest."""
        if self._encoding.name.startswith("utf-16"):
            yield from self._wide_blocks()
            return
        rest, first = b"", True
        for chunk in self._chunks:
            rest += chunk
            cut = rest.rfind(b"\n") + 1 or rest.rfind(b"\r", 0, -1) + 1
            if not cut:
                self._refuse_endless(len(rest))
                continue
            block, rest = rest[:cut], rest[cut:]
            yield self._decoded(block.removeprefix(codecs.BOM_UTF8) if first else block)
            first = False
        if rest:
            yield self._decoded(rest.removeprefix(codecs.BOM_UTF8) if first else rest)

    def _wide_blocks(self) -> Iterator[str]:
        decoder, rest = codecs.getincrementaldecoder(self._encoding.name)("replace"), ""
        for chunk in self._chunks:
            rest += decoder.decode(chunk)
            cut = rest.rfind("\n") + 1
            self._refuse_endless(0 if cut else len(rest))
            yield rest[:cut].replace("\0", "")
            rest = rest[cut:]
        yield rest + decoder.decode(b"", True)

    def _refuse_endless(self, size: int) -> None:
        if size > MAX_LINE:
            raise InvalidInput(
                f"{self._file} : une ligne de plus de {MAX_LINE >> 20} Mio. Attendu un tableau, une ligne par fiche."
            )

    def _decoded(self, block: bytes) -> str:
        if b"\0" in block:
            block = block.replace(b"\0", b"")
        if not self._encoding.is_utf8:
            self._given += block.count(b"\n")
            return block.decode(self._encoding.name, "replace")
        try:
            text = block.decode("utf-8")
        except UnicodeDecodeError:
            return "".join(map(self._decoded_line, block.splitlines(keepends=True)))
        self._given += block.count(b"\n")
        return text

    def _decoded_line(self, line: bytes) -> str:
        self._given += 1
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            self.foreign.add(self._given)
            return line.decode("utf-8", self._encoding.errors)
