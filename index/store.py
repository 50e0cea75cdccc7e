"""What a store of claims promises, whichever database is behind it. It speaks claims, never SQL.

A claim has, beside its id, a row: a number that never comes back meaning another claim, by which the vector
index knows it. A moment is an instant in microseconds since 1970, UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

import numpy as np
from msgspec import Struct

from claims.types import Claim, Comparison, Kind, Period, Place, Report
from index.cursor import Key
from index.errors import IndexMismatch
from index.labels import Labels
from index.types import BoardFilters, Discrepancy, Filters, Header, Outlets, Stats, Status
from index.vectors import Matrix, Rows, VectorIndex, Window

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)

KeyedMoment = tuple[str, int]
"""An exact key of a claim, and a moment by which the claim may be looked up under it."""


def moment(value: datetime) -> int:
    """Microseconds since 1970, exact."""
    return (value - _EPOCH) // _TICK


def instant_at(value: int) -> datetime:
    """Inverse of `moment`, in UTC."""
    return _EPOCH + value * _TICK


def within(window: Window, filters: Filters) -> Window:
    """The part of a window that the filters leave."""
    start = window.start if filters.published_from is None else max(window.start, moment(filters.published_from))
    end = window.end if filters.published_to is None else min(window.end, moment(filters.published_to))
    return Window(start, end)


@dataclass(frozen=True, slots=True, eq=False)
class VectorBlock:
    """Some of the stored vectors, with the row, the publication moment and the labels of each."""

    rows: Rows
    vectors: Matrix
    moments: Rows
    labels: tuple[Labels, ...]


def joined(blocks: Sequence[VectorBlock], dimension: int) -> VectorBlock:
    """Several blocks as one, in their order."""
    none = np.empty(0, dtype=np.int64)
    return VectorBlock(
        np.concatenate([none, *(block.rows for block in blocks)]),
        np.concatenate([np.empty((0, dimension), np.float32), *(block.vectors for block in blocks)]),
        np.concatenate([none, *(block.moments for block in blocks)]),
        tuple(label for block in blocks for label in block.labels),
    )


class Outline(Struct, frozen=True, gc=False):
    """What tells whether a stored claim need be compared at all: whose it is, of which kind, and of when and where.

    Thousands are read for one report: straight from the JSON of a claim, the rest of which is passed over unread.
    """

    report_id: str
    kind: Kind
    period: Period | None
    place: Place | None


@dataclass(frozen=True, slots=True)
class Link:
    """Two claims that were compared, and how surely they are of one fact: what facts are built from.

    `conflict` is set on a pair that is on the board, whatever an editor said of it.
    """

    a: str
    b: str
    same_fact: float
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """What is kept of a discrepancy by its id: when it was first found, and an editor's word on it."""

    id: str
    found: datetime
    status: Status
    note: str | None


@dataclass(frozen=True, slots=True)
class Arrival:
    """A report as it came: later ones have a higher row. `superseded_by` is None for a current one."""

    row: int
    report: Report
    superseded_by: str | None


