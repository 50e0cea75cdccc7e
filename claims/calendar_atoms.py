"""The smallest calendar expressions: one day, one hour, one month, each found by its own pattern.

`find_atoms` reads them off the text one by one; `claims.periods` joins neighbours ("6pm on Monday") and
reads what stands before them ("as of", "since", "from … to").
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Literal

from claims.calendar_clock import Clock, Window, first_of, real_date, shifted
from claims.calendar_words import (
    HOLIDAYS,
    MONTHS,
    ORDINALS,
    PARTS_OF_DAY,
    WEEKDAYS,
    speaks_of_future,
    zone_named,
)
from claims.calendar_years import is_year

Kind = Literal["day", "clock", "part", "wide"]


@dataclass(frozen=True, slots=True)
class Atom:
    """One calendar expression. A day has `days`, a clock or part of the day `hours`, all else a `window`."""

    start: int
    end: int
    kind: Kind
    days: tuple[date, date] | None = None
    hours: tuple[float, float] | None = None
    window: Window | None = None
    zone: tzinfo | None = None
    numeric: bool = True


Maker = Callable[[re.Match[str], Clock], Atom | None]


def _near(clock: Clock, month: int, day: int, future: bool) -> date | None:
    """A day without its year: the nearest past one, or one soon to come ("July 25" on 22 July)."""
    today = clock.today
    choices = [real_date(today.year + step, month, day) for step in (-4, -1, 0, 1, 4)]
    days = [choice for choice in choices if choice]
    soon = 365 if future else 60
    fit = [choice for choice in days if -400 <= (choice - today).days <= soon]
    if not fit:
        return None
    coming = [choice for choice in fit if choice >= today]
    if future and coming:
        return min(coming)
    return min(fit, key=lambda choice: abs((choice - today).days))


def _month_number(word: str) -> int:
    return MONTHS[word.lower().rstrip(".")]


def _day_number(word: str) -> int:
    return int(word.rstrip("stndrh"))


def date_atom(found: re.Match[str], clock: Clock) -> Atom | None:
    """One day or several: "21 July 2025", "July 20-21", "Sept. 5", "29 July to 2 August"."""
    parts = found.groupdict()
    month = _month_number(parts["month"])
    last_month = _month_number(parts["month2"]) if parts.get("month2") else month
    first, last = _day_number(parts["day"]), _day_number(parts.get("day2") or parts["day"])
    if parts["year"]:
        year = int(parts["year"].lstrip("'\u2019"))
        year += 2000 if year < 100 else 0
        start = real_date(year, month, first)
    else:
        start = _near(clock, month, first, speaks_of_future(found.string, found.start(), found.end()))
    if start is None:
        return None
    end = real_date(start.year + (last_month < month), last_month, last)
    if end is None or end < start:
        return None
    return Atom(found.start(), found.end(), "day", (start, end))


def iso_atom(found: re.Match[str], clock: Clock) -> Atom | None:
    """Read "2025-07-22", with or without a time after it."""
    day = real_date(int(found["year"]), int(found["month"]), int(found["day"]))
    return Atom(found.start(), found.end(), "day", (day, day)) if day else None


def numeric_atom(found: re.Match[str], clock: Clock) -> Atom | None:
    """Read "22/07/2025" with the day first, unless it cannot be or the report is American."""
    first, second, year = int(found["first"]), int(found["second"]), int(found["year"])
    year += 2000 if year < 70 else 1900 if year < 100 else 0
    american = str(clock.zone).startswith(("America/", "US/", "Pacific/Honolulu"))
    orders = [(second, first), (first, second)]
    for month, day in reversed(orders) if american else orders:
        value = real_date(year, month, day) if 1 <= month <= 12 else None
        if value:
            return Atom(found.start(), found.end(), "day", (value, value))
    return None


def nine_eleven(found: re.Match[str], clock: Clock) -> Atom | None:
    """Read "9/11" as the day of the attacks of 2001."""
    day = date(2001, 9, 11)
    return Atom(found.start(), found.end(), "day", (day, day))


def weekday_atom(found: re.Match[str], clock: Clock) -> Atom | None:
    """Read "on Tuesday" on a Tuesday as that day; else as the most recent, or the next in the future."""
    wanted, today = WEEKDAYS[found["weekday"].lower()], clock.today
    which = (found["which"] or "").lower().strip()
    back, ahead = (today.weekday() - wanted) % 7, (wanted - today.weekday()) % 7
    if which in ("last", "past", "previous"):
        step = -(back or 7)
    elif which in ("next", "coming", "upcoming", "following"):
        step = ahead or 7
    elif speaks_of_future(found.string, found.start(), found.end()):
        step = ahead
    else:
        step = -back
    day = shifted(today, step)
    return Atom(found.start(), found.end(), "day", (day, day), numeric=False)


_NEAR_DAYS = {
    "today": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "the previous day": -1,
    "the day before yesterday": -2,
}


def near_day_atom(found: re.Match[str], clock: Clock) -> Atom | None:
    """Read "today", "yesterday" and the like."""
    day = shifted(clock.today, _NEAR_DAYS[found["day"].lower()])
    return Atom(found.start(), found.end(), "day", (day, day), numeric=False)


def holiday_atom(found: re.Match[str], clock: Clock) -> Atom | None:
    """Read "Christmas Day" as the nearest one."""
    month, day = HOLIDAYS[found["holiday"].lower().replace("\u2019", "'")]
    future = speaks_of_future(found.string, found.start(), found.end())
    value = real_date(int(found["year"]), month, day) if found["year"] else _near(clock, month, day, future)
    return Atom(found.start(), found.end(), "day", (value, value), numeric=bool(found["year"])) if value else None


def clock_atom(found: re.Match[str], clock: Clock) -> Atom | None:
    """Read "6.50am" and "0800 GMT" as good to the hour, so that 6.50 and "about 7" may be one."""
    groups = found.groupdict()
    hour, minute = int(groups["hour"]), int(groups.get("minute") or 0)
    half = (groups.get("half") or "").lower()[:1]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59:
        return None
    start = hour + minute / 60
    zone = zone_named(groups.get("zone"), clock.zone)
    return Atom(found.start(), found.end(), "clock", hours=(start, start + 1), zone=zone)


def part_atom(found: re.Match[str], clock: Clock) -> Atom | None:
    """Read "the early hours" as hours of a day, named or still to be found."""
    first, last = PARTS_OF_DAY[found["part"].lower()]
    which = (found["which"] or "").lower()
    day = None
    if which in ("this", "last", "previous", "that"):
        step = -1 if which in ("last", "previous") else 0
        if found["part"].lower() == "night" and which == "previous":
            return Atom(found.start(), found.end(), "wide", window=clock.night(clock.today), numeric=False)
        day = (shifted(clock.today, step),) * 2
    return Atom(found.start(), found.end(), "part", day, (first, last), numeric=False)


def tonight_atom(found: re.Match[str], clock: Clock) -> Atom | None:
    """Read "tonight" as the night that follows publication."""
    day = clock.today
    return Atom(found.start(), found.end(), "part", (day, day), PARTS_OF_DAY["night"], numeric=False)


def overnight_atom(found: re.Match[str], clock: Clock) -> Atom | None:
    """Read "overnight" as the night before publication, by day and by evening."""
    return Atom(found.start(), found.end(), "wide", window=clock.night(clock.today), numeric=False)


def night_to_atom(found: re.Match[str], clock: Clock) -> Atom | None:
    """Read "overnight into Sunday" and "the night to 3 May" as the night that ends on that morning."""
    morning = weekday_atom(found, clock) if found["weekday"] else date_atom(found, clock)
    if morning is None or morning.days is None:
        return None
    numeric = not found["weekday"]
    return Atom(found.start(), found.end(), "wide", window=clock.night(morning.days[1]), numeric=numeric)


_DUE = re.compile(
    r"\b(?:would|will|plan\w*|aim\w*|pledg\w*|promis\w*|due|target\w*|intend\w*|want\w*|hope\w*|expect\w*)\b[^.;\n]*"
    r"\bby\s(?:the\s)?$",
    re.IGNORECASE,
)


def _due(found: re.Match[str]) -> bool:
    """ "would be repaired by the end of June": a deadline lies ahead, whenever it was set."""
    at = found.start("which") if found["which"] else found.start("month")
    before = found.string[max(0, at - 100) : at].removesuffix("the end of ")
    return bool(_DUE.search(before))


def month_atom(found: re.Match[str], clock: Clock) -> Atom | None:
    """Read "in July" as the nearest past one, unless the clause is in the future."""
    month, today = _month_number(found["month"]), clock.today
    which = (found["which"] or "").lower().strip(" -")
    if found["year"]:
        year = int(found["year"])
    elif which == "next" or _due(found) or speaks_of_future(found.string, found.start(), found.end()):
        year = today.year + (month <= today.month if which == "next" else month < today.month)
    else:
        year = today.year - (month >= today.month if which == "last" else month > today.month)
    start, end = clock.month(year, month)
    first = first_of(year, month)
    if which == "early":
        end = clock.at(first, 24 * 10)
    elif which in ("mid", "middle of"):
        start, end = clock.at(first, 24 * 9), clock.at(first, 24 * 21)
    elif which in ("late", "end of", "the end of"):
        start = clock.at(first, 24 * 20)
    begin = found.start("which") if which else found.start("month")
    return Atom(begin, found.end(), "wide", window=(start, end), numeric=bool(found["year"]))


def year_atom(found: re.Match[str], clock: Clock) -> Atom | None:
    """Whole years, both included: "2014", "2019-20", "between 2019 and 2023"."""
    groups = found.groupdict()
    first = int(groups["year"])
    tail = groups.get("year2")
    last = first if not tail else int(tail) if len(tail) == 4 else first // 100 * 100 + int(tail)
    if last < first or last - first > 120:
        return None
    start = found.start("lead") if groups.get("lead") else found.start("year")
    season = (groups.get("season") or "").lower()
    if season:
        start, window = found.start("season"), clock.season(season, first)
    else:
        window = clock.at(first_of(first, 1), 0), clock.at(first_of(last + 1, 1), 0)
    return Atom(start, found.end(), "wide", window=window)


def bare_year_atom(found: re.Match[str], clock: Clock) -> Atom | None:
    """Read a bare four-digit number as a year, where it is one."""
    return year_atom(found, clock) if is_year(found.string, found.start(), found.end()) else None


def decade_atom(found: re.Match[str], clock: Clock) -> Atom | None:
    """Read "the 1930s" and "the '90s" as ten years, "the 1800s" as a hundred."""
    year = int(found["decade"])
    year += 1900 if 20 < year < 100 else 2000 if year < 100 else 0
    span = 100 if year % 100 == 0 and year < 2000 else 10
    return Atom(found.start(), found.end(), "wide", window=clock.months(year, 1, 12 * span))


def century_atom(found: re.Match[str], clock: Clock) -> Atom | None:
    """Read "the 21st century" as 2001 to 2100."""
    number = _day_number(found["century"])
    if not 1 <= number <= 30:
        return None
    return Atom(found.start(), found.end(), "wide", window=clock.months((number - 1) * 100 + 1, 1, 1200))


def quarter_atom(found: re.Match[str], clock: Clock) -> Atom | None:
    """A quarter or half, the latest that has begun: "Q3 2024", "the first half of 2023"."""
    groups = found.groupdict()
    number = int(groups["digit"]) if groups.get("digit") else ORDINALS[groups["which"].lower()]
    months = 6 if (groups.get("length") or "q").lower() in ("half", "h") else 3
    if number > 12 // months:
        return None
    first, today = (number - 1) * months + 1, clock.today
    year = int(groups["year"]) if groups["year"] else today.year - (first > today.month)
    year += 2000 if year < 100 else 0
    numeric = bool(groups.get("digit") or groups["year"])
    return Atom(found.start(), found.end(), "wide", window=clock.months(year, first, months), numeric=numeric)
