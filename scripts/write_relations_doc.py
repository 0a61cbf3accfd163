"""Write docs/relations.md from the fields of a filter, the bounds of its grammar and the columns of an answer.

    python scripts/write_relations_doc.py [--check]

With `--check` nothing is written; exit code 1 when the file is not what it would be.
"""

import json
import sys
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from api.answers.parquet import NUMBER, TEXTS  # noqa: E402
from api.answers.relation_rows import COLUMNS  # noqa: E402
from api.answers.relations import CAVEAT, LIMIT_DEFAULT, LIMIT_MAX  # noqa: E402
from graph.asking import read_text  # noqa: E402
from graph.asking.fields import Field, fields  # noqa: E402
from graph.model.relation_filter import DEPTH_MOST, LEAVES_MOST, TEXT_MOST, as_json  # noqa: E402
from graph.model.typography import fine, number  # noqa: E402
from scripts.generated_page import keep  # noqa: E402

TARGET = ROOT / "docs" / "relations.md"
EXAMPLES = (
    ("Qui finance, en Gironde, pour 1 000 euros ou plus",
     "type=PARTICIPATES_IN&role=financeur&territory=departement:33&amount_min=1000"),
    ("Les associations dans ce qui a cours entre 2016 et 2018, sauf les données inventées",
     '{"source_kind": "association", "period": "2016/2018", "not": {"status": "synthetique"}}'),
    ("Ce qui touche l’ODD 4 ou la Bretagne, hors financements",
     '{"or": [{"theme": "odd:4"}, {"territory": "region:53"}], "not": {"role": ["financeur", "beneficiaire"]}}'),
)  # fmt: skip
HEAD = """# Interroger les relations

<!-- Écrit par scripts/write_relations_doc.py : ne pas modifier à la main. -->

*Pour une chercheuse qui veut un tableau ou un réseau à elle. De l’installation à une figure :
le [carnet](carnet.ipynb).*

```sh
entrelacs relations --filter 'type=PARTICIPATES_IN&role=financeur' --format csv financeurs.csv
entrelacs relations --filter '{"not": {"source": "demonstration"}}' --format parquet relations.parquet
```

Par l’API, `GET /api/v1/relations?type=PARTICIPATES_IN&role=financeur`, ou `POST /api/v1/relations` avec
`{"filter": {…}, "seats": true, "limit": 100, "cursor": null, "format": "json"}`. Les mêmes octets sur SQLite
et sur Neo4j.

## Le filtre

Une seule grammaire, en deux formes.

**En JSON**, un filtre est un objet, et tous ses membres doivent être vrais. Un membre est un champ et sa valeur, ou la
liste des valeurs dont une suffit ; ou bien `"and": [filtre, …]`, `"or": [filtre, …]`, `"not": filtre`. L’objet vide
garde toutes les relations.

**Dans une adresse**, `type=ACTS_IN&source=anr&source=scdl` est l’objet
`{"type": "ACTS_IN", "source": ["anr", "scdl"]}`. Pour `or` et `not`, un filtre JSON s’y ajoute par `filter=`.
"""
SENSES = """
Une relation répond ou ne répond pas : `not` garde exactement ce que son filtre écarte, y compris ce dont la date ou le
montant est inconnu.

- **Période.** Les dates de la relation ; si elle n’en dit pas, celles de l’expérimentation, de l’alliance ou du
  programme qu’elle touche. Une borne inconnue n’exclut rien : une relation sans aucune date répond à toutes
  les périodes.
- **Montant.** Celui de la relation, sinon celui de l’alliance qu’elle touche. Un montant inconnu ne répond pas.
- **Territoire.** Une relation qui arrive dans un territoire y est par ce bout ; une autre est là où agit ce qu’elle
  touche, jamais au siège de ses acteurs. `seats=false` (`--no-seats`) écarte ce qu’un siège seul situe.
- **Thème.** Celui du projet ou de l’alliance touchés.
- **Source, statut.** Une relation dite par deux sources répond pour chacune.

Ce que personne n’a chargé (un territoire, un thème, une source) est refusé, de même qu’un champ ou un mot inconnu :
rien n’est écarté en silence.
"""
BOUNDS = f"""\
Au plus {DEPTH_MOST} niveaux, {LEAVES_MOST} conditions et {number(TEXT_MOST)} signes ; une adresse en a 4 096 en tout.
Une question s’arrête après `ENTRELACS_STORE_TIMEOUT` secondes : nommer un type, un territoire ou une source l’abrège.
"""
ANSWER = f"""
## La réponse

Dans l’ordre du type, du départ, de l’arrivée et du rôle. En `json`, une page : `limit` ({LIMIT_DEFAULT},
{number(LIMIT_MAX)} au plus), `total`, et `cursor` qui demande la suite ; chaque ligne a aussi ses `origins` (source,
lecture, ligne, mots). En `csv` (`;`, UTF-8), `graphml` ou `parquet`, toutes les relations, sans `limit` ni `cursor`.

Le fichier dit sa révision et s’il contient des données synthétiques : dans le graphe (GraphML), dans les métadonnées
`entrelacs` (Parquet), dans les en-têtes `X-Entrelacs-Revision`, `X-Entrelacs-Notice` et `X-Entrelacs-Caveat` de l’API,
encodés comme une adresse ; un CSV, lui, n’a que ses colonnes.

{CAVEAT}
"""


def field_row(field: Field) -> str:
    words = " ".join(f"`{word}`" if word else "(vide)" for word in field.words)
    values = "les mêmes" if field.name == "target_kind" else words or field.expected.removeprefix("attendu ")
    example = json.dumps(field.example, ensure_ascii=False).removesuffix(".0")
    return f"| `{field.name}` | {field.meaning} | {values} | `{example}` |"


def examples() -> list[str]:
    lines = []
    for meaning, text in EXAMPLES:
        said = json.dumps(as_json(read_text(text)), ensure_ascii=False)
        address = text if not text.startswith("{") else f"filter={quote(text)}"
        lines += [f"\n{meaning} :\n", "```text", said, f"/api/v1/relations?{address}", "```"]
    return lines


def columns() -> list[str]:
    types = {TEXTS: "liste (`|` en CSV)", NUMBER: "nombre"}
    return [f"| `{column.name}` | {types.get(column.type, 'texte')} | {column.meaning} |" for column in COLUMNS]


def document() -> str:
    lines = [
        HEAD, "| champ | ce qu’il demande à la relation | valeurs | exemple |", "| --- | --- | --- | --- |",
        *map(field_row, fields().values()), SENSES, BOUNDS, *examples(), ANSWER,
        "| colonne | type | sens |", "| --- | --- | --- |", *columns(),
    ]  # fmt: skip
    return "\n".join(fine(line) if not line.startswith(("```", "{", "/api")) else line for line in lines) + "\n"


if __name__ == "__main__":
    sys.exit(keep(TARGET, document()))
