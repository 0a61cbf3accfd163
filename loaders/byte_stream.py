"""Chunks of bytes as a file to read from: what parsers of the libraries ask for. Re-encoded to UTF-8 on the way."""

import codecs
import io
from collections.abc import Iterator

from loaders.encoding import Encoding


class ByteStream(io.RawIOBase):
    """A raw stream over chunks, which are read as they are asked for."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._rest = chunks, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = chunk
        taken = self._rest[: len(buffer)]
        buffer[: len(taken)] = taken
        self._rest = self._rest[len(taken) :]
        return len(taken)


def utf8_stream(chunks: Iterator[bytes], encoding: Encoding) -> io.BufferedReader:
    """The same text in UTF-8, without its mark; bytes of another encoding are read in it."""
    decoder = codecs.getincrementaldecoder(encoding.name if encoding.name != "utf-8" else "utf-8-sig")(encoding.errors)

    def encoded() -> Iterator[bytes]:
        for chunk in chunks:
            yield decoder.decode(chunk).encode("utf-8", "replace")
        yield decoder.decode(b"", True).encode("utf-8", "replace")

    return io.BufferedReader(ByteStream(encoded()), 1 << 18)
