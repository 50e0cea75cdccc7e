"""Whether this release can read what another one wrote."""

from __future__ import annotations

from pathlib import Path

from index.errors import LibraryMissing, StoreNewer, StoreOlder


def check_format(place: Path | str, stored: int, known: int) -> None:
    """Raises LibraryMissing for format 0, where nothing is stored, StoreNewer and StoreOlder for what is not ours."""
    if stored == 0:
        raise LibraryMissing(place)
    if stored > known:
        raise StoreNewer(place, stored, known)
    if stored < known:
        raise StoreOlder(place, stored, known)
