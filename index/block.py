"""Segments that were sealed together, and how they are searched."""

from __future__ import annotations

import logging
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TypeVar

import numpy as np

from index.asked import Asked
from index.codes import Codes, Found, Positions, mask_selector
from index.segment import Segment, Truth, as_matrix
from index.segment_files import BlockEntry, FileDamaged, check_sum
from index.sketches import Lists, Runs
from index.vectors import Matrix

CANDIDATES = 0.2  # compared by their 8-bit codes for each vector asked for, times the cube root of how many there are
PICKED = 64  # sketches looked at in a row in the time that one 8-bit code picked from anywhere takes
VISITED = 1 / 16  # of the lists, where every vector may be answered; more where fewer may
WALK = 4  # sketches in a row in the time of one in a list

_LOG = logging.getLogger(__name__)

Kept = TypeVar("Kept")


class Block:
    """Segments in order of time, over one file of codes and two of sketches. Opened when a search first reaches it.

    Where codes or sketches are damaged, the search is answered from the exact vectors or without the sketches, and
    `damage` says so.
    """

    def __init__(self, folder: Path, entry: BlockEntry, dimension: int, truth: Truth) -> None:
        """Raises FileDamaged where its rows cannot be known."""
        self.entry = entry
        self.damage: list[str] = []
        self._folder = folder
        self._dimension = dimension
        self._lock = Lock()
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

    def search(self, queries: Matrix, k: int, asked: Asked) -> Found:
        """The nearest by their 8-bit codes: of the few that a filter lets through, else of what seems near."""
        with self._lock:
            codes, runs = self._codes, self._runs
        if asked.chosen is not None and (runs is None or len(asked.chosen) * PICKED <= asked.end - asked.start):
            return codes.among(queries, asked.chosen, min(k, len(asked.chosen)))
        if runs is None:
            alive = None if asked.alive is None else mask_selector(asked.alive.mask[asked.start : asked.end])
            return codes.scan(queries, min(k, asked.count), asked.start, asked.end, alive)
        wanted = min(int(k * max(4, CANDIDATES * asked.count ** (1 / 3))), asked.count)
        return codes.nearest(queries, self._near(runs, queries, wanted, asked), k)

    def _near(self, runs: Runs, queries: Matrix, wanted: int, asked: Asked) -> Positions:
        """What seems near by its sketch, in the lists where that is less work than in all runs that are reached."""
        selector, share = asked.selector(len(self)), VISITED * len(self) / asked.count
        if share * WALK * len(self) < asked.end - asked.start:
            with self._lock:
                lists = self._lists
            near = None if lists is None else lists.near(queries, wanted, share, selector)
            if near is not None and (near >= 0).all():
                return near  # else what a filter lets through lies far from the query: look at all
        return runs.within(queries, wanted, asked.start, asked.end, selector)

    @cached_property
    def _codes(self) -> Codes:
        return self._opened("codes", Codes.mapped) or Codes.made(len(self), self.matrices)

    @cached_property
    def _runs(self) -> Runs | None:
        return self._opened("runs", Runs.read)

    @cached_property
    def _lists(self) -> Lists | None:
        return self._opened("lists", Lists.read)

    def _opened(self, kind: str, read: Callable[[Path], Kept]) -> Kept | None:
        """One of its files, checked; None where there is none or it is damaged."""
        if kind not in self.entry.files:
            return None
        path = self._folder / f"{self.entry.name}.{kind}"
        try:
            check_sum(path, self.entry.files[kind])
        except FileDamaged as error:
            self.report(f"{path.name}: {error.problem}")
            return None
        return read(path)

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
