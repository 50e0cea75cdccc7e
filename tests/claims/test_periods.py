from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.periods import find_periods

KYIV = ZoneInfo("Europe/Kyiv")
NEW_YORK = ZoneInfo("America/New_York")
# A Tuesday.
PUBLISHED = datetime(2025, 7, 22, 12, tzinfo=UTC)

Row = tuple[str, str, str | None, str | None, bool]


def told(moment: datetime | None) -> str | None:
    return None if moment is None else moment.strftime("%Y-%m-%d %H")


def read(text: str, published: datetime = PUBLISHED, zone: tzinfo = UTC) -> list[Row]:
    spans = find_periods(text, published, zone)
    assert all(text[span.start : span.end].strip() in span.period.text for span in spans)
    return [(text[s.start : s.end], s.period.text, told(s.period.start), told(s.period.end), s.calendar) for s in spans]


DATES = [
    ("Published 2025-07-22 at last", "2025-07-22", "2025-07-22 00", "2025-07-23 00"),
    ("dated 2025-07-22T09:10:00Z", "2025-07-22", "2025-07-22 00", "2025-07-23 00"),
    ("On July 20-21 the town was hit", "July 20-21", "2025-07-20 00", "2025-07-22 00"),
    ("on 21 July 2025, drones", "21 July 2025", "2025-07-21 00", "2025-07-22 00"),
    ("on July 21, 2025, drones", "July 21, 2025", "2025-07-21 00", "2025-07-22 00"),
    ("on the 4th of July", "4th of July", "2025-07-04 00", "2025-07-05 00"),
    ("July 22", "July 22", "2025-07-22 00", "2025-07-23 00"),
    ("on Sept. 5 last year", "Sept. 5", "2025-09-05 00", "2025-09-06 00"),
    ("on Dec. 25 he died", "Dec. 25", "2024-12-25 00", "2024-12-26 00"),
    ("on May 5", "May 5", "2025-05-05 00", "2025-05-06 00"),
    ("12-Jul saw rain", "12-Jul", "2025-07-12 00", "2025-07-13 00"),
    ("22/07/2025", "22/07/2025", "2025-07-22 00", "2025-07-23 00"),
    ("07/22/2025", "07/22/2025", "2025-07-22 00", "2025-07-23 00"),
    ("22-07-2025", "22-07-2025", "2025-07-22 00", "2025-07-23 00"),
    ("The attack on April 25 killed seven", "April 25", "2025-04-25 00", "2025-04-26 00"),
    ("22.07.2025", "22.07.2025", "2025-07-22 00", "2025-07-23 00"),
    ("Sun 05 Jul 2015 22 dead", "Sun 05 Jul 2015", "2015-07-05 00", "2015-07-06 00"),
    ("from 3 to 5 May", "3 to 5 May", "2025-05-03 00", "2025-05-06 00"),
    ("between July 20 and 22", "July 20 and 22", "2025-07-20 00", "2025-07-23 00"),
    ("25 June to 2 July", "25 June to 2 July", "2025-06-25 00", "2025-07-03 00"),
    ("On Tuesday, July 22, 2025", "Tuesday, July 22, 2025", "2025-07-22 00", "2025-07-23 00"),
    ("began in February 2022", "February 2022", "2022-02-01 00", "2022-03-01 00"),
    ("late June 2024", "late June 2024", "2024-06-21 00", "2024-07-01 00"),
    ("the attacks of 9/11", "9/11", "2001-09-11 00", "2001-09-12 00"),
    ("in 2014", "2014", "2014-01-01 00", "2015-01-01 00"),
    ("In 2014 Russia took Crimea", "2014", "2014-01-01 00", "2015-01-01 00"),
    ("the 2014 war", "2014", "2014-01-01 00", "2015-01-01 00"),
    ("the 2022 invasion", "2022", "2022-01-01 00", "2023-01-01 00"),
    ("2022 invasion", "2022", "2022-01-01 00", "2023-01-01 00"),
    ("the 2024 elections", "2024", "2024-01-01 00", "2025-01-01 00"),
    ("a 2018 report", "2018", "2018-01-01 00", "2019-01-01 00"),
    ("wars (2011) and peace", "2011", "2011-01-01 00", "2012-01-01 00"),
    ("compared with 2019", "2019", "2019-01-01 00", "2020-01-01 00"),
    ("between 2019 and 2023", "2019 and 2023", "2019-01-01 00", "2024-01-01 00"),
    ("from 2019 to 2023", "2019 to 2023", "2019-01-01 00", "2024-01-01 00"),
    ("the 2019-20 season", "2019-20", "2019-01-01 00", "2021-01-01 00"),
    ("since mid-2024.", "2024", "2024-01-01 00", "2025-01-01 00"),
    ("the 1990s", "1990s", "1990-01-01 00", "2000-01-01 00"),
    ("in the 1930s", "1930s", "1930-01-01 00", "1940-01-01 00"),
    ("the '90s", "'90s", "1990-01-01 00", "2000-01-01 00"),
    ("the \u201990s", "\u201990s", "1990-01-01 00", "2000-01-01 00"),
    ("the 21st century", "the 21st century", "2001-01-01 00", "2101-01-01 00"),
    ("in Q3 2024", "Q3 2024", "2024-07-01 00", "2024-10-01 00"),
    ("in FY2023", "FY2023", "2023-01-01 00", "2024-01-01 00"),
    ("the third quarter of 2023", "the third quarter of 2023", "2023-07-01 00", "2023-10-01 00"),
    ("the first half of 2023", "the first half of 2023", "2023-01-01 00", "2023-07-01 00"),
    ("in the summer of 2023", "summer of 2023", "2023-06-01 00", "2023-09-01 00"),
    ("the night of 20-21 July", "the night of 20-21 July", "2025-07-20 18", "2025-07-21 12"),
]


