"""Write api/locale/entrelacs.pot, the catalogue of every text of the pages: what a translation starts from.

    python scripts/write_catalogue_doc.py [--check]

With `--check` nothing is written; exit code 1 when the file is not what it would be.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from babel.messages.catalog import Catalog  # noqa: E402
from babel.messages.extract import extract_from_dir  # noqa: E402
from babel.messages.pofile import write_po  # noqa: E402

from graph import vocabulary  # noqa: E402
from scripts.generated_page import keep  # noqa: E402

TARGET = ROOT / "api" / "locale" / "entrelacs.pot"
TEMPLATES = ("api/templates", "visualisations/templates")
SCRIPTS = ("api/static", "visualisations/static")
MODULES = ("api/pages", "visualisations")
MODEL = ("counting.py", "french_dates.py", "period.py")
"""Modules of graph/model that pages and pictures speak through."""
VENDORED = ("vis-network", "maplibre")
"""How the names of other people's scripts begin."""
HEADER = """\
# Tous les textes des pages d’Entrelacs, tels qu’ils y sont dits en français.
# Écrit par scripts/write_catalogue_doc.py : ne pas modifier à la main. Une langue de plus : CONTRIBUTING.md."""
READING = {"trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true", "silent": "false"}
UNDATED = ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Report-Msgid-Bugs-To", "Language-Team")
"""Headers of a catalogue that would change without a text having changed, or name a person."""


Message: TypeAlias = str | tuple[str, str]
TEXTS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "NN_": (1, 2)}
COUNTED = {"count": {2: (2,), 3: (2, 3), 4: (2, 3)}, "agree": {2: (2,), 3: (2, 3)}, "kept": {3: (2,)}}
"""Functions and a macro whose second argument is the word for one, and the third the word for many where it is more
than an s.
"""
TERMS = ("actor_kinds", "alliance_types", "centralities", "contract_natures", "data_states", "levels", "mediations",
         "node_kinds", "origin_statuses", "partnership_types", "phases", "placements", "relation_types", "roles",
         "scales", "structure_figures", "verdicts")  # fmt: skip
"""Vocabularies of ours; the others are official lists, which are data."""


def messages() -> Iterator[tuple[Message, str]]:
    """Each text and the file it stands in; two of them where it depends on a number."""
    for folder in TEMPLATES:
        yield from _found(folder, "**.html", "jinja2", READING)
    for folder in SCRIPTS:
        yield from _found(folder, "*.js", "javascript", {"parse_template_string": "true"})
    for folder in MODULES:
        yield from _found(folder, "*.py", "python", {})
    for name in MODEL:
        yield from _found("graph/model", name, "python", {})
    yield from _terms()


def _found(folder: str, names: str, reader: str, options: dict[str, str]) -> Iterator[tuple[Message, str]]:
    kinds = [*((f"{start}*", "ignore") for start in VENDORED), (names, reader)]
    for keywords in (TEXTS, COUNTED):
        found = extract_from_dir(ROOT / folder, kinds, {names: options}, keywords=keywords)
        for name, _, message, _, _ in sorted(found, key=lambda one: (one[0], one[1])):
            said = message if isinstance(message, str) else (message[0], message[1])
            plural = keywords is COUNTED and isinstance(said, str)
            yield ((said, f"{said}s") if plural else said), f"{folder}/{name}"


def _terms() -> Iterator[tuple[Message, str]]:
    for name in TERMS:
        for term in getattr(vocabulary, name)().values():
            said = (term.label, term.description, getattr(term, "technical", ""), getattr(term, "unit", ""))
            yield from ((text, f"graph/vocabulary/{name}.yaml") for text in said if text)


def catalogue() -> Catalog:
    unchanged = datetime(2026, 1, 1, tzinfo=UTC)
    made = Catalog(project="Entrelacs", version="1", header_comment=HEADER, creation_date=unchanged)
    for message, where in messages():
        known = made.get(message[0] if isinstance(message, tuple) else message)
        if known is not None and known.pluralizable and isinstance(message, tuple) and known.id != message:
            raise ValueError(f"{where}: {message} has another plural elsewhere, {known.id}")
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
