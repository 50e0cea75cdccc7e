"""What storing costs beside reading and encoding, and what encoding costs beside the bare encoder.

Run `python -m benchmarks.pipeline --data FOLDER`; one process, the same reports, batches in turn, CPU time.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from benchmarks.samples import Absent, rows_of
from claims.embedding_text import embedding_text
from claims.errors import InvalidReport
from claims.input import make_report
from claims.reading import Reader
from claims.types import Report
from index.comparing import default_rules
from index.encoder_cache import CachedEncoder
from index.fastest_encoder import FastestEncoder
from index.library import Library
from index.preparing import prepare

BATCH = 16


def main() -> None:
    """Prints seconds of each part and the two ratios; 1.0 would be a part that costs nothing."""
    parser = argparse.ArgumentParser(description="Measures adding beside its parts.")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the data sets")
    parser.add_argument("--reports", type=int, default=400, help="how many (400)")
    options = parser.parse_args()
    try:
        reports = list(islice(_reports(options.data), options.reports))
    except Absent as absent:
        print(f"pipeline: skipped, {absent}")
        return
    with TemporaryDirectory() as folder:
        _measure(reports, Path(folder))


def _measure(reports: list[Report], folder: Path) -> None:
    reader, bare = Reader(), FastestEncoder(None, folder / "models", threads=1)
    rules = default_rules()
    bare.encode(["ready"])
    list(reader.read_all(reports[:4]))
    seconds = dict.fromkeys(("read", "bare encode", "prepare", "match and store"), 0.0)
    with Library.open(folder / "store", CachedEncoder(bare), reader.name) as library:
        for at in range(0, len(reports), BATCH):
            marks = [process_time()]
            readings = list(reader.read_all(reports[at : at + BATCH]))
            marks.append(process_time())
            bare.encode([embedding_text(claim) for reading in readings for claim in reading.claims])
            marks.append(process_time())
            prepared = prepare(readings, CachedEncoder(bare), rules)
            marks.append(process_time())
            library.add_prepared(readings, prepared)
            marks.append(process_time())
            for name, start, end in zip(seconds, marks, marks[1:], strict=False):
                seconds[name] += end - start
        claims = library.stats().claims
    alone = seconds["read"] + seconds["prepare"]
    print(f"{len(reports)} reports, {claims} claims, encoded by {bare.engine}; CPU seconds:")
    for name, value in seconds.items():
        print(f"  {name:16} {value:8.2f}")
    print(f"adding against reading and encoding alone: {alone / (alone + seconds['match and store']):.2f} of the speed")
    print(f"preparing against the bare encoder: {seconds['bare encode'] / seconds['prepare']:.2f} of the throughput")


def _reports(folder: Path) -> Iterator[Report]:
    for row in rows_of(folder, "gva_incidents"):
        for document in row["docs"]:
            fields = {
                "outlet": document["outlet"] or "unknown",
                "published": f"{document['dct']}T12:00:00Z",
                "text": document["text"],
            }
            try:
                yield make_report(fields)
            except InvalidReport:
                continue


if __name__ == "__main__":
    main()
