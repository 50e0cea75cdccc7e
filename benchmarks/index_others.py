"""Builds the same vectors into hnswlib or usearch, for `index_search` to set ours beside.

One thread.

    python -m benchmarks.index_others VECTORS FILE --engine hnswlib --count 1000000
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from index.vectors import Matrix, Rows

BATCH = 10_000
LINKS, EFFORT = 32, 128  # a vector; kept in view while one is linked

Adding = Callable[[Matrix, Rows], object]


def hnswlib_index(count: int, dimension: int, effort: int) -> tuple[Adding, Callable[[Path], object]]:
    """How to add to an empty index, and how to write it."""
    import hnswlib

    made = hnswlib.Index("ip", dimension)
    made.init_index(count, M=LINKS, ef_construction=effort, random_seed=1)
    return lambda vectors, rows: made.add_items(vectors, rows, num_threads=1), lambda path: made.save_index(str(path))


def usearch_index(count: int, dimension: int, effort: int) -> tuple[Adding, Callable[[Path], object]]:
    """The same; 32-bit numbers, as in hnswlib."""
    from usearch.index import Index

    made = Index(ndim=dimension, metric="ip", dtype="f32", connectivity=LINKS, expansion_add=effort)
    return lambda vectors, rows: made.add(rows, vectors, threads=1), lambda path: made.save(str(path))


ENGINES = {"hnswlib": hnswlib_index, "usearch": usearch_index}


def make(folder: Path, file: Path, engine: str, count: int, effort: int) -> None:
    """Build it, and write what it took beside it."""
    vectors = np.load(folder / "vectors.npy", mmap_mode="r")[:count]
    add, save = ENGINES[engine](count, vectors.shape[1], effort)
    before, wall = time.process_time(), time.perf_counter()
    for start in range(0, count, BATCH):
        part = np.ascontiguousarray(vectors[start : start + BATCH])
        add(part, np.arange(start, start + len(part)))
    spent, wall = time.process_time() - before, time.perf_counter() - wall
    save(file)
    said = {"engine": engine, "count": count, "effort": effort, "cpu_s": round(spent), "wall_s": round(wall)}
    said["bytes_a_vector"] = file.stat().st_size // count
    file.with_suffix(".json").write_text(json.dumps(said))
    print(said)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("file", type=Path)
    parser.add_argument("--engine", choices=ENGINES, required=True)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--effort", type=int, default=EFFORT)
    chosen = parser.parse_args()
    make(chosen.vectors, chosen.file, chosen.engine, chosen.count, chosen.effort)
