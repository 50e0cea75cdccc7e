"""Outlines of stored claims that were asked for lately: a day's reports meet much the same claims."""

from __future__ import annotations

from index.store import Outline

KEPT = 30_000  # some 0.7 KB each, as many again before they are forgotten


class Outlines:
    """Remembers outlines, and forgets those not asked for while as many others were. Any number of threads may use it.

    A row never comes back meaning another claim, so that nothing here goes out of date. An outline of a claim that
    was removed since may be answered: who asks for the claim then finds none.
    """

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._young: dict[int, Outline] = {}
        self._old: dict[int, Outline] = {}

    def at(self, row: int) -> Outline | None:
        """The outline of the claim at a row, if it is remembered."""
        found = self._young.get(row)
        if found is None:
            found = self._old.get(row)
            if found is not None:
                self.keep(row, found)
        return found

    def keep(self, row: int, outline: Outline) -> None:
        """Remember the outline of a claim that is committed: what is taken back may leave its row to another."""
        if len(self._young) >= self._kept:
            self._old, self._young = self._young, {}
        self._young[row] = outline
