"""The texts of the pages in the reader's language: gettext catalogues under `api/locale`, French by default.

The French stands in the templates as `_("…")`; `api/locale/entrelacs.pot` lists it all, written by `make docs`.
A second language is `api/locale/<code>/LC_MESSAGES/entrelacs.mo`, made from that list; no template is touched.
"""

import gettext
from pathlib import Path

DOMAIN = "entrelacs"
FRENCH = "fr"
LOCALES = Path(__file__).parent.parent / "locale"


def translations(language: str, locales: Path = LOCALES) -> gettext.NullTranslations:
    """The catalogue of `language`; French, and what a catalogue leaves out, are the texts of the templates."""
    if language == FRENCH:
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, locales, [language], fallback=True)
