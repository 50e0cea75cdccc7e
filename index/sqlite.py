"""The default store: one SQLite file in a folder."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from urllib.parse import quote

from index.errors import (
    LibraryClosed,
    LibraryMissing,
    LibraryReadOnly,
    StoreCorrupt,
    StoreUnavailable,
)
from index.formats import check_format
from index.lock import FolderLock
from index.migrations import KNOWN, migrate, stored_version
from index.snapshot import FaissKeeper
from index.sqlite_view import SqliteChange, SqliteView
from index.types import Header

FILE = "library.sqlite"
VECTORS = "vectors"  # the folder of sealed vectors, beside it
BUSY = 10.0  # seconds SQLite waits for a checkpoint or a recovery of its own to end
MIGRATION_PATIENCE = 10.0  # seconds to wait for another process that is creating the same library
IDLE_READERS = 8  # connections kept for the next reader


class SqliteStore:
    """A claim store in one file, written ahead: readers see what was committed and never wait.

    Commits are on the disk before they are acknowledged (synchronous=FULL). The folder is locked from the
    first write until this closes; a second process may read all the while.
    """

    def __init__(self, folder: Path, read_only: bool = False) -> None:
        self._folder = folder
        self._read_only = read_only
        self._lock = FolderLock(folder)
        self._write_lock = Lock()
        self._pool_lock = Lock()
        self._idle: list[sqlite3.Connection] = []
        self._writer: sqlite3.Connection | None = None
        self._closed = False
        if read_only:
            self._check_readable()
        else:
            self._prepare()

    def _check_readable(self) -> None:
        if not (self._folder / FILE).is_file():
            raise LibraryMissing(self._folder)
        with self._translated():
            db = self._connect(writable=False)
            version = stored_version(db)
            self._give_back(db)
        check_format(self._folder, version, KNOWN)

    def _prepare(self) -> None:
        """Create the file or bring it to the newest format, where that is needed."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnavailable(self._folder, f"cannot be created ({error.strerror})") from error
        with self._translated():
            if (self._folder / FILE).is_file():
                db = self._connect(writable=False)
                version = stored_version(db)
                self._give_back(db)
                if version == KNOWN:
                    return
            self._lock.acquire(MIGRATION_PATIENCE)
            try:
                db = self._connect(writable=True)
                try:
                    migrate(db, self._folder)
                finally:
                    db.close()
            finally:
                self._lock.release()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """SQLite's errors as ours."""
        try:
            yield
        except sqlite3.OperationalError as error:
            raise StoreUnavailable(self._folder, str(error)) from error
        except sqlite3.DatabaseError as error:
            if type(error) is not sqlite3.DatabaseError:
                raise  # a mistake of the caller, not of the file
            raise StoreCorrupt(self._folder, str(error)) from error

    def _connect(self, writable: bool) -> sqlite3.Connection:
        mode = "rwc" if writable else "ro"
        uri = f"file:{quote(str((self._folder / FILE).absolute()))}?mode={mode}"
        db = sqlite3.connect(uri, uri=True, timeout=BUSY, isolation_level=None, check_same_thread=False)
        try:
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA foreign_keys = ON")
            if writable:
                db.execute("PRAGMA journal_mode = WAL")
                db.execute("PRAGMA synchronous = FULL")
        except BaseException:
            db.close()
            raise
        return db

    def _borrow(self) -> sqlite3.Connection:
        with self._pool_lock:
            if self._closed:
                raise LibraryClosed(self._folder)
            if self._idle:
                return self._idle.pop()
        return self._connect(writable=False)

    def _give_back(self, db: sqlite3.Connection) -> None:
        with self._pool_lock:
            if not self._closed and len(self._idle) < IDLE_READERS:
                self._idle.append(db)
                return
        db.close()

    @contextmanager
    def read(self) -> Iterator[SqliteView]:
        """See ClaimStore."""
        with self._translated():
            db = self._borrow()
            try:
                db.execute("BEGIN")
                yield SqliteView(db, self._folder)
            finally:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                self._give_back(db)

    @contextmanager
    def write(self) -> Iterator[SqliteChange]:
        """See ClaimStore."""
        if self._read_only:
            raise LibraryReadOnly(self._folder)
        with self._write_lock, self._translated():
            db = self._open_writer()
            db.execute("BEGIN IMMEDIATE")
            try:
                change = SqliteChange(db, self._folder)
                change.raise_revision()
                yield change
                db.execute("COMMIT")
            finally:
                if db.in_transaction:
                    db.execute("ROLLBACK")

    def _open_writer(self) -> sqlite3.Connection:
        if self._closed:
            raise LibraryClosed(self._folder)
        self._lock.acquire()
        if self._writer is None:
            self._writer = self._connect(writable=True)
        return self._writer

    @property
    def place(self) -> Path:
        """See ClaimStore."""
        return self._folder

    def keeper(self, header: Header) -> FaissKeeper:
        """See ClaimStore."""
        return FaissKeeper(self._folder / VECTORS, header, self.read, lambda: self.writing)

    @property
    def writing(self) -> bool:
        """See ClaimStore."""
        return self._lock.held

    def close(self) -> None:
        """See ClaimStore."""
        with self._write_lock, self._pool_lock:
            self._closed = True
            for db in self._idle:
                db.close()
            self._idle.clear()
            if self._writer is not None:
                self._writer.close()
                self._writer = None
            self._lock.release()
