"""Reading claims from PostgreSQL: what differs from other databases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from pgvector import Vector
from psycopg import Connection
from psycopg.rows import DictRow

from index.errors import StoreCorrupt
from index.labels import Labels
from index.outlines import Outlines
from index.postgres_database import PostgresDatabase
from index.sql_reports import numbers
from index.sql_view import SqlView
from index.store import KeyedMoment, VectorBlock, moment
from index.vectors import ALWAYS, Matrix, Window

BLOCK = 4096  # vectors read at a time: 6 MB of them
LONGEST_LABEL = 200  # characters: an index takes no entry of more than some 2,700 bytes

_KEYED = """SELECT DISTINCT found.claim FROM unnest(?::text[], ?::bigint[]) AS sought (key, at)
    CROSS JOIN LATERAL (
        (SELECT k.claim FROM claim_keys k WHERE hashtextextended(k.key, 0) = hashtextextended(sought.key, 0)
            AND k.key = sought.key AND k.moment >= sought.at - ? AND k.moment < sought.at
            ORDER BY k.moment DESC, k.claim DESC LIMIT ?)
        UNION ALL
        (SELECT k.claim FROM claim_keys k WHERE hashtextextended(k.key, 0) = hashtextextended(sought.key, 0)
            AND k.key = sought.key AND k.moment >= sought.at AND k.moment <= sought.at + ?
            ORDER BY k.moment, k.claim LIMIT ?)) AS found
    ORDER BY found.claim"""
_BYTES = """SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint AS n
    FROM pg_class c WHERE c.relnamespace = to_regnamespace(quote_ident(current_schema())) AND c.relkind IN ('r', 'S')"""


@dataclass(frozen=True, slots=True)
class Month:
    """One partition of the vectors: how many it holds, and whether they have a graph to be searched by."""

    generation: int
    start: int
    rows: int
    graph: bool


def month_bounds(at: int) -> Window:
    """The calendar month, in UTC, of a moment: its first microsecond and the first of the next month."""
    day = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=at)
    first = datetime(day.year, day.month, 1, tzinfo=UTC)
    days = ((first.replace(day=28) + timedelta(days=4)).replace(day=1) - first).days if first.year < 9999 else 31
    return Window(moment(first), moment(first) + days * 86_400_000_000)


def shortened(labels: Iterable[str]) -> list[str]:
    """Labels as they are stored and asked for."""
    return sorted({label[:LONGEST_LABEL] for label in labels})


class PostgresView(SqlView):
    """Everything that can be read, over one connection, inside one transaction."""

    _db: PostgresDatabase
    _place: str

    def __init__(self, connection: Connection[DictRow], place: str, edition: int, outlines: Outlines) -> None:
        super().__init__(PostgresDatabase(connection, edition), place, edition, outlines)

    @property
    def db(self) -> PostgresDatabase:
        """What the vectors are searched through."""
        return self._db

    def months(self, window: Window = ALWAYS) -> list[Month]:
        """The partitions that hold vectors of a window, earliest first."""
        sql = """SELECT v.generation, v.start, v.rows, v.graph FROM vector_months v
            WHERE v.start <= ? AND v.start > ? AND v.rows > 0 ORDER BY v.start"""
        longest = 31 * 86_400_000_000
        earliest = max(window.start, -(2**62)) - longest
        return [Month(**row) for row in self._db.all(sql, (window.end, earliest))]

    def keyed(self, keys: Iterable[KeyedMoment], reach: timedelta, limit: int) -> list[int]:
        """See ClaimView."""
        sought = list(keys)
        if not sought:
            return []
        span = reach // timedelta(microseconds=1)
        names, moments = [key for key, _ in sought], [at for _, at in sought]
        return [row["claim"] for row in self._db.all(_KEYED, (names, moments, span, limit, span, limit))]

    def vectors(self, after: int) -> Iterator[VectorBlock]:
        """See ClaimView."""
        header = self.header()
        dimension = header.dimension if header else 0
        sql = "SELECT v.claim, v.published, v.labels, v.vector FROM vectors v WHERE v.claim > ? ORDER BY v.claim"
        for rows in self._db.blocks(sql, (after,), BLOCK):
            odd = next((row["claim"] for row in rows if row["vector"].dimensions() != dimension), None)
            if odd is not None:
                raise StoreCorrupt(self._place, f"the vector of row {odd} is damaged; run `twosource rebuild`")
            yield VectorBlock(
                numbers(rows, "claim"),
                np.array([row["vector"].to_numpy() for row in rows], dtype=np.float32),
                numbers(rows, "published"),
                tuple(_labels(row["labels"]) for row in rows),
            )

    def _unpacked(self, vector: Vector) -> Matrix:
        numbers: Matrix = vector.to_numpy()
        return numbers

    def _bytes(self) -> int:
        return self._count(_BYTES)

    def _damage(self) -> Iterator[str]:
        """A server checks its own pages, and holds every reference; what is counted may still be wrong."""
        sql = "SELECT count(*) AS n FROM vectors WHERE generation = ? AND published >= ? AND published < ?"
        for month in self.months():
            bounds = month_bounds(month.start)
            row = self._db.one(sql, (month.generation, bounds.start, bounds.end))
            if row is None or row["n"] != month.rows:
                yield f"a month is said to have {month.rows} vectors and has {row and row['n']}"


def _labels(stored: Iterable[str]) -> Labels:
    return frozenset(stored)
