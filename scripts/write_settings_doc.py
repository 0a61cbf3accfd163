"""Write docs/settings.md from the fields of the settings.

    python scripts/write_settings_doc.py [--check]

With `--check` nothing is written; exit code 1 when the file is not what it would be.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pydantic.fields import FieldInfo  # noqa: E402

from api.settings import ApiSettings  # noqa: E402
from graph.settings import Settings  # noqa: E402
from scripts.generated_page import keep  # noqa: E402

TARGET = ROOT / "docs" / "settings.md"
HEAD = """# Réglages

<!-- Écrit par scripts/write_settings_doc.py à partir de api/settings.py\u202f: ne pas modifier à la main. -->

Des variables d’environnement, lues une fois au démarrage. Aucune n’est obligatoire.

| Variable | Par défaut | Sens |
| --- | --- | --- |
"""


def line(name: str, field: FieldInfo) -> str:
    """One row; a missing description is an error, so that no setting goes undocumented."""
    if not field.description:
        raise SystemExit(f"réglage sans description\u202f: {name}")
    default = "—" if field.default is None else f"`{field.default}`"
    return f"| `ENTRELACS_{name.upper()}` | {default} | {field.description} |"


def document() -> str:
    prefix = Settings.model_config["env_prefix"]
    assert prefix == "ENTRELACS_", prefix
    return HEAD + "\n".join(line(name, field) for name, field in ApiSettings.model_fields.items()) + "\n"


if __name__ == "__main__":
    sys.exit(keep(TARGET, document()))
