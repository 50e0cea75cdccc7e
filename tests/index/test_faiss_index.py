from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index.faiss_index import FaissIndex
from index.labels import bare_labels
from index.store import instant_at
from index.types import NO_FILTERS, Filters
from index.vectors import ALWAYS, Matrix, VectorIndex, Window
from tests.index.contracts.vector_index import VectorIndexContract, cloud, exact, labels_at, unit
from tests.index.sealed import SealingIndex, sealed

DAY = 86_400_000_000
COUNT, MONTHS, DIMENSION = 6000, 6, 32


class TestFaissIndex(VectorIndexContract):
    def empty(self, dimension: int) -> VectorIndex:
        return FaissIndex(dimension)


class TestSealedIndex(VectorIndexContract):
    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path: Path) -> None:
        self.folder = tmp_path

    def empty(self, dimension: int) -> VectorIndex:
        index = SealingIndex(dimension)
        SealingIndex.folder = self.folder
        return index


def test_layers_stay_few_however_reports_come() -> None:
    index: FaissIndex = FaissIndex(8)
    vectors = cloud(2000, 8, seed=4)
    for row in range(2000):
        index = index.added(np.array([row]), vectors[row : row + 1], np.array([0]), [labels_at(row)])
    assert len(index.head._layers) <= 12
    assert index.rows().tolist() == list(range(2000))


def clustered(count: int, seed: int) -> Matrix:
    """Vectors around a few hundred centres, as claims are around events."""
    random = np.random.default_rng(seed)
    centres = np.random.default_rng(0).standard_normal((300, DIMENSION))
    return unit(centres[random.integers(0, 300, count)] + 0.6 * random.standard_normal((count, DIMENSION)))


