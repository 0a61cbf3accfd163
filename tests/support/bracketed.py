"""A made-up second language: every text of the catalogue between ⟦ and ⟧, so that what stays outside is seen."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from api.pages.language import DOMAIN
from scripts.write_catalogue_doc import catalogue

CODE = "xx"


def bracketed(text: str) -> str:
    return f"⟦{text}⟧"


def bracketed_locales(folder: Path) -> Path:
    """`folder`, with the language compiled in it. Its plural is that of English: zero is many."""
    made = Catalog(locale="en")
    for message in catalogue():
        if message.id:
            made.add(message.id, said(message.id))
    target = folder / CODE / "LC_MESSAGES"
    target.mkdir(parents=True)
    with (target / f"{DOMAIN}.mo").open("wb") as file:
        write_mo(file, made)
    return folder


def said(text: str | tuple[str, ...] | list[str]) -> str | tuple[str, ...]:
    return bracketed(text) if isinstance(text, str) else tuple(bracketed(each) for each in text)


def outside(text: str) -> Iterator[str]:
    """The parts of a text that stand outside every bracket. A text may stand in the slot of another."""
    depth, start = 0, 0
    for place, sign in enumerate(text):
        if sign == "⟦":
            if depth == 0:
                yield text[start:place]
            depth += 1
        elif sign == "⟧":
            depth -= 1
            start = place + 1
    if depth == 0:
        yield text[start:]
