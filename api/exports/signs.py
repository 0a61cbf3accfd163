"""Signs that a format cannot hold, and cells that a spreadsheet would run."""

import re
from dataclasses import dataclass

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 forbids: control characters, halves of a surrogate pair, U+FFFE and U+FFFF."""

_RUN = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""First signs of a cell that a spreadsheet runs; the last four are their full-width twins."""

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


@dataclass(slots=True)
class Cleaner:
    """Takes out what XML forbids, and counts it: the file and who sends it say how much was taken out."""

    removed: int = 0

    def __call__(self, text: str) -> str:
        if text.isprintable():  # nearly always, and ten times faster
            return text
        kept, removed = _NOT_XML.subn("", text)
        self.removed += removed
        return kept

    def xml(self, text: str) -> str:
        """As the content of an element; readers would make a line feed of a lone carriage return."""
        escaped = self(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return escaped.replace("\r", "&#13;")

    def attribute(self, text: str) -> str:
        """As an attribute, between quotes."""
        escaped = self.xml(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
        return f'"{escaped}"'

    def words(self) -> str | None:
        """What is said of it; None where nothing was taken out."""
        if not self.removed:
            return None
        plural = "s" if self.removed > 1 else ""
        return f"{self.removed} caractère{plural} de contrôle, illisible{plural} dans ce format, retiré{plural}"


def inert(cell: str) -> str:
    """A text that a spreadsheet would run as a formula is shown as text; a number, such as -3, stays one."""
    return f"'{cell}" if cell[:1] in _RUN and not _NUMBER.fullmatch(cell) else cell
