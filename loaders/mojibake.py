"""Accents damaged before the file reached us: UTF-8 read as cp1252 (« Ã© »), letters replaced by a sign (« � »)."""

import re
from functools import lru_cache

SUSPECT = re.compile("[ÃÂ][\u0080-\u00bf©¨ª«§´®¯‰€ °»]|â€|Å[\u0080-\u00bf“’]|\ufffd")


@lru_cache(1 << 12)
def unscrambled(text: str) -> str:
    """As it was written, where that can be known: ftfy undoes wrong decodings and leaves what is right."""
    from ftfy import fix_encoding  # slow to import, and most files need it not

    return fix_encoding(text)
