"""Figures that count nothing: F-16, Flight 175, G7, 5G, 22nd Street, page 4, 3-2, 0800 555 1234, list numbers.

Dates and clock times are found by `claims.periods`. Each rule looks at the words around a figure only, so that
it costs the same whatever the text's length.
"""

from __future__ import annotations

import re

from claims.lexemes import Number
from claims.numbers import NumberReader
from claims.tallies import score, sides_told
from claims.unit_words import unit_after

_CUES = frozenset(
    """flight flights route routes highway interstate motorway road room section row chapter article articles page pages
    no number numbers version season episode gate terminal platform phase level category stage type grade tier
    step lane line unit squadron brigade battalion division regiment boeing airbus iphone galaxy
    pixel playstation xbox android ios windows model formula
    channel resolution proposition amendment ward precinct district zone paragraph clause rule protocol
    apollo falcon covid block exit junction bus train class part volume vol issue psalm verse hurricane
    suite apartment apt lot pier sector group pool game figure fig table box bay tower building nos
    floor sections rows""".split()
)
_AMOUNTING = re.compile(  # "the injured number 43", not "flight number 43"
    r"(?:[a-z]{2,}(?<!s)s|people|women|men|children|injured|dead|wounded|missing|homeless|displaced|reach|here|there|now"
    r"|\b(?:in|from|of)\s[A-Z][\w-]+)\snumber\s$"
)
_INDEX_NAMES = frozenset(
    "s&p p ftse fortune nasdaq cac dax nikkei russell stoxx asx topix csi ibex euronext sp500".split()
)
_GROUPS = re.compile(r"\b(?:Group|GROUP|Big|Gang|Class|Top|Magnificent|Chicago|Central Park|Fab)\s(?:of\s)?$")
_STREET = re.compile(
    r"[\s-](?:block\sof\b|(?:[NSEW]\.?\s|(?:North|South|East|West)\s)?(?:(?:[A-Z]|\d{1,3}(?:st|nd|rd|th))[\w.'’]*\s){1,3}"
    r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Dr|Lane|Ln|Way|Court|Ct|Place|Pl|Square|Sq|Terrace|"
    r"Highway|Parkway|Pkwy|Crescent|Row|Mall)\b)"
)
_MODEL = re.compile(  # aircraft families by number alone, and postal codes
    r"(?:7[0-8]7|3[1-5]0|31[89]|32[01]|380)(?:s\b|-\d{1,3}\b|\s(?:Max|MAX|Dreamliner|jets?|jetliners?|airliners?|neo)\b)"
    r"|\d{5}\s(?i:zip|post)\b"
)
_MODEL_NAME = re.compile(r"\s(?:Pro|Max|Plus|Ultra|Mini|Lite|SE|XL|Air|Series)\b")  # "iPhone 11 Pro and 11 Pro Max"
_YEAR = re.compile(r"(?:19|20)\d\d(?:['’′]?s\s[a-z]|['’′]s\b)")  # "2018s best sector"
_MODEL_YEAR = re.compile(r"(?:19[2-9]\d|20[0-4]\d)\s[A-Z][\w-]*(?P<more>\s[A-Z0-9][\w-]*)?")  # "the 2024 GMC Hummer"
_DEFINITE = re.compile(r"(?:\b(?:the|a|an|his|her|their|its|new|my|our)|['’]s)\s$")
_DECADE = re.compile(r"(?:1\d|20)\d0['’]?s\b|(?<=['’])\d0s\b")
_PLAN = re.compile(r"\([a-z]\)")  # "401(k)"
_NAMED = re.compile(  # names that hold a number, in capitals
    r"\b(?:Final|Big|Sweet|Elite|Formula|Air Force|Channel|Super|Fortune|Kick|Catch|Fab|Jackson|Magnificent)\s$"
)
_POSITION = re.compile(  # sports pages set a shirt's number in brackets behind a name
    r"\b(?:quarterback|linebacker|cornerback|receiver|running back|guard|forward|pitcher|catcher|shortstop|tight end|"
    r"baseman|outfielder|goalie|goaltender|defenseman|touchdown|inning|quarter|dunks?|rebound|NFL|NBA|NHL|MLB)\b"
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.I)
_DIALLED = re.compile(r"\d{3}[-‑–]\d{4}(?!\d)")
_CALL = re.compile(r"\b(?:call|called|phone|telephone|tel|dial|contact|hotline|text)\b", re.I)
_LIST_NUMBER = re.compile(r"[.)]\s")
_IDIOM = re.compile(
    r"\s(?:of\s(?:the|those|these|our|his|her|their|its|my|your|them|us|which|whom|many|several|a|an|[A-Z]\w{0,30}['’]s)\b"
    r"|another\b|day\b|way\b|thing\b|time\b|hand\b|side\b|reason\b|by\sone\b|after\b|where\b|who\b|"
    r"that\b|which\b|example\b|such\b|"
    r"is\b(?!\s(?:dead|missing|hurt|injured|wounded|trapped|in\s(?:a\s)?(?:critical|serious|custody|hospital)))|can\b|could\b|would\b|must\b|should\b|might\b|may\b|has\sto\b|needs?\b|"
    r"wants?\b|-(?:time|way|sided|off|on|stop|sixth)\b|point\b|moment\b|more\stime\b|step\b|bit\b|else\b)",
)
_NOBODY = re.compile(r"\b(?:no|any|every|each|some)[\s-]$", re.I)
_ONE_BEFORE = re.compile(
    r"\b(?:no|any|every|each|this|that|the|which|another|some|a|an|only|new|first|second|third|last|good|bad|big|next|"
    r"other|right|wrong|loved|single|square|day|number|as|quarter-to|number|red|blue|young|old|great|little|phase|"
    r"level|formula|tier|on|at|for)[\s-]$",
    re.I,
)
_SUFFIX_OK = re.compile(
    r"(?:km|kms|m|cm|mm|mi|ft|kg|g|mg|lb|lbs|oz|t|l|ml|ha|sqm|mph|kph|kmh|km/h|w|kw|mw|gw|kwh|mwh|gwh|v|kv|hz|khz|mhz|"
    r"ghz|gb|mb|tb|kb|mbps|gbps|mah|hp|bhp|ps|rpm|nm|db|psi|cc|c|f|k|mn|mln|bn|bln|b|tn|trn|million|billion|trillion|"
    r"thousand|hrs?|mins?|secs?|ms|yrs?|yo|pc|pct|percent|usd|eur|gbp|x|pp|bps|mp|bar|kt|kn|nmi|odd|"
    r"s|p|fold|bbl|boe|cal|kcal|in|inch|feet|foot|miles|metres|meters|km²|m²|m³|kms|tonnes|tons|year|years|day|days|hour|hours|"
    r"minute|minutes|second|seconds|people|litre|litres|°c|°f)(?![^\W_])",
    re.I,
)


