"""Segments that were sealed together, and how one of them, or all at once, are searched."""

from __future__ import annotations

import logging
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.codes import (
    Codes,
    Found,
    Graph,
    Positions,
    build,
    range_selector,
    scan,
    selector_of,
)
from index.segment import Segment, Truth, as_matrix
from index.segment_files import BlockEntry, FileDamaged, SegmentEntry, check_sum
from index.vectors import Matrix

EFFORT = 48  # vectors kept in view by a graph search of SIZE vectors; more in larger graphs, by their GROWTH
GROWTH = 3 / 4  # power of the size
SIZE = 25_000
VISITS = 25  # codes scanned in a row in the time that one unit of effort takes in a graph
GATHERED = 2  # codes scanned in a row in the time that one picked from anywhere takes

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """Codes with or without a graph: what one call to FAISS searches, `count` vectors from `at` in their block."""

    name: str
    at: int
    count: int
    codes: Any
    graph: Graph | None
    among: Codes

    def search(self, queries: Matrix, k: int, asked: Asked) -> Found:
        """The nearest by their codes, positions counted in the block."""
        k = min(k, asked.count)
        if asked.chosen is not None and self._scans(asked.count * GATHERED, asked.count):
            return self.among.among(queries, asked.chosen + self.at, k)
        values, at = self._visit(queries, k, asked)
        return values, np.where(at < 0, -1, at + self.at)

    def _visit(self, queries: Matrix, k: int, asked: Asked) -> Found:
        if self.graph is None or self._scans(asked.end - asked.start, asked.count):
            return self._scan(queries, k, asked)
        found = self.graph.search(queries, k, self._effort(k, asked.count), asked.selector(self.count))
        if (found[1][:, k - 1] < 0).any():  # what the filter lets through lies far from the query: look at all
            return self._scan(queries, k, asked)
        return found

    def _scan(self, queries: Matrix, k: int, asked: Asked) -> Found:
        """Every code that may be answered, and none of those around them where they stand together."""
        if asked.chosen is not None or (asked.start, asked.end) == (0, self.count):
            return scan(self.codes, queries, k, asked.selector(self.count))
        alive = None if asked.alive is None else selector_of(asked.alive[asked.start : asked.end])
        codes = self.among.searchable(self.at + asked.start, asked.end - asked.start)
        values, at = scan(codes, queries, k, alive)
        return values, np.where(at < 0, -1, at + asked.start)

    def _effort(self, k: int, count: int) -> int:
        return max(self.effort, k) * self.count // max(count, 1)

    @property
    def effort(self) -> int:
        """Vectors to keep in view where all may be answered."""
        return int(EFFORT * max(1.0, (self.count / SIZE) ** GROWTH))

    def _scans(self, cost: int, count: int) -> bool:
        """True where looking at every one costs less than the graph, where one vector in so many counts."""
        return self.graph is None or cost <= self.effort * VISITS * self.count // max(count, 1)


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Which positions of a target may be answered: from `start` up to `end` the alive ones, or `chosen`, all alive."""

    start: int
    end: int
    chosen: Positions | None
    alive: NDArray[np.bool_] | None

    @property
    def count(self) -> int:
        """How many may be answered."""
        if self.chosen is not None:
            return len(self.chosen)
        return self.end - self.start if self.alive is None else int(self.alive[self.start : self.end].sum())

    def selector(self, size: int) -> Any:  # noqa: ANN401
        """The same for FAISS; None where every one may."""
        if self.chosen is None and self.alive is None:
            return None if (self.start, self.end) == (0, size) else range_selector(self.start, self.end)
        mask = np.zeros(size, dtype=bool)
        if self.chosen is None:
            mask[self.start : self.end] = True if self.alive is None else self.alive[self.start : self.end]
        else:
            mask[self.chosen] = True
        return selector_of(mask)


class Block:
    """Segments in order of time, over one file of codes. Opened when a search first reaches it.

    Where codes or a graph are damaged, the search is answered from the exact vectors or without the graph, and
    `damage` says so.
    """

    def __init__(self, folder: Path, entry: BlockEntry, dimension: int, truth: Truth) -> None:
        """Raises FileDamaged where its rows cannot be known."""
        self.entry = entry
        self.damage: list[str] = []
        self._folder = folder
        self._dimension = dimension
        self._lock = Lock()
        self._targets: dict[str, Target] = {}
        self.segments = tuple(Segment(folder, each, dimension, truth) for each in entry.segments)
        self.rows = np.concatenate([segment.rows for segment in self.segments])
        self._starts = [segment.entry.at for segment in self.segments]
        self._first = [segment.entry.start for segment in self.segments]
        self._last = [segment.entry.end for segment in self.segments]

    def __len__(self) -> int:
        return self.entry.count

    def around(self, start: int, end: int) -> tuple[Segment, ...]:
        """The segments that may hold vectors published between two moments."""
        return self.segments[bisect_left(self._last, start) : bisect_right(self._first, end)]

    @property
    def whole(self) -> bool:
        """True where there is a graph of all its segments at once."""
        return "graph" in self.entry.files

    def target(self, segment: Segment | None) -> Target:
        """What to search for one segment, or for all of them."""
        entry = self.entry if segment is None else segment.entry
        with self._lock:
            if entry.name not in self._targets:
                at = 0 if segment is None else segment.entry.at
                codes = self._codes.searchable(at, entry.count)
                graph = self._graph(entry, codes, segment)
                self._targets[entry.name] = Target(entry.name, at, entry.count, codes, graph, self._codes)
            return self._targets[entry.name]

    def _graph(self, entry: BlockEntry | SegmentEntry, codes: Any, owner: Segment | None) -> Graph | None:  # noqa: ANN401
        if "graph" not in entry.files:
            return None
        path = self._folder / f"{entry.name}.graph"
        try:
            check_sum(path, entry.files["graph"])
        except FileDamaged as error:
            (owner or self).report(f"{path.name}: {error.problem}")
            return None
        return Graph(path, codes)

    @cached_property
    def _codes(self) -> Codes:
        path = self._folder / f"{self.entry.name}.codes"
        try:
            check_sum(path, self.entry.files["codes"])
        except FileDamaged as error:
            self.report(f"{path.name}: {error.problem}")
            made = build(self._dimension, len(self), self.matrices, None, lambda: False)
            return Codes(made, in_file=False)
        return Codes.mapped(path)

    def exact(self, positions: Positions) -> Matrix:
        """The vectors at these positions, each checked as it is read."""
        pieces = []
        for at in positions.tolist():
            segment = self.segments[bisect_right(self._starts, at) - 1]
            pieces.append(segment.piece(at - segment.entry.at))
        return as_matrix(pieces, self._dimension)

    def matrices(self) -> Iterator[Matrix]:
        """The exact vectors of each segment, in order."""
        for segment in self.segments:
            yield segment.exact(np.arange(len(segment)))

    def report(self, problem: str) -> None:
        """Remember damage: the block is then written anew."""
        if problem not in self.damage:
            self.damage.append(problem)
            _LOG.warning("%s", problem)

    @property
    def damaged(self) -> bool:
        """True where a search has met damage."""
        return bool(self.damage) or any(segment.damage for segment in self.segments)

    def problems(self) -> list[str]:
        """What is wrong with its files, every byte read."""
        for kind, expected in self.entry.files.items():
            try:
                check_sum(self._folder / f"{self.entry.name}.{kind}", expected)
            except FileDamaged as error:
                self.report(f"{error.path.name}: {error.problem}")
        return self.damage + [problem for segment in self.segments for problem in segment.problems()]
