"""What names a place where a library lies."""

from __future__ import annotations

SCHEMES = ("postgresql://", "postgres://")


def is_address(place: str) -> bool:
    """True for a database's address, false for a folder."""
    return place.startswith(SCHEMES)
