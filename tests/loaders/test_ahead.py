"""Batches made ahead: nothing lost, nothing reordered, an error in its place, never more than one in advance."""

from collections.abc import Iterator

import pytest

from loaders.ahead import Ahead


def test_every_item_once_in_order() -> None:
    with Ahead(iter(range(20))) as items:
        seen = []
        for item in items:
            items.prepare()
            items.prepare()  # twice is once
            seen.append(item)
    assert seen == list(range(20))


def test_an_error_comes_where_its_item_would_have_come() -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise ValueError("ligne 2")

    with Ahead(broken()) as items:
        assert next(items) == 1
        items.prepare()
        with pytest.raises(ValueError, match="ligne 2"):
            next(items)


def test_one_item_at_most_is_ahead() -> None:
    made = []

    def noted() -> Iterator[int]:
        for number in range(5):
            made.append(number)
            yield number

    with Ahead(noted()) as items:
        next(items)
        items.prepare()
        items.prepare()
    assert made == [0, 1]
