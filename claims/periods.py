"""When: "overnight", "by Tuesday evening", "from 3 to 5 May", "in the past 24 hours" to periods.

Pattern and grammar only, read in the time zone of the report's place; linear in the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo

from claims.calendar_atoms import Atom
from claims.calendar_clock import Clock, Window, shifted
from claims.calendar_patterns import find_atoms
from claims.calendar_spans import find_relative, length_of
from claims.calendar_words import COUNT, PARTS_OF_DAY, small_number
from claims.types import Period

_GLUE = re.compile(
    r"\s(?:(?:on|at|in|of|the|about|around|late|early)\s){0,2}|,\s(?:(?:on|at|about|around)\s){0,2}|\s?\("
)
_LONGEST_GLUE = 16
_RANGE = re.compile(r"\s?(?:to|and|until|till|through|[-\u2010-\u2015])\s?(?:the\s)?(?:on\s)?", re.IGNORECASE)
_RANGE_LEAD = re.compile(r"\b(?:from|between)\s(?:the\s)?(?:late\s|early\s)?$", re.IGNORECASE)
_LOOK_BACK = 36
_LEADS = re.compile(
    r"\b(?:(?P<word>as of|as at|by|since|until|till|up to|before|prior to|ahead of|after)\s"
    r"(?:about\s|around\s|the\s)?)?"
    r"(?:(?P<edge>late|early|the end of|the start of)\s(?:on\s|in\s)?)?$",
    re.IGNORECASE,
)
_COUNTED_TO = re.compile(
    rf"\b(?:(?:in|over|during|for)\s)?the\s(?:(?P<count>{COUNT})[\s-])?(?P<unit>(?:hour|day|week|month|quarter|year)s?)\s"
    r"(?:to|through|ending|ended|up to|until)\s(?:in\s|on\s|at\s|the end of\s)?$",
    re.IGNORECASE,
)
_RECALLED = re.compile(r",\s(?:when|in which|the year|a year when)\b", re.IGNORECASE)
_TOLD_AT = re.compile(r"\b(?:said|told reporters|announced|reported|confirmed) (?:shortly )?at (?:about |around )?$")
_READ_AT = ("as of", "as at", "by")
_SAME_STORY = 200
NIGHT = PARTS_OF_DAY["night"]
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_EARLY, _LATE = (0.0, 12.0), (16.0, 24.0)


@dataclass(frozen=True, slots=True)
class PeriodSpan:
    """A period and where it is worded: `text[start:end]`, in code points.

    `calendar` is True where the numerals in the span are of the calendar or the clock ("21 July 2025",
    "6.50am") and so no quantities; the "24 hours" of "in the past 24 hours" is one. `as_of` marks the time
    at which a running count was read ("by Tuesday evening"), `told` the hour at which it was given ("police said at
    6pm"), which is such a time too. A bound that the text leaves open is None, and
    both are where only the story can tell ("the same day", "at 6.50am" with no day named).
    """

    start: int
    end: int
    period: Period
    calendar: bool
    as_of: bool = False
    told: bool = False


def find_periods(text: str, published: datetime, zone: tzinfo, base: int = 0) -> list[PeriodSpan]:
    """Every period in the text, in order and apart; offsets are raised by `base`.

    In a report published at 12:00Z on 22 July 2025, "overnight" is the 21st 18:00Z to the 22nd 12:00Z, in
    Kyiv's zone and in UTC alike (`claims.calendar_clock.Clock.night` says why).
    """
    clock = Clock(published, zone)
    spans: list[PeriodSpan] = []
    day: Atom | None = None
    for group in _ranges(text, _groups(text, _apart(text, clock)), clock):
        if day and (group.start - day.end > _SAME_STORY or _SENTENCE_END.search(text, day.end, group.start)):
            day = None
        if group.kind in ("clock", "part") and group.days is None and day:
            group = replace(group, days=day.days)
        spans.extend(_spans(text, group, clock, spans[-1].end if spans else 0))
        if group.days:
            day = group
    return [replace(span, start=span.start + base, end=span.end + base) for span in spans] if base else spans


def _apart(text: str, clock: Clock) -> list[Atom]:
    """Expressions that do not overlap: the first to start, then the longest."""
    found = sorted((*find_atoms(text, clock), *find_relative(text, clock)), key=lambda atom: (atom.start, -atom.end))
    apart: list[Atom] = []
    for atom in found:
        if not apart or atom.start >= apart[-1].end:
            apart.append(atom)
    return apart


def _groups(text: str, atoms: list[Atom]) -> list[Atom]:
    """Neighbours that speak of one time, joined: "6pm" and "Monday", "Tuesday" and "July 22"."""
    groups: list[Atom] = []
    for atom in atoms:
        joined = None
        if groups and atom.start - groups[-1].end <= _LONGEST_GLUE:
            if _GLUE.fullmatch(text, groups[-1].end, atom.start):
                joined = _joined(groups[-1], atom, text.startswith(",", groups[-1].end))
        if joined:
            groups[-1] = joined
        else:
            groups.append(atom)
    return groups


def _joined(left: Atom, right: Atom, after_comma: bool) -> Atom | None:
    """One time from two words for it; None where they are two times."""
    whole = replace(left, end=right.end, numeric=left.numeric or right.numeric)
    if left.kind == "wide" or right.kind == "wide" or (right.kind == "part" and after_comma):
        return None
    if left.days and right.days:
        if left.hours or right.hours and left.numeric == right.numeric:
            return None
        if left.numeric == right.numeric and left.days != right.days:
            return None
        return replace(whole, days=right.days if right.numeric else left.days, hours=right.hours, zone=right.zone)
    if left.hours and right.hours:
        clock = left if left.kind == "clock" else right
        if left.kind == right.kind == "clock":
            return None
        return replace(whole, kind="clock", hours=clock.hours, zone=clock.zone, days=left.days or right.days)
    days, hours = left.days or right.days, left.hours or right.hours
    if not days:
        return None
    timed = left if left.hours else right
    return replace(whole, kind=timed.kind, days=days, hours=hours, zone=timed.zone)


def _ranges(text: str, groups: list[Atom], clock: Clock) -> list[Atom]:
    """First to last: "from 6pm to 8pm on Monday", "between Monday and Wednesday", "January to March"."""
    ranged: list[Atom] = []
    for group in groups:
        before = ranged[-1] if ranged else None
        if before and group.start - before.end <= _LONGEST_GLUE:
            gap = _RANGE.fullmatch(text, before.end, group.start)
            led = gap and _RANGE_LEAD.search(text[max(0, before.start - _LOOK_BACK) : before.start])
            if gap and before.kind == "day" and group.hours and not group.days:
                ranged[-1] = _joined(before, group, False) or before
                continue
            if gap and (led or not gap.group().strip().lower().startswith(("and", "until"))):
                ranged[-1] = _range(before, group, clock)
                continue
        ranged.append(group)
    return ranged


def _range(first: Atom, last: Atom, clock: Clock) -> Atom:
    days = first.days or last.days
    start, _ = _window(replace(first, days=days) if first.hours else first, clock)
    from_end, end = _window(replace(last, days=last.days or days) if last.hours else last, clock)
    if last.kind == "clock":
        end = from_end
    if start and end and start > end and first.kind == "day" and not first.numeric and days:
        start, _ = clock.days(shifted(days[0], -7), days[1])
    if start and end and start > end and first.hours:
        start -= timedelta(days=1)
    if start and end and start > end:
        start = None
    numeric = first.numeric or last.numeric
    return Atom(first.start, last.end, "wide", window=(start, end), numeric=numeric)


def _window(atom: Atom, clock: Clock) -> Window:
    """What an expression spans by itself, before the words that lead up to it."""
    if atom.window is not None:
        return atom.window
    if atom.days is None:
        return None, None
    first, last = atom.days
    if atom.hours is None:
        return clock.days(first, last)
    if atom.kind == "part" and atom.hours == NIGHT and (last - first).days == 1:
        return clock.night(last)
    return clock.at(first, atom.hours[0], atom.zone), clock.at(last, atom.hours[1], atom.zone)


def _spans(text: str, atom: Atom, clock: Clock, floor: int) -> list[PeriodSpan]:
    """The period of an expression with the words before it, which reach back to `floor` at most."""
    behind = text[max(floor, atom.start - _LOOK_BACK) : atom.start]
    counted = _COUNTED_TO.search(behind)
    if counted:
        return _counted_spans(text, atom, clock, atom.start - len(behind) + counted.start(), counted)
    lead = _LEADS.search(behind)
    word = (lead["word"] or "").lower() if lead else ""
    told = atom.kind == "clock" and not word and bool(_TOLD_AT.search(behind))
    word = "as of" if told else word
    edge = (lead["edge"] or "").lower() if lead else ""
    start = atom.start - (len(behind) - lead.start() if lead else 0)
    if text[atom.end : atom.end + 2] in ("'s", "\u2019s") and word == "after":
        word, start = "", atom.start
    if lead and lead["word"] == "since" and _RECALLED.match(text, atom.end):
        word, start = "", atom.start  # "the worst since 2002, when 129 died": they died in 2002
    if atom.hours and not atom.days:
        if word in _READ_AT:
            atom = replace(atom, days=_latest_day(atom, clock))
        elif atom.kind == "part":
            return []
    window, as_of = _led(word, edge, atom, clock)
    period = Period(*window, text[start : atom.end])
    return [PeriodSpan(start, atom.end, period, atom.numeric, as_of, told and as_of)]


def _latest_day(atom: Atom, clock: Clock) -> tuple[date, date]:
    """The day of an hour read before publication: "as of 6pm" in a morning's report is yesterday's."""
    hours = atom.hours or (0.0, 0.0)
    late = clock.at(clock.today, hours[0], atom.zone) > clock.now
    return (shifted(clock.today, -1 if late else 0),) * 2


def _led(word: str, edge: str, atom: Atom, clock: Clock) -> tuple[Window, bool]:
    """Applies "since", "by" and the like, and "late" or "early" of a day."""
    if edge in ("late", "early") and atom.kind == "day":
        atom = replace(atom, kind="part", hours=_LATE if edge == "late" else _EARLY)
    start, end = _window(atom, clock)
    if word in _READ_AT:
        if atom.kind == "clock":
            end = start
        if start is None or start > clock.now:
            return (None, end), word != "by" and start is not None
        if word == "by" and atom.kind == "wide":
            return (None, end), False
        return (None, end), True
    if word == "since":
        return (start, clock.now if start and start <= clock.now else None), False
    if word in ("until", "till", "up to"):
        return (None, start if atom.kind == "clock" else end), False
    if word in ("before", "prior to", "ahead of") and edge == "the end of":
        return (None, end), False
    if word in ("before", "prior to", "ahead of"):
        return (_day_of(atom, clock)[0], start), False
    if word == "after":
        return (start if atom.hours else end, _day_of(atom, clock)[1]), False
    return (start, end), False


def _day_of(atom: Atom, clock: Clock) -> Window:
    """The day that an hour belongs to: "just before noon on Sunday" is still on Sunday."""
    return clock.days(*atom.days) if atom.days and atom.hours else (None, None)


def _counted_spans(text: str, atom: Atom, clock: Clock, start: int, lead: re.Match[str]) -> list[PeriodSpan]:
    """Tell duration and date apart in "the 24 hours to 8am"; both have the one period."""
    if atom.hours and not atom.days:
        atom = replace(atom, days=_latest_day(atom, clock))
    begin, end = _window(atom, clock)
    if atom.kind == "clock":
        end = begin
    unit = lead["unit"].lower().rstrip("s")
    count = small_number(lead["count"]) if lead["count"] else 1
    begin = None if end is None else _before(end, count, unit, clock)
    period = Period(begin, end, text[start : atom.end])
    if not atom.numeric:
        return [PeriodSpan(start, atom.end, period, False)]
    return [PeriodSpan(start, atom.start, period, False), PeriodSpan(atom.start, atom.end, period, True)]


def _before(end: datetime, count: int, unit: str, clock: Clock) -> datetime | None:
    """The start of so many months or hours that end at a moment; whole months by the calendar."""
    months = {"month": 1, "quarter": 3, "year": 12}.get(unit)
    day = end.astimezone(clock.zone).date()
    if months and day.day == 1:
        return clock.month(day.year, day.month - min(count * months, 1200))[0]
    try:
        return end - length_of(count, unit)
    except OverflowError:
        return None
