"""V14: what must change nothing changes nothing, and what can only lower a suspicion never raises it."""

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from api.answers.gaps import gaps_document
from graph.analysis.fitting import fit_model, inputs_of
from graph.analysis.gaps import gap_table
from graph.analysis.posterior import UNDER, posterior
from graph.analysis.prior import TwoGammas
from graph.analysis.simulate import SimulatedCountry, simulate_country
from graph.model.counts import TerritoryCounts
from graph.model.levels import Level
from graph.model.question import GapQuestion
from graph.settings import Settings
from graph.store import open_store
from loaders.demo import write_demonstration
from loaders.loading import load_files
from tests.simulation.record import Record
from tests.simulation.worlds import FULL

pytestmark = pytest.mark.simulation
COUNTRIES = 30 if FULL else 5
NOISE = 1e-9
"""What two orders of the same additions may differ by."""


def countries() -> list[SimulatedCountry]:
    return [simulate_country(Level.DEPARTEMENT, 5_000, 0.5, 0.1, seed=seed) for seed in range(COUNTRIES)]


def moved(counts: TerritoryCounts, order: list[int]) -> TerritoryCounts:
    return replace(
        counts,
        ids=tuple(counts.ids[i] for i in order),
        names=tuple(counts.names[i] for i in order),
        observed=tuple(counts.observed[i] for i in order),
        populations=tuple(counts.populations[i] for i in order),
        coverage=tuple(counts.coverage[i] for i in order),
        covariates={name: tuple(column[i] for i in order) for name, column in counts.covariates.items()},
    )


def differing(one: TerritoryCounts, other: TerritoryCounts) -> int:
    """Rows that are not the same, digit for digit, by territory."""
    first, second = ({row.territory.id: row for row in gap_table(counts).rows} for counts in (one, other))
    return sum(first[each] != second[each] for each in first)


def test_v14_the_order_of_the_rows_changes_nothing(record: Record) -> None:
    changed = 0
    for seed, country in enumerate(countries()):
        order = list(range(len(country.counts.ids)))
        random.Random(seed).shuffle(order)
        changed += differing(country.counts, moved(country.counts, order))
    record.measured("V14", "lignes dans un autre ordre", "lignes du tableau qui changent", changed, 0.0, at_least=False)
    assert changed == 0


def test_v14_other_ids_change_nothing(record: Record) -> None:
    """Each territory takes the id of another, with its name: a code must not weigh in the answer."""
    changed = 0
    for country in countries():
        counts = country.counts
        renamed = replace(counts, ids=counts.ids[::-1], names=counts.names[::-1])
        said = [row.model_copy(update={"territory": None, "explanation": ""}) for row in gap_table(counts).rows]
        again = [row.model_copy(update={"territory": None, "explanation": ""}) for row in gap_table(renamed).rows]
        changed += sum(one != other for one, other in zip(said, again, strict=True))
    record.measured("V14", "identifiants échangés", "lignes du tableau qui changent", changed, 0.0, at_least=False)
    assert changed == 0


def test_v14_one_file_or_two_in_either_order_change_nothing(record: Record, tmp_path: Path) -> None:
    """The demonstration's experiments whole, in two halves, and the second half first."""
    folder = tmp_path / "entier"
    write_demonstration(folder)
    head, *lines = (folder / "experimentations.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    half = len(lines) // 2
    halves = {"a": lines[:half], "b": lines[half:]}
    taking_part = (folder / "participations.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    parts = {}
    for name, kept in halves.items():
        ids = {line.split(";", 1)[0] for line in kept}
        part = tmp_path / name
        part.mkdir()
        (part / "experimentations.csv").write_text(head + "".join(kept), encoding="utf-8")
        joined = [line for line in taking_part[1:] if line.split(";", 1)[0] in ids]
        (part / "participations.csv").write_text(taking_part[0] + "".join(joined), encoding="utf-8")
        parts[name] = part
    coverage = folder / "couverture.csv"
    whole = rows_of(tmp_path / "w.db", [[folder]])
    changed = 0
    for name, order in (("ab", "ab"), ("ba", "ba")):
        loads = [[parts[each]] for each in order] + [[coverage]]
        found = rows_of(tmp_path / f"{name}.db", loads)
        changed += sum(one != other for one, other in zip(whole, found, strict=True))
    record.measured(
        "V14", "un fichier, ou deux dans les deux ordres", "lignes qui changent", changed, 0.0, at_least=False
    )
    assert changed == 0


def rows_of(file: Path, loads: list[list[Path]]) -> list[object]:
    with open_store(Settings(store=f"sqlite:///{file}")) as store:
        for files in loads:
            load_files(store, [str(each) for each in files])
        document = gaps_document(store, GapQuestion(Level.DEPARTEMENT))
    rows = document["rows"]
    assert isinstance(rows, list)
    return rows


def test_v14_one_alliance_more_never_raises_a_suspicion(record: Record) -> None:
    """The fit held fixed, in every territory of every country; and one more expected never lowers it."""
    raised, lowered, seen = 0, 0, 0
    for country in countries():
        inputs = inputs_of(country.counts)
        model = fit_model(inputs)
        before = model.posterior(inputs.observed).below(UNDER)
        after = model.posterior(inputs.observed + 1).below(UNDER)
        wanting = model.posterior(inputs.observed, 1.1).below(UNDER)
        raised += int((after > before + NOISE).sum())
        lowered += int((wanting < before - NOISE).sum())
        seen += len(before)
    world = f"{seen} territoires, ajustement fixe".replace("3030", "3 030")
    record.measured("V14", world, "soupçons qu’une alliance de plus aggrave", raised, 0.0, at_least=False)
    record.measured("V14", world, "soupçons qu’une attente plus grande allège", lowered, 0.0, at_least=False)
    assert (raised, lowered) == (0, 0)


def test_v14_nothing_seen_and_nothing_expected_is_the_prior(record: Record) -> None:
    farthest = 0.0
    for country in countries():
        prior: TwoGammas = fit_model(inputs_of(country.counts)).prior
        empty = posterior(prior, np.zeros(1), np.zeros(1))
        mean = (1 - prior.share) * prior.core + prior.share * prior.low
        farthest = max(farthest, abs(float(empty.mean[0]) - mean))
    record.measured(
        "V14", "rien d’attendu, rien de vu", "écart à la loi a priori", farthest, 0.0, at_least=False, margin=NOISE
    )
    assert farthest <= NOISE
