"""Writing claims, in SQL that SQLite and PostgreSQL both understand."""

from __future__ import annotations

import json
from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import numpy as np

from claims.types import Claim, Comparison, Report
from index.editions import marked
from index.outlines import Outlines
from index.sql import Database
from index.sql_view import SqlView
from index.store import KeyedMoment, Review, Unfinished, moment
from index.stored_rows import comparison_body, report_body
from index.types import Header, Status
from index.vectors import Matrix, Rows

_REPORT = ("id", "outlet", "published", "url", "superseded_by", "body")


class SqlChange(SqlView):
    """One transaction that writes. Whoever opened it commits it or takes it back.

    In an edition that is in the making, what is found is not yet dated or open to review.
    """

    def __init__(self, db: Database, place: Path | str, edition: int, outlines: Outlines, making: bool) -> None:
        super().__init__(db, place, edition, outlines)
        self._making = making

    def set_header(self, header: Header) -> None:
        """See ClaimChange."""
        for name in ("format", "encoder", "dimension", "reader"):
            self._set_meta(name, str(getattr(header, name)))

    def _set_meta(self, name: str, value: str) -> None:
        self._put_meta(marked(name, self._edition), value)

    def _put_meta(self, name: str, value: str) -> None:
        self._db.run(
            "INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (name, value)
        )

    def raise_revision(self) -> None:
        """Mark that something changed."""
        self._set_meta("revision", str(self.revision() + 1))

    def add_report(self, report: Report, superseded_by: str | None = None, row: int | None = None) -> None:
        """See ClaimChange."""
        values = (report.id, report.outlet, moment(report.published), report.url, superseded_by, report_body(report))
        if row is None:
            self._db.insert("reports", _REPORT, [values])
        else:
            self._db.insert("reports", (*_REPORT, "row"), [(*values, row)])

    def add_claims(self, claims: Sequence[Claim], vectors: Matrix, keys: Sequence[Iterable[KeyedMoment]]) -> Rows:
        """See ClaimChange."""
        rows = self._new_rows(len(claims))
        if self._uncommitted is None and rows:
            self._uncommitted = rows[0]
        self._insert_claims(rows, claims)
        self._insert_vectors(rows, claims, vectors)
        keyed = [(key, at, row) for row, each in zip(rows, keys, strict=True) for key, at in sorted(set(each))]
        self._db.insert("claim_keys", ("key", "moment", "claim"), keyed)
        return np.array(rows, dtype=np.int64)

    @abstractmethod
    def _new_rows(self, count: int) -> list[int]:
        """Numbers that no claim ever had, ascending, each above all before."""

    @abstractmethod
    def _insert_claims(self, rows: Sequence[int], claims: Sequence[Claim]) -> None:
        """Store claims, each as a fact of its own."""

    @abstractmethod
    def _insert_vectors(self, rows: Sequence[int], claims: Sequence[Claim], vectors: Matrix) -> None:
        """Store the vector of each claim, and what it is filtered by."""

    @abstractmethod
    def _drop_claims(self, reports: Sequence[str]) -> None:
        """Remove the claims of these reports with their vectors, keys and comparisons."""

    def remove_claims(self, report_id: str) -> None:
        """See ClaimChange."""
        self._drop_claims([report_id])

    def supersede(self, ids: Iterable[str], by: str) -> None:
        """See ClaimChange."""
        names = list(ids)
        self._drop_claims(names)
        sql = f"UPDATE reports SET superseded_by = ?, copy_of = NULL WHERE id {self._db.among}"
        self._db.run(sql, (by, self._db.listed(names)))

    def remove_report(self, id: str) -> None:
        """See ClaimChange."""
        self._drop_claims([id])
        self._db.run("DELETE FROM reports WHERE id = ?", (id,))

    def add_comparisons(self, comparisons: Iterable[Comparison]) -> None:
        """See ClaimChange."""
        rows = [(each.a, each.b, each.verdict, each.same_fact, comparison_body(each)) for each in comparisons]
        self._db.insert("comparisons", ("a", "b", "verdict", "same_fact", "body"), rows)

    def add_discrepancies(self, found: Mapping[str, tuple[Comparison, float]], at: datetime) -> None:
        """See ClaimChange."""
        rows = [(id, each.a, each.b, severity, each.dispute) for id, (each, severity) in found.items()]
        self._db.insert("discrepancies", ("id", "a", "b", "severity", "dispute"), rows)
        if not self._making:
            sql = "INSERT INTO reviews VALUES (?, ?, 'open', NULL) ON CONFLICT DO NOTHING"
            self._db.run_each(sql, [(id, moment(at)) for id in found])

    def set_facts(self, facts: Mapping[str, str]) -> None:
        """See ClaimChange."""
        self._db.run_each("UPDATE claims SET fact = ? WHERE id = ?", [(fact, claim) for claim, fact in facts.items()])

    def set_copy_of(self, ids: Iterable[str], original: str | None) -> None:
        """See ClaimChange."""
        sql = f"UPDATE reports SET copy_of = ? WHERE id {self._db.among}"
        self._db.run(sql, (original, self._db.listed(ids)))

    def review(self, id: str, status: Status, note: str | None) -> None:
        """See ClaimChange."""
        self._db.run("UPDATE reviews SET status = ?, note = ? WHERE id = ?", (status, note, id))

    def restore_reviews(self, reviews: Iterable[Review]) -> None:
        """See ClaimChange."""
        self._db.run_each(
            """INSERT INTO reviews VALUES (?, ?, ?, ?) ON CONFLICT (id)
               DO UPDATE SET found = excluded.found, status = excluded.status, note = excluded.note""",
            [(each.id, moment(each.found), each.status, each.note) for each in reviews],
        )

    def set_unfinished(self, copy: Unfinished | None) -> None:
        """See ClaimChange."""
        if copy is None:
            self._db.run("DELETE FROM meta WHERE name = ?", (marked("copying", self._edition),))
        else:
            self._set_meta("copying", json.dumps([copy.source, copy.last]))

    @abstractmethod
    def successor(self) -> SqlChange:
        """See ClaimChange."""

    def hand_over(self, at: datetime) -> int:
        """See ClaimChange."""
        following = self.successor()
        self._db.run(
            f"""INSERT INTO reviews SELECT id, ?, 'open', NULL FROM discrepancies_{following.edition} WHERE true
            ON CONFLICT DO NOTHING""",
            (moment(at),),
        )
        revision = max(self.revision(), following.revision()) + 1
        following._set_meta("revision", str(revision))
        self._put_meta("edition", str(following.edition))
        return revision
