"""What every vector index must do, with values."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from threading import Event, Thread

import numpy as np
import pytest

from index.labels import Labels, bare_labels
from index.store import instant_at
from index.types import Filters
from index.vectors import Hit, Matrix, Rows, VectorIndex, Window

EVERY = 10


def unit(numbers: object) -> Matrix:
    matrix = np.atleast_2d(np.asarray(numbers, dtype=np.float32))
    normed: Matrix = matrix / np.linalg.norm(matrix, axis=1, keepdims=True)
    return normed


def rows(*numbers: int) -> Rows:
    return np.array(numbers, dtype=np.int64)


def labels_at(row: int) -> Labels:
    """Every claim at a row has one of a hundred outlets, one of two kinds, and half have a place."""
    places = ["sumy", "ua"] if row % 2 else []
    return bare_labels(f"Outlet {row % 100}", ("quantity", "statement")[row % 2], None, None, places)


def added(index: VectorIndex, rows: Rows, vectors: Matrix, moments: Rows) -> VectorIndex:
    return index.added(rows, vectors, moments, [labels_at(row) for row in rows.tolist()])


def cloud(count: int, dimension: int, seed: int) -> Matrix:
    return unit(np.random.default_rng(seed).standard_normal((count, dimension)))


def exact(vectors: Matrix, query: Matrix, k: int, allowed: Rows) -> list[int]:
    similarities = vectors[allowed] @ query
    return [int(allowed[at]) for at in np.argsort(-similarities, kind="stable")[:k]]


class VectorIndexContract(ABC):
    """One suite for every engine; a subclass says how to make an empty index."""

    @abstractmethod
    def empty(self, dimension: int) -> VectorIndex:
        """A new index."""

    def filled(self, count: int = 500, dimension: int = 16, batch: int = 37) -> tuple[VectorIndex, Matrix]:
        """Rows 0 to count - 1, row n published at moment n, added a batch at a time."""
        index, vectors = self.empty(dimension), cloud(count, dimension, seed=1)
        for start in range(0, count, batch):
            chosen = np.arange(start, min(start + batch, count), dtype=np.int64)
            index = added(index, chosen, vectors[chosen], chosen)
        return index, vectors

    def test_nearest_first_with_cosines(self) -> None:
        vectors = unit([[1, 0], [3, 4], [0, 1], [-1, 0]])
        index = added(self.empty(2), rows(7, 3, 11, 5), vectors, rows(0, 0, 0, 0))
        (found,) = index.search(unit([1, 0]), 4)
        assert [hit.row for hit in found] == [7, 3, 11, 5]
        assert [hit.similarity for hit in found] == pytest.approx([1.0, 0.6, 0.0, -1.0], abs=1e-6)

    def test_a_stored_vector_finds_itself_at_one(self) -> None:
        index, vectors = self.filled()
        for row, found in enumerate(index.search(vectors, 1)):
            assert found[0].row == row
            assert found[0].similarity == pytest.approx(1.0, abs=1e-6)
            assert found[0].similarity <= 1.0

    def test_ties_by_row(self) -> None:
        vectors = unit([[1, 1]] * 6)
        index = added(self.empty(2), rows(9, 4, 2), vectors[:3], rows(0, 0, 0))
        index = added(index, rows(8, 1, 3), vectors[3:], rows(0, 0, 0))
        (found,) = index.search(unit([1, 1]), 4)
        assert [hit.row for hit in found] == [1, 2, 3, 4]

    def test_agrees_with_brute_force(self) -> None:
        index, vectors = self.filled()
        queries = cloud(20, 16, seed=2)
        for query, found in zip(queries, index.search(queries, 10), strict=True):
            assert [hit.row for hit in found] == exact(vectors, query, 10, np.arange(500))

    @pytest.mark.parametrize(
        ("filters", "lets_through"),
        [
            (Filters(outlet="Outlet 3"), lambda row: row % 100 == 3),
            (Filters(kind="statement"), lambda row: row % 2 == 1),
            (Filters(place="SUMY", kind="statement"), lambda row: row % 2 == 1),
            (Filters(place="ua", outlet="Outlet 7"), lambda row: row % 100 == 7),
            (Filters(published_from=instant_at(400), published_to=instant_at(430)), lambda row: 400 <= row <= 430),
            (Filters(outlet="Outlet 3", published_from=instant_at(203)), lambda row: row in (203, 303, 403)),
        ],
    )
    def test_a_filter_misses_nothing(self, filters: Filters, lets_through: Callable[[int], bool]) -> None:
        index, vectors = self.filled()
        allowed = np.array([row for row in range(500) if lets_through(row)], dtype=np.int64)
        for query, found in zip(vectors[:20], index.search(vectors[:20], 10, filters=filters), strict=True):
            assert [hit.row for hit in found] == exact(vectors, query, 10, allowed)

    def test_a_window_includes_both_its_ends(self) -> None:
        index, _ = self.filled()
        (found,) = index.search(cloud(1, 16, seed=3), 500, Window(100, 109))
        assert sorted(hit.row for hit in found) == list(range(100, 110))

    def test_window_and_filter_together(self) -> None:
        index, _ = self.filled()
        (found,) = index.search(cloud(1, 16, seed=3), 9, Window(100, 109), Filters(kind="statement"))
        assert sorted(hit.row for hit in found) == [101, 103, 105, 107, 109]

    def test_nothing_allowed_finds_nothing(self) -> None:
        index, vectors = self.filled()
        assert index.search(vectors[:2], 5, filters=Filters(outlet="Outlet 100")) == [[], []]
        assert index.search(vectors[:2], 0) == [[], []]
        assert index.search(vectors[:0], 5) == []
        assert self.empty(16).search(vectors[:1], 5) == [[]]

    def test_fewer_than_k_are_not_padded(self) -> None:
        index = added(self.empty(2), rows(5), unit([0, 1]), rows(0))
        assert index.search(unit([0, 1]), 10) == [[Hit(5, 1.0)]]

    def test_removed_are_never_found(self) -> None:
        index, vectors = self.filled()
        gone = list(range(0, 500, 3))
        smaller = index.removed([*gone, 9_999])
        assert len(smaller) == 333
        assert smaller.rows().tolist() == [row for row in range(500) if row % 3]
        kept = smaller.rows()
        for query, found in zip(vectors[:30], smaller.search(vectors[:30], 10), strict=True):
            assert [hit.row for hit in found] == exact(vectors, query, 10, kept)

    def test_a_removed_row_may_come_back_as_another_vector(self) -> None:
        index = added(self.empty(2), rows(1, 2), unit([[1, 0], [0, 1]]), rows(0, 0))
        index = added(index.removed([1]), rows(1), unit([-1, 0]), rows(0))
        assert [hit.row for hit in index.search(unit([-1, 0]), 1)[0]] == [1]
        assert len(index) == 2
        assert index.search(unit([1, 0]), 2)[0] == [Hit(2, 0.0), Hit(1, -1.0)]

    def test_removing_all_leaves_an_empty_index(self) -> None:
        index, vectors = self.filled(40)
        bare = index.removed(range(40))
        assert len(bare) == 0
        assert bare.search(vectors[:1], 3) == [[]]
        assert len(added(bare, rows(7), vectors[:1], rows(0))) == 1

    def test_an_index_never_changes(self) -> None:
        index, vectors = self.filled(100)
        before = index.search(vectors[:5], 5)
        added(index, rows(1000), vectors[:1], rows(0))
        index.removed([0, 1, 2])
        assert index.search(vectors[:5], 5) == before
        assert len(index) == 100
        assert index.rows().tolist() == list(range(100))

    def test_a_row_is_held_once(self) -> None:
        index, vectors = self.filled(100)
        with pytest.raises(ValueError, match="twice"):
            added(index, rows(50), vectors[:1], rows(0))
        with pytest.raises(ValueError, match="twice"):
            added(index, rows(200, 200), vectors[:2], rows(0, 0))

    def test_vectors_of_another_size_are_refused(self) -> None:
        with pytest.raises(ValueError, match="numbers"):
            added(self.empty(16), rows(1), unit([1, 0]), rows(0))

    def test_searching_while_the_next_is_prepared(self) -> None:
        index, vectors = self.filled(200)
        expected = index.search(vectors[:8], 5)
        done, wrong = Event(), []

        def reader() -> None:
            while not done.is_set():
                if index.search(vectors[:8], 5) != expected:
                    wrong.append(1)

        threads = [Thread(target=reader) for _ in range(3)]
        for thread in threads:
            thread.start()
        following = index
        for row in range(1000, 1300):
            following = added(following, rows(row), vectors[row % 200][None], rows(0)).removed([row - EVERY])
        done.set()
        for thread in threads:
            thread.join()
        assert not wrong
        assert len(following) == 200 + EVERY
