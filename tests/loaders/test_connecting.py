"""Where a file may come from: redirects, TLS, proxies, and what never leaves."""

import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from shutil import which
from ssl import PROTOCOL_TLS_SERVER, SSLContext

import pytest

from graph.errors import EntrelacsError, InvalidInput, Unreachable
from tests.loaders.downloads import BODY, V1, Client
from tests.support.file_server import Exchange, FileServer, Listener, content, redirect, running, status

pytestmark = pytest.mark.unit


def test_an_unknown_name_and_a_closed_port_are_told_apart(file_server: FileServer, client: Client) -> None:
    said = client.refused(Unreachable, "http://personne.invalid/a.csv")  # RFC 2606: never resolves
    assert "aucun serveur ne porte le nom « personne.invalid »" in said
    said = client.refused(Unreachable, "http://127.0.0.1:9/a.csv")
    assert "aucune connexion possible avec le serveur, 4 essais" in said


@pytest.mark.parametrize(
    "answer", [b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 abc\r\n\r\n", b"", b"HTTP/1.1 200 OK\r\nX" * 9_000]
)
def test_what_does_not_speak_http_is_told(answer: bytes, file_server: FileServer, client: Client) -> None:
    def speaks(exchange: Exchange) -> None:
        exchange.wfile.write(answer)
        exchange.close_connection = True

    client.refused(Unreachable, file_server.serves("/a.csv", speaks))


@pytest.mark.parametrize("length", ["-5", "abc", "9" * 5_000, "1e3"])
def test_a_length_that_is_none_does_not_break(length: str, file_server: FileServer, client: Client) -> None:
    def lies(exchange: Exchange) -> None:
        exchange.head(200, {"Content-Length": length})
        exchange.wfile.write(b"nom\n")
        exchange.close_connection = True

    url = file_server.serves("/a.csv", lies)
    with suppress(EntrelacsError):  # refused or taken, but never another kind of error
        assert client.get(url).path.read_bytes() == b"nom\n"


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_and_names_the_file(code: int, file_server: FileServer, client: Client) -> None:
    file_server.serves("/static/partenaires.csv", content(BODY, V1))
    got = client.get(file_server.serves("/r/0a1b", redirect("/static/partenaires.csv", code)))
    assert got.path.name == "partenaires.csv"
    assert got.path.read_bytes() == BODY


def test_a_file_behind_a_redirect_is_asked_for_only_once(file_server: FileServer, client: Client) -> None:
    file_server.serves("/b.csv", content(BODY, V1))
    url = file_server.serves("/a", redirect("/b.csv"))
    client.get(url)
    assert not client.get(url).new


def test_a_circle_of_redirects_ends(file_server: FileServer, client: Client) -> None:
    file_server.serves("/b", redirect("/a"))
    said = client.refused(InvalidInput, file_server.serves("/a", redirect("/b")))
    assert "plus de 5 redirections" in said
    assert len(file_server.seen) == 6


@pytest.mark.parametrize(
    "location",
    ["file:///etc/passwd", "ftp://exemple.fr/x", "gopher://x", "http://moi:mdp@exemple.fr/x", "", "http://:"],
)
def test_a_redirect_leaves_http_for_nothing(location: str, file_server: FileServer, client: Client) -> None:
    said = client.refused(InvalidInput, file_server.serves("/a.csv", redirect(location)))
    assert "refusé" in said or "illisible" in said
    assert "mdp" not in said


def test_a_redirect_never_leads_inside_the_network(file_server: FileServer, client: Client) -> None:
    """The other server is on loopback too, on a port nobody typed; it must not even be asked."""
    with running() as inside:
        inside.serves("/secret", content(b"secret"))
        port = inside.origin.rpartition(":")[2]
        for host in ("127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "[::ffff:127.0.0.1]"):
            said = client.refused(InvalidInput, file_server.serves("/a.csv", redirect(f"http://{host}:{port}/secret")))
            assert "adresse de cette machine ou de son réseau" in said, host
            assert "donnez vous-même cette adresse" in said
        assert inside.seen == []


def test_a_name_that_leads_elsewhere_the_second_time_is_refused(
    file_server: FileServer, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: public when it is looked up to be judged, of this machine when it is connected to."""
    monkeypatch.setattr("loaders.connecting._leads_inside", lambda host: False)
    with running() as inside:
        inside.serves("/secret", content(b"secret"))
        said = client.refused(InvalidInput, file_server.serves("/a.csv", redirect(inside.url("/secret"))))
        assert "adresse de cette machine ou de son réseau" in said
        assert inside.seen == []


def test_a_catalogue_never_leads_inside_the_network(file_server: FileServer, client: Client) -> None:
    """The address of a file that a catalogue names was typed by nobody."""
    url = file_server.serves("/a.csv", content(BODY))
    assert "réseau" in client.refused(InvalidInput, url, typed="https://www.data.gouv.fr")
    assert client.get(url, typed=file_server.url("/api/1/")).new
    assert len(file_server.seen) == 1


def test_no_credentials_nor_cookies_leave(file_server: FileServer, client: Client, monkeypatch: pytest.MonkeyPatch,
                                          tmp_path: Path) -> None:  # fmt: skip
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine 127.0.0.1 login moi password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HOME", str(tmp_path))
    file_server.serves("/b.csv", content(BODY))
    client.get(file_server.serves("/a.csv", status(302, {"Location": "/b.csv", "Set-Cookie": "jeton=secret"})))
    for seen in file_server.seen:
        assert not {"Authorization", "Cookie", "Proxy-Authorization"} & set(seen.headers)


@pytest.fixture
def over_tls(tmp_path: Path) -> Iterator[tuple[Listener, Path]]:
    """A server with a certificate of its own for 127.0.0.1, and that certificate."""
    if which("openssl") is None:
        pytest.skip("openssl absent : pas de certificat d’essai")
    key, certificate = tmp_path / "cle.pem", tmp_path / "certificat.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=essai",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    context = SSLContext(PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = Listener()
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield server, certificate
    server.over.set()
    server.shutdown()
    server.server_close()


def test_https_never_falls_back_to_http(
    over_tls: tuple[Listener, Path], file_server: FileServer, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    safe, certificate = over_tls
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    url = f"https://127.0.0.1:{safe.server_port}/a.csv"
    safe.routes["/a.csv"] = [content(BODY)]
    assert client.get(url).path.read_bytes() == BODY
    safe.routes["/b.csv"] = [redirect(file_server.serves("/c.csv", content(BODY)))]
    said = client.refused(InvalidInput, url.replace("a.csv", "b.csv"))
    assert "de https vers http" in said
    assert file_server.seen == []


def test_a_certificate_that_nobody_knows_is_refused(over_tls: tuple[Listener, Path], client: Client) -> None:
    said = client.refused(Unreachable, f"https://127.0.0.1:{over_tls[0].server_port}/a.csv")
    assert "certificat refusé" in said


def test_a_proxy_is_used_and_its_password_goes_to_it_alone(
    file_server: FileServer, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", f"http://moi:s%C3%A9same@127.0.0.1:{file_server.origin.rpartition(':')[2]}")
    file_server.serves("http://exemple.invalid/a.csv", content(BODY))
    assert client.get("http://exemple.invalid/a.csv").path.read_bytes() == BODY
    assert file_server.seen[0].headers["Proxy-Authorization"] == "Basic bW9pOnPDqXNhbWU="  # moi:sésame, RFC 7617


@pytest.mark.parametrize("proxy", ["http://moi:secret@127.0.0.1:9", "socks5://moi:secret@127.0.0.1:9", "moi:secret@:x"])
def test_the_password_of_a_proxy_is_in_no_message(
    proxy: str, client: Client, file_server: FileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", proxy)
    with pytest.raises(EntrelacsError) as refused:
        client.get("http://exemple.invalid/a.csv")
    assert "mandataire" in refused.value.message.lower()
    assert "secret" not in refused.value.message


def test_behind_a_proxy_a_redirect_inside_is_refused_too(
    file_server: FileServer, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", file_server.origin)
    file_server.serves("http://exemple.invalid/a.csv", redirect("http://169.254.169.254/cle"))
    assert "réseau" in client.refused(InvalidInput, "http://exemple.invalid/a.csv")
    assert len(file_server.seen) == 1
