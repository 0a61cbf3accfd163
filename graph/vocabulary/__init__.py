"""The closed lists of words that the graph speaks, each read from one YAML file, once, when first asked.

`actor_kinds()["association"].label`; an unknown code raises InvalidRecord and says what is accepted. The same word
in two lists is two words: `stakes()["performance"]` is not `impacts()["performance"]`.
"""

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType

from graph.vocabulary.terms import LegalCategory, Measure, Source, Term, Vocabulary, WaldecFamily, read, read_sources

__all__ = [
    "ALL",
    "LegalCategory",
    "Measure",
    "Source",
    "Term",
    "Vocabulary",
    "WaldecFamily",
    "actor_kinds",
    "alliance_types",
    "centralities",
    "contract_natures",
    "data_states",
    "impacts",
    "kind_of_category",
    "legal_categories",
    "levels",
    "mediations",
    "needs",
    "node_kinds",
    "odd",
    "origin_statuses",
    "partnership_types",
    "phases",
    "pillars",
    "placements",
    "relation_types",
    "roles",
    "scales",
    "sources",
    "stakes",
    "structure_figures",
    "verdicts",
    "waldec_families",
]


@cache
def actor_kinds() -> Vocabulary[Term]:
    return read("actor_kinds", Term)


@cache
def roles() -> Vocabulary[Term]:
    return read("roles", Term)


@cache
def partnership_types() -> Vocabulary[Term]:
    return read("partnership_types", Term)


@cache
def alliance_types() -> Vocabulary[Term]:
    return read("alliance_types", Term)


@cache
def contract_natures() -> Vocabulary[Term]:
    return read("contract_natures", Term)


@cache
def phases() -> Vocabulary[Term]:
    return read("phases", Term)


@cache
def stakes() -> Vocabulary[Term]:
    """The 3 enjeux."""
    return read("stakes", Term)


@cache
def impacts() -> Vocabulary[Term]:
    return read("impacts", Term)


@cache
def pillars() -> Vocabulary[Term]:
    """The 4 piliers de la valorisation, in their order."""
    return read("pillars", Term)


@cache
def odd() -> Vocabulary[Term]:
    """The 17 ODD; codes are `1` to `17`, as text."""
    return read("odd", Term)


@cache
def needs() -> Vocabulary[Term]:
    return read("needs", Term)


@cache
def scales() -> Vocabulary[Term]:
    return read("scales", Term)


@cache
def waldec_families() -> Vocabulary[WaldecFamily]:
    return read("waldec_families", WaldecFamily)


@cache
def legal_categories() -> Vocabulary[LegalCategory]:
    return read("legal_categories", LegalCategory)


@cache
def node_kinds() -> Vocabulary[Term]:
    return read("node_kinds", Term)


@cache
def relation_types() -> Vocabulary[Term]:
    return read("relation_types", Term)


@cache
def placements() -> Vocabulary[Term]:
    """How a place of action is known (`located_by`)."""
    return read("placements", Term)


@cache
def levels() -> Vocabulary[Term]:
    return read("levels", Term)


@cache
def data_states() -> Vocabulary[Term]:
    return read("data_states", Term)


@cache
def verdicts() -> Vocabulary[Term]:
    return read("verdicts", Term)


@cache
def centralities() -> Vocabulary[Measure]:
    return read("centralities", Measure)


@cache
def mediations() -> Vocabulary[Term]:
    """Roles of an actor between two partners that are not partners."""
    return read("mediations", Term)


@cache
def structure_figures() -> Vocabulary[Term]:
    return read("structure_figures", Term)


@cache
def origin_statuses() -> Vocabulary[Term]:
    return read("origin_statuses", Term)


@cache
def sources() -> Mapping[str, Source]:
    """Where the words come from, by the code that terms name."""
    return MappingProxyType(read_sources())


def kind_of_category(code: str) -> str | None:
    """The actor kind that an Insee legal category suggests; None when the category says nothing or is unknown."""
    return legal_categories()[code].kind if code in legal_categories() else None


ALL: tuple[
    Callable[[], Vocabulary[Term] | Vocabulary[Measure] | Vocabulary[WaldecFamily] | Vocabulary[LegalCategory]], ...
] = (
    actor_kinds,
    roles,
    partnership_types,
    alliance_types,
    contract_natures,
    phases,
    stakes,
    impacts,
    pillars,
    odd,
    needs,
    scales,
    node_kinds,
    relation_types,
    placements,
    levels,
    data_states,
    verdicts,
    centralities,
    mediations,
    structure_figures,
    origin_statuses,
    waldec_families,
    legal_categories,
)
"""Every vocabulary, in the order of the documentation."""
