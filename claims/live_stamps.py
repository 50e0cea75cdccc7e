"""The times that a live blog prints before each entry: "14:32 GMT" dates what follows it and counts nothing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from claims.calendar_clock import Clock, real_date
from claims.calendar_words import DAY, MONTH_OR_SHORT, MONTHS, WEEKDAY, WEEKDAY_SHORT, YEAR, zone_named
from claims.types import Period

_ZONE = r"GMT|UTC|BST|CES?T|EES?T|MSK|IST|JST|[ECMP][SD]T|ET|PT|local time|(?:Kyiv|Moscow|London) time"
_DATE = (
    rf"(?:(?:{WEEKDAY}|{WEEKDAY_SHORT}),?\s)?(?:(?P<day{{0}}>{DAY})\s(?P<month{{0}}>{MONTH_OR_SHORT})|"
    rf"(?P<month_{{0}}>{MONTH_OR_SHORT})\s(?P<day_{{0}}>{DAY}))(?:,?\s(?P<year{{0}}>{YEAR}))?"
)
_CLOCK = (
    r"(?:(?P<hour>[01]?\d|2[0-3])(?P<sign>[:.h])(?P<minute>[0-5]\d)(?::[0-5]\d)?(?:\s?(?P<half>[apAP])\.?[mM]\b\.?)?|"
    r"(?P<whole>1[0-2]|[1-9])\s?(?P<halved>[apAP])\.?[mM]\b\.?)"
    rf"(?:\s?(?P<zone>{_ZONE})\b)?"
)
_STAMP = re.compile(
    r"^[ \t\u00a0]{0,8}[\[(]?(?P<told>(?:(?:posted|published|updated|time)(?: (?:at|on))?:?\s)?"
    rf"(?:{_DATE.format(1)},?\s(?:at\s|-\s|\|\s)?)?{_CLOCK}(?:,?\s(?:on\s|-\s|\|\s)?{_DATE.format(2)})?)[\])]?"
    r"(?:[ \t\u00a0]?(?P<dash>[-–—|:•])?[ \t\u00a0]*$|"
    rf"(?P<led>[ \t\u00a0]?[-–—|:•]|(?<=[A-Z])(?=[ \t\u00a0](?!{WEEKDAY}|{MONTH_OR_SHORT})))"
    r"[ \t\u00a0]+(?=[A-Z“\"‘']))",
    re.M | re.I,
)
_CAPITAL = re.compile(r"[A-Z“\"‘']")
_HEADED = re.compile(r"(?:posted|published|updated)\b", re.I)
_HEAD = 600  # code points of a page within which its own date stands


@dataclass(frozen=True, slots=True)
class Stamp:
    """A stamp at `text[start:end]` with its clock time; `day` is None where it is that of publication."""

    start: int
    end: int
    text: str
    hour: int
    minute: int
    zone: str | None
    day: tuple[int | None, int, int] | None
    heads: bool

    def period(self, clock: Clock) -> Period:
        """The civil day that the stamp stands for."""
        day, zone = self._day(clock), self._zone(clock)
        return Period(clock.at(day, 0, zone), clock.at(day, 24, zone), self.text)

    def as_of(self, clock: Clock) -> datetime | None:
        """The instant of the entry; None where that would be after publication, so that its day is in doubt."""
        moment = clock.at(self._day(clock), self.hour + self.minute / 60, self._zone(clock))
        return moment if moment <= clock.now else None

    def _zone(self, clock: Clock) -> tzinfo:
        return zone_named(self.zone, clock.zone)

    def _day(self, clock: Clock) -> date:
        today = clock.published.astimezone(self._zone(clock)).date()
        if self.day is None:
            return today
        year, month, day = self.day
        return real_date(year or today.year, month, day) or today


class Stamps:
    """The stamps of one text, in order. A lone stamp that heads the page dates its publication and nothing else."""

    def __init__(self, stamps: Sequence[Stamp]) -> None:
        lone = len(stamps) == 1 and stamps[0].heads
        self._stamps = () if lone else tuple(stamps)
        self._ends = [stamp.end for stamp in self._stamps]

    def at(self, offset: int) -> Stamp | None:
        """The stamp last before an offset; None before the first."""
        before = bisect_right(self._ends, offset)
        return self._stamps[before - 1] if before else None


def find_stamps(text: str) -> list[Stamp]:
    """Every stamp of a text, in order."""
    return [stamp for found in _STAMP.finditer(text) if (stamp := _stamp(found)) is not None]


def blank_stamps(text: str) -> str:
    """The text with blanks for its stamps, of the same length."""
    return _STAMP.sub(lambda found: _blanks(found) if _stamp(found) is not None else found[0], text)


def _blanks(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _stamp(found: re.Match[str]) -> Stamp | None:
    half = (found["half"] or found["halved"] or "").lower()
    hour, minute = int(found["hour"] or found["whole"]), int(found["minute"] or 0)
    if half and not 1 <= hour <= 12:
        return None
    if found["sign"] == "." and not (half or found["zone"] or found["dash"] or found["led"]):
        return None  # "14.32" may be a figure in a table
    if found["led"] is not None and not _runs_on(found, half):
        return None
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    date_told = _date_told(found)
    heads = found.start() < _HEAD and bool(date_told or _HEADED.match(found["told"]))
    return Stamp(found.start(), found.end(), found["told"].strip(), hour, minute, found["zone"], date_told, heads)


def _runs_on(found: re.Match[str], half: str) -> bool:
    """True for a stamp that an entry follows on its line: "14:32 - The mayor says"."""
    if not _CAPITAL.match(found.string, found.end()):
        return False
    return bool(found["led"].strip() or found["zone"]) and (found["sign"] == ":" or bool(half or found["zone"]))


def _date_told(found: re.Match[str]) -> tuple[int | None, int, int] | None:
    for which in "12":
        month, day = found[f"month{which}"] or found[f"month_{which}"], found[f"day{which}"] or found[f"day_{which}"]
        if month and day:
            year = found[f"year{which}"]
            return int(year) if year else None, MONTHS[month.lower().rstrip(".")], int(day.rstrip("stndrhSTNDRH"))
    return None
