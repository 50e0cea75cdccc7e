"""Values in an editor's words: "13 or more", "about 540 to 660", "22 July 2025, 12:00 UTC"."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from claims.types import Claim, Period, Quantity, Report

DURATIONS = ("second", "minute", "hour", "day", "week", "month", "year")


def moment_words(moment: datetime) -> str:
    """An instant in words: "22 July 2025, 12:00 UTC"."""
    local = moment.astimezone(UTC)
    return f"{local.day} {local:%B %Y, %H:%M} UTC"


def quantity_words(quantity: Quantity) -> str:
    """A quantity as an editor would note it: "13 or more", "about 540 to 660", "under 4%"."""
    span = quantity.interval
    if span.exact is not None:
        words = _value(span.exact)
    elif span.low is not None and span.high is not None:
        words = f"{_value(span.low)} to {_value(span.high)}"
    elif span.low is not None:
        words = f"more than {_value(span.low)}" if span.low_open else f"{_value(span.low)} or more"
    elif span.high is not None:
        words = f"under {_value(span.high)}" if span.high_open else f"{_value(span.high)} or fewer"
    else:
        words = "some"
    about = "about " if quantity.approximate and span.exact is None and span.high is not None else ""
    rate = f" per {quantity.per}" if quantity.per else ""
    return about + words + _unit_words(quantity) + rate


def _unit_words(quantity: Quantity) -> str:
    unit = quantity.unit
    if unit is None or unit in ("%", "×"):
        return unit or ""
    return f" {unit}s" if unit in DURATIONS and quantity.interval.exact != 1 else f" {unit}"


def _value(value: Decimal) -> str:
    return f"{int(value):,}" if value == value.to_integral_value() else f"{value.normalize():,f}"


def claim_words(claim: Claim) -> str:
    """What a claim says and how the report words it: "people wounded: 13 or more: “at least 13 people”".

    A statement is its own wording. What is denied or not certain is marked so.
    """
    marks = [] if claim.polarity == "affirmed" else ["denied"]
    if claim.certainty != "stated":
        marks.append(claim.certainty)
    said = [claim.measure.text] if claim.measure and claim.measure.text else []
    if claim.quantity:
        said.append(quantity_words(claim.quantity))
    said.append(f"“{claim.quote}”" + (f" ({', '.join(marks)})" if marks else ""))
    return ": ".join(said)


def subject_words(claim: Claim) -> str:
    """What a claim is about, without its figure: "people wounded"."""
    if claim.statement:
        return claim.statement.subject
    return claim.measure.text if claim.measure and claim.measure.text else claim.quote


def context_words(claim: Claim) -> str:
    """Where, when and on whose word; empty where the text settles none of them."""
    parts = []
    if claim.place:
        outside = claim.place.country and claim.place.feature != "country"
        parts.append(f"{claim.place.name}, {claim.place.country}" if outside else claim.place.name)
    if claim.period:
        parts.append(_period_words(claim.period))
    if claim.attribution:
        parts.append(f"says {claim.attribution.source}")
    return " · ".join(parts)


def _period_words(period: Period) -> str:
    if period.start is None or period.end is None:
        return period.text
    start, end = period.start.astimezone(UTC), period.end.astimezone(UTC)
    return f"{period.text} ({start.day} {start:%b %H:%M} to {end.day} {end:%b %H:%M} UTC)"


def heading(report: Report) -> str:
    """A report in one line: "Al Jazeera, 22 July 2025, 12:00 UTC: the headline"."""
    title = f": {report.title}" if report.title else ""
    return f"{report.outlet}, {moment_words(report.published)}{title}"


def count_words(number: int, one: str, many: str) -> str:
    """A number with its noun: "1 claim", "2 claims"."""
    return f"{number:,} {one if number == 1 else many}"
