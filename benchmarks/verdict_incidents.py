"""Reports on many incidents at once: which pairs of reports tell of one incident, and which figures differ.

gva_incidents holds several outlets' reports of gun incidents, fakes_syria reports of strikes in Syria. Every two
reports of different outlets published within a fortnight are compared, as a monitor would.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.text_pairs import Cosine, ReadPair, report, rows
from benchmarks.verdict_sets import Outcome, share
from claims.kinship import shared_bits, telling_of
from claims.reading import Reader
from claims.scenes import on_scene
from claims.types import Reading, Report

FORTNIGHT = timedelta(days=14)
_TELLING = 2
"""Figures that must agree or move on before two reports are taken to tell of one incident."""
_SIMILARITY_BITS, _UNTOLD = 25.0, -5.0
"""Bits for a cosine of 1; and for a pair of which one report has no claim to compare."""
Scored = tuple[float, bool, int]


def incidents(data: Path, reader: Reader) -> Outcome:
    """Gun Violence Archive: a conflict between reports of two incidents is false; those of one are to be read.

    Two reports are taken to tell of one incident by their verdicts where two of their figures are of one fact; by
    summed evidence where what they share as wholes (kinship.py) and the cosine of their texts add up to enough. The
    baseline is that cosine alone. Thresholds are the best of one half of the incidents, measured on the other half.
    """
    return _monitored(reader, *gun_reports(data))


def gun_reports(data: Path) -> tuple[list[Report], dict[str, str]]:
    """The reports of gun incidents, and the incident that each is of by its id."""
    reports, incident = [], {}
    for row in rows(data / "gva_incidents.jsonl"):
        for doc in row["docs"]:
            title = (doc["title"] or "").strip()
            text = f"{title}\n\n{doc['text']}" if title else doc["text"]
            each = report(doc["outlet"], text, _day(doc["dct"]))
            reports.append(each)
            incident[each.id] = row["id"]
    return reports, incident


def strikes(data: Path, reader: Reader) -> Outcome:
    """FA-KES: reports of strikes in Syria; conflicts are for reading by hand, since nothing is labelled."""
    return _monitored(reader, *strike_reports(data))


def strike_reports(data: Path) -> tuple[list[Report], dict[str, str]]:
    """The reports of strikes, and the day and place that each is of by its id."""
    reports, incident = [], {}
    for row in rows(data / "fakes_syria.jsonl"):
        each = report(row["outlet"], f"{row['title']}\n\n{row['text']}", _day(row["date"]))
        reports.append(each)
        incident[each.id] = f"{row['date']} {row['location']}"
    return reports, incident


def _monitored(reader: Reader, reports: Sequence[Report], incident: dict[str, str]) -> Outcome:
    read = {reading.report.id: reading for reading in reader.read_all(reports)}
    pairs = list(_within_fortnight(list(read.values())))
    cosine = Cosine([each.text for each in reports])
    alarms: list[tuple[bool, str]] = []
    tellings = {id: telling_of(on_scene(found.claims)) for id, found in read.items() if found.claims}
    told: list[tuple[bool, bool]] = []
    scored: list[Scored] = []
    summed: list[Scored] = []
    count = 0
    for left, right in pairs:
        same = incident[left.report.id] == incident[right.report.id]
        each = ReadPair.of(left, right)
        count += len(each.comparisons)
        alarms += [(same, text) for text in each.told("conflicts")]
        met = sum(found.verdict in {"agrees", "updates", "conflicts"} for found in each.comparisons)
        told.append((met >= _TELLING, same))
        near, half = cosine.between(left.report.text, right.report.text), _half(incident[left.report.id])
        one, other = tellings.get(left.report.id), tellings.get(right.report.id)
        bits = shared_bits(one, other) if one and other else _UNTOLD
        scored.append((near, same, half))
        summed.append((bits + _SIMILARITY_BITS * near, same, half))
    within = [text for same, text in alarms if same]
    across = [text for same, text in alarms if not same]
    return Outcome(
        (
            f"{len(reports)} reports, {len(pairs)} pairs of reports, {count} pairs of claims weighed",
            f"conflicts: {len(alarms)}, of which {share(len(within), len(alarms))} within one incident",
            f"pairs of reports on one incident, by verdicts: {_f1(told)}",
            f"the same by summed evidence, threshold from the other half: {_halved_f1(summed)}",
            f"baseline, cosine, threshold from the other half: {_halved_f1(scored)}",
        ),
        (*(f"[other incident] {text}" for text in across), *(f"[one incident] {text}" for text in within)),
    )


def _day(text: str) -> datetime:
    return datetime.fromisoformat(text[:10]).replace(hour=12, tzinfo=UTC)


def _within_fortnight(readings: list[Reading]) -> Iterator[tuple[Reading, Reading]]:
    ordered = sorted(readings, key=lambda reading: (reading.report.published, reading.report.id))
    days = [reading.report.published for reading in ordered]
    for at, left in enumerate(ordered):
        for right in ordered[at + 1 : bisect_right(days, left.report.published + FORTNIGHT)]:
            if left.report.outlet != right.report.outlet:
                yield left, right


def _f1(told: Sequence[tuple[bool, bool]]) -> str:
    hits = sum(said and truth for said, truth in told)
    said, true = sum(said for said, _ in told), sum(truth for _, truth in told)
    f1 = 2 * hits / max(said + true, 1)
    return f"precision {hits / max(said, 1):.3f}, recall {hits / max(true, 1):.3f}, F1 {f1:.3f}"


def _half(incident: str) -> int:
    """Which half an incident is in, by its name."""
    return sum(incident.encode()) % 2


def _halved_f1(scored: Sequence[Scored]) -> str:
    """F1 over both halves, each by the threshold that is best for the other."""
    told: list[tuple[bool, bool]] = []
    for half in (0, 1):
        least = _best_threshold([(score, same) for score, same, found in scored if found != half])
        told += [(score >= least, same) for score, same, found in scored if found == half]
    return _f1(told)


def _best_threshold(scored: Sequence[tuple[float, bool]]) -> float:
    true = sum(truth for _, truth in scored)
    best, hits = (0.0, 0.0), 0
    for at, (score, truth) in enumerate(sorted(scored, reverse=True), start=1):
        hits += truth
        best = max(best, (2 * hits / (at + true), score))
    return best[1]
