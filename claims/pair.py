"""Two claims side by side, ready for the rules: how they stand to each other in each facet, and what counts of what."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.match import Match
from claims.profiles import Profile
from claims.types import Interval

TIMED = frozenset({"same", "overlapping"})
_SIZED = frozenset({"noun", "event", "place", "period"})
_QUARTER = re.compile(
    r"\b(?:port|harbour|harbor|docks?|district|suburbs?|neighbou?rhoods?|quarter|outskirts|downtown|borough|street|"
    r"avenue|boulevard|square|campus|hospital|clinic|market)\b"
)
"""Parts of a town that no gazetteer holds."""


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


def kindred(pair: Pair) -> bool:
    """True where both reports tell of one event, so that the evidence of the line-up decides (lineup.py)."""
    return pair.relation("reports") == "one_event"


def surely_kin(pair: Pair) -> bool:
    """True where both reports surely tell of one event: in a city of many shootings likelier than not will not do."""
    return pair.relation("kin") == "sure"


def share_value(pair: Pair) -> bool:
    """True where some value satisfies both wordings, or where there is no figure to differ."""
    return pair.first is None or pair.second is None or pair.first.overlaps(pair.second)


def strangers(pair: Pair) -> bool:
    """True where two short reports name two people, or two companies, beside the figures."""
    return pair.relation("rivals") == "few" and pair.relation("names") == "strangers"


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
