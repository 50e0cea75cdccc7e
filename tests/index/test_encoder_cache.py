from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from index.encoder_cache import CachedEncoder
from index.vectors import Matrix
from tests.index.stub import StubEncoder


class CountingEncoder(StubEncoder):
    """Says what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[list[str]] = []

    def encode(self, texts: Sequence[str]) -> Matrix:
        self.asked.append(list(texts))
        return super().encode(texts)


def test_a_text_is_encoded_once_and_answered_in_its_place() -> None:
    counting = CountingEncoder()
    cached = CachedEncoder(counting)
    texts = ["drones over Sumy", "inflation in June", "drones over Sumy"]
    np.testing.assert_array_equal(cached.encode(texts), StubEncoder().encode(texts))
    np.testing.assert_array_equal(cached.encode(["a flood", *texts]), StubEncoder().encode(["a flood", *texts]))
    assert counting.asked == [["drones over Sumy", "inflation in June"], ["a flood"]]
    assert (cached.name, cached.dimension) == (counting.name, counting.dimension)
    assert cached.encode([]).shape == (0, counting.dimension)


def test_what_was_asked_longest_ago_is_forgotten_first() -> None:
    counting = CountingEncoder()
    cached = CachedEncoder(counting, capacity=2)
    for text in ("a", "b", "a", "c", "a", "b"):
        cached.encode([text])
    assert [asked for (asked,) in counting.asked] == ["a", "b", "c", "b"]


def test_more_texts_than_are_remembered_are_answered() -> None:
    texts = [f"text {number}" for number in range(9)] * 2
    np.testing.assert_array_equal(CachedEncoder(StubEncoder(), 3).encode(texts), StubEncoder().encode(texts))


def test_an_answer_that_is_changed_changes_no_later_one() -> None:
    cached = CachedEncoder(StubEncoder())
    cached.encode(["a"])[:] = 0
    cached.encode(["a"])[:] = 0
    np.testing.assert_array_equal(cached.encode(["a"]), StubEncoder().encode(["a"]))


def test_threads_share_it() -> None:
    cached, plain = CachedEncoder(StubEncoder(), 5), StubEncoder()
    sets = [[f"text {(start + step) % 12}" for step in range(6)] for start in range(60)]
    with ThreadPoolExecutor(4) as pool:
        for texts, found in zip(sets, pool.map(cached.encode, sets), strict=True):
            np.testing.assert_array_equal(found, plain.encode(texts))
