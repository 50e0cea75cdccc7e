from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Self

import psycopg
import pytest

from index.errors import LibraryMissing, LibraryReadOnly, StoreCorrupt, StoreNewer
from index.labels import Labels
from index.postgres import PostgresStore
from index.postgres_change import PostgresChange
from index.postgres_steps import KNOWN, STEPS
from index.postgres_vectors import PostgresVectors
from index.store import ClaimStore
from index.types import Filters, Header
from index.vectors import Matrix, Rows, VectorIndex
from tests.index.contracts.claim_store import ClaimStoreContract
from tests.index.contracts.vector_index import VectorIndexContract
from tests.index.places import database


class TestPostgresStore(ClaimStoreContract):
    def open(self, folder: Path) -> ClaimStore:
        return PostgresStore(database(folder))


RELEASED = ("63982b2f0e58453f",)
"""A digest of each step. A released step never changes: write another instead."""


def test_released_steps_are_frozen() -> None:
    assert tuple(sha256("\n".join(step).encode()).hexdigest()[:16] for step in STEPS) == RELEASED


def test_a_store_of_a_later_release_is_left_alone(tmp_path: Path) -> None:
    place = database(tmp_path)
    with pytest.raises(LibraryMissing):
        PostgresStore(place, read_only=True)
    PostgresStore(place).close()
    with psycopg.connect(place) as db:
        db.execute("UPDATE meta SET value = %s WHERE name = 'schema'", (str(KNOWN + 1),))
    for read_only in (False, True):
        with pytest.raises(StoreNewer) as caught:
            PostgresStore(place, read_only)
        assert (caught.value.version, caught.value.known) == (KNOWN + 1, KNOWN)


def test_tables_of_another_program_are_left_alone(tmp_path: Path) -> None:
    place = database(tmp_path)
    with psycopg.connect(place) as db:
        db.execute("CREATE TABLE meta (anything text)")
    with pytest.raises(StoreCorrupt, match="another program"):
        PostgresStore(place)


def test_opened_for_reading_it_writes_nothing(tmp_path: Path) -> None:
    place = database(tmp_path)
    PostgresStore(place).close()
    store = PostgresStore(place, read_only=True)
    with pytest.raises(LibraryReadOnly), store.write():
        pass
    store.close()


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
        for table in ("vectors", "vector_months"):
            self._change.db.run(f"DELETE FROM {table}")
        self._change._set_meta("generation", str(int(self._change._meta()["generation"]) + 1))
        self._change.set_header(Header(1, "stub", dimension, "reader"))
        return InDatabase(self._change, dimension)

    def test_an_index_never_changes(self) -> None:
        pytest.skip("within a change there is one state: what it did so far")

    def test_searching_while_the_next_is_prepared(self) -> None:
        pytest.skip("readers have views of their own: tests/index/test_threads.py")


class TestPostgresGraphs(TestPostgresVectors):
    """The same, where a graph is kept from the first vectors on and asked wherever it may be."""

    @pytest.fixture(autouse=True)
    def early(self, change: None, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("index.postgres_change.GRAPH_FROM", 5)
        monkeypatch.setattr("index.postgres_vectors.EXACT_UP_TO", 4)
        for way in ("seqscan", "bitmapscan", "sort"):  # which are as good where there is so little
            self._change.db.run(f"SET LOCAL enable_{way} = off")

    def test_the_graph_is_asked(self) -> None:
        index, vectors = self.filled()
        assert isinstance(index, PostgresVectors)
        assert [month.graph for month in self._change.months()] == [True]
        asked: list[str] = []
        run = self._change.db.all

        def all(sql: str, values: Sequence[object] = ()) -> Sequence[object]:
            asked.append(sql)
            return run(sql, values)

        self._change.db.all = all  # type: ignore[assignment, method-assign]
        index.search(vectors[:1], 10, filters=Filters(kind="statement"))
        index.search(vectors[:1], 10, filters=Filters(outlet="Outlet 100"))
        self._change.db.all = run  # type: ignore[method-assign]
        graph, exact = [sql for sql in asked if "AS near" in sql]
        assert "halfvec" in graph and "halfvec" not in exact
        plan = self._change.db.all("EXPLAIN " + graph, (vectors[0], ["kind:statement"], 26))
        said = "\n".join(row["QUERY PLAN"] for row in plan)
        assert "Order By: ((vector)::halfvec(16) <=>" in said, said
