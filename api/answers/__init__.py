"""Questions asked of a graph and their documents: one function each, shared by routes, pages and the command line.

Every function takes a `View` and gives plain JSON values in the shapes of interfaces.md §6: the same graph gives the
same document on any store. numpy is imported by the functions that need it, when they are called.
"""

from api.answers.catalogue import coverage_document, stats_document
from api.answers.centrality import centrality_document
from api.answers.collection import collection_document
from api.answers.finding import search_document
from api.answers.gaps import gaps_document
from api.answers.identities import identities_document
from api.answers.network import path_document, subgraph_document
from api.answers.relation_exports import write_relations
from api.answers.relations import relations_document
from api.answers.sheets import actor_document, alliance_document, experiment_document
from api.answers.sources import source_catalogue, sources_document
from api.answers.structure import structure_document
from api.answers.suggestions import suggestions_document
from api.answers.territories import territory_document

__all__ = [
    "actor_document",
    "alliance_document",
    "centrality_document",
    "collection_document",
    "coverage_document",
    "experiment_document",
    "gaps_document",
    "identities_document",
    "path_document",
    "relations_document",
    "search_document",
    "source_catalogue",
    "sources_document",
    "stats_document",
    "structure_document",
    "subgraph_document",
    "suggestions_document",
    "territory_document",
    "write_relations",
]
