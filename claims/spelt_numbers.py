"""Numbers in words: "one hundred and sixteen", "half a million", "two-thirds", "tens of thousands"."""

from __future__ import annotations

from decimal import Decimal

from claims.lexemes import Lexemes, Number, exactly
from claims.number_words import DENOMINATORS, FEW, PLURAL_SCALES, SCALES, TENS, UNITS, VAGUE, VAGUE_MULTIPLES
from claims.scales import scale_after, scale_at

_HALF_OF = frozenset("of the a an its their his her all that those as".split())
_HALF_HEDGED = frozenset("than about nearly almost around roughly only least just over under".split())
_AFTER_SHARE = frozenset("to in from since this last on at and over within compared after during between".split())
_NO_SHARE = frozenset("first second other latter opening final better last past next previous for in per each".split())
_MULTIPLIED = frozenset("the its their that what more".split())
_AS_MUCH = frozenset("many much likely large big high long fast often great".split())


def spelt_number(reader: Lexemes, at: int) -> Number | None:
    """The figure in words that starts at lexeme `at`; None where none does."""
    return _vague(reader, at) or _fraction(reader, at) or _words(reader, at)


def mixed(reader: Lexemes, last: int, total: Decimal) -> tuple[int, Decimal]:
    """A fraction behind a figure: "two and a half [million]", "three and one fourth", "3 million and a quarter"."""
    at = _next(reader, last)
    if reader.word(at) != "and":
        return last, total
    found = _part(reader, _next(reader, at))
    if found is None:
        return last, total
    end, part = found
    scale = SCALES.get(reader.word(last), 1)
    if scale == 100:
        return last, total
    beyond, factor = scale_after(reader, end)
    if beyond > end:  # "two and a half million"; after a scale, "one billion and a half million"
        return beyond, (total + part * factor) if scale > 1 else (total + part) * factor
    return end, total + part * scale


def _next(reader: Lexemes, at: int) -> int:
    """The lexeme after this one, over a hyphen: "two-and-a-half"."""
    return at + 2 if reader.hyphenated(at + 1) else at + 1


def _part(reader: Lexemes, at: int) -> tuple[int, Decimal] | None:
    """ "a half", "one fourth", "two thirds" with nothing counted behind them; where it ends, and its value."""
    word = reader.word(at)
    top = 1 if word in {"a", "an"} else UNITS.get(word, 0)
    there = _next(reader, at)
    bottom = reader.word(there)
    if not top or bottom not in DENOMINATORS or (top > 1) != bottom.endswith("s") or DENOMINATORS[bottom] > 10:
        return None
    return None if reader.word(there + 1) == "of" else (there, Decimal(top) / DENOMINATORS[bottom])


# -- whole numbers


def _words(reader: Lexemes, at: int) -> Number | None:
    """A figure in words from its first word, "a" and "half a" before a scale included."""
    word = reader.word(at)
    if word in {"a", "an"}:
        if reader.word(at + 1) == "half" and scale_at(reader, at + 2):
            return _scaled(reader, at, at + 2, Decimal("0.5"))
        if scale_at(reader, at + 1):
            return _scaled(reader, at, at + 1, Decimal(1))
        return exactly(at, at, Decimal(1)) if _hedged_unit(reader, at) else None
    if word == "couple" and reader.word(at + 1) == "of" and scale_at(reader, at + 2):
        return _scaled(reader, at, at + 2, Decimal(2))
    if word == "half":
        return _half_scaled(reader, at)
    if word in UNITS or word in TENS or word == "hundred":
        return _cardinal(reader, at)
    if word == "twice" and _multiplies(reader, at + 1):
        return exactly(at, at, Decimal(2))
    stem = word.removesuffix("fold")
    if stem != word and (stem in UNITS or stem in TENS):
        return exactly(at, at, Decimal(UNITS.get(stem, TENS.get(stem, 0))))
    return None


def _hedged_unit(reader: Lexemes, at: int) -> bool:
    """ "more than a week", "nearly a century": a hedge makes a figure of the article."""
    return reader.word(at + 1) in _UNITS_OF_ONE and reader.word(at - 1) in _HALF_HEDGED - {"only", "just", "around"}


_UNITS_OF_ONE = frozenset("hour week month year mile kilometre kilometer tonne ton metre meter".split())


