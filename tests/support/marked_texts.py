"""French texts of a Python module: those marked for the catalogue, and those that stand outside it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

MARKS = {"_": (0, 1), "N_": (0, 1), "NN_": (0, 2), "ngettext": (0, 2), "count": (1, 3), "agree": (1, 3)}
"""Function → its first argument that is a text, and the one after its last."""
LOOKS_FRENCH = re.compile(
    r"[àâçéèêîôùœÀÉÈ’«\u202f]"
    r"|\b(?:le|la|les|des|du|une?|et|ou|aucune?|dans|sans|avec|pour|par|sur|plus|moins|sous|non dite?s?)\b [a-z]"
    r"|\b[a-z]+ (?:de|du|des|à|en|par|et|ou)\b"
    r"|^[A-Z][a-z]+ [a-z]{2,}"
)
"""A French letter or sign, or words that go together as French ones do. A word alone may be a code: the pages of the
made-up language, not this, show it.
"""
WORD = re.compile(r"[^\W\d_]{2}")
TAG = re.compile(r"</?[a-zA-Z][^>]*>?")
HEARD = re.compile(r"(?:aria-label|title|alt)=\"([^\"]*)")
STYLE = "/*"


def marked(module: Path) -> Iterator[str]:
    """Every text that the module means for the catalogue."""
    for argument in _marked_arguments(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument.value


def unmarked(module: Path) -> list[str]:
    """Texts that look French and that no catalogue will hold; documentation is for developers."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    known = {id(argument) for argument in _marked_arguments(tree)} | set(_documentation(tree))
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return [
        node.value for node in texts
        if id(node) not in known and any(map(_says, _read(node.value)))
    ]  # fmt: skip


def _says(text: str) -> bool:
    return bool(LOOKS_FRENCH.search(text) and WORD.search(text))


def _read(text: str) -> list[str]:
    """What a reader has of a text: of markup, what stands between its tags and the attributes that are heard."""
    if text.startswith(STYLE):
        return []
    return [*TAG.split(text), *HEARD.findall(text)]


def _marked_arguments(tree: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
            yield from node.args[slice(*MARKS[node.func.id])]


def _documentation(tree: ast.AST) -> Iterator[int]:
    """A string that stands alone as a statement documents what is above it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield id(node.value)