def span_of_non_quantity(text: str, reader: NumberReader, number: Number, money: bool) -> int | None:
    """The last lexeme of what is no quantity, where the figure at hand is part of such; else None."""
    start, end = reader.lexemes[number.first].start, reader.lexemes[number.last].end
    before, after = text[max(0, start - 24) : start], text[end : end + 60]
    if money:
        return None
    if reader.lexemes[number.first].kind == "n":
        for rule in (_name_before, _name_after, _code, score, _address):
            last = rule(text, reader, number)
            if last is not None:
                return last
        if _list_number(text, start, end) or _model(text, number, start, end) or _shirt(text, start, end):
            return number.last
    elif _proper(text[start], before, after):
        return number.last
    if _PROGRAMME.match(after) and number.first == number.last and (before[-2:-1].islower() or before.endswith("’ ")):
        return number.last
    if _SAME_SIDES.match(text, start):
        return number.last + 2
    if _cued(reader, number, before, after):
        return number.last
    if (sides := sides_told(text, reader, number, start, end)) is not None:
        return sides
    if reader.word(number.first) in {"one", "1"} and number.first == number.last and _pronoun(before, after):
        return number.last
    return None


_TITLED = re.compile(r"\s[A-Z][a-z]+")
_PROGRAMME = re.compile(r"\s(?:Minutes|Hours|Days|Weeks|Seconds|Years)\b(?!\s[A-Z])")  # "CBS’ 60 Minutes"
_SAME_SIDES = re.compile(r"(two|three|four|five|six|seven|eight|nine)[-‑–]\1\b", re.I)  # "a three-three balance"


