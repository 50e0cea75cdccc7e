"""What two claims say of each other. RULES are asked in order; the first to speak decides and says why.

Each rule's first line is what an editor is shown. They follow the contract's section on comparison.
"""

from __future__ import annotations

from typing import Final

from claims.anchors import MANY_BITS, alone_enough, anchored, far_off, followed, least_bits, still_counted, tied
from claims.doubts import another_cause, no_reports_yet, one_of_several, only_expected, told_apart, two_moments, unheard
from claims.match import Match
from claims.pair import Pair, direction, kindred, share_value, surely_kin
from claims.phrases import figures, later_side, missing, said, text, timed, turned
from claims.profiles import Profile
from claims.retelling import retold
from claims.ruling import Rule, Ruling, unrelated
from claims.types import Evidence
from claims.unit_words import is_money
from claims.units import dimension, side_by_side

_SIZED_EVENTS = frozenset({"same", "within", "contains"})
_ADDS_UP = frozenset({"count", "area", "mass", "volume"})
_TOTALS = frozenset({"total", "overall", "altogether", "nationwide", "countrywide", "across", "throughout", "all"})


def make_pair(p: Profile, q: Profile, match: Match) -> Pair:
    """The pair with its figures in one unit, as wide as their rounding leaves them (units.side_by_side)."""
    if p.interval is None or q.interval is None or match.veto is not None:
        return Pair(p, q, match, p.interval, q.interval)
    found = side_by_side(p.interval, p.unit, q.interval, q.unit)
    return Pair(p, q, match, *(found or (p.interval, None)))


def judge(pair: Pair) -> Ruling:
    """The word of the first rule that speaks."""
    for rule in RULES:
        ruling = rule(pair)
        if ruling is not None:
            return ruling
    raise AssertionError("the last rule always speaks")


def same_telling(pair: Pair) -> Ruling | None:
    """One figure in nearly the same words."""
    if not retold(pair):
        return None
    return Ruling("agrees", Evidence("same_telling", f"{said(pair.p)} and {said(pair.q)}: one figure, retold"))


def different_fact(pair: Pair) -> Ruling | None:
    """Not the same fact: the noun, event, place, period or group differs."""
    return Ruling("unrelated", pair.match.veto) if pair.match.veto else None


def stated_part(pair: Pair) -> Ruling | None:
    """One report gives the one figure as a part of the other."""
    one, other = pair.p.claim, pair.q.claim
    if one.id not in {other.part_of} and other.id not in {one.part_of}:
        return None
    whole = 1 if one.part_of == other.id else 0
    return _part(pair, whole, f"{said(pair.p)} and {said(pair.q)}: one given as a part of the other")


def may_be_mended(p: Profile, q: Profile) -> bool:
    """True where another pair of their reports may bear on two figures that are too little alike, or vetoed.

    Two equal figures may be retold or of a shifted date; a stated part may be one of another report's figure too.
    """
    return p.interval == q.interval or p.claim.part_of is not None or q.claim.part_of is not None


def surely_too_little(bits: float, event: str, kin: bool) -> bool:
    """True where `too_little` is sure to speak, by the bits and by how the two events stand to each other; among kin of
    reports that tell much.

    What happened alike is left to the rules: there one may be a part, or dead and wounded swapped.
    """
    return bits < MANY_BITS and event not in _SIZED_EVENTS if kin else bits < 0 and event != "same"


def too_little(pair: Pair) -> Ruling | None:
    """Too little is known to say that both claims are of one fact."""
    if kindred(pair):
        sized = direction(pair) != "same" and pair.relation("event") in _SIZED_EVENTS
        enough = pair.match.bits >= least_bits(pair) or alone_enough(pair)
        if sized or (enough and not _loosely_alike(pair)):
            return None
        return unrelated("too_little_evidence", f"nothing ties {said(pair.p)} to {said(pair.q)}: {missing(pair)}")
    known = pair.relation("event") not in {"none", "one_unknown"} or pair.relation("noun") == "same"
    known = known or pair.relation("group") == "same"
    measured = pair.p.unit is not None and pair.relation("wording") == "shared"
    worded = measured or pair.relation("wording") == "same"
    if pair.match.bits < 0 or not (known or worded) or not tied(pair):
        return unrelated("too_little_evidence", f"nothing ties {said(pair.p)} to {said(pair.q)}: {missing(pair)}")
    return None


