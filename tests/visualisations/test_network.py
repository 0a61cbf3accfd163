import json
import re
from dataclasses import asdict
from html.parser import HTMLParser

import pytest

from graph.errors import InvalidInput
from tests.support.french import plain
from tests.visualisations.subgraphs import generated, link, node, subgraph
from visualisations import network, selection, words

pytestmark = pytest.mark.unit

HOSTILE = (
    "</script><script>window.ran=1</script>",
    '<a href="javascript:window.ran=1">href</a>',
    '"><img src=x onerror=window.ran=1>',
    "A\nB\u2028C\\u003cb>",
    "]]><!--<script>",
)


def hostile() -> selection.Source:
    nodes = [
        node(f"mention:{i:016x}", "Actor", name, line=i + 1, profile="association") for i, name in enumerate(HOSTILE)
    ]
    nodes.append(node("exp:demo:1", "Experiment", HOSTILE[0]))
    return subgraph(nodes, [link(n["id"], "exp:demo:1", role=HOSTILE[1]) for n in nodes[:-1]])


class Reader(HTMLParser):
    """What a browser would make of a page: tags, attributes, text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def data_of(page: str) -> dict[str, list[dict[str, object]]]:
    found = re.search(r'<script type="application/json" class="network-data">(.*?)</script>', page, re.DOTALL)
    assert found
    read: dict[str, list[dict[str, object]]] = json.loads(found[1])
    return read


def test_picture_and_tables_hold_the_same_nodes_and_relations() -> None:
    drawn = generated(60)
    made = network.fragment(drawn)
    data = data_of(made.figure)
    assert [shown["name"] for shown in data["nodes"]] == [known["label"] for known in drawn.nodes]
    assert len(data["edges"]) == len(drawn.links)
    assert made.tables.count("<tr") == len(drawn.nodes) + len(drawn.links) + 2  # and two heads
    assert [row.name for row in made.nodes] == [known["label"] for known in drawn.nodes]


def test_a_relation_says_its_role_dates_source_line_and_that_it_is_synthetic() -> None:
    nodes = [node("siren:1", "Actor", "A", profile="association"), node("exp:d:1", "Experiment", "E")]
    made = network.fragment(subgraph(nodes, [link("siren:1", "exp:d:1", "tiers_de_confiance", 232, "2014", "2016")]))
    told = data_of(made.figure)["edges"][0]
    assert told["role"] == "tiers de confiance"
    assert told["dates"] == "2014\u00a0–\u00a02016"
    assert told["origins"] == "demonstration, l.\u00a0232, millésime 2026, donnée synthétique"


def test_physics_is_off_and_positions_are_given() -> None:
    data = data_of(network.fragment(generated(20)).figure)
    assert data["options"]["physics"]["enabled"] is False  # type: ignore[call-overload]
    assert all(isinstance(shown["x"], float) for shown in data["nodes"])


def test_same_subgraph_same_page() -> None:
    assert network.render(generated(30), title="T") == network.render(generated(30), title="T")


def test_a_document_is_drawn_as_the_subgraph_it_comes_from() -> None:
    drawn = generated(10)
    document = {"revision": "x", **asdict(drawn)}
    assert network.fragment(document).figure == network.fragment(drawn).figure


def test_hostile_names_stay_text() -> None:
    page = network.render(hostile(), title=HOSTILE[0], sheet_url=lambda i, kind: "javascript:window.ran=1")
    read = Reader(page)
    assert read.tags.count("script") == 4  # the data, texts.js, vis-network, network.js
    assert "img" not in read.tags
    assert not any(name.startswith("on") for name, _ in read.attributes)
    assert not any(value and value.strip().startswith("javascript:") for _, value in read.attributes)
    names = [shown["name"] for shown in data_of(page)["nodes"]]
    assert names[: len(HOSTILE)] == list(HOSTILE)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/acteurs/siren:1", True), ("https://exemple.fr/", True), ("#x", True), (None, False),
        ("javascript:alert(1)", False), ("JAVASCRIPT:alert(1)", False), ("data:text/html,x", False),
        ("//ailleurs.fr", False), ("/\\ailleurs.fr", False), ("java\nscript:x", False), ("/a b", False),
    ],
)  # fmt: skip
def test_only_pages_are_linked(address: str | None, kept: bool) -> None:
    made = network.fragment(generated(3), sheet_url=lambda i, kind: address)
    assert made.nodes[0].href == (address if kept else None)


def test_standalone_page_asks_nothing_of_another_machine() -> None:
    page = network.render(generated(5), title="T", sheet_url=lambda i, kind: f"/fiche/{i}")
    read = Reader(page)
    asked = [value for name, value in read.attributes if name in ("src", "data", "action", "srcset")]
    sheets = [value for name, value in read.attributes if name == "href"]
    assert asked == []
    assert all(value and value.startswith(("/fiche/", "#", "data:,")) for value in sheets)
    assert "cdnjs" not in page
    assert "bootstrap" not in page.lower()


def test_policy_of_a_standalone_page_allows_its_own_scripts_only() -> None:
    policy = network.content_security_policy()
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert policy.count("'sha256-") == len(network.SCRIPTS) + len(network.STYLES) + 1
    page = network.render(generated(3), title="T")
    assert [value for name, value in Reader(page).attributes if name == "content" and value and "sha256" in value] == [
        policy
    ]


def test_inlined_files_cannot_end_their_element() -> None:
    for name in (*network.SCRIPTS, *network.STYLES, "page.css"):
        text = (network.STATIC / name).read_text(encoding="utf-8").lower()
        assert "</script" not in text
        assert "</style" not in text
        assert "<!--" not in text


def test_page_carries_title_language_revision_sources_licence_and_the_strip() -> None:
    told = network.Provenance(revision="7f3a", generated_at="23 novembre 2026", sources=("démonstration",))
    page = network.render(generated(5), title="Le réseau d’essai", provenance=told, notices=("Un avis.",))
    for expected in (
        '<html lang="fr">', "<title>Le réseau d’essai — Entrelacs</title>", "Révision 7f3a", "23 novembre 2026",
        "démonstration", "Apache-2.0", "Données synthétiques de démonstration", "Un avis.",
    ):  # fmt: skip
        assert expected in page


def test_no_strip_without_synthetic_records() -> None:
    nodes = [node("siren:1", "Actor", "A", profile="association")]
    nodes[0]["origins"][0]["status"] = "importe"
    page = network.render(subgraph(nodes, []), title="T")
    assert "Données synthétiques" not in page
    assert "Aucune relation recensée" in page


def test_what_is_cut_is_said_in_words() -> None:
    made = network.fragment(generated(60), nodes_limit=20, links_limit=5)
    assert len(made.nodes) == 20
    assert len(made.links) == 5
    assert "les 20 fiches les plus proches du centre sur 60" in made.left_out[0]
    assert "5 relations sur" in made.left_out[1]
    assert network.fragment(generated(60)).left_out == ()


def test_a_total_above_what_the_store_gave_is_said_too() -> None:
    nodes = [node("siren:1", "Actor", "A")]
    assert "sur 3\u202f104" in network.fragment(subgraph(nodes, [], total=3104)).left_out[0]


@pytest.mark.parametrize(("nodes", "links"), [(0, 10), (2001, 10), (10, -1), (10, 6001)])
def test_limits_out_of_bounds_are_refused(nodes: int, links: int) -> None:
    with pytest.raises(InvalidInput, match="attendu"):
        network.fragment(generated(3), nodes_limit=nodes, links_limit=links)


def test_summary_counts_without_the_centre() -> None:
    assert plain(network.fragment(generated(20)).summary).startswith("15 acteurs et 4 expérimentations à deux pas, ")


@pytest.mark.parametrize(
    ("status", "word"), [("reel", "réelle"), ("importe", "importée"), ("synthetique", "synthétique")]
)
def test_an_origin_says_its_status_in_words(status: str, word: str) -> None:
    assert words.origin({"source": "anr", "status": status}).endswith(f"donnée {word}")


def test_summary_of_a_network_without_a_centre_says_no_step() -> None:
    """The network of a selection lies round nothing: « à deux pas » would be of whom?"""
    found = asdict(generated(20)) | {"centre": None, "depth": 0}
    assert plain(network.fragment(found).summary).startswith("16 acteurs et 4 expérimentations, ")
