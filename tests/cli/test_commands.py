"""A command is found by its name without reading the others."""

import subprocess
import sys

import pytest

from api.cli_commands import MODULES, made_in

pytestmark = pytest.mark.unit
READ = """
import sys
from api.cli import main
try:
    main(["--version"])
except SystemExit:
    print(sorted(name for name in sys.modules if name.startswith(("api.cli_", "api.answers"))))
"""


def test_each_command_is_named_where_it_is_made() -> None:
    """No name without a command, and no command that has no name here: it would not be found."""
    made = {name: module for module in set(MODULES.values()) for name in made_in(module)}
    assert made == dict(MODULES)


def test_the_version_is_told_without_reading_a_command() -> None:
    done = subprocess.run([sys.executable, "-c", READ], capture_output=True, text=True, check=True)
    assert not {f"'{module}'" for module in MODULES.values()} & {*done.stdout.replace("[", " ").split()}
    assert "api.answers" not in done.stdout
