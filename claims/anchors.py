"""Is there enough to go on? What must be known before two figures may be called an update or a conflict.

A false alarm costs more than a missed one: "five people" and "nine people" are set against each other only
where the event and the place, the time or the source say that they are the same people.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from claims.lexicon import resource
from claims.match import Match
from claims.mentions import share_names
from claims.names import name_relation
from claims.profiles import Profile
from claims.types import Interval
from claims.units import dimension

_SAME_STORY = timedelta(days=31)
_FAR_OFF = 8
_SLIPS = (10, 100, 1000, 10**6)
"""Factors by which a slip of the pen multiplies a figure."""
_WEEK = timedelta(days=7)
_FOLLOWED = timedelta(days=4)
_BODILY = frozenset({"length", "mass", "volume", "area", "speed", "power", "magnitude"})
TIMED = frozenset({"same", "overlapping"})
_SOMEWHERE_IN = frozenset({"within", "contains"})
_TIMELY = TIMED | {"near"}
_QUARTER = re.compile(
    r"\b(?:port|harbour|harbor|docks?|district|suburbs?|neighbou?rhoods?|quarter|outskirts|downtown|borough|street|"
    r"avenue|boulevard|square|campus|hospital|clinic|market)\b"
)
"""Parts of a town that no gazetteer holds."""
CONFLICT_BITS = 3.2
"""Log-odds of 9 to 1: below that two claims are not said to differ on one fact."""
_KIN_BITS = 1.5
"""The same between reports of one event, by the learnt weights, which count the best rival already (lineup.py)."""
_FEW_BITS = 0.5
"""The same between two short reports, which leave little else to be meant."""
_SURELY_BITS = 3.0
"""Log-odds at which the line-up is surer than the words for an event or a thing are telling."""
LEAST_BITS = -1.5
"""Log-odds below which nothing ties two claims of short reports among kin."""
_MANY_BITS = -0.75
"""The same where both reports tell much besides, so that an equal figure may be chance."""
_NAMED_BITS = 2.0
"""The same for a later count of what bears one name in both, "Cyclone Ditwah": nobody is said to be wrong."""
_FOLLOWED_BITS = -1.0
"""Log-odds that a count among kin has moved on: less, since nobody is said to be wrong."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims ready for the rules, the earlier published first, their figures in one unit."""

    p: Profile
    q: Profile
    match: Match
    first: Interval | None = None
    second: Interval | None = None

    def relation(self, facet: str) -> str:
        """How the first claim stands to the second in one facet; "unknown" where it was not looked at."""
        return self.match.facets.get(facet, "unknown")

    @property
    def both_specific(self) -> bool:
        """True where both count something that tells facts apart."""
        return self.relation("noun") == "same" and self.p.specific and self.q.specific


def anchored(pair: Pair) -> bool:
    """True where what happened, and where, when or on whose word, are known to be one."""
    if kindred(pair):
        if pair.match.bits >= _KIN_BITS and _told_alike(pair):
            return True
        if pair.relation("rivals") == "few" and pair.match.bits >= _FEW_BITS and _told_of_one(pair):
            return True
        if pair.p.age or pair.q.age:
            return False
    alone = pair.match.alone if kindred(pair) else pair.match.bits
    if alone is None or alone < CONFLICT_BITS:
        return False
    if pair.relation("period") in {"apart", *_SOMEWHERE_IN}:
        return False
    doubtful = kindred(pair) and not surely_kin(pair)  # two companies' results are told in the same words
    if pair.relation("wording") == "same" and pair.relation("period") in _TIMELY and not doubtful:
        return True
    if pair.p.age or pair.q.age:
        return _same_person(pair)
    if _fixed(pair):
        return True
    if _vaguely_placed(pair):
        return False
    measured = pair.both_specific or pair.relation("group") == "same"
    happened = pair.relation("event") == "same" or (pair.relation("event") == "none" and measured)
    happened = happened or _one_stretch(pair)
    return happened and (_on_one_word(pair) or _somewhere(pair))


