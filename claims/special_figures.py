"""Figures read by their own rules: ages ("a 10-year-old", "in his 30s"), magnitudes, ratios ("one in five")."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from claims import hedges
from claims.figures import Figure, Role
from claims.hedges import Hedged
from claims.lexemes import Number
from claims.numbers import NumberReader
from claims.types import Quantity

_RATIO_MAX = 20
_TIME_WORDS = frozenset("days weeks months years hours minutes seconds nights decades games matches".split())
_AGE_AFTER = re.compile(r"[\s-]{1,2}(year|month|week|day)s?[\s-]{1,2}olds?\b", re.I)
_AGED_BEFORE = re.compile(r"\b(?:aged?|ages|aged between|age of|ages of|at age)\s{1,2}$", re.I)
_AGED_LIST = re.compile(
    r"\b(?:aged|ages)\s(?:(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?:,\s(?:and\s)?|\sand\s))+$",
    re.I,
)
"""Of "aged 7, 9 and 12" what stands before the last."""
_OF_SIX = re.compile(r"\b(?:boy|girl|child|toddler|man|woman|son|daughter|teenager)\sof\s$", re.I)
_COUNTED = re.compile(
    r"\s(?!(?:was|were|is|are|has|had|died|dies|who|and|in|at|on|from|by|after|when|told|said)\b)[a-z]"
)
_GROUPED_AGE = re.compile(r"[\s-](?:age[\s-](?:group|bracket|range)|age\b)", re.I)
_UNDER_AGE = re.compile(
    r"\b(?:voters|people|adults|children|men|women|players|workers|those|anyone|everyone|patients|drivers|girls|boys|"
    r"users|residents|citizens|youths|males|females|students)\s(?:aged\s)?(?:under|over)\s(?:the\sage\sof\s)?$",
    re.I,
)
_THIRTIES = re.compile(r"\b(?:his|her|their|my|your|our)\s(?:(early|mid|late)[\s-])?$", re.I)
_TEENS = 13
_DECADES = {
    "teens": _TEENS, "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
    "eighties": 80, "nineties": 90,
}  # fmt: skip
_MAGNITUDE = re.compile(r"\bmagnitude[\s-](?:of\s)?(?:about\s|around\s)?$", re.I)
_MAGNITUDE_AFTER = re.compile(r"[\s-]magnitude\b", re.I)
_TIMES = re.compile(r"\s?(?:-|\s)?(times|fold|x|×)\b", re.I)
_TIMES_MORE = re.compile(
    r"\s(?:as|more|the|higher|larger|bigger|greater|faster|its|their|his|her|less|lower|earnings|book|sales|revenue|"
    r"over|likelier|stronger|worse|better|longer|what|that)\b",
    re.I,
)
_TO_ONE = re.compile(r"(?:\s|-)to(?:\s|-)(?:one|1)\b(?![\d.,]*\d)", re.I)
_VOTED = re.compile(r"\b(?:vote[ds]?|voting|won|win|lost|beat|score|draw|drew|ruled|decision)\b", re.I)
_WEIGHED = re.compile(r"\b(?:margin|ratio|odds|outnumber\w*)\b", re.I)
_ONE_IN = re.compile(r"\s(?:[a-z]{3,15}\s)?(?:in|out of)\s(?:every\s)?$", re.I)


class SpecialFigures:
    """Reads ages, magnitudes and ratios of one text. `in_calendar` says whether a date begins at an offset."""

    def __init__(self, text: str, reader: NumberReader, in_calendar: Callable[[int], bool]) -> None:
        self.text = text
        self.reader = reader
        self.lexemes = reader.lexemes
        self._in_calendar = in_calendar

    def read(self, number: Number) -> Figure | None:
        """The figure, where it is of a special kind."""
        start, end = self.lexemes[number.first].start, self.lexemes[number.last].end
        return self._age(number, start, end) or self._magnitude(number, start, end) or self._ratio(number, start, end)

    def read_decade(self, at: int) -> Figure | None:
        """ "in their twenties", "in her late forties": an age told by its ten years in a word."""
        low = _DECADES.get(self.reader.word(at))
        if low is None:
            return None
        start, end = self.lexemes[at].start, self.lexemes[at].end
        decade = _THIRTIES.search(self.text, max(0, start - 24), start)
        if decade is None:
            return None
        number = Number(at, at, Decimal(low), Decimal(low), "plain", True)
        if low == _TEENS:
            return self._built(number, start, end, Decimal(low), Decimal(19), "year", "age")
        return self._in_decade(number, decade, start, end)

    def _in_decade(self, number: Number, decade: re.Match[str], start: int, end: int) -> Figure:
        low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get((decade[1] or "").lower(), (0, 9))
        begin = start - len(decade[1]) - 1 if decade[1] else start
        return self._built(number, begin, end, number.low + low, number.low + high, "year", "age")

    def _hedged(
        self, number: Number, end: int, low: Decimal, high: Decimal | None, unit: str | None, role: Role
    ) -> Figure:
        """The figure with the hedge before it and, failing that, behind it."""
        hedged = hedges.find_before(self.reader, number.first, "")
        start = self.lexemes[hedged.first].start
        if hedged.hedge == "exact":
            last = number.last
            while last + 1 < len(self.lexemes) and self.lexemes[last + 1].end <= end:
                last += 1
            after = hedges.find_after(self.reader, last)
            if after is not None:
                end, hedged = self.lexemes[after[0]].end, Hedged(hedged.first, after[1])
        return self._built(number, start, end, low, high, unit, role, hedged)

    def _built(
        self, number: Number, start: int, end: int, low: Decimal, high: Decimal | None, unit: str | None, role: Role,
        hedged: Hedged | None = None,
    ) -> Figure:  # fmt: skip
        core = (self.lexemes[number.first].start, self.lexemes[number.last].end)
        hedge, blurred = (hedged.hedge, hedged.blurred) if hedged else ("exact", False)
        interval = hedges.bounded(low, high, hedge, blurred)
        quantity = Quantity(interval, self.text[start:end], unit, blurred or hedges.approximates(hedge))
        return Figure(start, end, *core, quantity, role, hedge)

    # -- ages and magnitudes

    def _age(self, number: Number, start: int, end: int) -> Figure | None:
        before = self.text[max(0, start - 24) : start]
        after = _AGE_AFTER.match(self.text, end)
        if after:
            return self._hedged(number, after.end(), number.low, number.high, after[1].lower(), "age")
        if number.low > 120 or number.high is None:
            return None
        decade = _THIRTIES.search(before)
        if decade and self.reader.word(number.last + 1) == "s" and self.reader.glued(number.last + 1):
            return self._in_decade(number, decade, start, end + 1)
        of_six = _OF_SIX.search(before) and not _COUNTED.match(self.text, end)  # "a girl of six died"
        older = _UNDER_AGE.search(self.text, max(0, start - 40), start) and number.low >= 3
        grouped = _GROUPED_AGE.match(self.text, end)
        listed = _AGED_LIST.search(self.text, max(0, start - 60), start) and not _COUNTED.match(self.text, end)
        if listed or of_six or _AGED_BEFORE.search(before) or grouped or (older and number.high == number.low):
            return self._hedged(number, end, number.low, number.high, "year", "age")
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
        plain = self._built(number, start, end, number.low, number.high, None, "magnitude")
        return replace(plain, start=begin, end=stop)

    # -- ratios

    def _ratio(self, number: Number, start: int, end: int) -> Figure | None:
        """ "three times as many", "sixfold" and "three to one" have unit ×; "one in five" is 0.2."""
        if self.reader.word(number.last).endswith("fold") or self.reader.word(number.first) == "twice":
            return self._hedged(number, end, number.low, number.high, "×", "ratio")
        times = _TIMES.match(self.text, end)
        if times and (times[1].lower() != "times" or _TIMES_MORE.match(self.text, times.end())):
            return self._hedged(number, times.end(), number.low, number.high, "×", "ratio")
        return self._to_one(number, start, end) or self._one_in(number, end)

    def _to_one(self, number: Number, start: int, end: int) -> Figure | None:
        """ "outnumbered three to one", "a 10-to-1 margin"; "voted 8 to 1" sets sides against each other."""
        link = _TO_ONE.match(self.text, end)
        if link is None or number.low <= 1 or number.shape != "plain":
            return None
        around = self.text[max(0, start - 40) : start] + self.text[link.end() : link.end() + 20]
        if _VOTED.search(around) and not _WEIGHED.search(around):
            return None
        return self._hedged(number, link.end(), number.low, number.high, "×", "ratio")

    def _one_in(self, number: Number, end: int) -> Figure | None:
        """ "one in five", "one man in five", "three out of every ten": a share, where the base is round or small."""
        if number.low > _RATIO_MAX or number.shape != "plain":
            return None
        for at in range(number.last + 2, min(number.last + 6, len(self.lexemes))):
            base = self.reader.read(at, ranges=False)
            if base is None or base.shape != "plain":
                continue
            between = self.text[end : self.lexemes[at].start]
            few = number.low < base.low <= 10 and between.strip() in {"in", "out of"} and self._shares(base.last + 1)
            few = few or (base.low == 10 and between.strip() in {"in", "out of"} and not number.first)
            small = number.low == 1 or "every" in between or few
            apart = not number.low < base.low or self._in_calendar(self.lexemes[at].start)
            if not _ONE_IN.fullmatch(between) or not small or apart:
                return None
            value = number.low / base.low
            return self._hedged(number, self.lexemes[base.last].end, value, value, None, "ratio")
        return None

    def _shares(self, at: int) -> bool:
        """True where "two in three" is followed by those of whom it is a share: "voters", "of them", "or more"."""
        word = self.reader.word(at)
        if word in {"people", "women", "men", "children", "of", "or"}:
            return True
        return word.endswith("s") and word not in _TIME_WORDS
