"""Facts: groups of claims that speak of one thing, and how grave it is that they differ."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from claims.ids import pair_id
from claims.types import Claim, Comparison, Interval, Quantity
from index.grouping import fact_id
from index.types import Fact

_HUMAN = frozenset(
    """kill die wound injure hurt maim drown shoot execute abduct kidnap detain rape displace evacuate miss
    trap""".split()
)
_WORTH, _GAP, _HUMAN_COST, _MISREPORTED = 0.45, 0.25, 0.2, 0.1
_GAP_UNKNOWN = 0.5  # two statements, or "some" against "none"


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


def describe(
    claims: Iterable[Claim],
    comparisons: Sequence[Comparison],
    copied: Collection[str],
    dismissed: Collection[str] = (),
) -> Fact:
    """A fact from its claims, what they say of each other, which of their reports repeat another, and which of the
    discrepancies among them an editor dismissed. Who differs is said of independent outlets alone.
    """
    earliest = min(claims, key=lambda claim: (claim.published, claim.id))
    timeline = tuple(sorted(claims, key=lambda claim: (read_at(claim), claim.outlet, claim.id)))
    ids = {claim.id for claim in timeline}
    within = tuple(each for each in comparisons if each.a in ids and each.b in ids)
    reports = {claim.id: claim.report_id for claim in timeline}
    disputed = {
        id
        for each in within
        if each.verdict == "conflicts" and pair_id(each.a, each.b) not in dismissed
        and reports[each.a] != reports[each.b] and not {reports[each.a], reports[each.b]} & set(copied)
        for id in (each.a, each.b)
    }  # fmt: skip
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
