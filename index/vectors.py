"""What a vector index promises, whichever engine is behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

from index.labels import Labels
from index.types import NO_FILTERS, Filters

Matrix = NDArray[np.float32]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Hit:
    """A claim's row in the store and its cosine similarity to what was asked."""

    row: int
    similarity: float


def nearest(hits: Iterable[Hit], k: int) -> list[Hit]:
    """The k nearest of all, ties by row. The last digits of a float32 are noise: they break no tie."""
    return sorted(hits, key=lambda hit: (-round(hit.similarity, 6), hit.row))[:k]


@dataclass(frozen=True, slots=True)
class Window:
    """Publication instants between two moments, both included, in microseconds since 1970."""

    start: int
    end: int


ALWAYS = Window(-(1 << 62), 1 << 62)


class VectorIndex(Protocol):
    """Unit vectors by row, each with the moment its report was published and the labels it is filtered by.

    An index never changes: `added` and `removed` answer with the next one and leave this one as it was, so
    that a reader who holds it may search it from any thread while a writer prepares its successor.
    """

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""

    def __len__(self) -> int:
        """How many vectors are held."""

    def rows(self) -> Rows:
        """Every row held, ascending."""

    def added(self, rows: Rows, vectors: Matrix, moments: Rows, labels: Sequence[Labels]) -> Self:
        """The index with these too. Raises ValueError for a row held already or named twice."""

    def removed(self, rows: Iterable[int]) -> Self:
        """The index without these; rows that it does not hold are passed over."""

    def search(
        self, queries: Matrix, k: int, window: Window = ALWAYS, filters: Filters = NO_FILTERS
    ) -> list[list[Hit]]:
        """The k nearest of each query: nearest first, ties by row.

        Cosine, so a stored vector finds itself at 1.0. Only vectors published within `window` that `filters` let
        through are answered: fewer than k only where fewer exist.
        """
