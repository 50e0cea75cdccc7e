"""Figures with their hedges and units, as intervals: "at least 13", "$5-10 million", "in his 30s".

Works on lexemes alone; what the figure counts is read from the parse by `claims.measures`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from claims import hedges, not_quantities
from claims.changes import changed_from, compared, completed, is_change, joined
from claims.figures import Figure
from claims.hedges import Hedged
from claims.lexemes import Lexeme, Number, lex
from claims.numbers import NumberReader
from claims.special_figures import SpecialFigures
from claims.types import Quantity
from claims.unit_words import DURATIONS, UnitFound, currency_before, per_after, suspended_unit, unit_after

__all__ = ["Figure", "find_figures"]


def find_figures(text: str, calendar: Sequence[tuple[int, int]] = ()) -> list[Figure]:
    """Every quantity of a text in order, spans of dates and clock times (`calendar`, sorted) left out."""
    return _Finder(text, calendar).run()


_INSIDE: Final[dict[str, hedges.Hedge]] = {"within": "at_most", "inside": "less_than"}
_DISTANCES = frozenset({"km", "mi", "m", "ft", "nmi", "km/h", "mph", "%", "pp"})


class _Finder:
    """One pass over one text."""

    def __init__(self, text: str, calendar: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.lexemes: list[Lexeme] = lex(text)
        self.reader = NumberReader(self.lexemes)
        self.calendar = calendar
        self._ends = [end for _, end in calendar]
        self._special = SpecialFigures(text, self.reader, self._in_calendar)

    def run(self) -> list[Figure]:
        found: list[Figure] = []
        at = 0
        while at < len(self.lexemes):
            if self._in_calendar(self.lexemes[at].start):
                at += 1
                continue
            currency = currency_before(self.reader, at) if self.lexemes[at].kind != "w" or at else None
            first = at if currency is None else currency.edge
            changed = changed_from(self.reader, first)
            number = self._number(at, currency, changed or self._reached(found, first))
            if number is None or self._in_calendar(self.lexemes[number.last].start):
                decade = self._special.read_decade(at) if number is None else None
                if decade is not None:
                    found.append(decade)
                at += 1
                continue
            skip = not_quantities.span_of_non_quantity(self.text, self.reader, number, currency is not None)
            if skip is not None:
                at = max(skip, at) + 1
                continue
            figure = self._special.read(number) or self._plain(number, currency, found[-1] if found else None)
            figure = replace(figure, superseded=changed or compared(self.text, figure.start, figure.end))
            self._add(found, figure, number)
            at = self._lexeme_at(figure.end, number.last) + 1
        return found

    def _reached(self, found: list[Figure], first: int) -> bool:
        """ "from $160 to $180 to $200": another step of a change, where the old figure was no range."""
        if not found or not found[-1].superseded or found[-1].quantity.interval.exact is None:
            return False
        return self.text[found[-1].end : self.lexemes[first].start] == " to "

    def _number(self, at: int, currency: UnitFound | None, changed: bool) -> Number | None:
        """The figure that starts here; "from 72 to 45" and "rose 12 to 13,176" are two, not a range."""
        number = self.reader.read(at, money=currency is not None)
        if number is not None and number.shape == "range" and self.reader.word(at) in {"a", "an", "half"}:
            share = self.reader.read(at, ranges=False)
            if share is not None and share.shape == "fraction" and is_change(self.reader, at):
                return share  # "fell by a third to 2.4 billion"
        if number is None or number.shape != "range" or number.high is None:
            return number
        level = number.high >= 10 * number.low and is_change(self.reader, at)
        hyphened = any(self.reader.hyphenated(here) for here in range(number.first, number.last))
        single = level or (changed and not hyphened and not self._goes_on(number))
        return self.reader.read(at, currency is not None, ranges=False) if single else number

    def _goes_on(self, number: Number) -> bool:
        """ "from 5 to 7 per cent to 3 to 5 per cent": the range is the old figure, for another follows."""
        unit = unit_after(self.reader, number.last)
        last = number.last if unit is None else unit.edge
        return self.reader.word(last + 1) == "to" and self.reader.kind(last + 2) == "n"

    def _add(self, found: list[Figure], figure: Figure, number: Number) -> None:
        """Joins the figure to the one before where both make one, or lets a change complete both ends."""
        if found:
            reached = len(found) > 1 and found[-2].superseded and self.text[found[-2].end : found[-1].start] == " to "
            whole = None if reached else joined(self.text, found[-1], figure)
            if whole is not None:
                found[-1] = whole
                return
            scale = self.reader.scale_of(number)
            found[-1], figure = completed(self.text, found[-1], figure, scale)
        found.append(figure)

    def _in_calendar(self, start: int) -> bool:
        index = bisect_left(self._ends, start + 1)
        return index < len(self.calendar) and self.calendar[index][0] <= start

    def _lexeme_at(self, end: int, least: int) -> int:
        while least + 1 < len(self.lexemes) and self.lexemes[least + 1].end <= end:
            least += 1
        return least

    # -- one figure

    def _plain(self, number: Number, money: UnitFound | None, previous: Figure | None) -> Figure:
        first, last = number.first, number.last
        unit = money or unit_after(self.reader, last) or self._unit_of_vague(number)
        low, high, name, attributive = number.low, number.high, None, False
        if money is not None:
            first = money.edge
            name = money.unit
        elif unit is not None:
            attributive = self.reader.hyphenated(last + 1) or self.reader.glued(last + 1)
            name, last = self._torque(unit), unit.edge
            low, high = low * unit.factor, None if high is None else high * unit.factor
        else:
            name = suspended_unit(self.reader, last)
        if number.shape == "range" and self.reader.word(first - 1) == "between":
            first -= 1
        first, sign = self._signed(number, first, name)
        if sign < 0:
            low, high = -(high if high is not None else low), -low
        hedged = self._hedged(number, first, last, name)
        after = hedges.find_after(self.reader, last) if hedged.hedge in {"exact", "about"} else None
        if after is not None and not hedges.approximates(after[1]):
            last, hedged = after[0], Hedged(hedged.first, after[1], hedged.hedge == "about")
        elif after is not None:
            last, hedged = after[0], Hedged(hedged.first, after[1])
        per = per_after(self.reader, last) if name is not None else self._rate(last)
        if per is not None:
            last = per[0]
        bracketed = self.reader.word(hedged.first - 1) == "(" and previous is not None
        if bracketed and previous is not None and hedged.hedge == "exact" and self._explains(previous, hedged, name):
            hedged = Hedged(hedged.first, previous.hedge)
        return self._built(number, hedged, last, (low, high), name, per[1] if per else None, bracketed, attributive)

    def _rate(self, last: int) -> tuple[int, str] | None:
        """ "12.4 per 100,000 residents": a rate's denominator is no second figure."""
        if self.reader.word(last + 1) != "per":
            return None
        base = self.reader.read(last + 2, ranges=False)
        return None if base is None or base.shape != "plain" else (base.last, f"{base.low:,f}".removesuffix(".0"))

    def _torque(self, unit: UnitFound) -> str:
        """ "450 Nm" is torque, "a 7nm chip" a length: only the capital tells them apart."""
        lexeme = self.lexemes[unit.edge]
        return "Nm" if self.text[lexeme.start : lexeme.end] == "Nm" else unit.unit

    def _hedged(self, number: Number, first: int, last: int, unit: str | None) -> Hedged:
        hedged = hedges.find_before(self.reader, first, self.reader.word(last + 1))
        if hedged.hedge == "exact" and self.reader.word(first - 1) in {"a", "an"} and unit is not None:
            hedged = hedges.find_before(self.reader, first - 1, unit)  # "approximately a 1,700-square-mile area"
            hedged = hedged if hedges.approximates(hedged.hedge) else Hedged(first, "exact")
        if hedged.hedge == "exact" and self.reader.word(first - 1) in _INSIDE and unit in DURATIONS | _DISTANCES:
            return Hedged(first - 1, _INSIDE[self.reader.word(first - 1)])
        if unit in DURATIONS and hedged.hedge == "more_than" and self.reader.word(hedged.first) == "over":
            return hedges.find_before(self.reader, number.first, unit or "")
        return hedged

    def _unit_of_vague(self, number: Number) -> UnitFound | None:
        """ "tens of thousands of dollars", "half a mile", "a quarter of an hour"."""
        if number.shape not in {"vague", "fraction"} or not number.wordy:
            return None
        at = number.last + 1
        of = self.reader.word(at) == "of"
        if number.shape == "vague":
            return unit_after(self.reader, at) if of else None
        at += of
        ones = {"a", "an", "one", "1"}  # "a tenth of one per cent"
        return unit_after(self.reader, at) if self.reader.word(at) in ones else None

    def _built(
        self, number: Number, hedged: Hedged, last: int, ends: tuple[Decimal, Decimal | None], unit: str | None,
        per: str | None, bracketed: bool, attributive: bool,
    ) -> Figure:  # fmt: skip
        start, end = self.lexemes[hedged.first].start, self.lexemes[last].end
        vague = number.shape == "vague"
        interval = hedges.bounded(*ends, hedged.hedge, hedged.blurred)
        approximate = vague or hedged.blurred or hedges.approximates(hedged.hedge)
        return Figure(
            start, end, self.lexemes[number.first].start, self.lexemes[number.last].end,
            Quantity(interval, self.text[start:end], unit, approximate, per),
            "measure" if unit else "count", hedged.hedge, self._is_one(number), bracketed, attributive, vague,
        )  # fmt: skip

    def _is_one(self, number: Number) -> bool:
        return number.first == number.last and self.reader.word(number.first) == "one"

    def _signed(self, number: Number, first: int, unit: str | None) -> tuple[int, int]:
        """ "minus 5", "-5°C": a sign that no range, bullet or hyphenated word explains."""
        word = self.reader.word(first - 1)
        if word in {"minus", "negative"} and self.reader.word(first - 2) != "or":
            return first - 1, -1
        if self.reader.hyphenated(first - 1) and self.reader.word(first - 2) == "minus":
            return first - 2, -1
        if word in {"-", "−", "–"} and self.reader.glued(first) and not self.reader.glued(first - 1):
            decimal = "." in self.reader.word(number.first) and unit is None
            return (first - 1, -1) if unit in {"°C", "°F", "°", "%"} or word == "−" or decimal else (first, 1)
        return first, 1

    def _explains(self, previous: Figure, hedged: Hedged, unit: str | None) -> bool:
        between = self.text[previous.end : self.lexemes[hedged.first].start]
        return unit is not None and previous.quantity.unit is not None and len(between) <= 4
