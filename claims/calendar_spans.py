"""Periods counted from publication: "in the past 24 hours", "three days ago", "last week", "this year".

Their figures are quantities as well ("24 hours" is a duration), so none of these is a calendar number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

from claims.calendar_atoms import Atom
from claims.calendar_clock import Clock, Window, shifted
from claims.calendar_words import COUNT, UNIT, UNIT_DAYS, UNIT_HOURS, small_number, speaks_of_future

WindowMaker = Callable[[re.Match[str], Clock], Window | None]

_UNKNOWN: Window = (None, None)
_LONGEST_DAYS = 400_000.0


def length_of(count: float, unit: str) -> timedelta:
    """About how long so many units are."""
    unit = unit.lower().rstrip("s")
    days = UNIT_DAYS[unit] if unit in UNIT_DAYS else UNIT_HOURS[unit] / 24
    return timedelta(days=min(count * days, _LONGEST_DAYS))


def _past(found: re.Match[str], clock: Clock) -> Window | None:
    """Read "the past 24 hours" as ending at publication; with "few" or "several" its start is not known."""
    if found["vague"]:
        return None, clock.now
    count = small_number(found["count"]) if found["count"] else 1
    return clock.ago(length_of(count, found["unit"])), clock.now


def _coming(found: re.Match[str], clock: Clock) -> Window | None:
    if found["vague"]:
        return clock.now, None
    count = small_number(found["count"]) if found["count"] else 1
    return clock.now, clock.ago(-length_of(count, found["unit"]))


def _ago(found: re.Match[str], clock: Clock) -> Window | None:
    """Read "three days ago" as that day; longer spans are good to half their unit."""
    unit = found["unit"].lower().rstrip("s")
    if found["vague"] or not found["count"]:
        return None, clock.ago(length_of(2 if found["vague"] else 1, unit))
    count = small_number(found["count"])
    if unit in ("day", "night"):
        day = shifted(clock.today, -min(count, 400_000))
        return clock.days(day, day) if unit == "day" else clock.night(shifted(day, 1))
    middle, half = clock.ago(length_of(count, unit)), length_of(1 if unit in UNIT_HOURS else 0.5, unit)
    return middle - half, min(middle + half, clock.now)


def _calendar_unit(clock: Clock, unit: str, step: int) -> Window:
    today = clock.today
    if unit == "week":
        monday = shifted(today, 7 * step - today.weekday())
        return clock.days(monday, shifted(monday, 6))
    if unit == "month":
        return clock.month(today.year, today.month + step)
    if unit == "quarter":
        return clock.months(today.year, (today.month - 1) // 3 * 3 + 1 + 3 * step, 3)
    years = {"year": 1, "decade": 10, "century": 100}[unit]
    return clock.months(today.year // years * years + years * step, 1, 12 * years)


def _unit_named(found: re.Match[str], clock: Clock) -> Window | None:
    """A unit of the calendar: "last month", "next week", "earlier this month", "so far this year"."""
    which = found["which"].lower()
    step = {"this": 0, "last": -1, "next": 1, "the previous": -1, "the following": 1}[which]
    start, end = _calendar_unit(clock, found["unit"].lower(), step)
    side = (found["side"] or "").lower()
    if side in ("earlier", "so far", "already"):
        end = clock.now
    elif side == "later":
        start = clock.now if step == 0 else start
    return start, end


def _since_start(found: re.Match[str], clock: Clock) -> Window | None:
    start, _ = _calendar_unit(clock, found["unit"].lower(), -1 if (found["which"] or "").lower() == "last" else 0)
    return start, clock.now


def _end_of(found: re.Match[str], clock: Clock) -> Window | None:
    """Read "the end of the year" as its last month, of a month as its last days; open where another year is told of.

    "By the end of the year" is thereby the whole time until then.
    """
    if _NARRATED.search(found.string, max(0, found.start() - 60), found.end() + 60):
        return _UNKNOWN
    unit = (found["unit"] or found["unit2"]).lower()
    start, end = _calendar_unit(clock, unit, 1 if (found["which"] or "").lower() == "next" else 0)
    if start is None or end is None:
        return _UNKNOWN
    return max(start, end - timedelta(days=_LAST_DAYS[unit])), end


_NARRATED = re.compile(r"\b(?:had|that year|that month)\b", re.I)
_LAST_DAYS = {"week": 2, "month": 10, "quarter": 30, "year": 31, "decade": 365, "century": 3650}


def _season(found: re.Match[str], clock: Clock) -> Window | None:
    """Read "last summer" as the latest that is over, "this summer" as this year's."""
    name, which = found["season"].lower(), found["which"].lower()
    year = clock.today.year + (name == "winter" and clock.today.month > 6) + (which == "next")
    start, end = clock.season(name, year)
    if which == "last" and end and end > clock.now:
        start, end = clock.season(name, year - 1)
    return start, end


