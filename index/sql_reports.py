"""Reading reports and claims, in SQL that SQLite and PostgreSQL both understand."""

from __future__ import annotations

import json
from abc import abstractmethod
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from claims.types import Claim, Comparison, Report
from index.cursor import Key
from index.editions import said_of
from index.errors import StoreCorrupt, StoreUnavailable
from index.outlines import Outlines
from index.sql import Database, Row
from index.store import Arrival, KeyedMoment, Link, Outdated, Outline, Unfinished
from index.stored_claims import CLAIM, claim_from, outline_from
from index.stored_rows import REPORT, comparison_from, report_from
from index.types import Header
from index.vectors import Matrix, Rows

_LINKS = """SELECT m.a, m.b, m.verdict, m.same_fact FROM comparisons m WHERE m.{side} {among}
    AND (m.verdict = 'conflicts' OR (m.verdict IN ('agrees', 'updates') AND m.same_fact >= ?))"""


class SqlReports:
    """Reports, claims and what compares them, over one connection inside one transaction."""

    def __init__(self, db: Database, place: Path | str, edition: int, outlines: Outlines) -> None:
        self._db = db
        self._place = place
        self._edition = edition
        self._outlines = outlines
        self._uncommitted: int | None = None
        """The first row that this transaction gave away."""

    @property
    def edition(self) -> int:
        """See ClaimView."""
        return self._edition

    def _meta(self) -> dict[str, str]:
        """What is said of the whole edition, by name."""
        rows = self._db.all("SELECT name, value FROM meta")
        return said_of(self._edition, {row["name"]: row["value"] for row in rows})

    def header(self) -> Header | None:
        """See ClaimView."""
        meta = self._meta()
        if "copying" in meta:
            raise StoreUnavailable(self._place, "holds an unfinished copy; run `twosource copy` again to finish it")
        stated = [meta[name] for name in ("format", "encoder", "dimension", "reader") if name in meta]
        if not stated:
            return None
        try:
            format, encoder, dimension, reader = stated
            return Header(int(format), encoder, int(dimension), reader)
        except ValueError as error:
            raise StoreCorrupt(self._place, f"its header is damaged: {stated}") from error

    def unfinished(self) -> Unfinished | None:
        """See ClaimView."""
        copying = self._meta().get("copying")
        return None if copying is None else Unfinished(*json.loads(copying))

    def revision(self) -> int:
        """See ClaimView."""
        return int(self._meta().get("revision", 0))

    def report(self, id: str) -> Report | None:
        """See ClaimView."""
        row = self._db.one(f"SELECT {REPORT} FROM reports r WHERE r.id = ?", (id,))
        return None if row is None else report_from(row)

    def superseded_by(self, id: str) -> str | None:
        """See ClaimView."""
        row = self._db.one("SELECT superseded_by FROM reports WHERE id = ?", (id,))
        return None if row is None else row["superseded_by"]

    def versions(self, report: Report) -> list[Report]:
        """See ClaimView."""
        sql = f"SELECT {REPORT} FROM reports r WHERE r.url = ? AND r.outlet = ? ORDER BY r.published, r.row"
        return [report_from(row) for row in self._db.all(sql, (report.url, report.outlet))]

    def reports(self, after: Key | None, limit: int) -> list[Report]:
        """See ClaimView."""
        where, values = ("AND (r.published, r.id) < (?, ?)", after) if after else ("", ())
        sql = f"""SELECT {REPORT} FROM reports r WHERE r.superseded_by IS NULL {where}
            ORDER BY r.published DESC, r.id DESC LIMIT ?"""
        return [report_from(row) for row in self._db.all(sql, (*values, limit))]

    def history(self, after: str, limit: int) -> list[Report]:
        """See ClaimView."""
        sql = f"""SELECT {REPORT} FROM reports r
            WHERE r.row > coalesce((SELECT l.row FROM reports l WHERE l.id = ?), 0) ORDER BY r.row LIMIT ?"""
        return [report_from(row) for row in self._db.all(sql, (after, limit))]

    def arrivals(self, after: int, limit: int) -> list[Arrival]:
        """See ClaimView."""
        sql = f"SELECT r.row, r.superseded_by, {REPORT} FROM reports r WHERE r.row > ? ORDER BY r.row LIMIT ?"
        rows = self._db.all(sql, (after, limit))
        return [Arrival(row["row"], report_from(row), row["superseded_by"]) for row in rows]

    def arrived(self, after: int) -> int:
        """See ClaimView."""
        row = self._db.one("SELECT count(*) AS n FROM reports WHERE row > ?", (after,))
        return int(row["n"]) if row else 0

    def outdated(self) -> Outdated:
        """See ClaimView."""
        following = f"reports_{self._edition + 1}"
        lost = self._db.all(
            f"""SELECT s.id FROM {following} s
            WHERE NOT EXISTS (SELECT 1 FROM reports r WHERE r.row = s.row AND r.id = s.id) ORDER BY s.row"""
        )
        superseded = self._db.all(
            f"""SELECT s.id, r.superseded_by FROM {following} s JOIN reports r ON r.row = s.row AND r.id = s.id
            WHERE s.superseded_by IS NULL AND r.superseded_by IS NOT NULL ORDER BY s.row"""
        )
        return Outdated(tuple(row["id"] for row in lost), {row["id"]: row["superseded_by"] for row in superseded})

    def copied(self, ids: Iterable[str]) -> set[str]:
        """See ClaimView."""
        sql = f"SELECT id FROM reports WHERE copy_of IS NOT NULL AND id {self._db.among}"
        return {row["id"] for row in self._db.all(sql, (self._db.listed(ids),))}

    def copies(self, id: str) -> list[Report]:
        """See ClaimView."""
        sql = f"""SELECT {REPORT} FROM reports r WHERE r.copy_of = ? AND r.superseded_by IS NULL
            ORDER BY r.published, r.id"""
        return [report_from(row) for row in self._db.all(sql, (id,))]

    def report_claims(self, id: str) -> list[Claim]:
        """See ClaimView."""
        sql = f"SELECT {CLAIM} FROM claims c WHERE c.report = ? ORDER BY c.rank"
        return [claim_from(row) for row in self._db.all(sql, (id,))]

    def report_vectors(self, id: str) -> Matrix:
        """See ClaimView."""
        sql = "SELECT v.vector FROM claims c JOIN vectors v ON v.claim = c.row WHERE c.report = ? ORDER BY c.rank"
        vectors = [self._unpacked(row["vector"]) for row in self._db.all(sql, (id,))]
        return np.stack(vectors) if vectors else np.empty((0, 0), dtype=np.float32)

    @abstractmethod
    def _unpacked(self, vector: Any) -> Matrix:  # noqa: ANN401 - whatever the column holds
        """The numbers of a stored vector."""

    def report_keys(self, id: str) -> list[list[KeyedMoment]]:
        """See ClaimView."""
        sql = """SELECT c.rank, k.key, k.moment FROM claims c LEFT JOIN claim_keys k ON k.claim = c.row
            WHERE c.report = ? ORDER BY c.rank, k.key, k.moment"""
        by_claim: dict[int, list[KeyedMoment]] = {}
        for row in self._db.all(sql, (id,)):
            held = by_claim.setdefault(row["rank"], [])
            if row["key"] is not None:
                held.append((row["key"], row["moment"]))
        return list(by_claim.values())

    def claims(self, ids: Iterable[str]) -> dict[str, Claim]:
        """See ClaimView."""
        sql = f"SELECT {CLAIM} FROM claims c WHERE c.id {self._db.among}"
        found = [claim_from(row) for row in self._db.all(sql, (self._db.listed(ids),))]
        return {claim.id: claim for claim in found}

    def claims_at(self, rows: Iterable[int]) -> dict[int, Claim]:
        """See ClaimView."""
        sql = f"SELECT c.row, {CLAIM} FROM claims c WHERE c.row {self._db.among}"
        return {row["row"]: claim_from(row) for row in self._db.all(sql, (self._db.listed(rows),))}

    def outlines_at(self, rows: Iterable[int]) -> dict[int, Outline]:
        """See ClaimView."""
        found = {row: self._outlines.at(row) for row in rows}
        unknown = [row for row, outline in found.items() if outline is None]
        known = {row: outline for row, outline in found.items() if outline is not None}
        sql = f"SELECT c.row, c.body FROM claims c WHERE c.row {self._db.among}"
        for each in self._db.all(sql, (self._db.listed(unknown),)) if unknown else ():
            row = each["row"]
            known[row] = outline_from(each)
            if self._uncommitted is None or row < self._uncommitted:
                self._outlines.keep(row, known[row])
        return known

    def claims_of(self, report_ids: Iterable[str]) -> list[Claim]:
        """See ClaimView."""
        sql = f"SELECT {CLAIM} FROM claims c WHERE c.report {self._db.among} ORDER BY c.row"
        return [claim_from(row) for row in self._db.all(sql, (self._db.listed(report_ids),))]

    def rows_of(self, report_ids: Iterable[str]) -> Rows:
        """See ClaimView."""
        sql = f"SELECT c.row FROM claims c WHERE c.report {self._db.among} ORDER BY c.row"
        return numbers(self._db.all(sql, (self._db.listed(report_ids),)), "row")

    def vector_rows(self) -> Rows:
        """See ClaimView."""
        return numbers(self._db.all("SELECT claim FROM vectors ORDER BY claim"), "claim")

    def comparisons(self, claim_ids: Iterable[str]) -> list[Comparison]:
        """See ClaimView."""
        sql = f"""SELECT a, b, body FROM comparisons WHERE a {self._db.among}
            UNION SELECT a, b, body FROM comparisons WHERE b {self._db.among} ORDER BY a, b"""
        ids = self._db.listed(claim_ids)
        return [comparison_from(row) for row in self._db.all(sql, (ids, ids))]

    def facts(self, claim_ids: Iterable[str]) -> dict[str, str]:
        """See ClaimView."""
        sql = f"SELECT id, fact FROM claims WHERE id {self._db.among}"
        return {row["id"]: row["fact"] for row in self._db.all(sql, (self._db.listed(claim_ids),))}

    def fact_members(self, facts: Iterable[str]) -> dict[str, int]:
        """See ClaimView."""
        sql = f"SELECT id, published FROM claims WHERE fact {self._db.among}"
        return {row["id"]: row["published"] for row in self._db.all(sql, (self._db.listed(facts),))}

    def links(self, claim_ids: Iterable[str], same_fact: float) -> list[Link]:
        """See ClaimView."""
        one, other = (_LINKS.format(side=side, among=self._db.among) for side in "ab")
        ids = self._db.listed(claim_ids)
        rows = self._db.all(f"{one} UNION {other} ORDER BY a, b", (ids, same_fact, ids, same_fact))
        return [Link(row["a"], row["b"], row["same_fact"], row["verdict"] == "conflicts") for row in rows]

    def dismissed(self, claim_ids: Iterable[str]) -> set[str]:
        """See ClaimView."""
        sql = "SELECT d.id FROM discrepancies d JOIN reviews v ON v.id = d.id WHERE v.status = 'dismissed' AND d."
        one, other = (f"{sql}{side} {self._db.among}" for side in "ab")
        ids = self._db.listed(claim_ids)
        return {row["id"] for row in self._db.all(f"{one} UNION {other}", (ids, ids))}


def numbers(rows: Iterable[Row], column: str) -> Rows:
    """One column of an answer."""
    return np.fromiter((row[column] for row in rows), dtype=np.int64)
