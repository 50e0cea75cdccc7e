"""What two statements say of each other: one leader, two names; one round of talks, two cities."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from claims.anchors import CONFLICT_BITS
from claims.circumstances import describe
from claims.names import is_named, name_relation
from claims.pair import Pair
from claims.profiles import content_words
from claims.ruling import Rule, Ruling
from claims.statement_match import beats, held_once, one_holder, placed
from claims.types import Evidence, Period, Statement
from claims.verdict import different_fact

_TIMELY = frozenset({"same", "overlapping", "near"})
_ONE_DAY = timedelta(days=1)
_RANK = re.compile(r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))\b")


def judge_statements(pair: Pair) -> Ruling:
    """The word of the first rule on statements that speaks."""
    for rule in STATEMENT_RULES:
        ruling = rule(pair)
        if ruling is not None:
            return ruling
    raise AssertionError("the last rule always speaks")


def another_place(pair: Pair) -> Ruling | None:
    """One event that is held once, given to two places."""
    one, other = _statements(pair)
    apart = pair.relation("place") == "disjoint" or (pair.relation("object") == "different" and placed(one, other))
    if not apart or pair.relation("subject") != "same":
        return None
    named = _one_rank(one, other) and held_once(pair.p)
    if not (named and _sure(pair) and pair.relation("object") in {"different", "unknown"}):
        return Ruling("unrelated", Evidence("different_place", f"{_told(one)} against {_told(other)}"))
    return Ruling("conflicts", Evidence("places_differ", f"{_told(one)} against {_told(other)}"))


def another_date(pair: Pair) -> Ruling | None:
    """One event that happens once, given to two days."""
    if pair.relation("period") != "disjoint" or not pair.relation("subject") == pair.relation("object") == "same":
        return None
    one, other = _statements(pair)
    a, b = pair.p.claim.period, pair.q.claim.period
    assert a is not None and b is not None
    says = f"{_told(one)}: {describe(a)} against {describe(b)}"
    if not _two_days(a, b) or abs(pair.p.claim.published - pair.q.claim.published) > _WEEK:
        return Ruling("unrelated", Evidence("different_period", says))
    certain = "possible" not in {pair.p.claim.certainty, pair.q.claim.certainty}
    both_affirm = pair.p.claim.polarity == pair.q.claim.polarity == "affirmed"
    named = is_named(one.subject) and is_named(other.subject)
    if not (certain and both_affirm and named and pair.match.bits > 0):
        return Ruling("unrelated", Evidence("different_period", says))
    return Ruling("conflicts", Evidence("dates_differ", says))


def _two_days(a: Period, b: Period) -> bool:
    """Two single days no more than a week apart."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return False
    return max(a.end - a.start, b.end - b.start) <= _LONG_DAY and abs(a.start - b.start) <= _WEEK


_WEEK, _LONG_DAY = timedelta(days=7), timedelta(hours=36)


def same_statement(pair: Pair) -> Ruling | None:
    """Both say the same of the same; where one denies it, they conflict."""
    if not (pair.relation("subject") == pair.relation("object") == "same" and pair.match.bits > 0):
        return None
    one, other = _statements(pair)
    if pair.p.claim.polarity == pair.q.claim.polarity:
        return Ruling("agrees", Evidence("same_statement", f"both say: {_told(one)}"))
    if not _sure(pair):
        return None
    return Ruling("conflicts", Evidence("denied", f"affirmed by one, denied by the other: {_told(one)}"))


def another_holder(pair: Pair) -> Ruling | None:
    """Only one can do it, and two are named: who heads the delegation, who won."""
    if not (pair.relation("subject") == "different" and pair.relation("object") == "same" and one_holder(pair.p)):
        return None
    one, other = _statements(pair)
    tied = pair.relation("wording") in {"same", "shared"} or pair.relation("source") == "same"
    known_place = pair.relation("place").startswith("same_")
    both_affirm = pair.p.claim.polarity == pair.q.claim.polarity == "affirmed"
    settled = _sure(pair) or _announced(pair) or _filled(pair)
    if not (settled and both_affirm and (tied or known_place or _telling(one, other))):
        return None
    return Ruling("conflicts", Evidence("subjects_differ", f"{one.subject} against {other.subject}: {_told(one)}"))


