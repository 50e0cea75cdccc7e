"""Sketches: vectors in fewer dimensions, four bits for each two of these, looked at 32 at a time.

Sentence vectors differ along far fewer directions than they have numbers: the main ones are kept (principal
components) and turned at random, so that each two numbers that share four bits vary alike. The codes are product
quantisation (Jégou, Douze, Schmid 2011) looked up in registers (André, Kermarrec, Le Scouarnec 2015), which FAISS
calls fast scan: a tenth of the bytes of 8-bit codes, and some 40 times as many looked at in the same time. A sketch
says only what may be near: hundreds of such are compared again by their 8-bit codes.

A block is sketched twice. `Runs` keep the order of time, for what was published within a window. `Lists` gather what
means alike (an inverted file), for the whole store: only the lists nearest to a query are looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import faiss
import numpy as np

from index.codes import Positions, write_index
from index.segment_files import SummedFile
from index.vectors import Matrix

SHARE = 0.9  # of the variance is kept
RUN = 4096  # vectors in a run
LISTS = 4  # so many times the square root of the vectors they hold: FAISS's advice, and no list is then long
ROUNDS, PER_LIST = 10, 32  # of k-means, and vectors for each list that it looks at: twice as many find no more
_NEAREST_FIRST = 11  # FAISS's search that visits the nearest lists first, and keeps what is near in a reservoir
_SEED = 1
_TOGETHER = 32  # vectors whose codes lie mixed, for FAISS to look at at once

_FAISS: Any = faiss  # its stubs know nothing of what its Python wrappers accept


class CalledOff(Exception):
    """Building was called off: the process is closing."""


def main_directions(sample: Matrix) -> Matrix:
    """What vectors are multiplied by to be sketched: inner products of what comes of it are nearly theirs."""
    moments = sample.T @ sample / len(sample)
    values, vectors = np.linalg.eigh(moments)
    held = np.cumsum(values[::-1]) / values.sum()
    wanted = 1 + int((held < SHARE).sum())
    kept = min(-(-wanted // 4) * 4, len(values) // 2 * 2) or len(values)
    random = np.random.default_rng(_SEED).standard_normal((kept, kept))
    directions = vectors[:, ::-1][:, :kept] @ np.linalg.qr(random)[0]
    return np.ascontiguousarray(directions, dtype=np.float32)


def _sketching(directions: Matrix, centres: Matrix, residual: bool, sample: Matrix) -> Any:  # noqa: ANN401
    """An empty inverted file, its codes learnt; with `residual` they say how a vector differs from its centre."""
    size = directions.shape[1]
    coarse = _FAISS.IndexFlatIP(size)
    coarse.add(centres)
    index = _FAISS.IndexIVFPQFastScan(coarse, size, len(centres), -(-size // 2), 4, _FAISS.METRIC_INNER_PRODUCT)
    index.referenced_objects = [coarse]
    index.by_residual = residual
    index.pq.cp.min_points_per_centroid = 1  # few vectors are no mistake
    index.train(np.ascontiguousarray(sample @ directions))
    return index


class _Sketches:
    """An inverted file over what vectors become by their main directions: filled and written, or read and searched."""

    def __init__(self, directions: Matrix, index: Any) -> None:  # noqa: ANN401
        self._directions = directions
        self._index = index
        index.implem = _NEAREST_FIRST

    @classmethod
    def read(cls, path: Path) -> Self:
        """Those of a file whose checksum was right, brought into memory."""
        whole = _FAISS.read_index(str(path))
        turn = _FAISS.downcast_VectorTransform(whole.chain.at(0))
        directions = _FAISS.vector_to_array(turn.A).reshape(turn.d_out, turn.d_in).T
        index = _FAISS.downcast_index(whole.index)
        index.referenced_objects = [whole]
        return cls(np.ascontiguousarray(directions), index)

    def write(self, out: SummedFile) -> None:
        """Write the directions and the sketches."""
        turn = _FAISS.LinearTransform(*self._directions.shape, False)
        _FAISS.copy_array_to_vector(np.ascontiguousarray(self._directions.T).ravel(), turn.A)
        turn.is_trained = True
        write_index(_FAISS.IndexPreTransform(turn, self._index), out)

    def _turned(self, vectors: Matrix) -> Matrix:
        return np.ascontiguousarray(vectors @ self._directions)

    @staticmethod
    def _params(visited: int, selector: Any) -> Any:  # noqa: ANN401
        return _FAISS.SearchParametersIVF(nprobe=visited, sel=selector)


class Runs(_Sketches):
    """Sketches by position, a run of neighbours after another: what stands between two positions is searched alone."""

    _row: Any = None  # all runs in one, while they are made

    @classmethod
    def learnt(cls, directions: Matrix, sample: Matrix, count: int) -> Self:
        """Of nothing yet, for so many vectors."""
        centres = np.zeros((-(-count // RUN), directions.shape[1]), dtype=np.float32)
        runs = cls(directions, _sketching(directions, centres, False, sample))
        made = runs._index
        runs._row = _FAISS.IndexPQFastScan(made.d, made.pq.M, 4, _FAISS.METRIC_INNER_PRODUCT)
        runs._row.pq = made.pq
        runs._row.is_trained = True
        return runs

    def add(self, vectors: Matrix) -> None:
        """Append some."""
        self._row.add(self._turned(vectors))

    def write(self, out: SummedFile) -> None:
        """Write the directions and the sketches, cut into runs."""
        size = self._row.codes.size()
        codes = _FAISS.rev_swig_ptr(self._row.codes.get(), size).reshape(-1, size // -(-self._row.ntotal // _TOGETHER))
        for run in range(self._index.nlist):
            ids = np.arange(run * RUN, min((run + 1) * RUN, self._row.ntotal), dtype=np.int64)
            part = codes[run * RUN // _TOGETHER : (run + 1) * RUN // _TOGETHER]  # FAISS takes packed codes here
            self._index.invlists.add_entries(run, len(ids), _FAISS.swig_ptr(ids), _FAISS.swig_ptr(part))
        self._index.ntotal = self._row.ntotal
        super().write(out)

    def within(self, queries: Matrix, k: int, start: int, end: int, selector: Any) -> Positions:  # noqa: ANN401
        """The k that seem nearest, a row a query, of those from `start` up to `end` that a selector lets through."""
        run = self._index.invlists.list_size(0)  # RUN, or what it was when these were made
        runs = np.arange(start // run, -(-end // run), dtype=np.int64)
        visited = np.tile(runs, (len(queries), 1))
        nothing = np.zeros(visited.shape, dtype=np.float32)
        values, at = np.empty((len(queries), k), dtype=np.float32), np.empty((len(queries), k), dtype=np.int64)
        pointers = [_FAISS.swig_ptr(each) for each in (visited, nothing, values, at)]
        turned, params = self._turned(queries), self._params(len(runs), selector)
        self._index.search_preassigned_c(
            len(queries), _FAISS.swig_ptr(turned), k, *pointers, False, params
        )  # the Python wrapper takes no parameters
        return at


class Lists(_Sketches):
    """Sketches in lists of what means alike."""

    @classmethod
    def learnt(cls, directions: Matrix, sample: Matrix, count: int, stop: Callable[[], bool]) -> Self:
        """Of nothing yet, for so many vectors. Raises CalledOff once `stop` says so."""
        lists = min(int(LISTS * count**0.5), len(sample))
        some = sample[:: max(1, len(sample) // (lists * PER_LIST))]
        centres = _centres(np.ascontiguousarray(some @ directions), lists, stop)
        return cls(directions, _sketching(directions, centres, True, sample))

    def add(self, vectors: Matrix) -> None:
        """Append some."""
        self._index.add(self._turned(vectors))

    def near(self, queries: Matrix, k: int, share: float, selector: Any) -> Positions:  # noqa: ANN401
        """The k that seem nearest, a row a query, in this share of the lists, of those that a selector lets through.

        Fewer where the lists hold no more: the rest of the row is -1.
        """
        visited = min(self._index.nlist, max(1, int(share * self._index.nlist)))
        found: Positions = self._index.search(self._turned(queries), k, params=self._params(visited, selector))[1]
        return found


def _centres(turned: Matrix, count: int, stop: Callable[[], bool]) -> Matrix:
    """The middles of the lists, by k-means over directions alone."""
    centres: Matrix | None = None
    for _ in range(ROUNDS):
        if stop():
            raise CalledOff
        means = _FAISS.Kmeans(
            turned.shape[1], count, niter=1, seed=_SEED, spherical=True,
            min_points_per_centroid=1, max_points_per_centroid=len(turned),
        )  # fmt: skip
        means.train(turned, init_centroids=centres)
        centres = means.centroids
    assert centres is not None
    return centres
