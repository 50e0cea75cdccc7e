"""The words of the calendar and the clock, as tables and as pieces of regular expressions.

Every quantifier is bounded and every piece starts at a word, so that a search is linear in the text.
Names and offsets after CLDR's English calendar; news abbreviations ("Sept.") after the AP stylebook.
"""

from __future__ import annotations

import re
from datetime import timedelta, timezone, tzinfo

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thur thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
# Hours from the midnight that starts the day. A morning starts at midnight: "4am on Tuesday morning".
PARTS_OF_DAY = {
    "early hours": (0, 6),
    "small hours": (0, 6),
    "wee hours": (0, 6),
    "predawn": (0, 7),
    "pre-dawn": (0, 7),
    "dawn": (3, 8),
    "daybreak": (3, 8),
    "sunrise": (3, 8),
    "early morning": (0, 9),
    "morning": (0, 12),
    "late morning": (9, 12),
    "midday": (11, 14),
    "mid-day": (11, 14),
    "lunchtime": (11, 15),
    "noon": (12, 13),
    "early afternoon": (12, 15),
    "afternoon": (12, 18),
    "late afternoon": (15, 19),
    "evening": (17, 24),
    "early evening": (16, 20),
    "late evening": (20, 25),
    "dusk": (17, 22),
    "sunset": (17, 22),
    "nightfall": (17, 22),
    "night": (18, 30),
    "late night": (21, 30),
    "midnight": (24, 25),
}
HOLIDAYS = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "new year's": (1, 1),
    "valentine's day": (2, 14),
    "halloween": (10, 31),
}
SMALL_NUMBERS = {
    word: number
    for number, words in enumerate(
        "zero|a an one single|two couple|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
        "fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty".split("|")
    )
    for word in words.split()
}
# About how long in days, for windows such as "the past two months".
UNIT_DAYS = {
    "day": 1.0,
    "night": 1.0,
    "week": 7.0,
    "fortnight": 14.0,
    "month": 30.4375,
    "year": 365.25,
    "decade": 3652.5,
    "quarter": 91.31,
}
UNIT_HOURS = {"second": 1 / 3600, "minute": 1 / 60, "hour": 1.0}
ORDINALS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "final": 4,
    "last": 4,
}
# Hours from UTC.
ZONES = {
    "gmt": 0.0,
    "utc": 0.0,
    "z": 0.0,
    "bst": 1.0,
    "cet": 1.0,
    "cest": 2.0,
    "eet": 2.0,
    "eest": 3.0,
    "msk": 3.0,
    "ist": 5.5,
    "jst": 9.0,
    "est": -5.0,
    "edt": -4.0,
    "cst": -6.0,
    "cdt": -5.0,
    "mst": -7.0,
    "mdt": -6.0,
    "pst": -8.0,
    "pdt": -7.0,
}

