"""A report against itself: parts against wholes, sums, one length in two units, headline against body.

A report seldom contradicts itself, and often tells of two like events side by side, so only these things are
looked at, and a figure that the report repeats elsewhere is never in conflict with another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from claims.anchors import anchored
from claims.hints import hints
from claims.match import match_profiles
from claims.opinions import Opinion
from claims.pair import Pair
from claims.profiles import Profile
from claims.ruling import Ruling
from claims.sums import sums
from claims.types import Evidence
from claims.units import dimension
from claims.verdict import judge, make_pair

_ANOTHER = re.compile(
    r"\b(?:another|second|third|other|separate(?:ly)?|also|further|more|additional|later|earlier|previous(?:ly)?|"
    r"elsewhere|last|since|each|compared|from|total(?:ling)?)\b",
    re.IGNORECASE,
)
_BRACKET = 40
"""Code points within which a second figure in other units explains the first: "1,000km (620 miles)"."""
_HEADLINE = 150
"""Code points within which a headline begins to give its figures."""
_LEAD = 300
"""Code points at the head of a report that sum it up: its headline and first sentence."""


def within(profiles: Sequence[Profile]) -> list[Opinion]:
    """Opinions on the pairs of one report's claims that bear on each other; unrelated pairs are left out."""
    found = []
    ordered = sorted(profiles, key=lambda side: (side.claim.start, side.claim.id))
    for p, q in combinations(ordered, 2):
        if p.interval is None or q.interval is None or p.claim.report_id != q.claim.report_id:
            continue
        opinion = _opinion(p, q)
        if opinion is not None and opinion.ruling.verdict not in {"unrelated", "updates"}:
            found.append(opinion)
    told = {frozenset(side.claim.id for side in each.sides) for each in found if each.ruling.verdict == "conflicts"}
    return _repeated(found) + [
        each for each in sums(profiles) if frozenset(side.claim.id for side in each.sides) not in told
    ]


def _opinion(p: Profile, q: Profile) -> Opinion | None:
    if p.claim.part_of == q.claim.id or q.claim.part_of == p.claim.id:
        told_apart = p.events and q.events and not p.events & q.events
        return None if told_apart else _judged(p, q)
    if _explains(p, q):
        return _converted(p, q)
    apart = p.claim.start < _LEAD and (_headline(p) or q.claim.start >= _LEAD) and p.claim.sentence != q.claim.sentence
    if not apart or p.age or q.age or _ANOTHER.search(q.claim.sentence) or p.claim.superseded or q.claim.superseded:
        return None
    opinion = _judged(_filled(p, q), q)
    sure = opinion.ruling.verdict == "agrees" or (opinion.ruling.verdict == "conflicts" and _sure(opinion.pair))
    return opinion if sure else None


def _headline(p: Profile) -> bool:
    """True for a first line, which ends without a full stop."""
    return p.claim.start < _HEADLINE and p.claim.sentence.rstrip()[-1:] not in {".", "!", "?", "”", '"'}


def _filled(p: Profile, q: Profile) -> Profile:
    """A headline is of the day of its story and counts what that counts: "31 killed in Sumy strike" is people."""
    if not _headline(p) or p.events != q.events or not p.events or p.unit is not None:
        return p
    claim = replace(p.claim, period=q.claim.period) if p.claim.period is None else p.claim
    nouns = q.nouns if not p.nouns and q.persons else p.nouns
    return replace(p, claim=claim, nouns=nouns)


def _judged(p: Profile, q: Profile) -> Opinion:
    pair = make_pair(p, q, match_profiles(p, q))
    ruling = judge(pair)
    if ruling.verdict == "part" and p.claim.id not in {q.claim.part_of} and q.claim.id not in {p.claim.part_of}:
        ruling = Ruling("unrelated", ruling.reason)
    return Opinion(pair, ruling, p.claim)


def _explains(p: Profile, q: Profile) -> bool:
    """One measurement and its conversion, side by side."""
    near = p.claim.sentence == q.claim.sentence and 0 <= q.claim.start - p.claim.end <= _BRACKET
    convertible = p.unit != q.unit and None not in {p.unit, q.unit} and dimension(p.unit) == dimension(q.unit)
    sentence = p.claim.sentence
    text = q.claim.quantity.text if q.claim.quantity else ""
    return near and convertible and dimension(p.unit) != "duration" and f"({text}" in sentence


def _converted(p: Profile, q: Profile) -> Opinion:
    found = match_profiles(p, q)
    pair = make_pair(p, q, replace(found, veto=None, vetoes=(), same_fact=0.99))
    assert pair.first is not None and pair.second is not None
    figures = f"{p.claim.quote} and {q.claim.quote}"
    if pair.first.overlaps(pair.second):
        return Opinion(pair, Ruling("agrees", Evidence("quantities_overlap", f"{figures} are one measure")), p.claim)
    reason = Evidence("quantities_disjoint", f"{figures}: the conversion does not hold")
    return Opinion(pair, Ruling("conflicts", reason), p.claim)


def _sure(pair: Pair) -> bool:
    """Headline and body differ on one thing only where the noun or the town says so.

    A smaller figure further down is most often one strike of several, unless a slip of the pen explains it.
    """
    told = pair.relation("place") in {"same_city", "same_region"} or pair.both_specific
    if not (told and anchored(pair) and pair.relation("event") == "same" and pair.relation("noun") == "same"):
        return False
    smaller = pair.first is not None and pair.second is not None and pair.second.below(pair.first)
    return not smaller or bool(hints(pair.p.claim, pair.q.claim))


def _repeated(opinions: list[Opinion]) -> list[Opinion]:
    """Drop a conflict where either figure is borne out, or contradicted twice, elsewhere in the report."""
    agreed = {side.claim.id for o in opinions if o.ruling.verdict == "agrees" for side in o.sides}
    clashes = [side.claim.id for o in opinions if o.ruling.verdict == "conflicts" for side in o.sides]
    kept = []
    for opinion in opinions:
        ids = [side.claim.id for side in opinion.sides]
        pointed = opinion.ruling.reason.rule == "part_exceeds_whole" or opinion.pair.p.unit != opinion.pair.q.unit
        doubtful = any(name in agreed or clashes.count(name) > 1 for name in ids)
        if opinion.ruling.verdict != "conflicts" or pointed or not doubtful:
            kept.append(opinion)
    return kept
