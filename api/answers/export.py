"""What files written row by row share: their notice, and text as XML holds it."""

import json
import re
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from graph.model.origin import Status
from graph.store.base import View

SYNTHETIC_NOTICE = "données synthétiques de démonstration"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def notice(view: View) -> str | None:
    """What the file must say of itself when records of it are made up."""
    counts: Any = view.stats()["statuses"]
    made_up = any(statuses.get(Status.SYNTHETIC.value) for statuses in counts.values())
    return SYNTHETIC_NOTICE if made_up else None


def data_cells(values: Mapping[str, object]) -> str:
    return "".join(
        f"<data key={attribute(key)}>{escape(_NOT_XML.sub('', _cell(value)))}</data>"
        for key, value in values.items()
        if value not in (None, [], "")
    )


def attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("", text))


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "|".join(_cell(part) for part in value)
    if isinstance(value, bool | dict):
        return json.dumps(value, sort_keys=True, ensure_ascii=False, allow_nan=False)
    return str(value)
