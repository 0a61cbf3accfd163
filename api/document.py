"""A document: plain JSON values, in a shape of interfaces.md §6 that `api.responses` describes."""

from typing import Any, TypeAlias

Document: TypeAlias = dict[str, Any]
