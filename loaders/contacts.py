"""Mails and telephone numbers inside a text: taken out, wherever a publisher left them."""

import re

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\d.])(?:\+33 ?|0)[1-9](?:[ .-]?\d{2}){4}(?!\d)")
_LIKE_PHONE = re.compile(r"0[1-9](?:[ .-]?\d{2}){4}")
"""What a national number is at least: it begins with one letter, which a search finds fifty times faster."""

_BRACKETS = re.compile(r"\(\s*\)")
_EMPTY = re.compile(r"[\W_]*")


def may_hold_contacts(text: str) -> bool:
    """Of one text or of many, a line each: where not, `without_contacts` gives each back."""
    return "@" in text or (("+33" in text or bool(_LIKE_PHONE.search(text))) and bool(_PHONE.search(text)))


def without_contacts(text: str) -> str | None:
    """The text without them, None where nothing telling is left; the very same text where it holds none."""
    if not may_hold_contacts(text):
        return text
    left = " ".join(_BRACKETS.sub(" ", _PHONE.sub(" ", _MAIL.sub(" ", text))).split())
    if left == " ".join(text.split()):
        return text
    return None if _EMPTY.fullmatch(left) else left