def _weekend(found: re.Match[str], clock: Clock) -> Window | None:
    """The one under way, else the past one; "this weekend" from Monday to Thursday is the coming one."""
    which, today = (found["which"] or "").lower(), clock.today
    days_since_saturday = (today.weekday() - 5) % 7
    saturday = shifted(today, -days_since_saturday)
    coming = which == "next" or speaks_of_future(found.string, found.start(), found.end())
    if days_since_saturday > 1 and (coming or (which == "this" and not found["over"])):
        saturday = shifted(saturday, 7)
    elif days_since_saturday <= 1 and which in ("last", "next"):
        saturday = shifted(saturday, 7 if which == "next" else -7)
    return clock.days(saturday, shifted(saturday, 1))


def _night_before(found: re.Match[str], clock: Clock) -> Window | None:
    return clock.night(clock.today)


def _unsettled(found: re.Match[str], clock: Clock) -> Window | None:
    """Leave "the same day" open: only the story can settle it."""
    return _UNKNOWN


_VAGUE = r"(?P<vague>a\sfew|few|several|many|some|couple|a\snumber\sof)"
_LEAD = r"(?:(?:in|over|during|for|within|throughout|across)\s)?"
_PATTERNS: tuple[tuple[re.Pattern[str], WindowMaker], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), maker)
    for pattern, maker in (
        (
            rf"\b(?!the\sprevious\snight|the\slast\snight){_LEAD}(?:the|its|their|this)\s(?:past|last|previous|preceding|latest)\s"
            rf"(?:(?P<count>{COUNT})[\s-]|{_VAGUE}\s|)(?P<unit>{UNIT})\b",
            _past,
        ),
        (
            rf"\b{_LEAD}(?:past|last|previous)\s(?:(?P<count>{COUNT})[\s-]|{_VAGUE}\s)(?P<unit>{UNIT})\b",
            _past,
        ),
        (rf"\b{_LEAD}(?P<vague>recent)\s(?P<count>)(?P<unit>{UNIT})\b", _past),
        (
            rf"\b{_LEAD}the\s(?:next|coming|following)\s(?:(?P<count>{COUNT})[\s-]|{_VAGUE}\s)(?P<unit>{UNIT})\b",
            _coming,
        ),
        (rf"\b{_LEAD}(?P<vague>the coming|coming)\s(?P<count>)(?P<unit>{UNIT})\b", _coming),
        (rf"\b(?:(?P<count>{COUNT})|{_VAGUE}|)(?:\s|\b)(?P<unit>{UNIT})\sago\b", _ago),
        (
            r"\b(?:(?P<side>earlier|later|so far|already)\s)?(?P<which>this|last|next)\s"
            r"(?P<unit>week|month|quarter|year|decade|century)\b(?!['\u2019]s\s[A-Z]|end)",
            _unit_named,
        ),
        (
            r"\b(?:the\s)?end\sof\s(?P<which>the|this|next)\s(?P<unit>week|month|quarter|year|decade|century)\b|"
            r"\b(?:the\s)?(?P<unit2>year|month)(?:['\u2019]s[\s-]end|-end)\b",
            _end_of,
        ),
        (
            r"\bsince\sthe\s(?:start|beginning|turn)\sof\s(?:(?P<which>the|this|last)\s)?(?P<unit>week|month|year|decade|century)\b",
            _since_start,
        ),
        (
            r"\b(?:(?P<over>at|over|on|during)\s)?(?:(?P<which>the|this|last|next|past)\s)(?:past\s)?weekend\b",
            _weekend,
        ),
        (r"\b(?P<which>last|this|next)\s(?P<season>spring|summer|autumn|fall|winter)\b", _season),
        (r"\bthe previous night\b", _night_before),
        (
            r"\b(?:the\ssame|that\ssame|the\sfollowing|the\snext|that)\s(?:day|night|morning|evening|afternoon|week|month|year)\b|"
            r"\bthe\s(?:day|night|week|month|year)\s(?:before|after|earlier)\b(?!\s(?:yesterday|tomorrow))",
            _unsettled,
        ),
    )
)


def find_relative(text: str, clock: Clock) -> Iterator[Atom]:
    """Every period counted from publication, each as an atom with its window."""
    for pattern, maker in _PATTERNS:
        for found in pattern.finditer(text):
            window = maker(found, clock)
            if window:
                yield Atom(found.start(), found.end(), "wide", window=window, numeric=False)
