"""A text as words, numerals and signs, and the figure as it is read from them.

One pass from left to right, so that a megabyte of digits costs no more than a megabyte of prose.
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
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?(?!\d)"  # 12,34,567 (Indian)
    r"|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?:\.\d+)?(?!\d)"  # 1 000 000 with hard spaces
    r"|\d{1,3}(?: \d{3}){2,}(?!\d)|\d{1,3} 000(?!\d)"  # 1 000 000, 13 000
    r"|\d{1,3}(?:\.\d{3}){2,}(?!\d)"  # 1.000.000
    r"|\d+(?:\.\d+)?"
    r"|(?<![\w.])\.\d+"
)
_LEXEME = re.compile(
    rf"(?P<n>{_NUMERAL})|(?P<f>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])|(?P<w>[^\W\d_]+(?:['’][^\W\d_]{{1,3}})?)|(?P<s>[^\w\s]|_)"
)
_GLYPHS = {
    "½": "0.5", "⅓": "1/3", "⅔": "2/3", "¼": "0.25", "¾": "0.75", "⅕": "0.2", "⅖": "0.4", "⅗": "0.6", "⅘": "0.8",
    "⅙": "1/6", "⅚": "5/6", "⅛": "0.125", "⅜": "0.375", "⅝": "0.625", "⅞": "0.875",
}  # fmt: skip
HYPHENS = "-‐‑–−"


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


def exactly(first: int, last: int, value: Decimal, shape: Shape = "plain", wordy: bool = True) -> Number:
    """A figure of one value."""
    return Number(first, last, value, value, shape, wordy)


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


class Lexemes:
    """The lexemes of one text, and how they stand to each other."""

    def __init__(self, lexemes: Sequence[Lexeme]) -> None:
        self.lexemes = lexemes

    def word(self, at: int) -> str:
        """Lower-cased text of a lexeme, empty beyond the ends."""
        return self.lexemes[at].text if 0 <= at < len(self.lexemes) else ""

    def kind(self, at: int) -> str:
        """Kind of a lexeme, empty beyond the ends."""
        return self.lexemes[at].kind if 0 <= at < len(self.lexemes) else ""

    def glued(self, at: int) -> bool:
        """True where nothing stands between this lexeme and the one before."""
        return 0 < at < len(self.lexemes) and self.lexemes[at - 1].end == self.lexemes[at].start

    def hyphenated(self, at: int) -> bool:
        """True where lexeme `at` is a hyphen glued to both neighbours."""
        return self.word(at) in HYPHENS and bool(self.word(at)) and self.glued(at) and self.glued(at + 1)