def _multiplies(reader: Lexemes, at: int) -> bool:
    """ "twice as loud as", "twice the size"; not "scored twice as United won"."""
    if reader.word(at) != "as":
        return reader.word(at) in _MULTIPLIED
    return reader.word(at + 1) in _AS_MUCH or "as" in {reader.word(at + 2), reader.word(at + 3)}


def _half_scaled(reader: Lexemes, at: int) -> Number | None:
    """ "half a million", "half-a-dozen"."""
    there = at + 1 + reader.hyphenated(at + 1)
    if reader.word(there) in {"a", "an"}:
        there += 1 + reader.hyphenated(there + 1)
    return _scaled(reader, at, there, Decimal("0.5")) if scale_at(reader, there) else None


def _scaled(reader: Lexemes, first: int, at: int, value: Decimal) -> Number:
    last, factor = scale_after(reader, at - 1)
    last, total = mixed(reader, last, value * factor)
    return exactly(first, last, total)


def _cardinal(reader: Lexemes, at: int) -> Number | None:
    """ "one hundred and sixteen", "twenty-three", "two and a half million"."""
    total, current, last = Decimal(0), Decimal(0), at - 1
    ceiling = 10**18  # scales must fall from left to right
    previous = ""
    here = at
    while True:
        step = _next_cardinal_word(reader, here, previous)
        if step is None:
            break
        here, word = step
        if word in UNITS or word in TENS:
            current += UNITS.get(word, TENS.get(word, 0))
            previous = "tens" if word in TENS else "unit"
        elif word == "hundred" or word == "dozen":
            current = (current or Decimal(1)) * SCALES[word]
            previous = "hundred"
        else:
            if SCALES[word] >= ceiling:
                break
            ceiling = SCALES[word]
            total += (current or Decimal(1)) * ceiling
            current, previous = Decimal(0), "scale"
        last = here
        here += 1
    if last < at:
        return None
    last, total = _point(reader, last, total + current)
    last, total = mixed(reader, last, total)
    return exactly(at, last, total)


def _next_cardinal_word(reader: Lexemes, at: int, previous: str) -> tuple[int, str] | None:
    """Where the next word of a cardinal stands, given what came before it; None where it ends."""
    if previous and reader.hyphenated(at):
        at += 1
    elif previous in {"hundred", "scale"} and reader.word(at) == "and":
        follower = reader.word(at + 1)
        beyond = at + 2 + reader.hyphenated(at + 2)
        barred = {"hundred"} if previous == "hundred" else SCALES.keys() - {"hundred"}
        closes = reader.word(beyond) not in barred and reader.word(beyond + 1) not in barred
        if not (follower in UNITS or follower in TENS) or not closes or _after_between(reader, at):
            return None
        if _part(reader, at + 1) is not None:
            return None
        at += 1
    word = reader.word(at)
    if word in TENS:
        allowed = previous in {"", "hundred", "scale"}
    elif word in UNITS:
        allowed = previous in {"", "hundred", "scale"} or (previous == "tens" and 0 < UNITS[word] < 10)
    elif word in SCALES and word != "score":
        allowed = previous in {"unit", "tens", "hundred"} or (word == "hundred" and previous == "")
    else:
        allowed = False
    return (at, word) if allowed else None


def _after_between(reader: Lexemes, at: int) -> bool:
    return "between" in (reader.word(back) for back in range(max(0, at - 6), at))


def _point(reader: Lexemes, last: int, total: Decimal) -> tuple[int, Decimal]:
    """Decimals read aloud: "nine point nought four", "two hundred point seventy-one"."""
    if reader.word(last + 1) != "point":
        return last, total
    digits, at = "", last + 2
    while len(digits) < 9 and 0 <= UNITS.get(reader.word(at), -1) < 20:
        digits += str(UNITS[reader.word(at)])
        at += 1
    tens = TENS.get(reader.word(at)) if not digits else None
    if tens is not None:
        unit = UNITS.get(reader.word(at + 2), 0) if reader.hyphenated(at + 1) else 0
        digits, at = str(tens + unit), at + (3 if unit else 1)
    if not digits:
        return last, total
    end, factor = scale_after(reader, at - 1)
    return end, (total + Decimal(f"0.{digits}")) * factor


# -- fractions and vague plurals


