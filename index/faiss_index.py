"""Vectors in a small exact head and in sealed blocks, searched together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index.asked import Alive, Asked
from index.block import Block
from index.codes import Positions
from index.head import NO_ROWS, Head
from index.labels import Labels, asked_labels
from index.segment import Segment
from index.store import VectorBlock, within
from index.types import NO_FILTERS, Filters
from index.vectors import ALWAYS, Hit, Matrix, Rows, Window, nearest

PART = 4096  # vectors read at a time
SPARE_HITS = 6  # of the nearest by their codes, so many more than asked for are compared exactly

Dead = Mapping[str, Positions]
"""The positions of removed vectors by the name of their segment, where it has any."""


class FaissIndex:
    """Answers with exact similarities; what it finds is exact in the head, and nearly all in the blocks.

    In a block what seems near is found by its sketch, compared by its 8-bit code, and the nearest of these again by
    their exact vectors. docs/METHOD.md says how many are missed.
    """

    def __init__(
        self, dimension: int, head: Head | None = None, blocks: tuple[Block, ...] = (), dead: Dead | None = None
    ) -> None:
        self._dimension = dimension
        self._head = head or Head(dimension)
        self._blocks = blocks
        self._dead = dead or {}
        self._alive: dict[str, Alive | None] = {}

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return self._dimension

    @property
    def head(self) -> Head:
        """What is not sealed yet."""
        return self._head

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What is sealed."""
        return self._blocks

    def __len__(self) -> int:
        sealed = sum(len(block) for block in self._blocks) - sum(len(each) for each in self._dead.values())
        return sealed + len(self._head)

    def _segments(self) -> Iterator[Segment]:
        for block in self._blocks:
            yield from block.segments

    def dead(self, segment: Segment) -> Positions:
        """Where a segment's vectors were removed, ascending."""
        return self._dead.get(segment.entry.name, NO_ROWS)

    def rows(self) -> Rows:
        """Every row held, ascending."""
        return np.sort(np.concatenate([self._sealed_rows(), self._head.rows()]))

    def _sealed_rows(self) -> Rows:
        kept = [np.delete(segment.rows, self.dead(segment)) for segment in self._segments()]
        return np.concatenate([NO_ROWS, *kept])

    def added(self, rows: Rows, vectors: Matrix, moments: Rows, labels: Sequence[Labels]) -> Self:
        """The index with these too. Raises ValueError for a row held already or named twice."""
        for segment in self._segments():
            if np.setdiff1d(segment.positions(rows), self.dead(segment)).size:
                raise ValueError("a row is added twice")
        head = self._head.added(rows, vectors, moments, labels)
        index = type(self)(self._dimension, head, self._blocks, self._dead)
        index._alive = self._alive  # what is sealed is as it was
        return index

    def removed(self, rows: Iterable[int]) -> Self:
        """The index without these; rows that it does not hold are passed over."""
        gone = np.fromiter(rows, dtype=np.int64)
        dead = dict(self._dead)
        for segment in self._segments():
            at = segment.positions(gone)
            if at.size:
                dead[segment.entry.name] = np.union1d(self.dead(segment), at)
        return type(self)(self._dimension, self._head.removed(gone.tolist()), self._blocks, dead)

    def sealed(self, blocks: tuple[Block, ...]) -> Self:
        """The same vectors, those that stand in these blocks taken from them."""
        rows = self.rows()
        index = type(self)(self._dimension, blocks=blocks)
        sealed = index._sealed_rows()
        dead = index.removed(np.setdiff1d(sealed, rows).tolist())._dead
        return type(self)(self._dimension, self._head.removed(sealed.tolist()), blocks, dead)

    def kept(self, segment: Segment) -> VectorBlock:
        """What is left of a segment."""
        return segment.block(self.dead(segment))

    def contents(self) -> Iterator[VectorBlock]:
        """Everything held, without its labels; rows ascend within each part."""
        for segment in self._segments():
            kept = np.setdiff1d(np.arange(len(segment)), self.dead(segment), assume_unique=True)
            for at in np.array_split(kept[np.argsort(segment.rows[kept])], len(kept) // PART + 1):
                yield VectorBlock(segment.rows[at], segment.exact(at), segment.moments[at], ())
        yield self._head.block()

    def search(
        self, queries: Matrix, k: int, window: Window = ALWAYS, filters: Filters = NO_FILTERS
    ) -> list[list[Hit]]:
        """See VectorIndex."""
        window, asked = within(window, filters), asked_labels(filters)
        queries = np.ascontiguousarray(queries, dtype=np.float32)
        if k < 1 or not len(queries):
            return [[] for _ in queries]
        found = self._head.search(queries, k, window, asked)
        close = [self._near(block, queries, k + SPARE_HITS, window, asked) for block in self._blocks]
        near = [each for each in close if each is not None]
        if near:
            for number, query in enumerate(queries):
                found[number] = nearest([*found[number], *_compared(query, number, near, k + SPARE_HITS)], k)
        return found

    def _near(self, block: Block, queries: Matrix, k: int, window: Window, asked: Labels) -> _Near | None:
        """What is near by its codes in a block; None where nothing there may be answered."""
        reached = [
            _Reached(segment, start, end)
            for segment in block.around(window.start, window.end)
            for start, end in [segment.span(window.start, window.end)]
            if start < end
        ]
        asking = self._asking(block, reached, asked) if reached else None
        return _Near(block, *block.search(queries, k, asking)) if asking and asking.count else None

    def _asking(self, block: Block, reached: Sequence[_Reached], asked: Labels) -> Asked:
        """What may be answered of some neighbouring segments."""
        start, end = reached[0].segment.entry.at + reached[0].start, reached[-1].segment.entry.at + reached[-1].end
        alive = self._alive_in(block)
        if not asked:
            return Asked(start, end, None, alive)
        places = np.concatenate([each.segment.entry.at + each.segment.bearing(asked) for each in reached])
        chosen = places[places.searchsorted(start) : places.searchsorted(end)]  # places ascend
        return Asked(start, end, chosen if alive is None else chosen[alive.mask[chosen]], alive)

    def _alive_in(self, block: Block) -> Alive | None:
        """Which vectors of a block were not removed; None where none was."""
        name = block.entry.name
        if name not in self._alive:
            dead = np.concatenate([each.entry.at + self.dead(each) for each in block.segments])
            mask = np.ones(len(block), dtype=bool)
            mask[dead] = False
            self._alive[name] = Alive(mask) if len(dead) else None
        return self._alive[name]


@dataclass(frozen=True, slots=True, eq=False)
class _Reached:
    """The positions of a segment that a window reaches, from `start` up to `end`."""

    segment: Segment
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class _Near:
    """Similarities by code and positions in a block, a row a query."""

    block: Block
    similarities: NDArray[np.float32]
    positions: NDArray[np.int64]


def _compared(query: Matrix, number: int, near: Sequence[_Near], count: int) -> list[Hit]:
    """The exact similarity of the vectors that are nearest to a query by their codes, this many at most."""
    by_code = [-each.similarities[number] for each in near]
    cut = np.sort(np.concatenate(by_code))[:count][-1]
    hits = []
    for each, distances in zip(near, by_code, strict=True):
        at = each.positions[number][(distances <= cut) & (each.positions[number] >= 0)]
        if at.size:
            similarities = np.clip(each.block.exact(at) @ query, -1.0, 1.0).tolist()
            hits += [Hit(row, value) for row, value in zip(each.block.rows[at].tolist(), similarities, strict=True)]
    return hits