def _loosely_alike(pair: Pair) -> bool:
    """True of "at least 17 points of impact" beside 5.7 million barrels: an open bound shuts nothing out."""
    if not share_value(pair) or pair.first == pair.second:
        return False
    return far_off(pair)


def denied(pair: Pair) -> Ruling | None:
    """One affirms the figure that the other denies."""
    if pair.p.claim.polarity == pair.q.claim.polarity:
        return None
    shared = bool(pair.p.events & pair.q.events) and pair.relation("noun") == "same"
    told = not kindred(pair) or (shared and surely_kin(pair))
    if share_value(pair) and direction(pair) == "same" and told and anchored(pair):
        return Ruling("conflicts", Evidence("denied", f"{said(pair.p)}: affirmed by one, denied by the other"))
    return unrelated("different_event", f"one denies a figure that the other does not give: {figures(pair)}")


def old_figure(pair: Pair) -> Ruling | None:
    """A figure that its own report gives as the old one never conflicts."""
    old = [profile for profile in (pair.p, pair.q) if profile.claim.superseded]
    if not old or (share_value(pair) and direction(pair) == "same"):
        return None
    return unrelated("different_period", f"{text(old[0])} is the earlier figure in its own report")


def part_and_whole(pair: Pair) -> Ruling | None:
    """One counts a part of what the other counts: children among the dead, a town in its region."""
    way = direction(pair)
    if way == "same":
        return None
    if way == "crossed":
        return unrelated("different_group", f"neither counts a part of the other: {figures(pair)}")
    if _one_value(pair) and (kindred(pair) or pair.relation("period") not in {"within", "contains"}):
        return Ruling(
            "agrees",
            Evidence("same_figure", f"{said(pair.p)} and {said(pair.q)}: one figure, told more or less narrowly"),
        )
    if not _adds_up(pair.p):
        other = turned(pair)
        return unrelated(f"different_{other}", f"{figures(pair)}: the {other} differs, and they do not add up")
    grouped = pair.both_specific or pair.relation("group") == "same"
    if pair.relation("event") not in {"same", "within", "contains"} and not grouped:
        return unrelated("too_little_evidence", f"{figures(pair)}: {missing(pair)}")
    return _part(pair, 1 if way == "narrower" else 0, f"{said(pair.p)} and {said(pair.q)}: one within the other")


def _part(pair: Pair, whole: int, says: str) -> Ruling:
    """A part that fits is a part; one that exceeds its whole conflicts, or shows the whole out of date."""
    assert pair.first is not None and pair.second is not None
    part, total = (pair.first, pair.second) if whole == 1 else (pair.second, pair.first)
    if part.fits_in(total):
        return Ruling("part", Evidence("part_of_whole", says), whole=whole)
    older, newer = (pair.q, pair.p) if whole == 1 else (pair.p, pair.q)
    if older.implied:
        return unrelated("different_group", f"{figures(pair)}: {said(older)} may be one of several")
    moved_on = pair.relation("place") in {"within", "contains"} and kindred(pair) and older.as_of < newer.as_of
    if not (moved_on or _comparable_whole(pair, older)) or {pair.p.claim.certainty, pair.q.claim.certainty} & {
        "possible"
    }:
        return unrelated("different_event", f"{figures(pair)}: the part exceeds the whole, so another event is meant")
    if unheard(pair.p) or unheard(pair.q):
        return no_reports_yet(pair) or unrelated("different_event", "no reports yet is no figure")
    if pair.p.running and pair.q.running and older.as_of < newer.as_of:
        return Ruling("updates", Evidence("later_count", timed(pair)), later=0 if newer is pair.p else 1)
    return Ruling("conflicts", Evidence("part_exceeds_whole", f"{figures(pair)}: the part is larger than its whole"))


