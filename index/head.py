"""The vectors added last, searched exactly: layers in memory that are never changed once built."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

import faiss
import numpy as np
from numpy.typing import NDArray

from index.labels import Labels
from index.store import VectorBlock, joined
from index.vectors import Hit, Matrix, Rows, Window, nearest

MERGE_RATIO = 2  # a layer swallows the one before it unless that is more than twice its size
NO_ROWS: Rows = np.empty(0, dtype=np.int64)
SPARE_HITS = 16  # asked for beyond k, so that equal similarities at the edge are settled by row

_FAISS: Any = faiss  # its stubs know nothing of what its Python wrappers accept
_FAISS.omp_set_num_threads(1)  # several searches run side by side; one spread over threads waits for the slowest


@dataclass(frozen=True, slots=True, eq=False)
class _Layer:
    """A flat index with the row, moment, labels and presence of each of its vectors. Rows ascend."""

    flat: Any  # faiss.IndexFlatIP: FAISS ships no types
    rows: Rows
    moments: Rows
    labels: tuple[Labels, ...]
    alive: NDArray[np.bool_]

    @classmethod
    def build(cls, rows: Rows, vectors: Matrix, moments: Rows, labels: Sequence[Labels]) -> _Layer:
        order = np.argsort(rows, kind="stable")
        flat = faiss.IndexFlatIP(vectors.shape[1])
        flat.add(np.ascontiguousarray(vectors[order], dtype=np.float32))
        ordered = tuple(labels[at] for at in order)
        return cls(flat, rows[order], moments[order], ordered, np.ones(len(rows), dtype=bool))

    @property
    def size(self) -> int:
        return len(self.rows)

    def matrix(self) -> Matrix:
        """The vectors where FAISS keeps them, without a copy; they live as long as this layer."""
        shape = (self.size, self.flat.d)
        view: Matrix = faiss.rev_swig_ptr(self.flat.get_xb(), shape[0] * shape[1]).reshape(shape)
        return view

    def positions(self, rows: Rows) -> Rows:
        """Where these rows stand, for those that are here and present."""
        at = np.searchsorted(self.rows, rows)
        at = at[at < self.size]
        at = at[np.isin(self.rows[at], rows)]
        kept: Rows = np.unique(at[self.alive[at]])
        return kept

    def merged(self, later: _Layer) -> _Layer:
        """Both in one, without the vectors that were removed from either."""
        whole = joined([self.kept(), later.kept()], self.flat.d)
        return _Layer.build(whole.rows, whole.vectors, whole.moments, whole.labels)

    def kept(self) -> VectorBlock:
        """What was not removed."""
        labels = tuple(each for each, there in zip(self.labels, self.alive, strict=True) if there)
        return VectorBlock(self.rows[self.alive], self.matrix()[self.alive], self.moments[self.alive], labels)

    def eligible(self, window: Window, asked: Labels) -> NDArray[np.bool_]:
        """Which vectors may be answered."""
        mask = self.alive & (self.moments >= window.start) & (self.moments <= window.end)
        if asked:
            mask = mask & np.fromiter((asked <= each for each in self.labels), dtype=bool, count=self.size)
        return mask


class Head:
    """Exact inner products over unit vectors, before they are sealed.

    Small layers are merged into larger ones as they grow, so that adding a report copies a few vectors and
    a search visits a handful of layers. FAISS crashes when an index is added to while it is searched: here
    a layer is filled before anyone sees it and never touched again.
    """

    def __init__(self, dimension: int, layers: tuple[_Layer, ...] = ()) -> None:
        self._dimension = dimension
        self._layers = layers

    def __len__(self) -> int:
        return sum(int(layer.alive.sum()) for layer in self._layers)

    def rows(self) -> Rows:
        """Every row held, ascending."""
        held = [layer.rows[layer.alive] for layer in self._layers]
        return np.sort(np.concatenate(held)) if held else np.empty(0, dtype=np.int64)

    def added(self, rows: Rows, vectors: Matrix, moments: Rows, labels: Sequence[Labels]) -> Self:
        """The index with these too. Raises ValueError for a row held already or named twice."""
        if vectors.shape != (len(rows), self._dimension) or not len(moments) == len(labels) == len(rows):
            raise ValueError(f"{len(rows)} rows, but vectors {vectors.shape} of {self._dimension} numbers")
        if not len(rows):
            return self
        if len(np.unique(rows)) != len(rows) or any(len(layer.positions(rows)) for layer in self._layers):
            raise ValueError("a row is added twice")
        layers = [*self._layers, _Layer.build(rows, vectors, moments, labels)]
        while len(layers) > 1 and layers[-2].size <= MERGE_RATIO * layers[-1].size:
            later = layers.pop()
            layers[-1] = layers[-1].merged(later)
        return type(self)(self._dimension, tuple(layers))

    def removed(self, rows: Iterable[int]) -> Self:
        """The index without these; rows that it does not hold are passed over."""
        gone = np.fromiter(rows, dtype=np.int64)
        layers = []
        for layer in self._layers:
            at = layer.positions(gone)
            if len(at):
                alive = layer.alive.copy()
                alive[at] = False
                layer = replace(layer, alive=alive)
            if layer.alive.any():
                layers.append(layer)
        return type(self)(self._dimension, tuple(layers))

    def block(self) -> VectorBlock:
        """All that is held, rows ascending."""
        kept = [layer.kept() for layer in self._layers if layer.alive.any()]
        whole = joined(kept, self._dimension)
        order = np.argsort(whole.rows, kind="stable")
        labels = tuple(whole.labels[at] for at in order.tolist())
        return VectorBlock(whole.rows[order], whole.vectors[order], whole.moments[order], labels)

    def search(self, queries: Matrix, k: int, window: Window, asked: Labels) -> list[list[Hit]]:
        """The k nearest of each query within the window that bear these labels, exactly."""
        found = [self._search_layer(layer, queries, k, window, asked) for layer in self._layers]
        return [nearest([hit for hits in found for hit in hits[number]], k) for number in range(len(queries))]

    @staticmethod
    def _search_layer(layer: _Layer, queries: Matrix, k: int, window: Window, asked: Labels) -> list[list[Hit]]:
        mask = layer.eligible(window, asked)
        count = int(mask.sum())
        if not count:
            return [[] for _ in queries]
        bits = np.packbits(mask, bitorder="little")  # the selector points into this: it must outlive the search
        params = None if count == layer.size else _FAISS.SearchParameters(sel=_FAISS.IDSelectorBitmap(bits))
        similarities, at = layer.flat.search(queries, min(count, k + SPARE_HITS), params=params)
        np.clip(similarities, -1.0, 1.0, out=similarities)
        return [
            [Hit(int(layer.rows[place]), float(value)) for value, place in zip(*found, strict=True) if place >= 0]
            for found in zip(similarities, at, strict=True)
        ]
