"""A page of docs/ that is written from the product: kept up to date, or with --check told to be out of date."""

import sys
from pathlib import Path


def keep(page: Path, wanted: str) -> int:
    """The exit code of its script: 1 when `--check` finds another text than the one wanted."""
    if "--check" not in sys.argv[1:]:
        page.write_text(wanted, encoding="utf-8")
        return 0
    if page.exists() and page.read_text(encoding="utf-8") == wanted:
        return 0
    print(f"{page.name} n’est plus à jour\u202f: lancez make docs", file=sys.stderr)
    return 1
