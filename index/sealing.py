"""Vectors from the head into blocks, and small blocks into larger ones: what is to be done, and doing it."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

import numpy as np

from index.block import Block
from index.building import build, kinds
from index.codes import Positions
from index.faiss_index import FaissIndex
from index.segment import KINDS, Segment, write_segment
from index.segment_files import BlockEntry, SegmentEntry, replacing
from index.store import VectorBlock, joined
from index.vectors import Matrix

HEAD = 4096  # vectors in the head when it is sealed: searching them exactly takes 0.3 ms
QUICK = 32_768  # vectors sealed at once in some seconds
MERGE_RATIO = 2  # a block takes in the one before it unless that is more than twice its size
MOST_DEAD = 4  # a block is written anew once more than one in so many of its vectors are removed

Part = Segment | VectorBlock | Callable[[], VectorBlock]
"""A month's vectors: sealed already and taken over as they are, or to be written, by moment, then row; those of a large
month are brought into memory when its turn comes, so that there is never more than one.
"""


@dataclass(frozen=True, slots=True)
class Work:
    """One thing to do: seal these blocks anew as one, and the head with them where `head` says so."""

    taken: tuple[Block, ...]
    head: bool
    size: int

    @property
    def quick(self) -> bool:
        """True where it takes seconds."""
        return self.size <= QUICK


def next_work(index: FaissIndex) -> Work | None:
    """What is to be done first: seal a full head, then write worn blocks anew, then merge."""
    if len(index.head) >= HEAD:
        return _merging(index, (), len(index.head), most=QUICK)
    worn = [block for block in index.blocks if _worn(index, block)]
    if worn:
        return Work(tuple(worn[:1]), False, len(worn[0]))
    if len(index.blocks) > 1:
        smallest = min(index.blocks, key=len)
        work = _merging(index, (smallest,), 0)
        if len(work.taken) > 1:
            return work
    return None


def _worn(index: FaissIndex, block: Block) -> bool:
    dead = sum(len(index.dead(segment)) for segment in block.segments)
    lacking = not block.entry.files.keys() >= set(kinds(len(block)))  # sealed by an earlier release
    return block.damaged or lacking or dead * MOST_DEAD > len(block)


def _merging(index: FaissIndex, taken: tuple[Block, ...], head: int, most: int = 1 << 62) -> Work:
    size = head + sum(len(block) for block in taken)
    for block in sorted(index.blocks, key=len):
        if block not in taken and len(block) <= MERGE_RATIO * size and size + len(block) <= most:
            taken += (block,)
            size += len(block)
    return Work(taken, head > 0, size)


def parts_of(index: FaissIndex, work: Work) -> list[Part]:
    """What is left of the blocks to be taken, and of the head if it is; a part a month, in order of time."""
    months: dict[int, list[Segment | VectorBlock]] = {}
    for segment in (segment for block in work.taken for segment in block.segments):
        months.setdefault(_months(segment.moments[:1])[0], []).append(segment)
    if work.head:
        fresh = index.head.block()
        numbers = np.array(_months(fresh.moments))
        for month in np.unique(numbers).tolist():
            months.setdefault(month, []).append(_chosen(fresh, np.flatnonzero(numbers == month)))
    return [part for month in sorted(months) if (part := _joined(index, months[month])) is not None]


def _months(moments: Positions) -> list[int]:
    numbers: list[int] = moments.astype("datetime64[us]").astype("datetime64[M]").astype(np.int64).tolist()
    return numbers


def _chosen(block: VectorBlock, at: Positions) -> VectorBlock:
    labels = tuple(block.labels[each] for each in at.tolist())
    return VectorBlock(block.rows[at], block.vectors[at], block.moments[at], labels)


def _joined(index: FaissIndex, parts: Sequence[Segment | VectorBlock]) -> Part | None:
    """One part of several; None where all of it was removed. A whole segment that stands alone stays."""
    (first, *rest) = parts
    if isinstance(first, Segment) and not rest and not first.damage and not index.dead(first).size:
        return first
    count = sum(len(part) - len(index.dead(part)) if isinstance(part, Segment) else len(part.rows) for part in parts)

    def whole() -> VectorBlock:
        found = joined([index.kept(part) if isinstance(part, Segment) else part for part in parts], index.dimension)
        return _chosen(found, np.lexsort((found.rows, found.moments)))

    return whole if count else None


def seal(folder: Path, parts: Sequence[Part], dimension: int, stop: Callable[[], bool]) -> BlockEntry:
    """Write a block of these parts. Raises CalledOff once `stop` says so, and OSError.

    What it had written by then is named by no manifest, and removed when the library is next opened to write.
    """
    entries: list[SegmentEntry] = []
    segments: list[Segment] = []
    at = 0
    for part in parts:
        if isinstance(part, Segment):
            entry, segment = _moved(part, at), part
        else:
            entry = _written(folder, part() if callable(part) else part, at)
            segment = Segment(folder, entry, dimension, _unread)
        entries.append(entry)
        segments.append(segment)
        at += entry.count
    name, files = f"block-{token_hex(6)}", {}
    for kind, made in build(at, lambda: _matrices(segments), stop).items():
        with replacing(folder / f"{name}.{kind}") as out:
            made.write(out)
        files[kind] = out.sum
    return BlockEntry(name, at, tuple(entries), files)


def _matrices(segments: Sequence[Segment]) -> Iterator[Matrix]:
    return (segment.exact(np.arange(len(segment))) for segment in segments)


def _unread(rows: Positions) -> VectorBlock:
    raise OSError(errno.EIO, "what was written a moment ago cannot be read back")


def _moved(segment: Segment, at: int) -> SegmentEntry:
    old = segment.entry
    files = {kind: old.files[kind] for kind in KINDS}  # and no graph, which earlier releases wrote
    return SegmentEntry(old.name, at, old.count, old.start, old.end, files)


def _written(folder: Path, part: VectorBlock, at: int) -> SegmentEntry:
    month = str(part.moments[:1].astype("datetime64[us]").astype("datetime64[M]")[0])
    name, count = f"{month}-{token_hex(6)}", len(part.rows)
    files = write_segment(folder, name, part)
    return SegmentEntry(name, at, count, int(part.moments[0]), int(part.moments[-1]), files)
