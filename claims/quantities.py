"""Figures with their hedges and units, as intervals: "at least 13", "$5-10 million", "in his 30s".

Works on lexemes alone; what the figure counts is read from the parse by `claims.measures`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from claims import hedges, not_quantities
from claims.hedges import Hedge
from claims.numbers import Lexeme, Number, NumberReader, lex
from claims.types import Quantity
from claims.unit_words import DURATIONS, currency_before, per_after, unit_after

Role = Literal["count", "measure", "age", "ratio", "magnitude"]

_RATIO_MAX = 20


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity at its place: [start, end) with hedge and unit, [core_start, core_end) the numeral alone.

    `role` says how to look for what it counts; `one` marks the word "one", which is often no figure;
    `bracketed` a figure in brackets that explains the one before; `attributive` a unit glued to a noun
    ("1,000km front line"); `superseded` the old figure of a change ("from 72 to 45").
    """

    start: int
    end: int
    core_start: int
    core_end: int
    quantity: Quantity
    role: Role
    hedge: Hedge = "exact"
    one: bool = False
    bracketed: bool = False
    attributive: bool = False
    vague: bool = False
    superseded: bool = False


_CHANGES = frozenset(
    """rose rise rises risen rising fell fall falls fallen falling increased increase increases increasing cut cuts
    revised raised raise raises raising lowered lower dropped drop drops dropping grew grow grows grown declined
    decline declines slowed slow jumped jump jumps climbed climb climbs slid slipped lifted reduced reduce reduces
    expanded expand updated went up down plummeted plunged surged soared tumbled shrank shrunk halved doubled
    tripled narrowed widened upgraded downgraded corrected changed moved""".split()
)
_TIME_WORDS = frozenset("days weeks months years hours minutes seconds nights decades games matches".split())
_AGE_AFTER = re.compile(r"[\s-]{1,2}(year|month|week|day)s?[\s-]{1,2}olds?\b", re.I)
_AGED_BEFORE = re.compile(r"\b(?:aged?|ages|aged between|age of|ages of|at age)\s{1,2}$", re.I)
_THIRTIES = re.compile(r"\b(?:his|her|their|my|your|our)\s(?:(early|mid|late)[\s-])?$", re.I)
_OLDER_THAN = re.compile(r"\b(?:over|under|above|below)[\s-]$", re.I)
_MAGNITUDE = re.compile(r"\bmagnitude[\s-](?:of\s)?(?:about\s|around\s)?$", re.I)
_MAGNITUDE_AFTER = re.compile(r"[\s-]magnitude\b", re.I)
_TIMES = re.compile(r"\s?(?:-|\s)?(times|fold|x|×)\b", re.I)
_TIMES_MORE = re.compile(
    r"\s(?:as|more|the|higher|larger|bigger|greater|faster|its|their|his|her|less|lower|earnings|book|sales|revenue|"
    r"over|likelier|stronger|worse|better|longer|what|that)\b",
    re.I,
)
_ONE_IN = re.compile(r"\s(?:[a-z]{3,15}\s)?(?:in|out of)\s(?:every\s)?$", re.I)


def find_figures(text: str, calendar: Sequence[tuple[int, int]] = ()) -> list[Figure]:
    """Every quantity of a text in order, spans of dates and clock times (`calendar`, sorted) left out."""
    return _Finder(text, calendar).run()


