"""Facts: groups of claims that speak of one thing, and how grave it is that they differ."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from claims.types import Claim, Comparison, Interval, Quantity
from index.store import Link
from index.types import Fact

SAME_FACT = 0.8
"""A weaker link joins nothing: one doubtful pair would run two facts together for good."""

_HUMAN = frozenset(
    """kill die wound injure hurt maim drown shoot execute abduct kidnap detain rape displace evacuate miss
    trap""".split()
)
_WORTH, _GAP, _HUMAN_COST, _MISREPORTED = 0.45, 0.25, 0.2, 0.1
_GAP_UNKNOWN = 0.5  # two statements, or "some" against "none"


def fact_id(claim_id: str) -> str:
    """The id of the fact whose earliest claim this is. Any of its claims leads to the fact."""
    return "fct_" + claim_id.removeprefix("clm_")


def claim_of_fact(fact: str) -> str:
    """Inverse of `fact_id`."""
    return "clm_" + fact.removeprefix("fct_")


def group(members: Mapping[str, int], links: Iterable[Link]) -> dict[str, str]:
    """The fact of each claim: claims that are linked, at any remove, are one fact.

    `members` holds each claim's publication moment. A fact is named after its earliest claim, so that it
    keeps its id as later reports join it, and the order in which reports came makes no difference.
    """
    above = {claim: claim for claim in members}

    def top(claim: str) -> str:
        while above[claim] != claim:
            above[claim] = above[above[claim]]
            claim = above[claim]
        return claim

    for link in links:
        if link.a in above and link.b in above:
            first, second = sorted((top(link.a), top(link.b)), key=lambda claim: (members[claim], claim))
            above[second] = first
    return {claim: fact_id(top(claim)) for claim in members}


def severity(a: Claim, b: Claim, comparison: Comparison) -> float:
    """How grave a conflict is, 0 to 1: gravest where lives are counted, figures are far apart, and one
    outlet misquotes the source that both name. Weighed by how surely it is one fact.
    """
    relative = comparison.difference.relative if comparison.difference else None
    events = {claim.measure.event for claim in (a, b) if claim.measure}
    weight = _WORTH * max(a.check_worthiness, b.check_worthiness)
    weight += _GAP * (_GAP_UNKNOWN if relative is None else min(relative, 1.0))
    weight += _HUMAN_COST * bool(events & _HUMAN)
    weight += _MISREPORTED * (comparison.dispute == "same_source")
    return round(min(max(weight * comparison.same_fact, 0.0), 1.0), 6)


def read_at(claim: Claim) -> datetime:
    """When its figure was read: the stated time, else publication."""
    return claim.as_of or claim.published


def describe(claims: Iterable[Claim], comparisons: Sequence[Comparison], copied: Collection[str]) -> Fact:
    """A fact from its claims, what they say of each other, and which of their reports repeat another."""
    earliest = min(claims, key=lambda claim: (claim.published, claim.id))
    timeline = tuple(sorted(claims, key=lambda claim: (read_at(claim), claim.outlet, claim.id)))
    ids = {claim.id for claim in timeline}
    within = tuple(each for each in comparisons if each.a in ids and each.b in ids)
    disputed = {id for each in within if each.verdict == "conflicts" for id in (each.a, each.b)}
    return Fact(
        id=fact_id(earliest.id),
        claims=timeline,
        comparisons=within,
        current=_current(timeline, within, copied),
        differing=tuple(sorted({claim.outlet for claim in timeline if claim.id in disputed})),
        copies=frozenset(claim.id for claim in timeline if claim.report_id in copied),
        sources=len({claim.outlet for claim in timeline if claim.report_id not in copied}),
    )


def _current(timeline: Sequence[Claim], comparisons: Iterable[Comparison], copied: Collection[str]) -> Interval | None:
    """What each outlet's latest figure leaves open, figures that an update overtook aside."""
    overtaken = {each.a if each.later == "b" else each.b for each in comparisons if each.verdict == "updates"}
    latest: dict[str, Quantity] = {}
    for claim in timeline:
        outdated = claim.superseded or claim.id in overtaken or claim.report_id in copied
        if claim.quantity and not outdated:
            latest.pop(claim.outlet, None)  # so that the latest of all stands last
            latest[claim.outlet] = claim.quantity
    if not latest:
        return None
    unit = [*latest.values()][-1].unit
    first, *rest = [quantity.interval for quantity in latest.values() if quantity.unit == unit]
    for interval in rest:
        if not first.overlaps(interval):
            return None
        first = _both(first, interval)
    return first


def _both(one: Interval, other: Interval) -> Interval:
    """Every value that both wordings leave open, where there is one."""
    lows = [(each.low, each.low_open) for each in (one, other) if each.low is not None]
    highs = [(each.high, not each.high_open) for each in (one, other) if each.high is not None]
    low, low_open = max(lows, default=(None, False))
    high, closed = min(highs, default=(None, True))
    return Interval(low, high, low_open, not closed)
