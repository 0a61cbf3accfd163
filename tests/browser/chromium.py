"""A real Chromium, Debian's or the one named by $CHROMIUM, that may speak to this machine only."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

QUIET = (
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--disable-gpu",
    "--metrics-recording-only",
    "--no-pings",
)


def executable() -> Path:
    """The browser, or a counted skip; in CI its absence is a failure."""
    named = os.environ.get("CHROMIUM")
    found = [named, "/usr/bin/chromium", shutil.which("chromium"), shutil.which("chromium-browser")]
    path = next((Path(one) for one in found if one and Path(one).exists()), None)
    if path is not None:
        return path
    absent = "aucun Chromium : apt-get install chromium, ou $CHROMIUM = son chemin"
    if os.environ.get("CI"):
        pytest.fail(absent)
    pytest.skip(absent)


@contextmanager
def started() -> Iterator[Browser]:
    path = executable()
    arguments = [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()