@pytest.mark.parametrize(("text", "span", "start", "end"), DATES)
def test_calendar_numbers_are_no_quantities(text: str, span: str, start: str, end: str) -> None:
    found = [row for row in read(text) if row[0] == span]
    assert found == [(span, span, start, end, True)]


RELATIVE = [
    ("hit overnight by drones", "overnight", "2025-07-21 18", "2025-07-22 12"),
    ("the previous night", "the previous night", "2025-07-21 18", "2025-07-22 12"),
    ("on Tuesday he said", "Tuesday", "2025-07-22 00", "2025-07-23 00"),
    ("on Wednesday he said", "Wednesday", "2025-07-16 00", "2025-07-17 00"),
    ("last Tuesday", "last Tuesday", "2025-07-15 00", "2025-07-16 00"),
    ("next Monday", "next Monday", "2025-07-28 00", "2025-07-29 00"),
    ("talks will be held on Wednesday", "Wednesday", "2025-07-23 00", "2025-07-24 00"),
    ("is expected to be held in Istanbul on Wednesday", "Wednesday", "2025-07-23 00", "2025-07-24 00"),
    ("On Wednesday, parliament will vote", "Wednesday", "2025-07-23 00", "2025-07-24 00"),
    ("He will resign, he said on Wednesday", "Wednesday", "2025-07-16 00", "2025-07-17 00"),
    ("said on Monday that talks would take place", "Monday", "2025-07-21 00", "2025-07-22 00"),
    ("announced late on Monday that talks", "late on Monday", "2025-07-21 16", "2025-07-22 00"),
    ("victims of Saturday night's raid", "Saturday night", "2025-07-19 18", "2025-07-20 06"),
    ("just before noon Sunday", "before noon Sunday", "2025-07-20 00", "2025-07-20 12"),
    ("Monday night", "Monday night", "2025-07-21 18", "2025-07-22 06"),
    ("on Tuesday morning", "Tuesday morning", "2025-07-22 00", "2025-07-22 12"),
    ("Monday evening", "Monday evening", "2025-07-21 17", "2025-07-22 00"),
    ("in the early hours of Sunday", "the early hours of Sunday", "2025-07-20 00", "2025-07-20 06"),
    ("yesterday", "yesterday", "2025-07-21 00", "2025-07-22 00"),
    ("today", "today", "2025-07-22 00", "2025-07-23 00"),
    ("tomorrow", "tomorrow", "2025-07-23 00", "2025-07-24 00"),
    ("this morning", "this morning", "2025-07-22 00", "2025-07-22 12"),
    ("this week", "this week", "2025-07-21 00", "2025-07-28 00"),
    ("this month", "this month", "2025-07-01 00", "2025-08-01 00"),
    ("this year", "this year", "2025-01-01 00", "2026-01-01 00"),
    ("last week", "last week", "2025-07-14 00", "2025-07-21 00"),
    ("last month", "last month", "2025-06-01 00", "2025-07-01 00"),
    ("last year", "last year", "2024-01-01 00", "2025-01-01 00"),
    ("last summer", "last summer", "2024-06-01 00", "2024-09-01 00"),
    ("earlier this month", "earlier this month", "2025-07-01 00", "2025-07-22 12"),
    ("so far this year", "so far this year", "2025-01-01 00", "2025-07-22 12"),
    ("in July", "July", "2025-07-01 00", "2025-08-01 00"),
    ("in September", "September", "2024-09-01 00", "2024-10-01 00"),
    ("will open in September", "September", "2025-09-01 00", "2025-10-01 00"),
    ("since January", "since January", "2025-01-01 00", "2025-07-22 12"),
    ("since the start of the year", "since the start of the year", "2025-01-01 00", "2025-07-22 12"),
    ("in the past 24 hours", "in the past 24 hours", "2025-07-21 12", "2025-07-22 12"),
    ("in the last three days", "in the last three days", "2025-07-19 12", "2025-07-22 12"),
    ("three days ago", "three days ago", "2025-07-19 00", "2025-07-20 00"),
    ("a few weeks ago", "a few weeks ago", None, "2025-07-08 12"),
    ("in recent months", "in recent months", None, "2025-07-22 12"),
    ("in the 12 months to March", "in the 12 months to March", "2024-04-01 00", "2025-04-01 00"),
    ("the year to June", "the year to June", "2024-07-01 00", "2025-07-01 00"),
    ("in the first quarter", "the first quarter", "2025-01-01 00", "2025-04-01 00"),
    ("at the weekend", "at the weekend", "2025-07-19 00", "2025-07-21 00"),
    ("Christmas Day", "Christmas Day", "2024-12-25 00", "2024-12-26 00"),
    ("New Year's Eve", "New Year's Eve", "2024-12-31 00", "2025-01-01 00"),
    ("between Sunday and Monday", "Sunday and Monday", "2025-07-20 00", "2025-07-22 00"),
    ("from January to March", "January to March", "2025-01-01 00", "2025-04-01 00"),
    ("the same day", "the same day", None, None),
]


