"""A connection to PostgreSQL as the shared queries want it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from psycopg import Connection
from psycopg.rows import DictRow

from index.editions import in_edition


@lru_cache(maxsize=512)
def _translated(sql: str, edition: int) -> bytes:
    """On the tables of an edition, question marks as psycopg writes them."""
    return in_edition(sql, edition).replace("?", "%s").encode()


def _clean(value: object) -> object:
    """PostgreSQL's text holds no NUL. Nothing stored has one: this is what somebody asks for, or notes."""
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value


class PostgresDatabase:
    """A connection to PostgreSQL inside one transaction; see Database."""

    among = "= ANY (?)"

    def __init__(self, connection: Connection[DictRow], edition: int) -> None:
        self.connection = connection
        self._edition = edition

    def listed(self, values: Iterable[str] | Iterable[int]) -> object:
        """See Database."""
        return [_clean(value) for value in values]

    def all(self, sql: str, values: Sequence[object] = ()) -> Sequence[DictRow]:
        """See Database."""
        return self.connection.execute(_translated(sql, self._edition), [_clean(value) for value in values]).fetchall()

    def one(self, sql: str, values: Sequence[object] = ()) -> DictRow | None:
        """See Database."""
        return self.connection.execute(_translated(sql, self._edition), [_clean(value) for value in values]).fetchone()

    def blocks(self, sql: str, values: Sequence[object], size: int) -> Iterator[list[DictRow]]:
        """The answer, some rows at a time, none of the rest in memory."""
        with self.connection.cursor(name="blocks", binary=True) as cursor:
            cursor.execute(_translated(sql, self._edition), values)
            while rows := cursor.fetchmany(size):
                yield rows

    def run(self, sql: str, values: Sequence[object] = ()) -> None:
        """See Database."""
        self.connection.execute(_translated(sql, self._edition), [_clean(value) for value in values])

    def run_each(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """See Database."""
        with self.connection.cursor() as cursor:
            cursor.executemany(_translated(sql, self._edition), rows)

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """See Database."""
        with self.connection.cursor() as cursor, cursor.copy(self._copying(table, columns)) as copy:
            for row in rows:
                copy.write_row(row)

    def load(self, table: str, columns: Mapping[str, str], rows: Iterable[Sequence[object]]) -> None:
        """Insert rows as they lie in memory: vectors lose time in being written out. The columns' types are said."""
        copying = self._copying(table, columns) + b" WITH (FORMAT binary)"
        with self.connection.cursor() as cursor, cursor.copy(copying) as copy:
            copy.set_types(list(columns.values()))
            for row in rows:
                copy.write_row(row)

    def _copying(self, table: str, columns: Iterable[str]) -> bytes:
        return in_edition(f"COPY {table} ({', '.join(columns)}) FROM STDIN", self._edition).encode()
