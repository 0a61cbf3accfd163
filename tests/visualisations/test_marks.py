from itertools import combinations

import pytest

from graph import vocabulary
from visualisations import marks, palette

pytestmark = pytest.mark.unit

EVERY = {**marks.ACTORS, **marks.OTHERS, **marks.GROUPS, "unknown": marks.UNKNOWN}


def test_every_kind_of_actor_and_node_and_every_verdict_of_the_vocabulary_has_a_mark() -> None:
    assert set(marks.ACTORS) == set(vocabulary.actor_kinds())
    assert {"Actor", *marks.OTHERS} == set(vocabulary.node_kinds())
    assert set(marks.VERDICTS) == set(vocabulary.verdicts())


def test_words_of_verdicts_are_those_of_the_vocabulary() -> None:
    assert {code: mark.word for code, mark in marks.VERDICTS.items()} == {
        code: term.label for code, term in vocabulary.verdicts().items()
    }


def test_two_kinds_never_share_a_shape() -> None:
    """Close kinds share a hue, so the shape must tell them apart; the two rings differ by their fill."""
    for (one, a), (other, b) in combinations(EVERY.items(), 2):
        assert (a.path, a.fill) != (b.path, b.fill), (one, other)


def test_actors_are_solid_and_what_they_do_is_hollow() -> None:
    assert {mark.fill for mark in marks.ACTORS.values()} == {marks.Fill.SOLID}
    assert {mark.fill for mark in marks.OTHERS.values()} == {marks.Fill.HOLLOW}


def test_every_hue_is_a_colour_of_the_palette() -> None:
    assert {mark.hue for mark in (*EVERY.values(), *marks.VERDICTS.values())} <= set(palette.TOKENS)


@pytest.mark.parametrize(
    ("kind", "profile", "code"),
    [
        ("Actor", "fondation", "fondation"),
        ("Actor", None, "unknown"),
        ("Actor", "licorne", "unknown"),
        ("Experiment", "fondation", "Experiment"),
        ("Licorne", None, "unknown"),
    ],
)
def test_mark_of_a_node(kind: str, profile: str | None, code: str) -> None:
    found, mark = marks.of_node(kind, profile)
    assert (found, mark) == (code, marks.of_code(code))


def test_a_verdict_is_a_mark_and_a_word_and_an_unknown_one_is_escaped() -> None:
    assert "majeur</span>" in marks.verdict("major")
    assert "<svg" in marks.verdict("major")
    assert marks.verdict("<b>") == '<span class="verdict">&lt;b&gt;</span>'


def test_legend_holds_what_is_shown_once_with_words() -> None:
    legend = marks.legend(["association", "association", "Experiment"], ["major"])
    assert legend.count("<li") == 3
    for word in ("association", "expérimentation", "majeur"):
        assert f"{word}</span>" in legend
    assert "fondation" not in legend


def test_no_inline_style_which_the_policy_forbids() -> None:
    assert "style=" not in marks.legend(EVERY, marks.VERDICTS)