def _one_stretch(pair: Pair) -> bool:
    """ "Ran aground 12 miles off Sitra" and "12 kilometres off Sitra": the same thing's bare distance or weight."""
    bodily = dimension(pair.p.unit) in _BODILY and not (pair.p.nouns or pair.q.nouns)
    bodily = bodily and pair.relation("event") in {"none", "one_unknown"}
    return bodily and pair.relation("actor") == "same" and pair.relation("wording") in {"same", "shared"}


def kindred(pair: Pair) -> bool:
    """True where both reports tell of one event, so that the evidence of the line-up decides (lineup.py)."""
    return pair.relation("reports") == "one_event"


def least_bits(pair: Pair) -> float:
    """Log-odds below which nothing ties the two: more is wanted where much is told, and what is equal may be chance."""
    return LEAST_BITS if pair.relation("rivals") == "few" else _MANY_BITS


def alone_enough(pair: Pair) -> bool:
    """True of two claims of short reports that are surely of one fact by themselves, whatever their reports tell."""
    return pair.relation("rivals") == "few" and (pair.match.alone or 0.0) >= CONFLICT_BITS


def surely_kin(pair: Pair) -> bool:
    """True where both reports surely tell of one event: in a city of many shootings likelier than not will not do."""
    return pair.relation("kin") == "sure"


def _told_alike(pair: Pair) -> bool:
    """True where two figures among sure kin may be set against each other.

    Of the dead and the hurt a report tells by the half dozen, with the gunman and without: one source's word, or
    like words, must say that the same are meant. Two ages are set against each other only for one named person. What is
    told a month later may be told of another such event, unless both say when.
    """
    sure = pair.match.bits >= _SURELY_BITS
    if not surely_kin(pair) or not (sure or _of_one_thing(pair)) or _far_apart(pair):
        return False
    if pair.p.age or pair.q.age:
        return pair.p.named and pair.q.named and _one_name(pair)
    return _same_casualties(pair, sure)


def _told_of_one(pair: Pair) -> bool:
    """True where two short reports leave little else to be meant."""
    if pair.p.age or pair.q.age or _far_apart(pair) or not surely_kin(pair) or strangers(pair):
        return False
    return _same_casualties(pair, pair.match.bits >= _SURELY_BITS)


def strangers(pair: Pair) -> bool:
    """True where two short reports name two people, or two companies, beside the figures."""
    return pair.relation("rivals") == "few" and pair.relation("names") == "strangers"


def _far_apart(pair: Pair) -> bool:
    """True of what is told months apart, and of two short reports that tell of two nights."""
    if pair.relation("rivals") == "few" and pair.relation("period") == "different":
        return True
    apart = abs(pair.p.claim.published - pair.q.claim.published)
    return apart > _SAME_STORY and pair.relation("period") not in TIMED


def _same_casualties(pair: Pair, sure: bool) -> bool:
    """True unless the dead or hurt are counted and nothing says that the same are: "four people", "three others".

    A city has a shooting or a stabbing a day, so that there one source's word, or like words, must say it.
    """
    if not (pair.p.events | pair.q.events) & {"kill", "wound", "shoot"}:
        return pair.p.rest == pair.q.rest
    if pair.p.events != pair.q.events or pair.p.rest != pair.q.rest:
        return False
    told = sure and not (_everyday().search(pair.p.wording) or _everyday().search(pair.q.wording))
    return told or pair.relation("source") == "same" or pair.relation("wording") in {"same", "shared"}


@cache
def _everyday() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{resource('kindred')['everyday']})\b")


def _of_one_thing(pair: Pair) -> bool:
    """False where nothing but the telling is alike: two children and 20 factories, 8.6 (per cent) and 26 (seats)."""
    if pair.relation("noun") == "different" and pair.relation("event") != "same":
        return False
    if pair.relation("event") == "different" and pair.relation("noun") != "same":
        return False
    return pair.p.unit is not None or _whole(pair.first) == _whole(pair.second)


def _whole(figure: Interval | None) -> bool:
    bounds = [] if figure is None else [bound for bound in (figure.low, figure.high) if bound is not None]
    return all(bound == bound.to_integral_value() for bound in bounds)


