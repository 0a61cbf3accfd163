"""A command as a person types it: its exit code and what it says on each of the two outputs."""

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from typing import Any

from api.cli import main

COMMAND = (sys.executable, "-c", "from api.cli import main; main()")
"""The installed command, as a process of its own."""


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document of `--json`; raises when anything else stands on standard output."""
        return json.loads(self.out)

    @property
    def rows(self) -> list[list[str]]:
        """Lines of tabbed cells."""
        return [line.split("\t") for line in self.out.splitlines()]


def entrelacs(*arguments: object, store: str | None = None) -> Said:
    """Run in this process: `main` is what the installed command calls. An exception that escapes it is a failure."""
    out, err = io.StringIO(), io.StringIO()
    given = [*(["--store", store] if store else []), *map(str, arguments)]
    code: object = 0
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main(given)
        except SystemExit as left:
            code = left.code
    assert isinstance(code, int)
    return Said(code, out.getvalue(), err.getvalue())
