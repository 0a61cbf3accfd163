"""YAML that people write: mappings, lists of words. Read by the parser in C where it is there, eight times faster."""

from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_yaml(text: str) -> Any:
    """Plain values only. Raises yaml.YAMLError."""
    return yaml.load(text, _Loader)  # noqa: S506  # a safe loader, either way
