"""What the queries of `sql_*` need of a connection, so that SQLite and PostgreSQL share them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

Value = str | int | float | bytes | None


class Row(Protocol):
    """A row of an answer, or what stands for one."""

    def __getitem__(self, name: str, /) -> Any: ...  # noqa: ANN401 - whatever the column holds


class Database(Protocol):
    """One connection inside one transaction. In its SQL a question mark stands for each value."""

    @property
    def among(self) -> str:
        """What follows a column that is to be one of the values of a list: `id {among}`."""

    def listed(self, values: Iterable[str] | Iterable[int]) -> object:
        """Any number of values as the one parameter of `among`."""

    def all(self, sql: str, values: Sequence[object] = ()) -> Sequence[Row]:
        """Every row of the answer."""

    def one(self, sql: str, values: Sequence[object] = ()) -> Row | None:
        """The first row of the answer; None where there is none."""

    def run(self, sql: str, values: Sequence[object] = ()) -> None:
        """Carry out a statement that answers nothing."""

    def run_each(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Carry out a statement once for each row of values."""

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Insert any number of rows."""