def _fraction(reader: Lexemes, at: int) -> Number | None:
    """ "two-thirds", "a quarter of", "half of the", "one-fifth"; ordinals are left alone."""
    word = reader.word(at)
    if word == "half":
        return _half(reader, at)
    if word in {"a", "an"} and reader.word(at + 1) in DENOMINATORS:
        return _one_part(reader, at)
    if word not in UNITS or not UNITS[word]:
        return None
    hyphen = reader.hyphenated(at + 1)
    bottom = reader.word(at + 1 + hyphen)
    if bottom not in DENOMINATORS or bottom == "half":
        return None
    if bottom.startswith("quarter") and not hyphen and not _quarters_of(reader, at):
        return None
    if UNITS[word] > 1 and not bottom.endswith("s") and not hyphen:
        return None
    return _of_scale(reader, at, at + 1 + hyphen, Decimal(UNITS[word]) / DENOMINATORS[bottom])


def _quarters_of(reader: Lexemes, at: int) -> bool:
    """ "three quarters of", "three quarters" alone; never "the last three quarters" or "two quarters in a row"."""
    after = reader.word(at + 2)
    told = after == "of" or scale_at(reader, at + 2) is not None or reader.kind(at + 2) in {"", "s"}
    return told and reader.word(at - 1) not in _NO_SHARE


def _one_part(reader: Lexemes, at: int) -> Number | None:
    """ "a quarter of", "a third more", "a hundredth", "a half"; "a third" alone may be an ordinal."""
    bottom, after = reader.word(at + 1), reader.word(at + 2)
    ends = reader.kind(at + 2) in {"", "s"} and not reader.hyphenated(at + 2)
    small = DENOMINATORS[bottom] > 10 or bottom == "half"
    scaled = bottom == "quarter" and scale_at(reader, at + 2) is not None
    by = reader.word(at - 1) in {"by", "than", "nearly", "almost", "over"}  # "fell by a third to"
    told = by and (ends or after in _AFTER_SHARE)
    if not scaled and after not in {"of", "more", "less", "higher", "lower"} and not (small and ends) and not told:
        return None
    if bottom == "half" and (after != "of" and reader.word(at - 1) in {"and", "in", "per", "each"}):
        return None
    return _of_scale(reader, at, at + 1, Decimal(1) / DENOMINATORS[bottom])


def _of_scale(reader: Lexemes, first: int, last: int, value: Decimal) -> Number:
    """ "a quarter million", "two thirds of a million": a whole number; else a share."""
    at = last + 1
    if (reader.word(at), reader.word(at + 1)) == ("of", "a"):
        at += 2
    if scale_at(reader, at) is not None:
        end, factor = scale_after(reader, at - 1)
        return exactly(first, end, value * factor)
    return exactly(first, last, value, "fraction")


def _half(reader: Lexemes, at: int) -> Number | None:
    if _half_scaled(reader, at):
        return None
    before, after = reader.word(at - 1), reader.word(at + 1)
    if before in _NO_SHARE - {"for", "in"} or reader.glued(at):
        return None
    if after not in _HALF_OF and not (before in _HALF_HEDGED and not reader.glued(at + 1)):
        return None
    return exactly(at, at, Decimal("0.5"), "fraction")


def _vague(reader: Lexemes, at: int) -> Number | None:
    """ "dozens", "tens of thousands", "several hundred"; None where the plural is a verb or a noun."""
    word, after = reader.word(at), reader.word(at + 1)
    few = at if word in FEW else at + 1 if (word, after) == ("a", "few") else None
    if few is not None and reader.word(few + 1) in SCALES:
        last, factor = scale_after(reader, few)
        return Number(at, last, 2 * factor, None, "vague", wordy=True)
    if word == "a" and after == "handful":
        return Number(at, at + 1, Decimal(2), None, "vague", wordy=True)
    if word in VAGUE_MULTIPLES and after == "of" and reader.word(at + 2) in PLURAL_SCALES:
        low = 2 * VAGUE_MULTIPLES[word] * PLURAL_SCALES[reader.word(at + 2)]
        return Number(at, at + 2, Decimal(low), None, "vague", wordy=True)
    if word in VAGUE and _is_vague_plural(reader, at):
        return Number(at, at, Decimal(VAGUE[word]), None, "vague", wordy=True)
    return None


def _is_vague_plural(reader: Lexemes, at: int) -> bool:
    if reader.word(at) == "scores":
        return reader.word(at + 1) in {"of", "more", "were", "have"}
    return not reader.glued(at) and reader.word(at - 1) not in {"the", "by"}
