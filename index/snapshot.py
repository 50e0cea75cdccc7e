"""SQLite's vectors in memory, and how they follow the store."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Lock

import numpy as np

from index.faiss_index import FaissIndex
from index.store import ClaimChange, ClaimView, Snapshot, check_header
from index.types import Header
from index.vectors import VectorIndex


class FaissKeeper:
    """Holds the latest snapshot: swapped by a writer, or caught up with what another process wrote.

    Until this process owns the store, each use compares revisions; afterwards nobody else can have written,
    and the reference is simply taken.
    """

    def __init__(self, header: Header) -> None:
        self.header = header
        self._latest: Snapshot | None = None
        self._owned = False
        self._loading = Lock()
        self._swapping = Lock()

    def latest(self) -> Snapshot | None:
        """See VectorKeeper."""
        return self._latest

    def index_for(self, view: ClaimView, held: Snapshot | None) -> VectorIndex:
        """See VectorKeeper. Catches up where another process wrote since."""
        if held is not None and (self._owned or held.revision == view.revision()):
            return held.index
        with self._loading:
            index = self._loaded(view, view.revision())
            self._swap(index, view.revision())
        return index

    def caught_up(self, change: ClaimChange) -> VectorIndex:
        """See VectorKeeper."""
        revision = change.revision() - 1
        index = self._loaded(change, revision)
        self._swap(index, revision)
        self._owned = True
        return index

    def empty(self, change: ClaimChange) -> VectorIndex:
        """See VectorKeeper."""
        return FaissIndex(self.header.dimension)

    def committed(self, index: VectorIndex, revision: int) -> None:
        """See VectorKeeper."""
        self._swap(index, revision)
        self._owned = True

    def problems(self, view: ClaimView) -> Iterator[str]:
        """See VectorKeeper."""
        if self.index_for(view, self._latest).rows().tolist() != view.vector_rows().tolist():
            yield "the vectors in memory are not those in the store"

    def close(self) -> None:
        """See VectorKeeper."""

    def _swap(self, index: VectorIndex, revision: int) -> None:
        """Hold this, unless what is held is newer."""
        with self._swapping:
            if self._latest is None or self._latest.revision <= revision:
                self._latest = Snapshot(index, revision)

    def _loaded(self, view: ClaimView, revision: int) -> VectorIndex:
        """The vectors of a view whose revision this is, starting from those held.

        Raises IndexMismatch where another process rebuilt the library with another encoder or reader.
        """
        held = self._latest
        if held is not None and held.revision == revision:
            return held.index
        check_header(view.header(), self.header)
        index: VectorIndex = FaissIndex(self.header.dimension)
        if held is not None and held.revision < revision:
            index = held.index
        known = index.rows()
        for block in view.vectors(after=int(known[-1]) if len(known) else 0):
            index = index.added(block.rows, block.vectors, block.moments, block.labels)
        stored = view.vector_rows()
        if len(stored) != len(index):
            index = index.removed(np.setdiff1d(index.rows(), stored).tolist())
        return index
