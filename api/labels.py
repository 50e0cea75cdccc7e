"""An editor's reviews as labelled pairs, in the shape of the stories that matching is trained on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.types import Claim, Report
from claims.wire import Json, claim_to_json, instant
from index.browsing import Browsing
from index.types import BoardFilters, Discrepancy, Status

REVIEWED: tuple[Status, ...] = ("confirmed", "dismissed")
PAGE = 200
_WORD_BEFORE, _WORD_AFTER = re.compile(r"\S+\s*$"), re.compile(r"^\s*\S+")


def labels(library: Browsing) -> Iterator[Json]:
    """One line a reviewed discrepancy between two reports, by id: its two reports and one labelled pair.

    A confirmed pair is a conflict. A dismissed one is given as unrelated, the commonest reason for dismissing; `note`
    holds the editor's own. A report's contradiction with itself is left out: it says nothing of matching.
    """
    found = [item for status in REVIEWED for item in _all(library, status) if item.a.report_id != item.b.report_id]
    for item in sorted(found, key=lambda each: each.id):
        yield _label(item, library.report(item.a.report_id), library.report(item.b.report_id))


def _all(library: Browsing, status: Status) -> Iterator[Discrepancy]:
    page = library.discrepancies(BoardFilters(status=status), limit=PAGE)
    yield from page.items
    while page.next:
        page = library.discrepancies(BoardFilters(status=status), page.next, PAGE)
        yield from page.items


def _label(item: Discrepancy, one: Report, other: Report) -> Json:
    verdict = "conflicts" if item.status == "confirmed" else "unrelated"
    pair: Json = {"id": item.id, "a": _mark(0, item.a, one), "b": _mark(1, item.b, other), "verdict": verdict}
    if verdict == "conflicts":
        pair |= {"dispute": item.comparison.dispute, "hints": [hint.cause for hint in item.comparison.hints]}
    return {
        "story": item.id,
        "field": "review",
        "fold": "tune",
        "reports": [_report(one), _report(other)],
        "pairs": [pair],
        "a": claim_to_json(item.a),
        "b": claim_to_json(item.b),
        "verdict": item.comparison.verdict,
        "status": item.status,
        "note": item.note,
    }


def _report(report: Report) -> Json:
    return {
        "outlet": report.outlet,
        "published": instant(report.published),
        "title": report.title,
        "text": report.text,
    }


def _mark(number: int, claim: Claim, report: Report) -> Json:
    """Where the claim stands: its quote, with as many words around it as make it stand there once."""
    text, start, end = report.text, claim.start, claim.end
    while text.count(text[start:end]) > 1:
        before, after = _WORD_BEFORE.search(text[:start]), _WORD_AFTER.search(text[end:])
        start -= len(before[0]) if before else 0
        end += len(after[0]) if after else 0
    mark: Json = {"report": number, "quote": text[start:end]}
    if claim.kind == "statement":
        mark["kind"] = "statement"
    elif claim.quantity and claim.quantity.unit == "year":
        mark["unit"] = "year"
    return mark
