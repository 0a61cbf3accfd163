"""Take the picture of the README again: the gap page of the demonstration, as Chromium shows it.

python -m scripts.take_pictures
"""

import sys
import tempfile
from contextlib import closing
from pathlib import Path

from api.app import create_app
from api.settings import ApiSettings
from graph.settings import Settings
from graph.store import open_store
from loaders.demo import write_demonstration
from loaders.loading import load_files
from tests.browser.chromium import started
from tests.browser.serving import served

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
SIZE = {"width": 1280, "height": 1180}


def take(address: str, target: Path) -> None:
    with started() as browser, browser.new_context(viewport=SIZE, locale="fr-FR") as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(address, timeout=120_000)
        page.evaluate("document.fonts.ready.then(() => true)")
        target.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=target)
    print(f"{target} ({target.stat().st_size:,} bytes)")


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        store = f"sqlite:///{Path(folder) / 'demonstration.db'}"
        with closing(open_store(Settings(store=store))) as opened:
            load_files(opened, [str(path) for path in write_demonstration(Path(folder) / "fichiers")])
        with served(create_app(ApiSettings(store=store))) as base:
            take(f"{base}/ecarts?niveau=region", PICTURES / "ecarts.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
