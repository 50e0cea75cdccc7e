"""Do two reports tell of one event? What they share as wholes: names, towns, words, figures, and how near in time.

A figure often comes without a place and a date of its own, since its report has given them already. Two reports
of one event lend them to each other's figures; two that share little do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from math import log, log2, sqrt

from claims.circumstances import place_relation
from claims.lexicon import resource, word_class
from claims.names import alike, countries, is_named, words
from claims.profiles import Profile
from claims.types import Place

_DAY = timedelta(days=1)
LEAST_CLAIMS = 2
"""A report of fewer tells too little to be known again by."""
_MOST_NAMES, _MOST_FIGURES, _MOST_TERMS = 6, 6.0, 60.0
_SURE, _LIKELY, _UNTOLD = 1.3, -2.5, -4.0
"""Log-odds of 5 to 2; of 3 in 20, which very like claims may make up for; those of a report that tells too little."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What one report tells, as a whole: its names, its places and states, its words and its telling figures.

    `names` are those in its sentences, of its sources and of its towns and regions; `places` are towns and regions,
    `states` those that it lies in or names; `terms` are its telling words and names by their classes.
    """

    report: str
    published: datetime
    claims: int
    names: frozenset[str]
    places: frozenset[Place]
    states: frozenset[str]
    vocabulary: frozenset[str]
    terms: frozenset[str]
    figures: frozenset[tuple[str, str | None, Decimal]]


def telling_of(profiles: Sequence[Profile]) -> Telling:
    """The telling of one report, from the profiles of its claims (at least one)."""
    claims = [each.claim for each in profiles]
    places = frozenset(claim.place for claim in claims if claim.place)
    local = frozenset(place for place in places if place.feature != "country")
    sources = {claim.attribution.source for claim in claims if claim.attribution}
    beside = {word for text in (*sources, *(place.name for place in local)) if is_named(text) for word in words(text)}
    first = claims[0]
    names = frozenset(beside - _states()).union(*(each.names for each in profiles))
    vocabulary = frozenset[str]().union(*(each.vocabulary for each in profiles))
    return Telling(
        first.report_id,
        first.published,
        len(claims),
        names,
        local,
        frozenset(place.country for place in places if place.country).union(
            *(countries(sentence) for sentence in {claim.sentence for claim in claims})
        ),
        vocabulary,
        frozenset(map(word_class, names | vocabulary)),
        frozenset(figure for each in profiles for figure in _figures(each)),
    )


def _figures(each: Profile) -> Iterable[tuple[str, str | None, Decimal]]:
    if each.value is not None and each.value > 1:
        yield ("age" if each.age else "count"), each.unit, each.value


@dataclass(frozen=True, slots=True)
class Kinship:
    """How surely two reports tell of one event, in bits, and what they share, in words an editor can print."""

    bits: float
    says: str

    @property
    def sure(self) -> bool:
        """True where it is more than twice as likely as not."""
        return self.bits >= _SURE

    @property
    def likely(self) -> bool:
        """True where claims that are much alike may yet show that it is one event."""
        return self.bits >= _LIKELY


def kinship(one: Telling, other: Telling) -> Kinship:
    """Weigh whether two reports tell of one event; symmetric."""
    if min(one.claims, other.claims) < LEAST_CLAIMS:
        return Kinship(_UNTOLD, "too little is told to know the event by")
    shared = shared_between(one, other)
    bits = _summed(shared)
    if one.names and other.names and not shared["names"] and not shared["town"]:
        bits = min(bits, _SURE - 0.1)  # two companies' results are told in the same words
    names = sorted(one.names & other.names)[:3]
    towns = sorted({place.name for place in one.places} & {place.name for place in other.places})[:2]
    common = ", ".join(dict.fromkeys([*towns, *(name.capitalize() for name in names)]))
    return Kinship(bits, "both reports tell of one event" + (f": they share {common}" if common else ""))


def shared_bits(one: Telling, other: Telling) -> float:
    """The summed evidence that two reports are of one event."""
    return _summed(shared_between(one, other))


def _summed(shared: dict[str, float]) -> float:
    weights = resource("match_weights")["reports"]
    return float(weights["prior"] + sum(weights.get(name, 0.0) * value for name, value in shared.items()))


def shared_between(one: Telling, other: Telling) -> dict[str, float]:
    """What two reports have in common, each feature from nothing (0) to much."""
    names = _shared_names(one.names, other.names)
    fewer = min(len(one.names), len(other.names))
    common = one.vocabulary & other.vocabulary
    size = sqrt(len(one.vocabulary) * len(other.vocabulary)) or 1.0
    figures = sum(log2(float(value) + 1) / 4 for _, _, value in one.figures & other.figures)
    apart = abs(one.published - other.published) / _DAY
    both = one.terms & other.terms
    rare, least, most = _rarity(both), *sorted((_rarity(one.terms), _rarity(other.terms)))
    towns = _places(one.places, other.places)
    return {
        "names": min(names, _MOST_NAMES) / _MOST_NAMES,
        "no_names": float(fewer >= 3 and not names),
        "share_of_names": names / fewer if fewer else 0.0,
        "words": len(common) / size,
        "rare": rare / (sqrt(least * most) or 1.0),
        "rare_of_fewer": rare / (least or 1.0),
        "rare_words": min(sum(map(_rareness, both)), _MOST_TERMS) / _MOST_TERMS,
        "figures": min(figures, _MOST_FIGURES) / _MOST_FIGURES,
        "town": float(towns == "same"),
        "other_town": float(towns == "other"),
        "state": float(bool(one.states & other.states)),
        "other_state": float(bool(one.states and other.states and not one.states & other.states)),
        "days": min(apart, 14.0) / 14,
        "soon": float(apart <= 1.5),
    }


@lru_cache(maxsize=10_000)
def _rarity(terms: frozenset[str]) -> float:
    return sum(_rareness(term) ** 2 for term in terms)


@lru_cache(maxsize=50_000)
def _rareness(term: str) -> float:
    """How much it tells that two reports share a term: the fewer stories hold it, the more.

    The inverse document frequency of Spärck Jones (1972), "A statistical interpretation of term specificity".
    """
    spread = resource("term_spread")
    return log((spread["stories"] + 1) / (spread["terms"].get(term, 1)))


def _shared_names(one: frozenset[str], other: frozenset[str]) -> int:
    exact = one & other
    rest = other - exact
    return len(exact) + sum(any(_near(x, y) and alike(x, y) for y in rest) for x in one - exact)


def _near(x: str, y: str) -> bool:
    """Two spellings begin alike or end alike: looked at first, since `alike` is slow."""
    return x[:3] == y[:3] or x[-4:] == y[-4:]


@cache
def _states() -> frozenset[str]:
    return frozenset(resource("names")["countries"])


def _places(one: frozenset[Place], other: frozenset[Place]) -> str:
    """ "same" where a town is named by both, or its region; "other" where both name towns far from each other's."""
    if not one or not other:
        return "unknown"
    relations = {place_relation(x, y) for x in one for y in other}
    return "same" if relations & {"same", "within", "contains"} else "other" if relations == {"disjoint"} else "unknown"
