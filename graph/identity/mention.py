"""A mention: one organisation as one id of the sources says it, with all that helps to tell who it is."""

from dataclasses import dataclass

NAMED = "mention"
"""Prefix of the ids of actors known by name alone; the others carry a number of a register."""


@dataclass(frozen=True, slots=True)
class Mention:
    """What was said under one id. Places are codes; a commune says its département too.

    `publisher_departements`: where the publishers of the sources stand, which is where most of those they name are;
    `possible_siren`: found by a third party from the name, an indication and no identity.
    """

    id: str
    names: tuple[str, ...]
    siren: str | None = None
    rna: str | None = None
    possible_siren: str | None = None
    communes: tuple[str, ...] = ()
    departements: tuple[str, ...] = ()
    publisher_departements: tuple[str, ...] = ()
    profile: str | None = None
    sources: tuple[str, ...] = ()

    @property
    def research(self) -> bool:
        """A laboratory or the like: they write their names as nobody else does, and have a model of their own."""
        return self.profile == "academique" or self.id.startswith("rnsr:") or "anr" in self.sources
