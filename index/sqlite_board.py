"""Discrepancies, outlets and counts, read from SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import numpy as np

from index.cursor import Key
from index.sqlite_rows import claim_from, comparison_from
from index.sqlite_view import SqliteReports
from index.store import instant_at, moment
from index.types import BoardFilters, Discrepancy, OutletCount, OutletPair, Outlets, Stats

_BOARD = """SELECT d.id, d.severity, v.found, v.status, v.note, m.body AS comparison, a.fact,
    a.body AS a_body, a.published AS a_published, b.body AS b_body, b.published AS b_published
    FROM discrepancies d JOIN comparisons m ON (m.a, m.b) = (d.a, d.b) JOIN reviews v ON v.id = d.id
    JOIN claims a ON a.id = d.a JOIN claims b ON b.id = d.b"""

_PAIRS = """SELECT min(a.outlet, b.outlet) AS first, max(a.outlet, b.outlet) AS second,
    sum(m.verdict = 'agrees') AS agrees, sum(m.verdict = 'conflicts') AS conflicts
    FROM comparisons m JOIN claims a ON a.id = m.a JOIN claims b ON b.id = m.b
    JOIN reports s ON s.id = a.report JOIN reports t ON t.id = b.report
    WHERE a.outlet <> b.outlet AND s.copy_of IS NULL AND t.copy_of IS NULL
    GROUP BY first, second ORDER BY first, second"""

_COUNTS = """SELECT r.outlet, count(*) AS reports, count(r.copy_of) AS copies,
    (SELECT count(*) FROM claims c WHERE c.outlet = r.outlet) AS claims
    FROM reports r WHERE r.superseded_by IS NULL GROUP BY r.outlet ORDER BY r.outlet"""

_FACTS = "SELECT count(*) FROM (SELECT 1 FROM claims GROUP BY fact HAVING count(*) > 1)"
_OPEN = "SELECT count(*) FROM discrepancies JOIN reviews USING (id) WHERE status = 'open'"

_PROBLEMS = (
    ("SELECT count(*) FROM claims WHERE row NOT IN (SELECT claim FROM vectors)", "{} claims with no vector"),
    ("SELECT count(*) FROM vectors WHERE claim NOT IN (SELECT row FROM claims)", "{} vectors with no claim"),
    (
        """SELECT count(*) FROM comparisons WHERE verdict = 'conflicts'
           AND (a, b) NOT IN (SELECT a, b FROM discrepancies)""",
        "{} conflicts that are not on the board",
    ),
    (
        "SELECT count(*) FROM discrepancies WHERE id NOT IN (SELECT id FROM reviews)",
        "{} undated discrepancies",
    ),
    (
        """SELECT count(*) FROM claims c JOIN reports r ON r.id = c.report
           WHERE r.superseded_by IS NOT NULL OR r.outlet <> c.outlet OR r.published <> c.published""",
        "{} claims at odds with their report",
    ),
    (
        """SELECT count(*) FROM comparisons m JOIN claims a ON a.id = m.a JOIN claims b ON b.id = m.b
           WHERE m.verdict = 'conflicts' AND a.fact <> b.fact""",
        "{} conflicts between different facts",
    ),
)


class SqliteView(SqliteReports):
    """Everything that can be read, over one connection, inside one transaction."""

    def discrepancy(self, id: str) -> Discrepancy | None:
        """See ClaimView."""
        row = self._db.execute(f"{_BOARD} WHERE d.id = ?", (id,)).fetchone()
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
        return [_discrepancy(row) for row in self._db.execute(sql, (*values, limit))]

    def outlets(self) -> Outlets:
        """See ClaimView."""
        counts = [
            OutletCount(row["outlet"], row["reports"], row["claims"], row["copies"])
            for row in self._db.execute(_COUNTS)
        ]
        pairs = [
            OutletPair(row["first"], row["second"], row["agrees"], row["conflicts"]) for row in self._db.execute(_PAIRS)
        ]
        return Outlets(tuple(counts), tuple(pairs))

    def _count(self, sql: str) -> int:
        return int(self._db.execute(sql).fetchone()[0])

    def stats(self) -> Stats:
        """See ClaimView."""
        return Stats(
            reports=self._count("SELECT count(*) FROM reports WHERE superseded_by IS NULL"),
            superseded=self._count("SELECT count(*) FROM reports WHERE superseded_by IS NOT NULL"),
            claims=self._count("SELECT count(*) FROM claims"),
            comparisons=self._count("SELECT count(*) FROM comparisons"),
            facts=self._count(_FACTS),
            discrepancies=self._count("SELECT count(*) FROM discrepancies"),
            open=self._count(_OPEN),
            bytes=sum(path.stat().st_size for path in self._folder.glob("library.sqlite*")),
            header=self.header(),
        )

    def unindexed(self) -> int:
        """See ClaimView."""
        return abs(self._count("SELECT (SELECT count(*) FROM claims) - (SELECT count(*) FROM vectors)"))

    def problems(self) -> Iterator[str]:
        """See ClaimView."""
        for row in self._db.execute("PRAGMA integrity_check"):
            if row[0] != "ok":
                yield str(row[0])
        for row in self._db.execute("PRAGMA foreign_key_check"):
            yield f"a row of {row['table']} names something that is not in {row['parent']}"
        for sql, says in _PROBLEMS:
            count = self._count(sql)
            if count:
                yield says.format(count)
        for block in self.vectors(after=0):
            lengths = np.linalg.norm(block.vectors, axis=1)
            odd = int(np.sum(~np.isclose(lengths, 1.0, atol=1e-3)))
            if odd:
                yield f"{odd} vectors that are not of unit length"


def _discrepancy(row: sqlite3.Row) -> Discrepancy:
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
