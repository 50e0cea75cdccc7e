from __future__ import annotations

import numpy as np

from index.faiss_index import FaissIndex
from index.vectors import VectorIndex
from tests.index.contracts.vector_index import VectorIndexContract, cloud, labels_at


class TestFaissIndex(VectorIndexContract):
    def empty(self, dimension: int) -> VectorIndex:
        return FaissIndex(dimension)


def test_layers_stay_few_however_reports_come() -> None:
    index: FaissIndex = FaissIndex(8)
    vectors = cloud(2000, 8, seed=4)
    for row in range(2000):
        index = index.added(np.array([row]), vectors[row : row + 1], np.array([0]), [labels_at(row)])
    assert len(index._layers) <= 12
    assert index.rows().tolist() == list(range(2000))
