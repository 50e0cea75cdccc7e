"""Seals made vectors as three years of claims, month by month in one block, and says what it took.

One claim in a hundred is of any one of 100 outlets, chosen evenly; one in a hundred or so has any one of 100 events,
chosen by which of 100 texts it is nearest to: a filter by event goes with the meaning, one by outlet does not.

    python -m benchmarks.index_build VECTORS FOLDER --count 1000000
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np

from index.labels import bare_labels
from index.sealing import seal
from index.segment_files import BlockEntry, Manifest, write_manifest
from index.store import VectorBlock
from index.vectors import Matrix, Rows

MONTHS = 36
FIRST = np.datetime64("2022-08-01T00:00:00", "us")
LABELS = 100


def moments(count: int) -> Rows:
    """Evenly over the months."""
    end = (FIRST.astype("datetime64[M]") + MONTHS).astype("datetime64[us]").astype(np.int64)
    start = FIRST.astype(np.int64)
    spread: Rows = start + (np.arange(count, dtype=np.int64) * ((end - start) // count))
    return spread


def events(vectors: Matrix, bases: Matrix) -> Rows:
    """Which of the first hundred texts each is nearest to."""
    nearest: Rows = np.argmax(vectors @ bases[:LABELS].T, axis=1)
    return nearest


def parts(folder: Path, count: int) -> list[VectorBlock]:
    """A part a month."""
    vectors, bases = np.load(folder / "vectors.npy", mmap_mode="r")[:count], np.load(folder / "bases.npy")
    at = moments(count)
    months = at.astype("datetime64[us]").astype("datetime64[M]").astype(np.int64)
    made = []
    for month in np.unique(months):
        rows = np.flatnonzero(months == month)
        chosen = np.array(vectors[rows])
        labels = [
            bare_labels(f"Outlet {row % LABELS}", ("quantity", "statement")[row // LABELS % 2], None, str(event), [])
            for row, event in zip(rows.tolist(), events(chosen, bases).tolist(), strict=True)
        ]
        made.append(VectorBlock(rows + 1, chosen, at[rows], tuple(labels)))
    return made


def make(vectors: Path, folder: Path, count: int) -> None:
    """Write the sealed files and say how long it took and how large they are."""
    folder.mkdir(parents=True, exist_ok=True)
    made = parts(vectors, count)
    dimension = made[0].vectors.shape[1]
    before, wall = time.process_time(), time.perf_counter()
    block: BlockEntry = seal(folder, made, dimension, lambda: False)
    spent, wall = time.process_time() - before, time.perf_counter() - wall
    write_manifest(folder, Manifest("benchmark", 1, dimension, count, (block,)))
    sizes: dict[str, float] = {}
    for path in folder.iterdir():
        sizes[path.suffix] = sizes.get(path.suffix, 0) + path.stat().st_size / count
    said = {"count": count, "cpu_s": round(spent), "wall_s": round(wall), "bytes_a_vector": sizes}
    (folder / "built.txt").write_text(json.dumps(said))
    print(said)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=1_000_000)
    chosen = parser.parse_args()
    make(chosen.vectors, chosen.folder, chosen.count)
