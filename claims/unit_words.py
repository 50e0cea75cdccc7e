"""Unit words and signs to units: "per cent" to "%", "US$" to USD, "miles an hour" to mph.

Currencies are ISO 4217 codes; physical units the usual symbols; durations "second" to "year".
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from claims.lexemes import Lexemes
from claims.unit_names import (
    CENTS,
    COINS,
    GLUED_ONLY,
    ISO_CODES,
    LETTER_PREFIXES,
    MONEY_WORDS,
    NATIONAL,
    PENCE,
    PER,
    PREFIX_CURRENCIES,
    SHARED_COINS,
    SPAN_WORDS,
    WORDS,
)

DURATIONS = frozenset({"year", "month", "week", "day", "hour", "minute", "second", "ms"})


def is_money(unit: str | None) -> bool:
    """True for a currency, which is an ISO 4217 code."""
    return unit is not None and len(unit) == 3 and unit.isalpha() and unit.isupper()


MILLIONS = frozenset({"musd", "meur", "mgbp", "mchf", "msek"})

_FALLING = frozenset("rain snow hail water rainfall snowfall precipitation ice".split())

JOINED = {phrase: unit for unit, words in WORDS.items() for phrase in words.split("|")}


class UnitFound(NamedTuple):
    """A unit behind or before a figure: the lexeme it reaches to, and the factor to the unit (cents: 0.01)."""

    edge: int
    unit: str
    factor: Decimal = Decimal(1)


def currency_before(reader: Lexemes, first: int) -> UnitFound | None:
    """A currency sign or code that ends right before lexeme `first`; `edge` is where it starts."""
    sign = reader.word(first - 1)
    if not sign:
        return None
    if sign == "$":
        return _dollars(reader, first)
    if sign == "." and reader.word(first - 2) in {"rs", "rp"}:
        return UnitFound(first - 2, PREFIX_CURRENCIES[reader.word(first - 2)])
    if sign in LETTER_PREFIXES and not reader.glued(first):
        return None
    if sign in {"kr"} and not reader.glued(first):
        return None
    if sign in PREFIX_CURRENCIES:
        return UnitFound(first - 1, PREFIX_CURRENCIES[sign])
    if sign in {"us", "a"} and reader.glued(first) and reader.word(first - 2) == "$":
        return UnitFound(first - 2, "USD" if sign == "us" else "AUD")  # "$US13.15"
    if sign in ISO_CODES and sign != "try" and reader.kind(first - 2) != "n":
        return UnitFound(first - 1, "CNY" if sign == "rmb" else sign.upper())
    return None


def _dollars(reader: Lexemes, first: int) -> UnitFound:
    prefix = reader.word(first - 2)
    code = PREFIX_CURRENCIES.get(prefix + "$")
    if code and (reader.glued(first - 1) or prefix in {"us", "hk", "nz", "au", "ca", "c"}):
        return UnitFound(first - 2, code)
    if prefix == "." and reader.word(first - 3) == "s" and reader.word(first - 5) == "u":
        return UnitFound(first - 5, "USD")
    return UnitFound(first - 1, "USD")


def unit_after(reader: Lexemes, last: int) -> UnitFound | None:
    """A unit that starts right after lexeme `last`, over one hyphen at most; `edge` is where it ends."""
    start = last + 1 + reader.hyphenated(last + 1)
    words = [reader.word(start + offset) for offset in range(5)]
    if not words[0]:
        return None
    return _money_after(reader, start, words) or _physical_after(reader, last, start, words)


def _money_after(reader: Lexemes, start: int, words: list[str]) -> UnitFound | None:
    if words[0] in {"u", "us"}:
        skip = 4 if words[:4] == ["u", ".", "s", "."] else 1
        if reader.word(start + skip) in {"dollar", "dollars", "cents"}:
            cents = reader.word(start + skip) == "cents"
            return UnitFound(start + skip, "USD", Decimal("0.01") if cents else Decimal(1))
    for length in (2, 1):
        nation = " ".join(words[:length])
        if nation in NATIONAL and words[length] in COINS | {"euros", "renminbi"}:
            return UnitFound(start + length, NATIONAL[nation])
    if words[0] in CENTS:
        return UnitFound(start, "USD", Decimal("0.01"))
    if words[0] == "p" and (reader.glued(start) or _priced(reader, start)):
        return UnitFound(start, "GBP", Decimal("0.01"))
    if words[0] in PENCE:
        return UnitFound(start, PENCE[words[0]], Decimal("0.01"))
    if words[:2] in (["pounds", "sterling"], ["pound", "sterling"]):
        return UnitFound(start + 1, "GBP")
    shared = _shared_coin(reader, start, words[0])
    if shared is not None:
        return UnitFound(start, shared)
    if words[0] in MONEY_WORDS:
        return UnitFound(start, MONEY_WORDS[words[0]])
    return _coded(start, words[0])


def _coded(start: int, word: str) -> UnitFound | None:
    """ "MEUR" and "USD" behind a figure."""
    if word in MILLIONS and word[1:] in ISO_CODES:
        return UnitFound(start, word[1:].upper(), Decimal(10**6))
    if word in ISO_CODES - {"try", "all", "php"}:
        return UnitFound(start, "CNY" if word == "rmb" else word.upper())
    return None


_NEAR = 60


def _shared_coin(reader: Lexemes, at: int, word: str) -> str | None:
    """Whose crowns or pesos they are, by the country named nearest; None where none is named."""
    if word not in COINS:
        return None
    nations = next((nations for stem, nations in SHARED_COINS.items() if word.startswith(stem)), ())
    for apart in range(1, _NEAR) if nations else ():
        for there in (at - apart, at + apart):
            for nation in nations:
                stem, code = nation.split()
                if reader.word(there).startswith(stem):
                    return code
    return None


def _physical_after(reader: Lexemes, last: int, start: int, words: list[str]) -> UnitFound | None:
    glued = reader.glued(start)
    for length in (6, 5, 4, 3, 2, 1):
        here = _join(reader, start, length)
        unit = JOINED.get(here)
        if unit is None:
            continue
        if length == 1 and here in GLUED_ONLY and not glued and not _spaced_symbol(here, last, reader):
            continue
        if here == "second" and start == last + 1 and reader.word(last) not in {"one", "1"}:
            continue
        return UnitFound(start + length - 1, unit)
    return None


def _spaced_symbol(symbol: str, last: int, reader: Lexemes) -> bool:
    """ "35 C", "5 m" and "300 PS" are read: a short symbol apart needs a numeral before it."""
    if symbol == "in":
        return reader.kind(last) == "n" and _is_inches(reader, last + 2)
    return symbol in {"m", "c", "g", "ps", "nm", "ha"} and reader.kind(last) == "n"


def _is_inches(reader: Lexemes, at: int) -> bool:
    """ "12 in of rain" and "15-25 in wide" measure; "12 in Kyiv" does not."""
    return reader.word(at) in {"wide", "tall", "thick"} or (reader.word(at) == "of" and reader.word(at + 1) in _FALLING)


def _priced(reader: Lexemes, at: int) -> bool:
    """ "down 68 p at 1112 p": the p of pence apart, where no sentence goes on behind it as "p. 4"."""
    return reader.kind(at - 1) == "n" and (reader.kind(at + 1) != "n") and reader.word(at + 2) != "m"


def _join(reader: Lexemes, start: int, length: int) -> str:
    """Text of some lexemes with single blanks where the text had any."""
    parts: list[str] = []
    for at in range(start, start + length):
        if at >= len(reader.lexemes):
            return ""
        if parts and not reader.glued(at):
            parts.append(" ")
        parts.append(reader.word(at))
    return "".join(parts)


def per_after(reader: Lexemes, last: int) -> tuple[int, str] | None:
    """A denominator behind a unit or noun: "per person", "a day", "/kg"; where it ends, and what it is."""
    word, after = reader.word(last + 1), reader.word(last + 2)
    if word in {"per", "/"} and after in PER:
        return last + 2, PER[after]
    if (
        word in {"a", "an", "each", "every"}
        and after in SPAN_WORDS
        and reader.word(last + 3) not in {"ago", "later", "earlier", "before"}
    ):
        return last + 2, PER[after]
    return None


def unit_symbol(word: str) -> str | None:
    """The symbol of a physical unit or duration by its name: "kilometre" is km; None where it is no unit."""
    return JOINED.get(word.lower())


def suspended_unit(reader: Lexemes, last: int) -> str | None:
    """The unit that a hanging hyphen borrows from the next figure: "a 7- or 8-inch screen"."""
    at = last + 1
    if reader.word(at) != "-" or not reader.glued(at) or reader.glued(at + 1):
        return None
    if reader.word(at + 1) not in {"to", "or", "and"} or reader.kind(at + 2) not in {"n", "w"}:
        return None
    unit = unit_after(reader, at + 2) if reader.hyphenated(at + 3) else None
    return None if unit is None else unit.unit
