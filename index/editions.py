"""Two libraries in one database: the one in use, and one in the making that may take its place.

Each edition has tables of its own, its number in their names; those of the first have none. What is said of an edition
as a whole stands in `meta` under its number. Reviews belong to all editions, and to the discrepancies they name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from index.store import ClaimChange, ClaimStore, ClaimView, VectorKeeper
from index.types import Header

FIRST = 1
TABLES = (
    "reports", "claims", "claim_places", "claim_keys", "vectors", "comparisons", "discrepancies", "removed_vectors",
    "vector_months",
)  # fmt: skip

_TABLE = re.compile(rf"(?<!AS )\b({'|'.join(TABLES)})\b")
_NUMBERED = re.compile(rf"({'|'.join(TABLES)})(?:_(\d+))?")


@lru_cache(maxsize=1024)
def in_edition(sql: str, edition: int) -> str:
    """A statement on the tables of an edition. Names that bear a number already are left alone."""
    return sql if edition == FIRST else _TABLE.sub(rf"\1_{edition}", sql)


def renumbered(sql: str, names: Iterable[str], edition: int) -> str:
    """A statement in which each of these names, whatever its number, gets that of an edition."""
    plain = sorted({re.sub(r"_\d+$", "", name) for name in names}, key=lambda name: (-len(name), name))
    return re.sub(rf"\b({'|'.join(plain)})(_\d+)?\b", rf"\1_{edition}", sql)


def edition_of(table: str) -> int | None:
    """The edition that a table belongs to; None for one that belongs to all, or to another program."""
    found = _NUMBERED.fullmatch(table)
    return None if found is None else int(found[2] or FIRST)


def marked(name: str, edition: int) -> str:
    """How something that is said of an edition is named in `meta`."""
    return name if edition == FIRST else f"{edition}:{name}"


def said_of(edition: int, meta: Mapping[str, str]) -> dict[str, str]:
    """What is said of an edition, by name."""
    mark = marked("", edition)
    return {name.removeprefix(mark): value for name, value in meta.items() if name == marked(_bare(name), edition)}


def _bare(name: str) -> str:
    return name.rpartition(":")[2]


class _Editions(Protocol):
    """A store that can be asked for any of its editions."""

    @property
    def place(self) -> Path | str: ...

    @property
    def writing(self) -> bool: ...

    def read(self, edition: int | None = None) -> AbstractContextManager[ClaimView]: ...

    def write(self, edition: int | None = None) -> AbstractContextManager[ClaimChange]: ...

    def keeper(self, header: Header, edition: int | None = None) -> VectorKeeper: ...


class Successor:
    """The edition of a store that is in the making, as a store of its own."""

    def __init__(self, store: _Editions, edition: int) -> None:
        self._store = store
        self._edition = edition

    def read(self) -> AbstractContextManager[ClaimView]:
        """See ClaimStore."""
        return self._store.read(self._edition)

    def write(self) -> AbstractContextManager[ClaimChange]:
        """See ClaimStore."""
        return self._store.write(self._edition)

    def successor(self) -> AbstractContextManager[ClaimStore]:
        """See ClaimStore."""
        raise NotImplementedError("what is in the making has no successor")

    @property
    def place(self) -> Path | str:
        """See ClaimStore."""
        return self._store.place

    def keeper(self, header: Header, edition: int | None = None) -> VectorKeeper:
        """See ClaimStore."""
        return self._store.keeper(header, self._edition)

    @property
    def writing(self) -> bool:
        """See ClaimStore."""
        return self._store.writing

    def close(self) -> None:
        """See ClaimStore. The store that this belongs to is closed by whoever opened it."""
