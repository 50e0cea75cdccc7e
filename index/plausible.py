"""Which claims need not be compared: whatever their figures, where or when they happened tells them apart."""

from __future__ import annotations

from datetime import timedelta

from claims.circumstances import place_relation
from claims.types import Claim, Period
from index.store import Outline

DATE_SHIFT = timedelta(hours=36)
"""How far apart two periods may lie: one outlet may give last night's figures to the night before."""


def plausible(a: Claim | Outline, b: Claim | Outline) -> bool:
    """False where two claims are surely of different facts: wounded in Putyvl and in Kharkiv, today and last week.

    Far cheaper than a comparison, and true wherever a comparison could find anything but unrelated. Where a
    statement is set ("on Monday in Istanbul") rules nothing out: who leads a delegation leads it everywhere.
    """
    if a.kind != b.kind:
        return False
    if a.period and b.period and _apart(a.period, b.period) > DATE_SHIFT:
        return False
    placed = a.place and b.place and a.kind == "quantity"
    return not (placed and place_relation(a.place, b.place) == "disjoint")


def _apart(one: Period, other: Period) -> timedelta:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return timedelta(0)
    return max(one.start, other.start) - min(one.end, other.end)
