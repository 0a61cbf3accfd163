"""A zone of a reader's own: its row of the gap table, compared within the national fit of a level."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from api.answers.counted_world import world_of
from api.answers.gaps import counts_of
from api.answers.perimeters import communal_capacity
from api.answers.reading import read_once
from api.document import Document
from graph.errors import InvalidInput
from graph.model.counts import CoverageState, TerritoryCounts
from graph.model.levels import GAP_LEVELS, Level
from graph.model.question import GapQuestion
from graph.model.typography import count, fine, listed
from graph.model.zone import NAME_MOST, ZoneCount, zone_id
from graph.store.base import View
from graph.territories import reference
from graph.territories.zones import overlapping, people_in

CAVEAT = (
    "La zone est comparée aux territoires de ce niveau, ajustés sur tout le pays et jamais sur elle ; ses habitants et "
    "ses alliances comptent aussi dans ceux qu’elle recouvre. Dessinée après avoir vu les données, une zone peut "
    "toujours être choisie pour paraître pauvre : dites comment elle l’a été."
)


def zone_document(view: View, asked: GapQuestion, communes: str, name: str | None = None) -> Document:
    """A gap table of one row (interfaces.md §6), with `zone`: what it holds and how it was counted.

    `communes`: codes in force, apart by spaces (`graph.territories.zones`); `asked.level`: whose fit it is read in.
    Raises InvalidInput, and NotResolvable where the level cannot be fitted.
    """
    from graph.analysis.gaps import METHOD, UNIT
    from graph.analysis.refits import SEED
    from graph.analysis.zone import zone_finding

    codes = tuple(communes.split())
    _refuse(asked, name)
    once = read_once(view)
    counts, without = _comparable(once, asked, codes)
    zone = _counted(once, asked, counts, codes, name)
    finding, result = zone_finding(counts, zone, bootstrap=asked.bootstrap)
    return {
        "revision": view.revision(),
        "generated_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "level": asked.level.value,
        "unit": UNIT,
        "counted": asked.counted.value,
        "seats": asked.seats,
        "total": 1,
        "period": [asked.since, asked.until],
        "method": METHOD,
        "covariates": ["population", *(result.covariates if result else ())],
        "covariates_left_out": {**counts.covariates_left_out, **without},
        "counting": counts.counting.value,
        "refits": result.refits if result else 0,
        "seed": SEED,
        "synthetic": counts.synthetic,
        "sources_used": list(counts.sources_used),
        "sources_left_out": list(counts.sources_left_out),
        "zone": _described(zone, counts, asked.level),
        "rows": [finding.model_dump(mode="json")],
        "caveat": fine(CAVEAT),
    }


def _refuse(asked: GapQuestion, name: str | None) -> None:
    if asked.level not in GAP_LEVELS:
        raise InvalidInput(f"Zone : comparée à {asked.level}. Attendu un niveau du COG : {', '.join(GAP_LEVELS)}.")
    if asked.counting.value != "full" or asked.within is not None:
        raise InvalidInput(
            "Zone : ni décompte partagé ni partie d’une zone ; une alliance y compte une fois, dans toute la zone."
        )
    if name is not None and len(name) > NAME_MOST:
        raise InvalidInput(f"Zone : nom de {len(name)} signes. Attendu {NAME_MOST} au plus.")


def _comparable(view: View, asked: GapQuestion, codes: tuple[str, ...]) -> tuple[TerritoryCounts, dict[str, str]]:
    """Counts of the level with covariates that are all known of the zone; otherwise by population alone, and why."""
    counts = counts_of(view, asked, fabric=True)
    if set(counts.covariates) <= set(_capacity(view, counts, codes)):
        return counts, {}
    lacking = sorted(set(counts.covariates) - set(_capacity(view, counts, codes)))
    why = dict.fromkeys(lacking, "n’est pas connu de toutes les communes de la zone")
    return counts_of(view, replace(asked, capacity=False), fabric=True), why


def _capacity(view: View, counts: TerritoryCounts, codes: tuple[str, ...]) -> dict[str, float]:
    from graph.analysis.capacity import on_scale, summed

    people, found = people_in(codes), dict[str, float]()
    if not counts.covariates or not people:
        return found
    for one in communal_capacity(view, frozenset(codes)):
        total = summed(one, codes)
        value = None if total is None else on_scale(one, total, people)
        if value is not None:
            found[one.name] = value
    return found


def _counted(
    view: View, asked: GapQuestion, counts: TerritoryCounts, codes: tuple[str, ...], name: str | None
) -> ZoneCount:
    from graph.perimeters import Perimeter, actors_in, count_in
    from graph.project import Selection

    _, synthetic = world_of(view, asked)
    own = Perimeter(zone_id(codes), name or _named(codes), frozenset(codes))
    chosen = Selection(
        synthetic=synthetic, since=asked.since, until=asked.until, sources=frozenset(counts.sources_used),
        counted=asked.counted, seats=asked.seats,
    )  # fmt: skip
    found = count_in(view, [own], chosen)
    return ZoneCount(
        own.id, own.name, codes, own.population, found.inside.get(own.id, 0), found.touching.get(own.id, 0),
        _coverage(view, asked, counts, codes), _capacity(view, counts, codes),
        actors_in(view, [own], counts.synthetic, chosen.sources)[own.id],
    )  # fmt: skip


def _coverage(view: View, asked: GapQuestion, counts: TerritoryCounts, codes: tuple[str, ...]) -> CoverageState:
    from graph.analysis.completeness import coverage_at, coverage_of

    declared = [row for row in view.coverage() if row.source in counts.sources_used]
    return coverage_of(codes, coverage_at(declared, Level.COMMUNE, counts.sources_used))


def _named(codes: tuple[str, ...]) -> str:
    return reference.communes()[codes[0]].name if len(codes) == 1 else f"Zone de {count(len(codes), 'commune')}"


LEVEL_WORDS = {Level.REGION: "région", Level.DEPARTEMENT: "département", Level.EPCI: "intercommunalité"}


def counted_words(document: Any) -> str:
    """How the zone was counted and what it was compared with, in a sentence or two."""
    zone, level = document["zone"], Level(document["level"])
    parts = [
        f"{zone['name']} : {count(len(zone['communes']), 'commune')}, {count(zone['population'], 'habitant')}. Chaque "
        "alliance qui agit dans une de ces communes, ou dans un territoire qui y tient tout entier, compte une fois ; "
        f"la comparaison est celle du niveau {LEVEL_WORDS[level]}, ajustée sur tout le pays."
    ]
    if zone["too_coarse"]:
        told = count(zone["too_coarse"], "alliance n’est connue", "alliances ne sont connues")
        parts.append(f"{told} qu’à un territoire plus large que la zone touche : non comptées, peut-être à elle.")
    if zone["larger_than_level"] or zone["smaller_than_level"]:
        side = "plus peuplée" if zone["larger_than_level"] else "moins peuplée"
        parts.append(f"La zone est {side} que tous les territoires de ce niveau : l’attente y est extrapolée.")
    shown = [f"{each['name']} ({'en entier' if each['whole'] else 'en partie'})" for each in zone["overlaps"][:5]]
    more = len(zone["overlaps"]) - len(shown)
    parts.append(f"Elle recouvre {listed(shown)}{f' et {more} autres' if more > 0 else ''}.")
    return fine(" ".join(parts))


def _described(zone: ZoneCount, counts: TerritoryCounts, level: Level) -> dict[str, Any]:
    people = [each for each in counts.populations if each > 0]
    said = overlapping(zone.communes, level)
    names = dict(zip(counts.ids, counts.names, strict=True))
    return {
        "id": zone.id,
        "name": zone.name,
        "communes": [{"id": f"commune:{code}", "name": reference.communes()[code].name} for code in zone.communes],
        "population": zone.population,
        "observed": zone.observed,
        "too_coarse": zone.too_coarse,
        "larger_than_level": bool(people) and zone.population > max(people),
        "smaller_than_level": bool(people) and zone.population < min(people),
        "overlaps": [{"id": each, "name": names.get(each, each), "whole": whole} for each, whole in said.items()],
    }
