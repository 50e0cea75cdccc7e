"""May two figures of reports of one event be set against each other? What the learnt evidence alone does not settle."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache

from claims.lexicon import resource
from claims.mentions import share_names
from claims.names import name_relation
from claims.pair import TIMED, Pair, strangers, surely_kin
from claims.types import Interval

SAME_STORY = timedelta(days=31)
_SURELY_BITS = 3.0
"""Log-odds at which the line-up is surer than the words for an event or a thing are telling."""


def told_alike(pair: Pair) -> bool:
    """True where two figures among sure kin may be set against each other.

    Of the dead and the hurt a report tells by the half dozen, with the gunman and without: one source's word, or
    like words, must say that the same are meant. Two ages are set against each other only for one named person. What is
    told a month later may be told of another such event, unless both say when.
    """
    sure = pair.match.bits >= _SURELY_BITS
    if not surely_kin(pair) or not (sure or of_one_thing(pair)) or _far_apart(pair):
        return False
    if pair.p.age or pair.q.age:
        return pair.p.named and pair.q.named and one_name(pair)
    return _same_casualties(pair, sure)


def told_of_one(pair: Pair) -> bool:
    """True where two short reports leave little else to be meant."""
    if pair.p.age or pair.q.age or _far_apart(pair) or not surely_kin(pair) or strangers(pair):
        return False
    return _same_casualties(pair, pair.match.bits >= _SURELY_BITS)


def _far_apart(pair: Pair) -> bool:
    """True of what is told months apart, and of two short reports that tell of two nights."""
    if pair.relation("rivals") == "few" and pair.relation("period") == "different":
        return True
    apart = abs(pair.p.claim.published - pair.q.claim.published)
    return apart > SAME_STORY and pair.relation("period") not in TIMED


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


def of_one_thing(pair: Pair) -> bool:
    """False where nothing but the telling is alike: two children and 20 factories, 8.6 (per cent) and 26 (seats)."""
    if pair.relation("noun") == "different" and pair.relation("event") != "same":
        return False
    if pair.relation("event") == "different" and pair.relation("noun") != "same":
        return False
    return pair.p.unit is not None or _whole(pair.first) == _whole(pair.second)


def _whole(figure: Interval | None) -> bool:
    bounds = [] if figure is None else [bound for bound in (figure.low, figure.high) if bound is not None]
    return all(bound == bound.to_integral_value() for bound in bounds)


def one_name(pair: Pair) -> bool:
    """Christie Lee is not Thomas Lee."""
    one, other = ((side.claim.measure and side.claim.measure.noun) or "" for side in (pair.p, pair.q))
    return share_names(pair.p.nouns, pair.q.nouns) and name_relation(one, other) != "different"
