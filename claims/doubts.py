"""Reasons to hold back: figures that differ, where another person, owner, moment or expectation may be meant.

A rule here never finds a conflict; it says why two figures that share no value need not be of one fact.
"""

from __future__ import annotations

import re
from decimal import Decimal

from claims.anchors import anchored
from claims.causes import other_cause
from claims.lexicon import resource
from claims.mentions import share_names
from claims.pair import TIMED, Pair, kindred, share_value, strangers
from claims.phrases import figures, later_side, missing, said, timed
from claims.profiles import Profile
from claims.ruling import Ruling, unrelated
from claims.types import Evidence

_ZERO = Decimal(0)
_MARKET = re.compile(
    r"(?<!\ba )(?<!\bper )\b(?:shares?|stocks?|index|indices|nasdaq|dow|ftse|nikkei|dax|cac|futures|treasury|"
    r"yields?|bonds?|trading|crude|exchange rate)\b"
)
_CLOSE = re.compile(r"\b(?:clos(?:e|ed|es|ing)|settled?|ended|finished)\b")
_MORE = re.compile(r"\b(?:another|additional|further|more)\b(?! than)", re.IGNORECASE)


def one_of_several(pair: Pair) -> Ruling | None:
    """One who is told of without a figure ("a man was killed") may be one of several."""
    if pair.p.implied == pair.q.implied or share_value(pair):
        return None
    single, counted = (0, 1) if pair.p.implied else (1, 0)
    figure = (pair.first, pair.second)[counted]
    if figure is None or figure.low is None or figure.low <= 1:
        return None
    if anchored(pair):
        return Ruling(
            "part", Evidence("part_of_whole", f"{said(pair.p)} and {said(pair.q)}: one of them"), whole=counted
        )
    return unrelated("too_little_evidence", f"{said((pair.p, pair.q)[single])} may be one of several: {missing(pair)}")


def another_cause(pair: Pair) -> Ruling | None:
    """Five killed in a bus crash and two in a gas explosion: two events, be they of one town and one day."""
    told = pair.relation("wording") in {"same", "shared"} or "same" in {pair.relation("source"), pair.relation("actor")}
    if told or kindred(pair) or not (pair.p.persons and pair.q.persons):
        return None
    if not other_cause(pair.p.claim.sentence, pair.q.claim.sentence):
        return None
    return unrelated("different_event", f"{figures(pair)}: another thing brought it about")


def told_apart(pair: Pair) -> Ruling | None:
    """The words are near but not the same, and so are the figures: no conflict follows."""
    if share_value(pair) or (kindred(pair) and not strangers(pair)):
        return None
    if pair.relation("event") == "related":
        return unrelated("different_event", f"{figures(pair)}: {said(pair.p)}, {said(pair.q)}")
    if pair.relation("noun") == "overlapping" or _others_own(pair) or _half_known(pair):
        return unrelated("different_noun", f"{said(pair.p)} against {said(pair.q)}")
    return None


def two_moments(pair: Pair) -> Ruling | None:
    """The figures move by the hour, and may be of two moments."""
    if share_value(pair) or not _moving(pair):
        return None
    return unrelated("different_period", f"{figures(pair)}: such figures move, and may be of two moments")


def no_reports_yet(pair: Pair) -> Ruling | None:
    """No reports yet ("no immediate reports of casualties") says what was known: it never conflicts."""
    silent = [side for side in (0, 1) if unheard((pair.p, pair.q)[side])]
    if not silent:
        return None
    other = 1 - silent[0]
    profile = (pair.p, pair.q)[other]
    if profile.running and later_side(pair) == other and anchored(pair):
        return Ruling("updates", Evidence("later_count", timed(pair)), later=other)
    return unrelated("different_event", f"no reports yet against {said(profile)}: one tells of no event")


def only_expected(pair: Pair) -> Ruling | None:
    """What is expected is not what happened; and two expectations may differ without either being wrong.

    Among kin two expectations are of one thing, such as what a bill is to raise.
    """
    expected = [side.claim.certainty == "possible" for side in (pair.p, pair.q)]
    if not any(expected) or (all(expected) and kindred(pair)):
        return None
    return unrelated("different_event", f"{figures(pair)}: expected, not told as having happened")


def unheard(profile: Profile) -> bool:
    """True for "no immediate reports of casualties", which says what was known and no more."""
    return profile.claim.certainty == "reported" and profile.value == _ZERO


def _others_own(pair: Pair) -> bool:
    """True where the two figures belong to two owners: one company's revenue and another's, two players' goals.

    What every company has is set against another's only where a name is shared.
    """
    whoever = set(resource("events")["whoever"])
    if (pair.p.events | pair.q.events) & whoever or pair.relation("wording") == "same":
        return False
    one, other = pair.p, pair.q
    if share_names(one.names, other.names | other.opening) or share_names(one.opening, other.names):
        return False
    if pair.p.names and pair.q.names:
        return True
    owned = (pair.p.nouns | pair.q.nouns) & set(resource("nouns")["owned"])
    return bool(owned) and pair.relation("source") != "same"


def _moving(pair: Pair) -> bool:
    """True where the figures may be of two moments: a market before its close, "nine more people".

    Prices and indices move by the minute, so two of them are set against each other only at the close.
    """
    if any(_MORE.search(side.claim.quote) for side in (pair.p, pair.q)):
        return pair.relation("period") not in TIMED
    return all(_MARKET.search(side.wording) for side in (pair.p, pair.q)) and not all(
        _CLOSE.search(side.wording) for side in (pair.p, pair.q)
    )


def _half_known(pair: Pair) -> bool:
    """True where one counts it does not say whom, and the other some only: "three were charged", "two women"."""
    if bool(pair.p.nouns) == bool(pair.q.nouns) or pair.p.unit is not None:
        return False
    return not (pair.p.nouns | pair.q.nouns) <= {"person", "civilian", "resident"}
