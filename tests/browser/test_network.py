"""The drawn network: what is seen is what is told, by mouse, by keyboard and by table."""

import pytest

from tests.browser.conftest import HOSTILE, HOSTILE_ID, Watched

pytestmark = pytest.mark.browser

CANVAS = "figure[data-network] canvas"
COLOURS = """canvas => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const seen = new Set();
  for (let i = 0; i < data.length; i += 4) if (data[i + 3]) seen.add(data[i] << 16 | data[i + 1] << 8 | data[i + 2]);
  return seen.size;
}"""


@pytest.fixture
def network(watched: Watched, known: dict[str, str]) -> Watched:
    watched.drawn(f"/reseau?centre={known['experiment']}&pas=2")
    return watched


def test_picture_is_drawn_and_its_time_is_told(network: Watched) -> None:
    assert network.page.eval_on_selector(CANVAS, COLOURS) > 20
    assert network.page.evaluate("performance.getEntriesByName('entrelacs-first-draw').length") == 1
    assert 0 < network.page.evaluate("window.entrelacsFirstDraw") < 10_000
    assert network.troubles == []


def test_same_nodes_and_relations_in_the_picture_and_in_the_tables(network: Watched) -> None:
    counts = network.page.evaluate(
        """() => {
          const data = JSON.parse(document.querySelector(".network-data").textContent);
          const rows = [...document.querySelectorAll("#network-tables table")].map(t => t.tBodies[0].rows.length);
          return [data.edges.length, data.nodes.length, ...rows];
        }"""
    )
    assert counts[:2] == counts[2:]


def test_keyboard_walks_the_nodes_and_enter_opens_the_sheet(network: Watched, known: dict[str, str]) -> None:
    page = network.page
    page.focus(".network-picture")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    name = page.inner_text(".network-card h2")
    page.keyboard.press("Enter")
    page.wait_for_load_state("load")
    assert name.split(" · ", 1)[-1] in page.inner_text("h1")
    assert network.troubles == []


def test_hovering_says_origin_date_and_status(network: Watched) -> None:
    page = network.page
    box = page.locator(".network-picture").bounding_box()
    assert box is not None
    tip = page.locator(".network-tip")
    seen = ""
    for step in range(400):  # across the picture, until a node or a relation is met
        x, y = (
            box["x"] + box["width"] * (0.2 + 0.6 * (step % 40) / 40),
            box["y"] + box["height"] * (0.2 + 0.06 * (step // 40)),
        )
        page.mouse.move(x, y)
        if tip.is_visible():
            seen = tip.inner_text()
            break
    assert "Source : demonstration, l." in seen
    assert "donnée synthétique" in seen


def test_legend_hides_a_kind(network: Watched) -> None:
    button = network.page.locator(".network-legend button").first
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert network.troubles == []


def test_keyboard_reaches_the_table_after_the_picture(network: Watched) -> None:
    page = network.page
    page.focus(".network-picture")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#network-tables') !== null"):
            return
    pytest.fail("the table is not reached from the picture")


def test_hostile_names_are_text_in_the_card_and_the_tip(watched: Watched) -> None:
    watched.drawn(f"/reseau?centre={HOSTILE_ID}&pas=2")
    page = watched.page
    page.focus(".network-picture")
    told = ""
    for _ in range(3):
        page.keyboard.press("ArrowRight")
        told += page.inner_text(".network-card")
    assert all(name in told for name in HOSTILE)
    assert page.evaluate("window.ran") is None
    assert watched.troubles == []


def test_changing_to_dark_repaints_the_picture(network: Watched) -> None:
    before = network.page.locator(".network-picture").screenshot()
    network.page.emulate_media(color_scheme="dark")
    network.page.wait_for_timeout(200)
    assert network.page.locator(".network-picture").screenshot() != before


def test_the_form_of_a_path_shows_names_and_finds_the_same_ends_again(watched: Watched, known: dict[str, str]) -> None:
    address = f"{watched.base}/chemin?de={known['actor']}&vers={known['partner']}"
    page = watched.page
    page.goto(address)
    start, end = page.get_by_label("De", exact=True).input_value(), page.get_by_label("Vers", exact=True).input_value()
    assert page.inner_text("h1") == f"{start} → {end}"
    page.locator("main form button.primary").click()
    page.wait_for_load_state("load")
    assert page.url == address
    page.get_by_label("Vers", exact=True).fill("zzzz")
    page.locator("main form button.primary").click()
    page.wait_for_url("**vers=zzzz")
    assert page.get_by_label("De", exact=True).input_value() == start
    assert "Aucune fiche recensée ne porte « zzzz »" in page.inner_text("main")
    assert watched.troubles == []
