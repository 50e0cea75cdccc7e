"""Sums that do not come out: 32 dead who are 21 soldiers and nine civilians, more drones downed than launched.

A list is taken for all of its whole only where its wording says so: after a colon or a dash, or where the kinds leave
nobody out (men and women, soldiers and civilians). "Including" leaves others out, and then the list may only not
exceed the whole.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, product

from claims.lexicon import is_a, noun_relation
from claims.match import match_profiles
from claims.opinions import Opinion
from claims.phrases import said
from claims.profiles import Profile, profile
from claims.ruling import Ruling
from claims.types import Evidence, Interval
from claims.verdict import make_pair

_ENTIRE = re.compile(r"^[^,;:.()—–]{0,30}\s*(?:[:—–]|\s-(?=\s))\s*$")
_OPENED = re.compile(r"^[^,;:.()—–]{0,30},\s*$")
_INCLUDED = re.compile(r"^[^;:.()—–]{0,40}\b(?:including|among them|among whom were)\s*$", re.IGNORECASE)
_LISTED = re.compile(r"^[^,;:.()\w]*(?:[a-z][\w' -]{0,40})?,\s*$")
_LAST = re.compile(r"^[^,;:.()\w]*(?:[a-z][\w' -]{0,40}?)?,?\s*\band\s*$")
_ENDED = re.compile(r"^(?:\s+(?!and\b|or\b|more\b|others?\b)[\w'-]+){0,8}\s*(?:[.,;!?]|$)")
_COMPLEMENTS = (
    {"man", "woman"},
    {"man", "woman", "child"},
    {"boy", "girl"},
    {"soldier", "civilian"},
    {"adult", "child"},
)
_FATES = frozenset({"down", "jam", "vanish"})
_NEAR = 600
"""Code points within which one account of a raid gives its launches and their fates."""


def sums(profiles: Sequence[Profile]) -> list[Opinion]:
    """Conflicts between the wholes of one report and the sums of their parts."""
    counts = [each for each in profiles if each.interval is not None and not each.age and not each.claim.superseded]
    counts.sort(key=lambda each: (each.claim.start, each.claim.end, each.claim.id))
    return [*_lists(counts), *_raids(counts)]


def _lists(counts: Sequence[Profile]) -> Iterator[Opinion]:
    sentences: dict[str, list[Profile]] = defaultdict(list)
    for each in counts:
        sentences[each.claim.sentence].append(each)
    for sentence, inside in sentences.items():
        at = inside[0].claim.start - sentence.find(inside[0].claim.quote)
        for number, whole in enumerate(inside):
            parts, entire = _parts(whole, inside[number + 1 :], sentence, at)
            total = _total(parts)
            if total is None or whole.interval is None or whole.interval.overlaps(total):
                continue
            if entire or whole.interval.below(total):
                yield _opinion(whole, parts, total)


def _parts(whole: Profile, after: Sequence[Profile], sentence: str, at: int) -> tuple[list[Profile], bool]:
    """The list that follows a whole in its sentence, and whether it is all of it; nothing where it is no list."""

    def between(one: Profile, other: Profile | None) -> str:
        end = None if other is None else other.claim.start - at
        return sentence[one.claim.end - at : end]

    if not after:
        return [], False
    opening = between(whole, after[0])
    parts = [after[0]]
    for each in after[1:]:
        gap = between(parts[-1], each)
        if _LAST.match(gap):
            parts.append(each)
            break
        if not _LISTED.match(gap):
            return [], False
        parts.append(each)
    else:
        return [], False
    if not _alike(whole, parts) or not _ENDED.match(between(parts[-1], None)):
        return [], False
    kinds = {noun for part in parts for noun in part.nouns}
    if _ENTIRE.match(opening):
        return parts, True
    if _OPENED.match(opening):
        return (parts, True) if kinds in _COMPLEMENTS and len(kinds) == len(parts) else ([], False)
    apart = all(_apart(one, other) for one, other in combinations(parts, 2))
    return (parts, False) if _INCLUDED.match(opening) and apart else ([], False)


def _alike(whole: Profile, parts: Sequence[Profile]) -> bool:
    """True where all count things of the whole's kind, to which nothing else happened."""
    return all(
        part.unit == whole.unit
        and (whole.unit is None or len(whole.unit) == 3)
        and part.claim.polarity == whole.claim.polarity
        and not (part.events & _HARM and whole.events & _HARM and not part.events & whole.events)
        and all(_within(noun, whole.nouns) for noun in part.nouns)
        for part in parts
    )


