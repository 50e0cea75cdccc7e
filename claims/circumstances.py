"""How two claims stand to each other in where, when and on whose word, and in how they are worded."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from claims.facets import Facet, vetoed, weighed
from claims.gazetteer import relation
from claims.names import is_named, name_relation, plain
from claims.profiles import Profile
from claims.types import Period, Place

_PAST = datetime.min.replace(tzinfo=UTC)
_FUTURE = datetime.max.replace(tzinfo=UTC)
_NOTHING, _SECOND, _DAY = timedelta(0), timedelta(seconds=1), timedelta(days=1)
_NEAR, _APART, _FAR = timedelta(hours=20), timedelta(days=4), timedelta(days=14)
_AT_ONCE = timedelta(hours=6)
_TOLD_WITHIN = timedelta(days=3)
_LONG = timedelta(days=3)
_WEEK = timedelta(days=7)
_MONTH = timedelta(days=27)
_TELLING = Decimal(10)


@lru_cache(maxsize=20_000)
def place_relation(a: Place, b: Place) -> str:
    """What the first place is to the second: "same", "contains", "within", "disjoint" or "unknown".

    By the gazetteer where both are in it, else by name: two places of one name and one country are the same.
    """
    found: str = relation(a, b)
    if found != "unknown":
        return found
    if a.country and b.country and a.country != b.country:
        return "disjoint"
    if a.country and a.country == b.country and (a.feature == "country") != (b.feature == "country"):
        return "contains" if a.feature == "country" else "within"
    named_alike = plain(a.name) == plain(b.name) and a.feature == b.feature
    return "same" if named_alike and None in {a.id, b.id} else "unknown"


def place_facet(p: Profile, q: Profile) -> Facet:
    """Putyvl is not Sumy; Sumy city lies in Sumy region."""
    a, b = p.claim.place, q.claim.place
    if a is None or b is None:
        return _scene_facet(a or p.scene, b or q.scene)
    relation = place_relation(a, b)
    if relation == "disjoint":
        return vetoed("place", "different_place", f"{_where(a)} against {_where(b)}")
    if relation == "unknown":
        return Facet("place", "unknown")
    if relation == "same":
        kind = "country" if a.feature == "country" else "city" if a.feature == "city" else "region"
        return weighed("place", f"same_{kind}", f"same_{kind}", f"both in {a.name}")
    inner, outer = (a, b) if relation == "within" else (b, a)
    return weighed("place", relation, "place_within", f"{_where(inner)} lies in {_where(outer)}")


def _scene_facet(a: Place | None, b: Place | None) -> Facet:
    """Where a claim names no place, the town that its whole report is set in."""
    if a is None or b is None or place_relation(a, b) != "same" or a.feature != "city":
        return Facet("place", "unknown")
    return weighed("place", "same_scene", "same_scene", f"both reports are set in {a.name}")


def _where(place: Place) -> str:
    bare = place.feature == "region" and place.name == place.text
    return f"{place.name} region" if bare else place.text or place.name


def period_facet(p: Profile, q: Profile) -> Facet:
    """One night is not the next. Where a text gives no time, its publication says how near they can be."""
    a, b = p.claim.period, q.claim.period
    if a is None or b is None or _timeless(a) or _timeless(b):
        return _by_publication(p, q)
    start_a, start_b, end_a, end_b = _start(a), _start(b), _end(a), _end(b)
    shared = (end_a if end_a < end_b else end_b) - (start_a if start_a > start_b else start_b)
    if shared <= _NOTHING and p.standing and q.standing and -shared <= _TOLD_WITHIN:
        return Facet("period", "successive")
    if shared <= _NOTHING:
        return vetoed("period", "different_period", f"{describe(a)} against {describe(b)}")
    length_a, length_b = end_a - start_a, end_b - start_b
    longer, shorter = max(length_a, length_b), min(length_a, length_b)
    names = sorted({describe(a), describe(b)})
    if shared >= longer * 0.75:
        says = f"both {names[0]}" if len(names) == 1 else f"{names[0]} and {names[1]}"
        return weighed("period", "same", "same_period", says)
    if longer <= _LONG and shared < shorter * 0.6:
        return Facet("period", "unknown")  # the past 24 hours, and a day that ended in them
    if longer <= _LONG or longer < shorter * 3:
        return weighed("period", "overlapping", "overlapping_period", f"{' and '.join(names)} overlap")
    relation = "within" if length_a < length_b else "contains"
    inner, outer = (a, b) if relation == "within" else (b, a)
    return weighed("period", relation, "period_within", f"{describe(inner)} lies in {describe(outer)}")


def loosely_dated(p: Profile, q: Profile) -> bool:
    """True where two times that share no moment need not be of two events.

    One of them may only be carried over from another sentence, though not by weeks for what is settled in a night; and
    of a running count a time is often that of the reading: "on Tuesday officials spoke of 18 dead".
    """
    if p.claim.period is None or q.claim.period is None:
        return True
    if not (p.dated and q.dated):
        return p.running or q.running or not _weeks_apart(p.claim.period, q.claim.period)
    if not (p.running and q.running) or p.aside or q.aside:
        return False
    older, newer = sorted((p, q), key=lambda side: (side.claim.published, side.claim.report_id))
    assert older.claim.period is not None and newer.claim.period is not None
    start, end = _start(newer.claim.period), _end(newer.claim.period)
    current = end - start <= _DAY and start - _AT_ONCE <= newer.claim.published <= end + _DAY
    return current and timedelta(0) <= start - _end(older.claim.period) <= _APART


def _weeks_apart(one: Period, other: Period) -> bool:
    """True for two nights or days with more than a week between them."""
    if any(_end(each) - _start(each) > _DAY for each in (one, other)):
        return False
    return max(_start(one), _start(other)) - min(_end(one), _end(other)) > _WEEK


def _timeless(period: Period) -> bool:
    return period.start is None and period.end is None


def _start(period: Period) -> datetime:
    return period.start or _PAST


def _end(period: Period) -> datetime:
    start, end = period.start or _PAST, period.end or _FUTURE
    return max(end, start + _SECOND) if start < _FUTURE else end


def _by_publication(p: Profile, q: Profile) -> Facet:
    dated = p.claim.period or q.claim.period
    if dated is not None and not _timeless(dated) and (p.claim.period is None or q.claim.period is None):
        other = (q if p.claim.period is dated else p).claim.published
        return _told(dated, other)
    apart = abs(p.claim.published - q.claim.published)
    if apart <= _NEAR:
        return weighed("period", "near", "published_near", "published within a day of each other")
    if not (p.events or q.events or p.statement) or apart <= _APART:
        return Facet("period", "unknown")
    rule = "published_apart" if apart <= _FAR else "published_far_apart"
    return weighed("period", "apart", rule, f"published {apart.days} days apart")


def _told(period: Period, published: datetime) -> Facet:
    """A report without a time of its own tells of what has just happened."""
    if published < _start(period):
        early = _start(period) - published
        if early < _DAY:
            return Facet("period", "unknown")
        return weighed("period", "apart", "published_far_apart", f"published before {describe(period)}")
    late = timedelta(0) if period.end is None else published - _end(period)
    if late <= _AT_ONCE:
        return weighed("period", "near", "published_near", f"published on {describe(period)}")
    if late <= _TOLD_WITHIN:
        return Facet("period", "unknown")
    rule = "published_apart" if late <= _FAR else "published_far_apart"
    return weighed("period", "apart", rule, f"published {late.days} days after {describe(period)}")


def adjacent_dates(a: Period | None, b: Period | None) -> bool:
    """True where two periods lie a day apart: the night of 20 to 21 July and that of 21 to 22 July."""
    if a is None or b is None or None in (a.start, a.end, b.start, b.end):
        return False
    assert a.start and a.end and b.start and b.end
    long_a, long_b = a.end - a.start, b.end - b.start
    shift = abs((a.start + long_a / 2) - (b.start + long_b / 2))
    return timedelta(hours=12) <= shift <= timedelta(hours=36) and max(long_a, long_b) <= _LONG / 2


@lru_cache(maxsize=20_000)
def describe(period: Period) -> str:
    """A period in words: "the night of 21 to 22 July 2025", "22 July 2025", "July 2025"."""
    if period.start is None or period.end is None:
        return period.text or "an open period"
    length = period.end - period.start
    middle = period.start + length / 2
    if length == _DAY:
        return _date(middle)
    if timedelta(hours=9) <= length <= timedelta(hours=20) and (middle.hour >= 21 or middle.hour <= 9):
        evening = middle - timedelta(hours=12)
        first = str(evening.day) if evening.month == middle.month else _date(evening)
        return f"the night of {first} to {_date(middle)}"
    if _MONTH <= length <= timedelta(days=31) + timedelta(hours=2):
        return f"{middle:%B %Y}"
    if length < _DAY:
        return f"{period.text} ({_date(middle)})" if period.text else _date(middle)
    return f"{_date(period.start + _DAY / 2)} to {_date(period.end - _DAY / 2)}"


def _date(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"


def source_facet(p: Profile, q: Profile) -> Facet:
    """On whose word. Two outlets with one source and two figures: one of them misreports it.

    "Police" and "a monitoring group" are no names, and two of them may be two.
    """
    one, other = p.claim.attribution, q.claim.attribution
    if one is None or other is None:
        return Facet("source", "unknown")
    relation = name_relation(one.source, other.source)
    if relation == "unknown" or not (is_named(one.source) and is_named(other.source)):
        return Facet("source", "unknown")
    if relation == "same":
        return weighed("source", "same", "same_source", f"both on the word of {one.source}")
    says = f"on the word of {one.source} and of {other.source}"
    return weighed("source", "different", "different_source", says)


def wording_facet(p: Profile, q: Profile) -> Facet:
    """One sentence in two reports, figures aside, is one assertion; a few rare words in common are a hint."""
    if p.wording == q.wording and p.lead == q.lead and p.wording.count(" ") >= 3:
        return weighed("wording", "same", "same_wording", "the same sentence, figures aside")
    shared = p.content & q.content
    either = len(p.content) + len(q.content) - len(shared)
    if shared and (len(shared) >= either / 2 or (len(shared) >= 3 and len(shared) >= either / 4)):
        listed = ", ".join(sorted(shared, key=lambda word: (-len(word), word))[:4])
        return weighed("wording", "shared", "shared_words", f"both speak of {listed}")
    return Facet("wording", "none")


def figure_facet(p: Profile, q: Profile) -> Facet:
    """The same telling figure is itself a sign of one fact: 426 twice is seldom chance, 4 twice often is."""
    if p.value is not None and p.value == q.value and p.unit == q.unit and p.value >= _TELLING:
        return weighed("figure", "same", "same_figure", f"both give {p.value:f}")
    return Facet("figure", "none")
