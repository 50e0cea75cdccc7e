"""What Twosource does for its callers, free of HTTP and of the command line; both call these."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from api.crew import Crew, attempted
from api.errors import InvalidRequest, NotReady
from api.report_files import Entry
from claims.errors import InvalidReport
from claims.input import MAX_TEXT, make_report
from claims.types import Claim, Comparison, Reading, Report
from index.errors import LibraryError
from index.types import Answer

if TYPE_CHECKING:
    from index.comparing import Prepared
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
    reports: tuple[Report, ...] = ()


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

    def add_all(self, entries: Iterable[Entry], crew: Crew | None = None) -> Iterator[Outcome]:
        """One outcome an entry, in order, stored a batch at a time; bad entries are passed on.

        With a crew, some batches are read elsewhere while others are stored: the outcomes are the same. What is
        stored already is not read again. Raises CrewLost where the crew is lost; what was answered is stored.
        """
        rest = iter(entries)
        crew = crew or _Here(self)
        under_way: deque[tuple[list[Entry], list[Report], object]] = deque()
        while batch := list(islice(rest, self.batch)):
            fresh = self._unknown(batch)
            under_way.append((batch, fresh, crew.hand(fresh)))
            while len(under_way) > crew.width:
                yield from self._stored(*_taken(crew, under_way.popleft()))
        while under_way:
            yield from self._stored(*_taken(crew, under_way.popleft()))

    def prepared(self, reports: Sequence[Report]) -> list[Prepared]:
        """Reports read and encoded, storing nothing."""
        return self.library.prepare(self.read(reports))

    def _unknown(self, batch: Sequence[Entry]) -> list[Report]:
        """The reports that have to be read, once each."""
        reports = {entry.report.id: entry.report for entry in batch if entry.report is not None}
        try:
            known = self.library.known(reports)
        except LibraryError:  # storing them says so
            known = set()
        return [report for id, report in reports.items() if id not in known]

    def _stored(self, batch: Sequence[Entry], done: Mapping[str, Prepared | Exception]) -> Iterator[Outcome]:
        good = [entry for entry in batch if entry.report and not isinstance(done.get(entry.report.id), Exception)]
        outcomes = iter(self._store(good, done))
        for entry in batch:
            if entry.report is None:
                yield Outcome(entry, error=entry.error)
            elif isinstance(error := done.get(entry.report.id), Exception):
                yield Outcome(entry, error=error)
            else:
                yield next(outcomes)

    def _store(self, entries: Sequence[Entry], done: Mapping[str, Prepared | Exception]) -> list[Outcome]:
        """A batch in one transaction; report by report where something in it breaks the comparing."""
        if not entries:
            return []
        reports = [entry.report for entry in entries if entry.report is not None]
        fresh = {each.id: part for each in reports if not isinstance(part := done.get(each.id), Exception | None)}
        readings = [fresh[each.id].reading if each.id in fresh else Reading(each, ()) for each in reports]
        readings = [replace(reading, report=each) for reading, each in zip(readings, reports, strict=True)]
        try:
            answers = self.library.add_prepared(readings, list(fresh.values()))
        except LibraryError as error:
            return [Outcome(entry, error=error) for entry in entries]
        except Exception as error:
            if len(entries) > 1:
                return [outcome for entry in entries for outcome in self._store([entry], done)]
            LOG.error("report %s could not be compared", reports[0].id, exc_info=error)
            return [Outcome(entries[0], error=error)]
        return [Outcome(entry, answer) for entry, answer in zip(entries, answers, strict=True)]


class _Here:
    """The crew of one that reads in this process, at once."""

    width = 0

    def __init__(self, service: Service) -> None:
        self._service = service

    def hand(self, reports: Sequence[Report]) -> object:
        return attempted(self._service.prepared, reports)

    def take(self, handle: object) -> list[Prepared | Exception]:
        assert isinstance(handle, list)
        return handle


def _taken(
    crew: Crew, under_way: tuple[list[Entry], list[Report], object]
) -> tuple[list[Entry], dict[str, Prepared | Exception]]:
    """A batch with what became of each of its reports that had to be read."""
    batch, fresh, handle = under_way
    return batch, {report.id: part for report, part in zip(fresh, crew.take(handle), strict=True)}


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
    return Comparing(tuple(claims), tuple(comparisons), tuple(reading.report for reading in readings))
