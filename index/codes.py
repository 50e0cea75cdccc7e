"""8-bit codes and the graphs over them, as FAISS keeps them: built in memory, mapped from files, never changed.

Codes and graph lie in two files, for a month's graph and the graph of all months around it search the same codes.
FAISS aborts the process where a mapped index is added to: nothing here adds to one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
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

_FAISS: Any = faiss  # its stubs know nothing of what its Python wrappers accept
SAMPLE = 65_536  # vectors from which the range of each number is learnt
BATCH = 1024  # vectors linked at a time; between two batches building may be called off


@dataclass(frozen=True, slots=True)
class Linking:
    """How a graph is built: `links` a vector, `effort` vectors kept in view while one is linked.

    With FAISS's own 40 in view a vector is linked to nothing but those that say almost the same, and some questions
    never find the way to theirs.
    """

    links: int
    effort: int


class CalledOff(Exception):
    """Building was called off: the process is closing."""


def set_threads(count: int) -> None:
    """How many threads FAISS may use for what this thread asks of it."""
    _FAISS.omp_set_num_threads(count)


def build(
    dimension: int,
    count: int,
    parts: Callable[[], Iterable[Matrix]],
    linking: Linking | None,
    stop: Callable[[], bool],
) -> Any:  # noqa: ANN401
    """A graph over the codes of all parts; without linking, the codes alone. Raises CalledOff once `stop` says so."""
    made = _empty(dimension)
    if linking:
        kind, metric = _FAISS.ScalarQuantizer.QT_8bit, _FAISS.METRIC_INNER_PRODUCT
        made = _FAISS.IndexHNSWSQ(dimension, kind, linking.links, metric)
        made.hnsw.efConstruction = linking.effort
    made.train(_sample(count, parts))
    for part in parts():
        for start in range(0, len(part), BATCH):
            if stop():
                raise CalledOff
            made.add(np.ascontiguousarray(part[start : start + BATCH]))
    return made


def _sample(count: int, parts: Callable[[], Iterable[Matrix]]) -> Matrix:
    step = max(1, count // SAMPLE)
    taken: Matrix = np.concatenate([part[::step] for part in parts()])
    return taken


def _empty(dimension: int) -> Any:  # noqa: ANN401
    return _FAISS.IndexScalarQuantizer(dimension, _FAISS.ScalarQuantizer.QT_8bit, _FAISS.METRIC_INNER_PRODUCT)


def codes_of(graph: Any) -> Any:  # noqa: ANN401
    """The codes that a graph in memory was built over."""
    return _FAISS.downcast_index(graph.storage)


def write_codes(codes: Any, out: SummedFile) -> None:  # noqa: ANN401
    """Write codes without a graph."""
    _write(codes, out, 0)


def write_graph(graph: Any, out: SummedFile) -> None:  # noqa: ANN401
    """Write a graph without its codes."""
    _write(graph, out, _FAISS.IO_FLAG_SKIP_STORAGE)


def _write(index: Any, out: SummedFile, flags: int) -> None:  # noqa: ANN401
    try:
        _FAISS.write_index(index, _FAISS.PyCallbackIOWriter(out.write), flags)
    except Exception:
        if out.trouble is not None:
            raise out.trouble from None
        raise


def _mapped(path: Path) -> Any:  # noqa: ANN401
    return _FAISS.read_index(str(path), _FAISS.IO_FLAG_MMAP_IFC)


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
        return cls(_mapped(path), in_file=True)

    def searchable(self, at: int, count: int) -> Any:  # noqa: ANN401
        """A FAISS index of some neighbouring codes, without a copy where they lie in a file."""
        return self._over(self._bytes[at : at + count], copied=not self._in_file)

    def among(self, queries: Matrix, positions: Positions, k: int) -> Found:
        """The k nearest among these positions, exactly over the codes."""
        chosen = np.ascontiguousarray(self._bytes[positions])
        values, at = self._over(chosen, copied=not self._in_file).search(queries, min(k, len(positions)))
        return values, np.where(at < 0, -1, positions[at])

    def _over(self, codes: NDArray[np.uint8], copied: bool) -> Any:  # noqa: ANN401
        index = _empty(self._codes.d)
        _FAISS.copy_array_to_vector(self._trained, index.sq.trained)
        index.is_trained = True
        if copied:
            index.add_sa_codes(np.ascontiguousarray(codes))
        else:
            owner = self._codes.codes.owner  # keeps the mapping as long as the view
            index.codes = _FAISS.MaybeOwnedVectorUInt8.create_view(_FAISS.swig_ptr(codes), codes.size, owner)
            index.ntotal = len(codes)
            index.referenced_objects = [codes]  # what the view points to, where that is no mapping
        return index


class Graph:
    """A graph over searchable codes."""

    def __init__(self, path: Path, codes: Any) -> None:  # noqa: ANN401
        self._index = _mapped(path)
        self._codes = codes  # FAISS holds a bare pointer to it
        self._index.own_fields = False
        self._index.storage = codes

    def search(self, queries: Matrix, k: int, effort: int, selector: Any = None) -> Found:  # noqa: ANN401
        """The k nearest found by visiting some `effort` vectors near each query."""
        params = _FAISS.SearchParametersHNSW(efSearch=effort, sel=selector)
        values, at = self._index.search(queries, k, params=params)
        return values, at


def selector_of(mask: NDArray[np.bool_]) -> Any:  # noqa: ANN401
    """A FAISS selector of the positions where a mask is true."""
    bits = np.packbits(mask, bitorder="little")
    selector = _FAISS.IDSelectorBitmap(bits)
    selector.referenced_objects = [bits]  # the selector points into it
    return selector


def range_selector(start: int, end: int) -> Any:  # noqa: ANN401
    """A FAISS selector of the positions from `start` up to `end`, that one not included."""
    return _FAISS.IDSelectorRange(start, end)


def scan(codes: Any, queries: Matrix, k: int, selector: Any = None) -> Found:  # noqa: ANN401
    """The k nearest over searchable codes, visiting every one."""
    params = None if selector is None else _FAISS.SearchParameters(sel=selector)
    values, at = codes.search(queries, k, params=params)
    return values, at