@dataclass(frozen=True, slots=True)
class Outdated:
    """Reports of a successor that the store it is to follow holds no longer, or holds as superseded by another."""

    lost: tuple[str, ...]
    superseded: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A copy in the making: of what, as it stood when, and the last report that arrived, "" before the first."""

    source: str
    last: str


class ClaimView(Protocol):
    """What is stored, as it stood at one instant, whatever is written meanwhile."""

    @property
    def edition(self) -> int:
        """Which edition of the library this is: another takes its place when a rebuild ends."""

    def header(self) -> Header | None:
        """What the library was made with; None where nothing was ever stored.

        Raises StoreUnavailable for an unfinished copy.
        """

    def unfinished(self) -> Unfinished | None:
        """The copy that is in the making here; None for a library of its own."""

    def revision(self) -> int:
        """A number that every change raises by one, as soon as it begins."""

    def report(self, id: str) -> Report | None:
        """One report, superseded ones too."""

    def superseded_by(self, id: str) -> str | None:
        """The report that took this one's place; None for a current one."""

    def versions(self, report: Report) -> list[Report]:
        """Reports of the same outlet at the same url, oldest first; none where the report has no url."""

    def reports(self, after: Key | None, limit: int) -> list[Report]:
        """Current reports, latest first; `after` is the (moment, id) of the one to go on from."""

    def history(self, after: str, limit: int) -> list[Report]:
        """Every report, superseded ones too, in the order they were added, going on after this id ("")."""

    def arrivals(self, after: int, limit: int) -> list[Arrival]:
        """Every report, superseded ones too, in the order they were added, going on after this row."""

    def arrived(self, after: int) -> int:
        """How many reports those are."""

    def outdated(self) -> Outdated:
        """In what the successor that is in the making differs, but for reports that it does not hold yet."""

    def copied(self, ids: Iterable[str]) -> set[str]:
        """Those of these reports that repeat another."""

    def copies(self, id: str) -> list[Report]:
        """Current reports that copy this one, oldest first."""

    def report_claims(self, id: str) -> list[Claim]:
        """The claims of a report as they were read, the most check-worthy first; none once superseded."""

    def report_vectors(self, id: str) -> Matrix:
        """The vector of each of these claims, in their order."""

    def report_keys(self, id: str) -> list[list[KeyedMoment]]:
        """The keys that each of these claims is kept under, ascending."""

    def claims(self, ids: Iterable[str]) -> dict[str, Claim]:
        """Those of these claims that are stored."""

    def claims_at(self, rows: Iterable[int]) -> dict[int, Claim]:
        """The claims at these rows."""

    def outlines_at(self, rows: Iterable[int]) -> dict[int, Outline]:
        """The outlines of the claims at these rows, for much less work than the claims.

        Of a claim that was removed it may still answer one: whoever then asks for the claim finds none.
        """

    def claims_of(self, report_ids: Iterable[str]) -> list[Claim]:
        """The claims of these reports, in the order of their rows."""

    def rows_of(self, report_ids: Iterable[str]) -> Rows:
        """The rows of the claims of these reports."""

    def keyed(self, keys: Iterable[KeyedMoment], reach: timedelta, limit: int) -> list[int]:
        """Rows, ascending, of claims kept under one of these keys no further than `reach` from its moment.

        For each key the `limit` nearest before that moment, and the `limit` nearest from then on.
        """

    def vectors(self, after: int) -> Iterator[VectorBlock]:
        """Every stored vector whose row is above `after`, rows ascending. Raises StoreCorrupt."""

    def vector_rows(self) -> Rows:
        """The row of every stored vector, ascending."""

    def comparisons(self, claim_ids: Iterable[str]) -> list[Comparison]:
        """Comparisons that name one of these claims, by the ids of both."""

    def facts(self, claim_ids: Iterable[str]) -> dict[str, str]:
        """The fact of each of these claims."""

    def fact_members(self, facts: Iterable[str]) -> dict[str, int]:
        """The claims of these facts, each with its publication moment."""

    def links(self, claim_ids: Iterable[str], same_fact: float) -> list[Link]:
        """Comparisons that name one of these claims and speak of one fact, by the ids of both: every conflict, and
        agreements and updates whose probability is no less than `same_fact`.
        """

    def dismissed(self, claim_ids: Iterable[str]) -> set[str]:
        """Ids of the discrepancies that name one of these claims and that an editor has dismissed."""

    def discrepancy(self, id: str) -> Discrepancy | None:
        """One conflicting pair."""

    def discrepancies(self, filters: BoardFilters, after: Key | None, limit: int) -> list[Discrepancy]:
        """Gravest first, ties by id; `after` is the (severity, id) of the one to go on from."""

    def reviews(self, after: str, limit: int) -> list[Review]:
        """What is kept by id, of discrepancies that are gone too, ascending; going on after this id ("")."""

    def outlets(self) -> Outlets:
        """Every outlet and pair of outlets, with counts."""

    def stats(self) -> Stats:
        """How much is stored."""

    def unindexed(self) -> int:
        """By how many claims and vectors differ; 0 where all is well."""

    def problems(self) -> Iterator[str]:
        """Everything that contradicts itself, in words; nothing where all is well."""


