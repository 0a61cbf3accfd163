"""The demonstration: always the same, always said to be synthetic, with the gaps it claims to have planted."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from graph import vocabulary
from graph.model.levels import Level
from graph.territories import reference
from graph.territories.hierarchy import containing
from loaders.demo import NOT_COLLECTED, PLANTED_RATIO, PLANTED_REGIONS, write_demonstration
from loaders.facts import Outcome
from tests.loaders.rows import outcomes

pytestmark = pytest.mark.unit


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((folder / f"{name}.csv").read_text(encoding="utf-8").splitlines(), delimiter=";"))


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = write_demonstration(tmp_path / "a"), write_demonstration(tmp_path / "b")
    assert [file.read_bytes() for file in first] == [file.read_bytes() for file in second]


def test_every_record_says_that_it_is_synthetic(tmp_path: Path) -> None:
    write_demonstration(tmp_path)
    experiments = rows(tmp_path, "experimentations")
    assert len(experiments) == 500
    assert {row["statut_donnee"] for row in experiments} == {"synthetique"}
    assert not [row for row in rows(tmp_path, "participations") if row["identifiant"]]  # nobody's real number


def test_every_row_is_kept_by_the_ordinary_loader(tmp_path: Path) -> None:
    files = write_demonstration(tmp_path)
    ends: list[Outcome] = outcomes(files[0], "experiments")
    assert all(end.facts and not end.problems for end in ends)


def test_every_kind_phase_and_type_appears(tmp_path: Path) -> None:
    write_demonstration(tmp_path)
    experiments = rows(tmp_path, "experimentations")
    assert {row["profil"] for row in rows(tmp_path, "participations")} == set(vocabulary.actor_kinds())
    assert {row["phase"] for row in experiments} == set(vocabulary.phases())
    assert {t for row in experiments for t in row["types_partenariat"].split("|")} == set(
        vocabulary.partnership_types()
    )
    assert {goal for row in experiments for goal in row["odd"].split("|")} == set(vocabulary.odd())


def test_two_regions_are_planted_at_a_quarter_and_one_departement_is_not_collected(tmp_path: Path) -> None:
    write_demonstration(tmp_path)
    regions: Counter[str] = Counter()
    for row in rows(tmp_path, "experimentations"):
        places = row["territoires"].split("|")
        regions.update({region for place in places for region in containing(place, Level.REGION)})
        assert not any(containing(place, Level.DEPARTEMENT) == (f"departement:{NOT_COLLECTED}",) for place in places)
    people = {code: region.population for code, region in reference.regions().items()}
    rate = {code: regions[f"region:{code}"] / people[code] for code in people}
    planted = sum(rate[code] for code in PLANTED_REGIONS) / len(PLANTED_REGIONS)
    others = sum(regions.values()) / sum(people.values())
    # a draw of some 45 expected at a quarter: within a factor of two of what was planted
    assert planted / others == pytest.approx(PLANTED_RATIO, abs=PLANTED_RATIO)
    states = {row["territoire"]: row["etat"] for row in rows(tmp_path, "couverture")}
    assert states[f"departement:{NOT_COLLECTED}"] == "not_collected"
    assert Counter(states.values()) == {"collected": 100, "not_collected": 1}
