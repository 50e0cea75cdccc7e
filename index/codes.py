"""8-bit codes, as FAISS keeps them: learnt and filled in memory, mapped from files, never changed.

FAISS aborts the process where a mapped index is added to: nothing here adds to one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from index.segment_files import SummedFile
from index.vectors import Matrix

Found = tuple[NDArray[np.float32], NDArray[np.int64]]
"""Similarities and positions, a row a query, nearest first; positions are -1 where there are no more."""

Positions = NDArray[np.int64]

SAMPLE = 131_072  # vectors from which the range of each number is learnt, and the directions and lists of sketches

_FAISS: Any = faiss  # its stubs know nothing of what its Python wrappers accept


def set_threads(count: int) -> None:
    """How many threads FAISS may use for what this thread asks of it."""
    _FAISS.omp_set_num_threads(count)


def sample_of(count: int, parts: Callable[[], Iterable[Matrix]]) -> Matrix:
    """Some of so many vectors, evenly from all parts."""
    step = max(1, count // SAMPLE)
    taken: Matrix = np.concatenate([part[::step] for part in parts()])
    return taken


def learnt_codes(sample: Matrix) -> Any:  # noqa: ANN401
    """Codes of nothing yet, the range of each number learnt from some vectors: `add` adds to them."""
    codes = _empty(sample.shape[1])
    codes.train(sample)
    return codes


def _empty(dimension: int) -> Any:  # noqa: ANN401
    return _FAISS.IndexScalarQuantizer(dimension, _FAISS.ScalarQuantizer.QT_8bit, _FAISS.METRIC_INNER_PRODUCT)


def write_index(index: Any, out: SummedFile) -> None:  # noqa: ANN401
    """Write any FAISS index. Raises OSError where the disk is full."""
    try:
        _FAISS.write_index(index, _FAISS.PyCallbackIOWriter(out.write))
    except Exception:
        if out.trouble is not None:
            raise out.trouble from None
        raise


class Codes:
    """Codes by position, in a mapped file or in memory."""

    def __init__(self, codes: Any, in_file: bool) -> None:  # noqa: ANN401
        self._codes = codes
        self._in_file = in_file
        size = codes.codes.size()
        self._bytes: NDArray[np.uint8] = _FAISS.rev_swig_ptr(codes.codes.data(), size).reshape(codes.ntotal, -1)
        self._trained = _FAISS.vector_to_array(codes.sq.trained)

    @classmethod
    def mapped(cls, path: Path) -> Codes:
        """Those of a file whose checksum was right."""
        return cls(_FAISS.read_index(str(path), _FAISS.IO_FLAG_MMAP_IFC), in_file=True)

    @classmethod
    def made(cls, count: int, parts: Callable[[], Iterable[Matrix]]) -> Codes:
        """Those of so many vectors, in memory."""
        codes = learnt_codes(sample_of(count, parts))
        for part in parts():
            codes.add(part)
        return cls(codes, in_file=False)

    def scan(self, queries: Matrix, k: int, start: int, end: int, selector: Any = None) -> Found:  # noqa: ANN401
        """The k nearest from `start` up to `end`, exactly over the codes; a selector counts from `start`."""
        params = None if selector is None else _FAISS.SearchParameters(sel=selector)
        values, at = self._over(self._bytes[start:end]).search(queries, k, params=params)
        return values, np.where(at < 0, -1, at + start)

    def among(self, queries: Matrix, positions: Positions, k: int) -> Found:
        """The k nearest among these positions, exactly over the codes."""
        values, at = self._over(np.ascontiguousarray(self._bytes[positions])).search(queries, k)
        return values, np.where(at < 0, -1, positions[at])

    def nearest(self, queries: Matrix, near: Positions, k: int) -> Found:
        """The k nearest of each query among its own row of `near`, where -1 is no position."""
        values = np.full((len(queries), k), -np.inf, dtype=np.float32)
        found = np.full((len(queries), k), -1, dtype=np.int64)
        for number, positions in enumerate(near):
            values[number], found[number] = self.among(queries[number : number + 1], positions[positions >= 0], k)
        return values, found

    def _over(self, codes: NDArray[np.uint8]) -> Any:  # noqa: ANN401
        """A FAISS index of these codes, without a copy where they lie in a file."""
        index = _empty(self._codes.d)
        _FAISS.copy_array_to_vector(self._trained, index.sq.trained)
        index.is_trained = True
        if not self._in_file:
            index.add_sa_codes(np.ascontiguousarray(codes))
        else:
            owner = self._codes.codes.owner  # keeps the mapping as long as the view
            index.codes = _FAISS.MaybeOwnedVectorUInt8.create_view(_FAISS.swig_ptr(codes), codes.size, owner)
            index.ntotal = len(codes)
            index.referenced_objects = [codes]  # what the view points to, where that is no mapping
        return index


def mask_selector(mask: NDArray[np.bool_]) -> Any:  # noqa: ANN401
    """A FAISS selector of the positions where a mask is true."""
    bits = np.packbits(mask, bitorder="little")
    selector = _FAISS.IDSelectorBitmap(bits)
    selector.referenced_objects = [bits]  # the selector points into it
    return selector


def range_selector(start: int, end: int) -> Any:  # noqa: ANN401
    """A FAISS selector of the positions from `start` up to `end`, that one not included."""
    return _FAISS.IDSelectorRange(start, end)


def both_selector(one: Any, other: Any) -> Any:  # noqa: ANN401
    """A FAISS selector of what both let through."""
    selector = _FAISS.IDSelectorAnd(one, other)
    selector.referenced_objects = [one, other]
    return selector
