from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Self

import pytest

from index.labels import Labels
from index.postgres import PostgresStore
from index.postgres_change import PostgresChange
from index.postgres_vectors import PostgresVectors
from index.store import ClaimStore
from index.types import Header
from index.vectors import Matrix, Rows, VectorIndex
from tests.index.contracts.claim_store import ClaimStoreContract
from tests.index.contracts.vector_index import VectorIndexContract
from tests.index.places import database


class TestPostgresStore(ClaimStoreContract):
    def open(self, folder: Path) -> ClaimStore:
        return PostgresStore(database(folder))


class InDatabase(PostgresVectors):
    """Puts into the change what in use its claims bring along."""

    _view: PostgresChange

    def added(self, rows: Rows, vectors: Matrix, moments: Rows, labels: Sequence[Labels]) -> Self:
        if len(set(rows.tolist())) != len(rows) or set(rows.tolist()) & set(self.rows().tolist()):
            raise ValueError("a row is added twice")
        following = super().added(rows, vectors, moments, labels)
        self._view.db.run("DELETE FROM vectors WHERE claim = ANY (?)", [sorted(self._left_out)])
        self._view.put_vectors(rows, vectors, moments, labels)
        return following


class TestPostgresVectors(VectorIndexContract):
    @pytest.fixture(autouse=True)
    def change(self, tmp_path: Path) -> Iterator[None]:
        store = PostgresStore(database(tmp_path))
        with store.write() as change:
            self._change = change
            yield
        store.close()

    def empty(self, dimension: int) -> VectorIndex:
        self._change.clear_findings()
        self._change.set_header(Header(1, "stub", dimension, "reader"))
        return InDatabase(self._change, dimension)

    def test_an_index_never_changes(self) -> None:
        pytest.skip("within a change there is one state: what it did so far")

    def test_searching_while_the_next_is_prepared(self) -> None:
        pytest.skip("readers have views of their own: tests/index/test_threads.py")