def changed_places(pair: Pair) -> Ruling | None:
    """One beat the other, or was beaten by him: both cannot be."""
    one, other = _statements(pair)
    crossed = name_relation(one.subject, other.object) == name_relation(one.object, other.subject) == "same"
    if not (crossed and beats(pair.p) and beats(pair.q)):
        return None
    both_affirm = pair.p.claim.polarity == pair.q.claim.polarity == "affirmed"
    certain = "possible" not in {pair.p.claim.certainty, pair.q.claim.certainty}
    near = pair.relation("period") in _TIMELY and pair.relation("place") != "disjoint"
    if not (both_affirm and certain and near):
        return None
    return Ruling("conflicts", Evidence("roles_swapped", f"{_told(one)} against {_told(other)}"))


def other_statement(pair: Pair) -> Ruling:
    """They speak of different people or things."""
    one, other = _statements(pair)
    if pair.relation("subject") == "different" or pair.relation("object") == "different":
        return Ruling("unrelated", Evidence("different_noun", f"{_told(one)} against {_told(other)}"))
    return Ruling("unrelated", Evidence("too_little_evidence", f"nothing ties {_told(one)} to {_told(other)}"))


STATEMENT_RULES: Final[tuple[Rule, ...]] = (
    different_fact,
    another_place,
    another_date,
    same_statement,
    another_holder,
    changed_places,
    other_statement,
)


def _statements(pair: Pair) -> tuple[Statement, Statement]:
    assert pair.p.statement is not None and pair.q.statement is not None
    return pair.p.statement, pair.q.statement


def _sure(pair: Pair) -> bool:
    """Said as settled by both, at one time, with odds of 9 to 1 that one fact is meant."""
    certain = "possible" not in {pair.p.claim.certainty, pair.q.claim.certainty}
    return certain and pair.match.bits >= CONFLICT_BITS and pair.relation("period") in _TIMELY


def _announced(pair: Pair) -> bool:
    """One source's announcement, printed by both within a day: it needs no date of its own."""
    if abs(pair.p.claim.published - pair.q.claim.published) > _ONE_DAY or pair.relation("source") != "same":
        return False
    certain = "possible" not in {pair.p.claim.certainty, pair.q.claim.certainty}
    return certain and pair.match.bits >= CONFLICT_BITS and pair.relation("period") == "unknown"


def _filled(pair: Pair) -> bool:
    """An office of which both name the new holder within days: "becomes chancellor of the exchequer"."""
    one, other = _statements(pair)
    near = abs(pair.p.claim.published - pair.q.claim.published) <= _FEW_DAYS
    certain = "possible" not in {pair.p.claim.certainty, pair.q.claim.certainty}
    offices = {"become", "appoint", "elect", "lead"}
    acts = {statement.lemma.removeprefix("be ") for statement in (one, other)}
    named = is_named(one.subject) and is_named(other.subject)
    untimed = pair.relation("period") not in {"disjoint", "within", "contains"}
    return near and certain and named and untimed and acts <= offices and _telling(one, other) and pair.match.bits > 0


_FEW_DAYS = timedelta(days=3)


def _telling(one: Statement, other: Statement) -> bool:
    """True where both objects tell themselves apart: "Ukraine's delegation", not "the delegation"."""
    return len(content_words(one.object)) > 1 and len(content_words(other.object)) > 1


def _one_rank(one: Statement, other: Statement) -> bool:
    return set(_RANK.findall(one.subject.lower())) == set(_RANK.findall(other.subject.lower()))


def _told(statement: Statement) -> str:
    return f"{statement.subject} {statement.verb} {statement.object}".strip()
