"""Files made for a reader: written whole before the first byte goes, so that a failure is said and a cut is seen.

A file has its length: a download that stops short is an error in every browser. A reader who leaves stops the writing
at its next look, and takes nothing further: neither a slot of the analyses nor a temporary file.
"""

import asyncio
from collections.abc import Callable, Mapping
from os import SEEK_END
from tempfile import SpooledTemporaryFile
from threading import Event
from typing import IO, Any, TypeVar, cast
from urllib.parse import quote

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from api.replies import pieces

IN_MEMORY = 8 * 1024 * 1024
"""Bytes beyond which a file being made goes to the disk."""
LOOKING = 0.25
"""Seconds between two looks at whether the reader is still there."""
T = TypeVar("T")


class ReaderGone(Exception):
    """Who asked is no longer there: no error, nobody reads the answer."""


class FileReply(StreamingResponse):
    """An open file, closed when it is sent or when its reader leaves."""

    def __init__(self, file: IO[bytes], media: str, name: str, told: Mapping[str, str | None]) -> None:
        self._file = file
        size = file.seek(0, SEEK_END)
        file.seek(0)
        headers = {f"X-Entrelacs-{key.title()}": quote(text) for key, text in told.items() if text}
        headers |= {"Content-Disposition": f'attachment; filename="{name}"', "Content-Length": str(size)}
        super().__init__(pieces(file), headers=headers, media_type=media)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._file.close()


def temporary() -> IO[bytes]:
    return cast(IO[bytes], SpooledTemporaryFile(max_size=IN_MEMORY))


async def while_present(request: Request, work: Callable[[Callable[[], None]], Response]) -> Response:
    """What `work` answers, in a thread. It is given a function to call now and then, which raises ReaderGone."""
    gone = Event()

    def watch() -> None:
        if gone.is_set():
            raise ReaderGone

    looking = asyncio.create_task(_look(request, gone))
    try:
        return await run_in_threadpool(work, watch)
    except ReaderGone:
        return Response(status_code=499)
    finally:
        looking.cancel()


async def _look(request: Request, gone: Event) -> Any:
    while not await request.is_disconnected():
        await asyncio.sleep(LOOKING)
    gone.set()
