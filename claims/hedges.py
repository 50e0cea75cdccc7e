"""Wording that moves a bound: "at least", "nearly", "up to", "or so", before or after the figure.

The widths of "about" (a tenth either way) and "nearly" (a tenth below) are the contract's.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

from claims.lexemes import Lexemes
from claims.types import Interval

Hedge = Literal["exact", "at_least", "more_than", "at_most", "less_than", "nearly", "about"]

_BEFORE: dict[Hedge, str] = {
    "at_least": """at least|no fewer than|not fewer than|no less than|not less than|a minimum of|minimum of|
        minimum|upwards of|upward of|at the very least|as few as|as little as|as low as|greater than or equal to|
        more than or equal to|bigger than or equal to|not under|not below|
        bigger or equal than|greater or equal than|more or equal than|equal to or more than|equal to or greater than""",
    "more_than": """more than|over|well over|just over|a little over|slightly over|slightly more than|just above|
        a bit over|above|well above|far more than|greater than|higher than|larger than|in excess of|exceeding|
        exceeded|exceeds|exceed|topped|topping|tops|surpassed|surpassing|surpass|surpasses|longer than|bigger than|
        well more than|much more than|a little more than|beyond|heavier than|further than|older than""",
    "at_most": """up to|as many as|as much as|as high as|at most|no more than|not more than|a maximum of|
        maximum of|at the most|capped at|as long as|as large as|as big as|less than or equal to|
        smaller than or equal to|fewer than or equal to|not over|not above|smaller or equal than|
        less or equal than|fewer or equal than""",
    "less_than": """fewer than|less than|under|below|well under|just under|just below|just shy of|shy of|
        a little under|slightly under|slightly less than|a little less than|just less than|lower than|
        smaller than|far fewer than|not quite|well below|a bit under|shorter than|younger than|sub -|
        just short of|short of""",
    "nearly": "nearly|almost|close to|approaching|nearing|nigh on|virtually|just about",
    "about": """about|around|roughly|approximately|some|circa|an estimated|estimated|approx|an average of about|
        more or less|in the region of|in the order of|somewhere around|something like|~|∼|≈|give or take|
        on the order of|around about|hovering around|close on|an average of about|
        approximate|in the neighborhood of|in the neighbourhood of""",
    "exact": "exactly|precisely|a total of|a record|only|just|a full|all|an average of|another|equal to|equals|"
    "plus or minus|+ / -|+ -|±",
}
_AFTER: dict[Hedge, str] = {
    "at_least": """or more|or higher|or above|or older|or longer|or greater|or better|or over|or larger|or bigger|
        or upwards|and above|and up|and over|and older|at least|+|- plus|plus""",
    "at_most": """or less|or fewer|or under|or lower|or below|or younger|or smaller|at most|at the most|maximum|tops|
        and under|and younger|and below""",
    "about": "or so|or thereabouts|- odd|odd|or thereabout|- ish|give or take",
}
_SIGNS: dict[tuple[str, ...], Hedge] = {
    (">",): "more_than", ("<",): "less_than", ("≥",): "at_least", ("≤",): "at_most", (">", "="): "at_least",
    ("<", "="): "at_most",
}  # fmt: skip
_MOTION = frozenset(
    """went go goes going gone rose rise rises rising moved move climb climbed jumped came come shot pushed push
    add adds added adding catch sped stand stood back grew ramp ramped end ended opened speeded speed bumped bump
    picked pick scaled follow followed""".split()
)
_PLACES = frozenset(
    """regions region cities towns villages provinces areas districts countries states counties islands
    neighbourhoods neighborhoods oblasts settlements continents seas sectors""".split()
)
_SPANS = frozenset("years year months month weeks week days day hours hour minutes decades decade nights".split())
_LASTING = frozenset(
    """for lasted last lasting take takes took taken be is are was were been in spent spend nearly just well
    wait waited spans spanning spanned with has have had of""".split()
)


def _phrases(source: dict[Hedge, str]) -> dict[tuple[str, ...], Hedge]:
    return {tuple(phrase.split()): hedge for hedge, phrases in source.items() for phrase in phrases.split("|")}


BEFORE = _phrases(_BEFORE)
AFTER = _phrases(_AFTER)
_LONGEST = max(map(len, BEFORE))


class Hedged(NamedTuple):
    """A hedge before a figure: the lexeme where it starts, what it does, and whether "about" blurs its bound."""

    first: int
    hedge: Hedge
    blurred: bool = False


def find_before(reader: Lexemes, first: int, noun: str, depth: int = 3) -> Hedged:
    """The hedge that ends right before lexeme `first`.

    `noun` is the word that the figure counts: "over 12 regions" says where, not how many. Hedges add up: "as
    high as roughly 352" is at most 352, blurred. `depth` bounds how many are added up.
    """
    for length in range(_LONGEST, 0, -1):
        at = first - length
        if at < 0:
            continue
        words = tuple(reader.word(here) for here in range(at, first))
        hedge = _SIGNS.get(words) or BEFORE.get(words)
        if hedge is None or not _hedges(words, reader.word(at - 1), noun):
            continue
        more = depth > 0 and hedge in {"exact", "about"}
        outer = find_before(reader, at, noun, depth - 1) if more else Hedged(at, hedge)
        if more and outer.first < at and outer.hedge != "exact":
            blurred = outer.blurred or (hedge == "about" and not approximates(outer.hedge))
            return Hedged(outer.first, outer.hedge, blurred)
        return Hedged(first, "exact") if hedge == "exact" else Hedged(at, hedge)
    return Hedged(first, "exact")


def _hedges(words: tuple[str, ...], previous: str, noun: str) -> bool:
    """False where the words only look like a hedge: "rose up to", "over 12 regions", "over three days"."""
    if words == ("up", "to"):
        return previous not in _MOTION
    if words[-1] in {"over", "above", "under", "below"} and len(words) == 1:
        if noun in _PLACES:
            return False
        if noun in _SPANS:
            return previous in _LASTING
    return not (words == ("some",) and previous in {"and", "then"} and noun in _SPANS)


def find_after(reader: Lexemes, last: int) -> tuple[int, Hedge] | None:
    """The hedge that starts right after lexeme `last`: where it ends, and what it does."""
    for length in (3, 2, 1):
        words = tuple(reader.word(here) for here in range(last + 1, last + 1 + length))
        hedge = AFTER.get(words)
        if hedge is None or (words == ("odd",) and not reader.word(last + 2)):
            continue
        if words in {("+",), ("-", "plus"), ("-", "odd"), ("-", "ish")} and not reader.glued(last + 1):
            continue
        return last + length, hedge
    return None


def bounded(low: Decimal, high: Decimal | None, hedge: Hedge, blurred: bool = False) -> Interval:
    """What a hedge leaves open of a figure or range: "more than 20" is (20, ∞), "about 600" is [540, 660].

    A blurred bound is moved out by a tenth: "up to about 40" is at most 44.
    """
    tenth_below, tenth_above = abs(low) / 10, abs(high if high is not None else low) / 10
    if blurred:
        low, high = low - tenth_below, None if high is None else high + tenth_above
    if high is None:
        return Interval(low, None)
    if hedge == "at_least":
        return Interval(low, None)
    if hedge == "more_than":
        return Interval(low, None, low_open=True)
    if hedge == "at_most":
        return Interval(None, high)
    if hedge == "less_than":
        return Interval(None, high, high_open=True)
    if hedge == "nearly":
        return Interval(low - tenth_below, high)
    if hedge == "about":
        return Interval(low - tenth_below, high + tenth_above)
    return Interval(low, high)


def approximates(hedge: Hedge) -> bool:
    """True for hedges that blur a figure without bounding it."""
    return hedge in {"nearly", "about"}
