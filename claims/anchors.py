"""Is there enough to go on? What must be known before two figures may be called an update or a conflict.

A false alarm costs more than a missed one: "five people" and "nine people" are set against each other only
where the event and the place, the time or the source say that they are the same people.
"""

from __future__ import annotations

from datetime import timedelta

from claims.kin_anchors import SAME_STORY, of_one_thing, one_name, told_alike, told_of_one
from claims.mentions import share_names
from claims.pair import TIMED, Pair, kindred, share_value, surely_kin
from claims.units import dimension

_FAR_OFF = 8
_SLIPS = (10, 100, 1000, 10**6)
"""Factors by which a slip of the pen multiplies a figure."""
_WEEK = timedelta(days=7)
_FOLLOWED = timedelta(days=4)
_BODILY = frozenset({"length", "mass", "volume", "area", "speed", "power", "magnitude"})
_SOMEWHERE_IN = frozenset({"within", "contains"})
_TIMELY = TIMED | {"near"}
CONFLICT_BITS = 3.2
"""Log-odds of 9 to 1: below that two claims are not said to differ on one fact."""
_KIN_BITS = 1.5
"""The same between reports of one event, by the learnt weights, which count the best rival already (lineup.py)."""
_FEW_BITS = 0.5
"""The same between two short reports, which leave little else to be meant."""
_LEAST_BITS = -1.5
"""Log-odds below which nothing ties two claims of short reports among kin."""
MANY_BITS = -0.75
"""The same where both reports tell much besides, so that an equal figure may be chance."""
_NAMED_BITS = 2.0
"""The same for a later count of what bears one name in both, "Cyclone Ditwah": nobody is said to be wrong."""
_FOLLOWED_BITS = -1.0
"""Log-odds that a count among kin has moved on: less, since nobody is said to be wrong."""


def anchored(pair: Pair) -> bool:
    """True where what happened, and where, when or on whose word, are known to be one."""
    if kindred(pair):
        if pair.match.bits >= _KIN_BITS and told_alike(pair):
            return True
        if pair.relation("rivals") == "few" and pair.match.bits >= _FEW_BITS and told_of_one(pair):
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


def least_bits(pair: Pair) -> float:
    """Log-odds below which nothing ties the two: more is wanted where much is told, and what is equal may be chance."""
    return _LEAST_BITS if pair.relation("rivals") == "few" else MANY_BITS


def alone_enough(pair: Pair) -> bool:
    """True of two claims of short reports that are surely of one fact by themselves, whatever their reports tell."""
    return pair.relation("rivals") == "few" and (pair.match.alone or 0.0) >= CONFLICT_BITS


def _fixed(pair: Pair) -> bool:
    """What is measured once and does not move: a depth, a fuel load, those on board of one flight.

    One source's word on such a thing is set against itself whenever it is printed, where the wording is near
    or the town is the same.
    """
    if pair.relation("event") != "none" or pair.relation("source") != "same":
        return False
    if abs(pair.p.claim.published - pair.q.claim.published) > SAME_STORY:
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
        return pair.match.bits >= _FOLLOWED_BITS and apart <= SAME_STORY and of_one_thing(pair)
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
        and one_name(pair)
    )


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