def _fixed(pair: Pair) -> bool:
    """What is measured once and does not move: a depth, a fuel load, those on board of one flight.

    One source's word on such a thing is set against itself whenever it is printed, where the wording is near
    or the town is the same.
    """
    if pair.relation("event") != "none" or pair.relation("source") != "same":
        return False
    if abs(pair.p.claim.published - pair.q.claim.published) > _SAME_STORY:
        return False
    near = pair.relation("wording") in {"same", "shared"} or pair.relation("place") == "same_city"
    bodily = pair.both_specific and dimension(pair.p.unit) in _BODILY
    return near and (bodily or pair.relation("group") == "same")


def still_counted(pair: Pair) -> bool:
    """True for a running count on both sides; among kin one side that tells what is counted tells it for both."""
    running = (pair.p.running, pair.q.running)
    return any(running) if kindred(pair) else all(running)


def followed(pair: Pair) -> bool:
    """True where a later report takes up a running count: the same words of one event, within a few days.

    Less than a conflict wants, since nobody is said to be wrong.
    """
    apart = abs(pair.p.claim.published - pair.q.claim.published)
    if kindred(pair):
        return pair.match.bits >= _FOLLOWED_BITS and apart <= _SAME_STORY and _of_one_thing(pair)
    least = _NAMED_BITS if _named_alike(pair) else CONFLICT_BITS
    if pair.match.bits < least or apart > _FOLLOWED or pair.relation("period") in _SOMEWHERE_IN:
        return False
    shared, fewer = pair.p.vocabulary & pair.q.vocabulary, min(len(pair.p.vocabulary), len(pair.q.vocabulary))
    told = pair.relation("wording") in {"same", "shared"} or len(shared) >= max(2, fewer / 2)
    town = pair.relation("place") in {"same_city", "same_region", "same_scene"}
    nation = pair.relation("place") == "same_country" and (pair.both_specific or pair.relation("wording") == "same")
    somewhere = town or nation or _named_alike(pair) or pair.relation("actor") == "same"
    counted = pair.relation("noun") == "same" or (pair.p.unit is not None and pair.relation("noun") == "unknown")
    return told and somewhere and counted and pair.relation("event") == "same"


def _named_alike(pair: Pair) -> bool:
    """One name in both sentences, in like words: Cyclone Ditwah, Wang Fuk Court."""
    return pair.relation("wording") in {"same", "shared"} and bool(pair.p.names & pair.q.names)


def share_value(pair: Pair) -> bool:
    """True where some value satisfies both wordings, or where there is no figure to differ."""
    return pair.first is None or pair.second is None or pair.first.overlaps(pair.second)


def tied(pair: Pair) -> bool:
    """True where something besides a common event says that one fact is meant.

    "At least one person was killed" is no support for six killed in Isla Vista.
    """
    if pair.p.specific or pair.q.specific or not (pair.p.events and pair.q.events):
        return True
    if pair.relation("period") == "apart":
        return pair.relation("wording") == "same"
    links = {"place": "unknown", "wording": "none", "figure": "none"}
    if any(pair.relation(name) != idle for name, idle in links.items()):
        return True
    silent = pair.p.claim.place is None and pair.q.claim.place is None
    chance = pair.relation("period") not in _TIMELY or not share_value(pair)
    return (silent and not chance) or "same" in {pair.relation("source"), pair.relation("actor")}


def _same_person(pair: Pair) -> bool:
    """Two ages are set against each other only for one named person, to whom one thing happened in one town."""
    return (
        pair.relation("event") == "same"
        and pair.relation("noun") in {"same", "unknown"}
        and pair.relation("place") == "same_city"
        and pair.relation("period") in _TIMELY
        and pair.p.named
        and pair.q.named
        and _one_name(pair)
    )


def _one_name(pair: Pair) -> bool:
    """Christie Lee is not Thomas Lee."""
    one, other = ((side.claim.measure and side.claim.measure.noun) or "" for side in (pair.p, pair.q))
    return share_names(pair.p.nouns, pair.q.nouns) and name_relation(one, other) != "different"


