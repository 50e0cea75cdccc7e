"""One reader for all tests of reading: the pipeline takes a second to load."""

from datetime import UTC, datetime
from functools import cache

from claims.ids import report_id
from claims.reading import Reader
from claims.types import Claim, Report

NOON = datetime(2025, 7, 22, 12, tzinfo=UTC)


@cache
def reader() -> Reader:
    return Reader()


def report(text: str, outlet: str = "Harbour Wire", published: datetime = NOON) -> Report:
    return Report(report_id(outlet, published, text), outlet, published, text)


def claims_in(text: str, published: datetime = NOON) -> list[Claim]:
    """The claims of a text, in the order of their quotes."""
    return sorted(reader().read(report(text, published=published)).claims, key=lambda claim: (claim.start, claim.end))
