"""Domain values to and from the JSON shapes that callers are promised."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, cast

from claims.types import (
    Attribution,
    Claim,
    Comparison,
    Difference,
    Evidence,
    Hint,
    Interval,
    Measure,
    Period,
    Place,
    Quantity,
    Report,
    Statement,
)

Json = dict[str, Any]


def instant(value: datetime | None) -> str | None:
    """RFC 3339 in UTC, to the second."""
    return None if value is None else value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def number(value: Decimal | None) -> int | float | None:
    """A JSON number: whole values as integers, so that 426 is not 426.0."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _moment(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value)


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _fields(value: Any) -> Json:  # noqa: ANN401 - any of the values above
    """Every field by name: dataclasses.asdict takes ten times as long, for it copies whatever it meets."""
    return {name: getattr(value, name) for name in value.__slots__}


def report_to_json(report: Report) -> Json:
    """The report as callers see it, with its id."""
    return _fields(report) | {"published": instant(report.published)}


def report_from_json(body: Json) -> Report:
    """Inverse of `report_to_json`."""
    return Report(**(body | {"published": _moment(body["published"])}))


def quantity_to_json(quantity: Quantity) -> Json:
    """Interval flattened into the quantity, bounds as JSON numbers."""
    span = quantity.interval
    return {
        "low": number(span.low),
        "high": number(span.high),
        "low_open": span.low_open,
        "high_open": span.high_open,
        "approximate": quantity.approximate,
        "unit": quantity.unit,
        "text": quantity.text,
        "per": quantity.per,
    }


def _quantity(body: Json) -> Quantity:
    span = Interval(_decimal(body["low"]), _decimal(body["high"]), body["low_open"], body["high_open"])
    return Quantity(span, body["text"], body["unit"], body["approximate"], body["per"])


def claim_to_json(claim: Claim) -> Json:
    """The claim in the promised shape; fields that the text does not settle are null."""
    body = _fields(claim)
    body["published"] = instant(claim.published)
    body["as_of"] = instant(claim.as_of)
    body["quantity"] = quantity_to_json(claim.quantity) if claim.quantity else None
    for name in ("measure", "statement", "place", "attribution"):
        body[name] = _fields(body[name]) if body[name] else None
    period = claim.period
    body["period"] = (
        {"start": instant(period.start), "end": instant(period.end), "text": period.text} if period else None
    )
    return body


def claim_from_json(body: Json) -> Claim:
    """Inverse of `claim_to_json`."""
    values = dict(body)
    values["published"] = _moment(body["published"])
    values["as_of"] = _moment(body["as_of"])
    values["quantity"] = _quantity(body["quantity"]) if body["quantity"] else None
    if body["measure"]:
        lists = {name: tuple(body["measure"][name]) for name in ("lemmas", "modifiers")}
        values["measure"] = Measure(**(body["measure"] | lists))
    if body["statement"]:
        values["statement"] = Statement(**body["statement"])
    if body["period"]:
        spot = body["period"]
        values["period"] = Period(_moment(spot["start"]), _moment(spot["end"]), spot["text"])
    if body["place"]:
        values["place"] = Place(**(body["place"] | {"within": tuple(body["place"]["within"])}))
    if body["attribution"]:
        values["attribution"] = Attribution(**body["attribution"])
    return Claim(**values)


def comparison_to_json(comparison: Comparison) -> Json:
    """The comparison in the promised shape."""
    body = _fields(comparison)
    if comparison.difference:
        absolute = number(comparison.difference.absolute)
        body["difference"] = {"absolute": absolute, "relative": comparison.difference.relative}
    body["evidence"] = [_fields(each) for each in comparison.evidence]
    body["hints"] = [_fields(each) for each in comparison.hints]
    return body


def comparison_from_json(body: Json) -> Comparison:
    """Inverse of `comparison_to_json`."""
    gap = body["difference"]
    values = dict(body)
    values["evidence"] = tuple(Evidence(**item) for item in body["evidence"])
    values["hints"] = tuple(Hint(**item) for item in body["hints"])
    if gap:
        values["difference"] = Difference(cast(Decimal, _decimal(gap["absolute"])), gap["relative"])
    return Comparison(**values)
