"""How well and how fast reports are read, on public data sets.

Run `python -m benchmarks.reading --data FOLDER`; `--only newsquant speed` picks, `--fold odd` takes every
second row, `--failures 20` prints what went wrong. A data set that is
absent is skipped with a message.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from benchmarks import gun_reports, newsquant, nummod, reading_speed, recognizers
from benchmarks.samples import Absent, Fold, Outcome, rows_of
from claims.reading import Reader

PUBLISHED: dict[str, dict[str, dict[str, float]]] = {"newsquant": newsquant.PUBLISHED}

AS_ANNOTATED = "Twosource, nothing set aside"


def _benchmarks(reader: Reader, folder: Path, fold: Fold) -> dict[str, Callable[[], Outcome]]:
    return {
        "newsquant": lambda: newsquant.run(reader, rows_of(folder, "newsquant", fold)),
        "recognizers": lambda: recognizers.run(rows_of(folder, "recognizers_en", fold)),
        "nummod": lambda: nummod.run(reader, rows_of(folder, "ud_nummod_news", fold)),
        "gun_reports": lambda: gun_reports.run(reader, rows_of(folder, "gva_incidents", fold)),
        "speed": lambda: reading_speed.run(reader, folder),
    }


def main() -> None:
    """Runs the benchmarks that were asked for and prints their tables."""
    options = _parser().parse_args()
    reader = Reader()
    for name, run in _benchmarks(reader, options.data, options.fold).items():
        if options.only and name not in options.only:
            continue
        try:
            outcome = run()
        except Absent as absent:
            print(f"{name}: skipped, {absent}")
            continue
        _print(outcome, PUBLISHED.get(name, {}), options.failures)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measures the reading of reports on public data sets.")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the data sets")
    names = ["newsquant", "recognizers", "nummod", "gun_reports", "speed"]
    parser.add_argument("--only", nargs="+", choices=names, help="benchmarks to run (all)")
    parser.add_argument("--fold", choices=["all", "even", "odd"], default="all", help="rows by parity of their index")
    parser.add_argument("--failures", type=int, default=0, metavar="N", help="print N failures of each")
    return parser


def _print(outcome: Outcome, published: dict[str, dict[str, float]], failures: int) -> None:
    print(f"\n{outcome.name} ({outcome.size})")
    width = max(len(name) for name in (*published, AS_ANNOTATED))
    names = list(outcome.figures)
    print(f"  {'':{width}}  " + "  ".join(names))
    ours = {"Twosource": outcome.figures} | ({AS_ANNOTATED: outcome.as_annotated} if outcome.as_annotated else {})
    for reader, figures in {**ours, **published}.items():
        cells = [f"{figures[name]:.1f}" if name in figures else "" for name in names]
        print(
            f"  {reader:{width}}  " + "  ".join(f"{cell:>{len(name)}}" for cell, name in zip(cells, names, strict=True))
        )
    for reason, count in outcome.aside.most_common():
        print(f"  set aside: {count} {reason}")
    for failure in outcome.failures[:failures]:
        print(f"  - {failure}")


if __name__ == "__main__":
    main()
