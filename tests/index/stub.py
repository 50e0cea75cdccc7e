"""A fast encoder, plain rules and builders, for tests of what lasts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import numpy as np

from claims.ids import claim_id, report_id
from claims.types import (
    Claim,
    Comparison,
    Difference,
    Evidence,
    Interval,
    Measure,
    Place,
    Quantity,
    Reading,
    Report,
)
from index.comparing import Rules
from index.library import Library
from index.vectors import Matrix

NOON = datetime(2025, 7, 22, 12, tzinfo=UTC)
DIMENSION = 64
SUMY = Place("Sumy", "Sumy city", "UA", "692194", 50.9, 34.8, "city", ("692196", "690791"))
KHARKIV = Place("Kharkiv", "Kharkiv", "UA", "706483", 50.0, 36.2)


@lru_cache(maxsize=10_000)
def _word_vector(salt: str, word: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    seed = int.from_bytes(sha256(f"{salt} {word}".encode()).digest()[:8], "big")
    return np.random.default_rng(seed).standard_normal(DIMENSION)


class StubEncoder:
    """Sums a random direction for each word: texts that share words are near."""

    dimension = DIMENSION

    def __init__(self, name: str = "stub 1") -> None:
        self.name = name

    def encode(self, texts: Sequence[str]) -> Matrix:
        vectors = np.empty((len(texts), DIMENSION), dtype=np.float32)
        for number, text in enumerate(texts):
            words = re.findall(r"\w+", text.casefold()) or [""]
            total = np.sum([_word_vector(self.name, word) for word in words], axis=0)
            vectors[number] = total / np.linalg.norm(total)
        return vectors


def compare(a: Claim, b: Claim) -> Comparison:
    """Same noun, event and place is one fact; figures apart conflict, a day later they update."""
    assert a.measure and b.measure and a.quantity and b.quantity
    if (a.measure.noun, a.measure.event, a.place) != (b.measure.noun, b.measure.event, b.place):
        return Comparison(a.id, b.id, "unrelated", 0.1, (Evidence("noun_differs", "not the same thing"),))
    one, other = a.quantity.interval, b.quantity.interval
    gap = one.gap(other)
    assert gap is not None
    found = Comparison(a.id, b.id, "agrees", 0.95, (Evidence("same_place", "both Sumy", 2.0),))
    if not gap:
        return found
    largest = max(each for each in (one.low, one.high, other.low, other.high) if each is not None)
    found = replace(found, difference=Difference(gap, float(gap / largest)))
    if abs(a.published - b.published) >= timedelta(days=1):
        return replace(found, verdict="updates", later="a" if a.published > b.published else "b")
    return replace(found, verdict="conflicts", dispute="unattributed")


def relate_all(left: Sequence[Claim], right: Sequence[Claim]) -> list[Comparison]:
    return [compare(a, b) for a in left for b in right]


def candidate_keys(claim: Claim) -> frozenset[str]:
    assert claim.measure
    return frozenset({f"{claim.measure.noun}/{claim.measure.event}"})


RULES = Rules(relate_all, candidate_keys)
BLIND = Rules(relate_all, lambda claim: frozenset())
"""Rules without exact keys: only neighbours are compared."""


class Clock:
    """Stands still unless moved."""

    def __init__(self) -> None:
        self.now = datetime(2025, 8, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def interval(low: int | None, high: int | None = None) -> Interval:
    return Interval(None if low is None else Decimal(low), None if high is None else Decimal(high))


def make_reading(
    outlet: str,
    figures: Sequence[tuple[int, str]] = ((13, "people"),),
    published: datetime = NOON,
    place: Place | None = SUMY,
    url: str | None = None,
    text: str | None = None,
    event: str = "wound",
    ref: str | None = None,
) -> Reading:
    """A report that says each figure of its noun: (13, "people") is "13 people" wounded."""
    town = place.name if place else "somewhere"
    words = ". ".join(f"An attack on {town} left {count} {noun} hurt ({event})" for count, noun in figures)
    body = text or f"{outlet} reports. {words}."
    id = report_id(outlet, published, body)
    report = Report(id, outlet, published, body, url=url, title=f"Attack on {town}", ref=ref)
    claims = []
    for number, (count, noun) in enumerate(figures):
        quote = f"{count} {noun}"
        start = max(body.find(quote), 0)
        claims.append(
            Claim(
                id=claim_id(id, start, start + len(quote), f"count{number}"),
                report_id=id,
                outlet=outlet,
                published=published,
                kind="quantity",
                quote=quote,
                start=start,
                end=start + len(quote),
                sentence=f"An attack on {town} left {quote} hurt.",
                quantity=Quantity(interval(count, count), str(count)),
                measure=Measure(noun, event, f"{noun} {event}", (noun,)),
                place=place,
                check_worthiness=round(0.9 - number / 10, 3),
            )
        )
    return Reading(report, tuple(claims))


class StubReader:
    """Reads reports again; every figure it was given before, one larger."""

    def __init__(self, readings: Iterable[Reading], name: str = "reader 2", more: int = 0) -> None:
        self.name = name
        self._readings = {reading.report.id: reading for reading in readings}
        self._more = more

    def read_all(self, reports: Iterable[Report]) -> Iterator[Reading]:
        for report in reports:
            claims = self._readings[report.id].claims
            yield Reading(report, tuple(self._raised(claim) for claim in claims))

    def _raised(self, claim: Claim) -> Claim:
        assert claim.quantity and claim.quantity.interval.low is not None
        value = claim.quantity.interval.low + self._more
        return replace(claim, quantity=replace(claim.quantity, interval=Interval(value, value)))


def open_library(
    place: Path | str, clock: Clock | None = None, rules: Rules = RULES, read_only: bool = False
) -> Library:
    return Library.open(place, StubEncoder(), "reader 1", read_only, rules=rules, clock=clock or Clock())
