"""Exact keys: how claims of one fact find each other whatever the encoder makes of them.

The rules give a claim keys such as "noun:person" and "event:wound". Alone each is far too common: a day of
war has thousands of people. So keys of two kinds are joined, and bound to a country and a time.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import combinations

from claims.types import Claim
from index.store import KeyedMoment, moment

REACH = timedelta(days=31)
"""How far apart reports of one event are published, unless a stated period brings them together."""

_ANYWHERE = "*"
_NOWHERE_NAMED = "?"


def keys_of(claim: Claim, keys: Iterable[str]) -> frozenset[KeyedMoment]:
    """What a claim is kept under: its country, and everywhere for claims that name no country."""
    return _at_its_times(claim, keys, (_country(claim), _ANYWHERE))


def keys_sought(claim: Claim, keys: Iterable[str]) -> frozenset[KeyedMoment]:
    """What others of the same fact are kept under: this country or none named; any where this names none."""
    country = _country(claim)
    return _at_its_times(claim, keys, (_ANYWHERE,) if country == _NOWHERE_NAMED else (country, _NOWHERE_NAMED))


def _country(claim: Claim) -> str:
    return (claim.place and claim.place.country) or _NOWHERE_NAMED


def _at_its_times(claim: Claim, keys: Iterable[str], countries: tuple[str, ...]) -> frozenset[KeyedMoment]:
    joined = _joined(keys)
    return frozenset(
        (f"{country} {key}", moment(at)) for country in countries for key in joined for at in _times(claim)
    )


def _joined(keys: Iterable[str]) -> set[str]:
    """Two keys of different kinds together, the kind being what stands before the colon; single ones where
    there is but one kind.
    """
    ordered = sorted(keys)
    pairs = {f"{a}&{b}" for a, b in combinations(ordered, 2) if a.partition(":")[0] != b.partition(":")[0]}
    return pairs or set(ordered)


def _times(claim: Claim) -> set[datetime]:
    """The time of publication; where the claim is about another time, that time too."""
    period = claim.period
    spoken_of = (period.end or period.start) if period else None
    if spoken_of is None or abs(spoken_of - claim.published) <= REACH:
        return {claim.published}
    return {claim.published, spoken_of}