def _on_one_word(pair: Pair) -> bool:
    """One source tells of many strikes a day, so for people its word must come with a day and a place."""
    if pair.relation("source") != "same":
        return False
    if pair.both_specific:
        return pair.relation("period") in _TIMELY
    return pair.relation("period") in TIMED and pair.relation("place") != "unknown"


def _somewhere(pair: Pair) -> bool:
    """People are hurt in many places on one day: for them a state is no place, and a town wants a day too."""
    place, period = pair.relation("place"), pair.relation("period")
    shared = pair.relation("wording") == "shared"
    helped = shared or "same" in {pair.relation("actor"), pair.relation("source")}
    settled = pair.relation("event") == "none"
    if not pair.both_specific and not helped and _named_apart(pair):
        return False
    if place in {"same_city", "same_region"}:
        known = helped or pair.both_specific
        if not known and (period == "overlapping" or far_off(pair)):
            return False
        return period in TIMED or (period in _TIMELY and known) or (settled and pair.both_specific)
    if place == "same_scene":
        return period in TIMED or (shared and period in _TIMELY)
    if place == "same_country" and pair.both_specific and settled and pair.p.unit is not None:
        return period in _TIMELY
    if pair.both_specific and not settled:
        return period in TIMED or (shared and period in _TIMELY)
    if place == "same_country":
        return helped and period in TIMED
    return (shared and period in _TIMELY) or (pair.relation("actor") == "same" and period in TIMED)


def far_off(pair: Pair) -> bool:
    """Three killed and 54 in one city on one day: with nothing else in common, two attacks are likelier."""
    bounds = [bound for each in (pair.first, pair.second) if each and (bound := each.low or each.high)]
    if len(bounds) < 2 or max(bounds) <= _FAR_OFF * min(bounds):
        return False
    return max(bounds) not in {min(bounds) * scale for scale in _SLIPS}


def _named_apart(pair: Pair) -> bool:
    """Two quarters, two hospitals, two men: sentences that each name somebody or something, and share no name."""
    one, other = pair.p.names, pair.q.names
    return bool(one and other) and not share_names(one, other)


def _vaguely_placed(pair: Pair) -> bool:
    """A month's or a year's figure is of somewhere, and only one of the two says where."""
    periods = (pair.p.claim.period, pair.q.claim.period)
    long = all(each and each.start and each.end and each.end - each.start > _WEEK for each in periods)
    return long and (pair.p.claim.place is None) != (pair.q.claim.place is None)


def direction(pair: Pair) -> str:
    """What the first counts of the second: "narrower" is a part of it, "broader", "same", or "crossed"."""
    turns = {"narrower": -1, "within": -1, "broader": 1, "contains": 1}
    sized = _SIZED - {"period"} if kindred(pair) and not (pair.p.dated and pair.q.dated) else _SIZED
    found = {turns[relation] for name, relation in pair.match.facets.items() if name in sized and relation in turns}
    if not found:
        found |= _pointed(pair) or _corner(pair)
    if not found:
        return "same"
    return "crossed" if len(found) > 1 else "narrower" if found == {-1} else "broader"


_SIZED = frozenset({"noun", "event", "place", "period"})


def _pointed(pair: Pair) -> set[int]:
    """Where one says "35 drones, including three over Moscow", the three are a part for the other too."""
    one, other = pair.p.pointed, pair.q.pointed
    if pair.relation("place") in {"same_city", "same_region"} and pair.both_specific:
        return set()  # "three over the Moscow area" and "five over the Moscow area" count the same drones
    return set() if one == other or share_value(pair) or pair.p.age else {-1 if one else 1}


def _corner(pair: Pair) -> set[int]:
    """Of 40 hurt in the port and 120 across the city, the first are a part, though both are in Odesa."""
    if pair.relation("place") != "same_city" or share_value(pair) or pair.p.age:
        return set()
    one, other = bool(_QUARTER.search(pair.p.wording)), bool(_QUARTER.search(pair.q.wording))
    return set() if one == other else {-1 if one else 1}
