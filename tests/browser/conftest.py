"""One store, one server and one Chromium for all the browser tests; a page, with what went wrong in it, for each.

The store holds the demonstration and a small file whose every name tries to run as markup; it is synthetic too, since
a real record would make the gap analysis count real ones alone.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, Response

from api.app import create_app
from api.settings import ApiSettings
from graph.settings import Settings
from graph.store import open_store
from loaders.demo import write_demonstration
from loaders.loading import load_files
from tests.browser import chromium
from tests.browser.serving import served
from tests.browser.site import looked_at

HOSTILE = (
    "</script><script>window.ran=1</script>",
    '<a href="javascript:window.ran=1" onclick="window.ran=1">href</a>',
)
HOSTILE_ID = "exp:essai:H-1"


@dataclass
class Watched:
    """A page and everything that should not have happened in it."""

    page: Page
    base: str
    messages: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def open(self, path: str) -> Response:
        answer = self.page.goto(self.base + path, wait_until="load")
        assert answer is not None
        return answer

    def drawn(self, path: str) -> Response:
        """Open a page with a network and wait for its picture."""
        answer = self.open(path)
        self.page.wait_for_selector("figure[data-network][data-first-draw]")
        return answer

    @property
    def troubles(self) -> list[str]:
        return self.messages + [f"asked elsewhere: {url}" for url in self.elsewhere]


@pytest.fixture(scope="session")
def store_address(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("browser")
    address = f"sqlite:///{folder / 'graphe.db'}"
    with closing(open_store(Settings(store=address))) as store:
        load_files(store, [str(path) for path in write_demonstration(folder / "demonstration")])
        load_files(store, [str(path) for path in _hostile(folder / "essai")])
    return address


def _hostile(folder: Path) -> list[Path]:
    folder.mkdir()
    script, link = HOSTILE
    experiments, participations = folder / "experimentations.csv", folder / "participations.csv"
    experiments.write_text(
        f"id;intitule;statut_donnee;territoires;source\nH-1;{script};synthetique;commune:33063;essai\n",
        encoding="utf-8",
    )
    quoted = link.replace('"', '""')
    participations.write_text(
        "experimentation_id;acteur;profil;role\n"
        f'H-1;{script};association;porteur\nH-1;"{quoted}";entreprise;partenaire\n',
        encoding="utf-8",
    )
    return [experiments, participations]


@pytest.fixture(scope="session")
def base(store_address: str) -> Iterator[str]:
    with served(create_app(ApiSettings(store=store_address))) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium.started() as found:
        yield found


@pytest.fixture
def watched(browser: Browser, base: str) -> Iterator[Watched]:
    with browser.new_context(viewport={"width": 1280, "height": 900}, locale="fr-FR") as context:
        context.set_default_timeout(15_000)
        context.set_default_navigation_timeout(60_000)  # the first reading of a table of gaps, on two busy cores
        watched = Watched(context.new_page(), base)
        watched.page.on("console", lambda message: watched.messages.append(f"{message.type}: {message.text}"))
        watched.page.on("pageerror", lambda error: watched.messages.append(f"error: {error}"))
        watched.page.on("request", lambda request: _note(watched, request))
        yield watched


def _note(watched: Watched, request: Request) -> None:
    parts = urlsplit(request.url)
    if parts.scheme not in {"data", "blob"} and f"{parts.scheme}://{parts.netloc}" != watched.base:
        watched.elsewhere.append(request.url)


@pytest.fixture(scope="session")
def known(store_address: str) -> dict[str, str]:
    with closing(open_store(Settings(store=store_address), read_only=True)) as store:
        return looked_at(store)
