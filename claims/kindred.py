"""Two claims of two reports of one event: what their wording and their standing in the reports say.

Among reports of one event most of what a claim leaves open, its place and its day, is settled, and what tells one
figure from another is what stands around it: "the Eaton fire" or "the Palisades fire", "Labour" or "the Greens".
What stands around two figures is in setting.py. The weights are learnt: see benchmarks/train_matching.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cache, lru_cache
from math import log, log10
from typing import Final

from claims.circumstances import loosely_dated, source_facet
from claims.facets import Facet
from claims.lexicon import event_relation, resource
from claims.looks import Kind, Look, answer
from claims.mentions import planned, share_names
from claims.profiles import Profile
from claims.retelling import apart_in_event, apart_in_noun
from claims.setting import MOST, Setting, away
from claims.types import Interval
from claims.units import convert, side_by_side

_MONTH = re.compile(
    r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember|t?\.)?(?![\w])"
)
_RECENT = timedelta(days=60)
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_CLAUSE = 60
"""Code points from the figure within which a word may tell what happened to what is counted."""
_EXACT = frozenset({"kill", "wound", "miss", "evacuate", "lose power", "detain", "rescue", "contain", "burn"})
_SLIPS = frozenset({Decimal(10), Decimal(1000), Decimal(10**6)})


@lru_cache(maxsize=20_000)
def _dates_told(sentence: str, quote: str) -> tuple[str | None, str | None]:
    """The month and the year nearest to the quote, where its own clause names them."""
    month, year = (
        min(((*away(sentence, quote, match), match[1]) for match in pattern.finditer(sentence)), default=None)
        for pattern in (_MONTH, _YEAR)
    )
    return (month[2] if month and not month[0] else None), (year[2] if year and not year[0] else None)


@cache
def _told_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    listed = resource("kindred")["told"]
    return tuple((event, re.compile(rf"\b(?:{wording})\b", re.IGNORECASE)) for event, wording in listed)


@cache
def _forecast() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{resource('kindred')['forecast']})\b", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def _expected(sentence: str, quote: str) -> bool:
    """True where words of what is expected, polled or feared stand near the figure."""
    at = max(sentence.find(quote), 0)
    return bool(_forecast().search(sentence, max(at - _CLAUSE, 0), at + len(quote) + _CLAUSE // 2))


def told_events(p: Profile) -> frozenset[str]:
    """What happened to what is counted: by the measure, else by the nearest telling word of its clause."""
    return p.events if p.events & _EXACT else _told_near(p.claim.sentence, p.claim.quote)


@lru_cache(maxsize=20_000)
def _told_near(sentence: str, quote: str) -> frozenset[str]:
    at = max(sentence.find(quote), 0)
    until = at + len(quote)
    found = []
    for event, wording in _told_words():
        for match in wording.finditer(sentence):
            between = sentence[min(at, match.start()) : max(until, match.end())]
            breaks = len(re.findall(r"[;:]|, (?:and|but) ", between))
            found.append((max(at - match.end(), match.start() - until, 0) + _CLAUSE * breaks, event))
    nearest = min(found, default=(_CLAUSE, ""))
    return frozenset({nearest[1]}) if nearest[0] < _CLAUSE else frozenset()


def firm(facet: Facet, p: Profile, q: Profile) -> bool:
    """True of a veto that stands among kin too.

    Others the choice of a word, or a time or place carried over, may have called for: 412 seats and 412 members need
    not be two things; drones and missiles, killed and wounded always are.
    """
    rule = facet.evidence.rule if facet.evidence else ""
    if rule == "different_place":
        return p.located and q.located
    if rule == "different_period":
        return not loosely_dated(p, q)
    if rule == "different_event":
        if p.coming != q.coming and p.doing == q.doing and planned(p.claim) == planned(q.claim):
            return _apart_in_event(p, q)  # feared or estimated, not said to be planned
        return bool(p.events & q.events) or _apart_in_event(p, q)
    return rule != "different_noun" or _apart_in_noun(p, q) or _apart_in_event(p, q)


def _apart_in_event(p: Profile, q: Profile) -> bool:
    return bool(answer(_aspect(p).events, _aspect(q).events))


def _apart_in_noun(p: Profile, q: Profile) -> bool:
    return bool(answer(_aspect(p).nouns, _aspect(q).nouns))


_PERIODS = {"same": "same", "overlapping": "same", "within": "nested", "contains": "nested"} | dict.fromkeys(
    ("apart", "different"), "apart"
)
_PLACES = {"within": "nested", "contains": "nested", "different": "loose"} | dict.fromkeys(
    ("same_city", "same_region", "same_scene"), "same"
)
_NOUNS = {"narrower": "nested", "broader": "nested"}


Features = tuple[tuple[str, float], ...]
"""Some of what is weighed, by name."""


def features(p: Profile, q: Profile, facets: Sequence[Facet], setting: Setting) -> dict[str, float]:
    """What is weighed of two claims among kin, by name; symmetric. Absent ones are nothing.

    `facets` are those that may veto (match.py).
    """
    one, other = _aspect(p), _aspect(q)
    _, place, noun, _, period, _, actor = facets
    fit = {
        f"noun_{_NOUNS.get(noun.relation, noun.relation)}": 1.0,
        f"event_{answer(one.told, other.told)}": 1.0,
        f"period_{_PERIODS.get(period.relation, 'unknown')}": 1.0,
        f"place_{place_among_kin(p, q, place.relation)}": 1.0,
        f"source_{answer(one.source, other.source)}": 1.0,
        f"actor_{actor.relation}": 1.0,
        f"names_{setting.naming(p, q)}": 1.0,
    }
    fit.update(answer(one.dates, other.dates))
    if setting.share:
        fit["kin"] = setting.share
    if words := setting.alike(p, q):
        fit["words"] = words
    if _strangers(p, q):
        fit["strangers"] = 1.0
    fit.update(answer(one.stands, other.stands))
    fit.update(answer(one.figure, other.figure))
    return fit


def _strangers(p: Profile, q: Profile) -> bool:
    """True where both sentences name somebody or something and share no name: Apple's revenue, Microsoft's."""
    one, other = p.names | p.opening, q.names | q.opening
    return bool(p.names and q.names) and not share_names(one, other)


def _stands(p: Profile, q: Profile) -> Features:
    """How the two figures stand in their reports."""
    found = {
        "measured": p.unit is not None,
        "both_first": p.first and q.first,
        "one_first": p.first != q.first,
        "one_aside": p.aside != q.aside,
        "one_part": p.pointed != q.pointed,
        "one_forecast": _expected(p.claim.sentence, p.claim.quote) != _expected(q.claim.sentence, q.claim.quote),
    }
    return tuple((name, 1.0) for name, told in found.items() if told)


def _dates(p: Profile, q: Profile) -> Features:
    """Figures of June are not those of July, nor those of 2019 this year's."""
    (month, year), (other_month, other_year) = (_dates_told(side.claim.sentence, side.claim.quote) for side in (p, q))
    found = []
    if month and other_month:
        found.append(("month_same" if month == other_month else "month_contrast", 1.0))
    if (year or other_year) and not _years(p, year) & _years(q, other_year):
        found.append(("year_contrast", 1.0))
    return tuple(found)


