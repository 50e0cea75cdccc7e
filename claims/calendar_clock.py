"""Civil days and hours to instants, as read by the clock of the report's place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

Window = tuple[datetime | None, datetime | None]

_NIGHT_STEP = 6


@dataclass(frozen=True, slots=True)
class Clock:
    """When and where a report was published; turns "22 July, 18 to 24 hours" into UTC instants."""

    published: datetime
    zone: tzinfo

    @property
    def today(self) -> date:
        """The civil day of publication at the report's place."""
        return self.local.date()

    @property
    def local(self) -> datetime:
        """Publication by the clock of the report's place."""
        return self.published.astimezone(self.zone)

    def at(self, day: date, hours: float, zone: tzinfo | None = None) -> datetime:
        """The instant so many hours (24 and more fall on the next day) after a day's midnight."""
        whole, rest = divmod(hours, 24)
        moment = datetime.combine(shifted(day, int(whole)), time.min, zone or self.zone)
        return (moment + timedelta(hours=rest)).astimezone(UTC)

    def hours(self, day: date, first: float, last: float) -> Window:
        """Part of a day: the evening is hours 17 to 24."""
        return self.at(day, first), self.at(day, last)

    def days(self, first: date, last: date) -> Window:
        """Whole civil days, both included."""
        return self.at(first, 0), self.at(last, 24)

    def night(self, morning: date) -> Window:
        """The night that ends on this day's morning: 18:00 of the evening before to 12:00.

        "Overnight" in a report of 22 July is the 21st 18:00 to the 22nd 12:00. It is read on a clock a whole
        number of six hours from UTC, the nearest to local time, so that outlets that date one night from
        Kyiv, Moscow and London name the same instants. It always holds 21:00 to 09:00 local, and is not cut
        at publication: two reports of one night keep one period.
        """
        offset = self.at(morning, 3).astimezone(self.zone).utcoffset() or timedelta()
        steps = offset.total_seconds() / 3600 / _NIGHT_STEP
        nearest = int(abs(steps) + 0.5 - 1e-9) * (1 if steps >= 0 else -1)
        start = datetime.combine(shifted(morning, -1), time(18), UTC) - timedelta(hours=nearest * _NIGHT_STEP)
        return start, start + timedelta(hours=18)

    def month(self, year: int, month: int) -> Window:
        """A calendar month."""
        return self.months(year, month, 1)

    def months(self, year: int, month: int, count: int) -> Window:
        """So many calendar months from the first of this one."""
        return self.at(first_of(year, month), 0), self.at(first_of(year, month + count), 0)

    def season(self, name: str, year: int) -> Window:
        """Three months of the northern year; a winter is named for the year that it ends in."""
        first = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[name]
        return self.months(year - (first == 12), first, 3)

    def ago(self, length: timedelta) -> datetime:
        """So long before publication; no earlier than the calendar can say."""
        try:
            return (self.published - length).astimezone(UTC)
        except OverflowError:
            return datetime.min.replace(tzinfo=UTC)

    @property
    def now(self) -> datetime:
        """Publication in UTC."""
        return self.published.astimezone(UTC)


def shifted(day: date, days: int) -> date:
    """A day so many days on, kept within the years 2 to 9998 that instants can be told in."""
    ordinal = min(max(day.toordinal() + days, date(2, 1, 1).toordinal()), date(9998, 12, 31).toordinal())
    return date.fromordinal(ordinal)


def first_of(year: int, month: int) -> date:
    """First day of a month; month 13 is the next January, month 0 the last December."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(min(max(year, 2), 9998), month, 1)


def real_date(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none (30 February)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
