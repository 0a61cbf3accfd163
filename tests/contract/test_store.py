"""What every store must do (`graph/store/base.py`), on SQLite in memory, on a file, and on a real Neo4j."""

from dataclasses import replace
from io import BytesIO

import pytest

from api.exports import FORMATS, Around, Matching, Part, write_export
from graph.asking import Asked, read_text
from graph.errors import UnknownEntity
from graph.model.coverage import Coverage, DataState
from graph.model.entities import Actor, Experiment
from graph.model.levels import Level
from graph.model.record import NodeRecord
from graph.model.relations import ActsIn, LocatedBy, Participation
from graph.project import Selection, territory_counts, two_mode
from graph.settings import Settings
from graph.store import Store, open_store
from graph.store.base import Changes, Run
from tests.contract.conftest import records, small_graph

pytestmark = pytest.mark.contract
A, B, C = "siren:552100554", "mention:000000000000000b", "mention:000000000000000c"


@pytest.fixture
def loaded(store: Store) -> Store:
    with store.batch():
        store.merge(*small_graph())
    return store


def test_merging_twice_changes_nothing(loaded: Store) -> None:
    before = loaded.revision()
    with loaded.batch():
        assert loaded.merge(*small_graph()) == Changes()
    assert loaded.revision() == before


def test_a_new_line_changes_the_record_and_the_revision(loaded: Store) -> None:
    before = loaded.revision()
    with loaded.batch():
        changes = loaded.merge(*records(Actor(id=A, label="Œuvre du Nord Est"), line=7))
    assert changes == Changes(nodes_changed=1)
    assert loaded.revision() != before
    assert {claim.label for claim in loaded.node(A).claims} == {"L’Œuvre du Nord-Est", "Œuvre du Nord Est"}


def test_the_order_of_merging_leaves_the_same_revision(store: Store) -> None:
    nodes, relations = small_graph()
    with store.batch():
        store.merge(nodes[::-1], relations[::-1])
    # computed once from the records themselves: the sum of their digests modulo 2^128 (graph/store/base.py)
    total = sum(record.digest for record in (*nodes, *relations)) % (1 << 128)
    assert store.revision() == f"{total:032x}"


def merge_and_fail(store: Store) -> None:
    with store.batch():
        store.merge(*records(Actor(id="siren:356000000", label="Autre")))
        raise RuntimeError("panne")


def test_a_failed_batch_leaves_no_trace(loaded: Store) -> None:
    before = loaded.revision()
    with pytest.raises(RuntimeError, match="panne"):
        merge_and_fail(loaded)
    assert loaded.revision() == before
    with pytest.raises(UnknownEntity):
        loaded.node("siren:356000000")


def test_a_relation_to_nowhere_is_refused_with_its_batch(loaded: Store) -> None:
    before = loaded.revision()
    with pytest.raises(UnknownEntity), loaded.batch():
        loaded.merge(*records(Participation(source=A, target="exp:essai:absent")))
    assert loaded.revision() == before


@pytest.mark.parametrize(
    "text",
    [
        "oeuvre",
        "L'ŒUVRE",
        "l’œuvre du nord\u00a0est",
        "nord-est",
        "552100554",
        "552 100 554",
        "siren:552100554",
        "oeuv nor",
    ],
)
def test_search_finds_whatever_the_accent_the_case_or_the_apostrophe(loaded: Store, text: str) -> None:
    assert [hit.id for hit in loaded.search(text).hits] == [A]


@pytest.mark.parametrize(
    ("own", "asked"),
    [
        ("exp:demo:d-12", "D-12"),
        ("exp:autre:d-12", "exp:autre:d-12"),
        ("alliance:scdl:lot-7", " lot-7 "),
        ("alliance:scdl:AB-7", "ab-7"),  # an id keeps the case of its source, a search asks for none
        ("alliance:scdl:D%C3%89-7", "dé-7"),
        ("rna:W123456789", "w123456789"),
    ],
)
def test_search_finds_what_has_the_code_first(store: Store, own: str, asked: str) -> None:
    """The code in its source is enough, without the name of the source; what has the text for its name comes after."""
    kind = {"exp": "Experiment", "alliance": "Alliance"}.get(own.partition(":")[0], "Actor")
    claims = records(Actor(id=A, label="x"))[0][0].claims
    named = NodeRecord(id=B, kind="Actor", claims=(replace(claims[0], label=asked.strip()),))
    with store.batch():
        store.merge([NodeRecord(id=own, kind=kind, claims=claims), named], [])
    assert [hit.id for hit in store.search(asked).hits][:2] == [own, B]


