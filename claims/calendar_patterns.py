"""The patterns of calendar expressions, each with what makes an atom of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from claims.calendar_atoms import (
    Atom,
    bare_year_atom,
    century_atom,
    clock_atom,
    date_atom,
    decade_atom,
    holiday_atom,
    iso_atom,
    month_atom,
    near_day_atom,
    night_to_atom,
    nine_eleven,
    numeric_atom,
    overnight_atom,
    part_atom,
    quarter_atom,
    tonight_atom,
    weekday_atom,
    year_atom,
)
from claims.calendar_clock import Clock
from claims.calendar_words import (
    COUNTED,
    DASH,
    DASHES,
    DAY,
    MONTH,
    MONTH_OR_SHORT,
    NOT_COUNTED,
    PART,
    WEEKDAY,
    WEEKDAY_SHORT,
    YEAR,
)
from claims.calendar_years import BARE_YEAR

Maker = Callable[[re.Match[str], Clock], Atom | None]

_FRONT = rf"(?<![\w.,/:$\u20ac\u00a3{DASHES}])"
_BACK = rf"(?![\w/]|,\d|\.\d|:\d|{DASH}\d)"
_FULL_YEAR = rf"(?P<year>{YEAR})(?![\d%]|,\d|\.\d)"
_TO = rf"(?:\s?{DASH}\s?|\s(?:to|and|until|through|till)\s)"
_HALF = r"(?P<half>[aApP])(?:\.\s?[mM]\.|\.?[mM]\b)"
_ZONE = (
    r"(?:\s?\(?(?P<zone>GMT|UTC|BST|CES?T|EES?T|MSK|IST|JST|E[SD]T|C[SD]T|M[SD]T|P[SD]T|Z|local time|"
    r"(?:Eastern|Central|Pacific|Mountain|Kyiv|Moscow)(?:\stime|\sTime)?|ET|PT)\b\)?)"
)
# Each with its maker; of overlapping finds the longest, then the first listed, stands.
_PATTERNS: tuple[tuple[re.Pattern[str], Maker], ...] = tuple(
    (re.compile(pattern), maker)
    for pattern, maker in (
        (rf"{_FRONT}(?P<year>{YEAR})-(?P<month>\d\d)-(?P<day>\d\d)(?=T|\b)(?!-\d)", iso_atom),
        (
            rf"{_FRONT}(?P<day>{DAY}){_TO}(?P<day2>{DAY})(?:\s|-)(?:of\s)?(?P<month>{MONTH_OR_SHORT})"
            rf"(?:(?:,?\s|-)(?P<year>{YEAR}){NOT_COUNTED}|(?!\w))",
            date_atom,
        ),
        (
            rf"{_FRONT}(?P<day>{DAY})\s(?P<month>{MONTH_OR_SHORT}){_TO}(?P<day2>{DAY})\s(?P<month2>{MONTH_OR_SHORT})"
            rf"(?:,?\s(?P<year>{YEAR}){NOT_COUNTED}|(?!\w))",
            date_atom,
        ),
        (
            rf"{_FRONT}(?:{WEEKDAY_SHORT},?\s)?(?P<day>{DAY})(?:\s|-)(?:of\s)?(?P<month>{MONTH_OR_SHORT})"
            rf"(?:(?:,?\s|-)(?P<year>{YEAR}){NOT_COUNTED}|-(?P<_short>\d\d)\b|(?!\w))",
            date_atom,
        ),
        (
            rf"\b(?P<month>{MONTH_OR_SHORT})\s(?P<day>{DAY}){_TO}(?:the\s)?(?P<day2>{DAY})(?![\d:]|[ap]\.?m\b){NOT_COUNTED}"
            rf"(?:,?\s(?P<year>{YEAR}){NOT_COUNTED})?(?!\w)",
            date_atom,
        ),
        (
            rf"\b(?P<month>{MONTH_OR_SHORT})\s(?P<day>{DAY}){_TO}(?P<month2>{MONTH_OR_SHORT})\s(?P<day2>{DAY})"
            rf"{NOT_COUNTED}(?:,?\s(?P<year>{YEAR}){NOT_COUNTED})?(?!\w)",
            date_atom,
        ),
        (
            rf"\b(?:{WEEKDAY_SHORT},?\s)?(?P<month>{MONTH_OR_SHORT})\s(?:the\s)?(?P<day>{DAY})(?![\d:]|\.\d){NOT_COUNTED}"
            rf"(?:,?\s(?P<year>{YEAR}){NOT_COUNTED})?(?!\w)",
            date_atom,
        ),
        (
            rf"{_FRONT}(?P<first>\d\d?)(?P<_sep>[/.-])(?P<second>\d\d?)(?P=_sep)(?P<year>(?:19|20)\d\d){_BACK}",
            numeric_atom,
        ),
        (rf"{_FRONT}(?P<first>\d\d?)/(?P<second>\d\d?)/(?P<year>\d\d){_BACK}", numeric_atom),
        (rf"{_FRONT}9/11{_BACK}", nine_eleven),
        (
            r"\b(?P<which>(?:[Ll]ast|[Nn]ext|[Pp]ast|[Cc]oming|[Uu]pcoming|[Pp]revious|[Ff]ollowing|[Tt]his)\s)?"
            rf"(?P<weekday>{WEEKDAY})\b",
            weekday_atom,
        ),
        (
            r"(?i:\b(?P<day>today|yesterday|tomorrow|the previous day|the day before yesterday)\b)"
            r"(?!['\u2019]s\s[A-Z])",
            near_day_atom,
        ),
        (
            rf"\b(?P<holiday>(?:Christmas(?:\sEve|\sDay)?|New Year['\u2019]s(?:\sEve|\sDay)?|Boxing Day|"
            rf"Valentine['\u2019]s Day|Halloween))\b(?:,?\s(?P<year>{YEAR})\b)?"
            r"(?!\s(?:tree|card|present|gift|market|carol))",
            holiday_atom,
        ),
        (rf"{_FRONT}(?P<hour>\d\d?)(?:[:.](?P<minute>[0-5]\d))?\s?{_HALF}{_ZONE}?", clock_atom),
        (
            rf"{_FRONT}(?P<hour>[01]\d|2[0-4]):?(?P<minute>[0-5]\d)(?::[0-5]\d)?(?:\s?h(?:rs?|ours)?\b)?{_ZONE}",
            clock_atom,
        ),
        (rf"{_FRONT}(?P<hour>[01]\d|2[0-4]):?(?P<minute>[0-5]\d)\s?h(?:rs?|ours)?\b", clock_atom),
        (rf"{_FRONT}(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::[0-5]\d)?{_BACK}", clock_atom),
        (rf"{_FRONT}(?P<hour>\d\d?)(?:\s?|-)o['\u2019]clock\b", clock_atom),
        (
            rf"(?i)\b(?:(?P<which>this|last|previous|that)\s|the\s)?(?P<part>{PART})\b(?!\s(?:of\sthe\s(?:year|week)|prayers?|shift|"
            r"show|news|standard|star|times|club|vision)|-)",
            part_atom,
        ),
        (r"(?i)\btonight\b", tonight_atom),
        (r"(?i)\bover(?:-|\s)?night\b(?!\s(?:bag|stay|shelter|guest))", overnight_atom),
        (
            r"(?i:\b(?:over-?night|(?:the|last)\snight)\s(?:on\s)?(?:in)?to\s(?:the\s)?)(?P<which>)(?:(?P<weekday>"
            rf"{WEEKDAY})|(?P<day>{DAY})\s(?P<month>{MONTH_OR_SHORT})(?:\s(?P<year>{YEAR}))?)\b",
            night_to_atom,
        ),
        (
            rf"\b(?P<which>(?:[Ee]arly|[Mm]id|[Ll]ate|[Ll]ast|[Nn]ext)[\s-]|)(?P<month>{MONTH_OR_SHORT})"
            rf"(?:,?\s(?:of\s)?{_FULL_YEAR}{NOT_COUNTED})",
            month_atom,
        ),
        (
            rf"(?<=\b[iI]n )(?P<which>(?:early|mid|late|the end of|middle of)?[\s-]?)(?P<month>{MONTH})(?P<year>)\b"
            rf"(?!\s(?:[A-Z]|{DAY}\b))",
            month_atom,
        ),
        (
            r"(?i:\b(?:in|since|until|till|by|through|during|throughout|from|to|between|and|before|after|of|"
            r"for|on|at)\s)"
            rf"(?P<which>(?:early|mid|late|last|next|the end of|end of|this)[\s-]|)(?P<month>{MONTH})(?P<year>)\b"
            r"(?!\s[A-Z])",
            month_atom,
        ),
        (
            rf"\b(?P<which>(?:[Ee]arly|[Mm]id|[Ll]ate|[Ll]ast|[Nn]ext)[\s-])(?P<month>{MONTH})(?P<year>)\b(?!\s[A-Z])",
            month_atom,
        ),
        (
            r"\b(?P<which>)(?P<month>January|February|July|September|October|November|December)(?P<year>)\b"
            r"(?!\s[A-Z])",
            month_atom,
        ),
        (rf"{_FRONT}(?P<year>{YEAR}){DASH}(?P<year2>{YEAR}|\d\d){_BACK}(?!\s?{COUNTED}\b)", year_atom),
        (rf"{_FRONT}(?P<year>20\d\d)/(?P<year2>\d\d){_BACK}", year_atom),
        (
            rf"(?i:\b(?P<season>spring|summer|autumn|fall|winter)\s(?:of\s)?)(?P<year>{YEAR}){_BACK}{NOT_COUNTED}",
            year_atom,
        ),
        (rf"(?i:\bbetween\s)(?P<year>{YEAR})\sand\s(?P<year2>{YEAR}){_BACK}{NOT_COUNTED}", year_atom),
        (
            rf"(?i:\bfrom\s)(?P<year>{YEAR})\s(?:to|until|through|till)\s(?P<year2>{YEAR}){_BACK}{NOT_COUNTED}",
            year_atom,
        ),
        (
            rf"(?i:\b(?P<lead>FY|fiscal(?:\syear)?(?:\s\(FY\))?|financial year|tax year)\s?)(?P<year>{YEAR})"
            rf"(?:[/-](?P<year2>\d\d))?{_BACK}",
            year_atom,
        ),
        (BARE_YEAR.pattern, bare_year_atom),
        (r"(?<![\w.,$])(?P<decade>(?:1[5-9]|20)\d0)['\u2019]?s\b", decade_atom),
        (
            r"(?<![\w.,$])(?:['\u2018\u2019]|mid-|early-|late-)?(?P<decade>[2-9]0)s\b(?<=['\u2018\u2019]\d\ds)",
            decade_atom,
        ),
        (r"\b(?:the\s)?(?P<century>\d\d?(?:st|nd|rd|th))[\s-][Cc]entury\b", century_atom),
        (
            rf"\b(?P<length>[QH])(?P<digit>[1-4])(?:(?:\s|\sof\s|-|/)'?(?P<year>{YEAR}|\d\d)\b)?(?![\w-])",
            quarter_atom,
        ),
        (rf"\b(?P<digit>[1-4])(?P<length>[QH])(?:\s|-|/)?'?(?P<year>{YEAR}|\d\d)\b", quarter_atom),
        (
            rf"(?i:\bthe\s(?P<which>first|second|third|fourth|final|last|[1-4](?:st|nd|rd|th))[\s-](?P<length>quarter|half))"
            rf"(?i:\sof\s(?:the\syear|this\syear|(?P<year>{YEAR})\b))?(?<!half)(?!\sof\s[a-z]|-?final)",
            quarter_atom,
        ),
        (
            rf"(?i:\bthe\s(?P<which>first|second)[\s-](?P<length>half)\sof\s(?:the\syear|this\syear|(?P<year>{YEAR})\b))",
            quarter_atom,
        ),
    )
)


def find_atoms(text: str, clock: Clock) -> Iterator[Atom]:
    """Every calendar expression by itself, in order, the longest where two overlap."""
    found: list[Atom] = []
    for pattern, maker in _PATTERNS:
        for match in pattern.finditer(text):
            atom = maker(match, clock)
            if atom:
                found.append(atom)
    found.sort(key=lambda atom: (atom.start, atom.start - atom.end))
    end = -1
    for atom in found:
        if atom.start >= end:
            yield atom
            end = atom.end
