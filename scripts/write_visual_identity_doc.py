"""Write docs/identite-visuelle.md: how the pages look, with the colours and marks that the style sheet really uses.

    python scripts/write_visual_identity_doc.py [--check]

With `--check` nothing is written; exit code 1 when the file is not what it would be.
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.generated_page import keep  # noqa: E402
from visualisations import marks, palette  # noqa: E402

TARGET = ROOT / "docs" / "identite-visuelle.md"
HEAD = """\
# L’identité visuelle

<!-- Écrit par scripts/write_visual_identity_doc.py : ne pas modifier à la main. -->

Un atlas, pas un tableau de bord : du papier, de l’encre, un seul accent.

- **La page commence par sa réponse** : un nom ou une question en titre, puis une phrase qui dit le constat et son
  chiffre. Les réglages viennent après, la table après l’image, la méthode à un clic.
- **Des filets et du blanc**, pas de boîtes ; une carte seulement pour ce qui se lit à côté.
- **Deux caractères**, servis par nous : Source Serif 4 pour les titres et les constats, Source Sans 3 pour le reste.
- **Un signe a toujours son mot.** Les verdicts disent un sens (flèche, point d’interrogation, coche, tiret, hachures),
  les profils sont des formes pleines, le reste est évidé. Aucune forme ne sert deux fois ; des profils proches
  partagent une teinte.
- **La couleur n’est jamais seule.** Contraste d’au moins 4,5 sur les deux papiers ; deux teintes d’une même famille
  restent à une distance d’au moins 10 (ΔE 1976) pour toutes les vues, daltoniennes comprises :
  `tests/visualisations/test_palette.py` le calcule.
- **Ce qu’on ne sait pas est hachuré** sur une carte, « — » dans une table, et dit dans la légende.
- **Nombres** : « 1 254 », « 0,36 (90 % : 0,24–0,53) », « 68 % », espaces fines insécables, chiffres alignés à droite.
- **Mots** : « recensées », « attendues », « manquantes », « puissance » ; jamais de superlatif, jamais de palmarès.
- **Le système de design de l’État n’est pas employé** : il est réservé à ses sites.
- L’image suit le thème clair ou sombre du système ; sans animation pour qui n’en veut pas.

Feuilles de style : `api/static/style.css`, `visualisations/static/visualisations.css` ; couleurs :
`visualisations/static/palette.css`, écrite depuis `visualisations/palette.py`.
"""
FAMILIES: Mapping[str, Mapping[str, palette.Ink]] = {
    "Papiers et filets": palette.SURFACES,
    "Encres": palette.INKS,
    "Verdicts": palette.VERDICT_HUES,
    "Profils": palette.KIND_HUES,
}


def colours() -> Iterator[str]:
    for family, tokens in FAMILIES.items():
        yield from (f"\n### {family}\n", "| couleur | clair | sombre | sert à |", "| --- | --- | --- | --- |")
        for name, ink in tokens.items():
            yield f"| `--{name}` | `{ink.light}` | `{ink.dark}` | {', '.join(users(name)) or '—'} |"


def users(hue: str) -> list[str]:
    """The words of the marks drawn in a hue."""
    kinds = {**marks.ACTORS, "unknown": marks.UNKNOWN, **marks.OTHERS, **marks.GROUPS}
    every = (*marks.VERDICTS.values(), *kinds.values())
    return [mark.word for mark in every if mark.hue == hue]


def document() -> str:
    return "\n".join([HEAD, "## Les couleurs", *colours()]) + "\n"


if __name__ == "__main__":
    sys.exit(keep(TARGET, document()))
