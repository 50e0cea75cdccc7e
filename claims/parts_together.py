"""Parts and wholes that only several claims of two reports together show: two parts that add up, a part of a match."""

from __future__ import annotations

from claims.match import match_profiles
from claims.opinions import OPPOSED, Opinion, around_claims, both_told
from claims.pair import direction
from claims.profiles import Profile
from claims.verdict import make_pair

_ONE_FACT = OPPOSED | {"agrees"}
_UNSAID = OPPOSED | {"unrelated"}


def summed_parts(pairs: list[Opinion]) -> list[Opinion]:
    """Four hurt in one strike and seven in the next are the eleven that another outlet counts."""
    around = around_claims(pairs)
    changed: dict[int, Opinion] = {}
    for opinion in pairs:
        for side, whole in ((0, 1), (1, 0)):
            if _adds_up(opinion, side, around):
                says = f"{both_told(opinion)}: parts that add up to it"
                changed[id(opinion)] = opinion.ruled("part", "parts_add_up", says, whole)
    return [changed.get(id(opinion), opinion) for opinion in pairs]


def _adds_up(opinion: Opinion, side: int, around: dict[str, list[Opinion]]) -> bool:
    """True where the claim on that side and one other of its report make up the claim on the other side."""
    part, whole = opinion.sides[side], opinion.sides[1 - side]
    if opinion.ruling.verdict not in OPPOSED or part.value is None or whole.value is None or part.unit is not None:
        return False
    for other in around[whole.claim.id]:
        twin = other.pair.p if other.pair.q.claim is whole.claim else other.pair.q
        opposed = other.ruling.verdict in OPPOSED and twin.claim is not part.claim
        if opposed and twin.value is not None and twin.value + part.value == whole.value:
            return True
    return False


def several_wholes(pairs: list[Opinion]) -> list[Opinion]:
    """A man hurt is one of four or one of seven, not of both: where either could be meant, neither is said."""
    around = around_claims(pairs)
    return [_unplaced(opinion, around) or opinion for opinion in pairs]


def _unplaced(opinion: Opinion, around: dict[str, list[Opinion]]) -> Opinion | None:
    if opinion.ruling.verdict != "part" or opinion.ruling.reason.rule != "part_of_whole":
        return None
    part, whole = _part_and_whole(opinion)
    if part.claim.part_of == whole.claim.id:
        return None
    for other in around[part.claim.id]:
        if other.ruling.verdict == "part" and other is not opinion and _part_and_whole(other)[0] is part:
            rival = _part_and_whole(other)[1]
            if rival.claim.report_id == whole.claim.report_id and _two_wholes(whole, rival):
                says = f"{both_told(opinion)}: {rival.claim.quote} could be meant as well"
                return opinion.ruled("unrelated", "too_little_evidence", says)
    return None


def parts_of_matched(pairs: list[Opinion]) -> list[Opinion]:
    """Where 22 dead and another outlet's 31 are one fact, "19 of them in Nairobi" is a part of the 31 too."""
    around = around_claims(pairs)
    changed: dict[int, Opinion] = {}
    for opinion in pairs:
        for side in (0, 1):
            part, whole = opinion.sides[side], opinion.sides[1 - side]
            own = part.claim.part_of
            if own is None or opinion.ruling.verdict not in _UNSAID or not may_hold(part, whole):
                continue
            if any(_is_whole(other, own) for other in around[whole.claim.id]):
                says = f"{both_told(opinion)}: given as a part of what is the same fact"
                changed[id(opinion)] = opinion.ruled("part", "part_of_whole", says, 1 - side)
    return [changed.get(id(opinion), opinion) for opinion in pairs]


def may_hold(part: Profile, whole: Profile) -> bool:
    """True where the figures let the one be a part of the other."""
    if part.interval is None or whole.interval is None or part.unit != whole.unit or part.age or whole.age:
        return False
    return part.interval.fits_in(whole.interval) and part.interval != whole.interval


def _is_whole(opinion: Opinion, own: str) -> bool:
    """True where the part's own whole and the other claim were found to be one fact."""
    return opinion.ruling.verdict in _ONE_FACT and any(side.claim.id == own for side in opinion.sides)


def _part_and_whole(opinion: Opinion) -> tuple[Profile, Profile]:
    whole = opinion.ruling.whole or 0
    return opinion.sides[1 - whole], opinion.sides[whole]


def _two_wholes(one: Profile, other: Profile) -> bool:
    """Two counts of one sort that are neither one figure nor one inside the other."""
    if (
        one.interval is None
        or other.interval is None
        or one.unit != other.unit
        or one.interval.overlaps(other.interval)
    ):
        return False
    found = match_profiles(one, other)
    return found.veto is None and direction(make_pair(one, other, found)) == "same"
