"""One change to the library: the store, the next vector index, facts and discrepancies kept in step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import numpy as np

from claims.ids import pair_id
from claims.types import Claim, Report
from index.comparing import Findings, Prepared, Rules, compare_with_stored
from index.copies import CopyGroup
from index.facts import severity
from index.grouping import WEIGHED, fact_id, group, joins
from index.labels import claim_labels
from index.store import ClaimChange, ClaimView, Link, moment
from index.vectors import VectorIndex


class Recording:
    """What is done within one transaction. `index` is the vector index as it will be once that commits."""

    def __init__(self, change: ClaimChange, index: VectorIndex, rules: Rules, now: datetime) -> None:
        self.index = index
        self._change = change
        self._rules = rules
        self._now = now
        self._touched: set[str] = set()

    def add(self, prepared: Prepared, row: int | None = None) -> bool:
        """Store a report, and what comes of comparing it. False where it is stored already.

        An earlier version at the same url goes to the history; so does this one, where a later is stored. One that
        lies in the history comes back from it where the version that took its place has been removed since.
        """
        report = prepared.reading.report
        if kept(self._change, report):
            return False
        if self._change.report(report.id) is not None:
            self.remove(report.id)
        earlier, later = current_versions(self._change, report)
        if later is not None:
            self._change.add_report(report, later.id, row)
            return True
        self.supersede([version.id for version in earlier], by=report.id)
        self._change.add_report(report, None, row)
        self._add_claims(prepared)
        return True

    def supersede(self, ids: Sequence[str], by: str) -> None:
        """Move reports to the history: another took their place."""
        for id in ids:
            self._forget(id)
        self._change.supersede(ids, by)

    def _add_claims(self, prepared: Prepared) -> None:
        """Store the claims of a stored report, and what comes of comparing them."""
        findings = compare_with_stored(self._rules, self._change, self.index, prepared)
        claims, report = prepared.reading.claims, prepared.reading.report
        rows = self._change.add_claims(claims, prepared.vectors, prepared.keys)
        moments = np.full(len(rows), moment(report.published), dtype=np.int64)
        labels = [claim_labels(claim) for claim in claims]
        self.index = self.index.added(rows, prepared.vectors, moments, labels)
        self._touched |= {fact_id(claim.id) for claim in claims}
        self._record({claim.id: claim for claim in claims} | findings.claims, findings)

    def _record(self, claims: dict[str, Claim], findings: Findings) -> None:
        self._change.add_comparisons(findings.comparisons)
        conflicts = {
            pair_id(each.a, each.b): (each, severity(claims[each.a], claims[each.b], each))
            for each in findings.comparisons
            if each.verdict == "conflicts"
        }
        self._change.add_discrepancies(conflicts, self._now)
        self._touched |= set(self._change.facts(findings.claims).values())
        if findings.copying is not None:
            self._mark(findings.copying)

    def _mark(self, copying: CopyGroup) -> None:
        self._change.set_copy_of([copying.original], None)
        self._change.set_copy_of(copying.copies, copying.original)

    def remove(self, report_id: str) -> None:
        """Remove a report, its claims and all that hangs on them."""
        self._forget(report_id)
        self._change.remove_report(report_id)

    def _forget(self, report_id: str) -> None:
        """Take a report out of the index, out of its facts, and from over the reports that copy it."""
        self.index = self.index.removed(self._change.rows_of([report_id]).tolist())
        ids = [claim.id for claim in self._change.report_claims(report_id)]
        met = {id for link in self._change.links(ids, WEIGHED) for id in (link.a, link.b)}
        self.touch({*ids, *met})
        copies = self._change.copies(report_id)
        if copies:
            rest = frozenset(copy.id for copy in copies[1:])
            self._mark(CopyGroup(copies[0].id, rest))

    def touch(self, claim_ids: Iterable[str]) -> None:
        """Have the facts of these claims grouped again."""
        self._touched |= set(self._change.facts(claim_ids).values())

    def settle_facts(self) -> None:
        """Group again the claims of every fact that this change touched, and all that any link leads to from there.

        So the facts are those that the same reports would make in any other order.
        """
        members: dict[str, Claim] = {}
        links: dict[tuple[str, str], Link] = {}
        fresh = set(self._change.fact_members(self._touched))
        while fresh:
            members |= self._change.claims(fresh)
            found = self._change.links(fresh, WEIGHED)
            links |= {(link.a, link.b): link for link in found}
            fresh = {id for link in found if joins(link) for id in (link.a, link.b)} - members.keys()
        grouped = group(members, links.values())
        stored = self._change.facts(members)
        self._change.set_facts({claim: fact for claim, fact in grouped.items() if stored[claim] != fact})
        self._touched.clear()


def kept(view: ClaimView, report: Report) -> bool:
    """True where a report is stored and stays as it is: current, or outdone by a version that still is."""
    if view.report(report.id) is None:
        return False
    return view.superseded_by(report.id) is None or current_versions(view, report) != ([], None)


def current_versions(view: ClaimView, report: Report) -> tuple[list[Report], Report | None]:
    """Current reports of the same outlet at the same url: those this one supersedes, and one that supersedes
    it. Published last is current, whatever came first; of two published at once, the one that came last.
    """
    if report.url is None:
        return [], None
    stored = [each for each in view.versions(report) if each.id != report.id]
    current = [each for each in stored if view.superseded_by(each.id) is None]
    later = next((each for each in current if each.published > report.published), None)
    return [each for each in current if each.published <= report.published], later
