"""Claims built by hand for tests: what matters is named, the rest is filled in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from claims.ids import claim_id
from claims.types import Attribution, Claim, Interval, Measure, Period, Place, Quantity, Statement

PUBLISHED = datetime(2025, 7, 22, 12, tzinfo=UTC)
UKRAINE = Place("Ukraine", "Ukraine", "UA", "c-ua", 49.0, 32.0, "country")
SUMY_REGION = Place("Sumy", "Sumy region", "UA", "r-sumy", 51.0, 34.0, "region", ("c-ua",))
SUMY = Place("Sumy", "Sumy city", "UA", "p-sumy", 50.9, 34.8, "city", ("r-sumy", "c-ua"))
PUTYVL = Place("Putyvl", "Putyvl", "UA", "p-putyvl", 51.3, 33.9, "city", ("r-sumy", "c-ua"))
KRAMATORSK = Place("Kramatorsk", "Kramatorsk", "UA", "p-kram", 48.7, 37.6, "city", ("r-don", "c-ua"))
MOSCOW = Place("Moscow", "Moscow", "RU", "p-moscow", 55.8, 37.6, "city", ("c-ru",))


def night(day: int, month: int = 7) -> Period:
    """The night that ends on that day of 2025: 18:00 UTC to 12:00 UTC."""
    end = datetime(2025, month, day, 12, tzinfo=UTC)
    return Period(end - timedelta(hours=18), end, "overnight")


def day(number: int, month: int = 7) -> Period:
    """A whole day of 2025 in UTC."""
    start = datetime(2025, month, number, tzinfo=UTC)
    return Period(start, start + timedelta(days=1), "on the day")


def month(number: int) -> Period:
    """A whole month of 2025 in UTC."""
    return Period(datetime(2025, number, 1, tzinfo=UTC), datetime(2025, number + 1, 1, tzinfo=UTC), "in the month")


def interval(value: object) -> Interval:
    """An interval from 13 (exact), "13+" (at least), ">20", "-40" (up to) or "10..12"."""
    text = str(value)
    if text.endswith("+"):
        return Interval(Decimal(text[:-1]), None)
    if text.startswith(">"):
        return Interval(Decimal(text[1:]), None, low_open=True)
    if ".." in text:
        low, high = text.split("..")
        return Interval(Decimal(low), Decimal(high))
    if text.startswith("-"):
        return Interval(None, Decimal(text[1:]))
    return Interval.exactly(Decimal(text))


_counter = iter(range(10**9))


def claim(
    value: object,
    noun: str | None = "people",
    event: str | None = "wound",
    *,
    report: str = "rep_a",
    unit: str | None = None,
    per: str | None = None,
    modifiers: tuple[str, ...] = (),
    actor: str | None = None,
    target: str | None = None,
    group: str | None = None,
    source: str | None = None,
    published: datetime | None = None,
    hours: float = 0,
    sentence: str | None = None,
    approximate: bool = False,
    **fields: Any,  # noqa: ANN401 - fields of Claim as they are
) -> Claim:
    """A quantity claim; `hours` moves its publication, other fields of Claim pass through."""
    quantity = Quantity(interval(value), str(value), unit, approximate, per)
    lemmas = tuple(word.removesuffix("s") for word in (noun or "").replace(" and ", ",").split(",") if word)
    lemmas = tuple({"people": "people", "children": "child"}.get(word, word) for word in lemmas)
    text = " ".join(part for part in (*modifiers, noun, event) if part)
    measure = Measure(noun, event, text, lemmas, modifiers, actor, target, group)
    quote = f"{value} {noun}"
    start = next(_counter)
    return Claim(
        id=claim_id(report, start, start + len(quote), "test"),
        report_id=report,
        outlet=report,
        published=(published or PUBLISHED) + timedelta(hours=hours),
        kind="quantity",
        quote=quote,
        start=start,
        end=start + len(quote),
        sentence=sentence or f"{start}: {quote}.",
        quantity=quantity,
        measure=measure,
        attribution=Attribution(source, f"{source} said") if source else None,
        **fields,
    )


def statement(
    subject: str,
    verb: str,
    obj: str,
    lemma: str,
    *,
    report: str = "rep_a",
    source: str | None = None,
    **fields: Any,  # noqa: ANN401 - fields of Claim as they are
) -> Claim:
    """A statement claim."""
    quote = f"{subject} {verb} {obj}"
    start = next(_counter)
    return Claim(
        id=claim_id(report, start, start + len(quote), "statement"),
        report_id=report,
        outlet=report,
        published=fields.pop("published", PUBLISHED),
        kind="statement",
        quote=quote,
        start=start,
        end=start + len(quote),
        sentence=fields.pop("sentence", quote + "."),
        statement=Statement(subject, verb, obj, lemma),
        attribution=Attribution(source, f"{source} said") if source else None,
        **fields,
    )
