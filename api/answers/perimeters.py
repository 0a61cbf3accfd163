"""Counts of perimeters that a source has loaded: the CRTE, once their list is."""

from collections.abc import Mapping

from api.answers.counted_world import world_of
from graph.errors import NotResolvable
from graph.model.counts import CoverageState, TerritoryCounts
from graph.model.indicators import CAPACITY, Series, series
from graph.model.levels import Level
from graph.model.question import GapQuestion
from graph.store.base import View

COVERED_AS = Level.EPCI
"""Level whose rule chooses the sources counted: perimeters are made of its territories."""


def perimeter_counts_of(view: View, asked: GapQuestion, fabric: bool = False) -> TerritoryCounts:
    """What is counted in each perimeter of the level. Raises NotResolvable, with what to load, where there is none."""
    from graph.analysis.capacity import with_indicators  # numpy: only when asked
    from graph.analysis.completeness import choose_sources, coverage_at, coverage_of
    from graph.perimeters import loaded_perimeters, perimeter_counts
    from graph.project import Selection

    world, synthetic = world_of(view, asked)
    perimeters, _ = loaded_perimeters(view, asked.level)
    if not perimeters:
        raise NotResolvable(
            "Aucun périmètre de CRTE n’est chargé : ils ne sont pas du COG. Chargez la liste des CRTE de l’ANCT "
            "(entrelacs load crte.csv), puis reposez la question ; ou choisissez région, département, "
            "intercommunalité ou une zone de communes."
        )
    declared = [row for row in view.coverage() if row.source in world]
    sources = choose_sources(declared, COVERED_AS, asked.source)
    known = coverage_at(declared, Level.COMMUNE, sources.used)
    states: dict[str, CoverageState] = {each.id: coverage_of(each.communes, known) for each in perimeters}
    chosen = Selection(
        synthetic=synthetic, since=asked.since, until=asked.until, sources=frozenset(sources.used),
        counted=asked.counted, seats=asked.seats,
    )  # fmt: skip
    used = (sources.used, sources.left_out)
    counts = perimeter_counts(view, asked.level, perimeters, chosen, states, asked.counting, used, fabric=fabric)
    if not asked.capacity:
        return counts
    held = {each.id: each.communes for each in perimeters}
    return with_indicators(counts, _summed(communal_capacity(view, frozenset().union(*held.values())), held))


def perimeters_left_out(view: View, asked: GapQuestion) -> list[str]:
    """Ids of those whose bounds are not known: a member is no longer a territory in force."""
    from graph.perimeters import loaded_perimeters

    return list(loaded_perimeters(view, asked.level)[1])


def communal_capacity(view: View, codes: frozenset[str]) -> tuple[Series, ...]:
    """The indicators of capacity that are loaded for these communes."""
    ids = [f"commune:{code}" for code in sorted(codes)]
    found = series((node["id"], node["properties"]) for node in view.nodes(ids))
    return tuple(one for one in found if one.role == CAPACITY)


def _summed(loaded: tuple[Series, ...], held: Mapping[str, frozenset[str]]) -> list[Series]:
    from graph.analysis.capacity import summed

    every = []
    for one in loaded:
        values = {each: total for each, codes in held.items() if (total := summed(one, sorted(codes))) is not None}
        every.append(Series(one.name, one.role, one.counted, values))
    return every
