"""What comparing a report with what is stored costs beside parsing it, in CPU time of one process.

Fetching is finding and reading the stored claims to compare with; matching is all that follows: their profiles, the
kinship of reports, matching and comparing, and setting the report against itself.

The gun-violence reports and our labelled stories are stored again and again, each time eleven days on from other
outlets, until so many claims are stored; then the longer reports are compared with all that is stored, each once more
from a new outlet.

    python -m benchmarks.comparing --data FOLDER --claims 100000
"""

from __future__ import annotations

import argparse
import gc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import ParamSpec, TypeVar

from benchmarks.stories import load_stories
from benchmarks.verdict_incidents import gun_reports
from claims.ids import report_id
from claims.reading import Reader
from claims.types import Claim, Reading, Report
from index.comparing import Prepared, Rules, compare_with_stored, default_rules
from index.encoder_cache import CachedEncoder
from index.fastest_encoder import FastestEncoder
from index.library import Library
from index.preparing import prepare

P = ParamSpec("P")
T = TypeVar("T")
TURN = 200
SPREAD, COPIES = timedelta(days=11), 60
LEAST_CLAIMS = 15
"""Claims that a report has at least which is compared."""


def shifted(ready: Prepared, by: timedelta, outlet: str) -> Prepared:
    """The same report from another outlet at another time, its vectors as they were."""
    old = ready.reading.report
    published = old.published + by
    report = replace(old, id=report_id(outlet, published, old.text), outlet=outlet, published=published)
    names = {claim.id: f"clm_{report.id[4:16]}{number:08d}" for number, claim in enumerate(ready.reading.claims)}
    claims = tuple(_moved(claim, report, names, by) for claim in ready.reading.claims)
    later = int(by / timedelta(microseconds=1))
    kept, sought = (
        tuple(frozenset((key, at + later) for key, at in keys) for keys in all_keys)
        for all_keys in (ready.keys, ready.sought)
    )
    return Prepared(Reading(report, claims), ready.vectors, kept, sought)


def _moved(claim: Claim, report: Report, names: dict[str, str], by: timedelta) -> Claim:
    period = claim.period
    if period is not None:
        start, end = period.start and period.start + by, period.end and period.end + by
        period = replace(period, start=start, end=end)
    part_of = names.get(claim.part_of) if claim.part_of else None
    moved = replace(claim, id=names[claim.id], report_id=report.id, outlet=report.outlet, published=report.published)
    return replace(moved, part_of=part_of, period=period, as_of=claim.as_of and claim.as_of + by)


def fill(library: Library, given: Sequence[Prepared]) -> None:
    """Store reports as a copy would, comparing nothing."""
    for first in range(0, len(given), TURN):
        with library._store.write() as change:
            change.set_header(library._keeper.header)
            for ready in given[first : first + TURN]:
                change.add_report(ready.reading.report)
                change.add_claims(ready.reading.claims, ready.vectors, ready.keys)


def main() -> None:
    """Prints, for each report compared, CPU time of parsing, fetching and matching, and at last the median ratios."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the data sets")
    parser.add_argument("--claims", type=int, default=100_000, help="how many are stored (100,000)")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        run(options.data, options.claims, Path(folder))


def run(data: Path, wanted: int, folder: Path) -> None:
    """Fill a library and compare."""
    reader, rules = Reader(), default_rules()
    encoder = CachedEncoder(FastestEncoder(None, folder / "models", threads=1))
    guns, _ = gun_reports(data)
    told = [report for story in load_stories("tune") for report in story.reports]
    stored = list(_ready(reader, encoder, [*guns, *told]))
    begun = min(ready.reading.report.published for ready in stored)
    library = Library.open(folder / "store", encoder, reader.name)
    with library:
        copies = list(_copies(stored, wanted))
        fill(library, copies)
        del copies
    with Library.open(folder / "store", encoder, reader.name) as library:
        print(f"{library.stats().claims} claims of {library.stats().reports} reports stored from {begun:%B %Y} on")
        found = []
        asked = [ready for ready in stored if len(ready.reading.claims) >= LEAST_CLAIMS]
        gc.freeze()  # as the service does once it is loaded
        for number, ready in enumerate(asked):
            fresh = shifted(ready, SPREAD * (number % COPIES), f"New outlet {number}")
            found.append(_compared(reader, library, rules, fresh))
    for name, ratios in zip(("fetching", "matching"), zip(*found, strict=True), strict=True):
        print(f"{name} takes {median(ratios):.2f} times as long as parsing, the median of {len(ratios)} reports")


def _copies(stored: Sequence[Prepared], wanted: int) -> Iterator[Prepared]:
    claims = 0
    for copy in range(COPIES):
        for ready in stored:
            if claims >= wanted:
                return
            claims += len(ready.reading.claims)
            yield shifted(ready, SPREAD * copy, f"{ready.reading.report.outlet} {copy}")


def _ready(reader: Reader, encoder: CachedEncoder, reports: Sequence[Report]) -> Iterator[Prepared]:
    readings = [reading for reading in reader.read_all(reports) if reading.claims]
    for first in range(0, len(readings), TURN):
        yield from prepare(readings[first : first + TURN], encoder, default_rules())


class _Clock:
    """CPU time spent in what it times, in seconds."""

    def __init__(self) -> None:
        self.spent = 0.0

    def timed(self, asked: Callable[P, T]) -> Callable[P, T]:
        def run(*given: P.args, **named: P.kwargs) -> T:
            started = process_time()
            try:
                return asked(*given, **named)
            finally:
                self.spent += process_time() - started

        return run


def _compared(reader: Reader, library: Library, rules: Rules, ready: Prepared) -> tuple[float, float]:
    """How many times as long as parsing the report fetching and matching take."""
    clock = _Clock()
    within, relate_all = clock.timed(rules.compare_within), clock.timed(rules.relate_all)
    started = process_time()
    reader.read(ready.reading.report)
    parsed = process_time()
    with library._searching() as (view, index):
        timed = replace(rules, relate_all=relate_all, compare_within=within)
        found = compare_with_stored(timed, view, index, ready)
    ended = process_time()
    parsing, matching = parsed - started, clock.spent
    fetching = ended - parsed - matching
    told = (("parsed", parsing), ("fetched", fetching), ("matched", matching))
    times = (f"{name} in {1000 * each:5.0f} ms" for name, each in told)
    print(f"{len(ready.reading.claims):3} claims: {', '.join(times)}, {len(found.comparisons)} found")
    return fetching / parsing, matching / parsing


if __name__ == "__main__":
    main()
