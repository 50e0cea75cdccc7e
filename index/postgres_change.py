"""Writing claims to PostgreSQL: what differs from other databases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

import numpy as np
from psycopg import Connection
from psycopg.rows import DictRow

from claims.types import Claim
from index.grouping import fact_id
from index.labels import Labels, claim_labels
from index.outlines import Outlines
from index.postgres_database import PostgresDatabase
from index.postgres_view import PostgresView, month_bounds, shortened
from index.sql_change import SqlChange
from index.store import instant_at, moment
from index.stored_rows import claim_body
from index.vectors import Matrix, Rows

GRAPH_FROM = 5_000
"""Vectors in a month from which an HNSW index is kept on it. Below, comparing with each is as fast, and exact."""

_CLAIM = ("row", "id", "report", "rank", "outlet", "published", "fact", "body")
_VECTOR = {"claim": "int8", "generation": "int4", "published": "int8", "labels": "text[]", "vector": "vector"}


class PostgresChange(PostgresView, SqlChange):
    """One transaction that writes. Whoever opened it commits it or takes it back."""

    def __init__(
        self, connection: Connection[DictRow], place: str, edition: int, outlines: Outlines, making: bool = False
    ) -> None:
        SqlChange.__init__(self, PostgresDatabase(connection, edition), place, edition, outlines, making)

    def successor(self) -> PostgresChange:
        """See ClaimChange."""
        following = PostgresChange(self._db.connection, self._place, self._edition + 1, Outlines(), making=True)
        following.raise_revision()
        return following

    def hand_over(self, at: datetime) -> int:
        """See ClaimChange. Rows of reports go on from the last."""
        name = f"reports_{self._edition + 1}"
        sql = f"SELECT setval(pg_get_serial_sequence('{name}', 'row'), max(row)) FROM {name} HAVING count(*) > 0"
        self._db.all(sql)
        return super().hand_over(at)

    def _new_rows(self, count: int) -> list[int]:
        sql = "SELECT nextval('claim_rows') AS row FROM generate_series(1, ?)"
        return [row["row"] for row in self._db.all(sql, (count,))]

    def _insert_claims(self, rows: Sequence[int], claims: Sequence[Claim]) -> None:
        stored = [
            (
                row,
                claim.id,
                claim.report_id,
                rank,
                claim.outlet,
                moment(claim.published),
                fact_id(claim.id),
                claim_body(claim),
            )
            for rank, (row, claim) in enumerate(zip(rows, claims, strict=True))
        ]
        self._db.insert("claims", _CLAIM, stored)

    def _insert_vectors(self, rows: Sequence[int], claims: Sequence[Claim], vectors: Matrix) -> None:
        moments = np.array([moment(claim.published) for claim in claims], dtype=np.int64)
        self.put_vectors(np.array(rows, dtype=np.int64), vectors, moments, [claim_labels(claim) for claim in claims])

    def put_vectors(self, rows: Rows, vectors: Matrix, moments: Rows, labels: Sequence[Labels]) -> None:
        """Store vectors in the partitions of their months, which are made as they are needed."""
        generation = int(self._meta()["generation"])
        months = Counter(month_bounds(at).start for at in moments.tolist())
        held = {start: self._counted(generation, start, more) for start, more in months.items()}
        stored = zip(rows.tolist(), moments.tolist(), labels, vectors, strict=True)
        self._db.load(
            "vectors", _VECTOR, ((row, generation, at, shortened(named), vector) for row, at, named, vector in stored)
        )
        for start, count in held.items():
            if count >= GRAPH_FROM:
                self._make_graph(generation, start, vectors.shape[1])

    def _counted(self, generation: int, start: int, more: int) -> int:
        """How many vectors a month will hold with these. Where it has no partition yet, makes it.

        A table is made first and attached then: that locks out neither who reads nor who writes other months.
        """
        sql = "UPDATE vector_months SET rows = rows + ? WHERE generation = ? AND start = ? RETURNING rows, graph"
        row = self._db.one(sql, (more, generation, start))
        if row is not None:
            return 0 if row["graph"] else int(row["rows"])
        name, bounds = _partition(generation, start), month_bounds(start)
        self._db.run(f"CREATE TABLE {name} (LIKE vectors INCLUDING ALL)")
        self._db.run(
            f"""ALTER TABLE vectors ATTACH PARTITION {name}
            FOR VALUES FROM ({generation}, {bounds.start}) TO ({generation}, {bounds.end})"""
        )
        self._db.insert("vector_months", ("generation", "start", "rows", "graph"), [(generation, start, more, False)])
        return more

    def _make_graph(self, generation: int, start: int, dimension: int) -> None:
        """Half-precision numbers find the neighbours; how near each is, is worked out from the whole ones."""
        name = _partition(generation, start)
        self._db.run(f"CREATE INDEX ON {name} USING hnsw ((vector::halfvec({dimension})) halfvec_cosine_ops)")
        self._db.run("UPDATE vector_months SET graph = true WHERE generation = ? AND start = ?", (generation, start))

    def drop_vectors(self, rows: Sequence[int], moments: Sequence[int]) -> None:
        """Remove the vectors at these rows, published at these moments."""
        if not rows:
            return
        generation = int(self._meta()["generation"])
        gone = self._db.all(
            f"""DELETE FROM vectors WHERE generation = {generation} AND published {self._db.among}
            AND claim {self._db.among} RETURNING published""",
            (self._db.listed(set(moments)), self._db.listed(rows)),
        )
        months = Counter(month_bounds(row["published"]).start for row in gone)
        self._db.run_each(
            "UPDATE vector_months SET rows = rows - ? WHERE generation = ? AND start = ?",
            [(count, generation, start) for start, count in months.items()],
        )

    def _drop_claims(self, reports: Sequence[str]) -> None:
        sql = f"SELECT c.row, c.published FROM claims c WHERE c.report {self._db.among}"
        found = self._db.all(sql, (self._db.listed(reports),))
        self.drop_vectors([row["row"] for row in found], [row["published"] for row in found])
        self._db.run(f"DELETE FROM claims WHERE report {self._db.among}", (self._db.listed(reports),))


def _partition(generation: int, start: int) -> str:
    first = instant_at(start)
    return f"vectors_{generation}_{first.year:04}{first.month:02}"
