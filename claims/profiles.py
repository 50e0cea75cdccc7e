"""What is looked at in a claim when it is compared, worked out once a claim."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache, lru_cache

from claims.lexicon import event_classes, is_a, may_fall, noun_class, noun_classes, resource, running, standing
from claims.mentions import aged, before_noun, coming, doing, named, opening, planned, rate
from claims.names import countries, plain, words
from claims.types import Claim, Interval, Place, Statement
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
_CARRIED = frozenset({"carry"})
"""What "was carrying 180 passengers" tells is that they were on board, as "had 180 passengers on board" does."""
_AGED = re.compile(r"\b(?:old|aged|age)\b|\bin (?:his|her|their)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """A claim with its classes: what it counts, what happened, who did it, and how it is worded.

    `owners` are the states that a modifier names ("Russian drones"); `sides` those that act; `rest` is set on
    a remainder ("four others"), `implied` on "a boy", which no figure counts. `aged` is the age in the quote's own
    words, `rate` what it is for each of; `coming` is set on what has yet to happen, `doing` on those who did it.
    `names` are those in the sentence, `opening` its first word, which may be one. `vocabulary` holds its telling
    words, `content` those that are not of the measure. `lead` is the sentence before the figure and `wording` the
    whole of it, both with figures masked. `dated` and `located` are set where the sentence itself says when and
    where, rather than one before it. `scene` is the one town that the report is set in, for a claim that names no
    place; `aside` is set on what is told of another place or an earlier event than the report's own;
    `pointed` on what its report gives as a part of a like count ("35 drones, including three over Moscow"),
    `first` on the figure that its report gives first for such an event, its headline's toll.
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
    implied: bool
    aged: Decimal | None
    rate: str | None
    coming: bool
    doing: bool
    names: frozenset[str]
    opening: frozenset[str]
    running: bool
    may_fall: bool
    standing: bool
    as_of: datetime
    lead: str
    wording: str
    content: frozenset[str]
    vocabulary: frozenset[str]
    statement: Statement | None
    dated: bool
    located: bool
    scene: Place | None = None
    aside: bool = False
    pointed: bool = False
    first: bool = False

    @property
    def specific(self) -> bool:
        """True where the noun tells facts apart: drones do, people do not."""
        return bool(self.nouns) and self.nouns.isdisjoint(_generic()) and not self.persons

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
    found = _profiles.get(claim.id)
    if found is None or (found.claim is not claim and found.claim != claim):
        if len(_profiles) >= _MOST_PROFILES:
            _profiles.clear()
        found = _profiles[claim.id] = _profiled(claim)
    return found


@cache
def _generic() -> frozenset[str]:
    return frozenset(resource("nouns")["generic"])


_MOST_PROFILES = 20_000
_profiles: dict[str, Profile] = {}
"""Those that were asked for last, by the ids of their claims: quicker to find than by all that a claim says."""


def _profiled(claim: Claim) -> Profile:
    measure, quantity = claim.measure, claim.quantity
    modifiers = frozenset(word.lower() for word in measure.modifiers) | before_noun(claim) if measure else frozenset()
    events = event_classes(measure)
    nouns = _meant(noun_classes(measure), events) if measure else frozenset[str]()
    aboard = events == _CARRIED and bool(nouns) and all(is_a(noun, "person") for noun in nouns)
    events = frozenset[str]() if aboard else events
    age = _is_age(claim, nouns)
    sentence = plain(claim.sentence)
    vocabulary = _vocabulary(claim.sentence)
    before = sentence[: max(sentence.find(plain(claim.quote)), 0)]
    return Profile(
        claim,
        nouns,
        events,
        frozenset[str]().union(*(countries(word) for word in measure.modifiers)) if measure else frozenset(),
        _sides(claim, events),
        modifiers,
        "on board" if aboard else _group(measure.group) if measure and measure.group else None,
        _unit(claim),
        quantity.interval if quantity else None,
        age,
        bool(_REST.search(claim.quote)) and not age,
        bool(age and measure and measure.noun and measure.noun[:1].isupper()),
        _implied(claim),
        aged(claim),
        rate(claim),
        coming(claim),
        doing(claim),
        named(claim),
        opening(claim),
        running(claim) and not age and not planned(claim),
        may_fall(claim),
        standing(claim),
        claim.as_of or claim.published,
        _mask(before),
        _mask(sentence),
        vocabulary - _own_words(claim),
        vocabulary,
        _active(claim.statement) if claim.statement else None,
        bool(claim.period and claim.period.text and claim.period.text in claim.sentence),
        bool(claim.place and claim.place.text in claim.sentence),
        pointed=claim.part_of is not None,
    )


def _implied(claim: Claim) -> bool:
    """True for one that no figure counts, "a 10-year-old boy": there may have been others."""
    if claim.quantity is None or claim.quantity.unit is not None or claim.quantity.interval.exact != 1:
        return False
    return claim.quantity.text.lower().split(" ", 1)[0] not in {"one", "1", "only", "single"}


def _meant(nouns: frozenset[str], events: frozenset[str]) -> frozenset[str]:
    """Cases are people infected, jobs cut are workers laid off, and what is contained is a fire."""
    if events == {"contain"}:
        return frozenset({"fire"})
    if nouns == {"case"} and events == {"infect"}:
        return frozenset({"person"})
    return frozenset({"worker"}) if nouns == {"job"} and events <= {"lay off", "hire"} and events else nouns


def _own_words(claim: Claim) -> frozenset[str]:
    """What is counted and what happened to it, which are weighed by themselves."""
    if claim.measure is None:
        return frozenset()
    return frozenset(_WORD.findall(plain(f"{claim.measure.text} {claim.measure.noun} {claim.measure.event}")))


@lru_cache(maxsize=20_000)
def _vocabulary(sentence: str) -> frozenset[str]:
    return frozenset(_WORD.findall(plain(sentence))) - _COMMON


@lru_cache(maxsize=20_000)
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


def by_time(a: Profile, b: Profile) -> tuple[Profile, Profile]:
    """Two claims with the earlier published first, whichever comes first here: so that no order matters."""
    one, other = a.claim, b.claim
    return (a, b) if (one.published, one.id) <= (other.published, other.id) else (b, a)


def content_words(text: str) -> frozenset[str]:
    """The words of a subject or object that tell it apart, nouns as their classes and states as codes."""
    return frozenset(word if word.isupper() else noun_class(word) for word in words(text))
