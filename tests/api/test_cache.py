"""One computation runs once, errors are not kept, memory is bounded."""

import threading
import time

import pytest

from api.cache import AnswerCache, Overloaded

pytestmark = pytest.mark.unit


def test_many_who_ask_at_once_share_one_computation() -> None:
    cache, ran, answers = AnswerCache(size=4, slots=2, wait=5), [], []

    def compute() -> dict[str, object]:
        ran.append(1)
        time.sleep(0.05)
        return {"answer": 42}

    threads = [threading.Thread(target=lambda: answers.append(cache.get("q", compute))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ran) == 1
    assert answers == [{"answer": 42}] * 8


def test_an_error_is_raised_and_not_kept() -> None:
    cache = AnswerCache(size=4, slots=1, wait=5)

    def fails() -> dict[str, object]:
        raise ValueError

    for _ in range(2):
        with pytest.raises(ValueError):  # noqa: PT011
            cache.get("q", fails)
    assert cache.get("q", lambda: {"now": True}) == {"now": True}


def test_the_least_recently_asked_is_forgotten_first() -> None:
    cache, ran = AnswerCache(size=2, slots=1, wait=5), []

    def ask(key: str) -> None:
        cache.get(key, lambda: ran.append(key) or {})  # type: ignore[func-returns-value]

    for key in ("a", "b", "a", "c", "a", "b"):
        ask(key)
    assert ran == ["a", "b", "c", "b"]


def test_who_waits_too_long_is_told_to_come_back() -> None:
    cache, release = AnswerCache(size=4, slots=1, wait=0.05), threading.Event()
    busy = threading.Thread(target=lambda: cache.get("long", lambda: release.wait(5) and {} or {}))
    busy.start()
    time.sleep(0.02)
    with pytest.raises(Overloaded):
        cache.get("other", dict)
    with pytest.raises(Overloaded):
        cache.get("long", dict)
    release.set()
    busy.join()
