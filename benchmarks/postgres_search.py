"""Searching and adding to PostgreSQL: recall against exact search, and what a search and a vector cost.

The vectors are those that `benchmarks.index_vectors` makes. A server is started for the purpose, with the settings
that PostgreSQL ships with, and is gone afterwards.

    python -m benchmarks.postgres_search VECTORS --count 100000
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from index import postgres_change
from index.labels import Labels, bare_labels
from index.postgres import PostgresStore
from index.postgres_vectors import PostgresVectors
from index.postgres_view import month_bounds
from index.store import instant_at, moment
from index.types import NO_FILTERS, Filters, Header
from index.vectors import ALWAYS, Matrix, Rows, Window
from tests.index.places import database

MONTHS, OUTLETS, K, QUESTIONS, ADDED = 4, 100, 10, 100, 300
DIMENSION = 384


def starts() -> list[int]:
    """The first moments of the months that the vectors are spread over."""
    return [moment(datetime(2025, number + 1, 1, tzinfo=UTC)) for number in range(MONTHS)]


def labels_of(rows: Rows) -> list[Labels]:
    """A hundredth of all are of each outlet, half of each kind."""
    return [
        bare_labels(f"Outlet {row % OUTLETS}", ("quantity", "statement")[row % 2], None, "kill", ["ua"]) for row in rows
    ]


def moments_of(rows: Rows) -> Rows:
    """Each month gets an equal share, in turn."""
    return np.array([starts()[row // OUTLETS % MONTHS] + row for row in rows.tolist()], dtype=np.int64)


def fill(store: PostgresStore, vectors: Matrix) -> Iterator[str]:
    """Store all vectors, then make the graphs, as a rebuild of a large library is best done."""
    threshold, postgres_change.GRAPH_FROM = postgres_change.GRAPH_FROM, len(vectors) + 1
    start = time.perf_counter()
    for first in range(0, len(vectors), 10_000):
        rows = np.arange(first, min(first + 10_000, len(vectors)), dtype=np.int64)
        with store.write() as change:
            change.set_header(Header(1, "bench", DIMENSION, "bench"))
            change.put_vectors(rows, vectors[rows], moments_of(rows), labels_of(rows))
    yield f"stored {len(vectors):,} vectors in {time.perf_counter() - start:.0f} s"
    postgres_change.GRAPH_FROM, start = threshold, time.perf_counter()
    for month in starts():
        with store.write() as change:
            change._make_graph(1, month, DIMENSION)
    with store.write() as change:
        change.db.run("ANALYZE vectors")
    yield f"made {MONTHS} graphs in {time.perf_counter() - start:.0f} s"


def searched(store: PostgresStore, questions: Matrix, vectors: Matrix, window: Window, filters: Filters) -> str:
    """Recall of the ten nearest, and how long a search takes."""
    rows = np.arange(len(vectors), dtype=np.int64)
    at = moments_of(rows)
    allowed = rows[(at >= window.start) & (at <= window.end)]
    if filters.outlet:
        allowed = allowed[allowed % OUTLETS == int(filters.outlet.split()[1])]
    if filters.kind:
        allowed = allowed[allowed % 2 == (filters.kind == "statement")]
    searched_in = vectors[allowed]
    found, times = 0, []
    for query in questions:
        exact = set(allowed[np.argsort(-(searched_in @ query), kind="stable")[:K]].tolist())
        start = time.perf_counter()
        with store.read() as view:
            (hits,) = PostgresVectors(view, DIMENSION).search(query[None], K, window, filters)
        times.append(time.perf_counter() - start)
        found += len(exact & {hit.row for hit in hits})
    p50, p99 = np.percentile(times, (50, 99)) * 1000
    recall = found / K / len(questions)
    return f"{len(allowed):>9,} let through: recall@{K} {recall:.4f}, p50 {p50:.1f} ms, p99 {p99:.1f} ms"


def adding(store: PostgresStore, vectors: Matrix, first: int, month: int) -> float:
    """Milliseconds for each vector, ten to a transaction."""
    start = time.perf_counter()
    for at in range(0, ADDED, 10):
        rows = np.arange(first + at, first + at + 10, dtype=np.int64)
        with store.write() as change:
            change.put_vectors(rows, vectors[at : at + 10], np.full(10, month, dtype=np.int64), labels_of(rows))
    return (time.perf_counter() - start) / ADDED * 1000


def main() -> None:
    """Print every measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("--count", type=int, default=100_000)
    options = parser.parse_args()
    vectors = np.array(np.load(options.vectors / "vectors.npy", mmap_mode="r")[: options.count], dtype=np.float32)
    questions = np.load(options.vectors / "questions.npy")[:QUESTIONS].astype(np.float32)
    store = PostgresStore(database(Path("bench")))
    for line in fill(store, vectors):
        print(line, flush=True)
    first = month_bounds(starts()[0])
    day = Window(starts()[0], starts()[0] + len(vectors) // 2)
    for name, window, filters in (
        ("whole store", ALWAYS, NO_FILTERS),
        ("one month", Window(first.start, first.end - 1), NO_FILTERS),
        ("half a month", day, NO_FILTERS),
        ("half of all", ALWAYS, Filters(kind="statement")),
        ("a hundredth", ALWAYS, Filters(outlet="Outlet 7")),
        ("both, in a month", Window(first.start, first.end - 1), Filters(outlet="Outlet 7", kind="statement")),
    ):
        print(f"{name:>17}: {searched(store, questions, vectors, window, filters)}", flush=True)
    empty = adding(store, vectors, 10_000_000, moment(instant_at(starts()[-1]).replace(month=12)))
    full = adding(store, vectors, 20_000_000, starts()[0])
    print(f"adding to an empty month {empty:.2f} ms a vector, to a full one {full:.2f} ms: {full / empty:.2f} times")
    store.close()


if __name__ == "__main__":
    main()
