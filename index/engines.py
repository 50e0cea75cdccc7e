"""Which engine keeps a library: the one place that picks it."""

from __future__ import annotations

from pathlib import Path

from index.errors import ExtraMissing
from index.places import is_address
from index.store import ClaimStore


def open_store(place: Path | str, read_only: bool = False) -> ClaimStore:
    """The store in a folder, or in the database at an address. Raises the StoreErrors, and ExtraMissing."""
    if isinstance(place, Path) or not is_address(place):
        from index.sqlite import SqliteStore

        return SqliteStore(Path(place), read_only)
    try:
        from index.postgres import PostgresStore
    except ImportError as error:
        raise ExtraMissing("a store in PostgreSQL", "postgres") from error
    return PostgresStore(place, read_only)
