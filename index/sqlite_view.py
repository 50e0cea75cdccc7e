"""Reading claims from SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np

from claims.types import Claim, Comparison, Report
from index.cursor import Key
from index.errors import StoreCorrupt
from index.sqlite_rows import CLAIM, REPORT, claim_from, comparison_from, listed, report_from
from index.store import KeyedMoment, Link, VectorBlock, moment
from index.types import Filters, Header
from index.vectors import Matrix, Rows

BLOCK = 4096  # vectors read at a time: 6 MB of them

_KEYED_BEFORE = """SELECT claim FROM claim_keys WHERE key = ? AND moment >= ? AND moment < ?
    ORDER BY moment DESC, claim DESC LIMIT ?"""
_KEYED_AFTER = """SELECT claim FROM claim_keys WHERE key = ? AND moment >= ? AND moment <= ?
    ORDER BY moment, claim LIMIT ?"""


class SqliteReports:
    """Reports, claims and vectors over one connection, inside one transaction."""

    def __init__(self, db: sqlite3.Connection, folder: Path) -> None:
        self._db = db
        self._folder = folder

    def _meta(self, name: str) -> str | None:
        row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row["value"])

    def header(self) -> Header | None:
        """See ClaimView."""
        values = [self._meta(name) for name in ("format", "encoder", "dimension", "reader")]
        stated = [value for value in values if value is not None]
        if not stated:
            return None
        try:
            format, encoder, dimension, reader = stated
            return Header(int(format), encoder, int(dimension), reader)
        except ValueError as error:
            raise StoreCorrupt(self._folder, f"its header is damaged: {stated}") from error

    def revision(self) -> int:
        """See ClaimView."""
        return int(self._meta("revision") or 0)

    def report(self, id: str) -> Report | None:
        """See ClaimView."""
        row = self._db.execute(f"SELECT {REPORT} FROM reports r WHERE id = ?", (id,)).fetchone()
        return None if row is None else report_from(row)

    def superseded_by(self, id: str) -> str | None:
        """See ClaimView."""
        row = self._db.execute("SELECT superseded_by FROM reports WHERE id = ?", (id,)).fetchone()
        return None if row is None else row["superseded_by"]

    def versions(self, report: Report) -> list[Report]:
        """See ClaimView."""
        sql = f"SELECT {REPORT} FROM reports r WHERE url = ? AND outlet = ? ORDER BY published, row"
        return [report_from(row) for row in self._db.execute(sql, (report.url, report.outlet))]

    def reports(self, after: Key | None, limit: int) -> list[Report]:
        """See ClaimView."""
        where, values = ("AND (published, id) < (?, ?)", after) if after else ("", ())
        sql = f"""SELECT {REPORT} FROM reports r WHERE superseded_by IS NULL {where}
            ORDER BY published DESC, id DESC LIMIT ?"""
        return [report_from(row) for row in self._db.execute(sql, (*values, limit))]

    def history(self, after: str, limit: int) -> list[Report]:
        """See ClaimView."""
        sql = f"""SELECT {REPORT} FROM reports r
            WHERE row > coalesce((SELECT row FROM reports WHERE id = ?), 0) ORDER BY row LIMIT ?"""
        return [report_from(row) for row in self._db.execute(sql, (after, limit))]

    def copied(self, ids: Iterable[str]) -> set[str]:
        """See ClaimView."""
        sql = "SELECT id FROM reports WHERE copy_of IS NOT NULL AND id IN (SELECT value FROM json_each(?))"
        return {row["id"] for row in self._db.execute(sql, (listed(ids),))}

    def copies(self, id: str) -> list[Report]:
        """See ClaimView."""
        sql = f"""SELECT {REPORT} FROM reports r WHERE copy_of = ? AND superseded_by IS NULL
            ORDER BY published, id"""
        return [report_from(row) for row in self._db.execute(sql, (id,))]

    def report_claims(self, id: str) -> list[Claim]:
        """See ClaimView."""
        sql = f"SELECT {CLAIM} FROM claims c WHERE report = ? ORDER BY rank"
        return [claim_from(row) for row in self._db.execute(sql, (id,))]

    def claims(self, ids: Iterable[str]) -> dict[str, Claim]:
        """See ClaimView."""
        sql = f"SELECT {CLAIM} FROM claims c WHERE id IN (SELECT value FROM json_each(?))"
        found = [claim_from(row) for row in self._db.execute(sql, (listed(ids),))]
        return {claim.id: claim for claim in found}

    def claims_at(self, rows: Iterable[int]) -> dict[int, Claim]:
        """See ClaimView."""
        sql = f"SELECT c.row, {CLAIM} FROM claims c WHERE row IN (SELECT value FROM json_each(?))"
        return {row["row"]: claim_from(row) for row in self._db.execute(sql, (listed(rows),))}

    def rows_of(self, report_ids: Iterable[str]) -> Rows:
        """See ClaimView."""
        sql = "SELECT row FROM claims WHERE report IN (SELECT value FROM json_each(?)) ORDER BY row"
        return _numbers(self._db.execute(sql, (listed(report_ids),)))

    def rows(self, filters: Filters) -> Rows:
        """See ClaimView."""
        tests: list[tuple[str, str | int | None]] = [
            ("outlet = ?", filters.outlet),
            ("published >= ?", moment(filters.published_from) if filters.published_from else None),
            ("published <= ?", moment(filters.published_to) if filters.published_to else None),
            ("event = ?", filters.event.casefold() if filters.event is not None else None),
            ("unit = ?", filters.unit),
            ("kind = ?", filters.kind),
            (
                "row IN (SELECT claim FROM claim_places WHERE label = ?)",
                filters.place.casefold() if filters.place is not None else None,
            ),
        ]
        asked = [(test, value) for test, value in tests if value is not None]
        where = " AND ".join(test for test, _ in asked) or "TRUE"
        sql = f"SELECT row FROM claims WHERE {where} ORDER BY row"
        return _numbers(self._db.execute(sql, [value for _, value in asked]))

    def keyed(self, keys: Iterable[KeyedMoment], reach: timedelta, limit: int) -> list[int]:
        """See ClaimView."""
        span = reach // timedelta(microseconds=1)
        found: set[int] = set()
        for key, at in keys:
            found.update(row[0] for row in self._db.execute(_KEYED_BEFORE, (key, at - span, at, limit)))
            found.update(row[0] for row in self._db.execute(_KEYED_AFTER, (key, at, at + span, limit)))
        return sorted(found)

    def vectors(self, after: int) -> Iterator[VectorBlock]:
        """See ClaimView."""
        header = self.header()
        size = header.dimension * 4 if header else 0
        sql = """SELECT v.claim, c.published, v.vector FROM vectors v JOIN claims c ON c.row = v.claim
            WHERE v.claim > ? ORDER BY v.claim"""
        cursor = self._db.execute(sql, (after,))
        while rows := cursor.fetchmany(BLOCK):
            odd = next((row["claim"] for row in rows if len(row["vector"]) != size), None)
            if odd is not None:
                problem = f"the vector of row {odd} is damaged; run `twosource rebuild`"
                raise StoreCorrupt(self._folder, problem)
            numbers = np.frombuffer(b"".join(row["vector"] for row in rows), dtype="<f4")
            vectors: Matrix = numbers.reshape(len(rows), -1).astype(np.float32)
            yield VectorBlock(
                np.array([row["claim"] for row in rows], dtype=np.int64),
                vectors,
                np.array([row["published"] for row in rows], dtype=np.int64),
            )

    def vector_rows(self) -> Rows:
        """See ClaimView."""
        return _numbers(self._db.execute("SELECT claim FROM vectors ORDER BY claim"))

    def comparisons(self, claim_ids: Iterable[str]) -> list[Comparison]:
        """See ClaimView."""
        sql = """SELECT a, b, body FROM comparisons WHERE a IN (SELECT value FROM json_each(?1))
            UNION SELECT a, b, body FROM comparisons WHERE b IN (SELECT value FROM json_each(?1))
            ORDER BY a, b"""
        return [comparison_from(row) for row in self._db.execute(sql, (listed(claim_ids),))]

    def facts(self, claim_ids: Iterable[str]) -> dict[str, str]:
        """See ClaimView."""
        sql = "SELECT id, fact FROM claims WHERE id IN (SELECT value FROM json_each(?))"
        return {row["id"]: row["fact"] for row in self._db.execute(sql, (listed(claim_ids),))}

    def fact_members(self, facts: Iterable[str]) -> dict[str, int]:
        """See ClaimView."""
        sql = "SELECT id, published FROM claims WHERE fact IN (SELECT value FROM json_each(?))"
        return {row["id"]: row["published"] for row in self._db.execute(sql, (listed(facts),))}

    def links(self, claim_ids: Iterable[str], same_fact: float) -> list[Link]:
        """See ClaimView."""
        sql = """SELECT a, b FROM comparisons WHERE a IN (SELECT value FROM json_each(?))
            AND (verdict = 'conflicts' OR (verdict IN ('agrees', 'updates') AND same_fact >= ?))"""
        return [Link(row["a"], row["b"]) for row in self._db.execute(sql, (listed(claim_ids), same_fact))]


def _numbers(rows: Iterable[sqlite3.Row]) -> Rows:
    return np.fromiter((row[0] for row in rows), dtype=np.int64)