def _proper(first: str, before: str, after: str) -> bool:
    """Names that hold a number in words: "Group of Seven", "the Ten Commandments"."""
    if _GROUPS.search(before) and "of" in before[-5:]:
        return True
    titled = before.endswith(("the ", "The ")) and _TITLED.match(after)
    return first.isupper() and bool(titled or _NAMED.search(before))


def _model(text: str, number: Number, start: int, end: int) -> bool:
    """ "11 Pro Max", "the 1930s", "401(k)", and a year possessive or before a model: "the 2024 GMC Hummer"."""
    if _DECADE.match(text, start) or _PLAN.match(text, end):
        return True
    if end - start == 4 and number.first == number.last:
        named = _MODEL_YEAR.match(text, start)
        definite = _DEFINITE.search(text, max(0, start - 8), start)
        if _YEAR.match(text, start) or (named and number.low % 100 and (named["more"] or definite)):
            return True
    return end - start <= 2 and bool(_MODEL_NAME.match(text, end))


def _shirt(text: str, start: int, end: int) -> bool:
    """ "Dallas quarterback Dak Prescott (4) celebrates": a shirt's number, not an age."""
    if text[max(0, start - 2) : start] != " (" or text[end : end + 1] != ")" or end - start > 2:
        return False
    around = text[max(0, start - 60) : start] + text[end : end + 60]
    return text[max(0, start - 3)].isalpha() and bool(_POSITION.search(around))


def _name_before(text: str, reader: NumberReader, number: Number) -> int | None:
    """Letters glued before: S-300, F-16, A320, COVID-19; but not "mid-20s", "magnitude-7.7", "US$"."""
    start = reader.lexemes[number.first].start
    if start == 0:
        return None
    sign = text[start - 1]
    if sign in "-‑–" and text[max(0, start - 7) : start - 1].rstrip().lower().endswith("covid"):
        return _last_glued(reader, number)
    if sign.isalpha() or sign == "_":
        return None if reader.word(number.first - 1) in {"rs", "rm", "p", "r", "ps"} else _last_glued(reader, number)
    if sign in "-‑–/" and start > 1 and (text[start - 2].isalnum()):
        word = reader.word(number.first - 2)
        if word in {"mid", "magnitude", "early", "late", "under", "over", "minus", "plus", "pre", "post", "sub"}:
            return None
        return _last_glued(reader, number) if not word.isdigit() or sign == "/" else number.last
    if sign in "#@&:.+=" and not (sign in ":.+" and (start < 2 or text[start - 2].isspace())):
        return None if sign in ":." and not text[start - 2].isdigit() and sign == ":" else _last_glued(reader, number)
    return None


def _last_glued(reader: NumberReader, number: Number) -> int:
    last = number.last
    while reader.glued(last + 1) and (reader.word(last + 1).isalnum() or reader.word(last + 1) in "-/"):
        last += 1
    return last


