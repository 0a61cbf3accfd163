"""One answer of a server. The only file that knows urllib3: its errors end here, in French.

Redirects are followed one by one under our rules: within http and https, never from https down to http, never to an
address of this machine or its network (SSRF), but where a person typed that very origin.

Trap: a name may lead elsewhere the second time it is looked up, so the peer of the socket is judged too, before a byte
is sent. Hence `_new_conn` and not `connect`, which would already have greeted the peer over TLS.
"""

import base64
import ipaddress
import socket
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NoReturn
from urllib.parse import unquote

from urllib3 import BaseHTTPResponse, HTTPConnectionPool, HTTPSConnectionPool, PoolManager, ProxyManager, Timeout
from urllib3 import exceptions as http
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util import parse_url

from graph.errors import InvalidInput, Unreachable
from loaders.addresses import Address, is_public

MAX_REDIRECTS = 5
CHUNK = 1 << 18
REDIRECTS = (301, 302, 303, 307, 308)
ASKED = {"User-Agent": "entrelacs", "Accept": "*/*", "Accept-Encoding": "identity"}
"""Bytes as they are stored, so that a cut can be resumed and a checksum compared; compressed all the same, they are
unpacked by `loaders.downloading`."""


class Interrupted(Exception):
    """What may go better the next time. `wait`: seconds the server asks for."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.reason, self.wait = reason, wait


class _Private(Exception):
    """The peer is this machine or one of its network."""


class _PublicOnly(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        made = super()._new_conn()
        if is_public(made.getpeername()[0]):
            return made
        made.close()
        raise _Private


class _PublicOnlyTLS(_PublicOnly, HTTPSConnection):
    pass


class _PublicPool(HTTPConnectionPool):
    ConnectionCls = _PublicOnly


class _PublicPoolTLS(HTTPSConnectionPool):
    ConnectionCls = _PublicOnlyTLS


@dataclass(frozen=True, slots=True)
class Answer:
    """Status and headers of a server; the body is read once. `address` is where the redirects led."""

    address: Address
    status: int
    headers: Mapping[str, str]
    _response: BaseHTTPResponse

    def chunks(self) -> Iterator[bytes]:
        """As sent, each as soon as it comes. Raises Interrupted where the body is cut or stalls."""
        with _in_french(self.address):
            while chunk := self._response.read1(CHUNK, decode_content=False):
                yield chunk


class Network:
    """Answers of servers, to somebody who typed the origin of `typed`. `timeout`: seconds without a byte."""

    def __init__(self, typed: Address, timeout: float) -> None:
        self._typed, self._timeout = typed, timeout

    @contextmanager
    def get(self, address: Address, headers: Mapping[str, str]) -> Iterator[Answer]:
        """Follow the redirects; the connection is closed at the end.

        Raises Interrupted where trying again may help, Unreachable where it will not for now, InvalidInput where a
        redirect is refused.
        """
        for _ in range(MAX_REDIRECTS + 1):
            response = self._ask(address, {**ASKED, **headers})
            try:
                if response.status not in REDIRECTS:
                    yield Answer(address, response.status, response.headers, response)
                    return
                address = _redirected(address, response.headers.get("Location", ""))
            finally:
                response.close()
        raise InvalidInput(
            f"{address} : plus de {MAX_REDIRECTS} redirections, refusé. Attendu un fichier : vérifiez l’adresse."
        )

    def _ask(self, address: Address, headers: Mapping[str, str]) -> BaseHTTPResponse:
        typed = address.origin == self._typed.origin
        if not typed and _leads_inside(address.host):
            _refuse_private(address)
        with _in_french(address):
            try:
                return _manager(address, typed).request(
                    "GET",
                    address.full,
                    headers=headers,
                    redirect=False,
                    retries=False,
                    preload_content=False,
                    decode_content=False,
                    timeout=Timeout(connect=self._timeout, read=self._timeout),
                )
            except _Private:
                _refuse_private(address)


def _manager(address: Address, typed: bool) -> PoolManager:
    if proxy := _proxy(address):
        return proxy
    manager = PoolManager()
    if not typed:
        manager.pool_classes_by_scheme = {"http": _PublicPool, "https": _PublicPoolTLS}
    return manager


def _redirected(address: Address, location: str) -> Address:
    if not location:
        raise InvalidInput(f"{address} : redirection sans adresse, refusée. Attendu un fichier : vérifiez l’adresse.")
    target = address.joined(location)
    if (address.scheme, target.scheme) == ("https", "http"):
        raise InvalidInput(
            f"{address} : redirigé de https vers http ({target}), refusé : le fichier pourrait être changé en route. "
            "Attendu une adresse https."
        )
    return target


def _refuse_private(address: Address) -> NoReturn:
    raise InvalidInput(
        f"{address} : adresse de cette machine ou de son réseau, refusée parce que personne ne l’a tapée : une "
        "redirection ou un catalogue y mène. Si c’est bien le fichier voulu, donnez vous-même cette adresse."
    )


def _proxy(address: Address) -> ProxyManager | None:
    """The proxy of the environment. Its password goes to it in a header and stays out of every address we show."""
    proxies = urllib.request.getproxies()
    said = proxies.get(address.scheme) or proxies.get("all")
    if not said or urllib.request.proxy_bypass(address.host):
        return None
    try:
        url = parse_url(said if "://" in said else f"http://{said}")
        secret = base64.b64encode(unquote(url.auth).encode()).decode() if url.auth else None
        headers = {"Proxy-Authorization": f"Basic {secret}"} if secret else None
        return ProxyManager(url._replace(auth=None).url, proxy_headers=headers)
    except (http.HTTPError, ValueError) as error:
        raise InvalidInput(
            f"Mandataire (proxy) illisible dans l’environnement ({address.scheme}_proxy). Attendu http://hôte:port."
        ) from error


def _leads_inside(host: str) -> bool:
    """Whether a name leads to this machine or its network, as far as is known before connecting.

    Behind a proxy the peer is the proxy: nothing more can be known there.
    """
    try:
        found = [str(ipaddress.ip_address(host))]
    except ValueError:
        try:
            found = [str(each[4][0]) for each in socket.getaddrinfo(host, None, proto=socket.IPPROTO_TCP)]
        except OSError:
            return False  # a name that only the proxy knows
    return not all(map(is_public, found))


@contextmanager
def _in_french(address: Address) -> Iterator[None]:
    """Errors of urllib3 as ours; never their own text, which holds addresses with queries."""
    try:
        yield
    except http.NameResolutionError as error:
        raise Unreachable(
            f"{address} : aucun serveur ne porte le nom « {address.host} ». Vérifiez l’adresse et votre connexion."
        ) from error
    except http.ProxyError as error:
        raise Unreachable(
            f"{address} : le mandataire (proxy) ne répond pas ou refuse. Vérifiez {address.scheme}_proxy et no_proxy."
        ) from error
    except http.SSLError as error:
        raise Unreachable(
            f"{address} : connexion chiffrée impossible, certificat refusé ou protocole inconnu. Attendu un certificat "
            "que cette machine connaît : vérifiez l’adresse et la date de la machine."
        ) from error
    except http.NewConnectionError as error:
        raise Interrupted("aucune connexion possible avec le serveur") from error
    except http.ConnectTimeoutError as error:
        raise Interrupted("le serveur ne répond pas") from error
    except http.ReadTimeoutError as error:
        raise Interrupted("plus rien n’arrive du serveur") from error
    except http.ProtocolError as error:
        raise Interrupted("la connexion a été coupée") from error
    except (http.HTTPError, UnicodeError, ValueError) as error:
        raise Unreachable(f"{address} : réponse illisible. Attendu un serveur HTTP : vérifiez l’adresse.") from error
