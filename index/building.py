"""The files by which a block's vectors are found: what there is to be, and making it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

import numpy as np

from index.codes import learnt_codes, sample_of, write_index
from index.segment_files import SummedFile
from index.sketches import CalledOff, Lists, Runs, main_directions
from index.vectors import Matrix

SKETCHED = 1000  # vectors from which on sketches are faster than looking at every 8-bit code
LISTED = 131_072  # vectors from which on lists are faster than looking at every sketch
BATCH = 4096  # vectors added at a time; between two batches building may be called off


class Made(Protocol):
    """Codes or sketches that are being made."""

    def add(self, vectors: Matrix) -> None:
        """Append some."""

    def write(self, out: SummedFile) -> None:
        """Write them to a file."""


class _Codes:
    """8-bit codes that are being made."""

    def __init__(self, sample: Matrix) -> None:
        self._index = learnt_codes(sample)

    def add(self, vectors: Matrix) -> None:
        self._index.add(np.ascontiguousarray(vectors))

    def write(self, out: SummedFile) -> None:
        write_index(self._index, out)


def kinds(count: int) -> tuple[str, ...]:
    """The files that a block of so many vectors is searched by."""
    return ("codes", *(["runs"] if count >= SKETCHED else []), *(["lists"] if count >= LISTED else []))


def build(
    count: int, parts: Callable[[], Iterable[Matrix]], stop: Callable[[], bool] = lambda: False
) -> dict[str, Made]:
    """What is written to each of these files, for so many vectors in parts. Raises CalledOff once `stop` says so."""
    sample = sample_of(count, parts)
    made: dict[str, Made] = {"codes": _Codes(sample)}
    if "runs" in kinds(count):
        directions = main_directions(sample)
        made["runs"] = Runs.learnt(directions, sample, count)
        if "lists" in kinds(count):
            made["lists"] = Lists.learnt(directions, sample, count, stop)
    del sample
    for part in parts():
        for start in range(0, len(part), BATCH):
            if stop():
                raise CalledOff
            for each in made.values():
                each.add(part[start : start + BATCH])
    return made
