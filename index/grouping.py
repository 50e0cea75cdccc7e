"""Which claims are one fact: linked claims, but no two sets of claims that a single link holds together.

A chain of links proves little: "at least four wounded" agrees with the four of one town and with the seven of the
next. So two sets are joined only where more than half of the pairs between them that could be linked are, as in
average-link clustering (Sokal and Michener 1958), surest links first. Conflicts join their two claims outright: the
board sets them side by side as one fact. Nothing hangs on the order in which reports came.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from claims.types import Claim
from index.keys import REACH
from index.store import Link, moment

SAME_FACT = 0.8
"""A weaker link joins nothing: one doubtful pair would run two facts together for good."""
WEIGHED = 0.5
"""A link weaker than SAME_FACT, but no weaker than this, speaks neither for joining nor against."""
_BORNE_OUT = 25
"""Links that join without a majority: where hundreds of reports tell of one thing, not every two are compared."""

_SPAN = int(REACH.total_seconds() * 1e6)


def fact_id(claim_id: str) -> str:
    """The id of the fact whose earliest claim this is. Any of its claims leads to the fact."""
    return "fct_" + claim_id.removeprefix("clm_")


def claim_of_fact(fact: str) -> str:
    """Inverse of `fact_id`."""
    return "clm_" + fact.removeprefix("fct_")


def joins(link: Link) -> bool:
    """True for a link that may join two claims into one fact."""
    return link.conflict or link.same_fact >= SAME_FACT


@dataclass(slots=True, eq=False)
class _Cluster:
    """Claims joined so far, with how many links lead to each other cluster, and how many too weak to count."""

    claims: list[Claim]
    moments: list[int] = field(default_factory=list)
    links: Counter[str] = field(default_factory=Counter)
    weak: Counter[str] = field(default_factory=Counter)


class _Clusters:
    """The clusters of some claims; each is named by one of its claims."""

    def __init__(self, claims: Mapping[str, Claim]) -> None:
        self._above = {id: id for id in claims}
        self._held = {id: _Cluster([claim], [moment(claim.published)]) for id, claim in claims.items()}

    def top(self, id: str) -> str:
        """The name of the cluster that holds a claim."""
        while self._above[id] != id:
            self._above[id] = self._above[self._above[id]]
            id = self._above[id]
        return id

    def note(self, link: Link) -> None:
        """Count a link between two claims."""
        for one, other in ((link.a, link.b), (link.b, link.a)):
            counted = self._held[one].links if joins(link) else self._held[one].weak
            counted[other] += 1

    def join(self, one: str, other: str) -> None:
        """Make one cluster of two, under the name that sorts first."""
        kept, gone = sorted((one, other))
        into, rest = self._held[kept], self._held.pop(gone)
        self._above[gone] = kept
        into.claims += rest.claims
        into.moments = sorted(into.moments + rest.moments)
        for mine, theirs in ((into.links, rest.links), (into.weak, rest.weak)):
            mine.pop(gone, None)
            theirs.pop(kept, None)
            mine.update(theirs)
        for name in {*rest.links, *rest.weak}:
            far = self._held[name]
            for counts in (far.links, far.weak):
                moved = counts.pop(gone, 0)
                if moved:
                    counts[kept] += moved

    def belong(self, one: str, other: str) -> bool:
        """True where more than half of the pairs that could be linked are, or very many are."""
        x, y = self._held[one], self._held[other]
        linked = x.links[other]
        if linked >= _BORNE_OUT * min(len(x.claims), len(y.claims)):
            return True
        return linked * 2 > max(_comparable(x, y) - x.weak[other], linked)

    def members(self) -> Iterable[list[Claim]]:
        """The claims of each cluster."""
        return (each.claims for each in self._held.values())


def _comparable(x: _Cluster, y: _Cluster) -> int:
    """Pairs that a link might be expected between: published within reach, and not one figure told twice."""
    few, many = sorted((x.moments, y.moments), key=len)
    near = sum(bisect_right(many, at + _SPAN) - bisect_left(many, at - _SPAN) for at in few)
    reports: dict[str, list[Claim]] = defaultdict(list)
    for claim in x.claims:
        reports[claim.report_id].append(claim)
    twice = sum(told_twice(one, two) for two in y.claims for one in reports.get(two.report_id, ()))
    return near - twice


def told_twice(one: Claim, other: Claim) -> bool:
    """True where a report may well give one figure twice, in headline and body: they share a value, or one is the
    older figure that the report itself replaces.
    """
    if one.superseded or other.superseded or one.quantity is None or other.quantity is None:
        return True
    return one.quantity.unit == other.quantity.unit and one.quantity.interval.overlaps(other.quantity.interval)


def group(claims: Mapping[str, Claim], links: Iterable[Link]) -> dict[str, str]:
    """The fact of each claim. A fact is named after its earliest claim, so that it keeps its id as later reports
    join it, and the order in which reports came makes no difference.
    """
    clusters = _Clusters(claims)
    known = {(*sorted((link.a, link.b)),): link for link in links if link.a in claims and link.b in claims}
    ordered = sorted(known.items(), key=lambda item: (not item[1].conflict, -item[1].same_fact, item[0]))
    for _, link in ordered:
        clusters.note(link)
    for _, link in ordered:
        one, other = clusters.top(link.a), clusters.top(link.b)
        if link.conflict and one != other:
            clusters.join(one, other)
    _join_all(clusters, [link for _, link in ordered if joins(link) and not link.conflict])
    named: dict[str, str] = {}
    for members in clusters.members():
        earliest = min(members, key=lambda claim: (claim.published, claim.id))
        named |= {claim.id: fact_id(earliest.id) for claim in members}
    return named


def _join_all(clusters: _Clusters, links: list[Link]) -> None:
    """Surest first, again and again until nothing more belongs together."""
    joined = True
    while joined:
        joined, refused = False, set[tuple[str, str]]()
        for link in links:
            one, other = sorted((clusters.top(link.a), clusters.top(link.b)))
            if one == other or (one, other) in refused:
                continue
            if clusters.belong(one, other):
                clusters.join(one, other)
                joined, refused = True, set()
            else:
                refused.add((one, other))