@pytest.mark.parametrize(("text", "span", "start", "end"), RELATIVE)
def test_relative_periods_leave_their_figures_to_the_number_reader(
    text: str, span: str, start: str | None, end: str | None
) -> None:
    assert read(text) == [(span, span, start, end, False)]


CLOCKS = [
    ("at 0800 GMT on Monday", "0800 GMT on Monday", "2025-07-21 08", "2025-07-21 09"),
    ("at 6.50am on Monday", "6.50am on Monday", "2025-07-21 06", "2025-07-21 07"),
    ("at 10:30 p.m. Monday", "10:30 p.m. Monday", "2025-07-21 22", "2025-07-21 23"),
    ("at 4 a.m. local time on Monday", "4 a.m. local time on Monday", "2025-07-21 04", "2025-07-21 05"),
    ("from 6pm to 8pm on Monday", "6pm to 8pm on Monday", "2025-07-21 18", "2025-07-21 20"),
    ("Feb 6, 2017 - 6:26 PM", "Feb 6, 2017 - 6:26 PM", "2017-02-06 18", "2017-02-06 19"),
    ("just after 5pm on Monday", "after 5pm on Monday", "2025-07-21 17", "2025-07-22 00"),
    ("at 1800h", "1800h", None, None),
    ("about 05:30", "05:30", None, None),
    ("at 6.50am", "6.50am", None, None),
]


@pytest.mark.parametrize(("text", "span", "start", "end"), CLOCKS)
def test_clock_times(text: str, span: str, start: str | None, end: str | None) -> None:
    assert read(text) == [(span, span, start, end, True)]


def test_an_hour_takes_the_day_named_before_it_in_its_sentence() -> None:
    rows = read("On Monday the first drone came at 6am. Another came at 7am.")
    assert [(row[0], row[2]) for row in rows] == [("Monday", "2025-07-21 00"), ("6am", "2025-07-21 06"), ("7am", None)]


@pytest.mark.parametrize(
    ("text", "span", "end"),
    [
        ("as of 6pm on Monday", "as of 6pm on Monday", "2025-07-21 18"),
        ("by Monday evening", "by Monday evening", "2025-07-22 00"),
        ("as of Tuesday", "as of Tuesday", "2025-07-23 00"),
        ("by 8am the toll was 40", "by 8am", "2025-07-22 08"),
    ],
)
def test_the_time_at_which_a_count_was_read(text: str, span: str, end: str) -> None:
    (found,) = find_periods(text, PUBLISHED, UTC)
    assert (text[found.start : found.end], found.period.start, told(found.period.end)) == (span, None, end)
    assert found.as_of


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("by 2030", None, "2031-01-01 00"),
        ("since 2019", "2019-01-01 00", "2025-07-22 12"),
        ("until July 30", None, "2025-07-31 00"),
        ("before 2014", None, "2014-01-01 00"),
        ("after 24 February 2022", "2022-02-25 00", None),
    ],
)
def test_open_bounds(text: str, start: str | None, end: str | None) -> None:
    assert read(text) == [(text, text, start, end, True)]
    assert not find_periods(text, PUBLISHED, UTC)[0].as_of


