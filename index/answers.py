"""Answers to a report, in the one order that all of them keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from claims.types import Claim, Comparison, Reading, Report
from index.store import ClaimView
from index.types import Answer

_VERDICTS = ("conflicts", "updates", "part", "agrees", "unrelated")


def in_order(comparisons: Iterable[Comparison]) -> tuple[Comparison, ...]:
    """Conflicts first, the surest of each verdict first."""
    return tuple(sorted(comparisons, key=lambda each: (_VERDICTS.index(each.verdict), -each.same_fact, each.a, each.b)))


def answer_from(
    report: Report, own: Sequence[Claim], comparisons: Iterable[Comparison], others: Mapping[str, Claim]
) -> Answer:
    """An answer that stored nothing: the report's own claims as read, then the others by check-worthiness."""
    mine = {claim.id for claim in own}
    named = [claim for claim in others.values() if claim.id not in mine]
    named.sort(key=lambda claim: (-claim.check_worthiness, claim.id))
    return Answer(report, (*own, *named), in_order(comparisons), stored=False)


def stored_answer(view: ClaimView, reading: Reading, stored: bool) -> Answer:
    """The answer to a stored report, from what is stored; an earlier version shows its claims alone.

    The report is answered as it was sent where it has been removed again meanwhile; `ref` is always the one
    that was sent.
    """
    sent = reading.report
    kept = view.report(sent.id)
    report = sent if kept is None else replace(kept, ref=sent.ref)
    own = view.report_claims(reading.report.id)
    comparisons = view.comparisons([claim.id for claim in own])
    others = view.claims({id for each in comparisons for id in (each.a, each.b)})
    answer = answer_from(report, own or reading.claims, comparisons, others)
    return Answer(answer.report, answer.claims, answer.comparisons, stored)
