"""A value that had to be mended to be read, and what was mended: said in the report, never done silently."""

from typing import NamedTuple, Self


class Repair(NamedTuple):
    """`quiet`: only the writing differed and nothing was in doubt; it is counted by column, not told row by row."""

    code: str
    message: str
    quiet: bool = False


class Repaired(str):
    """A checked value with what was mended on the way."""

    repair: Repair

    @classmethod
    def by(cls, repair: Repair, value: str) -> Self:
        made = cls(value)
        made.repair = repair
        return made
