"""The tables of several editions in one SQLite file."""

from __future__ import annotations

import sqlite3

from index.editions import FIRST, edition_of, marked, renumbered

VECTORS = "vectors"  # the folder of sealed vectors, beside the file; with a number, those of a later edition


def vectors_folder(edition: int) -> str:
    """Where an edition's sealed vectors lie, beside the file."""
    return VECTORS if edition == FIRST else f"{VECTORS}-{edition}"


def in_use(db: sqlite3.Connection) -> int:
    """The edition that is read and written."""
    row = db.execute("SELECT value FROM meta WHERE name = 'edition'").fetchone()
    return FIRST if row is None else int(row[0])


def begin(db: sqlite3.Connection, edition: int) -> None:
    """Make the tables of an edition, empty, after those of the one before."""
    made = parts(db, edition - 1)
    for sql in made.values():
        db.execute(renumbered(sql, made, edition))
    db.execute("DELETE FROM meta WHERE name GLOB ?", (marked("*", edition),))
    db.execute("INSERT INTO meta VALUES (?, '0')", (marked("revision", edition),))
    db.execute("INSERT INTO meta VALUES (?, lower(hex(randomblob(8))))", (marked("generation", edition),))


def parts(db: sqlite3.Connection, edition: int) -> dict[str, str]:
    """The tables of an edition, and their indexes and triggers, by name: how each was made."""
    sql = "SELECT tbl_name, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type <> 'table', rowid"
    return {name: made for table, name, made in map(tuple, db.execute(sql)) if edition_of(table) == edition}


def left_over(db: sqlite3.Connection) -> list[str]:
    """The tables of editions that are not in use, those that name others first."""
    sql, used = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid DESC", in_use(db)
    return [name for (name,) in map(tuple, db.execute(sql)) if edition_of(name) not in (None, used)]


def drop(db: sqlite3.Connection, table: str) -> None:
    """Remove a table at once: what refers to it is removed as well."""
    db.execute("PRAGMA foreign_keys = OFF")
    try:
        db.execute(f"DROP TABLE {table}")
    finally:
        db.execute("PRAGMA foreign_keys = ON")
