"""An index that seals whatever is added to it, for tests of what is sealed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Self

from index.block import Block
from index.codes import Positions
from index.faiss_index import FaissIndex
from index.labels import Labels
from index.sealing import Work, parts_of, seal
from index.store import VectorBlock
from index.vectors import Matrix, Rows


def nothing(rows: Positions) -> VectorBlock:
    raise AssertionError("whole files need no store")


def never() -> bool:
    return False


def sealed(index: FaissIndex, folder: Path, taken: tuple[Block, ...] = ()) -> FaissIndex:
    """The index with its head, and these blocks, sealed as one."""
    work = Work(taken, True, len(index))
    parts = parts_of(index, work)
    blocks = tuple(block for block in index.blocks if block not in taken)
    if parts:
        entry = seal(folder, parts, index.dimension, never)
        blocks += (Block(folder, entry, index.dimension, nothing),)
    return index.sealed(blocks)


HEAD = 20


class SealingIndex(FaissIndex):
    folder: Path

    def added(self, rows: Rows, vectors: Matrix, moments: Rows, labels: Sequence[Labels]) -> Self:
        following: FaissIndex = super().added(rows, vectors, moments, labels)
        if len(following.head) > HEAD:
            following = sealed(following, self.folder, self.blocks[-2:])
        return type(self)(self.dimension, following.head, following.blocks, following._dead)
