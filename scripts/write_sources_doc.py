"""Write docs/sources.md from the mappings of loaders/mappings.

    python scripts/write_sources_doc.py [--check]

With `--check` nothing is written; exit code 1 when the file is not what it would be.
"""

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from api.answers.sources import LIVES, covered, source_catalogue  # noqa: E402
from graph.model.typography import count, fine  # noqa: E402
from scripts.generated_page import keep  # noqa: E402

TARGET = ROOT / "docs" / "sources.md"
DATASETS = "https://www.data.gouv.fr/fr/datasets/"
HEAD = """# Les sources

<!-- Écrit par scripts/write_sources_doc.py à partir de loaders/mappings/*.yaml : ne pas modifier à la main. -->

Ce qu’Entrelacs sait lire : {total}. `entrelacs sources` en donne la liste, `/sources` y joint ce qui est chargé.
{fetched} par `entrelacs fetch SOURCE`, au catalogue de data.gouv.fr ; les autres viennent avec Entrelacs, ou se
chargent par `entrelacs load FICHIER`. « Inconnu » : personne ne l’a encore déclaré.

Une source qui est une *liste complète* dit tout ce qui tient à sa date : ce qu’une édition plus récente ne dit plus
est parti. Une source qui *s’ajoute* (une année de subventions) ne retire rien. Sans déclaration de couverture, une
source est tenue pour partielle.
"""


def section(row: Any) -> str:
    page = f"<{row['page']}>" if row["page"] else "inconnue"
    lines = [
        f"## {row['title']}",
        "",
        f"* **Source** : `{row['id']}`",
        f"* **Éditeur, licence** : {row['publisher']} ; {row['licence']}",
        f"* **Page** : {page}",
        f"* **Millésime** : {row['vintage'] or 'inconnu, ou celui du fichier'} ; {LIVES[row['life']]}",
        f"* **Une ligne est** {row['row']}",
        f"* **Ne dit pas** : {row['leaves_out']}",
        f"* **Couvre** : {covered(row)}",
        f"* **Pour la charger** : {obtained(row)}",
    ]
    return fine("\n".join(lines))


def obtained(row: Any) -> str:
    command = f"`{row['obtained']}`" if row["obtained"].startswith("entrelacs ") else row["obtained"]
    datasets = ", ".join(f"<{DATASETS}{dataset}/>" for dataset in row["datasets"])
    return f"{command} ({datasets})" if datasets else command


def document() -> str:
    found: Any = source_catalogue()
    fetched = sum(row["fetchable"] for row in found["rows"])
    head = HEAD.format(
        total=count(found["total"], "source"), fetched=count(fetched, "se télécharge", "se téléchargent")
    )
    return fine(head) + "\n" + "\n\n".join(section(row) for row in found["rows"]) + "\n"


if __name__ == "__main__":
    sys.exit(keep(TARGET, document()))
