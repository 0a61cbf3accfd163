"""A file behind an address, whole or not at all: tried again, resumed after a cut, kept.

What is received goes to a part in the cache and takes its name when it is whole and its checksum right. A file that
has not changed since is not sent again (304).
"""

from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

from graph.errors import Unreachable
from graph.model.typography import count, weight
from graph.settings import Settings
from loaders.addresses import Address
from loaders.connecting import Interrupted
from loaders.file_cache import Kept, Place, folder_of, writing
from loaders.receiving import Attempt, Downloaded, Limits, Wanted

TRIES = 4
"""In a row without a byte gained; a server that gives some each time is asked on until the time is over."""

FIRST_PAUSE = 0.5
LONGEST_WAIT = 60.0
"""Seconds of Retry-After that are waited for; beyond, a person is told to come back."""


class Downloader:
    """Raises InvalidInput for what is refused, Unreachable for what may go better later; both keep the cache sound."""

    def __init__(self, limits: Limits, pause: Callable[[float], None] = sleep) -> None:
        self._limits, self._pause = limits, pause

    @classmethod
    def of(cls, settings: Settings) -> "Downloader":
        return cls(Limits(settings.download_max, settings.download_timeout, settings.download_time))

    def get(self, wanted: Wanted) -> Downloaded:
        place = wanted.place
        with place.held(), writing(place.folder):
            kept = place.kept(wanted.address.full)
            if kept and wanted.checksum and wanted.checksum.differs(place.folder / kept.name):
                kept = None  # the catalogue announces another content: what is kept is no reason not to send it
            return self._persist(wanted, kept)

    def _persist(self, wanted: Wanted, kept: Kept | None) -> Downloaded:
        deadline, failures = monotonic() + self._limits.total, 0
        while True:
            before = wanted.place.received
            try:
                return Attempt(wanted, kept, self._limits, deadline).run()
            except Interrupted as error:
                failures = 1 if wanted.place.received > before else failures + 1
                wait = FIRST_PAUSE * 2 ** (failures - 1) if error.wait is None else error.wait
                if failures >= TRIES or wait > LONGEST_WAIT or monotonic() + wait > deadline:
                    said = _given_up(wanted, error, failures)
                    raise Unreachable(f"{said}{_left(wanted, kept)}") from error
            except Unreachable as error:
                raise Unreachable(f"{error.message}{_left(wanted, kept)}") from error
            self._pause(wait)


def typed_file(text: str, settings: Settings) -> Path:
    """The file behind an address that a person typed, fetched or kept and unchanged."""
    address = Address(text)
    place = Place(settings.cache_folder / folder_of(address))
    return Downloader.of(settings).get(Wanted(address, place, typed=address)).path


def _given_up(wanted: Wanted, error: Interrupted, tries: int) -> str:
    said = f"{wanted.address} : téléchargement impossible, {error.reason}"
    if error.wait and tries < TRIES:  # the wait is what is too long
        return f"{said}. Il demande d’attendre {count(round(error.wait), 'seconde')} : revenez plus tard."
    return f"{said}, {count(tries, 'essai')}. Vérifiez l’adresse et votre connexion, ou revenez plus tard."


def _left(wanted: Wanted, kept: Kept | None) -> str:
    """What a person still has: the part received, the copy of another day."""
    said = ""
    if wanted.place.partial(wanted.address.full):
        said += f" Ce qui est reçu ({weight(wanted.place.received)}) est gardé : la même commande reprend."
    if kept:
        said += f" La copie du {kept.fetched_at[:10]} reste : {wanted.place.folder / kept.name}."
    return said
