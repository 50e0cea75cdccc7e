"""How two statements stand to each other: who did what to what; "will head" is "will lead"."""

from __future__ import annotations

import re

from claims.facets import Facet, vetoed, weighed
from claims.lexicon import event_class, resource
from claims.names import countries, is_named, name_relation
from claims.profiles import Profile, content_words
from claims.types import Statement

_COMING = re.compile(r"\b(?:will|to|shall|would|is|are|plans?|due)\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:was|were|had|did)\b|ed\b|\b(?:led|won|held|met|chose|took)\b", re.IGNORECASE)
_DESCRIBED = re.compile(r"\b(?:company|firm|group|giant|maker|team|party|side|government|club|agency)$", re.IGNORECASE)
_OFFICES = frozenset({"appoint", "elect"})
_PREPOSITIONS = frozenset({"in", "at", "on", "by", "of", "to", "for", "near", "as", "with"})


def verb_facet(p: Profile, q: Profile) -> Facet:
    """Head, lead and chair are one act; will lead is not the time that somebody led before."""
    one, other = _statements(p, q)
    a, b = _act(one), _act(other)
    if a != b:
        return vetoed("event", "different_event", f"{one.verb} against {other.verb}")
    if _tense(one.verb) * _tense(other.verb) < 0 and (p.claim.period is None or q.claim.period is None):
        says = f"what is to come against what is past: {one.verb}, {other.verb}"
        return vetoed("event", "different_event", says)
    says = f"both {one.verb}" if one.verb == other.verb else f"{one.verb} and {other.verb}"
    return weighed("event", "same", "same_event", says)


def _statements(p: Profile, q: Profile) -> tuple[Statement, Statement]:
    assert p.statement is not None and q.statement is not None
    return p.statement, q.statement


def _act(statement: Statement) -> str:
    lemma = statement.lemma.removeprefix("be ")
    passive = lemma != statement.lemma
    if lemma == "take place":
        return "be hold"  # talks are held, and take place
    return f"be {event_class(lemma)}" if passive else event_class(lemma)


def _tense(verb: str) -> int:
    return 1 if _COMING.search(verb) else -1 if _PAST.search(verb) else 0


def subject_facet(p: Profile, q: Profile) -> Facet:
    """Who did it: one person or state under two names, or two."""
    one, other = _statements(p, q)
    relation = name_relation(one.subject, other.subject)
    if relation == "same":
        return weighed("subject", "same", "same_subject", f"both of {one.subject}")
    telling = all(is_named(side.subject) and not _DESCRIBED.search(side.subject) for side in (one, other))
    return Facet("subject", "different" if relation == "different" and telling else "unknown")


def object_facet(p: Profile, q: Profile) -> Facet:
    """What it was done to: "Ukraine's delegation" and "the Ukrainian delegation" are one."""
    one, other = _statements(p, q)
    first, second = _object_words(p), _object_words(q)
    if not first and not second:
        return weighed("object", "same", "same_object", f"both say that {one.subject} {one.verb}")
    if not first or not second:
        told = (first | second) <= content_words(f"{one.subject} {other.subject}") or _act(one) == "resign"
        if told and name_relation(one.subject, other.subject) == "same":  # "as prime minister", told with the name
            return weighed("object", "same", "same_object", f"both say that {one.subject} {one.verb}")
        return Facet("object", "unknown")
    states = countries(one.object), countries(other.object)
    if all(states) and states[0] != states[1] and not placed(one, other):
        return Facet("object", "different")
    if first == second or (min(len(first), len(second)) > 1 and (first <= second or second <= first)):
        return weighed("object", "same", "same_object", f"both about {one.object}")
    return Facet("object", "different" if not first & second else "unknown")


def _object_words(p: Profile) -> frozenset[str]:
    """The words of the object but for its date: of "resigned on Monday" there are none."""
    assert p.statement is not None
    dated = content_words(p.claim.period.text or "") if p.claim.period is not None else frozenset()
    return content_words(p.statement.object) - _PREPOSITIONS - dated


def placed(one: Statement, other: Statement) -> bool:
    """True where both objects are places, "in Istanbul" and "in Ankara", which may be what differs."""
    return all(text.object.split(" ", 1)[0].lower() in {"in", "at", "near"} for text in (one, other))


def one_holder(p: Profile) -> bool:
    """True where only one can do it: one heads a delegation, many visit it."""
    assert p.statement is not None
    act = _act(p.statement)
    filled = act.startswith("be ") and act.removeprefix("be ") in _OFFICES  # "was appointed finance minister"
    return filled or act in set(resource("events")["one_holder"])


def beats(p: Profile) -> bool:
    """True where one side wins over the other, so that the two cannot change places."""
    assert p.statement is not None
    return p.statement.lemma in _BEATING


_BEATING = frozenset({"beat", "defeat", "succeed", "replace", "acquire", "sue", "convict"})


def happens_once(p: Profile) -> bool:
    """True where it happens on one day: a minister resigns once, a town may be visited again the next week."""
    assert p.statement is not None
    return _act(p.statement).removeprefix("be ") in set(resource("events")["happens_once"])


def held_once(p: Profile) -> bool:
    """True where it happens in one place: a round of talks is held once, a town is struck often."""
    assert p.statement is not None
    return _act(p.statement).removeprefix("be ") in set(resource("events")["held_once"])
