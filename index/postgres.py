"""The store for more than one machine: PostgreSQL with pgvector, from any number of processes at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock

import psycopg
from pgvector.psycopg import register_vector
from psycopg import Connection, errors
from psycopg.rows import DictRow, dict_row
from psycopg_pool import ConnectionPool, PoolClosed, PoolTimeout

from index.editions import FIRST, Successor
from index.errors import LibraryClosed, LibraryReadOnly, StoreCorrupt, StoreUnavailable
from index.formats import check_format
from index.outlines import Outlines
from index.postgres_address import connection_words, shown
from index.postgres_change import PostgresChange
from index.postgres_editions import begin, drop_left_over, held_in_use, in_use
from index.postgres_steps import KNOWN, migrate, stored_version
from index.postgres_vectors import SEARCHING, PostgresKeeper
from index.postgres_view import PostgresView
from index.types import Header

CONNECTIONS = 20  # at most, for each process; a server takes 100 unless told otherwise
PATIENCE = 30.0  # seconds to wait for a connection while all are in use

# Writers queue for this, the first thing that a change asks for: then none can wait for another in a circle.
# Libraries in other schemas of the database have a queue of their own.
_QUEUE = "SELECT pg_advisory_xact_lock(hashtext('twosource'), hashtext(current_schema()))"
# Whoever makes a successor has a queue apart: it writes to other tables.
_MAKING = _QUEUE.replace("twosource", "twosource successor")
_ALONE = _QUEUE.replace("twosource", "twosource rebuild")
_LOOK = f"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; {SEARCHING}"
_WRITE = f"BEGIN ISOLATION LEVEL READ COMMITTED; {SEARCHING}"


class PostgresStore:
    """A claim store in a database. Readers see what was committed and never wait; writers take turns.

    A commit is acknowledged once the server has it on its disk (its synchronous_commit). Each transaction says
    all it needs, so that a pooler may stand between.
    """

    def __init__(self, url: str, read_only: bool = False) -> None:
        words = connection_words(url)
        self._place = shown(words)
        self._read_only = read_only
        self._write_lock = Lock()
        self._making_lock = Lock()
        self._writing = 0
        self._outlines = Outlines()
        with self._translated(), psycopg.connect(**words, row_factory=dict_row) as db:
            if read_only:
                check_format(self._place, stored_version(db, self._place), KNOWN)
            else:
                self._prepare(db)
        self._pool: ConnectionPool[Connection[DictRow]] = ConnectionPool(
            kwargs={**words, "row_factory": dict_row, "autocommit": True},
            connection_class=Connection[DictRow],
            min_size=1,
            max_size=CONNECTIONS,
            timeout=PATIENCE,
            configure=register_vector,
            check=ConnectionPool.check_connection,
            open=True,
        )

    def _prepare(self, db: Connection[DictRow]) -> None:
        """Create the tables or bring them to the newest format, where that is needed."""
        if stored_version(db, self._place) != KNOWN:
            db.execute(_QUEUE)
            migrate(db, self._place)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """PostgreSQL's errors as ours."""
        try:
            yield
        except PoolClosed as error:
            raise LibraryClosed(self._place) from error
        except PoolTimeout as error:
            raise StoreUnavailable(self._place, "all its connections are in use, or it went away") from error
        except errors.ReadOnlySqlTransaction as error:
            raise LibraryReadOnly(self._place) from error
        except (errors.DataCorrupted, errors.IndexCorrupted) as error:
            raise StoreCorrupt(self._place, _first_line(error)) from error
        except (psycopg.OperationalError, errors.InsufficientPrivilege, errors.InvalidSchemaName) as error:
            raise StoreUnavailable(self._place, _first_line(error)) from error

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection[DictRow]]:
        """A connection that has begun; committed at the end, taken back where it raises."""
        db = self._pool.getconn()
        try:
            db.execute(begin.encode())
            yield db
            db.execute("COMMIT")
        finally:
            try:
                if not db.closed and db.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
                    db.execute("ROLLBACK")
            except psycopg.OperationalError:
                db.close()
            self._pool.putconn(db)

    @contextmanager
    def read(self, edition: int | None = None) -> Iterator[PostgresView]:
        """See ClaimStore. Of the edition in use, unless told otherwise."""
        with self._translated(), self._transaction(_LOOK) as db:
            outlines = self._outlines if edition is None else Outlines()
            yield PostgresView(db, self._place, edition or held_in_use(db, _LOOK), outlines)

    @contextmanager
    def write(self, edition: int | None = None) -> Iterator[PostgresChange]:
        """See ClaimStore. Waits for other writers, in this process and in others."""
        if self._read_only:
            raise LibraryReadOnly(self._place)
        lock, queue = (self._write_lock, _QUEUE) if edition is None else (self._making_lock, _MAKING)
        with lock, self._translated(), self._transaction(f"{_WRITE}; {queue}") as db:
            self._writing += 1
            try:
                making = edition is not None
                outlines = Outlines() if making else self._outlines
                change = PostgresChange(db, self._place, edition or in_use(db), outlines, making)
                change.raise_revision()
                yield change
            finally:
                self._writing -= 1

    @contextmanager
    def successor(self) -> Iterator[Successor]:
        """See ClaimStore. One at a time in all processes: the others wait."""
        if self._read_only:
            raise LibraryReadOnly(self._place)
        with self._translated(), self._transaction(f"{_WRITE}; {_ALONE}"):
            with self._transaction(_WRITE) as db:
                following = in_use(db) + 1
                drop_left_over(db)
                begin(db, following)
            try:
                yield Successor(self, following)
            finally:
                with suppress(PoolClosed), self._transaction(_WRITE) as db:
                    drop_left_over(db)

    @property
    def place(self) -> str:
        """See ClaimStore."""
        return self._place

    def keeper(self, header: Header, edition: int | None = None) -> PostgresKeeper:
        """See ClaimStore."""
        return PostgresKeeper(header, edition or FIRST)

    @property
    def writing(self) -> bool:
        """See ClaimStore. Only while a change is in the making: any other process may write next."""
        return self._writing > 0

    def close(self) -> None:
        """See ClaimStore."""
        self._pool.close()


def _first_line(error: BaseException) -> str:
    """What went wrong, without the hints that follow."""
    return str(error).strip().partition("\n")[0] or type(error).__name__
