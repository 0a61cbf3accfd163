"""What surrounds every answer: a request number, strict headers, a bound on what is sent, no error without a shape."""

import re
from base64 import b64encode
from hashlib import sha256
from http import HTTPStatus
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import errors

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_INLINE = re.compile(r"<(script|style)(?![^>]*\bsrc=)[^>]*>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
LONGEST_QUERY = 4096


def framed_by(ancestors: str) -> str:
    """The policy of a page that other sites may frame: `ancestors` is a list of sources, as `'self' https://a.fr:8443`."""
    return POLICY.replace("frame-ancestors 'none'", f"frame-ancestors {ancestors}")


def drawn_page_policy(html: str) -> str:
    """The policy of a self-contained drawn page: its own inline scripts and styles by their hash, and no connection."""
    hashes: dict[str, list[str]] = {"script": [], "style": []}
    for kind, content in _INLINE.findall(html):
        digest = b64encode(sha256(content.encode()).digest()).decode()
        hashes[kind.lower()].append(f"'sha256-{digest}'")
    scripts, styles = (" ".join(hashes[kind]) or "'none'" for kind in ("script", "style"))
    return (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; img-src data: blob:; font-src data:; "
        "frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
    )


class Envelope:
    """Outermost of our layers. HEAD is answered as GET without its body."""

    def __init__(self, app: ASGIApp, max_body: int) -> None:
        self.app, self.max_body = app, max_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id
        started = False

        async def wrapped(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                _set_headers(MutableHeaders(scope=message), request_id)
            await send(message)

        out = _without_body(wrapped) if scope["method"] == "HEAD" else wrapped
        scope["method"] = "GET" if scope["method"] == "HEAD" else scope["method"]
        try:
            refused = self._refusal(scope)
            if refused is not None:
                code, words = errors._HTTP_WORDS[refused]
                await errors.answer(Request(scope), HTTPStatus(refused), code, words, [])(scope, receive, out)
                return
            await self.app(scope, receive, out)
        except Exception as error:
            if started:
                raise
            await errors.unexpected(Request(scope), error)(scope, receive, out)

    def _refusal(self, scope: Scope) -> int | None:
        headers = Headers(scope=scope)
        length = headers.get("content-length", "0")
        if "transfer-encoding" in headers or not length.isdigit() or int(length) > self.max_body:
            return 413
        return 414 if len(scope.get("query_string", b"")) + len(scope["path"]) > LONGEST_QUERY else None


def _set_headers(headers: MutableHeaders, request_id: str) -> None:
    for name, value in _HEADERS.items():
        headers.setdefault(name, value)
    headers["X-Request-ID"] = request_id


def _without_body(send: Send) -> Send:
    async def bodiless(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return bodiless
