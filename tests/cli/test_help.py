"""The help of every command: in French, whole, and found where a person looks for it."""

from collections.abc import Iterator
from importlib.metadata import version

import click
import pytest
from click.testing import CliRunner

from api.cli import entrelacs as root
from tests.support.french import plain

pytestmark = pytest.mark.unit
ENGLISH = ("Usage", "Show this", "Commands", "default:", "required", "<=x", "TEXT]", "INTEGER", "RANGE", "FILE", "...")


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


@pytest.mark.parametrize("path", [(), *commands(root)], ids=" ".join)
@pytest.mark.parametrize("asked", ["-h", "--help"])
def test_each_says_what_it_does_in_french(path: tuple[str, ...], asked: str) -> None:
    done = CliRunner().invoke(root, [*path, asked], prog_name="entrelacs")
    said = plain(done.output)
    assert (done.exit_code, said.startswith(f"Utilisation : {' '.join(('entrelacs', *path))}")) == (0, True), said
    assert "Montrer cette aide" in said
    assert [word for word in ENGLISH if word in said] == []


def test_a_list_of_commands_cuts_no_sentence() -> None:
    listed = plain(CliRunner().invoke(root, ["-h"], prog_name="entrelacs").output)
    assert "ce qu’elle ne dit pas" in " ".join(listed.split())


def test_the_version_is_that_of_the_package() -> None:
    assert CliRunner().invoke(root, ["--version"], prog_name="entrelacs").output.strip() == (
        f"entrelacs {version('entrelacs')}"
    )