def _name_after(text: str, reader: NumberReader, number: Number) -> int | None:
    """Letters or figures glued behind that are no unit: 5G, 1080p, 737MAX, 22nd, 10:30, 24/7, 1.2.3."""
    last = number.last
    end = reader.lexemes[last].end
    if end >= len(text):
        return None
    sign = text[end]
    if sign.isalpha() and reader.lexemes[last].kind == "n":
        if _ORDINAL.match(text, end):
            return last + 1
        unit = unit_after(reader, last)
        apart = unit is not None and not (reader.glued(unit.edge + 1) and reader.kind(unit.edge + 1) in {"n", "w"})
        if apart and not (text[end] in "GDV" and not text[end + 1 : end + 2].isalpha()):
            return None  # "3923sq m", "24703m2", "100km/hr", "2.14degF"
        if not _SUFFIX_OK.match(text, end) or text[end] in "GDV" and not text[end + 1 : end + 2].isalpha():
            return _last_glued(reader, number)
    if _MODEL.match(text, reader.lexemes[number.first].start):
        return last
    follower = text[end + 1 : end + 2]
    if sign in ":/" and follower.isdigit():
        return _last_glued(reader, number) + (sign == ":")
    if sign == "." and follower.isdigit():
        return last + 2
    if sign in "-‑" and follower.isalpha():
        word = reader.word(last + 2)
        if len(word) <= 2 and word not in {
            "to",
            "or",
            "km",
            "mi",
            "ft",
            "kg",
            "lb",
            "m",
            "cm",
            "mm",
            "in",
            "t",
            "c",
            "f",
        }:
            return last + 2
    return None


def _code(text: str, reader: NumberReader, number: Number) -> int | None:
    """Figures chained by hyphens or brackets: phone numbers, serial numbers, ZIP+4; leading zeros."""
    last = number.last
    start = reader.lexemes[number.first].start
    if number.shape == "range" and _DIALLED.match(text, start) and _CALL.search(text, max(0, start - 60), start):
        return last
    first_text = reader.word(number.first)
    if len(first_text) > 1 and first_text.startswith("0") and "." not in first_text and "," not in first_text:
        while reader.lexemes[last + 1 :] and reader.lexemes[last + 1].kind == "n":
            last += 1
        return last
    chain = 0
    while reader.hyphenated(last + 1) and reader.lexemes[last + 2].kind == "n":
        last += 2
        chain += 1
    return last if chain >= 2 or (chain == 1 and len(reader.word(last)) == 4 and len(first_text) == 3) else None


def _address(text: str, reader: NumberReader, number: Number) -> int | None:
    end = reader.lexemes[number.last].end
    return number.last if _STREET.match(text, end) and number.low < 100_000 else None


def _list_number(text: str, start: int, end: int) -> bool:
    """ "1. Item" and "2) Item" at the start of a line."""
    line = text.rfind("\n", max(0, start - 4), start)
    at_start = not text[max(0, start - 3, line + 1) : start].strip(" (\t") and (start < 3 or line >= 0)
    return at_start and end - start <= 2 and bool(_LIST_NUMBER.match(text, end))


def _cued(reader: NumberReader, number: Number, before: str, after: str) -> bool:
    """A naming word before: "Flight 175", "page 4", "S&P 500", "Group of Seven"."""
    word = reader.word(number.first - 1)
    if word == "." and reader.word(number.first - 2) in {"no", "nos", "vol", "fig"}:
        return True
    if word in {"no"} and reader.lexemes[number.first].kind != "n":
        return False
    figure = reader.word(number.first)
    indexed = number.first == number.last and ("." not in figure and "," not in figure)
    if word == "number" and _AMOUNTING.search(before):
        return False
    if word in _CUES and before.endswith((" ", "\u00a0")) and indexed and unit_after(reader, number.last) is None:
        return True
    if word == "euro" and re.fullmatch(r"20\d\d", figure):
        return True
    if before.lower().endswith(("s&p ", "s & p ", "poor's ", "poor’s ")):
        return True
    if word in _INDEX_NAMES and before.endswith(" ") and reader.lexemes[number.first].kind == "n" and word != "p":
        return True
    return word in {"top", "bottom"} and not re.match(
        r"\s(?!(?:of|in|on|at|during|for|as|and|with|is|was|by)\b)[a-z]", after
    )


def _pronoun(before: str, after: str) -> bool:
    """ "one of the", "no one", "one another", "this one": not a count of one."""
    if _IDIOM.match(after) or _NOBODY.search(before):
        return True
    if re.search(r"\b(?:at least|only|just|than|least|and|killing|leaving|kills|kill|with|including)\s$", before, re.I):
        return False
    return bool(_ONE_BEFORE.search(before)) and not re.match(r"[\s-](?:[a-z]{3,})", after)