def test_search_puts_the_exact_name_first_then_the_prefix(loaded: Store) -> None:
    assert [hit.id for hit in loaded.search("passerelles").hits] == [B, C]
    assert [hit.id for hit in loaded.search("vallon").hits] == [C]
    assert loaded.search("  ’ ").total == 0


def test_a_neighbourhood_is_ordered_by_distance_then_id(loaded: Store) -> None:
    found = loaded.neighbourhood(A, 3, 100)
    assert [(node["id"], node["distance"]) for node in found.nodes] == [
        (A, 0),
        ("exp:essai:1", 1),
        (B, 2),
        ("exp:essai:2", 3),
    ]
    assert not found.truncated
    # B is carrier and coordinator of the same project: one neighbour, two relations
    assert [node["degree"] for node in found.nodes] == [1, 2, 2, 2]


def test_territories_and_themes_are_attributes_never_walked_through(loaded: Store) -> None:
    found = loaded.neighbourhood("exp:essai:1", 3, 100)
    assert {node["kind"] for node in found.nodes} == {"Actor", "Experiment"}
    assert found.nodes[0]["territories"] == ["commune:33063"]
    assert found.nodes[0]["themes"] == ["odd:4"]


def test_a_cut_neighbourhood_says_so_and_counts_exactly(loaded: Store) -> None:
    found = loaded.neighbourhood(A, 3, 2)
    assert (len(found.nodes), found.total_nodes, found.truncated) == (2, 4, True)


@pytest.mark.parametrize("centre", ["commune:33063", "departement:33", "region:75"])
def test_round_a_territory_is_what_acts_in_it_then_who(loaded: Store, centre: str) -> None:
    found = loaded.neighbourhood(centre, 2, 100)
    assert {node["id"]: node["distance"] for node in found.nodes} == {centre: 0, "exp:essai:1": 1, A: 2, B: 2}
    assert list(loaded.acting_in(centre).others) == ["exp:essai:1"]


def test_a_period_leaves_out_what_misses_it(loaded: Store) -> None:
    assert [node["id"] for node in loaded.neighbourhood(B, 1, 100, since="2017").nodes] == [B, "exp:essai:2"]


@pytest.mark.parametrize(
    ("kinds", "kept"),
    [
        (["association"], {A, "exp:essai:1", "exp:essai:2"}),  # projects stay: without them no actor would be reached
        (["Experiment"], {"exp:essai:1", "exp:essai:2"}),
        (["Experiment", "association"], {A, "exp:essai:1", "exp:essai:2"}),
        (["Actor", "Experiment"], {A, C, "exp:essai:1", "exp:essai:2"}),
        (["Alliance", "association"], set()),  # B takes part in no alliance
    ],
)
def test_a_kind_keeps_what_it_names_beside_the_centre(loaded: Store, kinds: list[str], kept: set[str]) -> None:
    found = loaded.neighbourhood(B, 3, 100, kinds=kinds)
    assert {node["id"] for node in found.nodes} == {B} | kept


def test_paths_go_through_projects_only(loaded: Store) -> None:
    found = loaded.paths(A, C)
    assert found.length == 4
    assert [node["id"] for node in found.paths[0].nodes] == [A, "exp:essai:1", B, "exp:essai:2", C]
    with pytest.raises(UnknownEntity):
        loaded.paths(A, "siren:000000000")


def test_no_path_is_an_answer(loaded: Store) -> None:
    with loaded.batch():
        loaded.merge(*records(Actor(id="siren:356000000", label="Seule")))
    assert loaded.paths(A, "siren:356000000").paths == []


def test_alliances_are_counted_once_at_each_level_and_never_below_what_is_known(loaded: Store) -> None:
    regions = territory_counts(loaded, Level.REGION)
    assert dict(zip(regions.ids, regions.observed, strict=True))["region:75"] == 1
    assert dict(zip(regions.ids, regions.observed, strict=True))["region:53"] == 1
    departements = territory_counts(loaded, Level.DEPARTEMENT)
    assert sum(departements.observed) == 1  # the project known only as Bretagne stays out
    assert departements.placement.too_coarse == 1


