"""The default store: one SQLite file in a folder."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from shutil import rmtree
from threading import Lock
from urllib.parse import quote

from index.editions import Successor
from index.errors import (
    LibraryClosed,
    LibraryMissing,
    LibraryReadOnly,
    StoreCorrupt,
    StoreUnavailable,
)
from index.formats import check_format
from index.lock import FolderLock, Turns
from index.migrations import KNOWN, migrate, stored_version
from index.outlines import Outlines
from index.snapshot import FaissKeeper
from index.sqlite_editions import VECTORS, begin, drop, in_use, left_over, vectors_folder
from index.sqlite_view import SqliteChange, SqliteView
from index.types import Header

FILE = "library.sqlite"
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
        self._write_lock = Turns()
        self._succession = Lock()
        self._outlines = Outlines()
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
            raise StoreUnavailable(self._folder, self._explained(str(error))) from error
        except sqlite3.DatabaseError as error:
            if type(error) is not sqlite3.DatabaseError:
                raise  # a mistake of the caller, not of the file
            raise StoreCorrupt(self._folder, str(error)) from error

    def _explained(self, problem: str) -> str:
        """SQLite's word for what went wrong, and why that may be."""
        if (self._folder / FILE).is_file() and not os.access(self._folder, os.W_OK):
            return f"{problem}; the folder cannot be written to, as SQLite must even to read what was not closed"
        return problem

    def _unchanging(self) -> bool:
        """True on a disk that is mounted read-only, where all is in the one file: it can be read as it stands."""
        log = self._folder / f"{FILE}-wal"
        return bool(os.statvfs(self._folder).f_flag & os.ST_RDONLY) and not (log.exists() and log.stat().st_size)

    def _connect(self, writable: bool) -> sqlite3.Connection:
        mode = "rwc" if writable else "ro&immutable=1" if self._unchanging() else "ro"
        uri = f"file:{quote(str((self._folder / FILE).absolute()))}?mode={mode}"
        db = sqlite3.connect(uri, uri=True, timeout=BUSY, isolation_level=None, check_same_thread=False)
        try:
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA foreign_keys = ON")
            if writable:
                db.execute("PRAGMA journal_mode = WAL")
                db.execute("PRAGMA synchronous = FULL")
                db.execute("PRAGMA secure_delete = FAST")  # some builds would write zeros over all that is dropped
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
    def read(self, edition: int | None = None) -> Iterator[SqliteView]:
        """See ClaimStore. Of the edition in use, unless told otherwise."""
        with self._translated():
            db = self._borrow()
            try:
                db.execute("BEGIN")
                yield SqliteView(db, self._folder, edition or in_use(db), self._outlines_of(edition))
            finally:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                self._give_back(db)

    @contextmanager
    def write(self, edition: int | None = None) -> Iterator[SqliteChange]:
        """See ClaimStore. To the edition in use, unless told otherwise."""
        with self._transaction() as db:
            outlines, making = self._outlines_of(edition), edition is not None
            change = SqliteChange(db, self._folder, edition or in_use(db), outlines, making)
            change.raise_revision()
            yield change

    def _outlines_of(self, edition: int | None) -> Outlines:
        """What is remembered of the edition in use. One in the making may be given up, and its rows used again."""
        return self._outlines if edition is None else Outlines()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """The one connection that writes, committed at the end, or taken back where this raises."""
        if self._read_only:
            raise LibraryReadOnly(self._folder)
        with self._write_lock, self._translated():
            db = self._open_writer()
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
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
            for table in left_over(self._writer):
                drop(self._writer, table)
            self._remove_folders(in_use(self._writer))
        return self._writer

    @contextmanager
    def successor(self) -> Iterator[Successor]:
        """See ClaimStore."""
        with self._succession:
            with self._transaction() as db:
                following = in_use(db) + 1
                begin(db, following)
            try:
                yield Successor(self, following)
            finally:
                with suppress(LibraryClosed):
                    self._drop_left_over()

    def _drop_left_over(self) -> None:
        """Table by table, so that writers wait for one at most."""
        while True:
            with self._write_lock, self._translated():
                table = next(iter(left_over(db := self._open_writer())), None)
                if table is None:
                    return
                drop(db, table)

    def _remove_folders(self, edition: int) -> None:
        """Remove the vectors of other editions: what a crash left."""
        for folder in self._folder.glob(f"{VECTORS}*"):
            if folder != self._folder / vectors_folder(edition):
                rmtree(folder, ignore_errors=True)

    @property
    def place(self) -> Path:
        """See ClaimStore."""
        return self._folder

    def keeper(self, header: Header, edition: int | None = None) -> FaissKeeper:
        """See ClaimStore."""
        if edition is None:
            with self.read() as view:
                edition = view.edition
        folder, read = self._folder / vectors_folder(edition), partial(self.read, edition)
        return FaissKeeper(folder, header, read, lambda: self.writing, edition)

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
