"""No page escapes the tests that walk through all of them (tests/browser/site.py)."""

from urllib.parse import urlsplit

import pytest

from api.app import create_app
from api.settings import ApiSettings
from tests.api.addresses import routes
from tests.browser.site import PAGES

pytestmark = pytest.mark.unit

ALSO_ALLIANCES = "/alliances/{id:path}"
"""The same template and route function as `/experimentations/…`, on another kind of node."""


def test_every_page_is_walked_through() -> None:
    """A page is what is answered outside the API, neither a data twin nor a file."""
    walked = {"/".join(urlsplit(path).path.split("/")[:3]) for path in PAGES.values()}
    pages = {path for path in routes(create_app(ApiSettings(store="sqlite://"))) if _is_page(path)}
    assert pages, "no page found: the router is read wrongly"
    assert {path for path in pages if not _walked(path, walked)} == {ALSO_ALLIANCES}


def _is_page(path: str) -> bool:
    return not path.startswith("/api/") and "." not in path and path not in {"/healthz", "/readyz"}


def _walked(path: str, walked: set[str]) -> bool:
    fixed = path.partition("{")[0]
    return path in walked or (fixed != path and any(one.startswith(fixed) and one != fixed for one in walked))