def test_arrays_hold_each_participation_once(loaded: Store) -> None:
    arrays = two_mode(loaded, Selection())
    pairs = {(arrays.actor_ids[i], arrays.event_ids[j]) for i, j in zip(arrays.rows, arrays.cols, strict=True)}
    assert pairs == {(A, "exp:essai:1"), (B, "exp:essai:1"), (B, "exp:essai:2"), (C, "exp:essai:2")}
    assert len(arrays.rows) == 4


def test_coverage_is_kept_and_counted(loaded: Store) -> None:
    row = Coverage(territory="departement:33", source="essai", state=DataState.COLLECTED, rate=0.9, run="r")
    with loaded.batch():
        assert loaded.merge_coverage([row]) == 1
        assert loaded.merge_coverage([row]) == 0
    assert loaded.coverage() == [row]


def test_a_run_is_open_until_closed(loaded: Store) -> None:
    run = Run("r", "essai", "f.csv", "0" * 64, None, None, None, 3, True, "2026-01-01T00:00:00+00:00")
    before = loaded.revision()
    loaded.open_run(run)
    assert [known.open for known in loaded.runs()] == [True]
    loaded.close_run(run)
    assert [known.open for known in loaded.runs()] == [False]
    assert loaded.revision() == before  # the log of runs is no content


def test_a_closed_store_opens_again_with_the_same_content(loaded: Store, settings: Settings) -> None:
    if settings.store == "sqlite://":
        pytest.skip("un graphe en mémoire ne survit pas à sa fermeture")
    before = loaded.revision()
    again = open_store(settings, read_only=True)
    try:
        assert again.revision() == before
    finally:
        again.close()


def test_records_come_back_whole(loaded: Store) -> None:
    nodes, relations = small_graph()
    digests = sorted(record.digest for record in loaded.records())
    assert digests == sorted(record.digest for record in (*nodes, *relations))


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_is_the_same_bytes_from_every_store(loaded: Store, form: str) -> None:
    with open_store(Settings(store="sqlite://")) as other:
        other.merge(*small_graph())
        write_export(other, form, expected := BytesIO())
    write_export(loaded, form, made := BytesIO())
    assert made.getvalue() == expected.getvalue()


PARTS = (
    Around(A, 2), Around("departement:33", 1, 2), Matching(Asked(read_text("type=PARTICIPATES_IN&role=porteur"))),
    Matching(Asked(read_text('{"not": {"type": "ACTS_IN"}}'))),
)  # fmt: skip


@pytest.mark.parametrize("part", PARTS)
def test_an_export_of_a_part_is_the_same_bytes_from_every_store(loaded: Store, part: Part) -> None:
    with open_store(Settings(store="sqlite://")) as other:
        other.merge(*small_graph())
        for form in ("graphml", "csv", "xlsx"):
            write_export(other, form, expected := BytesIO(), part)
            write_export(loaded, form, made := BytesIO(), part)
            assert made.getvalue() == expected.getvalue(), form


def test_node_records_come_by_id_and_without_their_relations(loaded: Store) -> None:
    found = loaded.node_records([B, A, "siren:000000000", A])
    assert [record.id for record in found] == sorted([A, B])
    assert found[0].digest in {record.digest for record in loaded.records()}


def test_what_is_placed_by_a_head_office_alone_can_be_left_out(loaded: Store) -> None:
    with loaded.batch():
        loaded.merge(
            *records(
                Experiment(id="exp:essai:3", label="Au siège"),
                Participation(source=A, target="exp:essai:3"),
                Participation(source=B, target="exp:essai:3"),
                ActsIn(source="exp:essai:3", target="commune:33063", located_by=LocatedBy.SEAT),
            )
        )
    assert list(loaded.acting_in("departement:33").others) == ["exp:essai:1", "exp:essai:3"]
    found = loaded.acting_in("departement:33", seats=False)
    assert (found.total, list(found.others)) == (1, ["exp:essai:1"])
    for seats, observed in ((True, 2), (False, 1)):
        counts = territory_counts(loaded, Level.DEPARTEMENT, Selection(seats=seats))
        assert dict(zip(counts.ids, counts.observed, strict=True))["departement:33"] == observed
        assert counts.placement.by_seat == 1  # said whether it is counted or not
