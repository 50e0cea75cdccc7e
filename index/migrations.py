"""The tables, as ordered steps. A step is never changed once released: the next release adds another."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from index.editions import FIRST, renumbered
from index.errors import StoreNewer
from index.sqlite_editions import in_use, parts

STEPS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
        "INSERT INTO meta VALUES ('revision', '0')",
        # Instants are microseconds since 1970, UTC. superseded_by may name a report that was removed since.
        """CREATE TABLE reports (
            row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, outlet TEXT NOT NULL,
            published INTEGER NOT NULL, url TEXT, copy_of TEXT, superseded_by TEXT,
            body TEXT NOT NULL) STRICT""",
        "CREATE INDEX reports_by_time ON reports (published, id)",
        "CREATE INDEX reports_by_url ON reports (url, outlet) WHERE url IS NOT NULL",
        "CREATE INDEX reports_by_original ON reports (copy_of) WHERE copy_of IS NOT NULL",
        # AUTOINCREMENT: a row is a vector's number, and must never come back meaning another claim.
        """CREATE TABLE claims (
            row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
            report TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
            rank INTEGER NOT NULL, outlet TEXT NOT NULL, published INTEGER NOT NULL, kind TEXT NOT NULL,
            unit TEXT, event TEXT, country TEXT, fact TEXT NOT NULL, body TEXT NOT NULL) STRICT""",
        "CREATE INDEX claims_by_report ON claims (report, rank)",
        "CREATE INDEX claims_by_time ON claims (published)",
        "CREATE INDEX claims_by_outlet ON claims (outlet, published)",
        "CREATE INDEX claims_by_event ON claims (event, published) WHERE event IS NOT NULL",
        "CREATE INDEX claims_by_unit ON claims (unit, published) WHERE unit IS NOT NULL",
        "CREATE INDEX claims_by_fact ON claims (fact)",
        """CREATE TABLE claim_places (
            label TEXT NOT NULL, claim INTEGER NOT NULL REFERENCES claims (row) ON DELETE CASCADE,
            PRIMARY KEY (label, claim)) STRICT, WITHOUT ROWID""",
        "CREATE INDEX claim_places_by_claim ON claim_places (claim)",
        """CREATE TABLE claim_keys (
            key TEXT NOT NULL, moment INTEGER NOT NULL,
            claim INTEGER NOT NULL REFERENCES claims (row) ON DELETE CASCADE,
            PRIMARY KEY (key, moment, claim)) STRICT, WITHOUT ROWID""",
        "CREATE INDEX claim_keys_by_claim ON claim_keys (claim)",
        """CREATE TABLE vectors (
            claim INTEGER PRIMARY KEY REFERENCES claims (row) ON DELETE CASCADE,
            vector BLOB NOT NULL) STRICT""",
        """CREATE TABLE comparisons (
            a TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
            b TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
            verdict TEXT NOT NULL, same_fact REAL NOT NULL, body TEXT NOT NULL,
            PRIMARY KEY (a, b), CHECK (a <> b)) STRICT, WITHOUT ROWID""",
        "CREATE INDEX comparisons_by_b ON comparisons (b)",
        """CREATE TABLE discrepancies (
            id TEXT PRIMARY KEY, a TEXT NOT NULL, b TEXT NOT NULL, severity REAL NOT NULL, dispute TEXT,
            FOREIGN KEY (a, b) REFERENCES comparisons (a, b) ON DELETE CASCADE) STRICT, WITHOUT ROWID""",
        "CREATE INDEX discrepancies_by_severity ON discrepancies (severity DESC, id)",
        "CREATE INDEX discrepancies_by_pair ON discrepancies (a, b)",
        # An editor's word outlives the discrepancy it was given on, should that be found again.
        """CREATE TABLE reviews (
            id TEXT PRIMARY KEY, found INTEGER NOT NULL, status TEXT NOT NULL,
            note TEXT) STRICT, WITHOUT ROWID""",
    ),
    (
        # Sealed vectors lie in files. They hold whatever was stored in this generation and not removed since.
        "INSERT INTO meta VALUES ('generation', lower(hex(randomblob(8))))",
        "CREATE TABLE removed_vectors (claim INTEGER PRIMARY KEY) STRICT",
        """CREATE TRIGGER vector_removed AFTER DELETE ON vectors
            BEGIN INSERT OR IGNORE INTO removed_vectors VALUES (old.claim); END""",
        "CREATE INDEX vectors_by_claim ON vectors (claim)",  # counting and listing them reads 1% of the table
    ),
    (
        # Claims are filtered inside the vector index.
        "DROP INDEX claims_by_time",
        "DROP INDEX claims_by_event",
        "DROP INDEX claims_by_unit",
    ),
)
KNOWN = len(STEPS)


def stored_version(db: sqlite3.Connection) -> int:
    """The format a file is in; 0 where it is new."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def migrate(db: sqlite3.Connection, folder: Path) -> None:
    """Bring a file to the newest format in one transaction. Raises StoreNewer for a later release's."""
    version = stored_version(db)
    if version > KNOWN:
        raise StoreNewer(folder, version, KNOWN)
    if version == KNOWN:
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        edition = in_use(db) if version else FIRST
        for step in STEPS[version:]:
            for statement in step:
                db.execute(statement if edition == FIRST else renumbered(statement, parts(db, edition), edition))
        db.execute(f"PRAGMA user_version = {KNOWN}")
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")
