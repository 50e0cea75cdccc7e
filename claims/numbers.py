"""Numerals and number words to values: "1.2 million", "twenty-three", "half a million", "three to four hundred".

Everything here works on the text alone, in one pass from left to right, so that a megabyte of digits costs no
more than a megabyte of prose. What is and what is not a quantity is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

Shape = Literal["plain", "range", "vague", "fraction"]

MAX_DIGITS = 24  # no figure in the news is longer; longer runs of digits are serial numbers

_NUMERAL = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d])"  # 1,000,000.5
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"  # 12,34,567 (Indian)
    r"|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)"  # 1 000 000 with hard spaces
    r"|\d{1,3}(?: \d{3}){2,}(?!\d)|\d{1,3} 000(?!\d)"  # 1 000 000, 13 000
    r"|\d{1,3}(?:\.\d{3}){2,}(?!\d)"  # 1.000.000
    r"|\d+(?:\.\d+)?"
    r"|(?<![\w.])\.\d+"
)
_LEXEME = re.compile(
    rf"(?P<n>{_NUMERAL})|(?P<f>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])|(?P<w>[^\W\d_]+(?:['’][^\W\d_]{{1,3}})?)|(?P<s>[^\w\s]|_)"
)

UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
SCALES: dict[str, int] = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
    "lakh": 10**5,
    "crore": 10**7,
    "dozen": 12,
    "score": 20,
}
# Glued or abbreviated after a numeral. The last four are read only where the context allows: "5m people".
ABBREVIATIONS = {
    "mn": 10**6, "mln": 10**6, "mio": 10**6, "mil": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12, "trn": 10**12,
    "tln": 10**12, "k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12,
}  # fmt: skip
AMBIGUOUS = frozenset({"m", "b", "t"})
DENOMINATORS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8,
    "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10, "hundredth": 100, "hundredths": 100,
    "thousandth": 1000, "thousandths": 1000, "millionth": 10**6, "billionth": 10**9, "trillionth": 10**12,
}  # fmt: skip
# Plurals pretend no figure: "dozens" is at least two dozen.
VAGUE = {
    "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2 * 10**6,
    "billions": 2 * 10**9, "trillions": 2 * 10**12,
}  # fmt: skip
_PLURAL_OF = {"thousands": 10**3, "millions": 10**6, "billions": 10**9, "trillions": 10**12}
_VAGUE_MULTIPLES = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1000}
_DIMENSIONS = frozenset("high tall wide long deep thick across wave waves below above away from to by x".split())
_FEW = frozenset({"several", "few", "many"})
_GLYPHS = {
    "½": "0.5", "⅓": "1/3", "⅔": "2/3", "¼": "0.25", "¾": "0.75", "⅕": "0.2", "⅖": "0.4", "⅗": "0.6", "⅘": "0.8",
    "⅙": "1/6", "⅚": "5/6", "⅛": "0.125", "⅜": "0.375", "⅝": "0.625", "⅞": "0.875",
}  # fmt: skip
_HYPHENS = "-‐‑–−"


class Lexeme(NamedTuple):
    """A numeral (n), fraction glyph (f), word (w) or sign (s), with its lower-cased text."""

    kind: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """A figure as written: `first` and `last` are its lexemes, `low` and `high` its values.

    `high` is None for vague plurals ("dozens"). `shape` says what it is, `wordy` that it is spelt out.
    """

    first: int
    last: int
    low: Decimal
    high: Decimal | None
    shape: Shape = "plain"
    wordy: bool = False


def lex(text: str) -> list[Lexeme]:
    """Words, numerals and signs of a text, in order; blanks are left out."""
    return [
        Lexeme(match.lastgroup or "s", match.start(), match.end(), match.group().lower())
        for match in _LEXEME.finditer(text)
    ]


def numeral_value(text: str) -> Decimal:
    """Value of a numeral as lexed, separators of thousands removed.

    Raises ValueError for more than `MAX_DIGITS` digits.
    """
    if len(text) > MAX_DIGITS + 8:
        raise ValueError("too many digits")
    if text.count(".") > 1:
        text = text.replace(".", "")
    return Decimal(re.sub(r"[, \u00a0\u2009\u202f]", "", text))


def glyph_value(glyph: str) -> Decimal:
    """Value of a vulgar-fraction sign."""
    top, _, bottom = _GLYPHS[glyph].partition("/")
    return Decimal(top) / Decimal(bottom) if bottom else Decimal(top)


class NumberReader:
    """Reads the figure that starts at a lexeme. One per text; holds its lexemes."""

    def __init__(self, lexemes: Sequence[Lexeme]) -> None:
        self.lexemes = lexemes

    def word(self, at: int) -> str:
        """Lower-cased text of a lexeme, empty beyond the ends."""
        return self.lexemes[at].text if 0 <= at < len(self.lexemes) else ""

    def glued(self, at: int) -> bool:
        """True where nothing stands between this lexeme and the one before."""
        return 0 < at < len(self.lexemes) and self.lexemes[at - 1].end == self.lexemes[at].start

    def hyphenated(self, at: int) -> bool:
        """True where lexeme `at` is a hyphen glued to both neighbours."""
        return self.word(at) in _HYPHENS and bool(self.word(at)) and self.glued(at) and self.glued(at + 1)

    def read(self, at: int, money: bool = False, ranges: bool = True) -> Number | None:
        """The figure at lexeme `at`, ranges included; None where none starts there.

        `money` says that a currency sign stands before, so that "m" is a million; `ranges` False reads
        "72 to 45" as 72 alone.
        """
        single = self._single(at, money)
        if single is None or single.shape == "vague" or not ranges:
            return single
        return self._range(single, money) or single

    # -- single figures

    def _single(self, at: int, money: bool) -> Number | None:
        lexeme = self.lexemes[at]
        if lexeme.kind == "n":
            return self._numeral(at, money)
        if lexeme.kind == "f":
            return Number(at, at, glyph_value(lexeme.text), glyph_value(lexeme.text), "fraction")
        if lexeme.kind == "w":
            return self._vague(at) or self._fraction(at) or self._words(at)
        return None

    def _numeral(self, at: int, money: bool) -> Number | None:
        try:
            value = numeral_value(self.word(at))
        except ValueError:
            return None
        last = at
        if self._decimal_comma(at):
            value = Decimal(f"{self.word(at)}.{self.word(at + 2)}")
            last = at + 2
        elif self._slash_fraction(at):
            value = value / numeral_value(self.word(at + 2))
            return Number(at, at + 2, value, value, "fraction")
        elif last + 1 < len(self.lexemes) and self.lexemes[last + 1].kind == "f":
            value += glyph_value(self.word(last + 1))
            last += 1
        last, factor = self._scale_after(last, money)
        return Number(at, last, value * factor, value * factor)

    def _decimal_comma(self, at: int) -> bool:
        """ "3,5 million": a comma that no separator of thousands explains, before a scale or a unit."""
        if self.word(at + 1) != "," or not (self.glued(at + 1) and self.glued(at + 2)):
            return False
        if not (self.word(at).isdigit() and self.word(at + 2).isdigit() and len(self.word(at + 2)) <= 2):
            return False
        after = self.word(at + 3)
        return after in SCALES or after in ABBREVIATIONS or after in {"%", "per", "percent", "km", "kg"}

    def _slash_fraction(self, at: int) -> bool:
        if self.word(at + 1) not in {"/", "⁄"} or not (self.glued(at + 1) and self.glued(at + 2)):
            return False
        top, bottom = self.word(at), self.word(at + 2)
        if not top.isdigit() or not 0 < int(top) < 128:
            return False
        return (bottom in {"2", "3", "4", "5", "8"} and int(top) < int(bottom)) or (
            bottom in {"16", "32", "64", "100", "128"} and int(top) < int(bottom)
        )

    def _scale_after(self, last: int, money: bool) -> tuple[int, Decimal]:
        """Scale words and abbreviations behind a figure, each smaller factor multiplied in."""
        factor = Decimal(1)
        while True:
            step = 2 if self.hyphenated(last + 1) else 1
            word = self.word(last + step)
            if word in SCALES and word != "score":
                factor *= SCALES[word]
            elif factor == 1 and step == 1 and self._abbreviated(last + 1, word, money):
                factor *= ABBREVIATIONS[word]
            else:
                return last, factor
            last += step

    def _abbreviated(self, at: int, word: str, money: bool) -> bool:
        if word not in ABBREVIATIONS:
            return False
        if len(word) > 1:
            return True
        if not self.glued(at):
            return money and word in {"m", "b"}
        if word == "k" or money:
            return self.word(at + 1) not in {"race", "run"}
        return word in AMBIGUOUS and word != "t" and self._counts_things(at + 1)

    def _counts_things(self, at: int) -> bool:
        """ "5m people" counts; "a 5m wall" measures."""
        reach = 4 if "." in self.word(at - 2) else 1
        for there in range(at, at + reach):
            word = self.word(there)
            if not word.isalpha() or word in _DIMENSIONS or self.glued(there):
                return False
            plural = len(word) > 3 and word.endswith("s") and not word.endswith("ss")
            if plural or word in {"people", "children", "women", "men"}:
                return True
        return False

    def _words(self, at: int) -> Number | None:
        """A figure in words from its first word, "a" and "half a" before a scale included."""
        word = self.word(at)
        if word in {"a", "an"}:
            if self.word(at + 1) == "half" and self._scale(at + 2):
                return self._scaled(at, at + 2, Decimal("0.5"))
            return self._scaled(at, at + 1, Decimal(1)) if self._scale(at + 1) else None
        if word == "couple" and self.word(at + 1) == "of" and self._scale(at + 2):
            return self._scaled(at, at + 2, Decimal(2))
        if word == "half":
            return self._half_scaled(at)
        if word in UNITS or word in TENS or word == "hundred":
            return self._cardinal(at)
        if word == "twice" and self.word(at + 1) in {"as", "the", "its", "their", "that", "what", "more"}:
            return Number(at, at, Decimal(2), Decimal(2), wordy=True)
        stem = word.removesuffix("fold")
        if stem != word and (stem in UNITS or stem in TENS):
            value = Decimal(UNITS.get(stem, TENS.get(stem, 0)))
            return Number(at, at, value, value, wordy=True)
        return None

    def _half_scaled(self, at: int) -> Number | None:
        """ "half a million", "half-a-dozen"."""
        there = at + 1 + self.hyphenated(at + 1)
        if self.word(there) in {"a", "an"}:
            there += 1 + self.hyphenated(there + 1)
        return self._scaled(at, there, Decimal("0.5")) if self._scale(there) else None

    def _scale(self, at: int) -> int | None:
        word = self.word(at)
        if word == "score" and self.word(at + 1) not in {"of", "or"}:
            return None
        return SCALES.get(word)

    def _scaled(self, first: int, at: int, value: Decimal) -> Number:
        last, factor = self._scale_after(at - 1, False)
        total = value * factor
        if self._and_a_half(last + 1):
            total += Decimal(SCALES[self.word(last)]) / 2
            last += 3
        return Number(first, last, total, total, wordy=True)

    def _and_a_half(self, at: int) -> bool:
        return (self.word(at), self.word(at + 1), self.word(at + 2)) == ("and", "a", "half")

    def _cardinal(self, at: int) -> Number | None:
        """ "one hundred and sixteen", "twenty-three", "two and a half million"."""
        total, current, last = Decimal(0), Decimal(0), at - 1
        ceiling = 10**18  # scales must fall from left to right
        previous = ""
        here = at
        while True:
            step = self._next_cardinal_word(here, previous)
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
        total += current
        last, total = self._half_more(last, total)
        return Number(at, last, total, total, wordy=True)

    def _half_more(self, last: int, total: Decimal) -> tuple[int, Decimal]:
        """ "two and a half [million]", "two-and-a-half"."""
        at = last + 1
        words: list[str] = []
        while len(words) < 3 and at < len(self.lexemes):
            if self.hyphenated(at):
                at += 1
                continue
            words.append(self.word(at))
            at += 1
        if words != ["and", "a", "half"]:
            return last, total
        end, factor = self._scale_after(at - 1, False)
        return end, (total + Decimal("0.5")) * factor

    def _next_cardinal_word(self, at: int, previous: str) -> tuple[int, str] | None:
        """Where the next word of a cardinal stands, given what came before it; None where it ends."""
        if previous and self.hyphenated(at):
            at += 1
        elif previous in {"hundred", "scale"} and self.word(at) == "and":
            follower = self.word(at + 1)
            beyond = at + 2 + self.hyphenated(at + 2)
            barred = {"hundred"} if previous == "hundred" else SCALES.keys()
            closes = self.word(beyond) not in barred and self.word(beyond + 1) not in barred
            if not (follower in UNITS or follower in TENS) or not closes or self._after_between(at):
                return None
            at += 1
        word = self.word(at)
        if word in TENS:
            allowed = previous in {"", "hundred", "scale"}
        elif word in UNITS:
            allowed = previous in {"", "hundred", "scale"} or (previous == "tens" and 0 < UNITS[word] < 10)
        elif word in SCALES and word != "score":
            allowed = previous in {"unit", "tens", "hundred"} or (word == "hundred" and previous == "")
        else:
            allowed = False
        return (at, word) if allowed else None

    def _after_between(self, at: int) -> bool:
        return "between" in (self.word(back) for back in range(max(0, at - 6), at))

    # -- fractions and vague plurals

    def _fraction(self, at: int) -> Number | None:
        """ "two-thirds", "a quarter of", "half of the", "one-fifth"; ordinals are left alone."""
        word = self.word(at)
        if word == "half":
            return self._half(at)
        if word in {"a", "an"} and self.word(at + 1) in DENOMINATORS:
            if self.word(at + 2) not in {"of", "more", "less", "higher", "lower"}:
                return None
            value = Decimal(1) / DENOMINATORS[self.word(at + 1)]
            return Number(at, at + 1, value, value, "fraction", wordy=True)
        if word not in UNITS or not UNITS[word]:
            return None
        hyphen = self.hyphenated(at + 1)
        bottom = self.word(at + 1 + hyphen)
        if bottom not in DENOMINATORS or bottom == "half":
            return None
        if bottom.startswith("quarter") and not hyphen and self.word(at + 2) != "of":
            return None  # "the last three quarters"
        if UNITS[word] > 1 and not bottom.endswith("s"):
            return None
        value = Decimal(UNITS[word]) / DENOMINATORS[bottom]
        return Number(at, at + 1 + hyphen, value, value, "fraction", wordy=True)

    def _half(self, at: int) -> Number | None:
        if self._half_scaled(at):
            return None
        before, after = self.word(at - 1), self.word(at + 1)
        if before in {"first", "second", "other", "latter", "opening", "final", "better"} or self.glued(at):
            return None
        articles = {"of", "the", "a", "an", "its", "their", "his", "her", "all", "that", "those", "as"}
        if after not in articles:
            return None
        return Number(at, at, Decimal("0.5"), Decimal("0.5"), "fraction", wordy=True)

    def _vague(self, at: int) -> Number | None:
        """ "dozens", "tens of thousands", "several hundred"; None where the plural is a verb or a noun."""
        word = self.word(at)
        if word in _FEW and self.word(at + 1) in SCALES:
            last, factor = self._scale_after(at, False)
            return Number(at, last, 2 * factor, None, "vague", wordy=True)
        if word == "a" and self.word(at + 1) == "few" and self.word(at + 2) in SCALES:
            last, factor = self._scale_after(at + 1, False)
            return Number(at, last, 2 * factor, None, "vague", wordy=True)
        if word == "a" and self.word(at + 1) == "handful" and self.word(at + 2) == "of":
            return Number(at, at + 1, Decimal(2), None, "vague", wordy=True)
        if word in _VAGUE_MULTIPLES and self.word(at + 1) == "of" and self.word(at + 2) in _PLURAL_OF:
            low = 2 * _VAGUE_MULTIPLES[word] * _PLURAL_OF[self.word(at + 2)]
            return Number(at, at + 2, Decimal(low), None, "vague", wordy=True)
        if word in VAGUE and self._is_vague_plural(at):
            return Number(at, at, Decimal(VAGUE[word]), None, "vague", wordy=True)
        return None

    def _is_vague_plural(self, at: int) -> bool:
        after = self.word(at + 1)
        if self.word(at) == "scores":
            return after in {"of", "more", "were", "have"}
        return not self.glued(at) and self.word(at - 1) not in {"the", "by"}

    # -- ranges

    def _range(self, low: Number, money: bool) -> Number | None:
        """ "10 to 12", "15-25", "between 5 and 15", "five or six", "three to four hundred"."""
        at = low.last + 1
        link = self.word(at)
        if not link:
            return None
        hyphen = link in _HYPHENS + "—" and (self.glued(at) == self.glued(at + 1))
        between = link == "and" and self.word(low.first - 1 - money) == "between"
        if not (hyphen or between or link in {"to", "or"}):
            return None
        start = at + 1
        signed = self.word(start) in {"$", "£", "€"}
        if start + signed >= len(self.lexemes):
            return None
        high = self._single(start + signed, money or signed)
        if high is None or high.shape == "vague" or high.high is None:
            return None
        bottom = self._distributed(low, high)
        if not bottom < high.low or not self._plausible_range(link, bottom, high, hyphen):
            return None
        return Number(low.first, high.last, bottom, high.high, "range", low.wordy and high.wordy)

    def _distributed(self, low: Number, high: Number) -> Decimal:
        """ "three to four hundred" and "$5-10 million": the scale of the second holds for the first."""
        last = self.word(high.last)
        scale = SCALES.get(last) or (ABBREVIATIONS.get(last) if high.last > high.first else None)
        if scale and self.word(low.last) not in SCALES and self.word(low.last) not in ABBREVIATIONS:
            if low.low * scale < high.low:
                return low.low * scale
        return low.low

    def _plausible_range(self, link: str, bottom: Decimal, high: Number, hyphen: bool) -> bool:
        if link == "or":
            return high.low <= bottom * Decimal("1.5") + 1
        if hyphen and self.hyphenated(high.last + 1) and self.lexemes[high.last + 2].kind == "n":
            return False  # 555-123-4567
        return True
