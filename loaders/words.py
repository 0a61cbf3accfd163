"""Lists of words that reading goes by, as data: `headers/*.yaml`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from loaders.yaml_files import load_yaml

FOLDER = Path(__file__).parent / "headers"


@cache
def word_lists(name: str) -> Mapping[str, frozenset[str]]:
    """The lists of `headers/<name>.yaml`."""
    document = load_yaml((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return {key: frozenset(map(str, words)) for key, words in document.items()}
