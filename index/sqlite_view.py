"""Reading and writing claims in SQLite: what differs from other databases."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import repeat
from pathlib import Path

import numpy as np

from claims.types import Claim
from index.editions import in_edition
from index.errors import StoreCorrupt
from index.grouping import fact_id
from index.labels import place_names
from index.outlines import Outlines
from index.sql_change import SqlChange
from index.sql_reports import numbers
from index.sql_view import SqlView
from index.store import KeyedMoment, VectorBlock, joined
from index.stored_rows import claim_body, claim_columns, labels_from
from index.vectors import Matrix, Rows

BLOCK = 4096  # vectors read at a time: 6 MB of them

_CLAIM = ("row", "id", "report", "rank", "fact", "body", "outlet", "published", "kind", "unit", "event", "country")
_KEYED = """WITH sought AS
    (SELECT json_extract(value, '$[0]') AS key, json_extract(value, '$[1]') AS at FROM json_each(?3))
    SELECT (SELECT json_group_array(claim) FROM (SELECT k.claim FROM claim_keys k
            WHERE k.key = sought.key AND k.moment >= sought.at - ?1 AND k.moment < sought.at
            ORDER BY k.moment DESC, k.claim DESC LIMIT ?2)) AS earlier,
        (SELECT json_group_array(claim) FROM (SELECT k.claim FROM claim_keys k
            WHERE k.key = sought.key AND k.moment >= sought.at AND k.moment <= sought.at + ?1
            ORDER BY k.moment, k.claim LIMIT ?2)) AS later FROM sought"""


class SqliteDatabase:
    """A connection to SQLite; see Database."""

    among = "IN (SELECT value FROM json_each(?))"

    def __init__(self, connection: sqlite3.Connection, edition: int) -> None:
        self.connection = connection
        self._edition = edition

    def listed(self, values: Iterable[str] | Iterable[int]) -> object:
        """See Database."""
        return json.dumps(list(values))

    def all(self, sql: str, values: Sequence[object] = ()) -> Sequence[sqlite3.Row]:
        """See Database."""
        return self.connection.execute(in_edition(sql, self._edition), values).fetchall()

    def one(self, sql: str, values: Sequence[object] = ()) -> sqlite3.Row | None:
        """See Database."""
        row: sqlite3.Row | None = self.connection.execute(in_edition(sql, self._edition), values).fetchone()
        return row

    def blocks(self, sql: str, values: Sequence[object], size: int) -> Iterator[list[sqlite3.Row]]:
        """The answer, some rows at a time."""
        cursor = self.connection.execute(in_edition(sql, self._edition), values)
        while rows := cursor.fetchmany(size):
            yield rows

    def run(self, sql: str, values: Sequence[object] = ()) -> None:
        """See Database."""
        self.connection.execute(in_edition(sql, self._edition), values)

    def run_each(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """See Database."""
        self.connection.executemany(in_edition(sql, self._edition), rows)

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """See Database."""
        marks = ", ".join(repeat("?", len(columns)))
        self.run_each(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)


class SqliteView(SqlView):
    """Everything that can be read, over one connection, inside one transaction."""

    _db: SqliteDatabase
    _place: Path

    def __init__(self, connection: sqlite3.Connection, folder: Path, edition: int, outlines: Outlines) -> None:
        super().__init__(SqliteDatabase(connection, edition), folder, edition, outlines)

    def keyed(self, keys: Iterable[KeyedMoment], reach: timedelta, limit: int) -> list[int]:
        """See ClaimView."""
        span = reach // timedelta(microseconds=1)
        found: set[int] = set()
        for row in self._db.all(_KEYED, (span, limit, json.dumps(list(keys)))):
            found.update(json.loads(row["earlier"]), json.loads(row["later"]))
        return sorted(found)

    def generation(self) -> str:
        """See VectorView."""
        return self._meta()["generation"]

    def removed_rows(self) -> Rows:
        """See VectorView."""
        return numbers(self._db.all("SELECT claim FROM removed_vectors ORDER BY claim"), "claim")

    def vectors_of(self, rows: Rows) -> VectorBlock:
        """See VectorView."""
        asked = self._db.listed(rows.tolist())
        found = list(self._vectors(f"v.claim {self._db.among}", asked))
        return found[0] if len(found) == 1 else joined(found, self._dimension())

    def vectors(self, after: int) -> Iterator[VectorBlock]:
        """See ClaimView."""
        return self._vectors("v.claim > ?", after)

    def _dimension(self) -> int:
        header = self.header()
        return header.dimension if header else 0

    def _vectors(self, where: str, value: object) -> Iterator[VectorBlock]:
        size = self._dimension() * 4
        sql = f"""SELECT v.claim, v.vector, c.published, c.outlet, c.kind, c.unit, c.event,
            (SELECT json_group_array(label) FROM claim_places WHERE claim = v.claim) AS places
            FROM vectors v JOIN claims c ON c.row = v.claim WHERE {where} ORDER BY v.claim"""
        for rows in self._db.blocks(sql, (value,), BLOCK):
            odd = next((row["claim"] for row in rows if len(row["vector"]) != size), None)
            if odd is not None:
                problem = f"the vector of row {odd} is damaged; run `twosource rebuild`"
                raise StoreCorrupt(self._place, problem)
            values = np.frombuffer(b"".join(row["vector"] for row in rows), dtype="<f4")
            vectors: Matrix = values.reshape(len(rows), -1).astype(np.float32)
            labels = tuple(labels_from(row) for row in rows)
            yield VectorBlock(numbers(rows, "claim"), vectors, numbers(rows, "published"), labels)

    def _unpacked(self, vector: bytes) -> Matrix:
        return np.frombuffer(vector, dtype="<f4").astype(np.float32)

    def _bytes(self) -> int:
        return sum(path.stat().st_size for path in self._place.glob("library.sqlite*"))

    def _damage(self) -> Iterator[str]:
        for row in self._db.all("PRAGMA integrity_check"):
            if row[0] != "ok":
                yield str(row[0])
        for row in self._db.all("PRAGMA foreign_key_check"):
            yield f"a row of {row['table']} names something that is not in {row['parent']}"


class SqliteChange(SqliteView, SqlChange):
    """One transaction that writes. Whoever opened it commits it or takes it back."""

    def __init__(
        self, connection: sqlite3.Connection, folder: Path, edition: int, outlines: Outlines, making: bool = False
    ) -> None:
        SqlChange.__init__(self, SqliteDatabase(connection, edition), folder, edition, outlines, making)

    def successor(self) -> SqliteChange:
        """See ClaimChange."""
        following = SqliteChange(self._db.connection, self._place, self._edition + 1, Outlines(), making=True)
        following.raise_revision()
        return following

    def _new_rows(self, count: int) -> list[int]:
        """Above those of every edition, one that is in the making too."""
        last = self._db.one("SELECT coalesce(max(seq), 0) AS n FROM sqlite_sequence WHERE name GLOB ?", ("claims*",))
        first = int(last["n"]) + 1 if last else 1
        return list(range(first, first + count))

    def _insert_claims(self, rows: Sequence[int], claims: Sequence[Claim]) -> None:
        stored = [
            (row, claim.id, claim.report_id, rank, fact_id(claim.id), claim_body(claim), *claim_columns(claim))
            for rank, (row, claim) in enumerate(zip(rows, claims, strict=True))
        ]
        self._db.insert("claims", _CLAIM, stored)

    def _insert_vectors(self, rows: Sequence[int], claims: Sequence[Claim], vectors: Matrix) -> None:
        packed = [(row, vector.tobytes()) for row, vector in zip(rows, np.asarray(vectors, dtype="<f4"), strict=True)]
        self._db.insert("vectors", ("claim", "vector"), packed)
        places = [(name, row) for row, claim in zip(rows, claims, strict=True) for name in place_names(claim)]
        self._db.insert("claim_places", ("label", "claim"), places)

    def hand_over(self, at: datetime) -> int:
        """See ClaimChange. No row comes back, though the sequence of the edition in use goes with it."""
        (last,) = (row - 1 for row in self._new_rows(1))
        name = f"claims_{self._edition + 1}"
        self._db.run("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
        self._db.run("INSERT INTO sqlite_sequence VALUES (?, ?)", (name, last))
        return super().hand_over(at)

    def _drop_claims(self, reports: Sequence[str]) -> None:
        self._db.run(f"DELETE FROM claims WHERE report {self._db.among}", (self._db.listed(reports),))
