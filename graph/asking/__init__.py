"""Asking for relations: the fields that a filter may name, its grammar, and what of a graph answers it."""

from graph.asking.grammar import parsed, read_filter, read_flat, read_text
from graph.asking.matching import Asked, Found, Match, Search

__all__ = ["Asked", "Found", "Match", "Search", "parsed", "read_filter", "read_flat", "read_text"]
