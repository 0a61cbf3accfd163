"""The founding article: facts with their place in the text, no sentence, no person."""

import csv
import json
from pathlib import Path

import pytest

import loaders
from graph.model.entities import Statement
from tests.loaders.rows import one, outcomes
from tests.reference import shared

pytestmark = pytest.mark.unit
FACTS = Path(loaders.__file__).parent / "facts" / "article_2021.csv"


def test_every_fact_becomes_a_statement_with_its_place() -> None:
    ends = outcomes(FACTS, "article-2021")
    assert all(end.facts and not end.problems for end in ends)
    first = one(ends[0], Statement)
    assert (first.paragraph, first.start_offset, first.end_offset) == (3, 36, 139)
    assert first.date_stated == "Depuis un an"
    assert first.date_resolved == "2020-05/2021-05"


@pytest.mark.reference
def test_persons_are_left_out_and_counted() -> None:
    given = json.loads(shared("corpus", "statements.json").read_text(encoding="utf-8"))["triples"]
    naming = [fact for fact in given if "Personne" in (fact["type_sujet"], fact["type_objet"])]
    kept = list(csv.DictReader(FACTS.read_text(encoding="utf-8").splitlines(), delimiter=";"))
    assert len(naming) == 4  # what the mapping says it leaves out
    assert len(kept) == len(given) - len(naming)
    names = {fact["sujet" if fact["type_sujet"] == "Personne" else "objet"] for fact in naming}
    text = FACTS.read_text(encoding="utf-8")
    assert not [name for name in names if name in text]


@pytest.mark.reference
def test_no_sentence_of_the_article_is_shipped() -> None:
    article = shared("corpus", "article.txt").read_text(encoding="utf-8").replace("\u00a0", " ")
    cells = [cell for row in csv.reader(FACTS.read_text(encoding="utf-8").splitlines(), delimiter=";") for cell in row]
    # a name may be as long as the title of a study; a run of ten words of the text would be a sentence
    assert not [cell for cell in cells if len(cell.split()) >= 10 and cell in article]
