import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InvalidRecord
from graph.model import ids
from graph.model.text import normal_name

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (ids.siren_id("200 034 528"), "siren:200034528"),
        (ids.rna_id("W9R1011072"), "rna:W9R1011072"),
        (ids.rnsr_id("200611689j"), "rnsr:200611689J"),
        (ids.experiment_id("anr", "ANR-22-SOIL-0004"), "exp:anr:ANR-22-SOIL-0004"),
        (ids.experiment_id("Démo 2026", "été/1:a"), "exp:demo-2026:%C3%A9t%C3%A9%2F1%3Aa"),
        (ids.alliance_id("banatic", "1"), "alliance:banatic:1"),
        (ids.statement_id("article", "42"), "statement:article:42"),
        (ids.programme_id("Territoires d’industrie"), "programme:territoires-d-industrie"),
        (ids.theme_id("besoin-emploi_insertion"), "theme:besoin-emploi_insertion"),
        (ids.document_id("Article fondateur"), "document:article-fondateur"),
        (ids.odd_id(4), "odd:4"),
        (ids.odd_id("17"), "odd:17"),
    ],
)
def test_ids_have_the_forms_of_the_contract(made: str, expected: str) -> None:
    assert made == expected
    assert ids.check_id(made) == made


@pytest.mark.parametrize(
    ("identifier", "kind"),
    [
        ("siren:552100554", "Actor"),
        ("mention:0123456789abcdef", "Actor"),
        ("exp:anr:x", "Experiment"),
        ("alliance:anr:x", "Alliance"),
        ("programme:crte", "Programme"),
        ("commune:33063", "Territory"),
        ("epci:200000172", "Territory"),
        ("departement:2A", "Territory"),
        ("region:75", "Territory"),
        ("pays:FR", "Territory"),
        ("qpv:QN03305M", "Territory"),
        ("crte:crte-75-12", "Territory"),
        ("odd:17", "Theme"),
        ("theme:catalyse", "Theme"),
        ("document:article", "Document"),
        ("statement:article:1", "Statement"),
    ],
)
def test_the_prefix_tells_the_kind(identifier: str, kind: str) -> None:
    assert ids.kind_of(identifier) == kind


@pytest.mark.parametrize(
    ("identifier", "reason"),
    [
        ("", "forme inconnue"),
        ("12345", "attendu une de"),
        ("neo4j:4:abc:1", "forme inconnue"),
        ("siren:552100555", "clé de contrôle fausse"),
        ("siren:552 100 554", "sans espace"),
        ("mention:xyz", "16 chiffres hexadécimaux"),
        ("odd:18", "de 1 à 17"),
        ("exp:anr", "<source>:<identifiant local>"),
        ("exp:anr:a b", "<source>:<identifiant local>"),
        ("exp:anr:</script>", "<source>:<identifiant local>"),
        ("theme:", "minuscules"),
        ("region:99", "code région"),
        ("exp:anr:" + "x" * 600, "trop long"),
    ],
)
def test_anything_else_is_refused_with_words(identifier: str, reason: str) -> None:
    with pytest.raises(InvalidRecord, match=reason):
        ids.check_id(identifier)


def test_the_hash_of_mentions_is_frozen() -> None:
    """These never change: a stored graph and a permalink hold them. A better normal form is a new version.

    Values: BLAKE2b, 8 bytes, of `v1␟anr␟universite de l ete␟paris` and `v1␟anr␟cnrs␟` (␟ is U+001F).
    """
    assert ids.NORMAL_FORM_VERSION == 1
    assert ids.mention_id("anr", "Université de l’Été", "Paris") == "mention:ce198ad53e99ad5b"
    assert ids.mention_id("anr", "CNRS") == "mention:ceb60fe4a54af276"


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("UNIVERSITÉ DE L'ÉTÉ", "PARIS"),
        ("Universite\u00a0de  l’ete", " paris "),
        ("Université de l’E\u0301te\u0301", "Paris"),
    ],
)
def test_writing_does_not_change_a_mention(name: str, place: str) -> None:
    assert ids.mention_id("anr", name, place) == ids.mention_id("anr", "Université de l’Été", "Paris")


def test_source_and_place_change_a_mention() -> None:
    mentions = {
        ids.mention_id("anr", "MJC", "Lyon"),
        ids.mention_id("anr", "MJC", "Paris"),
        ids.mention_id("anr", "MJC", None),
        ids.mention_id("demo", "MJC", "Lyon"),
        ids.mention_id("anr", "MJC Lyon", None),
    }
    assert len(mentions) == 5


def test_a_name_of_signs_only_is_refused() -> None:
    with pytest.raises(InvalidRecord, match="un nom est attendu"):
        ids.mention_id("anr", " ? ")


def test_an_empty_local_id_is_refused() -> None:
    with pytest.raises(InvalidRecord, match="identifiant local vide"):
        ids.experiment_id("anr", "  ")


def test_the_strongest_identifier_is_canonical() -> None:
    mention, rnsr, rna, siren = "mention:0123456789abcdef", "rnsr:200611689J", "rna:W751092330", "siren:552100554"
    assert ids.strongest(mention, rnsr, rna, siren) == siren
    assert ids.strongest(mention, rnsr, rna) == rna
    assert ids.strongest(mention, rnsr) == rnsr
    assert ids.strongest("siren:732829320", siren) == ids.strongest(siren, "siren:732829320") == siren


local_ids = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(lambda text: text.strip())


@pytest.mark.property
@given(local_ids)
def test_a_local_id_comes_back_from_its_id(local: str) -> None:
    made = ids.experiment_id("demo", local)
    assert ids.split_id(made) == ("exp", "demo", local.strip())
    assert made.isascii()
    assert " " not in made


@pytest.mark.property
@given(st.text(max_size=40).filter(normal_name))
def test_a_mention_is_the_same_under_spaces(name: str) -> None:
    assert ids.mention_id("demo", f"\u00a0{name}\u202f ") == ids.mention_id("demo", name)
    assert ids.mention_id("demo", normal_name(name)) == ids.mention_id("demo", name)
