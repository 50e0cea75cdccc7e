"""What adding and checking cost against how much is stored, and how long opening and recovering take.

A library is filled with made vectors (see index_vectors), five claims a report over three years, and at each size given
reports are added and checked, and added to an empty library by turns in the same process. Reports are compared with
none: what is measured is the store and the index, with the look-up by neighbours and keys, not the rules. An empty
library has nobody to look up, so that sizes are to be set beside one another too.

    python -m benchmarks.index_growth VECTORS FOLDER --sizes 1000 10000 100000
    python -m benchmarks.index_growth VECTORS FOLDER --sizes 1000000 --sealed FILES
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import time
import zlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from statistics import median
from threading import Event
from typing import Any

import numpy as np

from benchmarks.index_build import moments
from claims.types import Reading
from index.comparing import Prepared, Rules
from index.keys import keys_of, keys_sought
from index.library import Library
from index.segment_files import read_manifest, write_manifest
from index.snapshot import FaissKeeper
from index.sqlite_editions import VECTORS
from index.store import instant_at
from index.vectors import Matrix, Rows
from tests.index.stub import RULES, make_reading

CLAIMS = 5
KEYS = 2_000  # nouns, so many that a month has a dozen claims of each among a million
TURN = 200  # reports in one change while filling
ROUNDS = 60

SILENT = Rules(lambda left, right: [], RULES.candidate_keys)


class Given:
    """An encoder whose vectors mean nothing; all but a rebuild is given its vectors."""

    name = "made vectors"
    dimension = 384

    def encode(self, texts: Sequence[str]) -> Matrix:
        """A direction for each text."""
        seeds = [zlib.crc32(text.encode()) for text in texts]
        vectors = np.array([np.random.default_rng(seed).standard_normal(self.dimension) for seed in seeds])
        made: Matrix = vectors.reshape(len(texts), self.dimension).astype(np.float32)
        made /= np.linalg.norm(made, axis=1, keepdims=True)
        return made


def prepared(vectors: Matrix, at: Rows, first: int, outlet: str) -> Prepared:
    """A report of the claims from this one on."""
    nouns = [(number % 90 + 1, f"noun{(first + number) * 7919 % KEYS}") for number in range(CLAIMS)]
    reading: Reading = make_reading(outlet, nouns, published=instant_at(int(at[first])))
    named = [(claim, SILENT.candidate_keys(claim)) for claim in reading.claims]
    kept = tuple(keys_of(claim, keys) for claim, keys in named)
    sought = tuple(keys_sought(claim, keys) for claim, keys in named)
    return Prepared(reading, np.array(vectors[first : first + CLAIMS]), kept, sought)


def fill(library: Library, vectors: Matrix, at: Rows, start: int, end: int) -> None:
    """Store claims as a copy would, comparing nothing."""
    for first in range(start, end, TURN * CLAIMS):
        with library._store.write() as change:
            change.set_header(library._keeper.header)
            for one in range(first, min(first + TURN * CLAIMS, end), CLAIMS):
                ready = prepared(vectors, at, one, f"Outlet {one // CLAIMS % 100}")
                change.add_report(ready.reading.report)
                change.add_claims(ready.reading.claims, ready.vectors, ready.keys)


def opened(folder: Path) -> Library:
    """A library of made vectors."""
    return Library.open(folder, Given(), "none", rules=SILENT)


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of this thread's processor time and by the clock."""
    spent, wall = time.thread_time(), time.perf_counter()
    work()
    return 1000 * (time.thread_time() - spent), 1000 * (time.perf_counter() - wall)


