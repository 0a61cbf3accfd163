"""Styles, scripts and fonts: asked once by a browser, and asked again when their content is another.

A page names them by `address`, which carries a hash of their bytes; under that address they never change. Fonts are
named by the style sheet, without a hash: a new one has a new file name.
"""

from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC = Path(__file__).parent / "static"
PICTURES = Path(__file__).parent.parent / "visualisations" / "static"
FOLDERS = {"/static/visualisations/": PICTURES, "/static/": STATIC}
"""The longest first: the second is the beginning of the first."""
FOR_EVER = "public, max-age=31536000, immutable"


@cache
def address(path: str) -> str:
    """`/static/style.css` with the hash of its content; raises KeyError where no folder is served there."""
    start = next((start for start in FOLDERS if path.startswith(start)), None)
    if start is None:
        raise KeyError(path)
    content = (FOLDERS[start] / path.removeprefix(start)).read_bytes()
    return f"{path}?v={sha256(content).hexdigest()[:12]}"


class Assets(StaticFiles):
    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        kept = scope["query_string"].startswith(b"v=") or path.startswith("fonts/")
        # An error is not kept: the file may come with the next version.
        response.headers["Cache-Control"] = FOR_EVER if kept and response.status_code < 400 else "no-cache"
        return response
