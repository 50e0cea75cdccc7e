"""Two claims put in words that an editor can print: "203 against 230 drones disappeared"."""

from __future__ import annotations

from datetime import datetime

from claims.pair import Pair
from claims.profiles import Profile


def later_side(pair: Pair) -> int | None:
    """Which of the two was counted later: 0, 1, or None at one time."""
    first, second = read_at(pair, pair.p), read_at(pair, pair.q)
    return None if first == second else int(first < second)


def read_at(pair: Pair, profile: Profile) -> datetime:
    """When a count was read; of how things stood on two days ("missing on Monday"), the day."""
    period = profile.claim.period
    on_days = pair.relation("period") == "successive" and period is not None
    return period.end if on_days and period and period.end else profile.as_of


def turned(pair: Pair) -> str:
    """What makes one a part of the other: "place" for a town in its region."""
    narrowed = {"within", "contains", "narrower", "broader"}
    return next((name for name in ("place", "period", "noun", "event") if pair.relation(name) in narrowed), "group")


def missing(pair: Pair) -> str:
    """What an editor would need to know before setting the two figures against each other."""
    unsure = {"unknown", "none", "one_unknown", "apart"}
    lacking = [name for name in ("event", "place", "period") if pair.relation(name) in unsure]
    if pair.relation("period") in {"within", "contains"}:
        lacking.append("period")
    return f"the {' and the '.join(lacking)} may differ" if lacking else "another event may be meant"


def text(profile: Profile) -> str:
    """The figure in the report's words; an implied one ("a boy") as the figure it is."""
    quantity = profile.claim.quantity
    if quantity is None:
        return profile.claim.quote
    measure = profile.claim.measure
    wordless = quantity.text.lower() in {"a", "an", "the", measure.noun if measure else None}
    return str(profile.value) if wordless and profile.value is not None else quantity.text


def said(profile: Profile) -> str:
    """The figure and what it counts: "at least 13 people wounded"."""
    measure = profile.claim.measure
    return f"{text(profile)} {measure.text}".strip() if measure else profile.claim.quote


def figures(pair: Pair) -> str:
    """Both figures and what they count: "203 against 230 drones disappeared"."""
    return f"{text(pair.p)} against {said(pair.q)}"


def timed(pair: Pair) -> str:
    """Both figures with the times that they were read at, the earlier first."""
    earlier, later = (pair.p, pair.q) if later_side(pair) != 0 else (pair.q, pair.p)
    times = read_at(pair, earlier), read_at(pair, later)
    return f"{text(earlier)} as of {times[0]:%d %B %H:%M}, {said(later)} as of {times[1]:%d %B %H:%M}"
