"""Which encoding a text file is in: UTF-8 when it is, else what its bytes show, said and never silent.

A file may be mixed: exports of two systems pasted together give lines in UTF-8 beside lines in cp1252. Each line is
then read in its own. The choice among the old encodings is made on the letters of French: of four real files in
cp1252, `charset-normalizer` names one right (ADR 0009).
"""

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph.errors import InvalidInput

LEGACY = ("cp1252", "iso8859_15", "mac_roman", "cp850")
"""What French files that are not UTF-8 are in; a wider choice makes wrong guesses on short texts."""


def _handler(name: str) -> str:
    """Bytes that are no UTF-8 read in `name`, those beside them in UTF-8: one line may mix the two as well."""

    def read(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        return error.object[error.start : error.end].decode(name, "replace"), error.end

    registered = f"entrelacs-{name}"
    codecs.register_error(registered, read)
    return registered


_HANDLERS = {name: _handler(name) for name in LEGACY}
_SAMPLE = 4 << 20
_LOOKED_AT = 1 << 16
_CONTROLS = bytes([*range(9), *range(14, 32), 127])
_ENOUGH = 200
_LETTER = re.compile(rb"[\xc2-\xc5][\x80-\xbf]|\xe2[\x80-\x84][\x80-\xbf]")
_HIGH = re.compile(rb"[\x80-\xff]")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LIKELY = re.compile("(?<=[a-zéèê])[àâçéèêëîïôûùüœ’](?=[a-zéèê \n])|[ÀÂÇÉÈÊÔ](?=[A-Z])|[«»°€’–…\u00a0]|(?<=[a-z])é")
_UNLIKELY = re.compile("[∞†‡∫Ω≈√¬ƒ◊ŒÎÌÓÔŸ\u0080-\u009f¼½¾¤¦¨´¸]|[a-z][À-ÞŒ]|[│┤╣║╗╝┐└┴┬├─┼╚╔╩╦╠═╬█▄▀■]")


@dataclass(frozen=True, slots=True)
class Encoding:
    """`name` is Python's. With `other`, lines that are not UTF-8 stand beside lines that are, and are in `other`."""

    name: str
    other: str = "cp1252"
    mixed: bool = False

    @property
    def is_utf8(self) -> bool:
        return self.name in ("utf-8", "utf-8-sig")

    @property
    def errors(self) -> str:
        """How decoding treats bytes that do not belong: read in `other` within UTF-8, else shown as lost."""
        return _HANDLERS[self.other] if self.is_utf8 else "replace"


def detect(chunks: Iterable[bytes], file: str) -> Encoding:
    """The encoding, from the first bytes that show one: a file that opens in plain ASCII is read on.

    Raises InvalidInput for an empty stream or binary content.
    """
    sample, high = _sample(chunks)
    if not sample.strip():
        raise InvalidInput(f"{file} : fichier vide. Attendu une ligne d’en-tête puis des lignes : vérifiez l’export.")
    for mark, name in _BOMS:
        if sample.startswith(mark):
            return Encoding(name)
    if b"\0" in sample:
        return Encoding(_wide(sample, file))
    _refuse_controls(sample[:_LOOKED_AT], file)
    return _of_letters(high)


def _sample(chunks: Iterable[bytes]) -> tuple[bytes, bytes]:
    """The first bytes, and the whole lines that hold letters beyond ASCII, until there are enough of both."""
    first, rest = b"", b""
    lines: list[bytes] = []
    size = 0
    for chunk in chunks:
        size += len(chunk)
        first = first or chunk
        whole, _, rest = (rest + chunk).rpartition(b"\n")
        if not whole.isascii():
            lines += [line for line in whole.splitlines() if not line.isascii()]
        if size >= _SAMPLE and len(lines) >= _ENOUGH:
            return first, b"\n".join(lines)
    return first, b"\n".join([*lines, rest])


def _wide(sample: bytes, file: str) -> str:
    """UTF-16 without its mark: every other byte is zero."""
    for name, zeros in (("utf-16-le", sample[1:4096:2]), ("utf-16-be", sample[0:4096:2])):
        if zeros.count(0) > 0.6 * len(zeros):
            return name
    _refuse_controls(sample[:_LOOKED_AT], file)
    return "utf-8"


def _refuse_controls(sample: bytes, file: str) -> None:
    """Raises InvalidInput where one byte in fifty is none of a text."""
    if (len(sample) - len(sample.translate(None, _CONTROLS))) * 50 > len(sample):
        raise _binary(file)


def _binary(file: str) -> InvalidInput:
    return InvalidInput(
        f"{file} : contenu binaire, ce n’est pas un texte. Attendu un CSV en UTF-8 : exportez le tableau en CSV."
    )


def _of_letters(high: bytes) -> Encoding:
    """What lines beyond ASCII are in: few bytes that look like UTF-8 among many that do not are an accident."""
    if not _stray(high):
        return Encoding("utf-8")
    letters = len(_LETTER.findall(high))
    stray = b"\n".join(line for line in high.splitlines() if _stray(line))
    others = len(_HIGH.findall(_LETTER.sub(b"", stray)))
    if others == 0:
        return Encoding("utf-8")
    other = legacy(stray)
    if letters * 20 <= others:
        return Encoding(other, other)
    return Encoding("utf-8", other, mixed=True)


def _stray(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def legacy(content: bytes) -> str:
    """The one of LEGACY under which the text looks most like French; the first among equals."""

    def likelihood(name: str) -> int:
        text = content[:_SAMPLE].decode(name, "replace")
        return len(_LIKELY.findall(text)) - 3 * len(_UNLIKELY.findall(text)) - 10 * text.count("\ufffd")

    return max(LEGACY, key=lambda name: (likelihood(name), -LEGACY.index(name)))
