"""Numerals and number words to values: "1.2 million", "twenty-three", "half a million", "three to four hundred".

Everything here works on the text alone. What is and what is not a quantity is decided elsewhere.
"""

from __future__ import annotations

from decimal import Decimal

from claims.lexemes import HYPHENS, Lexemes, Number, exactly, glyph_value, numeral_value
from claims.number_words import ABBREVIATIONS, SCALES
from claims.scales import scale_after
from claims.spelt_numbers import mixed, spelt_number

_DECIMAL_UNITS = frozenset("% per percent km kg".split())
_BINARY = frozenset("16 32 64 100 128".split())  # prices of bonds are told in them: "lost 16/32"


class NumberReader(Lexemes):
    """Reads the figure that starts at a lexeme. One per text; holds its lexemes."""

    def read(self, at: int, money: bool = False, ranges: bool = True) -> Number | None:
        """The figure at lexeme `at`, ranges included; None where none starts there, or the text has ended.

        `money` says that a currency sign stands before, so that "m" is a million; `ranges` False reads
        "72 to 45" as 72 alone.
        """
        single = self._single(at, money) if at < len(self.lexemes) else None
        if single is None or single.shape == "vague" or not ranges:
            return single
        return self._range(single, money) or single

    # -- single figures

    def _single(self, at: int, money: bool) -> Number | None:
        lexeme = self.lexemes[at]
        if lexeme.kind == "n":
            return self._numeral(at, money)
        if lexeme.kind == "f":
            return exactly(at, at, glyph_value(lexeme.text), "fraction", wordy=False)
        return spelt_number(self, at) if lexeme.kind == "w" else None

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
            return exactly(at, at + 2, value / numeral_value(self.word(at + 2)), "fraction", wordy=False)
        elif self.kind(at + 1) == "f":
            value += glyph_value(self.word(at + 1))
            last += 1
        elif self._mixed_slash(at):
            top = at + 1 + self.hyphenated(at + 1)
            value += numeral_value(self.word(top)) / numeral_value(self.word(top + 2))
            last = top + 2
        last, factor = scale_after(self, last, money)
        last, total = mixed(self, last, value * factor)
        return exactly(at, last, total, wordy=False)

    def _decimal_comma(self, at: int) -> bool:
        """ "3,5 million": a comma that no separator of thousands explains, before a scale or a unit."""
        if self.word(at + 1) != "," or not (self.glued(at + 1) and self.glued(at + 2)):
            return False
        if not (self.word(at).isdigit() and self.word(at + 2).isdigit() and len(self.word(at + 2)) <= 2):
            return False
        after = self.word(at + 3)
        return after in SCALES or after in ABBREVIATIONS or after in _DECIMAL_UNITS

    def _slash_fraction(self, at: int) -> bool:
        if self.word(at + 1) not in {"/", "⁄"} or not (self.glued(at + 1) and self.glued(at + 2)):
            return False
        top, bottom = self.word(at), self.word(at + 2)
        if not top.isdigit() or not bottom.isdigit() or len(top) > 3 or not 0 < int(top) < 128:
            return False
        if self.word(at + 3) == "/" and self.glued(at + 3):
            return False  # 1/2/2024
        return (bottom in {"2", "3", "4", "5", "8"} or bottom in _BINARY) and int(top) < int(bottom)

    def _mixed_slash(self, at: int) -> bool:
        """ "10 1/2 miles", "3-1/2 months"."""
        top = at + 1 + self.hyphenated(at + 1)
        apart = top > at + 1 or not self.glued(top)
        return apart and self.kind(top) == "n" and self.word(at).isdigit() and self._slash_fraction(top)

    # -- ranges

    def _range(self, low: Number, money: bool) -> Number | None:
        """ "10 to 12", "15-25", "between 5 and 15", "five or six", "three to four hundred", "0-to-60"."""
        at = low.last + 1
        spelt = self.hyphenated(at) and self.word(at + 1) in {"to", "or"} and self.hyphenated(at + 2)
        at += spelt
        link = self.word(at)
        if not link:
            return None
        hyphen = link in HYPHENS + "—" and (self.glued(at) == self.glued(at + 1))
        between = link == "and" and self.word(low.first - 1 - money) == "between"
        if not (hyphen or between or link in {"to", "or"}):
            return None
        start = at + 1 + spelt
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
        scale = self.scale_of(high)
        if scale > 1 and self.scale_of(low) == 1 and low.low * scale < high.low:
            return low.low * scale
        return low.low

    def scale_of(self, number: Number) -> int:
        """The scale that a figure ends in: a million for "33-35 million", else one."""
        last = self.word(number.last)
        return SCALES.get(last) or (ABBREVIATIONS.get(last) if number.last > number.first else None) or 1

    def _plausible_range(self, link: str, bottom: Decimal, high: Number, hyphen: bool) -> bool:
        if link == "or":
            return high.low <= bottom * Decimal("1.5") + 1
        if hyphen and self.hyphenated(high.last + 1) and self.lexemes[high.last + 2].kind == "n":
            return False  # 555-123-4567
        return True
