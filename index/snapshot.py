"""The vectors in memory, and how they follow the store."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

import numpy as np

from index.errors import IndexMismatch
from index.faiss_index import FaissIndex
from index.store import ClaimView
from index.types import Header
from index.vectors import VectorIndex


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """The vectors as of one revision of the store."""

    index: VectorIndex
    revision: int


def check_header(stored: Header | None, given: Header) -> None:
    """Raises IndexMismatch, naming the first thing in which the two differ."""
    for part in ("format", "encoder", "dimension", "reader"):
        if stored is not None and getattr(stored, part) != getattr(given, part):
            raise IndexMismatch(part, str(getattr(stored, part)), str(getattr(given, part)))


class SnapshotKeeper:
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
        """What is held now; None before the first use. To be taken before the view it is used with."""
        return self._latest

    def swap(self, index: VectorIndex, revision: int, owned: bool = False) -> None:
        """Hold this, unless what is held is newer. `owned`: this process alone writes from now on."""
        with self._swapping:
            self._owned = self._owned or owned
            if self._latest is None or self._latest.revision <= revision:
                self._latest = Snapshot(index, revision)

    def index_for(self, view: ClaimView, held: Snapshot | None) -> VectorIndex:
        """The vectors to use with a view: those held, or caught up where another process wrote since."""
        if held is not None and (self._owned or held.revision == view.revision()):
            return held.index
        with self._loading:
            index, revision = self.caught_up(view, view.revision()), view.revision()
            self.swap(index, revision)
        return index

    def caught_up(self, view: ClaimView, revision: int) -> VectorIndex:
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
            index = index.added(block.rows, block.vectors, block.moments)
        stored = view.vector_rows()
        if len(stored) != len(index):
            index = index.removed(np.setdiff1d(index.rows(), stored).tolist())
        return index
