"""Write api/locale/entrelacs.pot, the catalogue of every text of the templates: what a translation starts from.

    python scripts/write_catalogue_doc.py [--check]

With `--check` nothing is written; exit code 1 when the file is not what it would be.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from babel.messages.catalog import Catalog  # noqa: E402
from babel.messages.extract import extract_from_dir  # noqa: E402
from babel.messages.pofile import write_po  # noqa: E402

from scripts.generated_page import keep  # noqa: E402

TARGET = ROOT / "api" / "locale" / "entrelacs.pot"
FOLDERS = ("api/templates", "visualisations/templates")
HEADER = """\
# Tous les textes des pages d’Entrelacs, tels que les modèles les disent en français.
# Écrit par scripts/write_catalogue_doc.py : ne pas modifier à la main. Une langue de plus : CONTRIBUTING.md."""
READING = {"trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true", "silent": "false"}
UNDATED = ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Report-Msgid-Bugs-To", "Language-Team")
"""Headers of a catalogue that would change without a text having changed, or name a person."""


def messages() -> Iterator[tuple[str, str]]:
    """Each text and the template it stands in."""
    for folder in FOLDERS:
        found = extract_from_dir(ROOT / folder, [("**.html", "jinja2")], {"**.html": READING})
        for name, _, message, _, _ in sorted(found, key=lambda one: (one[0], one[1])):
            yield (message if isinstance(message, str) else message[0]), f"{folder}/{name}"


def catalogue() -> Catalog:
    unchanged = datetime(2026, 1, 1, tzinfo=UTC)
    made = Catalog(project="Entrelacs", version="1", header_comment=HEADER, creation_date=unchanged)
    for message, where in messages():
        made.add(message, locations=[(where, 1)])
    return made


def document() -> str:
    written = BytesIO()
    write_po(written, catalogue(), width=110, include_lineno=False)
    lines = written.getvalue().decode("utf-8").splitlines()
    return "\n".join(line for line in lines if not line.removeprefix('"').startswith(UNDATED)) + "\n"


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    sys.exit(keep(TARGET, document()))
