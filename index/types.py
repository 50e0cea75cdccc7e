"""The values that the library answers with. All are frozen; none knows JSON, SQL or FAISS."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Literal, TypeVar

from claims.types import Claim, Comparison, Dispute, Interval, Kind, Report

Status = Literal["open", "confirmed", "dismissed"]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a report says and what others said of it.

    `claims` are the report's own, the most check-worthy first, then every claim of another report that
    `comparisons` name. Unrelated pairs are left out. `stored` is True where this call stored the report.
    """

    report: Report
    claims: tuple[Claim, ...]
    comparisons: tuple[Comparison, ...]
    stored: bool


@dataclass(frozen=True, slots=True)
class Filters:
    """Which claims a search may answer with; None is any. Times are inclusive.

    `place` is a place's id, name or country code, or the id of what contains it, in any case: "Sumy", "UA".
    """

    outlet: str | None = None
    published_from: datetime | None = None
    published_to: datetime | None = None
    place: str | None = None
    event: str | None = None
    unit: str | None = None
    kind: Kind | None = None


NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class BoardFilters:
    """Which discrepancies to list; None is any. `since` is inclusive, `until` is not: both are of `found`."""

    outlet: str | None = None
    dispute: Dispute | None = None
    status: Status | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One conflicting pair of claims; `fact_id` joins the pairs of one fact.

    `severity` runs from 0 to 1. `status` and `note` are an editor's word and outlive rebuilding.
    """

    id: str
    fact_id: str
    a: Claim
    b: Claim
    comparison: Comparison
    severity: float
    status: Status
    note: str | None
    found: datetime


@dataclass(frozen=True, slots=True)
class Fact:
    """Every outlet's figure for one fact over time, oldest reading first.

    `current` is what the latest independent figures leave open together, None where they share no value or
    there is no figure. `differing` are the outlets that stand in a conflict over it. `copies` are the ids of
    claims whose reports repeat another's; `sources` counts the outlets whose reports do not.
    """

    id: str
    claims: tuple[Claim, ...]
    comparisons: tuple[Comparison, ...]
    current: Interval | None
    differing: tuple[str, ...]
    copies: frozenset[str]
    sources: int


@dataclass(frozen=True, slots=True)
class OutletCount:
    """One outlet and how much of it is stored; `copies` of the reports repeat another outlet's."""

    outlet: str
    reports: int
    claims: int
    copies: int


@dataclass(frozen=True, slots=True)
class OutletPair:
    """How often claims of two outlets agree and conflict, copied reports left out. `a` sorts before `b`."""

    a: str
    b: str
    agrees: int
    conflicts: int


@dataclass(frozen=True, slots=True)
class Outlets:
    """Every outlet by name, and every pair that was ever compared."""

    outlets: tuple[OutletCount, ...]
    pairs: tuple[OutletPair, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """What the library was made with. A difference in any of these needs a rebuild."""

    format: int
    encoder: str
    dimension: int
    reader: str


@dataclass(frozen=True, slots=True)
class Stats:
    """How much is stored, and with what it was made.

    `reports` counts current ones, `superseded` earlier versions kept in the history; `facts` those with two
    claims or more; `open` the discrepancies that no editor has settled; `bytes` what lies on the disk.
    """

    reports: int
    superseded: int
    claims: int
    comparisons: int
    facts: int
    discrepancies: int
    open: int
    bytes: int
    header: Header | None


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Part of a list; `next` is the cursor of the rest, None at the end. Inserts repeat or skip nothing."""

    items: tuple[Item, ...]
    next: str | None
