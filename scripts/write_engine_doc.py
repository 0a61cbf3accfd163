"""Write docs/moteur.md from what the networkx backend says of itself.

    python scripts/write_engine_doc.py [--check]

With `--check` nothing is written; exit code 1 when the file is not what it would be.
"""

import inspect
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from graph.engine import backend, dispatch  # noqa: E402
from graph.engine.info import FUNCTIONS  # noqa: E402
from scripts.generated_page import keep  # noqa: E402

TARGET = ROOT / "docs" / "moteur.md"
HEAD = """# Le moteur de calcul

<!-- Écrit par scripts/write_engine_doc.py à partir de graph/engine\u202f: ne pas modifier à la main. -->

*Pour une chercheuse qui calcule avec networkx.* Installer Entrelacs ajoute à networkx un moteur (« backend »)
nommé `entrelacs`\u202f: des tableaux compressés au lieu de dictionnaires, les mêmes fonctions, les mêmes
valeurs.

```python
import networkx as nx

nx.pagerank(graphe, backend="entrelacs")         # une fois
nx.config.backend_priority = ["entrelacs"]       # ou partout où il sait répondre
```

Ce qu’il ne sait pas faire, il le refuse avec sa raison, et networkx le fait\u202f: graphes orientés, et les
arguments du tableau s’ils ne sont pas à leur valeur par défaut. Les fonctions d’une seule passe ne sont pas
reprises d’office à un graphe de networkx\u202f: le convertir coûterait davantage. `pip install
'entrelacs[engine]'` ajoute networkit, pour les communautés.

| Fonction | Laissé à networkx | Boucles | Reprise d’office | Demande networkit |
| --- | --- | --- | --- | --- |
"""
TAIL = """
Les communautés sont calculées sur un seul fil, les nœuds permutés selon la graine\u202f: une graine, une
partition. Une communauté en plusieurs morceaux est séparée en autant de communautés.

La suite d’essais de networkx tourne sur ce moteur (`tests/graph/engine/test_networkx_suite.py`)\u202f: aucun
échec, et le nombre d’appels auxquels il a lui-même répondu, fonction par fonction, ne peut pas baisser. Trois
essais de Louvain y attendent la partition que donne l’ordre aléatoire de networkx\u202f: ils sont nommés dans
`graph/engine/backend.py`. Une différence est voulue\u202f: `effective_size` avec des poids suit la définition
de Burt, comme networkx quand `nodes` est donné, et non sa version matricielle, qui divise par le maximum d’un
autre nœud.
"""


def line(name: str) -> str:
    """One row; a function that is announced and absent is an error."""
    assert inspect.isfunction(getattr(backend, name)), name
    left = ", ".join(f"`{argument}`" for argument in dispatch.FIXED.get(name, ())) or "—"
    loops = "refusées" if name in dispatch.LOOPS_REFUSED else "acceptées"
    alone = "non" if name in dispatch.ONE_PASS else "oui"
    engine = "oui" if name in dispatch.COMMUNITIES else "non"
    return f"| `{name}` | {left} | {loops} | {alone} | {engine} |"


def document() -> str:
    return HEAD + "\n".join(line(name) for name in sorted(FUNCTIONS)) + "\n" + TAIL


if __name__ == "__main__":
    sys.exit(keep(TARGET, document()))
