"""What an address may be, what is shown of it, what file name it leads to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InvalidInput
from loaders.addresses import LONGEST_NAME, Address, file_name, is_public, safe_name

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("https://Exemple.FR/a/../b.csv", "https://exemple.fr/b.csv"),
        (" http://exemple.fr/données.csv ", "http://exemple.fr/donn%C3%A9es.csv"),
        ("http://exemple.fr/x?cle=1#ancre", "http://exemple.fr/x?cle=1"),
        ("http://[::1]:8000/x", "http://[::1]:8000/x"),
    ],
)
def test_an_address_is_asked_for_in_one_form(text: str, full: str) -> None:
    assert Address(text).full == full


@pytest.mark.parametrize(
    "text",
    ["ftp://exemple.fr/x", "file:///etc/passwd", "http:///x", "//exemple.fr/x", "http://a b/", "http://h\r\nX: y/",
     "http://exemple.fr:99999/", "javascript:alert(1)", "", "http://exemple.fr:x/"],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="adresse"):
        Address(text)


@pytest.mark.parametrize("text", ["https://moi:secret@exemple.fr/x", "http://secret@exemple.fr/x", "http://a:secret@/"])
def test_a_password_in_an_address_is_refused_and_never_repeated(text: str) -> None:
    with pytest.raises(InvalidInput, match="refusée") as refused:
        Address(text)
    assert "secret" not in refused.value.message


def test_what_a_person_sees_holds_no_query() -> None:
    address = Address("https://exemple.fr/a.csv?jeton=secret#x")
    assert str(address) == "https://exemple.fr/a.csv"
    assert len(str(Address(f"https://exemple.fr/{'a' * 3000}"))) < 200


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "::1", "::", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",  # NAT64 (RFC 6052) of 127.0.0.1
        "2002:7f00:1::",  # 6to4 (RFC 3056) of 127.0.0.1
    ],
)  # fmt: skip
def test_addresses_of_a_machine_or_its_network_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ('attachment; filename="partenaires 2026.csv"', "partenaires 2026.csv"),
        ("attachment; filename*=UTF-8''donn%C3%A9es.csv", "données.csv"),
        ("attachment; filename=donn\u00c3\u00a9es.csv", "données.csv"),  # UTF-8 sent raw, read as Latin-1
        ('attachment; filename="../../../etc/passwd"', "passwd"),
        ('attachment; filename="..\\\\..\\\\a.csv"', "a.csv"),
        ('attachment; filename="%2e%2e%2fa.csv"', "a.csv"),
        ('attachment; filename=".entrelacs.json"', "entrelacs.json"),  # what the cache writes begins with a dot
        ("attachment; filename*=UTF-8''..%2F..%2Fa.csv", "a.csv"),
        ('attachment; filename="a\u0000b.csv"', "a_b.csv"),
        ('attachment; filename=".."', "fin.csv"),
        ("attachment", "fin.csv"),
        ("", "fin.csv"),
        ("n’importe ; quoi = ;;;", "fin.csv"),
    ],
)
def test_a_name_comes_from_the_server_without_its_path(header: str, name: str) -> None:
    assert file_name({"Content-Disposition": header}, Address("http://exemple.fr/chemin/fin.csv?x=1")) == name


@pytest.mark.parametrize(
    ("address", "kind", "name"),
    [
        ("http://exemple.fr/exports/csv?delimiter=%3B", "text/csv; charset=utf-8", "csv.csv"),
        ("http://exemple.fr/", "application/zip", "donnees.zip"),
        ("http://exemple.fr/a.csv", "application/json", "a.csv"),  # what the name says is kept
        ("http://exemple.fr/r/0a1b", "application/octet-stream", "0a1b"),
        ("http://exemple.fr/", "", "donnees"),
    ],
)
def test_a_name_without_extension_takes_the_one_of_the_content(address: str, kind: str, name: str) -> None:
    assert file_name({"Content-Type": kind}, Address(address)) == name


@pytest.mark.property
@given(st.text(max_size=400))
def test_no_name_leaves_its_folder(said: str) -> None:
    name = safe_name(said)
    assert "/" not in name
    assert "\\" not in name
    assert "\x00" not in name
    assert not name.startswith((".", " "))
    assert len(name.encode()) <= LONGEST_NAME
