"""One month's sealed vectors: which rows they are, what they are filtered by, and each vector exactly."""

from __future__ import annotations

import io
import json
import logging
import os
import weakref
import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from index.codes import Positions
from index.labels import Labels
from index.segment_files import FileDamaged, FileSum, SegmentEntry, check_sum, replacing
from index.store import VectorBlock
from index.vectors import Matrix, Rows

_LOG = logging.getLogger(__name__)
KINDS = ("exact", "rows", "labels")  # of files
_NONE: Positions = np.empty(0, dtype=np.int64)

Truth = Callable[[Rows], VectorBlock]
"""Reads vectors of these rows from the store; rows that are no longer there are left out."""


class Segment:
    """The vectors of one publication month, by position: in order of moment, then row.

    Its rows are read at once (raises FileDamaged); all else is opened when a search first reaches it. A vector
    or label that is damaged in its file is taken from the store instead, and `damage` says so.
    """

    def __init__(self, folder: Path, entry: SegmentEntry, dimension: int, truth: Truth) -> None:
        self.entry = entry
        self.damage: list[str] = []
        self._folder = folder
        self._dimension = dimension
        self._truth = truth
        self._lock = Lock()
        self._handle = 0  # of the exact vectors, once they are open
        self.path_of("rows", check_sum)
        with self.path_of("rows").open("rb") as stream:
            self.rows: Rows = np.load(stream)
            self.moments: Rows = np.load(stream)
            self._sums: NDArray[np.uint32] = np.load(stream)
        self._by_row = np.argsort(self.rows)
        self._last_row = int(self.rows[self._by_row[-1]]) if len(self.rows) else 0

    def __len__(self) -> int:
        return self.entry.count

    def path_of(self, kind: str, check: Callable[[Path, FileSum], None] | None = None) -> Path:
        """Where one of its files lies, checked where that is asked for. Raises FileDamaged."""
        path = self._folder / f"{self.entry.name}.{kind}"
        if check is not None:
            check(path, self.entry.files[kind])
        return path

    def positions(self, rows: Rows) -> Positions:
        """Where these rows stand, ascending; rows that are not here are passed over."""
        if (
            not len(self) or not len(rows) or rows.min() > self._last_row
        ):  # what is added comes after all that is sealed
            return _NONE
        at = np.searchsorted(self.rows, rows, sorter=self._by_row)
        at = self._by_row[np.minimum(at, len(self) - 1)]
        found: Positions = np.unique(at[self.rows[at] == rows])
        return found

    def span(self, start: int, end: int) -> tuple[int, int]:
        """From which position and up to which its vectors were published between two moments."""
        if start > self.entry.end or end < self.entry.start:
            return 0, 0
        first = 0 if start <= self.entry.start else int(self.moments.searchsorted(start, side="left"))
        return first, len(self) if end >= self.entry.end else int(self.moments.searchsorted(end, side="right"))

    def exact(self, positions: Positions) -> Matrix:
        """The vectors at these positions, each checked as it is read."""
        return as_matrix([self.piece(at) for at in positions.tolist()], self._dimension)

    def piece(self, at: int) -> bytes:
        """The bytes of one vector, checked as they are read."""
        width = 4 * self._dimension
        try:
            piece = os.pread(self._handle or self._open(), width, at * width)
        except OSError:
            piece = b""
        if zlib.crc32(piece) == self._sums[at]:
            return piece
        self.report(f"{self.entry.name}.exact: the vector at {at} was altered")
        stored = self._truth(self.rows[at : at + 1]).vectors
        return stored.astype("<f4").tobytes() if len(stored) else bytes(width)

    def _open(self) -> int:
        with self._lock:
            if not self._handle:
                self._handle = os.open(self.path_of("exact"), os.O_RDONLY | os.O_CLOEXEC)
                weakref.finalize(self, os.close, self._handle)
            return self._handle

    def report(self, problem: str) -> None:
        """Remember damage: the segment is then written anew."""
        if problem not in self.damage:
            self.damage.append(problem)
            _LOG.warning("%s", problem)

    @cached_property
    def _postings(self) -> Mapping[str, Positions]:
        """Where each label is borne."""
        try:
            with self.path_of("labels", check_sum).open("rb") as stream:
                words, ends, places = (np.load(stream) for _ in range(3))
        except FileDamaged as error:
            self.report(f"{error.path.name}: {error.problem}")
            stored = self._truth(self.rows)
            known = dict(zip(stored.rows.tolist(), stored.labels, strict=True))
            return _postings([known.get(row, frozenset()) for row in self.rows.tolist()])
        return dict(zip(json.loads(words.tobytes()), np.split(places, ends[:-1]), strict=True))

    def bearing(self, asked: Labels) -> Positions:
        """Where all of these labels are borne, ascending. At least one is asked for."""
        with self._lock:
            postings = self._postings
        lists = sorted((postings.get(label, _NONE) for label in asked), key=len)
        found: Positions = lists[0].astype(np.int64)
        for each in lists[1:]:
            found = np.intersect1d(found, each, assume_unique=True)
        return found

    def labels(self) -> list[Labels]:
        """The labels of each position."""
        with self._lock:
            postings = self._postings
        borne: list[list[str]] = [[] for _ in range(len(self))]
        for label, places in postings.items():
            for at in places.tolist():
                borne[at].append(label)
        return [frozenset(each) for each in borne]

    def block(self, dead: Positions) -> VectorBlock:
        """All of it but what is dead, in order."""
        kept = np.setdiff1d(np.arange(len(self)), dead, assume_unique=True)
        labels = self.labels()
        return VectorBlock(self.rows[kept], self.exact(kept), self.moments[kept], tuple(labels[at] for at in kept))

    def problems(self) -> list[str]:
        """What is wrong with its files, every byte read."""
        for kind in self.entry.files:
            try:
                self.path_of(kind, check_sum)
            except FileDamaged as error:
                self.report(f"{error.path.name}: {error.problem}")
        return list(self.damage)


def as_matrix(pieces: Sequence[bytes], dimension: int) -> Matrix:
    """Vectors from the bytes of each."""
    matrix: Matrix = np.frombuffer(b"".join(pieces), dtype="<f4").reshape(len(pieces), dimension)
    return matrix


def _postings(labels: Sequence[Labels]) -> dict[str, Positions]:
    found: dict[str, list[int]] = {}
    for at, borne in enumerate(labels):
        for label in sorted(borne):
            found.setdefault(label, []).append(at)
    return {label: np.array(found[label], dtype=np.int32) for label in sorted(found)}


def write_segment(folder: Path, name: str, block: VectorBlock) -> dict[str, FileSum]:
    """Write the rows, labels and exact vectors of a segment, `block` being in its order; the sum of each file."""
    vectors = np.ascontiguousarray(block.vectors, dtype="<f4")
    with replacing(folder / f"{name}.exact") as exact:
        exact.write(vectors.data)
    sums = np.array([zlib.crc32(vector) for vector in vectors], dtype=np.uint32)
    postings = _postings(block.labels)
    words = np.frombuffer(json.dumps(list(postings)).encode(), dtype=np.uint8)
    ends = np.cumsum([len(places) for places in postings.values()], dtype=np.int64)
    places = np.concatenate([*postings.values(), np.empty(0, dtype=np.int32)])
    written = {"exact": exact.sum}
    for kind, arrays in (("rows", (block.rows, block.moments, sums)), ("labels", (words, ends, places))):
        with replacing(folder / f"{name}.{kind}") as out:
            for array in arrays:
                held = io.BytesIO()
                np.save(held, array)
                out.write(held.getbuffer())
        written[kind] = out.sum
    return written