class ClaimChange(ClaimView, Protocol):
    """One change in the making: what it did so far is seen through it, by others only once it is done."""

    def set_header(self, header: Header) -> None:
        """Say what the library is made with."""

    def add_report(self, report: Report, superseded_by: str | None = None, row: int | None = None) -> None:
        """Store a report that is not stored: as the current one, or as history only; at this row, if one is given."""

    def add_claims(self, claims: Sequence[Claim], vectors: Matrix, keys: Sequence[Iterable[KeyedMoment]]) -> Rows:
        """Store a stored report's claims with a vector and keys for each, as a fact each; their rows."""

    def remove_claims(self, report_id: str) -> None:
        """Remove the claims of a report and all that hangs on them."""

    def supersede(self, ids: Iterable[str], by: str) -> None:
        """Move reports to the history; their claims go, with all that hangs on them."""

    def remove_report(self, id: str) -> None:
        """Remove a report, its claims and all that hangs on them. Reviews stay."""

    def add_comparisons(self, comparisons: Iterable[Comparison]) -> None:
        """Store comparisons between stored claims; none of them stored yet."""

    def add_discrepancies(self, found: Mapping[str, tuple[Comparison, float]], at: datetime) -> None:
        """Store conflicts by their id, with their severity. One found before keeps its time and review."""

    def set_facts(self, facts: Mapping[str, str]) -> None:
        """Say which fact each of these claims belongs to."""

    def set_copy_of(self, ids: Iterable[str], original: str | None) -> None:
        """Say which report these repeat."""

    def review(self, id: str, status: Status, note: str | None) -> None:
        """Keep an editor's word on a discrepancy."""

    def restore_reviews(self, reviews: Iterable[Review]) -> None:
        """Keep reviews as they were elsewhere, in place of any of the same id."""

    def set_unfinished(self, copy: Unfinished | None) -> None:
        """Say that a copy is in the making here; None once it is whole."""

    def successor(self) -> ClaimChange:
        """The same change, to the successor that is in the making. Its revision is raised too."""

    def hand_over(self, at: datetime) -> int:
        """Let the successor take this edition's place once the change is done; the revision it then is at.

        Conflicts that only the successor found count as found now.
        """


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """The vectors as of one revision of the store."""

    index: VectorIndex
    revision: int


class VectorKeeper(Protocol):
    """How the vectors of one store are held and kept in step with it; made by that store.

    A store that searches its own vectors holds no snapshot: its indexes speak to the view or change they were
    asked for with, and live as long as that does.
    """

    header: Header
    """What the library is opened with; checked against what is stored before anything is searched or written."""

    @property
    def edition(self) -> int:
        """Whose vectors these are."""

    def fits(self, view: ClaimView) -> bool:
        """True where these are the vectors of the edition that a view is of."""

    def latest(self) -> Snapshot | None:
        """What is held now; None where nothing is. To be taken before the view it is used with."""

    def index_for(self, view: ClaimView, held: Snapshot | None) -> VectorIndex:
        """The vectors to search with a view, `held` being what `latest` said before it was opened."""

    def caught_up(self, change: ClaimChange) -> VectorIndex:
        """The vectors as they stood before a change that has just begun; its successors go with that change."""

    def committed(self, index: VectorIndex, revision: int) -> None:
        """A change is committed, of this revision, and these are the vectors it left."""

    def problems(self, view: ClaimView, held: Snapshot | None) -> Iterator[str]:
        """Everything in which what is held differs from what is stored, in words."""

    def close(self) -> None:
        """Finish what goes on beside, and let go of the files. Before the store is closed."""

    def discard(self) -> None:
        """Close, and remove the files once nobody searches them any more: another edition took their place."""


def check_header(stored: Header | None, given: Header) -> None:
    """Raises IndexMismatch, naming the first thing in which the two differ."""
    for part in ("format", "encoder", "dimension", "reader"):
        if stored is not None and getattr(stored, part) != getattr(given, part):
            raise IndexMismatch(part, str(getattr(stored, part)), str(getattr(given, part)))


class ClaimStore(Protocol):
    """A place where claims last. Views never wait for a change, nor a change for views."""

    def read(self) -> AbstractContextManager[ClaimView]:
        """What is stored now."""

    def write(self) -> AbstractContextManager[ClaimChange]:
        """One change: all of it lasts once this ends, through a crash too, or none where it raises.

        Raises LibraryLocked where another process writes, LibraryReadOnly where this was opened for reading.
        """

    @property
    def place(self) -> Path | str:
        """Where it lies, as errors name it: a folder, or an address without its password."""

    def keeper(self, header: Header, edition: int | None = None) -> VectorKeeper:
        """What holds this store's vectors, those of the edition in use unless told otherwise. One is made for each
        library opened over it.
        """

    def successor(self) -> AbstractContextManager[ClaimStore]:
        """An empty store beside this one, to be filled while this one is used, and to take its place by `hand_over`.

        Once this ends nothing is left of it, or of what it replaced. Raises what `write` raises.
        """

    @property
    def writing(self) -> bool:
        """True where only this process can change what is stored, from its first write until it closes."""

    def close(self) -> None:
        """Let go of the files. Whoever still reads may finish."""
