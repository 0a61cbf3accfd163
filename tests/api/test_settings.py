"""Every setting is described, documented, and read from the environment under one prefix."""

import subprocess
import sys
from pathlib import Path

import pytest

from api.pages.rendering import report_url
from api.settings import ApiSettings

pytestmark = pytest.mark.unit
ROOT = Path(__file__).resolve().parents[2]


def test_the_page_of_settings_is_current() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "write_settings_doc.py", "--check"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_a_setting_is_read_under_the_prefix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTRELACS_PORT", "8123")
    monkeypatch.setenv("ENTRELACS_NEO4J_PASSWORD", "motdepasse")
    settings = ApiSettings()
    assert settings.port == 8123
    assert "motdepasse" not in repr(settings)


def test_by_default_only_this_machine_is_answered() -> None:
    assert ApiSettings().host == "127.0.0.1"


def test_starting_asks_for_no_heavy_library() -> None:
    heavy = ("numpy", "scipy", "networkx", "rustworkx", "pyvis", "neo4j", "pandas")
    code = f"import sys, api.app; api.app.create_app(); print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.strip() == "[]", done.stderr


@pytest.mark.parametrize(
    ("contact", "start"),
    [
        (None, "/methode#contester"),
        ("https://exemple.fr/contact", "https://exemple.fr/contact"),
        ("contact@exemple.fr", "mailto:contact@exemple.fr?subject="),
        ("javascript:alert(1)", "mailto:javascript%3Aalert"),
    ],
)
def test_the_report_link_is_never_a_script(contact: str | None, start: str) -> None:
    assert report_url(contact, "/ecarts?niveau=region").startswith(start)
