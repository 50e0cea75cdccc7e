"""The tables in PostgreSQL, as ordered steps. A step is never changed once released: the next release adds another."""

from __future__ import annotations

from psycopg import Connection
from psycopg.rows import DictRow

from index.editions import FIRST, in_edition
from index.errors import StoreCorrupt, StoreNewer
from index.postgres_editions import in_use

# Text is compared byte by byte, as Python and SQLite do, whatever language the database was made for.
_TEXT = 'text COLLATE "C"'

STEPS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE EXTENSION IF NOT EXISTS vector",
        f"CREATE TABLE meta (name {_TEXT} PRIMARY KEY, value text NOT NULL)",
        "INSERT INTO meta VALUES ('revision', '0'), ('generation', '1'), ('schema', '0')",
        # Instants are microseconds since 1970, UTC. superseded_by may name a report that was removed since.
        f"""CREATE TABLE reports (
            row bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id {_TEXT} NOT NULL UNIQUE,
            outlet {_TEXT} NOT NULL, published bigint NOT NULL, url {_TEXT}, copy_of {_TEXT},
            superseded_by {_TEXT}, body text NOT NULL)""",
        "CREATE INDEX reports_by_time ON reports (published, id)",
        # An address may be longer than a B-tree takes.
        "CREATE INDEX reports_by_url ON reports USING hash (url)",
        "CREATE INDEX reports_by_original ON reports (copy_of) WHERE copy_of IS NOT NULL",
        # A row is a vector's number, and must never come back meaning another claim.
        "CREATE SEQUENCE claim_rows",
        f"""CREATE TABLE claims (
            row bigint PRIMARY KEY, id {_TEXT} NOT NULL UNIQUE,
            report {_TEXT} NOT NULL REFERENCES reports (id), rank integer NOT NULL,
            outlet {_TEXT} NOT NULL, published bigint NOT NULL, fact {_TEXT} NOT NULL, body text NOT NULL)""",
        "CREATE INDEX claims_by_report ON claims (report, rank)",
        "CREATE INDEX claims_by_outlet ON claims (outlet)",
        "CREATE INDEX claims_by_fact ON claims (fact)",
        f"""CREATE TABLE claim_keys (
            key {_TEXT} NOT NULL, moment bigint NOT NULL,
            claim bigint NOT NULL REFERENCES claims (row) ON DELETE CASCADE)""",
        "CREATE INDEX claim_keys_by_key ON claim_keys (hashtextextended(key, 0), moment, claim)",
        "CREATE INDEX claim_keys_by_claim ON claim_keys (claim)",
        f"""CREATE TABLE comparisons (
            a {_TEXT} NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
            b {_TEXT} NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
            verdict {_TEXT} NOT NULL, same_fact double precision NOT NULL, body text NOT NULL,
            PRIMARY KEY (a, b), CHECK (a <> b))""",
        "CREATE INDEX comparisons_by_b ON comparisons (b)",
        f"""CREATE TABLE discrepancies (
            id {_TEXT} PRIMARY KEY, a {_TEXT} NOT NULL, b {_TEXT} NOT NULL,
            severity double precision NOT NULL, dispute {_TEXT},
            FOREIGN KEY (a, b) REFERENCES comparisons (a, b) ON DELETE CASCADE)""",
        "CREATE INDEX discrepancies_by_severity ON discrepancies (severity DESC, id)",
        "CREATE INDEX discrepancies_by_pair ON discrepancies (a, b)",
        # An editor's word outlives the discrepancy it was given on, should that be found again.
        f"CREATE TABLE reviews (id {_TEXT} PRIMARY KEY, found bigint NOT NULL, status {_TEXT} NOT NULL, note text)",
        # One partition a month, made as reports come; a rebuild writes another generation beside the one that
        # is being read. Vectors are written and removed with their claims, in the same transactions; they hold
        # no reference to them, so that this table alone may be spread over several servers.
        """CREATE TABLE vectors (
            claim bigint NOT NULL, generation integer NOT NULL, published bigint NOT NULL,
            labels text[] NOT NULL, vector vector NOT NULL, PRIMARY KEY (claim, generation, published))
            PARTITION BY RANGE (generation, published)""",
        "CREATE INDEX vectors_by_time ON vectors (published)",
        "CREATE INDEX vectors_by_label ON vectors USING gin (labels) WITH (fastupdate = off)",
        # What each partition holds: from `start` up to the next month. `graph`: it has an HNSW index.
        """CREATE TABLE vector_months (
            generation integer NOT NULL, start bigint NOT NULL, rows bigint NOT NULL, graph boolean NOT NULL,
            PRIMARY KEY (generation, start))""",
    ),
)
KNOWN = len(STEPS)


def stored_version(db: Connection[DictRow], place: str) -> int:
    """The format of a database; 0 where nothing is stored in it. Raises StoreCorrupt for another's tables."""
    found = db.execute(
        """SELECT relname FROM pg_class WHERE relname ~ '^(meta|vector_months(_[0-9]+)?)$' AND relkind = 'r'
           AND relnamespace = to_regnamespace(quote_ident(current_schema()))"""
    ).fetchall()
    if not found:
        return 0
    if len(found) < 2:
        raise StoreCorrupt(place, "holds tables of another program; give Twosource a database or schema of its own")
    row = db.execute("SELECT value FROM meta WHERE name = 'schema'").fetchone()
    return int(row["value"]) if row else 0


def migrate(db: Connection[DictRow], place: str) -> None:
    """Bring a database to the newest format, within the transaction that is open. Raises StoreNewer."""
    version = stored_version(db, place)
    if version > KNOWN:
        raise StoreNewer(place, version, KNOWN)
    edition = in_use(db) if version else FIRST
    for step in STEPS[version:]:
        for statement in step:
            db.execute(in_edition(statement, edition).encode())
    db.execute("UPDATE meta SET value = %s WHERE name = 'schema'", (str(KNOWN),))
