"""The language of an application: gettext catalogues under `api/locale`, French by default.

The French stands where it is said, as `_("…")`; `api/locale/entrelacs.pot` lists it all, written by `make docs`.
A second language is `api/locale/<code>/LC_MESSAGES/entrelacs.mo`, made from that list; nothing else is touched.
"""

import gettext
from pathlib import Path

from starlette.types import ASGIApp, Receive, Scope, Send

from graph.language import FRENCH, Language, speaking

DOMAIN = "entrelacs"
LOCALES = Path(__file__).parent.parent / "locale"


def language(code: str, locales: Path | None = None) -> Language:
    """From the catalogues of `locales`, else `LOCALES`. French is the texts as written, and what a catalogue leaves
    out is French.
    """
    if code == FRENCH.code:
        return FRENCH
    texts = gettext.translation(DOMAIN, locales or LOCALES, [code], fallback=True)
    texts.add_fallback(FRENCH.texts)
    return Language(code.replace("_", "-"), texts)


class Speaking:
    """Answers every request in the language of the application."""

    def __init__(self, app: ASGIApp, spoken: Language) -> None:
        self.app, self.spoken = app, spoken

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with speaking(self.spoken):
            await self.app(scope, receive, send)
