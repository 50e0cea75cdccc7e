"""Scales behind a figure: "million", "bn", and the "m" of "5m people" told from that of "a 5m wall"."""

from __future__ import annotations

from decimal import Decimal

from claims.lexemes import Lexemes
from claims.number_words import ABBREVIATIONS, AMBIGUOUS, SCALES

# What follows a length, never a count.
_MEASURED = frozenset(
    """high tall wide long deep thick across wave waves below above away from to by x in of at on with for under over
    he she it the his her is was and""".split()
)


def scale_after(reader: Lexemes, last: int, money: bool = False) -> tuple[int, Decimal]:
    """Scale words and abbreviations behind lexeme `last`, multiplied: where they end, and the factor."""
    factor = Decimal(1)
    while True:
        step = 2 if reader.hyphenated(last + 1) else 1
        word = reader.word(last + step)
        if word in SCALES and word != "score":
            factor *= SCALES[word]
        elif factor == 1 and step == 1 and _abbreviated(reader, last + 1, word, money):
            factor *= ABBREVIATIONS[word]
        else:
            return last, factor
        last += step
        if factor > 10**18:
            return last, factor


def scale_at(reader: Lexemes, at: int) -> int | None:
    """The scale that lexeme `at` names; None for none and for the score of a match."""
    word = reader.word(at)
    if word == "score" and reader.word(at + 1) not in {"of", "or"}:
        return None
    return SCALES.get(word)


def _abbreviated(reader: Lexemes, at: int, word: str, money: bool) -> bool:
    if word not in ABBREVIATIONS:
        return False
    if len(word) > 1:
        return True
    if not reader.glued(at):
        return money and word in {"m", "b"}
    if word == "k" or money:
        return reader.word(at + 1) not in {"race", "run"}
    return word in AMBIGUOUS and word != "t" and _counts_things(reader, at + 1)


def _counts_things(reader: Lexemes, at: int) -> bool:
    """ "5m people" and "2.7m combined sales" count; "a 5m wall" measures."""
    reach = 6 if "." in reader.word(at - 2) else 1
    for there in range(at, at + reach):
        word = reader.word(there)
        if not word.isalpha() or (word in _MEASURED and not (word == "and" and there > at)) or reader.glued(there):
            return False
        plural = len(word) > 3 and word.endswith("s") and not word.endswith("ss")
        if plural or word in {"people", "children", "women", "men"}:
            return True
    return False