VECTORS = clustered(COUNT, seed=1)
QUERIES = clustered(100, seed=2)
MOMENTS = np.arange(COUNT, dtype=np.int64) * (30 * MONTHS * DAY // COUNT)


@pytest.fixture
def months(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FaissIndex:
    """Six months of 1,000 claims, sealed as one block with sketches in runs and in lists."""
    monkeypatch.setattr("index.building.LISTED", 500)
    monkeypatch.setattr("index.sketches.RUN", 512)  # a dozen runs
    monkeypatch.setattr("index.block.PICKED", 1000)  # sketches even where looking at the few 8-bit codes is less work
    index = FaissIndex(DIMENSION)
    for start in range(0, COUNT, 1000):
        rows = np.arange(start, start + 1000, dtype=np.int64)
        index = index.added(rows, VECTORS[rows], MOMENTS[rows], [labels_at(row) for row in rows.tolist()])
    return sealed(index, tmp_path)


def recall(
    index: FaissIndex, allowed: Callable[[int], bool], window: Window = ALWAYS, filters: Filters = NO_FILTERS
) -> float:  # noqa: E501
    """The share of the ten nearest that is found; every answer's similarity is exact, and every answer allowed."""
    rows = np.array([row for row in range(COUNT) if allowed(row)], dtype=np.int64)
    found = 0
    for query, hits in zip(QUERIES, index.search(QUERIES, 10, window, filters), strict=True):
        assert len(hits) == min(10, len(rows))
        assert all(allowed(hit.row) for hit in hits)
        assert [hit.similarity for hit in hits] == pytest.approx(
            [float(VECTORS[hit.row] @ query) for hit in hits], abs=1e-6
        )
        found += len({hit.row for hit in hits} & set(exact(VECTORS, query, 10, rows)))
    return found / (len(QUERIES) * min(10, len(rows)))


def test_a_block_holds_the_months_and_is_sketched_twice(months: FaissIndex) -> None:
    (block,) = months.blocks
    assert set(block.entry.files) == {"codes", "runs", "lists"}
    assert [segment.entry.name[:7] for segment in block.segments] == [f"1970-0{month}" for month in range(1, 7)]
    assert all(set(segment.entry.files) == {"rows", "labels", "exact"} for segment in block.segments)
    assert len(months) == COUNT
    assert months.rows().tolist() == list(range(COUNT))


@pytest.mark.parametrize(
    ("window", "filters", "allowed"),
    [
        (ALWAYS, NO_FILTERS, lambda row: True),
        (Window(int(MOMENTS[900]), int(MOMENTS[2300])), NO_FILTERS, lambda row: 900 <= row <= 2300),
        (Window(int(MOMENTS[900]), int(MOMENTS[5300])), NO_FILTERS, lambda row: 900 <= row <= 5300),
        (Window(int(MOMENTS[1234]), int(MOMENTS[1250])), NO_FILTERS, lambda row: 1234 <= row <= 1250),
        (ALWAYS, Filters(kind="statement"), lambda row: row % 2 == 1),
        (ALWAYS, Filters(outlet="Outlet 3"), lambda row: row % 100 == 3),
        (ALWAYS, Filters(place="sumy", published_from=instant_at(int(MOMENTS[3000]))),
         lambda row: row % 2 == 1 and row >= 3000),
    ],
)  # fmt: skip
def test_filters_lose_nothing_among_sketches(
    months: FaissIndex, window: Window, filters: Filters, allowed: Callable[[int], bool]
) -> None:
    assert recall(months, allowed, window, filters) >= 0.97


def test_the_removed_are_never_found_and_leave_no_gap(months: FaissIndex, tmp_path: Path) -> None:
    gone = [row for row in range(COUNT) if row % 3 == 0]
    smaller = months.removed(gone)
    assert len(smaller) == COUNT - len(gone)
    assert recall(smaller, lambda row: row % 3 != 0) >= 0.97
    assert recall(smaller, lambda row: row % 6 == 1 or row % 6 == 5, filters=Filters(kind="statement")) >= 0.97
    assert recall(months, lambda row: True) >= 0.97, "the index they were removed from is as it was"
    again = sealed(smaller, tmp_path, smaller.blocks)
    assert again.rows().tolist() == smaller.rows().tolist()
    assert [len(block) for block in again.blocks] == [COUNT - len(gone)]
    assert recall(again, lambda row: row % 3 != 0) >= 0.97


def test_what_a_filter_lets_through_may_all_lie_far_from_the_query(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.building.LISTED", 500)
    monkeypatch.setattr("index.block.WALK", 0)  # lists even where they find nothing
    vectors = clustered(3000, seed=3)
    vectors[::2] = unit(vectors[::2] * 0.1 + np.eye(DIMENSION)[0])
    rows = np.arange(3000, dtype=np.int64)
    near, far = (bare_labels(outlet, "quantity", None, None, []) for outlet in ("Near", "Far"))
    labels = [far if row % 2 else near for row in range(3000)]
    index = sealed(FaissIndex(DIMENSION).added(rows, vectors, rows, labels), tmp_path)
    query = np.eye(DIMENSION, dtype=np.float32)[0]
    (hits,) = index.search(query[None], 10, filters=Filters(outlet="Far"))
    assert [hit.row for hit in hits] == exact(vectors, query, 10, rows[1::2])


def test_sealing_while_claims_are_removed_forgets_no_removal(tmp_path: Path) -> None:
    rows = np.arange(400, dtype=np.int64)
    index = FaissIndex(DIMENSION).added(rows, VECTORS[:400], MOMENTS[:400], [labels_at(row) for row in range(400)])
    blocks = sealed(index, tmp_path).blocks
    later = index.removed([7, 8]).added(np.array([400]), VECTORS[400:401], MOMENTS[400:401], [labels_at(400)])
    swapped = later.sealed(blocks)
    assert swapped.rows().tolist() == later.rows().tolist()
    assert len(swapped.head) == 1
    assert swapped.search(VECTORS[7:8], 1)[0][0].row != 7
    assert swapped.search(VECTORS[400:401], 1)[0][0].row == 400
