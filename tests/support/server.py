"""One Neo4j process of our own: on free loopback ports, with a random password, gone when we are gone."""

import ctypes
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from neo4j import Driver, GraphDatabase, NotificationMinimumSeverity
from neo4j.exceptions import AuthError, DriverError, Neo4jError

START_SECONDS = 120
USER = "neo4j"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def connect(uri: str, user: str, password: str) -> Driver:
    return GraphDatabase.driver(
        uri, auth=(user, password), notifications_min_severity=NotificationMinimumSeverity.OFF, connection_timeout=5
    )


def wait_until_ready(uri: str, user: str, password: str, *, alive: Callable[[], bool] = lambda: True) -> None:
    """Until the server answers (a refused password is an answer); raises TimeoutError, or at once when it died."""
    deadline = time.monotonic() + START_SECONDS
    while alive() and time.monotonic() < deadline:
        with suppress(DriverError, Neo4jError, OSError), connect(uri, user, password) as driver:
            try:
                driver.verify_connectivity()
            except AuthError:
                return
            return
        time.sleep(0.2)
    raise TimeoutError(f"Neo4j ne répond pas à {uri}")


@dataclass
class Server:
    """A Neo4j. `restart` and `kill` (SIGKILL, as a power cut) exist only for one we started ourselves."""

    uri: str
    user: str
    password: str = field(repr=False)

    def restart(self) -> None:
        raise NotImplementedError("serveur prêté : il ne peut pas être relancé")

    def kill(self) -> None:
        raise NotImplementedError("serveur prêté : il ne peut pas être arrêté")

    def stop(self) -> None:
        """Nothing to stop on a lent server."""

    def empty(self) -> None:
        """Remove every node and relation; indexes and constraints stay."""
        with connect(self.uri, self.user, self.password) as driver, driver.session() as session:
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()


@dataclass
class OwnServer(Server):
    """A server that is a child process; `killing` is the command that kills it where a signal does not reach it."""

    command: list[str] = field(default_factory=list)
    console: Path = Path("console.log")
    killing: list[str] = field(default_factory=list)
    cleaning: Callable[[], None] = lambda: None
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.console.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, preexec_fn=_die_with_parent
            )
        try:
            wait_until_ready(self.uri, self.user, self.password, alive=lambda: self._running)
        except TimeoutError as error:
            self.stop()
            raise TimeoutError(f"{error} ; fin de son journal :\n{_tail(self.console)}") from None

    def set_first_password(self) -> None:
        with connect(self.uri, USER, "neo4j") as driver, driver.session(database="system") as session:
            session.run("ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password", password=self.password).consume()

    def restart(self) -> None:
        self._end(signal.SIGTERM)
        self.start()

    def kill(self) -> None:
        if self.killing:
            subprocess.run(self.killing, capture_output=True, check=False)
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """At once: what it kept goes with it."""
        self._end(signal.SIGKILL)
        self.cleaning()

    @property
    def _running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def _end(self, how: signal.Signals) -> None:
        if self.process is None or not self._running:
            return
        self.process.send_signal(how)
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def new_password() -> str:
    return secrets.token_hex(16)


def _die_with_parent() -> None:
    """So that a killed test run leaves no server behind (Linux: PR_SET_PDEATHSIG)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def _tail(path: Path) -> str:
    return path.read_text(errors="replace")[-2000:] if path.exists() else "(vide)"
