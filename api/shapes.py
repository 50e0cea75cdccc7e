"""The library's values to the JSON shapes that callers are promised."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from api.service import Comparing
from claims.types import Claim, Comparison, Interval, Reading
from claims.wire import Json, claim_to_json, comparison_to_json, instant, number, report_to_json
from index.types import Answer, Discrepancy, Fact, Outlets, Page, Stats


def claims_json(claims: Iterable[Claim]) -> list[Json]:
    """Claims in the order given."""
    return [claim_to_json(claim) for claim in claims]


def comparisons_json(comparisons: Iterable[Comparison]) -> list[Json]:
    """Comparisons in the order given."""
    return [comparison_to_json(comparison) for comparison in comparisons]


def reading_json(reading: Reading) -> Json:
    """A report and its claims."""
    return {"report": report_to_json(reading.report), "claims": claims_json(reading.claims)}


def comparing_json(found: Comparing) -> Json:
    """Claims of some reports and what they say of one another."""
    return {"claims": claims_json(found.claims), "comparisons": comparisons_json(found.comparisons)}


def compared_json(found: Comparing) -> Json:
    """The same with the reports: of a web page, offsets count in the article that was found in it."""
    return {"reports": [report_to_json(report) for report in found.reports]} | comparing_json(found)


def answer_json(answer: Answer) -> Json:
    """A report, every claim that its comparisons name, and the comparisons: the same however often it is sent."""
    return {
        "report": report_to_json(answer.report),
        "claims": claims_json(answer.claims),
        "comparisons": comparisons_json(answer.comparisons),
    }


def line_json(answer: Answer) -> Json:
    """One answer of several; `stored` says whether the report is new."""
    return answer_json(answer) | {"stored": answer.stored}


def page_json(items: Sequence[Json], next_cursor: str | None = None) -> Json:
    """Part of a list; `next` is the cursor of the rest."""
    return {"items": list(items), "next": next_cursor}


def hits_json(hits: Iterable[tuple[Claim, float]]) -> Json:
    """Similar claims, nearest first."""
    return {"hits": [{"claim": claim_to_json(claim), "similarity": similarity} for claim, similarity in hits]}


def discrepancy_json(found: Discrepancy) -> Json:
    """One conflicting pair, with the editor's word on it."""
    return {
        "id": found.id,
        "fact_id": found.fact_id,
        "a": claim_to_json(found.a),
        "b": claim_to_json(found.b),
        "comparison": comparison_to_json(found.comparison),
        "severity": found.severity,
        "status": found.status,
        "note": found.note,
        "found": instant(found.found),
    }


def discrepancies_json(page: Page[Discrepancy]) -> Json:
    """The board, gravest first."""
    return page_json([discrepancy_json(item) for item in page.items], page.next)


def interval_json(span: Interval | None) -> Json | None:
    """Bounds as JSON numbers; null is unbounded."""
    if span is None:
        return None
    bounds = {"low": number(span.low), "high": number(span.high)}
    return bounds | {"low_open": span.low_open, "high_open": span.high_open}


def fact_json(fact: Fact) -> Json:
    """One fact: every outlet's figure over time, oldest first."""
    return {
        "id": fact.id,
        "claims": claims_json(fact.claims),
        "comparisons": comparisons_json(fact.comparisons),
        "current": interval_json(fact.current),
        "differing": list(fact.differing),
        "copies": sorted(fact.copies),
        "sources": fact.sources,
    }


def outlets_json(found: Outlets) -> Json:
    """Outlets with their counts, and how each pair gets on."""
    return page_json([asdict(item) for item in found.outlets]) | {"pairs": [asdict(pair) for pair in found.pairs]}


def stats_json(stats: Stats) -> Json:
    """How much is stored, and with what it was made."""
    return asdict(stats)