def test_a_duration_and_the_hour_that_ends_it_are_apart() -> None:
    text = "in the 24 hours to 8am"
    first, second = find_periods(text, PUBLISHED, UTC)
    assert (text[first.start : first.end], first.calendar) == ("in the 24 hours to ", False)
    assert (text[second.start : second.end], second.calendar) == ("8am", True)
    assert first.period == second.period
    assert (told(first.period.start), told(first.period.end)) == ("2025-07-21 08", "2025-07-22 08")


@pytest.mark.parametrize(
    "text",
    [
        "2,000 people",
        "2000 soldiers",
        "a total of 1950 cars",
        "1914 people died",
        "2014 homes were destroyed",
        "up to 2000",
        "$2014",
        "2014.5",
        "1999 km",
        "about 1,000km (620-mile)",
        "It may rain, and they march on",
        "May said that March was cold",
        "a second drone in a second wave",
        "The Sun rose over the Mon river",
        "a 3:2 win",
        "5.30 per cent",
        "He is in his 30s",
        "S-300, Su-34, F-16 and Flight 175",
        "Tuesdays",
        "the 10-year-old boy",
        "24/7",
        "22nd Street",
        "",
    ],
)
def test_not_periods(text: str) -> None:
    assert read(text) == []


def test_a_count_after_a_month_is_not_its_day() -> None:
    assert [row[0] for row in read("in May 30 people were killed")] == ["May"]


@pytest.mark.parametrize("zone", [UTC, KYIV, ZoneInfo("Europe/Moscow"), ZoneInfo("Europe/London")])
@pytest.mark.parametrize("hour", [3, 9, 12, 19])
def test_one_night_has_one_period_in_neighbouring_zones_and_at_every_hour(zone: tzinfo, hour: int) -> None:
    (row,) = read("overnight", PUBLISHED.replace(hour=hour), zone)
    assert row[2:4] == ("2025-07-21 18", "2025-07-22 12")


@pytest.mark.parametrize(
    "name", ["America/New_York", "America/Los_Angeles", "Asia/Kolkata", "Asia/Tokyo", "Australia/Sydney"]
)
def test_a_night_holds_the_local_night(name: str) -> None:
    zone = ZoneInfo(name)
    (span,) = find_periods("overnight", datetime(2025, 7, 22, 10, tzinfo=zone), zone)
    assert span.period.start is not None and span.period.end is not None
    assert span.period.start <= datetime(2025, 7, 21, 21, tzinfo=zone)
    assert span.period.end >= datetime(2025, 7, 22, 9, tzinfo=zone)


def test_days_are_those_of_the_place() -> None:
    assert read("on Tuesday", PUBLISHED, KYIV)[0][2:4] == ("2025-07-21 21", "2025-07-22 21")
    assert read("on Tuesday", PUBLISHED, NEW_YORK)[0][2:4] == ("2025-07-22 04", "2025-07-23 04")
    assert read("03/04/2025", PUBLISHED, NEW_YORK)[0][2] == "2025-03-04 05"
    assert read("03/04/2025")[0][2] == "2025-04-03 00"


def test_base_raises_offsets() -> None:
    (span,) = find_periods("on Monday", PUBLISHED, UTC, base=100)
    assert (span.start, span.end) == (103, 109)


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("0123456789 :./-,'apm.JulyMonday MaySept1990s by since to and of the 31 24 hours"),
        max_size=60,
    ),
    st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2200, 1, 1)),
)
def test_no_text_makes_it_raise(text: str, published: datetime) -> None:
    spans = find_periods(text, published.replace(tzinfo=UTC), KYIV)
    ends = [0, *(span.end for span in spans)]
    assert all(end <= span.start < span.end <= len(text) for end, span in zip(ends, spans, strict=False))
    for span in spans:
        if span.period.start and span.period.end:
            assert span.period.start <= span.period.end


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("A fire in 2014 killed 29.", "2014"),
        ("The flood of July 1953 killed more than 1,800 people.", "July 1953"),
        ("A crash in 1997 killed all aboard.", "1997"),
        ("The storm in 2013 displaced the whole town.", "2013"),
        ("A raid in 2009 wounded two men.", "2009"),
    ],
)
def test_a_year_before_a_verb_with_an_object_counts_nobody(text: str, year: str) -> None:
    (span,) = find_periods(text, datetime(2025, 7, 22, 12, tzinfo=UTC), UTC)
    assert (span.period.text, span.calendar) == (year, True)
