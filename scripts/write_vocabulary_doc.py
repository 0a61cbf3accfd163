"""Write docs/vocabulary.md from the YAML vocabularies.

    python scripts/write_vocabulary_doc.py [--check]

With `--check` nothing is written; exit code 1 when the file is not what it would be.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from graph import vocabulary  # noqa: E402
from graph.vocabulary import LegalCategory, Measure, Term, Vocabulary, WaldecFamily  # noqa: E402
from scripts.generated_page import keep  # noqa: E402

TARGET = ROOT / "docs" / "vocabulary.md"
HEAD = """# Vocabulaires

<!-- Écrit par scripts/write_vocabulary_doc.py à partir de graph/vocabulary/*.yaml\u202f: ne pas modifier à la main. -->

Les listes fermées de mots que parle le graphe. Un fichier chargé emploie les codes ; les pages montrent les libellés.
Un code absent d’une liste est refusé, et le message dit lesquels sont acceptés.
"""


def cell(text: str) -> str:
    return text.replace("|", "\\|") or "—"


def extra(term: Term) -> tuple[str, ...]:
    """What a vocabulary says beside the description."""
    if isinstance(term, LegalCategory):
        return (f"`{term.kind}`" if term.kind else "—",)
    if isinstance(term, WaldecFamily):
        return term.domain, ", ".join(map(str, term.icnpo)), ", ".join(map(str, term.odd)) or "—"
    if isinstance(term, Measure):
        return term.technical, term.unit, cell(term.description)
    return (cell(term.description),)


def columns(term: Term) -> tuple[str, ...]:
    if isinstance(term, LegalCategory):
        return ("Profil présumé",)
    if isinstance(term, Measure):
        return ("Nom technique", "Unité", "Description")
    return ("Domaine", "ICNPO", "ODD") if isinstance(term, WaldecFamily) else ("Description",)


def section(
    words: Vocabulary[Term] | Vocabulary[Measure] | Vocabulary[WaldecFamily] | Vocabulary[LegalCategory],
) -> Iterator[str]:
    terms: list[Term] = list(words.values())
    titles = ("Code", "Libellé", *columns(terms[0]), "Source")
    yield f"\n## {words.title}\n"
    yield f"{words.description} Champ\u202f: `{words.field}`. {len(terms)} termes.\n"
    yield f"| {' | '.join(titles)} |"
    yield f"|{' --- |' * len(titles)}"
    for term in terms:
        yield f"| `{term.code}` | {cell(term.label)} | {' | '.join(extra(term))} | {term.source} |"


def sources() -> Iterator[str]:
    yield "\n## Sources\n"
    for source in vocabulary.sources().values():
        yield f"- `{source.code}`\u202f: {source.title}" + (f" <{source.url}>" if source.url else "")


def document() -> str:
    lines = [HEAD.rstrip("\n")]
    for words in vocabulary.ALL:
        lines.extend(section(words()))
    return "\n".join([*lines, *sources()]) + "\n"


if __name__ == "__main__":
    sys.exit(keep(TARGET, document()))