def measure(library: Library, empty: Library, vectors: Matrix, at: Rows, size: int) -> dict[str, Any]:
    """Medians over rounds: adding one report here, checking one, and adding one to the empty library."""
    took: dict[str, list[tuple[float, float]]] = {"add": [], "check": [], "add to an empty one": []}
    fresh = np.random.default_rng(size).integers(0, size // CLAIMS, ROUNDS * 2) * CLAIMS
    for number, first in enumerate(fresh.tolist()):
        ready = prepared(vectors, at, first, f"New outlet {size} {number}")
        if number % 2:
            took["check"].append(timed(lambda ready=ready: check(library, ready)))  # type: ignore[misc]
            continue
        took["add"].append(timed(lambda ready=ready: library.add_prepared([ready.reading], [ready])))  # type: ignore[misc]
        took["add to an empty one"].append(timed(lambda ready=ready: empty.add_prepared([ready.reading], [ready])))  # type: ignore[misc]
        empty.remove(ready.reading.report.id)
    said: dict[str, Any] = {
        name: {"cpu_ms": round(median(cpu for cpu, _ in each), 2), "ms": round(median(wall for _, wall in each), 2)}
        for name, each in took.items()
    }
    said["add, times an empty one"] = round(said["add"]["cpu_ms"] / said["add to an empty one"]["cpu_ms"], 2)
    return said


def rebuilt(library: Library, vectors: Matrix, at: Rows, size: int) -> dict[str, Any]:
    """How long a rebuild takes, and how long each report that is added meanwhile waits."""
    done, waits, before = Event(), list[float](), time.perf_counter()

    def add() -> None:
        for number in range(size):
            if done.wait(0.2):
                return
            ready = prepared(vectors, at, number * CLAIMS % size, f"Meanwhile {number}")
            waits.append(timed(lambda ready=ready: library.add_prepared([ready.reading], [ready]))[1])  # type: ignore[misc]

    with ThreadPoolExecutor(1) as adding:
        added = adding.submit(add)
        library.rebuild()
        took = time.perf_counter() - before
        done.set()
        added.result()
    return {"rebuilt_s": round(took, 1), "added meanwhile": len(waits), "waits_ms": [
        round(value) for value in (median(waits), max(waits))
    ]}  # fmt: skip


def check(library: Library, ready: Prepared) -> None:
    """What a check looks up."""
    from index.comparing import compare_with_stored

    with library._searching() as (view, index):
        compare_with_stored(SILENT, view, index, ready)


def use_sealed(folder: Path, files: Path, library: Library) -> None:
    """Put files that `index_build` made of the same vectors beside the store, instead of sealing for an hour."""
    with library._store.read() as view:
        generation, revision = view.generation(), view.revision()  # type: ignore[attr-defined]
    manifest = read_manifest(files)
    assert manifest is not None
    (folder / VECTORS).mkdir(exist_ok=True)
    for name in sorted(manifest.names()):
        shutil.copy(files / name, folder / VECTORS / name)
    write_manifest(folder / VECTORS, replace(manifest, generation=generation, revision=revision))


def run(source: Path, folder: Path, sizes: Sequence[int], sealed: Path | None, rebuilding: bool) -> None:
    """Print a line for each size."""
    vectors = np.load(source / "vectors.npy", mmap_mode="r")
    at = moments(len(vectors))  # as dense at every size: a smaller store is a shorter time
    start = 0
    with opened(folder / "empty") as empty:
        for size in sizes:
            with opened(folder / "data") as library:
                filling = timed(lambda start=start, size=size, library=library: fill(library, vectors, at, start, size))  # type: ignore[misc]
                if sealed is not None:
                    use_sealed(folder / "data", sealed, library)
            before = time.perf_counter()
            with opened(folder / "data") as library:
                library.load()
                opening = time.perf_counter() - before
                keeper = library._keeper
                assert isinstance(keeper, FaissKeeper)
                first = prepared(vectors, at, 0, f"First {size}")
                adding = timed(lambda first=first, library=library: library.add_prepared([first.reading], [first]))  # type: ignore[misc]
                before = time.perf_counter()
                keeper.settle()
                said = {"claims": size, "filled_s": round(filling[1] / 1000), "opened_s": round(opening, 2)}
                said |= {"first add_ms": round(adding[1]), "sealed_s": round(time.perf_counter() - before, 1)}
                said |= measure(library, empty, vectors, at, size)
                if rebuilding:
                    said |= rebuilt(library, vectors, at, size)
                keeper.settle()
            said["resident_mb_at_most"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(json.dumps(said), flush=True)
            start = size


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--sealed", type=Path)
    parser.add_argument("--rebuild", action="store_true", help="and rebuild it, adding meanwhile")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    run(chosen.vectors, chosen.folder, chosen.sizes, chosen.sealed, chosen.rebuild)