_HARM = frozenset({"kill", "wound", "miss", "rescue", "detain", "survive", "hospitalise"})


def _within(noun: str, wholes: frozenset[str]) -> bool:
    """People stand for people; other things must be of one kind."""
    person = is_a(noun, "person")
    return any(noun_relation(noun, each) in {"same", "narrower"} for each in wholes) or (
        person and (not wholes or any(is_a(each, "person") or each in {"dead", "victim"} for each in wholes))
    )


def _apart(one: Profile, other: Profile) -> bool:
    return bool(one.nouns and other.nouns) and all(
        noun_relation(x, y) == "disjoint" for x, y in product(one.nouns, other.nouns)
    )


def _total(parts: Sequence[Profile]) -> Interval | None:
    """What the parts come to; None where a part has no figure at all."""
    spans = [part.interval for part in parts if part.interval is not None]
    if len(spans) < 2 or any(span.low is None for span in spans):
        return None
    low = sum((span.low for span in spans if span.low is not None), Decimal(0))
    highs = [span.high for span in spans if span.high is not None]
    return Interval(low, sum(highs, Decimal(0)) if len(highs) == len(spans) else None)


def _raids(counts: Sequence[Profile]) -> Iterator[Opinion]:
    """Weapons downed, jammed and lost are among those launched, where a report gives one account of one raid."""
    launches = [each for each in counts if each.events == {"launch"} and each.specific and each.claim.part_of is None]
    for launched in launches:
        rest = [each for each in counts if each is not launched and each.nouns == launched.nouns]
        if any(each.events == {"launch"} and each.interval != launched.interval for each in rest):
            continue
        fates = [each for each in rest if each.events <= _FATES and each.events and _one_raid(launched, each)]
        figures = {each.interval: each for each in fates}
        kinds = {each.events for each in figures.values()}
        if len(kinds) != len(figures):
            continue
        parts = sorted(figures.values(), key=lambda each: each.claim.start)
        total = _total(parts) if len(parts) > 1 else parts[0].interval if parts else None
        if total is not None and launched.interval is not None and launched.interval.below(total):
            yield _opinion(launched, parts, total)


def _one_raid(launched: Profile, fate: Profile) -> bool:
    """The same night, told close by, and no part of another count."""
    one, other = launched.claim, fate.claim
    near = 0 < other.start - one.start < _NEAR and other.part_of is None
    others = not fate.sides & launched.sides and fate.owners <= launched.sides
    return near and others and one.period is not None and one.period == other.period


def _opinion(whole: Profile, parts: Sequence[Profile], total: Interval) -> Opinion:
    """A conflict between a whole and its largest part, whose figure stands for what all parts come to."""
    largest = max(parts, key=lambda part: part.interval.low if part.interval and part.interval.low else Decimal(0))
    quantity = largest.claim.quantity
    assert quantity is not None
    quantity = replace(quantity, interval=total, approximate=False)
    summed = replace(largest.claim, quantity=quantity, attribution=whole.claim.attribution)
    p, q = whole, replace(profile(summed), claim=summed)
    found = replace(match_profiles(p, q), veto=None, vetoes=(), evidence=(), same_fact=0.99)
    quotes = [part.claim.quote for part in parts]
    if len(quotes) > 1:
        figure = total.exact if total.exact is not None else total.low
        says = f"{', '.join(quotes[:-1])} and {quotes[-1]} come to {figure:,f}, not {whole.claim.quote}"
    else:
        says = f"{said(parts[0])}, of {said(whole)}"
    return Opinion(make_pair(p, q, found), Ruling("conflicts", Evidence("sum_differs", says)), whole.claim)
