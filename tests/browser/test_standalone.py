"""The page that stands alone, opened as a file: off line, under its own policy."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.visualisations.subgraphs import generated
from visualisations import network

pytestmark = pytest.mark.browser


def test_a_page_of_300_nodes_draws_from_a_file_alone(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "reseau.html"
    file.write_text(network.render(generated(300), title="Essai"), encoding="utf-8")
    with browser.new_context(offline=True) as context:
        page = context.new_page()
        messages: list[str] = []
        asked: list[str] = []
        page.on("console", lambda message: messages.append(message.text))
        page.on("pageerror", lambda error: messages.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(file.as_uri())
        page.wait_for_selector("figure[data-first-draw]")
        assert messages == []
        assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
        assert float(page.get_attribute("figure", "data-first-draw") or "nan") > 0


def test_its_policy_stops_a_script_that_would_be_added(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "reseau.html"
    page_text = network.render(generated(5), title="Essai")
    file.write_text(page_text.replace("</body>", "<script>window.ran=1</script></body>"), encoding="utf-8")
    with browser.new_context(offline=True) as context:
        page = context.new_page()
        page.goto(file.as_uri())
        assert page.evaluate("window.ran") is None
