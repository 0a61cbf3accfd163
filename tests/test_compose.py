"""What `docker compose up` promises: nothing reachable from outside, no password of ours, a graph that is there first."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from api.cli_commands import MODULES
from api.settings import ApiSettings
from tests.support.neo4j import HARDENED, IMAGE, in_environment

ROOT = Path(__file__).resolve().parents[1]
OURS = ("api", "demonstration")
pytestmark = pytest.mark.unit


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(text("docker-compose.yml"))["services"]
    assert set(found) == {"neo4j", *OURS}
    return found


@pytest.fixture(scope="module")
def steps() -> list[str]:
    """The instructions of the Dockerfile, continued lines joined."""
    joined = re.sub(r"\\\n", " ", text("Dockerfile"))
    return [line for line in joined.splitlines() if line and not line.startswith("#")]


def test_every_published_port_answers_this_machine_only(services: dict[str, Any]) -> None:
    published = [port for service in services.values() for port in service.get("ports", [])]
    assert {port.split(":")[-1] for port in published} == {"7474", "7687", "8000"}
    assert all(port.startswith("127.0.0.1:") for port in published)


def test_neo4j_is_the_one_that_the_tests_run_on(services: dict[str, Any]) -> None:
    assert services["neo4j"]["image"] == IMAGE == "neo4j:5.26-community"


def test_neo4j_is_hardened_as_the_one_that_the_tests_run_on(services: dict[str, Any]) -> None:
    given = services["neo4j"]["environment"]
    assert {name: given.get(in_environment(name)) for name in HARDENED} == HARDENED


def test_the_graph_outlives_its_container(services: dict[str, Any]) -> None:
    assert services["neo4j"]["volumes"] == ["neo4j-data:/data"]
    assert "neo4j-data" in yaml.safe_load(text("docker-compose.yml"))["volumes"]


def test_who_needs_the_graph_waits_until_it_answers(services: dict[str, Any]) -> None:
    probe = services["neo4j"]["healthcheck"]
    assert "http://127.0.0.1:7474" in probe["test"]
    for name in OURS:
        assert services[name]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}


def test_the_password_is_asked_for_and_has_no_default(services: dict[str, Any]) -> None:
    given = [services["neo4j"]["environment"]["NEO4J_AUTH"].removeprefix("neo4j/")]
    given += [services[name]["environment"]["ENTRELACS_NEO4J_PASSWORD"] for name in OURS]
    for value in given:
        assert value.startswith("${NEO4J_PASSWORD:?"), value
        assert value.endswith("}")
        assert ".env" in value  # the message says what to do


def test_the_example_password_says_it_must_be_changed() -> None:
    (line,) = [line for line in text(".env.example").splitlines() if line and not line.startswith("#")]
    name, _, value = line.partition("=")
    assert name == "NEO4J_PASSWORD"
    assert "a-changer" in value
    assert len(value) >= 8  # Neo4j refuses a shorter one
    assert ".env" in text(".gitignore").split()


def test_what_is_given_to_the_product_are_its_settings(services: dict[str, Any]) -> None:
    known = {f"ENTRELACS_{name.upper()}" for name in ApiSettings.model_fields}
    for name in OURS:
        assert set(services[name]["environment"]) <= known
        assert services[name]["environment"]["ENTRELACS_STORE"] == "bolt://neo4j:7687"


def test_the_demonstration_is_loaded_once_and_only_when_asked(services: dict[str, Any]) -> None:
    loader = services["demonstration"]
    assert (loader["command"], loader["restart"], loader["profiles"]) == (["demo"], "no", ["demonstration"])
    assert loader["command"][0] in MODULES


def test_the_pages_listen_inside_and_are_published_outside_on_loopback(services: dict[str, Any]) -> None:
    # 127.0.0.1 inside the container would answer nobody; the setting keeps it as its default everywhere else
    assert services["api"]["command"] == ["serve", "--host", "0.0.0.0", "--port", "8000"]
    assert ApiSettings().host == "127.0.0.1"
    assert services["api"]["ports"] == ["127.0.0.1:8000:8000"]


def test_the_image_installs_what_is_locked_and_from_nowhere_named(steps: list[str]) -> None:
    (locked,) = [step for step in steps if "requirements.lock" in step and step.startswith("RUN")]
    assert locked.count("--require-hashes") == 2
    assert "-r requirements-bootstrap.lock" in locked
    assert not re.search(r"index-url|find-links|trusted-host|https?://(?!127\.0\.0\.1)", text("Dockerfile"))


def test_the_image_runs_as_nobody_in_particular_and_says_how_it_is(steps: list[str]) -> None:
    last_stage = steps[max(i for i, step in enumerate(steps) if step.startswith("FROM")) :]
    (user,) = [step for step in last_stage if step.startswith("USER")]
    assert user not in {"USER root", "USER 0"}
    assert any(step.startswith("HEALTHCHECK") and "/healthz" in step for step in last_stage)
    assert last_stage[0].startswith("FROM python:3.11-slim")


def test_the_image_holds_every_package_and_what_is_read_to_build_it(steps: list[str]) -> None:
    project = tomllib.loads(text("pyproject.toml"))
    needed = {*project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"], "pyproject.toml"}
    needed |= {project["project"]["readme"], *project["project"]["license-files"]}
    copied = {name for step in steps if step.startswith("COPY") and "--from" not in step for name in step.split()[1:-1]}
    let_through = {line[1:] for line in text(".dockerignore").splitlines() if line.startswith("!")}
    assert needed <= copied
    assert copied <= let_through
    assert ".env" not in let_through


def test_the_readmes_start_the_services_that_exist(services: dict[str, Any]) -> None:
    for name in ("README.md", "README.fr.md"):
        runs = re.findall(r"docker compose run --rm (?:--volume \S+ )?(\w+)(?: (\w+))?", text(name))
        assert {service for service, _ in runs} == set(OURS)
        assert {command for _, command in runs if command} <= set(MODULES)
