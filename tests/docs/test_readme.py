"""The two READMEs say the same commands, and each command exists."""

import re
from pathlib import Path

import click
import pytest

from api.cli import entrelacs

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.unit


def commands(name: str) -> list[str]:
    """The lines of the sh blocks without their comments, which are in the language of the page."""
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)
    return [line.split("#")[0].strip() for block in blocks for line in block.splitlines() if line.strip()]


def test_both_readmes_show_the_same_commands() -> None:
    assert commands("README.md") == commands("README.fr.md")


def test_every_recipe_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    recipes = {line.split()[1] for line in commands("README.md") if line.startswith("make ")}
    assert recipes
    assert recipes <= targets


def test_every_command_exists_with_its_options() -> None:
    lines = [line for line in commands("README.md") if line.startswith("entrelacs ")]
    assert lines
    context = click.Context(entrelacs)
    for line in lines:
        words = line.split()
        command = entrelacs.get_command(context, words[1])
        assert command is not None, f"commande inconnue du README : {line}"
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= known, line


def test_links_of_the_readmes_lead_somewhere() -> None:
    for name in ("README.md", "README.fr.md"):
        for target in re.findall(r"\]\(([^)#:]+)\)", (ROOT / name).read_text(encoding="utf-8")):
            assert (ROOT / target).exists(), f"{name} → {target}"
