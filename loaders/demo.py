"""The demonstration: 500 invented experiments on real territories, from one seed, in the files of interfaces.md §7.

They are loaded by the ordinary `experiments` source, so nothing about them is special but their status, `synthetique`.
What is planted, so that a reader can check what the method finds: two régions hold a quarter of what their population
predicts, and one département is declared not collected (its région is then partly collected at most).
"""

import csv
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from graph.territories import reference
from loaders.demo_words import ACTIONS, ACTOR_PATTERNS, ACTOR_SHARES, COMMON_NOUNS, PLACES, SETTINGS

SOURCE = "demonstration"
SEED = 20210507
EXPERIMENTS = 500
ACTORS = 1400
PLANTED_REGIONS = ("32", "76")
"""Hauts-de-France and Occitanie: large enough for 500 experiments to show the gap."""
PLANTED_RATIO = 0.25
NOT_COLLECTED = "976"
COVERED_YEARS = ("2006", "2019")
CONSULTED = "2021-05-07"

PHASES = ("rd_experimentation", "modelisation", "deploiement", "arret")
TYPES = ("mecenat", "pratiques_responsables", "cooperation_economique", "innovation_societale")
ROLES = ("partenaire", "financeur", "accompagnateur", "evaluateur", "facilitateur", "catalyseur",
         "tiers_de_confiance", "investisseur_societal")  # fmt: skip

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Actor:
    name: str
    kind: str
    commune: str


def write_demonstration(folder: Path, *, seed: int = SEED) -> list[Path]:
    """Write experimentations.csv, participations.csv and couverture.csv; the same seed gives the same bytes."""
    draw = random.Random(seed)
    actors = _actors(draw)
    experiments, participations = _experiments(draw, actors)
    folder.mkdir(parents=True, exist_ok=True)
    tables = {"experimentations": experiments, "participations": participations, "couverture": list(_coverage())}
    return [_write(folder / f"{name}.csv", rows) for name, rows in tables.items()]


