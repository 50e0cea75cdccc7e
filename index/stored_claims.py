"""Stored claims to values, straight from the JSON of a body: a third of the time that it takes by way of a dict."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct
from msgspec.json import Decoder

from claims.types import (
    Attribution,
    Certainty,
    Claim,
    Interval,
    Kind,
    Measure,
    Period,
    Place,
    Polarity,
    Quantity,
    Statement,
)
from index.sql import Row
from index.store import Outline, instant_at

RECENT = 10_000  # claims kept as values, some 4 KB each: a day's reports are compared with one another
CLAIM = "c.body, c.published"


class _Quantity(Struct, gc=False):
    low: Decimal | None
    high: Decimal | None
    low_open: bool
    high_open: bool
    approximate: bool
    unit: str | None
    text: str
    per: str | None

    def value(self) -> Quantity:
        span = Interval(self.low, self.high, self.low_open, self.high_open)
        return Quantity(span, self.text, self.unit, self.approximate, self.per)


class _Claim(Struct, gc=False):
    """A claim as `claims.wire.claim_to_json` writes it; its time of publication stands beside it, exact."""

    id: str
    report_id: str
    outlet: str
    kind: Kind
    quote: str
    start: int
    end: int
    sentence: str
    quantity: _Quantity | None
    measure: Measure | None
    part_of: str | None
    statement: Statement | None
    period: Period | None
    place: Place | None
    attribution: Attribution | None
    polarity: Polarity
    certainty: Certainty
    check_worthiness: float
    as_of: datetime | None
    superseded: bool
    corrects: bool


_claim_in = Decoder(_Claim).decode
_outline_in = Decoder(Outline).decode


def claim_from(row: Row) -> Claim:
    """The claim of a row selected as CLAIM."""
    return _claim(row["body"], row["published"])


@lru_cache(maxsize=RECENT)
def _claim(body: str, published: int) -> Claim:
    read = _claim_in(body)
    return Claim(
        read.id,
        read.report_id,
        read.outlet,
        instant_at(published),
        read.kind,
        read.quote,
        read.start,
        read.end,
        read.sentence,
        read.quantity.value() if read.quantity else None,
        read.measure,
        read.part_of,
        read.statement,
        read.period,
        read.place,
        read.attribution,
        read.polarity,
        read.certainty,
        read.check_worthiness,
        read.as_of,
        read.superseded,
        read.corrects,
    )


def outline_from(row: Row) -> Outline:
    """The outline of the claim of a row with a body."""
    return _outline_in(row["body"])
