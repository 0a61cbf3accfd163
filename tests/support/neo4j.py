"""A real Neo4j for tests, benches and people, from the first way that works.

1. `ENTRELACS_TEST_NEO4J`: the address of one that may be emptied, with ENTRELACS_NEO4J_USER and _PASSWORD.
2. Docker, where `docker info` answers: the image of docker-compose.yml.
3. The same server from Maven Central, on a Java runtime.

In CI none is a failure; elsewhere a skip with its reason. `python -m tests.support.neo4j` starts one and prints its
address until it is interrupted; with `--fetch` it only downloads.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from pydantic import SecretStr

from graph.settings import Settings
from tests.support.artifacts import NotHere, jars, java
from tests.support.server import USER, OwnServer, Server, free_port, new_password, wait_until_ready

IMAGE = "neo4j:5.26-community"
OFFERED = {
    name: os.environ.get(name, "")
    for name in ("ENTRELACS_TEST_NEO4J", "ENTRELACS_NEO4J_USER", "ENTRELACS_NEO4J_PASSWORD")
}
"""Read at import: each test runs in an environment cleaned of these."""

_OPENS = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
HARDENED = {
    "dbms.security.allow_csv_import_from_file_urls": "false",
    "server.directories.import": "no-import",
    "internal.dbms.cypher_ip_blocklist": "0.0.0.0/0,::/0",
    "db.memory.transaction.max": "512m",
    "dbms.memory.transaction.total.max": "768m",
}
"""As in docker-compose.yml: no file and no address is read by LOAD CSV, and no query takes all of the memory."""

_CONF = """\
server.bolt.listen_address=127.0.0.1:{bolt}
server.http.listen_address=127.0.0.1:{http}
server.https.enabled=false
dbms.usage_report.enabled=false
server.memory.heap.max_size=1g
server.memory.pagecache.size=512m
""" + "".join(f"{name}={value}\n" for name, value in HARDENED.items())


def obtain() -> Server:
    """A ready server; raises NotHere with every reason when none can be had. The caller stops it."""
    if OFFERED["ENTRELACS_TEST_NEO4J"]:
        return _offered()
    if _docker_answers():
        return _docker()
    return _maven()


def _offered() -> Server:
    user = OFFERED["ENTRELACS_NEO4J_USER"] or USER
    server = Server(OFFERED["ENTRELACS_TEST_NEO4J"], user, OFFERED["ENTRELACS_NEO4J_PASSWORD"])
    wait_until_ready(server.uri, server.user, server.password)
    return server


def _docker_answers() -> bool:
    if not (docker := shutil.which("docker")):
        return False
    return subprocess.run([docker, "info"], capture_output=True, check=False).returncode == 0


def in_environment(setting: str) -> str:
    """The name that the image gives to a setting: dots become _, and _ is doubled."""
    return "NEO4J_" + setting.replace("_", "__").replace(".", "_")


def _docker() -> Server:
    name, port, home = f"entrelacs-tests-{os.getpid()}", free_port(), Path(tempfile.mkdtemp(prefix="entrelacs-neo4j-"))
    command = ["docker", "run", "--rm", "--name", name, "-p", f"127.0.0.1:{port}:7687", "-v", f"{name}:/data"]
    settings = {"dbms.usage_report.enabled": "false", **HARDENED}
    command += [part for name, value in settings.items() for part in ("-e", f"{in_environment(name)}={value}")]
    command.append(IMAGE)

    def clean() -> None:
        subprocess.run(["docker", "rm", "-f", name], capture_output=True, check=False)
        subprocess.run(["docker", "volume", "rm", name], capture_output=True, check=False)
        shutil.rmtree(home, ignore_errors=True)

    return _started(port, command, home, ["docker", "kill", name], clean)


def _maven() -> Server:
    runtime, lib = java(), jars()
    home, port = Path(tempfile.mkdtemp(prefix="entrelacs-neo4j-")), free_port()
    (home / "conf").mkdir()
    (home / "conf" / "neo4j.conf").write_text(_CONF.format(bolt=port, http=free_port()))
    opens = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in _OPENS]
    command = [runtime, "-Xmx1g", *opens, "-cp", f"{lib}/*", "org.neo4j.server.CommunityEntryPoint"]
    command += [f"--home-dir={home}", f"--config-dir={home}/conf"]
    return _started(port, command, home, [], lambda: shutil.rmtree(home, ignore_errors=True))


def _started(port: int, command: list[str], home: Path, killing: list[str], clean: Callable[[], None]) -> Server:
    server = OwnServer(
        f"bolt://127.0.0.1:{port}", USER, new_password(),
        command=command, console=home / "console.log", killing=killing, cleaning=clean,
    )  # fmt: skip
    try:
        server.start()
        server.set_first_password()
    except BaseException:
        server.stop()
        raise
    return server


def _missing(reason: str) -> NoReturn:
    message = f"aucun Neo4j pour les tests : {reason}"
    if os.environ.get("CI", "").lower() in {"true", "1"}:
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Server]:
    try:
        server = obtain()
    except (NotHere, TimeoutError) as error:
        _missing(str(error))
    yield server
    server.stop()


@pytest.fixture
def neo4j_settings(neo4j_server: Server) -> Settings:
    """Settings of a database that has just been emptied."""
    neo4j_server.empty()
    return settings_for(neo4j_server)


def settings_for(server: Server) -> Settings:
    return Settings(store=server.uri, neo4j_user=server.user, neo4j_password=SecretStr(server.password))


def fetch() -> str:
    """Download what `obtain` will need; what was found, in a sentence. Raises NotHere."""
    if OFFERED["ENTRELACS_TEST_NEO4J"]:
        return "Neo4j offert par ENTRELACS_TEST_NEO4J"
    if _docker_answers():
        subprocess.run(["docker", "pull", "-q", IMAGE], check=True, stdout=subprocess.DEVNULL)
        return f"Neo4j par Docker : {IMAGE}"
    java()
    return f"Neo4j en cache : {jars()}"


def main(arguments: list[str]) -> int:
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        if "--fetch" in arguments:
            sys.stderr.write(fetch() + "\n")
            return 0
        server = obtain()
    except NotHere as error:
        sys.stderr.write(f"Aucun Neo4j : {error}\n")
        return 1 if os.environ.get("CI") or "--fetch" not in arguments else 0
    try:
        sys.stdout.write(f"ENTRELACS_STORE={server.uri}\nENTRELACS_NEO4J_USER={server.user}\n")
        sys.stdout.write(f"ENTRELACS_NEO4J_PASSWORD={server.password}\n")
        sys.stdout.flush()
        signal.pause()
    except KeyboardInterrupt:
        pass
    finally:
        server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