def _years(side: Profile, told: str | None) -> set[str]:
    """The year that is told; where none is, that of the last two months."""
    published = side.claim.published
    return {told} if told else {str(published.year), str((published - _RECENT).year)}


def place_among_kin(p: Profile, q: Profile, relation: str) -> str:
    """A town in its region, or beside another town, only where both sentences say so themselves."""
    found = _PLACES.get(relation, "unknown")
    return "loose" if found == "nested" and not (p.located and q.located) else found


def _events(p: Profile, q: Profile) -> str:
    one, other = told_events(p), told_events(q)
    if one and other:
        relation = event_relation(one, other)
        return {"within": "nested", "contains": "nested"}.get(relation, relation)
    return "different" if p.events and q.events and not p.events & q.events else "unknown"


def _figures(p: Profile, q: Profile) -> Features:
    """How the two figures stand: equal (the more digits, the more telling), compatible, far apart, or a slip apart."""
    first = p.interval
    second = None if q.interval is None else convert(q.interval, q.unit, p.unit)
    if first is None or second is None:
        return ()
    x, y = _bound(first), _bound(second)
    if first == second:
        return (("equal", min(log10(abs(float(x)) + 1), MOST)),)
    beside = None if q.interval is None else side_by_side(first, p.unit, q.interval, q.unit)
    if beside is not None and beside[0].overlaps(beside[1]):
        return (("compatible", 1.0),)
    low, high = sorted((abs(x), abs(y)))
    if not low:
        return (("far", MOST),)
    if high / low in _SLIPS:
        return (("slip", 1.0),)
    far = ("far", min(log(float(high / low)), MOST))
    return (far, ("slip", 1.0)) if _slip(low, high) else (far,)


def _bound(span: Interval) -> Decimal:
    bound = span.low if span.low is not None else span.high
    return bound if bound is not None else Decimal(0)


def _slip(low: Decimal, high: Decimal) -> bool:
    """Two figures of the same digits in another order: 34 and 43."""
    one, other = (format(value.normalize(), "f").replace(".", "") for value in (low, high))
    return len(one) > 1 and sorted(one) == sorted(other)


def _source(p: Profile, q: Profile) -> str:
    return source_facet(p, q).relation


_SOURCES = Look(_source, lambda p: p.claim.attribution and p.claim.attribution.source)
_EVENTS = Look(_events, lambda p: (told_events(p), p.events))
_DATES = Look(
    _dates,
    lambda p: (
        _dates_told(p.claim.sentence, p.claim.quote),
        p.claim.published.year,
        (p.claim.published - _RECENT).year,
    ),
)
_FIGURES = Look(_figures, lambda p: (p.interval, p.unit))
_STANDS = Look(
    _stands,
    lambda p: (p.unit is None, p.first, p.aside, p.pointed, _expected(p.claim.sentence, p.claim.quote)),
)
_APART_IN_NOUN = Look(apart_in_noun, lambda p: (p.nouns, p.owners))
_APART_IN_EVENT = Look(apart_in_event, lambda p: p.events)
KIN_LOOKS: Final = (_SOURCES, _EVENTS, _DATES, _STANDS, _FIGURES, _APART_IN_NOUN, _APART_IN_EVENT)
"""What is looked at in two claims among kin, beside the looks of match.py and the words around them."""


@dataclass(frozen=True, slots=True, eq=False)
class _Aspect:
    """What is looked at in a claim among kin, worked out once a claim."""

    source: Kind[str]
    told: Kind[str]
    dates: Kind[Features]
    stands: Kind[Features]
    figure: Kind[Features]
    nouns: Kind[bool]
    events: Kind[bool]


@lru_cache(maxsize=20_000)
def _aspect(p: Profile) -> _Aspect:
    return _Aspect(
        _SOURCES.kind(p),
        _EVENTS.kind(p),
        _DATES.kind(p),
        _STANDS.kind(p),
        _FIGURES.kind(p),
        _APART_IN_NOUN.kind(p),
        _APART_IN_EVENT.kind(p),
    )
