"""The tables of several editions in one database."""

from __future__ import annotations

from psycopg import Connection, errors
from psycopg.rows import DictRow

from index.editions import FIRST, TABLES, edition_of, in_edition, marked, renumbered

PATIENCE = "10s"  # to wait for those who still read what was replaced; it is removed next time otherwise

_IN_USE = "SELECT coalesce((SELECT value FROM meta WHERE name = 'edition'), '1')::integer AS number"
_KEY = "hashtext('twosource edition ' || current_schema())"
_READING = f"""SELECT number, pg_try_advisory_xact_lock_shared({_KEY}, number)
    AND to_regclass(CASE number WHEN 1 THEN 'reports' ELSE 'reports_' || number END) IS NOT NULL AS held
    FROM ({_IN_USE}) AS used"""
_ALL_READ = f"SELECT pg_advisory_xact_lock({_KEY}, %s)"
_TABLES = """SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p')
    AND relnamespace = to_regnamespace(quote_ident(current_schema())) ORDER BY oid DESC"""
_REFERENCES = """SELECT c.relname AS name, pg_get_constraintdef(f.oid) AS says
    FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid
    WHERE f.contype = 'f' AND c.relnamespace = to_regnamespace(quote_ident(current_schema())) ORDER BY f.oid"""


def in_use(db: Connection[DictRow]) -> int:
    """The edition that is read and written."""
    row = db.execute(_IN_USE.encode()).fetchone()
    return FIRST if row is None else int(row["number"])


def held_in_use(db: Connection[DictRow], begin: str) -> int:
    """The same for who reads: it is not removed before their transaction ends, which may have to begin once more."""
    while True:
        row = db.execute(_READING.encode()).fetchone()
        assert row is not None
        if row["held"]:
            return int(row["number"])
        db.execute("ROLLBACK")
        db.execute(begin.encode())


def begin(db: Connection[DictRow], edition: int) -> None:
    """Make the tables of an edition, empty, after those of the one before."""
    there = {row["name"] for row in db.execute(_TABLES.encode())}
    for table in TABLES:
        earlier = in_edition(table, edition - 1)
        if earlier in there:
            parts = "PARTITION BY RANGE (generation, published)" if table == "vectors" else ""
            db.execute(f"CREATE TABLE {table}_{edition} (LIKE {earlier} INCLUDING ALL) {parts}".encode())
    for row in db.execute(_REFERENCES.encode()).fetchall():
        if edition_of(row["name"]) == edition - 1:
            table = renumbered(row["name"], [row["name"]], edition)
            db.execute(f"ALTER TABLE {table} ADD {renumbered(row['says'], TABLES, edition)}".encode())
    said = {"revision": "0", "generation": str(_generation(db, edition - 1) + 1)}
    for name, value in said.items():
        sql = "INSERT INTO meta VALUES (%s, %s) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
        db.execute(sql, (marked(name, edition), value))


def _generation(db: Connection[DictRow], edition: int) -> int:
    """The number in the names of an edition's partitions."""
    row = db.execute("SELECT value FROM meta WHERE name = %s", (marked("generation", edition),)).fetchone()
    assert row is not None
    return int(row["value"])


def drop_left_over(db: Connection[DictRow]) -> None:
    """Remove the tables of every edition that is not in use, once nobody reads them; those in use for long stay."""
    used = in_use(db)
    tables = [row["name"] for row in db.execute(_TABLES.encode())]
    stale = {number: [name for name in tables if edition_of(name) == number] for number in map(edition_of, tables)}
    db.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'".encode())
    for number, names in stale.items():
        if number is None or number == used:
            continue
        try:
            with db.transaction():
                db.execute(_ALL_READ, (number,))
                db.execute(f"DROP TABLE {', '.join(names)} CASCADE".encode())
                if number != FIRST:
                    db.execute("DELETE FROM meta WHERE name LIKE %s", (marked("%", number),))
        except errors.LockNotAvailable:
            continue
