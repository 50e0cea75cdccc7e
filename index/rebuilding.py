"""Encoding, comparing and where asked reading everything anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Protocol

from claims.types import Reading, Report
from index.comparing import Rules
from index.encoder import Encoder
from index.preparing import prepare
from index.recording import Recording
from index.store import ClaimChange
from index.types import Header
from index.vectors import VectorIndex

BATCH = 64  # reports at a time


class ReportReader(Protocol):
    """What reads reports again: `claims.reading.Reader`."""

    @property
    def name(self) -> str:
        """Model and version."""

    def read_all(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """A reading for each, in order."""


def rebuild_into(
    change: ClaimChange,
    header: Header,
    empty: Callable[[ClaimChange], VectorIndex],
    encoder: Encoder,
    rules: Rules,
    now: datetime,
    reader: ReportReader | None,
) -> VectorIndex:
    """Do it within one change, in the order the reports were added; the vectors that result."""
    change.clear_findings()
    change.set_header(header)
    recording = Recording(change, empty(change), rules, now)
    last = ""
    while reports := change.history(last, BATCH):
        last = reports[-1].id
        current = [report for report in reports if change.superseded_by(report.id) is None]
        if reader is None:
            readings = [Reading(report, tuple(change.report_claims(report.id))) for report in current]
        else:
            readings = list(reader.read_all(current))
        for prepared in prepare(readings, encoder, rules):
            change.remove_claims(prepared.reading.report.id)
            recording.add_claims(prepared)
    recording.settle_facts()
    return recording.index
