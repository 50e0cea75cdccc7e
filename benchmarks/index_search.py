"""Searches sealed vectors (see index_build), and the same vectors in hnswlib and usearch where those are installed.

Recall is against exact search over the same vectors; every figure is over the same questions, one at a time, one
thread. Needs `pip install hnswlib usearch` for the others, which `index_others` builds.

    python -m benchmarks.index_search VECTORS FOLDER --hnswlib INDEX --usearch INDEX --questions 300
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.index_build import moments
from index import block as block_settings
from index.block import Block
from index.codes import Positions, set_threads
from index.faiss_index import FaissIndex
from index.segment_files import read_manifest
from index.store import VectorBlock, instant_at
from index.types import NO_FILTERS, Filters
from index.vectors import ALWAYS, Matrix, Rows, Window

DAY = 86_400_000_000
K = 10


def nothing(rows: Positions) -> VectorBlock:
    """The files need no store."""
    raise FileNotFoundError(str(rows))


def opened(folder: Path) -> tuple[FaissIndex, int]:
    """The index over sealed files, and how many vectors it holds."""
    manifest = read_manifest(folder)
    assert manifest is not None
    blocks = tuple(Block(folder, entry, manifest.dimension, nothing) for entry in manifest.blocks)
    return FaissIndex(manifest.dimension, blocks=blocks), manifest.last_row


def resident(folder: Path) -> dict[str, int]:
    """Resident memory in MB: of mapped files of the index, and all that is of no file, the rest of the process too."""
    status = Path("/proc/self/status").read_text().splitlines()
    own = next(int(line.split()[1]) for line in status if line.startswith("RssAnon"))
    mapped, inside = 0, False
    for line in Path("/proc/self/smaps").read_text().splitlines():
        if line.startswith("Rss:"):
            mapped += int(line.split()[1]) * inside
        elif "-" in line.split(" ")[0]:
            inside = str(folder.resolve()) in line
    return {"index files": mapped // 1024, "of no file": own // 1024}


def exact(vectors: Matrix, questions: Matrix, allowed: Callable[[int], Rows]) -> list[set[int]]:
    """The rows of the true nearest of each question, among those allowed for it; scanned once, a block at a time."""
    best: list[list[tuple[float, int]]] = [[] for _ in questions]
    chosen = [allowed(number) for number in range(len(questions))]
    for start in range(0, len(vectors), 50_000):
        part = np.asarray(vectors[start : start + 50_000])
        similarities = part @ questions.T
        for number, rows in enumerate(chosen):
            first, last = np.searchsorted(rows, (start, start + len(part)))
            here = rows[first:last] - start
            values = similarities[here, number]
            top = np.argsort(-values)[:K]
            best[number] += [(-float(values[at]), start + int(here[at])) for at in top]
    return [{row for _, row in sorted(each)[:K]} for each in best]


def timed(search: Callable[[int], set[int]], truth: list[set[int]]) -> dict[str, float]:
    """Recall, and the milliseconds a search took: of processor time and by the clock."""
    for number in range(min(50, len(truth))):
        search(number)
    took, spent, right, wanted = [], [], 0, 0
    for number, expected in enumerate(truth):
        before, own = time.perf_counter(), time.thread_time()
        found = search(number)
        spent.append(1000 * (time.thread_time() - own))
        took.append(1000 * (time.perf_counter() - before))
        right += len(found & expected)
        wanted += len(expected)
    return {
        "recall": round(right / max(wanted, 1), 4),
        "cpu_p50_ms": round(float(np.median(spent)), 3),
        "cpu_mean_ms": round(float(np.mean(spent)), 3),
        "p50_ms": round(float(np.median(took)), 3),
        "p99_ms": round(float(np.percentile(took, 99)), 3),
    }


@contextmanager
def visiting(share: float) -> Iterator[None]:
    """Look at this share of the lists."""
    before, block_settings.VISITED = block_settings.VISITED, share
    try:
        yield
    finally:
        block_settings.VISITED = before


def ours(
    index: FaissIndex, questions: Matrix, window: Callable[[int], Window], filters: Filters
) -> Callable[[int], set[int]]:  # noqa: E501
    """A search of the index by question number."""

    def search(number: int) -> set[int]:
        (hits,) = index.search(questions[number : number + 1], K, window(number), filters)
        return {hit.row - 1 for hit in hits}

    return search


def measure(
    folder: Path, files: Path, hnswlib_file: Path | None, usearch_file: Path | None, count: int
) -> dict[str, Any]:
    """Every figure."""
    set_threads(1)
    before = time.perf_counter()
    index, size = opened(files)
    questions = np.load(folder / "questions.npy")[:count]
    at = moments(size)
    centres = np.random.default_rng(7).integers(0, size, count)
    windows = [Window(int(at[each]) - 31 * DAY, int(at[each]) + 31 * DAY) for each in centres]
    index.search(questions[:1], K, windows[0])
    said: dict[str, Any] = {"claims": size, "open_and_first_window_s": round(time.perf_counter() - before, 2)}
    before = time.perf_counter()
    index.search(questions[:1], K)
    said["first_whole_store_s"] = round(time.perf_counter() - before, 2)
    vectors = np.load(folder / "vectors.npy", mmap_mode="r")[:size]
    every = np.arange(size)
    whole = exact(vectors, questions, lambda number: every)
    within = [every[slice(*np.searchsorted(at, (each.start, each.end + 1)))] for each in windows]
    windowed = exact(vectors, questions, lambda number: within[number])
    outlet = exact(vectors, questions, lambda number: every[3::100])
    said["window of 62 days"] = timed(ours(index, questions, lambda number: windows[number], NO_FILTERS), windowed)
    said["whole store"] = timed(ours(index, questions, lambda number: ALWAYS, NO_FILTERS), whole)
    for share in (1 / 24, 1 / 12, 1 / 8, 1 / 6):
        with visiting(share):
            found = timed(ours(index, questions, lambda number: ALWAYS, NO_FILTERS), whole)
        said[f"whole store, {share:.3f} of the lists"] = found
    said["1% by outlet"] = timed(ours(index, questions, lambda number: ALWAYS, Filters(outlet="Outlet 3")), outlet)
    for name, filters, allowed in _others(index, size, at):
        truth = exact(vectors, questions, lambda number, allowed=allowed: allowed)  # type: ignore[misc]
        said[name] = {
            "share": round(len(allowed) / size, 4),
            **timed(ours(index, questions, lambda n: ALWAYS, filters), truth),
        }  # noqa: E501
    said["resident_mb"] = resident(files)
    if hnswlib_file is not None:
        said["hnswlib"] = _hnswlib(hnswlib_file, questions, whole, size)
    if usearch_file is not None:
        said["usearch"] = _usearch(usearch_file, questions, whole)
    return said


EFFORTS = (128, 256, 512, 800, 1024, 1300, 1600, 2000, 2600)  # of the others


def _others(index: FaissIndex, size: int, at: Rows) -> list[tuple[str, Filters, Rows]]:
    """Filters that go with the meaning, and broad ones, each with the rows let through."""
    event = Filters(event="7")
    borne = [
        segment.rows[segment.bearing(frozenset({"event:7"}))] for block in index.blocks for segment in block.segments
    ]  # noqa: E501
    every = np.arange(size)
    half = size // 2
    return [
        ("by event, which goes with the meaning", event, np.sort(np.concatenate(borne)) - 1),
        ("half, by kind", Filters(kind="statement"), every[(every // 100) % 2 == 1]),
        ("half, by time", Filters(published_from=instant_at(int(at[half]))), every[half:]),
    ]


def _hnswlib(path: Path, questions: Matrix, truth: list[set[int]], size: int) -> dict[str, Any]:
    import hnswlib

    other = hnswlib.Index("ip", questions.shape[1])
    other.load_index(str(path), max_elements=size)
    other.set_num_threads(1)

    def search(number: int) -> set[int]:
        return set(other.knn_query(questions[number : number + 1], k=K)[0][0].tolist())

    said = {}
    for effort in EFFORTS:
        other.set_ef(effort)
        said[f"ef {effort}"] = timed(search, truth)
    return said


def _usearch(path: Path, questions: Matrix, truth: list[set[int]]) -> dict[str, Any]:
    from usearch.index import Index

    said = {}
    for effort in EFFORTS:
        other = Index(ndim=questions.shape[1], metric="ip", dtype="f32", expansion_search=effort)
        other.load(str(path))

        def search(number: int) -> set[int]:
            return set(other.search(questions[number], K, threads=1).keys.tolist())  # noqa: B023

        said[f"expansion {effort}"] = timed(search, truth)
    return said


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("files", type=Path)
    parser.add_argument("--hnswlib", type=Path)
    parser.add_argument("--usearch", type=Path)
    parser.add_argument("--questions", type=int, default=300)
    chosen = parser.parse_args()
    found = measure(chosen.vectors, chosen.files, chosen.hnswlib, chosen.usearch, chosen.questions)
    print(json.dumps(found, indent=1))
