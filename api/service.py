"""What Twosource does for its callers, free of HTTP and of the command line; both call these."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from api.errors import InvalidRequest, NotReady
from api.report_files import Entry
from claims.errors import InvalidReport
from claims.input import MAX_TEXT, make_report
from claims.types import Claim, Comparison, Reading, Report
from index.errors import LibraryError
from index.types import Answer

if TYPE_CHECKING:
    from index.library import Library

LOG = logging.getLogger("twosource")
MAX_COMPARED = 200
"""Reports in one call to compare: 20,000 pairs of reports."""


class ReportReader(Protocol):
    """Reads reports to claims, one caller at a time."""

    @property
    def name(self) -> str:
        """Model and version, as the store records it."""

    def read_all(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """One reading a report, in order."""


@dataclass(frozen=True, slots=True)
class Comparing:
    """The claims of some reports, the most check-worthy first, and what they say of one another."""

    claims: tuple[Claim, ...]
    comparisons: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one report of many: an answer, or an error and no answer."""

    entry: Entry
    answer: Answer | None = None
    error: Exception | None = None


class Service:
    """Reads, compares and stores. The library is None where nothing is stored or looked up."""

    def __init__(
        self, reader: ReportReader, library: Library | None = None, max_text: int = MAX_TEXT, batch: int = 16
    ) -> None:
        self.reader = reader
        self.max_text = max_text
        self.batch = batch
        self._library = library
        self._reading = Lock()

    @property
    def library(self) -> Library:
        """The store. Raises NotReady where this service was opened without one."""
        if self._library is None:
            raise NotReady
        return self._library

    def report(self, fields: object) -> Report:
        """The report that a caller sent. Raises InvalidReport naming the field at fault."""
        if not isinstance(fields, Mapping):
            raise InvalidReport("report", "must be an object with outlet, published and text")
        return make_report(fields, self.max_text)

    def reports(self, rows: object) -> list[Report]:
        """The two or more reports that a caller wants compared. Raises InvalidReport or InvalidRequest."""
        if not isinstance(rows, list) or len(rows) < 2:
            raise InvalidRequest("reports", "must be a list of two or more reports")
        if len(rows) > MAX_COMPARED:
            raise InvalidRequest("reports", f"has {len(rows):,} reports; at most {MAX_COMPARED} are compared")
        reports = []
        for number, fields in enumerate(rows):
            try:
                reports.append(self.report(fields))
            except InvalidReport as error:
                error.field = f"reports[{number}].{error.field}"
                raise
        return reports

    def read(self, reports: Sequence[Report]) -> list[Reading]:
        """One reading a report, in order. The parser takes one caller at a time."""
        with self._reading:
            return list(self.reader.read_all(reports))

    def check(self, report: Report) -> Answer:
        """What others said of a report's claims, storing nothing."""
        return self.library.check(self.read([report])[0])

    def add(self, report: Report) -> Answer:
        """Stores a report; the same answer, `stored` False, where it is stored already."""
        return self.library.add(self.read([report]))[0]

    def compare(self, reports: Sequence[Report], unrelated: bool = False) -> Comparing:
        """What some reports say of one another, storing nothing; a report sent twice is one report."""
        return compare_readings(self.read(list({report.id: report for report in reports}.values())), unrelated)

    def add_all(self, entries: Iterable[Entry]) -> Iterator[Outcome]:
        """One outcome an entry, in order, stored a batch at a time; bad entries are passed on."""
        rest = iter(entries)
        while batch := list(islice(rest, self.batch)):
            reports = [entry.report for entry in batch if entry.report is not None]
            outcomes = iter(self._store(reports))
            for entry in batch:
                if entry.report is None:
                    yield Outcome(entry, error=entry.error)
                else:
                    yield replace(next(outcomes), entry=entry)

    def _store(self, reports: Sequence[Report]) -> list[Outcome]:
        """A batch in one transaction; report by report where something in it breaks the reading."""
        if not reports:
            return []
        blank = Entry("", None)
        try:
            return [Outcome(blank, answer) for answer in self.library.add(self.read(reports))]
        except LibraryError as error:
            return [Outcome(blank, error=error) for _ in reports]
        except Exception as error:
            unforeseen = error
        if len(reports) > 1:
            return [outcome for report in reports for outcome in self._store([report])]
        LOG.error("report %s could not be read", reports[0].id, exc_info=unforeseen)
        return [Outcome(blank, error=unforeseen)]


def compare_readings(readings: Sequence[Reading], unrelated: bool = False) -> Comparing:
    """All pairs of claims from different reports; pairs that were weighed and found unrelated on request."""
    from claims.compare import compare_all

    comparisons = [
        comparison
        for left, right in combinations(readings, 2)
        for comparison in compare_all(left.claims, right.claims)
        if unrelated or comparison.verdict != "unrelated"
    ]
    claims = [claim for reading in readings for claim in reading.claims]
    claims.sort(key=lambda claim: -claim.check_worthiness)
    return Comparing(tuple(claims), tuple(comparisons))
