"""Discrepancies, outlets and counts, in SQL that SQLite and PostgreSQL both understand."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator

import numpy as np

from index.cursor import Key
from index.sql import Row
from index.sql_reports import SqlReports
from index.store import Review, VectorBlock, instant_at, moment
from index.stored_claims import claim_from
from index.stored_rows import comparison_from
from index.types import BoardFilters, Discrepancy, OutletCount, OutletPair, Outlets, Stats

_BOARD = """SELECT d.id, d.severity, v.found, v.status, v.note, m.body AS comparison, a.fact,
    a.body AS a_body, a.published AS a_published, b.body AS b_body, b.published AS b_published
    FROM discrepancies d JOIN comparisons m ON (m.a, m.b) = (d.a, d.b) JOIN reviews v ON v.id = d.id
    JOIN claims a ON a.id = d.a JOIN claims b ON b.id = d.b"""

_PAIRS = """SELECT CASE WHEN a.outlet < b.outlet THEN a.outlet ELSE b.outlet END AS first,
    CASE WHEN a.outlet < b.outlet THEN b.outlet ELSE a.outlet END AS second,
    count(*) FILTER (WHERE m.verdict = 'agrees') AS agrees,
    count(*) FILTER (WHERE m.verdict = 'conflicts') AS conflicts
    FROM comparisons m JOIN claims a ON a.id = m.a JOIN claims b ON b.id = m.b
    JOIN reports s ON s.id = a.report JOIN reports t ON t.id = b.report
    LEFT JOIN discrepancies d ON (d.a, d.b) = (m.a, m.b)
    LEFT JOIN reviews v ON v.id = d.id
    WHERE coalesce(v.status, 'open') <> 'dismissed' AND a.outlet <> b.outlet AND s.copy_of IS NULL AND t.copy_of IS NULL
    GROUP BY 1, 2 ORDER BY 1, 2"""

_COUNTS = """SELECT r.outlet, count(*) AS reports, count(r.copy_of) AS copies,
    (SELECT count(*) FROM claims c WHERE c.outlet = r.outlet) AS claims
    FROM reports r WHERE r.superseded_by IS NULL GROUP BY r.outlet ORDER BY r.outlet"""

_FACTS = "SELECT count(*) AS n FROM (SELECT 1 FROM claims GROUP BY fact HAVING count(*) > 1) AS joined"
_OPEN = "SELECT count(*) AS n FROM discrepancies JOIN reviews USING (id) WHERE status = 'open'"

_PROBLEMS = (
    ("claims c WHERE NOT EXISTS (SELECT 1 FROM vectors v WHERE v.claim = c.row)", "{} claims with no vector"),
    ("vectors v WHERE NOT EXISTS (SELECT 1 FROM claims c WHERE c.row = v.claim)", "{} vectors with no claim"),
    (
        """comparisons m WHERE m.verdict = 'conflicts'
           AND NOT EXISTS (SELECT 1 FROM discrepancies d WHERE (d.a, d.b) = (m.a, m.b))""",
        "{} conflicts that are not on the board",
    ),
    (
        "discrepancies d WHERE NOT EXISTS (SELECT 1 FROM reviews v WHERE v.id = d.id)",
        "{} undated discrepancies",
    ),
    (
        """claims c JOIN reports r ON r.id = c.report
           WHERE r.superseded_by IS NOT NULL OR r.outlet <> c.outlet OR r.published <> c.published""",
        "{} claims at odds with their report",
    ),
    (
        """comparisons m JOIN claims a ON a.id = m.a JOIN claims b ON b.id = m.b
           WHERE m.verdict = 'conflicts' AND a.fact <> b.fact""",
        "{} conflicts between different facts",
    ),
)


class SqlView(SqlReports):
    """Everything that can be read, over one connection, inside one transaction."""

    def discrepancy(self, id: str) -> Discrepancy | None:
        """See ClaimView."""
        row = self._db.one(f"{_BOARD} WHERE d.id = ?", (id,))
        return None if row is None else _discrepancy(row)

    def discrepancies(self, filters: BoardFilters, after: Key | None, limit: int) -> list[Discrepancy]:
        """See ClaimView."""
        tests: list[tuple[str, tuple[str | int | float, ...] | None]] = [
            ("? IN (a.outlet, b.outlet)", (filters.outlet,) if filters.outlet is not None else None),
            ("d.dispute = ?", (filters.dispute,) if filters.dispute else None),
            ("v.status = ?", (filters.status,) if filters.status else None),
            ("v.found >= ?", (moment(filters.since),) if filters.since else None),
            ("v.found < ?", (moment(filters.until),) if filters.until else None),
            ("(-d.severity, d.id) > (-?, ?)", after),
        ]
        asked = [(test, values) for test, values in tests if values is not None]
        where = " AND ".join(test for test, _ in asked) or "TRUE"
        sql = f"{_BOARD} WHERE {where} ORDER BY d.severity DESC, d.id LIMIT ?"
        values = [value for _, values in asked for value in values]
        return [_discrepancy(row) for row in self._db.all(sql, (*values, limit))]

    def reviews(self, after: str, limit: int) -> list[Review]:
        """See ClaimView."""
        sql = "SELECT id, found, status, note FROM reviews WHERE id > ? ORDER BY id LIMIT ?"
        return [
            Review(row["id"], instant_at(row["found"]), row["status"], row["note"])
            for row in self._db.all(sql, (after, limit))
        ]

    def outlets(self) -> Outlets:
        """See ClaimView."""
        counts = [
            OutletCount(row["outlet"], row["reports"], row["claims"], row["copies"]) for row in self._db.all(_COUNTS)
        ]
        pairs = [
            OutletPair(row["first"], row["second"], row["agrees"], row["conflicts"]) for row in self._db.all(_PAIRS)
        ]
        return Outlets(tuple(counts), tuple(pairs))

    def _count(self, sql: str) -> int:
        return int(self._db.all(sql)[0]["n"])

    @abstractmethod
    def vectors(self, after: int) -> Iterator[VectorBlock]:
        """See ClaimView."""

    @abstractmethod
    def _bytes(self) -> int:
        """What lies on the disk."""

    @abstractmethod
    def _damage(self) -> Iterator[str]:
        """What the engine itself finds wrong, in words."""

    def stats(self) -> Stats:
        """See ClaimView."""
        return Stats(
            reports=self._count("SELECT count(*) AS n FROM reports WHERE superseded_by IS NULL"),
            superseded=self._count("SELECT count(*) AS n FROM reports WHERE superseded_by IS NOT NULL"),
            claims=self._count("SELECT count(*) AS n FROM claims"),
            comparisons=self._count("SELECT count(*) AS n FROM comparisons"),
            facts=self._count(_FACTS),
            discrepancies=self._count("SELECT count(*) AS n FROM discrepancies"),
            open=self._count(_OPEN),
            bytes=self._bytes(),
            header=self.header(),
        )

    def unindexed(self) -> int:
        """See ClaimView."""
        return abs(self._count("SELECT (SELECT count(*) FROM claims) - (SELECT count(*) FROM vectors) AS n"))

    def problems(self) -> Iterator[str]:
        """See ClaimView."""
        yield from self._damage()
        for what, says in _PROBLEMS:
            count = self._count(f"SELECT count(*) AS n FROM {what}")
            if count:
                yield says.format(count)
        for block in self.vectors(after=0):
            lengths = np.linalg.norm(block.vectors, axis=1)
            odd = int(np.sum(~np.isclose(lengths, 1.0, atol=1e-3)))
            if odd:
                yield f"{odd} vectors that are not of unit length"


def _discrepancy(row: Row) -> Discrepancy:
    return Discrepancy(
        id=row["id"],
        fact_id=row["fact"],
        a=claim_from({"body": row["a_body"], "published": row["a_published"]}),
        b=claim_from({"body": row["b_body"], "published": row["b_published"]}),
        comparison=comparison_from({"body": row["comparison"]}),
        severity=row["severity"],
        status=row["status"],
        note=row["note"],
        found=instant_at(row["found"]),
    )
