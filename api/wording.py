"""Values in an editor's words: "13 or more", "about 540 to 660", "22 July 2025, 12:00 UTC"."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from claims.circumstances import describe
from claims.embedding_text import country_name
from claims.types import Claim, Period, Place, Quantity, Report

DURATIONS = ("second", "minute", "hour", "day", "week", "month", "year")


def moment_words(moment: datetime) -> str:
    """An instant in words: "22 July 2025, 12:00 UTC"."""
    local = moment.astimezone(UTC)
    return f"{local.day} {local:%B %Y, %H:%M} UTC"


def quantity_words(quantity: Quantity) -> str:
    """A quantity as an editor would note it: "13 or more", "about 540 to 660", "under 4%", "3 USD per day"."""
    span = quantity.interval
    low, high = (None if bound is None else _value(bound) for bound in (span.low, span.high))
    unit = _unit_words(quantity)
    if span.exact is not None:
        words = f"{low}{unit}"
    elif low is not None and high is not None:
        words = f"{'about ' if quantity.approximate else ''}{low} to {high}{unit}"
    elif low is not None:
        words = f"more than {low}{unit}" if span.low_open else f"{low}{unit} or more"
    elif high is not None:
        fewer = "less" if unit else "fewer"
        about = "about " if quantity.approximate else ""
        words = f"{about}under {high}{unit}" if span.high_open else f"{about}{high}{unit} or {fewer}"
    else:
        words = f"some{unit}"
    return words + (f" per {quantity.per}" if quantity.per else "")


def _unit_words(quantity: Quantity) -> str:
    unit = quantity.unit
    if unit is None or unit in ("%", "×"):
        return unit or ""
    return f" {unit}s" if unit in DURATIONS and quantity.interval.exact != 1 else f" {unit}"


def _value(value: Decimal) -> str:
    return f"{int(value):,}" if value == value.to_integral_value() else f"{value.normalize():,f}"


def claim_words(claim: Claim) -> str:
    """What a claim says and how the report words it: "people wounded: 13 or more “at least 13 people”".

    A statement is its own wording. What is denied or not certain is marked so.
    """
    marks = [] if claim.polarity == "affirmed" else ["denied"]
    if claim.certainty != "stated":
        marks.append(claim.certainty)
    said = f"“{claim.quote}”" + (f" ({', '.join(marks)})" if marks else "")
    if claim.quantity is None:
        return said
    value = f"{quantity_words(claim.quantity)} {said}"
    about = subject_words(claim)
    return value if about.casefold() == claim.quote.casefold() else f"{about}: {value}"


def subject_words(claim: Claim) -> str:
    """What a claim is about, without its figure: "people wounded"."""
    if claim.statement:
        return claim.statement.subject
    return claim.measure.text if claim.measure and claim.measure.text else claim.quote


def context_words(claim: Claim) -> str:
    """Where, when and on whose word; empty where the text settles none of them."""
    parts = []
    if claim.place:
        parts.append(_place_words(claim.place))
    if claim.period:
        parts.append(_period_words(claim.period))
    if claim.attribution:
        parts.append(f"says {claim.attribution.source}")
    return " · ".join(parts)


def _place_words(place: Place) -> str:
    country = country_name(place.country) or place.country
    return place.name if country in (None, place.name) else f"{place.name}, {country}"


def _period_words(period: Period) -> str:
    return period.text if period.start is None or period.end is None else describe(period)


def heading(report: Report) -> str:
    """A report in one line: "Al Jazeera, 22 July 2025, 12:00 UTC: the headline"."""
    title = f": {report.title}" if report.title else ""
    return f"{report.outlet}, {moment_words(report.published)}{title}"


def count_words(number: int, one: str, many: str) -> str:
    """A number with its noun: "1 claim", "2 claims"."""
    return f"{number:,} {one if number == 1 else many}"
