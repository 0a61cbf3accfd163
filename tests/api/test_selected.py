"""What is worked out of a selection, on a small graph whose every answer can be counted by hand."""

from collections.abc import Iterator
from typing import Any

import pytest

from api.answers.relations import relations_document
from api.answers.selected import Selections, at_year, emptying, facets_document
from api.answers.selected_map import map_document
from api.answers.selected_matrix import profiles_document, themes_document
from api.answers.selected_network import network_document, pictures
from api.answers.selected_rows import relations_page, rows_document
from api.answers.selected_years import years_document
from api.cache import AnswerCache
from graph.asking import Asked, read_text
from graph.asking.facets import Selected
from graph.model.coverage import Coverage, DataState
from graph.model.entities import Document, Statement
from graph.model.levels import Level
from graph.model.origin import Origin, Status
from graph.model.relations import StatedIn
from graph.settings import Settings
from graph.store import Store, open_store
from tests.graph.asking.graphs import ASSO, FIRM, GRANT, OLD, ROWS, SCHEME, SEATED, TOWN, UNDATED, records

pytestmark = pytest.mark.unit
FILTERS = ("", "type=PARTICIPATES_IN", "role=porteur&role=partenaire", "territory=departement:33", "period=2015",
           '{"not": {"type": "PARTICIPATES_IN"}}', "role=evaluateur")  # fmt: skip


def statement(number: int, relation: str, spoken: str, when: str | None) -> Statement:
    return Statement(
        id=f"statement:essai:{number}", label=f"Le RAMEAU — {relation} — {spoken}", subject="Le RAMEAU",
        relation=relation, object=spoken, date_resolved=when, certainty="explicit", paragraph=19, start_offset=0,
        end_offset=9,
    )  # fmt: skip


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    made = open_store(Settings(store="sqlite://"))
    origin = Origin(source="texte", run="run", line=3, vintage="2021", status=Status.IMPORTED)
    text = Document(id="document:texte", label="Texte")
    said = [
        statement(1, "vit_cycle", "Cycle 1 — défrichage", "2006/2012"),
        statement(2, "publie", "Référentiel", "2019-11-05"),
        statement(3, "mesure", "Position des maires", None),
    ]
    with made.batch():
        made.merge(*records())
        made.merge(
            [each.record(origin) for each in (text, *said)],
            [StatedIn(source=each.id, target=text.id).record(origin) for each in said],
        )
        made.merge_coverage([
            Coverage(territory="region:75", source="essai", state=DataState.COLLECTED, rate=1.0, run="r"),
            Coverage(territory="region:44", source="essai", state=DataState.NOT_IN_REGISTER, run="r"),
            Coverage(territory="region:28", source="texte", state=DataState.COLLECTED, rate=1.0, run="r"),
            Coverage(territory="region:11", source="essai", state=DataState.PARTIAL, rate=0.7, run="r"),
        ])  # fmt: skip
    yield made
    made.close()


@pytest.fixture(scope="module")
def selections(store: Store) -> Selections:
    return Selections(store, AnswerCache(64, 2, 5.0))


def chosen(selections: Selections, said: str, seats: bool = True) -> Selected:
    return selections.of(Asked(read_text(said), seats))


@pytest.mark.parametrize("said", FILTERS)
def test_the_rows_are_the_bytes_of_the_api_and_its_cursors_go_on_from_one_another(
    selections: Selections, said: str
) -> None:
    asked = Asked(read_text(said))
    for limit in (3, 100):
        cursor: str | None = None
        while True:
            page = rows_document(selections.of(asked), limit, cursor)
            assert page == relations_document(selections.view, asked, limit=limit, cursor=cursor)
            if page["cursor"] is None:
                break
            cursor = page["cursor"]


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("", False),  # the store has everything counted
        ("territory=departement:33", False),  # read of the store alone: a fraction of the graph
        ('{"or": [{"role": "porteur"}, {"amount_max": 100}]}', True),  # it would read every relation
        ('{"not": {"type": "PARTICIPATES_IN"}}', True),
    ],
)
def test_the_columns_are_read_for_a_wide_question_and_serve_the_next(store: Store, said: str, held: bool) -> None:
    fresh = Selections(store, AnswerCache(64, 2, 5.0))
    asked = Asked(read_text(said))
    same = relations_document(store, asked, limit=4)
    assert relations_page(fresh, asked, 4, None) == same
    assert fresh.ready is held
    fresh.hold()
    assert relations_page(fresh, asked, 4, None) == same


def test_the_map_tells_three_absences_apart(selections: Selections) -> None:
    document = map_document(chosen(selections, ""), Level.REGION)
    said = {row["territory"]["id"]: (row["count"], row["data_state"], row["said"]) for row in document["rows"]}
    assert said["region:75"] == (2, "collected", "some")  # OLD in Bordeaux, and SEATED by its head office
    assert said["region:53"] == (1, "unknown", "some")  # UNDATED, where nobody said what was collected
    assert said["region:11"] == (0, "partial", "none_known")
    assert said["region:44"] == (0, "not_in_register", "not_covered")
    # collected by a source that places nothing: it could not have said an alliance
    assert said["region:28"] == (0, "unknown", "no_data")
    # GRANT and the made-up one have no place; a programme is no alliance
    assert (document["total"], document["placed"], document["unplaced"], document["most"]) == (5, 3, 2, 2)
    assert len(document["rows"]) == 18


def test_the_map_leaves_head_offices_out_when_asked(selections: Selections) -> None:
    document = map_document(chosen(selections, "", seats=False), Level.DEPARTEMENT)
    (gironde,) = (row for row in document["rows"] if row["territory"]["id"] == "departement:33")
    assert (gironde["count"], len(document["rows"])) == (1, 101)


