"""Whether a bare four-digit number is a year: "in 2014" and "2022 invasion" are, "2000 soldiers" is not."""

from __future__ import annotations

import re

from claims.calendar_words import COUNTED, DASH, DASHES

BARE_YEAR = re.compile(
    rf"(?=[12]\d\d\d)(?:(?<![\w.,/:$\u20ac\u00a3#{DASHES}])|(?<=\bmid-)|(?<=\bpre-)|(?<=\bpost-)|"
    rf"(?<=\bearly-)|(?<=\blate-))(?P<year>1[5-9]\d\d|20\d\d)(?![\w/%]|,\d|\.\d|:\d|{DASH}\d|\s%)"
)
_BACK, _AHEAD = 40, 40
_COUNTED_NEXT = re.compile(rf"(?:\s|-){COUNTED}\b", re.IGNORECASE)
# "A fire in 2014 killed 29": the verb has its own object, so that the number before it counts nothing.
_DID = re.compile(
    r"\s(?:killed|wounded|injured|hurt|displaced|destroyed)\s(?:\d+|at least|more than|some|about|around|nearly|almost|"
    r"over|up to|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|scores|hundreds|thousands|all|a|"
    r"an|the|his|her|their)\b",
    re.IGNORECASE,
)
# Before a year, whatever follows.
_STRONG = re.compile(
    r"\b(?:in|since|until|till|before|during|throughout|between|circa|early|late|mid|year|years|(?:end|start|beginning|"
    r"middle|half|quarter|spring|summer|autumn|fall|winter|class|january|february|march|april|may|june|july|"
    r"august|september|october|november|december)(?:\sof)?|as of|compared with|compared to|versus|vs\.?|"
    r"back to|dates? to|prior to|pre|post|founded|born|fiscal|election|season|model|\d{4},(?:\sand)?|"
    r"\d{4}\s(?:and|or|to))[\s-]$",
    re.IGNORECASE,
)
# Before a year or a count: what follows, or what stood before, decides.
_WEAK = re.compile(
    r"\b(?:after|by|from|of|through|for|the|a|its|their|his|her|our|this)[\s-]$|['\u2019]s\s$", re.IGNORECASE
)
_COUNTING = re.compile(
    r"\b(?:total|crowds?|maximum|minimum|number|groups?|forces?|average|record|speed|height|capacity|population|toll|"
    r"distance|altitude|hundreds|thousands|(?:rose|risen|fell|fallen|grew|increased?|decreased?|dropped|outnumbered|up|"
    r"down|cut|reduced|swelled|rise|fall|jump\w{0,2}|sample|fleet|army|garrison|some|excess|tune|minimum|price|cost)"
    r"(?:\sin)?)\s(?:by|of|from|to|for)\s$",
    re.IGNORECASE,
)
_PLURAL_EVENT = re.compile(
    r"\s(?:elections|protests|floods|games|wars|riots|talks|sanctions|figures|levels|prices|wildfires|fires|finals|"
    r"clashes|accords|olympics|results|midterms|primaries|hurricanes|earthquakes|hostilities|uprisings|bombings|"
    r"massacres|killings|shootings|agreements|minsk|estimates|guidelines|series|crisis|census|olympics|sales|"
    r"earnings|revenues|profits|awards|negotiations|evacuations|reforms|amendments|standards|rules)\b",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"\s[a-z]{2,20}[^s\W]s\b(?<!\bwas)(?<!\bhas)(?<!\bthis)(?<!\bis)(?<!\bits)")
_NOUN_NEXT = re.compile(
    r"\s(?!of\b|and\b|or\b|were\b|are\b|have\b|had\b|in\b|to\b|at\b|on\b|from\b|with\b|the\b|a\b|as\b|for\b|is\b|was\b|"
    r"by\b|but\b|who\b|that\b|when\b|more\b|[a-z]{2,20}(?:ed|ly)\b)[A-Za-z][a-z]{2,20}\b"
)


def is_year(text: str, start: int, end: int) -> bool:
    """Decides for the bare number at this span, from a few words on either side."""
    before, after = text[max(0, start - _BACK) : start], text[end : end + _AHEAD]
    if _COUNTED_NEXT.match(after) and not (_DID.match(after) and _STRONG.search(before)):
        return False
    enclosed = before[-1:] in ("(", "\u2018", "'") and after[:1] in (")", ",", ";", "-", "\u2013")
    if enclosed or (after.startswith(": ") and (not before or before.endswith("\n"))):
        return True
    if _STRONG.search(before):
        return True
    if text[start:end].endswith("00") or _COUNTING.search(before):
        return False
    plural = bool(_PLURAL.match(after)) and not _PLURAL_EVENT.match(after)
    if _WEAK.search(before):
        return not plural
    if before.endswith(", ") and after[:1] in (",", "."):
        return True
    return not plural and bool(_NOUN_NEXT.match(after)) and text[start] in "12" and int(text[start:end]) >= 1900
