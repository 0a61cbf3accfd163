"""What the scripts say, in the reader's language: a block of data that `texts.js` reads, nothing where it is French.

Data, not a script: the browser runs nothing of it, so that the strict policy of the pages allows it.
"""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path
from typing import TypeAlias

from markupsafe import Markup

from graph.language import spoken
from visualisations.script_data import script_json

STATIC = Path(__file__).resolve().parent / "static"
PICTURES = tuple(STATIC / name for name in ("network.js", "network-files.js", "explorer.js"))
"""Our scripts that say something; the others of that folder are other people's."""

NUMBERS = 200
"""Numbers of which a block says the form: the rules of plural look at the last two digits at most."""
_STRING = r'"((?:[^"\\]|\\.)*)"'
_CALL = re.compile(rf"(?<![\w$.])(_|ngettext)\(\s*{_STRING}(?:,\s*{_STRING})?")

Message: TypeAlias = str | tuple[str, str]
"""A text, or what is said of one and what is said of many."""


def messages(script: str) -> Iterator[Message]:
    """The texts of a script, as Babel finds them; production has no Babel."""
    for name, one, many in _CALL.findall(script):
        said = json.loads(f'"{one}"')
        yield said if name == "_" else (said, json.loads(f'"{many}"'))


def block(*scripts: Path) -> Markup:
    """The texts of these scripts for the catalogue in use."""
    return _block(spoken().texts, scripts)


@lru_cache(maxsize=16)
def _block(catalogue: NullTranslations, scripts: tuple[Path, ...]) -> Markup:
    found = dict.fromkeys(one for path in scripts for one in messages(path.read_text(encoding="utf-8")))
    said = dict(part for message in found for part in _translated(catalogue, message))
    kept = Markup('<script type="application/json" id="texts">{}</script>')
    return kept.format(script_json(said)) if said else Markup()


def _translated(catalogue: NullTranslations, message: Message) -> Iterator[tuple[str, object]]:
    if isinstance(message, str):
        if catalogue.gettext(message) != message:
            yield message, catalogue.gettext(message)
        return
    said = [catalogue.ngettext(*message, number) for number in range(NUMBERS)]
    forms = list(dict.fromkeys(said))
    if set(forms) - set(message):
        yield message[0], {"forms": forms, "which": "".join(str(forms.index(form)) for form in said)}
