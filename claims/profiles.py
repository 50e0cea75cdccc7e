"""What is looked at in a claim when it is compared, worked out once a claim."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from claims.lexicon import event_classes, is_a, may_fall, noun_class, noun_classes, resource, running
from claims.names import countries, plain, words
from claims.types import Claim, Interval, Statement
from claims.units import FRACTION

_FIGURE = re.compile(
    r"\d[\d.,]*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|"
    r"million|billion|dozens?|no|a|an|#)\b"
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = frozenset(
    """said says according also after before during while were have been their there they from with into over
    under about more than least most some several other others people person monday tuesday wednesday thursday
    friday saturday sunday january february march april june july august september october november december
    overnight night morning evening afternoon today yesterday week month year years official officials
    authorities reported report reports news agency told including this that these those which when where
    nearly almost killed wounded injured died dead hurt killing wounding injuring""".split()
)
_REST = re.compile(r"\b(?:others?|another|additional|further|remaining|more(?! than\b)|elsewhere)\b", re.IGNORECASE)
_AGED = re.compile(r"\b(?:old|aged|age)\b|\bin (?:his|her|their)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Profile:
    """A claim with its classes: what it counts, what happened, who did it, and how it is worded.

    `owners` are the states that a modifier names ("Russian drones"); `sides` those that act; `rest` is set on
    a remainder ("four others"). `lead` is the sentence before the figure and `wording` the whole of it, both
    with figures masked.
    """

    claim: Claim
    nouns: frozenset[str]
    events: frozenset[str]
    owners: frozenset[str]
    sides: frozenset[str]
    modifiers: frozenset[str]
    group: str | None
    unit: str | None
    interval: Interval | None
    age: bool
    rest: bool
    named: bool
    running: bool
    may_fall: bool
    as_of: datetime
    lead: str
    wording: str
    content: frozenset[str]
    statement: Statement | None

    @property
    def specific(self) -> bool:
        """True where the noun tells facts apart: drones do, people do not."""
        return bool(self.nouns) and not self.nouns & set(resource("nouns")["generic"]) and not self.persons

    @property
    def persons(self) -> bool:
        """True where people of any sort are counted."""
        return bool(self.nouns) and all(is_a(noun, "person") for noun in self.nouns)

    @property
    def value(self) -> Decimal | None:
        """The single figure, where the wording leaves only one."""
        return None if self.interval is None else self.interval.exact


def profile(claim: Claim) -> Profile:
    """Everything that matching looks at in one claim."""
    measure, quantity = claim.measure, claim.quantity
    modifiers = frozenset(word.lower() for word in measure.modifiers) if measure else frozenset()
    nouns = noun_classes(measure) if measure else frozenset[str]()
    events = event_classes(measure)
    age = _is_age(claim, nouns)
    sentence = plain(claim.sentence)
    before = sentence[: max(sentence.find(plain(claim.quote)), 0)]
    return Profile(
        claim,
        nouns,
        events,
        frozenset[str]().union(*(countries(word) for word in measure.modifiers)) if measure else frozenset(),
        _sides(claim, events),
        modifiers,
        _group(measure.group) if measure and measure.group else None,
        _unit(claim),
        quantity.interval if quantity else None,
        age,
        bool(_REST.search(claim.quote)) and not age,
        bool(age and measure and measure.noun and measure.noun[:1].isupper()),
        running(claim) and not age,
        may_fall(claim),
        claim.as_of or claim.published,
        _mask(before),
        _mask(sentence),
        frozenset(_WORD.findall(sentence)) - _COMMON - _own_words(claim),
        _active(claim.statement) if claim.statement else None,
    )


def _own_words(claim: Claim) -> frozenset[str]:
    """What is counted and what happened to it, which are weighed by themselves."""
    if claim.measure is None:
        return frozenset()
    return frozenset(_WORD.findall(plain(f"{claim.measure.text} {claim.measure.noun} {claim.measure.event}")))


def _mask(text: str) -> str:
    return " ".join(_FIGURE.sub("#", text).split())


def _unit(claim: Claim) -> str | None:
    """The unit, with a bare fraction ("half of the homes") told apart from a count."""
    if claim.quantity is None:
        return None
    span = claim.quantity.interval
    bounds = [bound for bound in (span.low, span.high) if bound is not None]
    fraction = bounds and all(0 < bound < 1 for bound in bounds)
    return FRACTION if claim.quantity.unit is None and fraction else claim.quantity.unit


def _is_age(claim: Claim, nouns: frozenset[str]) -> bool:
    if claim.quantity is None or claim.quantity.unit not in {"year", "month", "week", "day"}:
        return False
    if _AGED.search(claim.quote) or _AGED.search(claim.quantity.text):
        return True
    person = bool(nouns) and all(is_a(noun, "person") for noun in nouns)
    return claim.quantity.unit == "year" and person and "sentence" not in event_classes(claim.measure)


def _group(text: str) -> str:
    """The set that something is counted within; "the dead" names an event, which is weighed as one."""
    bare = re.sub(r"^(?:the|those|all)\s+", "", text.strip().lower())
    return noun_class(bare)


def _sides(claim: Claim, events: frozenset[str]) -> frozenset[str]:
    """The states that act. Whoever reports what it downed is the one that downed it."""
    measure = claim.measure
    if measure is None:
        return frozenset()
    acting = countries(measure.actor) if measure.actor else frozenset[str]()
    if not acting and events & {"launch", "attack"}:
        acting = frozenset[str]().union(*(countries(word) for word in measure.modifiers))
    if not acting and events & {"down", "jam"} and claim.attribution:
        acting = countries(claim.attribution.source)
    return acting


def _active(statement: Statement) -> Statement:
    """The passive turned: "the delegation will be led by Umerov" has Umerov as its subject."""
    lemma = (statement.lemma or statement.verb).lower()
    if lemma.startswith("be ") and statement.object.lower().startswith("by "):
        return Statement(statement.object[3:], statement.verb, statement.subject, lemma[3:])
    return Statement(statement.subject, statement.verb, statement.object, lemma)


def content_words(text: str) -> frozenset[str]:
    """The words of a subject or object that tell it apart, nouns as their classes and states as codes."""
    return frozenset(word if word.isupper() else noun_class(word) for word in words(text))
