"""Which encoding a text file is in: UTF-8 when it is, else what its bytes show, said and never silent."""

import codecs
import re
from collections.abc import Iterable

from charset_normalizer import from_bytes

from graph.errors import InvalidInput

LEGACY = ["cp1252", "iso8859_15", "mac_roman", "cp850"]
"""What French files that are not UTF-8 are in; a wider choice makes wrong guesses on short texts."""

_SAMPLE = 1 << 20
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_UTF8_LETTER = re.compile(rb"[\xc2-\xc5][\x80-\xbf]|\xe2\x80[\x80-\xbf]")
_HIGH = re.compile(rb"[\x80-\xff]")


def detect(chunks: Iterable[bytes], file: str) -> str:
    """Python's name of the encoding of the whole stream, which is read to its end.

    Raises InvalidInput for an empty stream, binary content, UTF-8 mixed with another encoding, or none known.
    """
    decoder, sample, lines, flaw, size = codecs.getincrementaldecoder("utf-8")(), b"", 0, 0, 0
    for chunk in chunks:
        size += len(chunk)
        sample += chunk[: max(0, _SAMPLE - len(sample))]
        if flaw:
            continue
        try:
            decoder.decode(chunk)
            lines += chunk.count(b"\n")
        except UnicodeDecodeError as error:
            flaw = lines + chunk.count(b"\n", 0, max(0, error.start)) + 1
            sample = chunk if flaw > 1 and size > _SAMPLE else sample
    if not sample.strip():
        raise InvalidInput(f"{file} : fichier vide. Attendu une ligne d’en-tête puis des lignes : vérifiez l’export.")
    return _name(sample, flaw, file)


def _name(sample: bytes, flaw: int, file: str) -> str:
    for mark, name in _BOMS:
        if sample.startswith(mark) and (name == "utf-16" or not flaw):
            return name
    if b"\0" in sample:
        raise InvalidInput(
            f"{file} : contenu binaire, ce n’est pas un texte. Attendu un CSV en UTF-8 : exportez le tableau en CSV."
        )
    return _legacy(sample, flaw, file) if flaw else "utf-8"


def _legacy(sample: bytes, flaw: int, file: str) -> str:
    letters = len(_UTF8_LETTER.findall(sample))
    others = len(_HIGH.findall(_UTF8_LETTER.sub(b"", sample)))
    best = None if letters > others else from_bytes(sample, cp_isolation=LEGACY).best()
    if best is None:
        raise InvalidInput(
            f"{file}:{flaw} : encodage illisible (UTF-8 abîmé ou mêlé à un autre). Attendu de l’UTF-8 : "
            "enregistrez de nouveau le fichier en « CSV UTF-8 »."
        )
    return str(best.encoding)