def _write(path: Path, rows: Sequence[Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def _weights() -> tuple[list[str], list[float]]:
    """Communes and their chance of being drawn: population, a quarter of it where a gap is planted."""
    codes, weights = [], []
    for commune in reference.communes().values():
        if commune.departement == NOT_COLLECTED or not commune.population:
            continue
        codes.append(commune.code)
        weights.append(commune.population * (PLANTED_RATIO if commune.region in PLANTED_REGIONS else 1.0))
    return codes, weights


def _actors(draw: random.Random) -> list[_Actor]:
    """Invented organisations with a seat drawn by population; no two share a name."""
    codes, weights = _weights()
    seats = iter(draw.choices(codes, weights, k=ACTORS))
    kinds = draw.choices(list(ACTOR_SHARES), list(ACTOR_SHARES.values()), k=ACTORS - len(ACTOR_SHARES))
    taken: set[str] = set()
    return [_Actor(_name(draw, kind, taken), kind, next(seats)) for kind in [*ACTOR_SHARES, *kinds]]


def _name(draw: random.Random, kind: str, taken: set[str]) -> str:
    pattern = draw.choice(ACTOR_PATTERNS[kind])
    base = pattern.format(noun=draw.choice(COMMON_NOUNS), place=draw.choice(PLACES))
    name = next(name for n in count() if (name := _variant(base, n)) not in taken)
    taken.add(name)
    return name


def _variant(base: str, n: int) -> str:
    """The name itself, then with an invented place, then numbered."""
    if n == 0:
        return base
    return f"{base} ({PLACES[n - 1]})" if n <= len(PLACES) else f"{base} ({n})"


def _experiments(draw: random.Random, actors: Sequence[_Actor]) -> tuple[list[Row], list[Row]]:
    codes, weights = _weights()
    near = _by_region(actors)
    experiments: list[Row] = []
    participations: list[Row] = []
    for number, commune in enumerate(draw.choices(codes, weights, k=EXPERIMENTS), start=1):
        identifier = f"EXP-{number:03d}"
        row = _experiment(draw, identifier, commune)
        experiments.append(row)
        participations.extend(_participations(draw, row, commune, near, actors))
    return experiments, participations


def _by_region(actors: Sequence[_Actor]) -> Mapping[str | None, list[_Actor]]:
    groups: dict[str | None, list[_Actor]] = {}
    for actor in actors:
        groups.setdefault(reference.communes()[actor.commune].region, []).append(actor)
    return groups


def _experiment(draw: random.Random, identifier: str, commune: str) -> Row:
    need = draw.choice(list(ACTIONS))
    title, goals = ACTIONS[need]
    start = draw.randint(2006, 2018)
    phase = draw.choices(PHASES, (4, 3, 2, 1))[0]
    end = "" if phase == "deploiement" else str(min(2019, start + draw.randint(1, 6)))
    return {
        "id": identifier,
        "intitule": f"{title} {draw.choice(SETTINGS)}",
        "statut_donnee": "synthetique",
        "debut": str(start),
        "fin": end,
        "phase": phase,
        "types_partenariat": "|".join(sorted(draw.sample(TYPES, draw.choice((1, 1, 2))))),
        "nature_contrat": draw.choice(("echange", "alliance")),
        "territoires": "|".join(_places(draw, commune)),
        "echelle": draw.choices(("locale", "regionale", "nationale", "internationale"), (60, 30, 9, 1))[0],
        "odd": "|".join(str(goal) for goal in sorted({*goals, 17})),
        "besoins": need,
        "domaine": "",
        "frugalite": "",
        "performance": "",
        "pertinence": "",
        "enseignements": "",
        "documents": "",
        "source": SOURCE,
        "date_consultation": CONSULTED,
    }


def _places(draw: random.Random, commune: str) -> list[str]:
    """Mostly the commune, sometimes its EPCI, sometimes a second commune of the same EPCI."""
    here = reference.communes()[commune]
    chance = draw.random()
    if here.epci is None or chance < 0.7:
        return [f"commune:{commune}"]
    if chance < 0.85:
        return [f"epci:{here.epci}"]
    second = draw.choice(reference.epcis()[here.epci].members)
    return sorted({f"commune:{commune}", f"commune:{second}"})


def _participations(
    draw: random.Random,
    experiment: Row,
    commune: str,
    near: Mapping[str | None, list[_Actor]],
    everyone: Sequence[_Actor],
) -> Iterator[Row]:
    """Two to six partners, four in five of the same région; the first one carries the project."""
    local = near.get(reference.communes()[commune].region, [])
    partners: dict[str, _Actor] = {}
    wanted = draw.choices((2, 3, 4, 5, 6), (15, 35, 28, 15, 7))[0]
    while len(partners) < wanted:
        pool = local if len(local) > wanted and draw.random() < 0.8 else everyone
        actor = draw.choice(pool)
        partners.setdefault(actor.name, actor)
    for index, actor in enumerate(partners.values()):
        yield {
            "experimentation_id": experiment["id"],
            "acteur": actor.name,
            "identifiant": "",
            "profil": actor.kind,
            "role": "porteur" if index == 0 else draw.choice(ROLES),
            "commune": actor.commune,
            "debut": experiment["debut"],
            "fin": experiment["fin"],
            "montant": "",
        }


def _coverage() -> Iterator[Row]:
    """Every département collected, as the generator knows what it drew; but one, declared not collected."""
    for code in reference.departements():
        missing = code == NOT_COLLECTED
        yield {
            "territoire": f"departement:{code}",
            "source": SOURCE,
            "debut": COVERED_YEARS[0],
            "fin": COVERED_YEARS[1],
            "etat": "not_collected" if missing else "collected",
            "taux": "" if missing else "1",
            "base": "jeu de démonstration : le générateur sait ce qu’il a tiré",
        }
