"""Two figures that belong together: "from 72 to 45", "between 15kHz and 17kHz", "more than 100 but less than 300"."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from claims import hedges
from claims.figures import Figure
from claims.lexemes import Lexemes
from claims.types import Interval, Quantity

CHANGES = frozenset(
    """rose rise rises risen rising fell fall falls fallen falling increased increase increases increasing cut cuts
    revised raised raise raises raising lowered lower dropped drop drops dropping grew grow grows grown declined
    decline declines slowed slow jumped jump jumps climbed climb climbs slid slipped lifted reduced reduce reduces
    expanded expand updated went up down plummeted plunged surged soared tumbled shrank shrunk halved doubled
    tripled narrowed widened upgraded downgraded corrected changed moved added adds gained gains lost rallied shed
    slipped edged inched""".split()
)
_LOWER = frozenset({"more_than", "at_least"})
_UPPER = frozenset({"less_than", "at_most"})
# After the new figure of a change only these let it take the old one's unit: "from 208 pounds to 193 by exercising".
_BARE_END = re.compile(
    r"\s*(?:$|[.,;:)\u2014\u2013]|(?:by|in|for|as|after|on|at|since|this|last|over|with|and|but|from|when|while|before|"
    r"during|within|per)\b)",
    re.I,
)
_SCALED_AT_MOST = 1_000


def changed_from(reader: Lexemes, first: int) -> bool:
    """ "fell from 72 to 45": the figure after "from" is the old one."""
    if reader.word(first - 1) != "from":
        return False
    to = any(reader.word(back) == "to" for back in range(max(0, first - 5), first - 1))
    reach = 24 if to else 12  # "corrected the toll from Sunday's nightclub fire in Tbilisi to 29, from 31"
    return any(reader.word(back) in CHANGES for back in range(max(0, first - reach), first - 1))


_COMPARING = re.compile(r"\b(?:against|versus|vs\.?|compared (?:with|to)|from)\s(?:just\s|about\s)?$", re.I)
_YEAR_EARLIER = re.compile(
    r"(?:,?\sor\s[^,;.]{1,16}(?:\.\d+)?[^,;.]{0,16},?)?\s(?:(?:an?|one|the)\s(?:day|week|month|quarter|year)\s(?:earlier|ago|before|previously)\b|"
    r"(?:in\s)?(?:the\s(?:same|previous|prior)|last)\s(?:period|day|week|month|quarter|year)\b)",
    re.I,
)


def compared(text: str, start: int, end: int) -> bool:
    """ "against 1.4 million a year earlier": the figure of another time that the new one is set beside."""
    return earlier_time(text, end) and bool(_COMPARING.search(text, max(0, start - 16), start))


def earlier_time(text: str, end: int) -> bool:
    """True where "a year earlier", "the month before" or "last year" stands right behind a figure."""
    return _YEAR_EARLIER.match(text, end) is not None


def is_change(reader: Lexemes, first: int) -> bool:
    """ "rose 12 to 13,176": a change and the level that it led to."""
    return reader.word(first - 1) in CHANGES or reader.word(first - 2) in CHANGES


def joined(text: str, low: Figure, high: Figure) -> Figure | None:
    """One figure of two: a range with a unit at each end, or a bound below and a bound above."""
    link = text[low.end : high.start].strip().lower()
    if len(link) > 8:
        return None
    return _bounds(text, low, high, link) or _range(text, low, high, link) or _compound(text, low, high, link)


_SUBUNITS = {
    ("ft", "in"): 12, ("lb", "oz"): 16, ("hour", "minute"): 60, ("minute", "second"): 60, ("year", "month"): 12,
}  # fmt: skip


def _compound(text: str, large: Figure, small: Figure, link: str) -> Figure | None:
    """ "two hours and 41 minutes", "5 feet 11 inches": one measure told in two units, kept in the smaller."""
    ratio = _SUBUNITS.get((large.quantity.unit or "", small.quantity.unit or ""))
    bounds = large.quantity.interval
    whole = None if hedges.approximates(large.hedge) else bounds.low if bounds.low is not None else bounds.high
    rest = small.quantity.interval.exact
    if ratio is None or link not in {"", "and", "-"} or whole is None or rest is None or not 0 <= rest < ratio:
        return None
    if small.hedge != "exact" or large.quantity.per or whole != whole.to_integral_value():
        return None
    interval = hedges.bounded(whole * ratio + rest, whole * ratio + rest, large.hedge)
    quantity = Quantity(interval, text[large.start : small.end], small.quantity.unit, large.quantity.approximate)
    return replace(large, end=small.end, core_end=small.core_end, quantity=quantity)


def _range(text: str, low: Figure, high: Figure, link: str) -> Figure | None:
    """ "between 15kHz and 17kHz", "$62 to $68"."""
    same = low.quantity.unit is not None and low.quantity.unit == high.quantity.unit and not low.superseded
    if not same or low.hedge != "exact" or high.hedge != "exact" or low.role != "measure":
        return None
    opener = text[max(0, low.start - 9) : low.start].lower().split()
    between = link == "and" and opener[-1:] == ["between"]
    if not (between or link in {"to", "-", "–"}) or (link == "to" and _changes_by(text, low)):
        return None
    bottom, top = low.quantity.interval.exact, high.quantity.interval.exact
    if bottom is None or top is None or bottom >= top:
        return None
    quantity = replace(high.quantity, interval=hedges.bounded(bottom, top, "exact"), text=text[low.start : high.end])
    return replace(low, end=high.end, core_end=high.core_end, quantity=quantity)


def _changes_by(text: str, figure: Figure) -> bool:
    """ "up 10.4 cents to $2.24": the first figure is the change, the second the level."""
    words = text[max(0, figure.start - 24) : figure.start].lower().split()
    return bool(CHANGES.intersection(words[-3:])) and "from" not in words[-2:]


def _bounds(text: str, one: Figure, other: Figure, link: str) -> Figure | None:
    """ "more than 100 and less than 300", "at least 20 but fewer than 50"."""
    if link not in {"and", "but", "yet", ", but"} or one.role != other.role:
        return None
    low, high = (one, other) if one.hedge in _LOWER else (other, one)
    if low.hedge not in _LOWER or high.hedge not in _UPPER or low.quantity.approximate or high.quantity.approximate:
        return None
    unit = one.quantity.unit or other.quantity.unit
    if {one.quantity.unit, other.quantity.unit} - {unit, None}:
        return None
    below, above = low.quantity.interval, high.quantity.interval
    if below.low is None or above.high is None or not below.low < above.high:
        return None
    interval = Interval(below.low, above.high, below.low_open, above.high_open)
    quantity = Quantity(interval, text[one.start : other.end], unit, per=other.quantity.per)
    return replace(one, end=other.end, core_end=other.core_end, quantity=quantity, role=other.role, hedge="exact")


def completed(text: str, old: Figure, new: Figure, scale: int) -> tuple[Figure, Figure]:
    """Both ends of a change, each with the unit and scale of the other: "from 24.2 to 33 billion euros"."""
    link = text[old.end : new.start].lower().strip()
    if not old.superseded or not (link == "to" or (link.endswith(" to") and len(link) < 40)):
        return old, new
    if old.role == "count" and new.role == "measure" and link == "to" and old.quantity.unit is None:
        return _given(old, new.quantity.unit, _factor(old, scale)), new
    bare = new.role == "count" and old.role == "measure" and _BARE_END.match(text, new.end)
    return old, _given(new, old.quantity.unit, Decimal(1)) if bare else new


def _factor(old: Figure, scale: int) -> Decimal:
    low = old.quantity.interval.low
    bare = scale > 1 and low is not None and abs(low) < _SCALED_AT_MOST
    return Decimal(scale) if bare else Decimal(1)


def _given(figure: Figure, unit: str | None, factor: Decimal) -> Figure:
    interval = figure.quantity.interval.scaled(factor)
    return replace(figure, quantity=replace(figure.quantity, unit=unit, interval=interval), role="measure")
