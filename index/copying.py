"""Moving a whole library to another place, whatever the engines: reviews and history go along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from claims.ids import pair_id
from claims.types import Claim, Comparison, Report
from index.errors import LibraryMissing, StoreCorrupt, StoreUnavailable
from index.store import ClaimChange, ClaimStore, ClaimView, KeyedMoment, Unfinished
from index.types import Discrepancy, Stats

BATCH = 64  # reports in one transaction
REVIEWS = 1_000  # reviews in one

Progress = Callable[[str, int, int], None]
"""Told what was done, with how many more reports, and of how many in all."""


@dataclass(frozen=True, slots=True)
class _Everything:
    """All that is stored of one report."""

    report: Report
    superseded_by: str | None
    claims: tuple[Claim, ...]
    vectors: tuple[bytes, ...]
    keys: tuple[tuple[KeyedMoment, ...], ...]
    facts: dict[str, str]
    comparisons: tuple[Comparison, ...]
    discrepancies: tuple[Discrepancy, ...]


def copy_library(source: ClaimStore, target: ClaimStore, progress: Progress) -> Stats:
    """Copy what `source` holds at this instant into `target`, compare every report, and say how much it is.

    The target must be empty, or hold the unfinished copy that an earlier call left: that goes on where it was,
    or starts again where the source changed since. Until every report is compared it cannot be opened.
    Raises the StoreErrors; StoreCorrupt where what was written is not what was read.
    """
    with source.read() as view:
        header = view.header()
        if header is None:
            raise LibraryMissing(source.place)
        counted = view.stats()
        total = counted.reports + counted.superseded
        last = _begin(target, f"{source.place} at {view.revision()}")
        while reports := view.history(last, BATCH):
            last = reports[-1].id
            with target.write() as change:
                for report in reports:
                    _copy_report(view, change, report)
                _mark(change, last)
            progress("copied", len(reports), total)
        _copy_reviews(view, target)
        with target.read() as written:
            _compare(view, written, target, lambda doing, reports: progress(doing, reports, total))
    with target.write() as change:
        change.set_header(header)
        change.set_unfinished(None)
        return change.stats()


def _begin(target: ClaimStore, stamp: str) -> str:
    """The report after which to go on; "" at the start."""
    with target.write() as change:
        unfinished = change.unfinished()
        if unfinished is not None and unfinished.source == stamp:
            return unfinished.last
        if unfinished is None and (change.history("", 1) or change.header() is not None):
            raise StoreUnavailable(target.place, "holds a library already; name an empty place to copy to")
        change.set_unfinished(Unfinished(stamp, ""))
    while True:
        with target.write() as change:
            stale = change.history("", BATCH)
            for report in stale:
                change.remove_report(report.id)
            if not stale:
                return ""


def _mark(change: ClaimChange, last: str) -> None:
    unfinished = change.unfinished()
    assert unfinished is not None
    change.set_unfinished(Unfinished(unfinished.source, last))


def _copy_report(view: ClaimView, change: ClaimChange, report: Report) -> None:
    """A report with its claims, and with what compares them with the reports before it."""
    change.add_report(report, view.superseded_by(report.id))
    change.set_copy_of([report.id], report.copy_of)
    claims = view.report_claims(report.id)
    ids = [claim.id for claim in claims]
    change.add_claims(claims, view.report_vectors(report.id), view.report_keys(report.id))
    change.set_facts(view.facts(ids))
    found = view.comparisons(ids)
    there = change.facts({id for each in found for id in (each.a, each.b)})
    kept = [each for each in found if each.a in there and each.b in there]
    change.add_comparisons(kept)
    for each in kept:
        shown = view.discrepancy(pair_id(each.a, each.b)) if each.verdict == "conflicts" else None
        if shown is not None:
            change.add_discrepancies({shown.id: (each, shown.severity)}, shown.found)


def _copy_reviews(view: ClaimView, target: ClaimStore) -> None:
    last = ""
    while reviews := view.reviews(last, REVIEWS):
        last = reviews[-1].id
        with target.write() as change:
            change.restore_reviews(reviews)


def _compare(view: ClaimView, written: ClaimView, target: ClaimStore, progress: Callable[[str, int], None]) -> None:
    last = ""
    while reports := view.history(last, BATCH):
        copied = written.history(last, BATCH)
        last = reports[-1].id
        if copied != reports:
            raise StoreCorrupt(target.place, "the copy does not hold the reports that were read")
        for report in reports:
            if _everything(view, report) != _everything(written, report):
                raise StoreCorrupt(target.place, f"the copy of report {report.id} is not what was read")
        progress("compared", len(reports))
    if written.history(last, 1):
        raise StoreCorrupt(target.place, "the copy holds more reports than were read")
    last = ""
    while reviews := view.reviews(last, REVIEWS):
        if written.reviews(last, REVIEWS) != reviews:
            raise StoreCorrupt(target.place, "the copy does not hold the reviews that were read")
        last = reviews[-1].id


def _everything(view: ClaimView, report: Report) -> _Everything:
    claims = tuple(view.report_claims(report.id))
    ids = [claim.id for claim in claims]
    comparisons = tuple(view.comparisons(ids))
    conflicts = [pair_id(each.a, each.b) for each in comparisons if each.verdict == "conflicts"]
    return _Everything(
        report,
        view.superseded_by(report.id),
        claims,
        tuple(vector.tobytes() for vector in view.report_vectors(report.id)),
        tuple(tuple(keys) for keys in view.report_keys(report.id)),
        view.facts(ids),
        comparisons,
        tuple(found for id in conflicts if (found := view.discrepancy(id)) is not None),
    )