# What is counted rather than dated: "2000 soldiers", "in May 30 people died".
COUNTED = (
    r"(?:people|persons?|soldiers|troops|dead|men|women|children|boys|girls|drones|missiles|rockets|shells|homes|"
    r"houses|buildings|apartments|civilians|victims|cases|deaths|votes|tonn?es?|tons?|kg|kilo\w{0,9}|km|kms|miles?|"
    r"met(?:re|er)s?|feet|foot|ft|mph|kph|mw|gw|hectares?|acres?|barrels?|dollars?|euros?|pounds?|roubles?|rubles?|"
    r"rupees|yen|yuan|years?|months?|weeks?|days?|hours?|minutes?|seconds?|families|jobs|residents|refugees|students|"
    r"pupils|prisoners|fighters|militants|rebels|workers|employees|staff|animals|cars|vehicles|tanks|seats|points|"
    r"migrants|passengers|patients|officers|police|others?|more|additional|new|per\s?cent|percent|members|players|"
    r"bodies|injured|wounded|killed|casualties|guests|protesters|demonstrators|voters|households|schools|shots|"
    r"bullets|firefighters|personnel|square|cubic|calories|copies|units|shares|times|million|billion|thousand|hundred|"
    r"ukrainians?|russians?|palestinians?|israelis?|syrians?|americans?|firms|companies|countries|cities|towns|"
    r"villages|aircraft|ships|strikes|attacks|sorties|flights|inmates|detainees|suspects|arrests|investors|customers)"
)
# "The attack on April 25 killed seven" has a day before a verb.
NOT_COUNTED = rf"(?!,\d|[\d%\u2030]|\.\d|\s?%|(?:\s|-)(?!killed\b|wounded\b|injured\b|new\b){COUNTED}\b)"

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)"
)
MONTH_OR_SHORT = (
    rf"(?:{MONTH}\b|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|"
    r"JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT|SEP|OCT|NOV|DEC)\b\.?)"
)
WEEKDAY = (
    r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    r"MONDAY|TUESDAY|WEDNESDAY|THURSDAY|FRIDAY|SATURDAY|SUNDAY)"
)
WEEKDAY_SHORT = r"(?:Mon|Tues|Tue|Wed|Thurs|Thur|Thu|Fri|Sat|Sun)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?:1[5-9]\d\d|20\d\d)"
DASHES = r"\u2010-\u2015\u2212-"
DASH = f"[{DASHES}]"
COUNT = (
    r"(?:\d{1,4}|a couple of|couple of|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)"
)
UNIT = r"(?:second|minute|hour|day|night|week|fortnight|month|year|decade)s?"
PART = "(?:" + "|".join(sorted((re.escape(part) for part in PARTS_OF_DAY), key=len, reverse=True)) + ")"

_REPORTING = re.compile(
    r"\b(?:said|told|announced|reported|added|wrote|posted|warned|confirmed|claimed|tweeted|\w{2,20}ed)\b"
)
_FUTURE = re.compile(
    r"\b(?:will|shall|won't|'ll|upcoming|forthcoming|going to|plans? to|planned for|scheduled|slated|"
    r"(?:is|are|be|been|was|were)\s(?:expected|due|set|planned|scheduled|slated|to)|expected (?:to|on|in))\b",
    re.IGNORECASE,
)
_CLAUSE_EDGE = re.compile(r"[.!?;\n\u201c\u201d\"]")
_LOOK_BACK, _LOOK_AHEAD = 110, 60


def speaks_of_future(text: str, start: int, end: int) -> bool:
    """True where the clause around a day is in the future: "talks will be held on Wednesday".

    The day of a report about the future is past: "said on Tuesday that talks will be held".
    """
    before = text[max(0, start - _LOOK_BACK) : start]
    edges = list(_CLAUSE_EDGE.finditer(before))
    before = before[edges[-1].end() :] if edges else before
    markers = list(_FUTURE.finditer(before))
    if markers:
        rest = before[markers[-1].end() :].replace("scheduled", "")
        return markers[-1].group().lower().endswith(("set", "due")) or not _REPORTING.search(
            rest.replace("expected", "").replace("planned", "")
        )
    after = text[end : end + _LOOK_AHEAD]
    edge = _CLAUSE_EDGE.search(after)
    after = after[: edge.start()] if edge else after
    marker = _FUTURE.search(after)
    return bool(
        marker
        and not _REPORTING.search(after[: marker.start()])
        and before.strip().lower() in ("", "on", "in", "by", "at", "next")
    )


def zone_named(word: str | None, home: tzinfo) -> tzinfo:
    """The zone that "GMT" or "EDT" names; that of the report for "local time" and the unknown."""
    hours = ZONES.get(word.lower()) if word else None
    return home if hours is None else timezone(timedelta(hours=hours))


def small_number(word: str) -> int:
    """Read "three" and "3" as 3, "a couple of" as 2."""
    word = word.lower().replace(" of", "").replace("a couple", "couple")
    return int(word) if word.isdigit() else SMALL_NUMBERS[word]
