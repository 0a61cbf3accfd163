"""Addresses a person types or a catalogue gives: what is accepted, how they are shown, the file name they lead to.

One parser reads them, the one that connects: two that disagree on where the host ends is how a check is got round.
"""

import ipaddress
import re
import unicodedata
from collections.abc import Mapping
from email.message import Message
from pathlib import PurePosixPath
from typing import Self
from urllib.parse import unquote, urljoin

from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from graph.errors import InvalidInput

PORTS = {"http": 80, "https": 443}
LONGEST_NAME = 120
"""Bytes; file systems take 255, and names of the cache are made longer."""

LONGEST_SHOWN = 160
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_TYPES = {
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/json": ".json",
    "application/geo+json": ".geojson",
    "application/zip": ".zip",
    "application/gzip": ".gz",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
}
"""Extension where the name has none: the address of an export often ends in `…/csv?delimiter=;`."""


class Address:
    """An http(s) address that can be asked for. Raises InvalidInput where it cannot."""

    def __init__(self, text: str) -> None:
        self._url = _parsed(text.strip())

    @property
    def scheme(self) -> str:
        return str(self._url.scheme)

    @property
    def host(self) -> str:
        return str(self._url.host).strip("[]")

    @property
    def origin(self) -> tuple[str, str, int]:
        """Scheme, host and port: what a person trusts in typing an address."""
        return self.scheme, self.host, self._url.port or PORTS[self.scheme]

    @property
    def full(self) -> str:
        """To ask for and to compare; `str()` is what a person may see."""
        return self._url._replace(fragment=None).url

    @property
    def name(self) -> str:
        """The last part of the path, as a file name; empty where there is none."""
        return safe_name(PurePosixPath(self._url.path or "").name)

    def __str__(self) -> str:
        """Without its query, where tokens are."""
        shown = self._url._replace(query=None, fragment=None).url
        return shown if len(shown) <= LONGEST_SHOWN else f"{shown[: LONGEST_SHOWN - 1]}…"

    def joined(self, location: str) -> Self:
        """Where a redirect from here leads."""
        return type(self)(urljoin(self.full, location))


def _parsed(text: str) -> Url:
    shown = re.split(r"[?#]", text.rpartition("@")[2])[0][:LONGEST_SHOWN]
    try:
        url = parse_url(text)
    except (LocationParseError, ValueError) as error:
        raise InvalidInput(f"« {shown} » : adresse illisible. Attendu http(s)://hôte/chemin : recopiez-la.") from error
    if url.scheme not in PORTS or not url.host:
        raise InvalidInput(f"« {shown} » : adresse refusée. Attendu une adresse http:// ou https:// avec un hôte.")
    if url.auth is not None:
        raise InvalidInput(
            f"« {shown} » : adresse refusée, elle porte un identifiant ou un mot de passe, qu’Entrelacs n’envoie "
            "jamais. Téléchargez le fichier vous-même, puis donnez son chemin."
        )
    return url


def is_public(address: str) -> bool:
    """Whether an IP address lies on the Internet, and not in this machine or its network.

    An IPv4 address may come inside an IPv6 one (mapped, NAT64, 6to4): the one inside is what is reached.
    """
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        if found in ipaddress.ip_network("64:ff9b::/96"):
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
        if inside := found.ipv4_mapped or found.sixtofour:
            return is_public(str(inside))
    return found.is_global and not found.is_multicast


def file_name(headers: Mapping[str, str], *addresses: Address) -> str:
    """From Content-Disposition, else from the first address that ends in a name; with an extension where one is known.

    What a server says of names is never a path: only a last part without any sign that a file system reads is kept.
    """
    said = safe_name(_disposition(headers.get("Content-Disposition", "")))
    name = said or next((address.name for address in addresses if address.name), "donnees")
    extension = _TYPES.get(headers.get("Content-Type", "").partition(";")[0].strip().lower())
    said_already = PurePosixPath(name).suffix.lower() in (*_TYPES.values(), ".txt", ".xlsm")
    return name if said_already or extension is None else f"{name}{extension}"


def _disposition(header: str) -> str:
    message = Message()
    message["Content-Disposition"] = header.replace("\r", " ").replace("\n", " ")
    name = message.get_filename() or ""
    try:
        return name.encode("latin-1").decode("utf-8")  # headers are read as Latin-1, many servers write UTF-8
    except (UnicodeEncodeError, UnicodeDecodeError):
        return name


def safe_name(said: str) -> str:
    """A name that stays in its folder on any system, hidden nowhere; empty where nothing is left."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", unquote(said)))[-1]
    name = _FORBIDDEN.sub("_", last).strip(" .")
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension.encode()) > 10:
        stem, extension = name, ""
    room = LONGEST_NAME - len(extension.encode()) - len(dot)
    short = stem.encode()[:room].decode(errors="ignore")
    return f"{short}.{extension}" if extension else short
