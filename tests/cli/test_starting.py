"""What a command loads before it does anything: each pays for it, though most never serve a page."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.unit


def test_a_command_starts_without_what_only_pages_need() -> None:
    web = (
        "fastapi",
        "starlette",
        "jinja2",
        "numpy",
        "scipy",
        "networkx",
        "rapidfuzz",
        "duckdb",
        "pyarrow",
        "neo4j",
        "urllib3",
    )
    code = f"import sys, api.cli; print([m for m in {web!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stderr
