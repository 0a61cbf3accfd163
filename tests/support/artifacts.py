"""The jars of the test server, from Maven Central, kept in a cache folder outside the tree."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

VERSION = "5.26.25"
POM = Path(__file__).with_name("pom.xml")


class NotHere(Exception):
    """This way to a Neo4j does not work on this machine; `str` is the reason a person reads."""


def cache_folder() -> Path:
    offered = os.environ.get("ENTRELACS_TEST_CACHE")
    if offered:
        return Path(offered)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "entrelacs-tests"


def java() -> str:
    """The Java runtime; raises NotHere."""
    if found := shutil.which("java"):
        return found
    raise NotHere("aucun Java (Debian : apt install openjdk-17-jre-headless)")


def jars() -> Path:
    """The folder of the jars, downloaded once. It appears whole or not at all: two runs may fetch at the same time."""
    kept = cache_folder() / f"neo4j-{VERSION}"
    if kept.is_dir():
        return kept
    if not (maven := shutil.which("mvn")):
        raise NotHere("ni Neo4j en cache, ni Maven pour le chercher (Debian : apt install maven)")
    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=kept.parent, prefix="neo4j-") as folder:
        fetched = Path(folder) / "lib"
        _copy_dependencies(maven, fetched)
        try:
            fetched.rename(kept)
        except OSError:
            if not kept.is_dir():
                raise
    return kept


def _copy_dependencies(maven: str, folder: Path) -> None:
    command = [maven, "-q", "-B", "-f", str(POM), "dependency:copy-dependencies"]
    done = subprocess.run(
        [*command, f"-DoutputDirectory={folder}", "-DincludeScope=runtime"], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise NotHere(f"Maven n’a pas pu chercher Neo4j {VERSION} : {done.stdout.strip()[:300]}")
