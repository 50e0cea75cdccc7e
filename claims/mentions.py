"""What a claim's sentence says beside its measure: whom it names, whether for each day, how old the one is.

These tell facts apart that no weight should join: one player's goals from another's, a day's rain from an
hour's, a man of 24 from a man of 31.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

from claims.lexicon import resource
from claims.names import alike, countries, plain, words
from claims.types import Claim

_NAME = re.compile(r"(?<![\w.])[A-Z][\w'’&-]+")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_LAST_WORD = re.compile(r"[\w-]+\Z")
_LONGEST_WORD = 40
_TITLE_CASE = 0.6
"""Above this share of capitals a sentence is a headline in title case, and its capitals name nobody."""
_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december gmt""".split()
)
_RATE = re.compile(
    r"\W{0,2}(?:[\w-]+ ){0,2}?"
    r"(?:(?:a|an|per|each|every|in an|in one|within an) (second|minute|hour|day|night|week|month|quarter|year)"
    r"|(hourly|daily|nightly|weekly|monthly|yearly|annually))"
    r"\b(?! (?:ago|earlier|later|before|after|old))"
)
_RATES = {"hourly": "hour", "daily": "day", "nightly": "night", "weekly": "week", "monthly": "month"}
_COMING = re.compile(r"\b(?:will|would|shall|plans?|planned|intends?|aims?|is to|are to|expects?|expected|due to)\b")
_DOING = re.compile(
    r"\W+(?:who )?(?:\w+ )?(?:shooting|firing|opened fire|"
    r"(?<!were )(?<!was )(?:killed|shot|wounded|injured|stabbed|attacked|fired) (?:at )?"
    r"(?:(?:at least|about|some|nearly) )?"
    r"(?:\d+|an?|the|his|her|their|one|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|several|people))\b"
)
_AGED = re.compile(r"\b(\d{1,3})[- ](?:year|month)s?[- ]old\b")


def named(claim: Claim) -> frozenset[str]:
    """Names in the sentence beyond whose word it is, where, when and which state: "Kane", not "Saturday".

    The first word of a sentence counts only where it owns, acts or is counted; see `opening`.
    """
    if _in_title_case(claim.sentence):
        return frozenset()
    found = _names_after_first(claim.sentence)
    if claim.measure:
        found |= _names_in(claim.measure.actor or "") | _names_in(claim.measure.noun or "")
    beside = [claim.attribution.source, claim.attribution.text] if claim.attribution else []
    beside += [claim.place.text, claim.place.name] if claim.place else []
    return found.difference(*(words(text) for text in beside))


@lru_cache(maxsize=20_000)
def _in_title_case(sentence: str) -> bool:
    tokens = [token for token in _WORD.findall(sentence)[1:] if token.lower() not in _CALENDAR]
    return len(tokens) > 3 and sum(token[:1].isupper() for token in tokens) > len(tokens) * _TITLE_CASE


@lru_cache(maxsize=20_000)
def _names_after_first(sentence: str) -> frozenset[str]:
    first = _WORD.search(sentence)
    possessive = bool(first and first.group().endswith(("'s", "’s")))
    return _names_in(sentence if possessive or first is None else sentence[first.end() :])


@lru_cache(maxsize=20_000)
def _names_in(text: str) -> frozenset[str]:
    """The words of capitalised words that are neither of the calendar nor of a state."""
    found = {name for match in _NAME.finditer(text) for name in words(match.group())} - _CALENDAR
    return frozenset(name for name in found if len(name) > 2 and not countries(name))


def opening(claim: Claim) -> frozenset[str]:
    """The first word of the sentence, which may be a name: "Apple reported a profit"."""
    first = _WORD.search(claim.sentence)
    counted = claim.measure.lemmas if claim.measure else ()
    found = words(first.group()) if first else ()
    return frozenset(word for word in found if len(word) > 2 and word.removesuffix("s") not in counted)


def share_names(a: frozenset[str], b: frozenset[str]) -> bool:
    """True where one name stands in both, in whatever spelling."""
    return bool(a & b) or any(alike(x, y) for x in a for y in b)


def rate(claim: Claim) -> str | None:
    """For each what: "300 patients a day" is "day", whether the figure or the words after it say so."""
    if claim.quantity is None:
        return None
    if claim.quantity.per is not None:
        return claim.quantity.per
    at = claim.sentence.find(claim.quote)
    found = _RATE.match(claim.sentence, at + len(claim.quote)) if at >= 0 else None
    return None if found is None else found[1] or _RATES.get(found[2], "year")


def coming(claim: Claim) -> bool:
    """True for what has yet to happen: feared, planned, or told with "will" shortly before the figure."""
    return claim.certainty == "possible" or planned(claim)


def planned(claim: Claim) -> bool:
    """True where "will", "is to", "plans" and the like stand shortly before the figure."""
    at = max(claim.sentence.find(claim.quote), 0)
    return bool(_COMING.search(claim.sentence, max(at - 60, 0), at))


def doing(claim: Claim) -> bool:
    """True for those who do it: of "two people started shooting" and "killed three", not of "two were shot"."""
    at = claim.sentence.find(claim.quote)
    return at >= 0 and bool(_DOING.match(claim.sentence, at + len(claim.quote)))


def aged(claim: Claim) -> Decimal | None:
    """The age in the claim's own words: 10 for "a 10-year-old boy"."""
    found = _AGED.search(claim.quote)
    return None if found is None else Decimal(found[1])


def before_noun(claim: Claim) -> frozenset[str]:
    """Words that narrow a noun and stand right before it: "core" of "Core inflation was 2.8%"."""
    if claim.measure is None:
        return frozenset()
    sentence = plain(claim.sentence)
    return frozenset(word for lemma in claim.measure.lemmas for word in _before(f" {lemma.lower()}", sentence))


def _before(noun: str, sentence: str) -> list[str]:
    """The narrowing word right before the first such noun that a word stands before, if it is one."""
    at = sentence.find(noun)
    while at >= 0:
        found = _LAST_WORD.search(sentence, max(at - _LONGEST_WORD, 0), at)
        if found:
            return [found.group()] if found.group() in restricting() else []
        at = sentence.find(noun, at + 1)
    return []


@cache
def restricting() -> frozenset[str]:
    """Adjectives that make some of a thing: "foreign" residents are some of the residents."""
    return frozenset(resource("nouns")["restricting"])
