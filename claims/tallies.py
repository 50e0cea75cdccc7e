"""Scores and votes: "3-2", "voted 220-212", "approved by 364 to 62" set sides against each other and count nothing.

"By 364 votes to 62" counts votes, and is left to the number reader.
"""

from __future__ import annotations

import re

from claims.lexemes import Number
from claims.numbers import NumberReader
from claims.unit_words import unit_after

_SCORE_CUE = re.compile(
    r"\b(?:w[io]n|wins|winning|beat|beats|beating|defeat|defeated|defeats|lost|lose|loses|losing|draw|drew|victory|"
    r"loss|score|scored|scoreline|led|lead|leads|trail|trailed|trailing|vote|votes|voted|ruled|ruling|decision|set|sets|"
    r"thrashed|aggregate|down|up|ahead|behind|penalties|tie|tied|win|level|goalless|record|series|match|rout|rally|thumping|shootout)\b",
    re.I,
)
_TALLY = re.compile(r"[\s-](?:votes?|ruling|verdict|defeat|victory|loss|scoreline)\b", re.I)
_OUTNUMBERED = re.compile(r"\b(?:margin|ratio|odds|outnumber\w*|revised|raised|cut|toll)\b", re.I)
_VOTING = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)|pass(?:ed|es)?|approv(?:e|es|ed|ing)|adopt(?:s|ed|ing)?|carried|confirm(?:s|ed|ing)?|"
    r"reject(?:s|ed|ing)?|defeat(?:s|ed|ing)?|back(?:s|ed|ing)?|clear(?:s|ed)|endors(?:es|ed|ing)|ratif(?:ies|ied|ying)|"
    r"acquit(?:s|ted)|convict(?:s|ed)|impeach(?:es|ed)|censur(?:es|ed)|elect(?:s|ed)|re-elected|overr(?:ode|idden|ides)|"
    r"overturn(?:s|ed)|upheld|struck down|blocked|killed the bill|split|divided|ballot(?:s|ed)?|rul(?:es|ed)|sided)\b",
    re.I,
)
_ENDED = re.compile(  # what may follow a tally: no noun that it could count
    r"\s?(?:[,.;:)—–”\"]|$|(?:on|in|to|at|with|along|after|late|early|against|vote|votes|margin|majority|for|as|last|"
    r"this|that|and|but|when|before|following|amid|despite|over|late|shortly|yesterday|today|tonight|overnight|by|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)"
)


def score(text: str, reader: NumberReader, number: Number) -> int | None:
    """ "3-2", "won 2-1", "6-4, 6-3", "voted 52-48", "passed it, 213-217": the last lexeme of a tally in figures."""
    lexemes = reader.lexemes
    start, end = lexemes[number.first].start, lexemes[number.last].end
    if number.shape == "range" and _TALLY.match(text, end):
        return number.last  # "a 48 to 50 vote"
    if number.shape == "range":
        glued = lexemes[number.last].start - lexemes[number.first].end == 1
        around = text[max(0, start - 60) : start] + text[end : end + 25]
        small = number.high is not None and number.high <= 15
        unit_next = re.match(
            r"[\s-]?(?:%|per|°|km|mile|metre|year|day|week|month|hour|minute|people|inch)", text[end:][:12]
        )
        scored = glued and small and not unit_next and _SCORE_CUE.search(around)
        return number.last if scored or (glued and _voted(text, start, end)) else None
    if reader.word(number.last + 1) in {"-", "–", "‑"} and reader.hyphenated(number.last + 1):
        other = lexemes[number.last + 2]
        if other.kind == "n" and other.text.isdigit() and reader.word(number.first).isdigit():
            return number.last + 2
    return None


def sides_told(text: str, reader: NumberReader, number: Number, start: int, end: int) -> int | None:
    """ "voted 8 to 1", "ruled six to three", "by 364 to 62": the last lexeme of a vote or score told in words."""
    if number.shape not in {"plain", "range"}:
        return None
    if reader.word(number.first - 1) == "from" or _OUTNUMBERED.search(text[max(0, start - 30) : end + 30]):
        return None
    if number.shape == "range":  # "rejected it by 213 to 217": the losing side first
        told = " to " in text[start:end] and _voted(text, start, end) and not unit_after(reader, number.last)
        return number.last if told else None
    if reader.word(number.last + 1) != "to" or number.last + 2 >= len(reader.lexemes):
        return None
    other = reader.read(number.last + 2, ranges=False)
    if other is None or other.shape != "plain" or not other.low < number.low or unit_after(reader, other.last):
        return None
    scored = number.low <= 1000 and _SCORE_CUE.search(text, max(0, start - 30), start)
    return other.last if scored or _voted(text, start, reader.lexemes[other.last].end) else None


def _voted(text: str, start: int, end: int) -> bool:
    """True where a verb of voting stands before in the sentence, and nothing behind that could be counted."""
    before = re.split(r"[.;\n]\s", text[max(0, start - 90) : start])[-1]
    return bool(_VOTING.search(before) and _ENDED.match(text, end))
