"""Looking things up: what needs the store alone, and neither vectors nor rules."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from claims.types import Claim, Comparison, Report
from index.answers import in_order
from index.cursor import cursor_after, parse_cursor
from index.errors import NotFound
from index.facts import describe
from index.grouping import claim_of_fact
from index.store import ClaimStore, moment
from index.types import BoardFilters, Discrepancy, Fact, Outlets, Page

NO_BOARD_FILTERS = BoardFilters()


class Browsing:
    """The library's lists and look-ups."""

    def __init__(self, store: ClaimStore) -> None:
        self._store = store

    @property
    def place(self) -> Path | str:
        """Where it lies: a folder, or an address without its password."""
        return self._store.place

    def report(self, id: str) -> Report:
        """One report, an earlier version too. Raises NotFound."""
        with self._store.read() as view:
            report = view.report(id)
        if report is None:
            raise NotFound("report", id)
        return report

    def versions(self, id: str) -> tuple[Report, ...]:
        """Every stored version of a report at its url, oldest first: itself alone where it has no url."""
        with self._store.read() as view:
            report = view.report(id)
            if report is None:
                raise NotFound("report", id)
            return tuple(view.versions(report)) or (report,)

    def superseded_by(self, id: str) -> str | None:
        """The report that took this one's place; None for a current one."""
        with self._store.read() as view:
            return view.superseded_by(id)

    def reports(self, cursor: str | None = None, limit: int = 50) -> Page[Report]:
        """Current reports, latest first. Raises InvalidCursor."""
        after = parse_cursor(cursor) if cursor is not None else None
        with self._store.read() as view:
            found = view.reports(after, limit + 1)
        more = len(found) > limit
        next = cursor_after((moment(found[limit - 1].published), found[limit - 1].id)) if more else None
        return Page(tuple(found[:limit]), next)

    def report_claims(self, id: str) -> tuple[Claim, ...]:
        """The claims of a report, the most check-worthy first; none of earlier versions. Raises NotFound."""
        with self._store.read() as view:
            if view.report(id) is None:
                raise NotFound("report", id)
            return tuple(view.report_claims(id))

    def claims(self, ids: Collection[str]) -> dict[str, Claim]:
        """Those of these claims that are stored, by id."""
        with self._store.read() as view:
            return view.claims(ids)

    def claim(self, id: str) -> Claim:
        """One claim. Raises NotFound."""
        found = self.claims([id])
        if id not in found:
            raise NotFound("claim", id)
        return found[id]

    def claim_comparisons(self, id: str) -> tuple[Comparison, ...]:
        """What a claim was compared with, conflicts first. Raises NotFound."""
        with self._store.read() as view:
            own = view.claims([id])
            if not own:
                raise NotFound("claim", id)
            found = view.comparisons([id])
        return in_order(found)

    def discrepancies(
        self, filters: BoardFilters = NO_BOARD_FILTERS, cursor: str | None = None, limit: int = 50
    ) -> Page[Discrepancy]:
        """The board: conflicting pairs, gravest first. Raises InvalidCursor."""
        after = parse_cursor(cursor) if cursor is not None else None
        with self._store.read() as view:
            found = view.discrepancies(filters, after, limit + 1)
        next = cursor_after((found[limit - 1].severity, found[limit - 1].id)) if len(found) > limit else None
        return Page(tuple(found[:limit]), next)

    def discrepancy(self, id: str) -> Discrepancy:
        """One conflicting pair. Raises NotFound."""
        with self._store.read() as view:
            found = view.discrepancy(id)
        if found is None:
            raise NotFound("discrepancy", id)
        return found

    def fact(self, id: str) -> Fact:
        """One fact, by its id or by one it had before earlier reports joined it. Raises NotFound."""
        with self._store.read() as view:
            current = view.facts([claim_of_fact(id)])
            if not id.startswith("fct_") or not current:
                raise NotFound("fact", id)
            claims = view.claims(view.fact_members(current.values()))
            copied = view.copied({claim.report_id for claim in claims.values()})
            return describe(claims.values(), view.comparisons(claims), copied, view.dismissed(claims))

    def outlets(self) -> Outlets:
        """Every outlet with counts, and how often each pair agrees and conflicts."""
        with self._store.read() as view:
            return view.outlets()
