"""What every command shares: the settings, an open store, one JSON document on standard output, messages beside it."""

import json
import socket
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NoReturn

import click

from api.settings import ApiSettings
from graph.errors import InvalidInput
from graph.model.typography import fine
from graph.store import Store, open_store
from loaders.disk import reason

JSON = click.option("--json", "as_json", is_flag=True, help="Un document JSON sur la sortie standard.")


@dataclass(frozen=True)
class Context:
    """Options given before the command. `store` wins over the environment."""

    store: str | None
    debug: bool

    def settings(self) -> ApiSettings:
        return ApiSettings() if self.store is None else ApiSettings(store=self.store)

    @contextmanager
    def view(self) -> Iterator[Store]:
        with closing(open_store(self.settings(), read_only=True)) as store:
            yield store

    @contextmanager
    def writer(self) -> Iterator[Store]:
        with closing(open_store(self.settings())) as store:
            yield store


def say(text: str) -> None:
    """A message for the person, on standard error."""
    click.echo(fine(text), err=True)


def fail(text: str, code: int) -> NoReturn:
    say(text)
    sys.exit(code)


@contextmanager
def writing(file: Path) -> Iterator[None]:
    """What is written inside goes to `file`. Raises InvalidInput where the system refuses."""
    try:
        yield
    except OSError as error:
        raise InvalidInput(
            f"{file} : écriture impossible ({reason(error)}). Donnez un autre nom de fichier."
        ) from error


@contextmanager
def whole_file(file: Path) -> Iterator[BinaryIO]:
    """An open file that takes the name `file` once all is written: half written, it replaces nothing."""
    partial = file.with_name(f"{file.name}.partiel")
    try:
        with writing(file):
            file.parent.mkdir(parents=True, exist_ok=True)
            with partial.open("wb") as stream:
                yield stream
            partial.replace(file)
    finally:
        with suppress(OSError):
            partial.unlink()


def refuse_taken(host: str, port: int) -> None:
    """Leave with a sentence when nothing can listen there; the server would say it in English."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.create_server((host, port), family=family):
            pass
    except OSError as error:
        fail(f"{host}:{port} : écoute impossible ({reason(error)}). Donnez un autre port par --port.", 1)


def show(document: object) -> None:
    """The one JSON document of `--json`; the same bytes for the same answer."""
    click.echo(json.dumps(document, sort_keys=True, ensure_ascii=False, indent=2, allow_nan=False))
