"""Data that a page hands to its scripts."""

import json

from markupsafe import Markup


def script_json(value: object) -> Markup:
    """JSON for a `<script type="application/json">`: it holds no `<`, `>` or `&`, so nothing in it can end it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)
