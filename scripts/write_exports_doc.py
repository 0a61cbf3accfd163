"""Write docs/exports.md from the formats and the columns of their tables.

    python scripts/write_exports_doc.py [--check]

With `--check` nothing is written; exit code 1 when the file is not what it would be.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from api.exports.columns import LINK, MEANINGS, NODE, ORIGIN, PARTICIPATION, Column  # noqa: E402
from api.exports.formats import FORMATS  # noqa: E402
from api.exports.gap_columns import COLUMNS  # noqa: E402
from graph.model.typography import fine  # noqa: E402
from scripts.generated_page import keep  # noqa: E402

TARGET = ROOT / "docs" / "exports.md"
HEAD = """# Reprendre les données

<!-- Écrit par scripts/write_exports_doc.py : ne pas modifier à la main. -->

*Pour qui veut le graphe dans ses outils : la page `/exports`, l’API, ou la commande.*

```sh
entrelacs export --format graphml graphe.graphml
entrelacs export --format xlsx --subgraph departement:33 --depth 2 gironde.xlsx
entrelacs export --format csv --filter 'type=PARTICIPATES_IN&role=financeur' financeurs.zip
entrelacs gaps --level epci --within region:53 --xlsx ecarts-bretagne.xlsx
```

Par l’API, `GET /api/v1/export/{format}` donne tout le graphe ; avec `centre=`, `depth=`, `limit=`, le même voisinage
que `/api/v1/subgraph` ; avec les champs du filtre ou `filter=`, les relations que rend `/api/v1/relations` et leurs
deux bouts ([relations.md](relations.md)). Les mêmes octets sur SQLite et sur Neo4j, un même jour.

## Les formats
"""
SAID = """
## Ce que chaque fichier dit de lui-même

Titre, date, révision, ce qui a été pris, sources avec leur éditeur et leur licence, et s’il contient des données
synthétiques : dans le graphe (GraphML), `meta` (GEXF), le jeu de données `schema:Dataset` (JSON-LD), les commentaires
et le nœud `EntrelacsExport` (Cypher), `LISEZMOI.txt` (CSV, Parquet), `schema.json` (Parquet), la feuille « lisez-moi »
(XLSX). L’API le dit aussi dans les en-têtes `X-Entrelacs-Revision`, `-Notice`, `-Licences`, `-Selection` et `-Warning`,
encodés comme une adresse.

- **Écrit en entier, puis envoyé.** Une erreur est dite, pas coupée ; le fichier a sa longueur, donc un téléchargement
  interrompu se voit. Qui s’en va arrête l’écriture et libère sa place. La commande écrit à côté, puis renomme.
- **Une seule révision.** Si le graphe change pendant l’export, il est refusé : relancez-le.
- **Rien n’est exécuté.** Un texte qui commence par `=`, `+`, `-`, `@`, une tabulation ou un retour reste un texte : une
  apostrophe le précède en CSV, la cellule est de type texte en XLSX. Un nombre, même négatif, reste un nombre.
- **Caractères de contrôle.** XML n’en tient pas : ils sont retirés (GraphML, GEXF, XLSX, CSV, Cypher), et le fichier,
  la commande et l’en-tête disent combien.
- **XLSX** s’arrête à 1 048 576 lignes par feuille et 32 767 signes par cellule : au-delà il est refusé, ou la coupe est
  dite.
- **JSON-LD** : un acteur est `org:Organization` (`org:FormalOrganization` avec un numéro officiel), un projet ou une
  alliance `org:OrganizationalCollaboration`, une participation `org:Membership`, un territoire `schema:Place`, un thème
  `skos:Concept` ; `prov:wasDerivedFrom` mène aux sources. Un identifiant est une URN, `urn:entrelacs:siren:…`.
- **Cypher** : chaque nœud porte `Entrelacs` et sa nature ; `cypher-shell -f entrelacs.cypher`, deux fois sans dommage.

## Les colonnes (CSV, XLSX)

En CSV, `dictionnaire.csv` les décrit ; en XLSX, la feuille « colonnes ».
"""
GAPS = """
## Le classeur des écarts

`/ecarts.xlsx` (les paramètres de `/ecarts`), `/api/v1/gaps?…&format=xlsx`, `entrelacs gaps … --xlsx`. Les nombres sont
ceux du JSON, entiers : seul leur format les arrondit. Une case vide n’a pas de sens, ce n’est pas zéro. La feuille
« Méthode » dit la période, la révision, les limites et les sources.
"""


def table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    lines = [f"| {' | '.join(cells)} |" for cells in (header, ("---",) * len(header), *rows)]
    return ["", *lines]


def described(columns: tuple[Column, ...]) -> list[tuple[str, ...]]:
    return [(f"`{each.name}`", each.type.replace("|", "\\|"), each.unit, each.meaning) for each in columns]


def properties() -> list[tuple[str, ...]]:
    said = {name: meaning if isinstance(meaning, tuple) else (meaning, "") for name, meaning in MEANINGS.items()}
    return [(f"`{name}`", unit, meaning) for name, (meaning, unit) in sorted(said.items())]


def document() -> str:
    formats = [(f"`{name}`", each.title, each.reader, each.use) for name, each in FORMATS.items()]
    tables = {"nodes.csv": NODE, "relations.csv": LINK, "participations.csv": PARTICIPATION, "origines.csv": ORIGIN}
    lines = [HEAD, *table(("format", "nom", "s’ouvre avec", "usage"), formats)[1:], SAID]
    for name, columns in tables.items():
        lines += [f"`{name}` :", *table(("colonne", "type", "unité", "sens"), described(columns)), ""]
    lines += ["Puis une colonne par propriété dite, sous son nom (`p_` devant s’il est déjà pris) :"]
    lines += [*table(("propriété", "unité", "sens"), properties()), GAPS]
    gaps = [(each.head, f"`{each.field}`", each.unit, each.meaning) for each in COLUMNS]
    lines += table(("colonne", "champ du JSON", "unité", "sens"), gaps)[1:]
    return "\n".join(fine(line) if not line.startswith("```") else line for line in lines) + "\n"


if __name__ == "__main__":
    sys.exit(keep(TARGET, document()))
