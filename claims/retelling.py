"""One figure in nearly the same words: two reports that retell one sentence agree, whatever verb each took.

Where wording is shared and the figure is the same, a noun or an event that differs is most often the reporter's
choice of word ("staged protests", "rallied"). Killed and wounded, rise and fall, a man and a woman stay apart.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import product

from claims.lexicon import noun_relation, resource
from claims.pair import Pair
from claims.profiles import Profile

_FEW, _SOME, _MANY = 2, 3, 4
_TELLING = Decimal(10)
_HALF, _MOST = 0.5, 0.6


def retold(pair: Pair) -> bool:
    """True where both give one figure in one unit, and most of the shorter sentence's words stand in both."""
    p, q = pair.p, pair.q
    if p.interval is None or p.interval != q.interval or p.unit != q.unit or p.age != q.age or p.rest != q.rest:
        return False
    if p.claim.polarity != q.claim.polarity or not _same_words(p, q):
        return False
    if not {veto.rule for veto in pair.match.vetoes} <= {"different_noun", "different_event"}:
        return False
    return not (apart_in_noun(p, q) or apart_in_event(p, q) or pair.relation("period") == "apart")


def _same_words(p: Profile, q: Profile) -> bool:
    """A telling figure needs half of the words, a small bare count most of them and its noun."""
    shared, fewer = len(p.vocabulary & q.vocabulary), min(len(p.vocabulary), len(q.vocabulary))
    low = p.interval.low if p.interval else None
    telling = low is not None and abs(low) >= _TELLING
    if telling and (p.unit is not None or p.nouns & q.nouns):
        return shared >= max(_FEW, fewer * _HALF)
    if telling or p.unit is not None:
        return shared >= max(_SOME, fewer * _HALF)
    return bool(p.nouns & q.nouns) and shared >= max(_MANY, fewer * _MOST)


def apart_in_noun(p: Profile, q: Profile) -> bool:
    """True where two things are counted whatever the words: drones and missiles, one side's and the other's."""
    if p.owners and q.owners and not p.owners & q.owners:
        return True
    return any(noun_relation(x, y) == "disjoint" for x, y in product(p.nouns, q.nouns)) and not p.nouns & q.nouns


def apart_in_event(p: Profile, q: Profile) -> bool:
    """Casualties and weapons are told in exact words, and some verbs are opposites."""
    if not p.events or not q.events or p.events & q.events:
        return False
    table = resource("events")
    exact = set(table["whoever"])
    opposed = ({x, y} in ({*pair} for pair in table["opposites"]) for x, y in product(p.events, q.events))
    return bool(p.events & exact and q.events & exact) or any(opposed)
