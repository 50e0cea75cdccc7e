"""Encoding, comparing and where asked reading everything anew, beside the library in use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from claims.types import Reading, Report
from index.comparing import Prepared, Rules
from index.encoder import Encoder
from index.preparing import prepare
from index.recording import Recording, current_versions
from index.store import Arrival, ClaimChange, ClaimStore, ClaimView, Outdated
from index.types import Header
from index.vectors import VectorIndex

BATCH = 64  # reports read and encoded at a time, while nobody waits
TURN = 8  # reports compared and stored at a time: whoever adds meanwhile waits for no more than these


class ReportReader(Protocol):
    """What reads reports again: `claims.reading.Reader`."""

    @property
    def name(self) -> str:
        """Model and version."""

    def read_all(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """A reading for each, in order."""


Step = tuple[Arrival, Prepared | None]
"""A report that arrived, and where it is current its reading."""

_NOTHING = Outdated((), {})


class Rebuilding:
    """Fills a successor with all that a store holds, while others add to that store, delete and review.

    Reports are taken in the order they came; what came meanwhile is taken last, and what was deleted or superseded
    meanwhile is then found by comparing the two. Only for that last step do writers wait, and where reports come nearly
    as fast as they can be taken over, for a step at a time before it.
    """

    def __init__(
        self,
        source: ClaimStore,
        target: ClaimStore,
        header: Header,
        encoder: Encoder,
        rules: Rules,
        clock: Callable[[], datetime],
        reader: ReportReader | None,
    ) -> None:
        self.keeper = target.keeper(header)
        self._source = source
        self._target = target
        self._encoder = encoder
        self._rules = rules
        self._clock = clock
        self._reader = reader
        self._last = 0

    def follow(self) -> None:
        """Take over all that is stored, until little more has come meanwhile."""
        with self._target.write() as change:
            change.set_header(self.keeper.header)
        left = self._left()
        gaining = True
        while left and gaining:
            for _ in range(0, left, BATCH):
                self._step()
            before, left = left, self._left()
            gaining = left * 2 <= before
        while self._left() > BATCH:
            self._step_before_others()
        with self._source.read() as view:
            outdated = view.outdated()
        self._record((), outdated)

    def _left(self) -> int:
        with self._source.read() as view:
            return view.arrived(self._last)

    def _step(self) -> None:
        with self._source.read() as view:
            found = self._read(view)
        steps = self._prepared(found)
        for start in range(0, len(steps), TURN):
            self._record(steps[start : start + TURN], _NOTHING)

    def _step_before_others(self) -> None:
        """The same, while whoever would write waits: then each gets one turn for each of ours."""
        with self._source.write() as change:
            following = change.successor()
            recording = self._recording(following)
            self._take(recording, following, self._prepared(self._read(change)))
            recording.settle_facts()
            revision = following.revision()
        self.keeper.committed(recording.index, revision)

    def hand_over(self, change: ClaimChange) -> VectorIndex:
        """Within a change to the store itself: take over the rest, and let the successor follow.

        The vectors it then has; its keeper is to be told once the change is committed.
        """
        following = change.successor()
        recording = self._recording(following)
        while steps := self._read(change):
            self._take(recording, following, self._prepared(steps))
        _settle(recording, change.outdated())
        recording.settle_facts()
        return recording.index

    def _recording(self, change: ClaimChange) -> Recording:
        return Recording(change, self.keeper.caught_up(change), self._rules, self._clock())

    def _record(self, steps: Iterable[Step], outdated: Outdated) -> None:
        with self._target.write() as change:
            recording = self._recording(change)
            self._take(recording, change, steps)
            _settle(recording, outdated)
            recording.settle_facts()
            revision = change.revision()
        self.keeper.committed(recording.index, revision)

    def _read(self, view: ClaimView) -> list[tuple[Arrival, Reading]]:
        """The next reports, with their claims as they are stored."""
        arrivals = view.arrivals(self._last, BATCH)
        if arrivals:
            self._last = arrivals[-1].row
        return [
            (each, Reading(replace(each.report, copy_of=None), tuple(view.report_claims(each.report.id))))
            for each in arrivals
        ]

    def _prepared(self, found: Sequence[tuple[Arrival, Reading]]) -> list[Step]:
        current = [reading for arrival, reading in found if arrival.superseded_by is None]
        if self._reader is not None:
            current = list(self._reader.read_all(reading.report for reading in current))
        ready = iter(prepare(current, self._encoder, self._rules))
        return [(arrival, next(ready) if arrival.superseded_by is None else None) for arrival, _ in found]

    def _take(self, recording: Recording, change: ClaimChange, steps: Iterable[Step]) -> None:
        for arrival, prepared in steps:
            report = replace(arrival.report, copy_of=None)
            if change.report(report.id) is not None:  # deleted, and added again
                recording.remove(report.id)
            if prepared is None:
                change.add_report(report, arrival.superseded_by, arrival.row)
                continue
            while (later := current_versions(change, report)[1]) is not None:  # deleted before this one came
                recording.remove(later.id)
            recording.add(prepared, arrival.row)


def _settle(recording: Recording, outdated: Outdated) -> None:
    for id in outdated.lost:
        recording.remove(id)
    for id, by in outdated.superseded.items():
        recording.supersede([id], by)
