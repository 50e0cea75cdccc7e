"""Searching vectors where they are stored, in PostgreSQL with pgvector."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Self

import numpy as np

from index.labels import Labels, asked_labels
from index.postgres_view import Month, PostgresView, month_bounds, shortened
from index.store import ClaimChange, ClaimView, Snapshot, check_header, within
from index.types import NO_FILTERS, Filters, Header
from index.vectors import ALWAYS, Hit, Matrix, Rows, VectorIndex, Window, nearest

EXACT_UP_TO = 5_000
"""Vectors that a search compares with each of, rather than ask a graph: a graph loses most hits of a selective
filter, and so few are compared as fast.
"""
SPARE_HITS = 16  # asked for beyond k: equal similarities at the edge are settled by row, and half precision blurs

SEARCHING = """SET LOCAL hnsw.iterative_scan = relaxed_order; SET LOCAL hnsw.ef_search = 100; SET LOCAL jit = off;
    SET LOCAL plan_cache_mode = force_custom_plan"""
"""Said in each transaction, so that it holds behind a pooler too. A graph is searched further until enough of
what it finds passes the filter. A plan made for any filter at all would suit none: each is planned for its own.
"""


class PostgresVectors:
    """The vectors that a view or a change sees; lives as long as that does.

    They are written and removed with their claims by the change itself, so that its successors see what it did:
    `added` has nothing left to do, and `removed` leaves out what is still stored.
    """

    def __init__(self, view: PostgresView, dimension: int, left_out: frozenset[int] = frozenset()) -> None:
        self._view = view
        self._dimension = dimension
        self._left_out = left_out

    @property
    def dimension(self) -> int:
        """See VectorIndex."""
        return self._dimension

    def __len__(self) -> int:
        return len(self.rows())

    def rows(self) -> Rows:
        """See VectorIndex."""
        stored = self._view.vector_rows()
        return stored[~np.isin(stored, list(self._left_out))]

    def added(self, rows: Rows, vectors: Matrix, moments: Rows, labels: Sequence[Labels]) -> Self:
        """See VectorIndex. The change stored these with their claims."""
        if vectors.shape != (len(rows), self._dimension):
            raise ValueError(f"{len(rows)} rows, but vectors {vectors.shape} of {self._dimension} numbers")
        return type(self)(self._view, self._dimension, self._left_out - set(rows.tolist()))

    def removed(self, rows: Iterable[int]) -> Self:
        """See VectorIndex."""
        return type(self)(self._view, self._dimension, self._left_out | set(rows))

    def search(
        self, queries: Matrix, k: int, window: Window = ALWAYS, filters: Filters = NO_FILTERS
    ) -> list[list[Hit]]:
        """See VectorIndex. Exact where few vectors may be answered."""
        hits: list[list[Hit]] = [[] for _ in queries]
        window = within(window, filters)
        months = self._view.months(window) if k > 0 and len(queries) else []
        if not months:
            return hits
        where, values = self._let_through(months, window, filters)
        graph = self._by_graph(months, window, where, values)
        asked = ", ".join(f"({number}, ?::vector)" for number in range(len(queries)))
        sql = f"""SELECT asked.number, near.claim, near.similarity FROM (VALUES {asked}) AS asked (number, vector)
            CROSS JOIN LATERAL ({self._nearest(graph, where)}) AS near"""
        for row in self._view.db.all(sql, (*queries, *values, k + SPARE_HITS)):
            hits[row["number"]].append(Hit(row["claim"], row["similarity"]))
        return [nearest(found, k) for found in hits]

    def _let_through(self, months: Sequence[Month], window: Window, filters: Filters) -> tuple[str, list[object]]:
        """What a vector must be to be answered. The numbers stand in the text, for the planner to see."""
        first, last = months[0].start, month_bounds(months[-1].start).end - 1
        start, end = max(window.start, first), min(window.end, last)
        tests = [f"v.generation = {months[0].generation}", f"v.published BETWEEN {start} AND {end}"]
        values: list[object] = []
        labels = asked_labels(filters)
        if labels:
            tests.append("v.labels @> ?::text[]")
            values.append(self._view.db.listed(shortened(labels)))
        if self._left_out:
            tests.append("v.claim <> ALL (?::bigint[])")
            values.append(sorted(self._left_out))
        return " AND ".join(tests), values

    def _by_graph(self, months: Sequence[Month], window: Window, where: str, values: Sequence[object]) -> bool:
        """True where too many vectors are let through to compare with each."""
        held = sum(month.rows for month in months)
        if held <= EXACT_UP_TO or not any(month.graph for month in months):
            return False
        whole = window.start <= months[0].start and window.end >= month_bounds(months[-1].start).end - 1
        if whole and not values:
            return True
        sql = f"SELECT count(*) AS n FROM (SELECT 1 FROM vectors v WHERE {where} LIMIT {EXACT_UP_TO + 1}) AS counted"
        row = self._view.db.one(sql, values)
        return row is not None and row["n"] > EXACT_UP_TO

    def _nearest(self, graph: bool, where: str) -> str:
        """The query for the neighbours of one vector. Only an order by half-precision numbers is one of the graph."""
        if not graph:
            return f"""SELECT v.claim, 1 - (v.vector <=> asked.vector) AS similarity
                FROM vectors v WHERE {where} ORDER BY v.vector <=> asked.vector, v.claim LIMIT ?"""
        half = f"halfvec({self._dimension})"
        return f"""SELECT found.claim, 1 - (found.vector <=> asked.vector) AS similarity
            FROM (SELECT v.claim, v.vector FROM vectors v WHERE {where}
                ORDER BY v.vector::{half} <=> asked.vector::{half} LIMIT ?) AS found"""


class PostgresKeeper:
    """Holds nothing: the vectors are in the database, in one transaction with their claims."""

    def __init__(self, header: Header, edition: int) -> None:
        self.header = header
        self.edition = edition

    def fits(self, view: ClaimView) -> bool:
        """See VectorKeeper. Each view has its own."""
        return True

    def latest(self) -> Snapshot | None:
        """See VectorKeeper."""
        return None

    def index_for(self, view: ClaimView, held: Snapshot | None) -> VectorIndex:
        """See VectorKeeper. Raises IndexMismatch where another process rebuilt with another encoder or reader."""
        assert isinstance(view, PostgresView)
        check_header(view.header(), self.header)
        return PostgresVectors(view, self.header.dimension)

    def caught_up(self, change: ClaimChange) -> VectorIndex:
        """See VectorKeeper."""
        return self.index_for(change, None)

    def committed(self, index: VectorIndex, revision: int) -> None:
        """See VectorKeeper."""

    def problems(self, view: ClaimView, held: Snapshot | None) -> Iterator[str]:
        """See VectorKeeper."""
        return iter(())

    def close(self) -> None:
        """See VectorKeeper."""

    def discard(self) -> None:
        """See VectorKeeper."""
