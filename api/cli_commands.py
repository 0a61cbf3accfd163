"""Commands by name, each read from its module when it is asked for: reading all of them takes longer than most of them.

A list of commands, as `--help` shows, reads them all.
"""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

import click

from api.cli_help import Group, in_french

_NAMES = {
    "api.cli_loading": ("check", "demo", "inspect", "load", "template"),
    "api.cli_fetching": ("fetch", "sources"),
    "api.cli_editions": ("diff", "undo"),
    "api.cli_coverage": ("coverage",),
    "api.cli_identity": ("identity",),
    "api.cli_asking": ("path", "search", "serve", "stats", "subgraph"),
    "api.cli_relations": ("relations",),
    "api.cli_gaps": ("gaps", "profiles"),
    "api.cli_exports": ("export",),
    "api.cli_structure": ("centrality", "history", "structure", "suggest"),
    "api.cli_space": ("space",),
    "api.cli_analysing": ("analyse",),
    "api.cli_cypher": ("cypher",),
}
MODULES: Mapping[str, str] = MappingProxyType({name: module for module, names in _NAMES.items() for name in names})
"""Name of a command → the module that makes it."""


class Commands(Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in MODULES and cmd_name not in self.commands:
            command = made_in(MODULES[cmd_name])[cmd_name]
            in_french(command)
            self.add_command(command)
        return super().get_command(ctx, cmd_name)


def made_in(module: str) -> dict[str, click.Command]:
    """The commands that a module makes, by name; not those of its groups."""
    every = [each for each in vars(import_module(module)).values() if isinstance(each, click.Command)]
    inner = {id(one) for each in every if isinstance(each, click.Group) for one in each.commands.values()}
    return {str(each.name): each for each in every if id(each) not in inner}