def test_years_count_what_begins_runs_and_ends(selections: Selections) -> None:
    document = years_document(chosen(selections, ""))
    by_year = {row["year"]: (row["started"], row["running"], row["ended"]) for row in document["years"]}
    # OLD 2014–2016; GRANT 2020, MADE_UP 2016, SCHEME 2018 and SEATED 2015 without an end; UNDATED without a date
    assert by_year[2015] == (1, 2, 0)
    assert by_year[2016] == (1, 2, 1)
    assert by_year[2017] == (0, 0, 0)
    assert (document["total"], document["dated"], document["undated"], document["open_ended"]) == (6, 5, 1, 4)
    assert [by_year.get(year) for year in (2005, 2006, 2020, 2021)] == [None, (0, 0, 0), (1, 1, 0), None]


def test_statements_come_with_the_cycles_first_and_those_without_a_date_are_counted(selections: Selections) -> None:
    document = years_document(chosen(selections, ""))
    assert [(each["label"], each["first"], each["last"], each["cycle"]) for each in document["statements"]] == [
        ("Cycle 1 — défrichage", 2006, 2012, True), ("Le RAMEAU — publie — Référentiel", 2019, 2019, False),
    ]  # fmt: skip
    assert document["statements_undated"] == 1
    at = years_document(chosen(selections, ""), 2016)
    assert [event["id"] for event in at["events"]] == [OLD, "exp:essai:4"]
    assert at["statements"] == []
    assert years_document(chosen(selections, "type=PARTICIPATES_IN"))["statements"] == []


def test_profiles_meet_where_two_actors_have_them(selections: Selections) -> None:
    document = profiles_document(chosen(selections, ""))
    assert document["rows"] == document["columns"] == ["association", "entreprise", "unknown"]
    # OLD joins an association and a firm, GRANT the town (no profile known) and the association
    assert document["cells"] == [[0, 1, 1], [1, 0, 0], [1, 0, 0]]
    assert profiles_document(chosen(selections, "role=porteur"))["cells"] == []


def test_themes_cross_the_places_where_projects_act(selections: Selections) -> None:
    document = themes_document(chosen(selections, ""), Level.REGION)
    assert (document["rows"], document["columns"], document["cells"]) == (["odd:4"], ["region:75"], [[1]])
    assert (document["total"], document["counted"]) == (5, 1)


def test_the_network_holds_whole_projects_and_says_what_it_leaves(selections: Selections) -> None:
    whole = network_document(chosen(selections, ""), 300)
    assert {node["id"] for node in whole["nodes"]} == {ASSO, FIRM, TOWN, OLD, UNDATED, GRANT, "exp:essai:4", SEATED}
    assert SCHEME not in {node["id"] for node in whole["nodes"]}, "un programme n’est pas une alliance"
    assert (len(whole["links"]), whole["truncated"], whole["total_nodes"], whole["total_links"]) == (7, False, 8, 7)
    cut = network_document(chosen(selections, ""), 4)
    # GRANT and OLD have two partners each: the first by id, then what still fits with it
    assert {node["id"] for node in cut["nodes"]} == {GRANT, ASSO, TOWN, "exp:essai:4"}
    assert (cut["truncated"], cut["dropped_by"], cut["total_nodes"], len(cut["links"])) == (True, "limit", 8, 3)
    of_a_role = network_document(chosen(selections, "role=porteur"), 300)
    assert [(link["source"], link["target"], link["role"]) for link in of_a_role["links"]] == [
        (FIRM, UNDATED, "porteur"), (ASSO, OLD, "porteur"),
    ]  # fmt: skip
    assert network_document(chosen(selections, "role=evaluateur"), 300)["nodes"] == []


def test_the_pictures_of_the_years_are_those_that_are_drawn(selections: Selections) -> None:
    """The nodes that any year draws, cut as that year is cut, and their ties in every year."""
    asked, years = Asked(read_text("")), range(2010, 2020)
    for limit in (4, 300):
        drawn = [network_document(selections.of(at_year(asked, year)), limit) for year in years]
        nodes, ties = pictures(selections.of(asked), limit, years) or ([], [])
        assert nodes == sorted({node["id"] for one in drawn for node in one["nodes"]})
        told = {(nodes[event], nodes[actor]) for event, actor in ties}
        assert told >= {(link["target"], link["source"]) for one in drawn for link in one["links"]}


def test_years_of_too_many_participations_share_no_layout(
    selections: Selections, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.answers.selected_network.LOOKED_AT_MOST", 69)  # seven participations, ten years
    assert pictures(chosen(selections, ""), 300, range(2010, 2020)) is None


def test_facets_are_kept_by_revision_and_question(selections: Selections, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Any = Asked(read_text("role=porteur"))
    first = selections.once(asked, "facets", facets_document)
    assert selections.once(asked, "facets", lambda _: {"again": True}) is first
    assert first["total"] == 2
    other = selections.once(Asked(read_text("")), "facets", facets_document)
    assert other["total"] == ROWS + 3  # the three statements are stated in the text


def test_of_an_empty_selection_each_condition_says_what_it_takes_away(selections: Selections) -> None:
    selected = chosen(selections, "role=porteur&territory=region:53&period=1990&type=PARTICIPATES_IN")
    kept = {part.field: number for part, number in emptying(chosen(selections, "role=evaluateur&theme=odd:4"))}
    assert kept == {"role": 4, "theme": 0}
    assert selected.total == 1, "une date inconnue n’exclut rien"