def _comparable_whole(pair: Pair, whole: Profile) -> bool:
    """Only a known total is exceeded: "4 hurt in Ukraine" may be another strike than Sumy's 13."""
    if whole.claim.report_id == (pair.p if whole is pair.q else pair.q).claim.report_id:
        return True
    if kindred(pair) and pair.relation("place") not in {"within", "contains"} and anchored(pair):
        return True
    timed = pair.relation("period") in {"same", "overlapping"}
    if pair.relation("period") in {"within", "contains", "apart"} or turned(pair) == "group":
        return False
    if pair.relation("place") in {"within", "contains"}:
        return timed and bool(_TOTALS & set(whole.wording.split()))
    if pair.relation("wording") in {"same", "shared"} and pair.relation("period") != "unknown":
        return True
    somewhere = pair.relation("place") in {"same_city", "same_region"} or pair.relation("source") == "same"
    return somewhere and timed


def corrected(pair: Pair) -> Ruling | None:
    """The later text says that it corrects the earlier figure."""
    later = later_side(pair)
    if later is None or pair.first == pair.second or not (anchored(pair) or followed(pair)):
        return None
    newer = pair.q if later else pair.p
    if not newer.claim.corrects or not newer.running:
        return None
    return Ruling("updates", Evidence("corrected", f"{timed(pair)}, corrected"), later=later)


def shared_value(pair: Pair) -> Ruling | None:
    """Some value satisfies both wordings: "at least 13" and "15"."""
    if not (share_value(pair) or _one_bound(pair)):
        return None
    return Ruling("agrees", Evidence("quantities_overlap", f"{said(pair.p)} and {said(pair.q)} can both be true"))


def not_anchored(pair: Pair) -> Ruling | None:
    """The figures differ, but too little ties them to one event to call it a conflict."""
    if anchored(pair):
        return None
    return unrelated("too_little_evidence", f"{figures(pair)}: {missing(pair)}")


def later_count(pair: Pair) -> Ruling | None:
    """A running count that has moved on: a later rise, or a fall among the missing."""
    later = later_side(pair)
    if later is None or not still_counted(pair) or pair.first is None or pair.second is None:
        return None
    if not (anchored(pair) or followed(pair)):
        return None
    earlier_figure, later_figure = (pair.first, pair.second) if later else (pair.second, pair.first)
    risen = earlier_figure.below(later_figure)
    falls = (pair.p.may_fall, pair.q.may_fall)
    if not risen and not (any(falls) if kindred(pair) else all(falls)):
        return None
    return Ruling("updates", Evidence("later_count", timed(pair)), later=later)


def no_shared_value(pair: Pair) -> Ruling:
    """The same fact at the same time, and no value satisfies both."""
    return Ruling("conflicts", Evidence("quantities_disjoint", figures(pair)))


RULES: Final[tuple[Rule, ...]] = (
    same_telling,
    different_fact,
    stated_part,
    too_little,
    denied,
    old_figure,
    another_cause,
    part_and_whole,
    one_of_several,
    told_apart,
    two_moments,
    corrected,
    shared_value,
    no_reports_yet,
    only_expected,
    later_count,
    not_anchored,
    no_shared_value,
)


def _one_value(pair: Pair) -> bool:
    """True where both give one figure, hedged or not: "13" and "at least 13"."""
    return bool(pair.first and pair.second and share_value(pair) and pair.first.low == pair.second.low is not None)


def _one_bound(pair: Pair) -> bool:
    """True for "$11 billion" and "over $11 billion": the first is a rounded figure, and both are meant alike."""
    if not kindred(pair) or pair.first is None or pair.second is None:
        return False
    return pair.first.low == pair.second.low is not None or pair.first.high == pair.second.high is not None


def _adds_up(profile: Profile) -> bool:
    """Counts, areas, weights and money have parts; a share, an age or a temperature has none."""
    return not profile.age and (is_money(profile.unit) or dimension(profile.unit) in _ADDS_UP)
