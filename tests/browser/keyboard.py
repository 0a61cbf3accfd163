"""A journey without a mouse: what has the focus is reached by Tab, and must be seen on the way."""

from playwright.sync_api import Page


def reach(page: Page, wanted: str, most: int = 160) -> None:
    """Tab until what has the focus matches a selector; every stop on the way must be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", wanted):
            assert page.evaluate("document.activeElement.checkVisibility()")
            return
    raise AssertionError(f"« {wanted} » n’est pas atteint en {most} tabulations")


def follow(page: Page, wanted: str, url: str) -> None:
    """Reach it, press Enter, and wait for the page that it leads to."""
    reach(page, wanted)
    page.keyboard.press("Enter")
    page.wait_for_url(url)
