"""What a store refuses, and what a load that is refused leaves in it: nothing, on SQLite and on a real Neo4j."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from pydantic import SecretStr

from graph.errors import EntrelacsError, InvalidInput, StoreFormat, StoreUnavailable
from graph.settings import Settings
from graph.store import Store, open_store
from graph.store.base import FORMAT_VERSION
from loaders.loading import load_files
from loaders.run import Refused
from tests.contract.conftest import small_graph
from tests.loaders.damaged import EXPERIMENT, REFUSED_FILES, REJECTED_ROWS, experiments
from tests.support.server import Server, connect, free_port

pytestmark = pytest.mark.contract
NEWER = FORMAT_VERSION + 1
WRONG = "mot-de-passe-faux"


def content(store: Store) -> tuple[object, ...]:
    return store.revision(), store.runs(), store.coverage(), store.stats()["nodes"]


@pytest.fixture
def loaded(store: Store) -> Store:
    with store.batch():
        store.merge(*small_graph())
    return store


def written_by_a_newer_version(settings: Settings) -> None:
    if settings.store.startswith("sqlite"):
        with closing(sqlite3.connect(settings.store.removeprefix("sqlite:///"))) as connection:
            connection.execute(f"PRAGMA user_version = {NEWER}")
        return
    assert settings.neo4j_password
    password = settings.neo4j_password.get_secret_value()
    with connect(settings.store, settings.neo4j_user, password) as driver, driver.session() as session:
        session.run("MATCH (meta:Meta) SET meta.format = $format", format=NEWER).consume()


@pytest.mark.parametrize("case", ["vide", "colonne_manquante", "colonne_en_double", "gzip_tronque"])
def test_a_refused_file_leaves_the_store_as_it_was(case: str, loaded: Store, tmp_path: Path) -> None:
    damaged = REFUSED_FILES[case]
    (tmp_path / damaged.name).write_bytes(damaged.content)
    before = content(loaded)
    with pytest.raises(InvalidInput):
        load_files(loaded, [str(tmp_path / damaged.name)])
    assert content(loaded) == before


def test_one_bad_row_under_strict_leaves_the_store_as_it_was(loaded: Store, tmp_path: Path) -> None:
    file = tmp_path / "experimentations.csv"
    file.write_text(experiments(EXPERIMENT, REJECTED_ROWS["commune_inconnue"].row))
    before = content(loaded)
    with pytest.raises(Refused):
        load_files(loaded, [str(file)], strict=True)
    assert content(loaded) == before


@pytest.mark.parametrize("read_only", [True, False])
def test_a_store_of_a_newer_version_is_not_opened_nor_touched(
    loaded: Store, settings: Settings, read_only: bool
) -> None:
    if settings.store == "sqlite://":
        pytest.skip("un graphe en mémoire n’est écrit par aucune autre version")
    before = loaded.revision()
    written_by_a_newer_version(settings)
    with pytest.raises(StoreFormat) as refused:
        open_store(settings, read_only=read_only)
    message = refused.value.message
    assert f"format {NEWER}" in message
    assert f"{FORMAT_VERSION}" in message
    assert "mettez Entrelacs à jour" in message
    assert loaded.revision() == before


def test_a_store_opened_to_read_refuses_to_write(loaded: Store, settings: Settings) -> None:
    if settings.store == "sqlite://":
        pytest.skip("un graphe en mémoire n’est ouvert qu’une fois")
    before = loaded.revision()
    with closing(open_store(settings, read_only=True)) as reader:
        with pytest.raises(StoreUnavailable, match="lecture seule"), reader.batch():
            reader.merge(*small_graph())
        assert reader.revision() == before


def test_nothing_is_made_where_one_only_wanted_to_read(tmp_path: Path) -> None:
    absent = tmp_path / "absent.db"
    with pytest.raises(StoreUnavailable, match="entrelacs demo"):
        open_store(Settings(store=f"sqlite:///{absent}"), read_only=True)
    assert not absent.exists()


def test_a_file_that_is_no_graph_is_not_written_into(tmp_path: Path) -> None:
    text, other = tmp_path / "notes.txt", tmp_path / "autre.db"
    text.write_text("des notes, et rien d’autre\n" * 100)
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE x(y)")
    for path in (text, other):
        before = path.read_bytes()
        with pytest.raises(StoreUnavailable, match="graphe"):
            open_store(Settings(store=f"sqlite:///{path}"))
        assert path.read_bytes() == before


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="dossier existe"):
        open_store(Settings(store=f"sqlite:///{tmp_path}/absent/g.db"))


@pytest.mark.parametrize("address", ["mysql://x", "entrelacs.db", "http://127.0.0.1:7474"])
def test_an_address_of_no_store_lists_those_that_are(address: str) -> None:
    with pytest.raises(InvalidInput, match=r"sqlite:///fichier\.db.*neo4j://"):
        open_store(Settings(store=address))


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_neo4j_that_is_down_is_told_with_its_address(scheme: str) -> None:
    address = f"{scheme}://127.0.0.1:{free_port()}"
    given = Settings(store=address.replace("//", "//qui:secret@"), neo4j_password=SecretStr(WRONG))
    with pytest.raises(StoreUnavailable) as refused:
        open_store(given)
    assert_says_without_secrets(refused.value, address, "vérifiez qu’il est démarré")


@pytest.fixture
def stranger(neo4j_server: Server) -> Settings:
    """Under a name the server does not know: three refusals of a known one lock it for everybody."""
    return Settings(store=neo4j_server.uri, neo4j_user="inconnu", neo4j_password=SecretStr(WRONG))


@pytest.mark.neo4j
@pytest.mark.parametrize("read_only", [True, False])
def test_a_neo4j_that_refuses_the_password_says_where_to_look(stranger: Settings, read_only: bool) -> None:
    with pytest.raises(StoreUnavailable) as refused:
        open_store(stranger, read_only=read_only)
    assert_says_without_secrets(refused.value, stranger.store, "ENTRELACS_NEO4J_PASSWORD")


@pytest.mark.neo4j
def test_a_neo4j_without_a_password_given_says_where_to_put_it(neo4j_server: Server) -> None:
    with pytest.raises(StoreUnavailable, match="ENTRELACS_NEO4J_PASSWORD"):
        open_store(Settings(store=neo4j_server.uri))


@pytest.mark.neo4j
def test_a_database_that_does_not_exist_is_told(neo4j_settings: Settings) -> None:
    with pytest.raises(StoreUnavailable, match="ENTRELACS_NEO4J_DATABASE"):
        open_store(neo4j_settings.model_copy(update={"neo4j_database": "absente"}))


@pytest.mark.neo4j
def test_a_base_of_something_else_is_left_alone(neo4j_settings: Settings, neo4j_server: Server) -> None:
    def foreign() -> int:
        with connect(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as driver:
            return len(driver.execute_query("MATCH (n) RETURN n").records)

    with connect(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as driver:
        driver.execute_query("CREATE (:Film {titre: 'Autre chose'})")
    with pytest.raises(StoreUnavailable, match="autre chose"):
        open_store(neo4j_settings)
    assert foreign() == 1


def assert_says_without_secrets(error: EntrelacsError, address: str, word: str) -> None:
    assert address in error.message
    assert word in error.message
    for secret in (WRONG, "secret"):
        assert secret not in error.message
