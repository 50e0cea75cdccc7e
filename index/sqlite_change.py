"""Writing claims to SQLite."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import numpy as np

from claims.types import Claim, Comparison, Report
from index.facts import fact_id
from index.sqlite_board import SqliteView
from index.sqlite_rows import claim_body, claim_columns, comparison_body, listed, place_labels, report_body
from index.store import KeyedMoment, moment
from index.types import Header, Status
from index.vectors import Matrix, Rows

_NAMED = "id IN (SELECT value FROM json_each(?))"


class SqliteChange(SqliteView):
    """One transaction that writes. Whoever opened it commits it or takes it back."""

    def set_header(self, header: Header) -> None:
        """See ClaimChange."""
        for name in ("format", "encoder", "dimension", "reader"):
            self._set_meta(name, str(getattr(header, name)))

    def _set_meta(self, name: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def raise_revision(self) -> None:
        """Mark that something changed."""
        self._set_meta("revision", str(self.revision() + 1))

    def add_report(self, report: Report, superseded_by: str | None = None) -> None:
        """See ClaimChange."""
        self._db.execute(
            """INSERT INTO reports (id, outlet, published, url, copy_of, superseded_by, body)
               VALUES (?, ?, ?, ?, NULL, ?, ?)""",
            (
                report.id,
                report.outlet,
                moment(report.published),
                report.url,
                superseded_by,
                report_body(report),
            ),
        )

    def add_claims(self, claims: Sequence[Claim], vectors: Matrix, keys: Sequence[Iterable[KeyedMoment]]) -> Rows:
        """See ClaimChange."""
        rows = []
        for rank, (claim, vector, keyed) in enumerate(zip(claims, vectors, keys, strict=True)):
            row = self._db.execute(
                """INSERT INTO claims (id, report, rank, outlet, published, kind, unit, event, country, fact,
                   body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                (
                    claim.id,
                    claim.report_id,
                    rank,
                    *claim_columns(claim),
                    fact_id(claim.id),
                    claim_body(claim),
                ),
            ).lastrowid
            assert row is not None
            rows.append(row)
            packed = np.asarray(vector, dtype="<f4").tobytes()
            self._db.execute("INSERT INTO vectors VALUES (?, ?)", (row, packed))
            labels = [(label, row) for label in place_labels(claim)]
            self._db.executemany("INSERT INTO claim_places VALUES (?, ?)", labels)
            moments = [(key, at, row) for key, at in set(keyed)]
            self._db.executemany("INSERT INTO claim_keys VALUES (?, ?, ?)", moments)
        return np.array(rows, dtype=np.int64)

    def remove_claims(self, report_id: str) -> None:
        """See ClaimChange."""
        self._db.execute("DELETE FROM claims WHERE report = ?", (report_id,))

    def supersede(self, ids: Iterable[str], by: str) -> None:
        """See ClaimChange."""
        names = listed(ids)
        self._db.execute("DELETE FROM claims WHERE report IN (SELECT value FROM json_each(?))", (names,))
        sql = f"UPDATE reports SET superseded_by = ?, copy_of = NULL WHERE {_NAMED}"
        self._db.execute(sql, (by, names))

    def remove_report(self, id: str) -> None:
        """See ClaimChange."""
        self._db.execute("DELETE FROM reports WHERE id = ?", (id,))

    def add_comparisons(self, comparisons: Iterable[Comparison]) -> None:
        """See ClaimChange."""
        self._db.executemany(
            "INSERT INTO comparisons VALUES (?, ?, ?, ?, ?)",
            [(each.a, each.b, each.verdict, each.same_fact, comparison_body(each)) for each in comparisons],
        )

    def add_discrepancies(self, found: Mapping[str, tuple[Comparison, float]], at: datetime) -> None:
        """See ClaimChange."""
        self._db.executemany(
            "INSERT INTO discrepancies VALUES (?, ?, ?, ?, ?)",
            [(id, each.a, each.b, severity, each.dispute) for id, (each, severity) in found.items()],
        )
        self._db.executemany(
            "INSERT OR IGNORE INTO reviews VALUES (?, ?, 'open', NULL)", [(id, moment(at)) for id in found]
        )

    def set_facts(self, facts: Mapping[str, str]) -> None:
        """See ClaimChange."""
        sql = "UPDATE claims SET fact = ? WHERE id = ?"
        self._db.executemany(sql, [(fact, claim) for claim, fact in facts.items()])

    def set_copy_of(self, ids: Iterable[str], original: str | None) -> None:
        """See ClaimChange."""
        self._db.execute(f"UPDATE reports SET copy_of = ? WHERE {_NAMED}", (original, listed(ids)))

    def review(self, id: str, status: Status, note: str | None) -> None:
        """See ClaimChange."""
        self._db.execute("UPDATE reviews SET status = ?, note = ? WHERE id = ?", (status, note, id))

    def clear_findings(self) -> None:
        """See ClaimChange."""
        for table in ("discrepancies", "comparisons", "claim_keys", "vectors"):
            self._db.execute(f"DELETE FROM {table}")
        self._db.execute("UPDATE reports SET copy_of = NULL")
