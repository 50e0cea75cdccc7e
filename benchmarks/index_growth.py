"""What adding and checking cost against how much is stored, and how long opening and recovering take.

A library is filled with reports of five claims each over three years: real ones (gun violence, strikes in Syria, our
labelled stories), cut behind their fifth claim, each told again and again at other times by other outlets, with made
vectors (see index_vectors). At each size reports are read, encoded, and added and checked, and added to an empty
library by turns in the same process: once compared with none, so that what is measured is the store and the index, with
the look-up by neighbours and keys, and once by the rules. An empty library has nobody to look up, so that sizes are to
be set beside one another too. Of the million no more than the look-up is like a newsroom's: its vectors are those of
other texts, so that neighbours by vector and those by key are different claims, more of them than there would be.

    python -m benchmarks.index_growth VECTORS FOLDER --data ../shared/data --sizes 1000 10000 100000
    python -m benchmarks.index_growth VECTORS FOLDER --data ../shared/data --sizes 1000000 --sealed FILES
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import shutil
import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from statistics import median
from threading import Event
from typing import Any

import numpy as np

from benchmarks.comparing import shifted
from benchmarks.index_build import moments
from benchmarks.stories import load_stories
from benchmarks.verdict_incidents import gun_reports, strike_reports
from claims.ids import report_id
from claims.reading import Reader
from claims.types import Report
from index.comparing import Prepared, Rules, compare_with_stored, default_rules
from index.encoder import Encoder
from index.fastest_encoder import FastestEncoder
from index.library import Library
from index.preparing import prepare
from index.segment_files import read_manifest, write_manifest
from index.snapshot import FaissKeeper
from index.sqlite_editions import VECTORS
from index.store import instant_at
from index.vectors import Matrix, Rows

CLAIMS = 5
GUNS = 800  # reports of gun violence that are read: a third of those there are
TURN = 200  # reports in one change while filling
ROUNDS = 60
STRIDE = 7919  # from one of the reports told again to the next

RULES = default_rules()
SILENT = replace(RULES, relate_all=lambda left, right: [], compare_within=lambda claims: [])
_SENTENCE_END = re.compile(r"[.!?][\"'’”)]*(?=\s|$)|\n|$")


Work = Callable[[Library, Prepared], None]


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


@dataclass(frozen=True, slots=True)
class Told:
    """Reports of five claims, ready to be told again; `at` and `vectors` are when and as what, a row a claim."""

    reports: tuple[Prepared, ...]
    vectors: Matrix
    at: Rows

    def again(self, first: int, outlet: str, number: int | None = None, at: int | None = None) -> Prepared:
        """A report whose claims are those from this one on, published when the first is, or at another moment."""
        base = self.reports[(first // CLAIMS if number is None else number) % len(self.reports)]
        published = instant_at(int(self.at[first]) if at is None else at)
        moved = shifted(base, published - base.reading.report.published, outlet)
        return replace(moved, vectors=np.array(self.vectors[first : first + CLAIMS]))


def five_claims(reader: Reader, data: Path) -> Iterator[Report]:
    """Real reports, each cut behind the sentence of its fifth claim."""
    stories = [report for story in load_stories("tune") for report in story.reports]
    given = [*gun_reports(data)[0][:GUNS], *strike_reports(data)[0], *stories]
    for reading in reader.read_all(given):
        ends = sorted(claim.end for claim in reading.claims)
        if len(ends) >= CLAIMS:
            end = _SENTENCE_END.search(reading.report.text, ends[CLAIMS - 1])
            assert end is not None
            text = reading.report.text[: end.end()]
            yield replace(
                reading.report, id=report_id(reading.report.outlet, reading.report.published, text), text=text
            )


def told(reader: Reader, vectors: Matrix, at: Rows, data: Path) -> Told:
    """Those that have five claims indeed, as they are told again."""
    read = [reading for reading in reader.read_all(list(five_claims(reader, data))) if len(reading.claims) == CLAIMS]
    return Told(tuple(prepare(read, Given(), RULES)), vectors, at)


def fill(library: Library, told: Told, start: int, end: int) -> None:
    """Store claims as a copy would, comparing nothing."""
    for first in range(start, end, TURN * CLAIMS):
        with library._store.write() as change:
            change.set_header(library._keeper.header)
            for one in range(first, min(first + TURN * CLAIMS, end), CLAIMS):
                ready = told.again(one, f"Outlet {one // CLAIMS % 100}")
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


def measure(
    reader: Reader, encoder: Encoder, library: Library, empty: Library, told: Told, size: int
) -> dict[str, Any]:
    """Medians over rounds: reading and encoding a report, adding it here and to the empty library, checking it.

    Once reports that come one after another behind all that is stored, and once reports from anywhere in its time.
    """
    took: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for number in range(ROUNDS):
        report = told.reports[number * STRIDE % len(told.reports)].reading.report
        took["read"].append(timed(partial(reader.read, report)))
        reading = reader.read(report)
        took["encode"].append(timed(partial(prepare, [reading], encoder, RULES)))
    said: dict[str, Any] = _medians(took)
    before = said["read"]["cpu_ms"] + said["encode"]["cpu_ms"]
    for scene in ("as they come", "from anywhere"):
        for kind, rules in (("look-up", SILENT), ("rules", RULES)):
            found = {
                name: _timed(work, place, rules, told, size, f"{name} {kind}", scene == "as they come")
                for name, place, work in (
                    ("add", library, add), ("add to an empty one", empty, add), ("check", library, check)
                )
            }  # fmt: skip
            said[f"{scene}, {kind}"] = each = _medians(found)
            full, none = (each[name]["cpu_ms"] for name in ("add", "add to an empty one"))
            said[f"{scene}, {kind}, times an empty one"] = {
                "add": round(full / none, 2),
                "read, encode and add": round((before + full) / (before + none), 2),
            }
    return said


def _timed(
    work: Work, library: Library, rules: Rules, told: Told, size: int, name: str, coming: bool
) -> list[tuple[float, float]]:
    """Every round but the first, in which things are loaded; what was added is removed before the next."""
    library._given_rules = rules
    took = []
    step = CLAIMS * int(told.at[1] - told.at[0])
    chosen = np.random.default_rng(zlib.crc32(name.encode())).integers(0, size // CLAIMS, ROUNDS + 1) * CLAIMS
    for number, first in enumerate(chosen.tolist()):
        at = int(told.at[size - 1]) + step * (number + 1) if coming else None
        ready = told.again(first, f"{name} {size} {number} {coming}", number * STRIDE, at)
        took.append(timed(partial(work, library, ready)))
        library.remove(ready.reading.report.id)
    return took[1:]


def _medians(took: dict[str, list[tuple[float, float]]]) -> dict[str, dict[str, float]]:
    return {
        name: {"cpu_ms": round(median(cpu for cpu, _ in each), 2), "ms": round(median(wall for _, wall in each), 2)}
        for name, each in took.items()
    }


def add(library: Library, ready: Prepared) -> None:
    """Store and compare one report."""
    library.add_prepared([ready.reading], [ready])


def check(library: Library, ready: Prepared) -> None:
    """What a check looks up and compares."""
    with library._searching() as (view, index):
        compare_with_stored(library._rules, view, index, ready)


def rebuilt(library: Library, told: Told, size: int) -> dict[str, Any]:
    """How long a rebuild takes that compares nothing, and how long each report that is added meanwhile waits."""
    library._given_rules = SILENT
    done, waits, before = Event(), list[float](), time.perf_counter()

    def add_all() -> None:
        for number in range(size):
            if done.wait(0.2):
                return
            ready = told.again(number * CLAIMS % size, f"Meanwhile {number}")
            waits.append(timed(partial(add, library, ready))[1])

    with ThreadPoolExecutor(1) as adding:
        added = adding.submit(add_all)
        library.rebuild()
        took = time.perf_counter() - before
        done.set()
        added.result()
    return {"rebuilt_s": round(took, 1), "added meanwhile": len(waits), "waits_ms": [
        round(value) for value in (median(waits), max(waits))
    ]}  # fmt: skip


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


def run(options: argparse.Namespace) -> None:
    """Print a line for each size."""
    reader = Reader()
    vectors = np.load(options.vectors / "vectors.npy", mmap_mode="r")
    given = told(reader, vectors, moments(len(vectors)), options.data)  # as dense at every size
    encoder = FastestEncoder(None, options.folder / "models", threads=1)
    encoder.encode(["ready"])
    print(json.dumps({"reports that are told again": len(given.reports)}), flush=True)
    start = 0
    with opened(options.folder / "empty") as empty:
        for size in options.sizes:
            with opened(options.folder / "data") as library:
                filling = timed(partial(fill, library, given, start, size))
                if options.sealed is not None:
                    use_sealed(options.folder / "data", options.sealed, library)
            before = time.perf_counter()
            with opened(options.folder / "data") as library:
                library.load()
                opening = time.perf_counter() - before
                keeper = library._keeper
                assert isinstance(keeper, FaissKeeper)
                adding = timed(partial(add, library, given.again(0, f"First {size}")))
                before = time.perf_counter()
                keeper.settle()
                said = {"claims": size, "filled_s": round(filling[1] / 1000), "opened_s": round(opening, 2)}
                said |= {"first add_ms": round(adding[1]), "sealed_s": round(time.perf_counter() - before, 1)}
                said |= measure(reader, encoder, library, empty, given, size)
                if options.rebuild:
                    said |= rebuilt(library, given, size)
                keeper.settle()
            said["resident_mb_at_most"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(json.dumps(said), flush=True)
            start = size


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--sealed", type=Path)
    parser.add_argument("--rebuild", action="store_true", help="and rebuild it, adding meanwhile")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    run(chosen)