class _Finder:
    """One pass over one text."""

    def __init__(self, text: str, calendar: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.lexemes: list[Lexeme] = lex(text)
        self.reader = NumberReader(self.lexemes)
        self.calendar = calendar
        self._ends = [end for _, end in calendar]

    def run(self) -> list[Figure]:
        found: list[Figure] = []
        at = 0
        while at < len(self.lexemes):
            lexeme = self.lexemes[at]
            calendar_end = self._calendar_end(lexeme.start)
            if calendar_end is not None:
                at += 1
                continue
            currency = currency_before(self.reader, at) if lexeme.kind != "w" or at else None
            changed = self._changed_from(at if currency is None else currency.edge)
            number = self.reader.read(at, money=currency is not None, ranges=not changed)
            if number is not None and number.shape == "range" and number.high is not None:
                level = number.high >= 10 * number.low and self._changes_before(at)
                number = self.reader.read(at, currency is not None, ranges=False) if level else number
            if number is None or self._in_calendar(number):
                at += 1
                continue
            skip = not_quantities.span_of_non_quantity(self.text, self.reader, number, currency is not None)
            if skip is not None:
                at = max(skip, at) + 1
                continue
            figure = self._figure(number, found[-1] if found else None)
            figure = replace(figure, superseded=changed)
            if found and (joined := self._joined(found[-1], figure)):
                found[-1] = joined
            else:
                found.append(figure)
            at = self._lexeme_at(figure.end, number.last) + 1
        return found

    def _changed_from(self, first: int) -> bool:
        """ "fell from 72 to 45": the figure after "from" is the old one."""
        if self.reader.word(first - 1) != "from":
            return False
        return any(self.reader.word(back) in _CHANGES for back in range(max(0, first - 12), first - 1))

    def _changes_before(self, first: int) -> bool:
        """ "rose 12 to 13,176": a change and the level that it led to."""
        return self.reader.word(first - 1) in _CHANGES or self.reader.word(first - 2) in _CHANGES

    def _changes_by(self, figure: Figure) -> bool:
        """ "up 10.4 cents to $2.24": the first figure is the change, the second the level."""
        words = self.text[max(0, figure.start - 24) : figure.start].lower().split()
        return bool(_CHANGES.intersection(words[-3:])) and "from" not in words[-2:]

    def _joined(self, low: Figure, high: Figure) -> Figure | None:
        """One range of two figures with a unit each: "between 15kHz and 17kHz", "$62 to $68"."""
        link = self.text[low.end : high.start].strip()
        same = low.quantity.unit is not None and low.quantity.unit == high.quantity.unit and not low.superseded
        if not same or low.hedge != "exact" or high.hedge != "exact" or low.role != "measure":
            return None
        opener = self.text[max(0, low.start - 9) : low.start].lower().split()
        between = link == "and" and opener[-1:] == ["between"]
        if not (between or link in {"to", "-", "–"}) or (link == "to" and self._changes_by(low)):
            return None
        bottom, top = low.quantity.interval.exact, high.quantity.interval.exact
        if bottom is None or top is None or bottom >= top:
            return None
        text = self.text[low.start : high.end]
        quantity = replace(high.quantity, interval=hedges.bounded(bottom, top, "exact"), text=text)
        return replace(low, end=high.end, core_end=high.core_end, quantity=quantity)

    def _calendar_end(self, start: int) -> int | None:
        index = bisect_left(self._ends, start + 1)
        if index < len(self.calendar) and self.calendar[index][0] <= start:
            return self.calendar[index][1]
        return None

    def _in_calendar(self, number: Number) -> bool:
        return self._calendar_end(self.lexemes[number.last].start) is not None

    def _lexeme_at(self, end: int, least: int) -> int:
        while least + 1 < len(self.lexemes) and self.lexemes[least + 1].end <= end:
            least += 1
        return least

    # -- one figure

    def _figure(self, number: Number, previous: Figure | None) -> Figure:
        start, end = self.lexemes[number.first].start, self.lexemes[number.last].end
        special = (
            self._age(number, start, end) or self._magnitude(number, start, end) or self._ratio(number, start, end)
        )
        return special or self._plain(number, previous)

    def _plain(self, number: Number, previous: Figure | None) -> Figure:
        first, last = number.first, number.last
        money = currency_before(self.reader, first)
        unit = money or unit_after(self.reader, last)
        low, high, name, attributive = number.low, number.high, None, False
        if money is not None:
            first = money.edge
            name = money.unit
        elif unit is not None:
            attributive = self.reader.hyphenated(last + 1) or self.reader.glued(last + 1)
            name, last = unit.unit, unit.edge
            low, high = low * unit.factor, None if high is None else high * unit.factor
        if number.shape == "range" and self.reader.word(first - 1) == "between":
            first -= 1
        first, sign = self._signed(first, name)
        if sign < 0:
            low, high = -(high if high is not None else low), -low
        first, hedge = hedges.find_before(self.reader, first, self.reader.word(last + 1) or "")
        if name in DURATIONS and hedge == "more_than" and self.reader.word(first) == "over":
            first, hedge = hedges.find_before(self.reader, number.first, name or "")
        after = hedges.find_after(self.reader, last) if hedge == "exact" else None
        if after is not None:
            last, hedge = after
        per = per_after(self.reader, last) if name is not None else None
        if per is not None:
            last = per[0]
        bracketed = self.reader.word(first - 1) == "(" and previous is not None
        if bracketed and previous is not None and hedge == "exact" and self._explains(previous, first, name):
            hedge = previous.hedge
        return self._built(number, first, last, low, high, hedge, name, per[1] if per else None, bracketed, attributive)

    def _built(
        self, number: Number, first: int, last: int, low: Decimal, high: Decimal | None, hedge: Hedge,
        unit: str | None, per: str | None, bracketed: bool, attributive: bool,
    ) -> Figure:  # fmt: skip
        start, end = self.lexemes[first].start, self.lexemes[last].end
        vague = number.shape == "vague"
        quantity = Quantity(
            hedges.bounded(low, high, hedge), self.text[start:end], unit, vague or hedges.approximates(hedge), per
        )
        return Figure(
            start, end, self.lexemes[number.first].start, self.lexemes[number.last].end, quantity,
            "measure" if unit else "count", hedge, self._is_one(number), bracketed, attributive, vague,
        )  # fmt: skip

    def _is_one(self, number: Number) -> bool:
        return number.first == number.last and self.reader.word(number.first) == "one"

    def _signed(self, first: int, unit: str | None) -> tuple[int, int]:
        """ "minus 5", "-5°C": a sign that no range or hyphenated word explains."""
        word = self.reader.word(first - 1)
        if word == "minus":
            return first - 1, -1
        if self.reader.hyphenated(first - 1) and self.reader.word(first - 2) == "minus":
            return first - 2, -1
        if word in {"-", "−", "–"} and self.reader.glued(first) and not self.reader.glued(first - 1):
            return (first - 1, -1) if unit in {"°C", "°F", "°", "%"} or word == "−" else (first, 1)
        return first, 1

    def _explains(self, previous: Figure, first: int, unit: str | None) -> bool:
        between = self.text[previous.end : self.lexemes[first].start]
        return unit is not None and previous.quantity.unit is not None and len(between) <= 4

    # -- ages, magnitudes, ratios

    def _shares(self, at: int) -> bool:
        """True where "two in three" is followed by those of whom it is a share: "voters", "of them"."""
        word = self.reader.word(at)
        return word in {"people", "women", "men", "children", "of"} or (word.endswith("s") and word not in _TIME_WORDS)

    def _special(
        self, number: Number, start: int, end: int, low: Decimal, high: Decimal | None, unit: str | None, role: Role,
        hedge: Hedge = "exact",
    ) -> Figure:  # fmt: skip
        core = (self.lexemes[number.first].start, self.lexemes[number.last].end)
        quantity = Quantity(hedges.bounded(low, high, hedge), self.text[start:end], unit, hedges.approximates(hedge))
        return Figure(start, end, *core, quantity, role, hedge)

    def _age(self, number: Number, start: int, end: int) -> Figure | None:
        before = self.text[max(0, start - 24) : start]
        after = _AGE_AFTER.match(self.text, end)
        if after:
            first, hedge = hedges.find_before(self.reader, number.first, "")
            begin = self.lexemes[first].start
            return self._special(number, begin, after.end(), number.low, number.high, after[1].lower(), "age", hedge)
        if number.low > 120 or number.high is None:
            return None
        decade = _THIRTIES.search(before)
        if decade and self.reader.word(number.last + 1) == "s" and self.reader.glued(number.last + 1):
            low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get((decade[1] or "").lower(), (0, 9))
            begin = start - len(decade[1]) - 1 if decade[1] else start
            return self._special(number, begin, end + 1, number.low + low, number.low + high, "year", "age")
        aged = _AGED_BEFORE.search(before)
        if aged:
            first, hedge = hedges.find_before(self.reader, number.first, "")
            return self._special(number, self.lexemes[first].start, end, number.low, number.high, "year", "age", hedge)
        return None

    def _magnitude(self, number: Number, start: int, end: int) -> Figure | None:
        if number.low > 12 or number.shape == "vague":
            return None
        before = _MAGNITUDE.search(self.text, max(0, start - 28), start)
        after = _MAGNITUDE_AFTER.match(self.text, end)
        if not before and not after:
            return None
        begin = before.start() if before else start
        stop = end if before else after.end() if after else end
        return replace(
            self._special(number, start, end, number.low, number.high, None, "magnitude"), start=begin, end=stop
        )

    def _ratio(self, number: Number, start: int, end: int) -> Figure | None:
        """ "three times as many" has unit ×; "one in five" is 0.2."""
        if self.reader.word(number.last).endswith("fold") or self.reader.word(number.first) == "twice":
            first, hedge = hedges.find_before(self.reader, number.first, "")
            begin = self.lexemes[first].start
            return self._special(number, begin, end, number.low, number.high, "×", "ratio", hedge)
        times = _TIMES.match(self.text, end)
        if times and (times[1].lower() != "times" or _TIMES_MORE.match(self.text, times.end())):
            first, hedge = hedges.find_before(self.reader, number.first, "")
            begin = self.lexemes[first].start
            return self._special(number, begin, times.end(), number.low, number.high, "×", "ratio", hedge)
        return self._one_in(number, start, end)

    def _one_in(self, number: Number, start: int, end: int) -> Figure | None:
        """ "one in five", "one man in five", "three out of every ten": a share, where the base is round or small."""
        if number.low > _RATIO_MAX or number.shape != "plain":
            return None
        for at in range(number.last + 2, min(number.last + 6, len(self.lexemes))):
            base = self.reader.read(at)
            if base is None or base.shape != "plain":
                continue
            between = self.text[end : self.lexemes[at].start]
            ratio = _ONE_IN.fullmatch(between)
            few = number.low < base.low <= 10 and between.strip() in {"in", "out of"} and self._shares(base.last + 1)
            small = number.low == 1 or "every" in between or few
            if not ratio or not small or not number.low < base.low or self._calendar_end(self.lexemes[at].start):
                return None
            value = number.low / base.low
            first, hedge = hedges.find_before(self.reader, number.first, "")
            stop = self.lexemes[base.last].end
            return self._special(number, self.lexemes[first].start, stop, value, value, None, "ratio", hedge)
        return None
