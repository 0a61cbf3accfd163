"""`entrelacs relations` on the demonstration: both forms of a filter, every format, and what is refused."""

import csv
import io
import json
import subprocess
from pathlib import Path

import networkx as nx
import pytest
from pyarrow import parquet

from tests.cli.running import COMMAND, entrelacs
from tests.support.french import plain

pytestmark = pytest.mark.unit
FLAT = "type=PARTICIPATES_IN&role=financeur&source_kind=entreprise"
TREE = '{"type": "PARTICIPATES_IN", "role": "financeur", "source_kind": "entreprise"}'


def test_both_forms_give_one_page(shown: str) -> None:
    flat = entrelacs("relations", "--filter", FLAT, "--limit", 5, store=shown).document
    assert flat == entrelacs("relations", "--filter", TREE, "--limit", 5, store=shown).document
    assert len(flat["rows"]) == 5 < flat["total"]
    assert {row["role"] for row in flat["rows"]} == {"financeur"}
    after = entrelacs("relations", "--filter", FLAT, "--limit", 5, "--cursor", flat["cursor"], store=shown).document
    assert after["total"] == flat["total"]
    assert after["rows"][0] not in flat["rows"]


def test_every_format_holds_all_that_answers(shown: str, tmp_path: Path) -> None:
    total = entrelacs("relations", "--filter", FLAT, store=shown).document["total"]
    for kind in ("csv", "graphml", "parquet", "json"):
        said = entrelacs("relations", tmp_path / f"new/r.{kind}", "--filter", FLAT, "--format", kind, store=shown)
        assert (said.code, said.out) == (0, "")
        assert "écrit" in said.err
        assert kind == "json" or "synthétiques de démonstration" in plain(said.err)
    text = (tmp_path / "new/r.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert len(rows) == total
    assert {row["statuses"] for row in rows} == {"synthetique"}
    assert nx.read_graphml(tmp_path / "new/r.graphml").number_of_edges() == total
    assert parquet.read_table(tmp_path / "new/r.parquet").num_rows == total
    assert json.loads((tmp_path / "new/r.json").read_text())["total"] == total
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == [
        f"r.{k}" for k in ("csv", "graphml", "json", "parquet")
    ]


def test_standard_output_holds_the_file_and_a_reader_that_leaves_is_no_error(shown: str) -> None:
    command = [*COMMAND, "--store", shown, "relations", "--format", "csv"]
    whole = subprocess.run(command, capture_output=True, check=True)
    assert whole.stdout.startswith(b"\xef\xbb\xbfsource;source_kind;")
    assert "additionne pas" in plain(whole.stderr.decode())
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as left:
        assert left.stdout is not None
        assert left.stderr is not None
        left.stdout.read(10)
        left.stdout.close()
        assert left.stderr.read() == b""
        assert left.wait() == 0


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [(("--filter", "typ=x"), 3, "Champ inconnu : « typ »"), (("--filter", "[" * 3000), 3, "JSON illisible"),
     (("--filter", "type=x"), 3, "attendu un de : PARTICIPATES_IN"), (("--format", "csv", "--limit", 3), 3, "qu’en json"),
     (("--format", "parquet",), 3, "donnez le nom du fichier"), (("--format", "xlsx"), 2, "xlsx"),
     (("--filter", "territory=departement:0"), 3, "departement:0"), (("--cursor", "a"), 3, "Curseur inconnu")],
)  # fmt: skip
def test_a_bad_question_is_answered_in_words(shown: str, arguments: tuple[object, ...], code: int, words: str) -> None:
    said = entrelacs("relations", *arguments, store=shown)
    assert (said.code, said.out) == (code, "")
    assert plain(words) in plain(said.err)
