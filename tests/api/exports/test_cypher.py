"""The Cypher script, loaded by a real Neo4j: the nodes and relations of the API, twice the same, nothing run."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from neo4j import Session

from api.exports import write_export
from graph.settings import Settings
from graph.store import open_store
from tests.api.conftest import ENTITIES, RELATIONS
from tests.api.exports.hostile import ACTOR, EVENT, STRINGS, made
from tests.support.server import Server, connect

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def statements(script: bytes) -> list[str]:
    """As cypher-shell cuts it: a `;` at the end of a line, without the lines of comment."""
    lines = [line for line in script.decode().split("\n") if not line.startswith("//")]
    return [part for part in "\n".join(lines).split(";\n") if part.strip()]


@pytest.mark.unit
@pytest.mark.parametrize("text", STRINGS.values(), ids=STRINGS)
def test_a_text_never_ends_its_string(text: str) -> None:
    """Strings taken away, what stays is the same script whatever was said."""

    def skeleton(said: str) -> list[str]:
        bare = re.compile(r"'(?:[^'\\]|\\.)*'( \+ '(?:[^'\\]|\\.)*')*")
        return [bare.sub("''", statement) for statement in statements(made("cypher", said)[0])]

    assert skeleton(text) == skeleton("sage")
    assert not re.search(r"\\u", made("cypher", text)[0].decode()), "nothing that Neo4j decodes before it reads"


@pytest.fixture
def session(neo4j_server: Server) -> Iterator[Session]:
    neo4j_server.empty()
    with connect(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as driver, driver.session() as opened:
        yield opened
    neo4j_server.empty()


def load(session: Session, script: bytes) -> Any:
    totals: Counter[str] = Counter()
    for statement in statements(script):
        counters = session.run(statement).consume().counters  # type: ignore[arg-type]
        totals["nodes"] += counters.nodes_created
        totals["links"] += counters.relationships_created
    return totals


@pytest.mark.neo4j
def test_neo4j_holds_what_the_graph_holds_and_a_second_load_adds_nothing(session: Session, store_address: str) -> None:
    with open_store(Settings(store=store_address), read_only=True) as store:  # type: ignore[attr-defined]
        write_export(store, "cypher", file := io.BytesIO())
    first = load(session, file.getvalue())
    assert first == {"nodes": len(ENTITIES) + 1, "links": len(RELATIONS)}  # and what the file says of itself
    assert not any(load(session, file.getvalue()).values())
    nodes = {
        row["id"]: row
        for row in session.run("MATCH (n:Entrelacs) RETURN n.id AS id, n.label AS label, labels(n) AS kinds")
    }
    assert set(nodes) == {entity.id for entity, _ in ENTITIES}
    for entity, _ in ENTITIES:
        assert nodes[entity.id]["label"] == entity.label
        assert entity.node_kind.value in nodes[entity.id]["kinds"]
    links = session.run("MATCH (a:Entrelacs)-[r]->(b:Entrelacs) RETURN a.id, type(r), b.id, r.role").values()
    assert Counter(map(tuple, links)) == Counter(
        (one.source, one.type.value, one.target, one.role) for one, _ in RELATIONS
    )
    about = session.run("MATCH (e:EntrelacsExport) RETURN e.notice, e.licences").single(strict=True)
    assert about.values()[0] == "données synthétiques de démonstration"
    assert "Licence Ouverte 2.0" in about.values()[1]


@pytest.mark.neo4j
def test_hostile_texts_come_back_from_neo4j_as_they_were(session: Session) -> None:
    for name, text in STRINGS.items():
        load(session, made("cypher", text)[0])
        kept = _NOT_XML.sub("", text)
        actor, event = (
            session.run("MATCH (n:Entrelacs {id: $id}) RETURN n", id=one).single(strict=True)[0]
            for one in (ACTOR, EVENT)
        )
        assert (actor["label"], actor["website"], event["label"], event["documents"]) == (kept, kept, kept, [kept]), (
            name
        )
        roles = session.run("MATCH (:Entrelacs)-[r:PARTICIPATES_IN]->() RETURN collect(r.role)").single(strict=True)[0]
        assert kept in roles, name
    assert session.run("MATCH (n:Entrelacs) RETURN count(n)").single(strict=True)[0] == 2
