"""How good the verdicts are, on our own labelled stories and on public data that nobody here wrote.

`python -m benchmarks.verdicts [--data DIR] [--only stories headlines facts] [--failures N]`. The public data is not
ours to pass on: DIR holds the JSON Lines files named in docs, made from their public sources. A set whose file is
absent is named and left out. Each set stands beside simple baselines.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.stories import FOLDS, load_short
from benchmarks.told import lines_told, load_told, measure_told
from benchmarks.verdict_facts import facts
from benchmarks.verdict_incidents import incidents, strikes
from benchmarks.verdict_sets import Outcome, entailment, headlines, paraphrases
from benchmarks.verdict_stories import lines, measure, print_folds
from claims.reading import Reader

DATA = Path("../shared/data")
SETS: dict[str, tuple[str, Callable[[Path, Reader], Outcome]]] = {
    "headlines": ("numhg_dev_subset.jsonl", headlines),
    "paraphrases": ("msrp_numeric.jsonl", paraphrases),
    "entailment": ("equate_nli.jsonl", entailment),
    "facts": ("ukr_multi_outlet_facts.jsonl", facts),
    "incidents": ("gva_incidents.jsonl", incidents),
    "strikes": ("fakes_syria.jsonl", strikes),
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the chosen sets and print each figure, with the failures that were asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the JSON Lines files")
    names = ["stories", "short", "told", *SETS]
    parser.add_argument("--only", nargs="+", choices=sorted(names), default=names, help="sets to measure (all)")
    parser.add_argument("--failures", type=int, default=0, metavar="N", help="print this many failures of each set")
    given = parser.parse_args(arguments)
    reader = Reader()
    if "stories" in given.only:
        print_folds(reader, given.failures)
    if "short" in given.only:
        _print_short(reader)
    if "told" in given.only:
        _print_told(reader)
    for name in (each for each in given.only if each in SETS):
        file, measured = SETS[name]
        if not (given.data / file).exists():
            print(f"{name}: skipped, {given.data / file} is absent")
            continue
        began = time.perf_counter()
        outcome = measured(given.data, reader)
        heading = (measured.__doc__ or "").strip().split("\n", 1)[0]
        print(f"\n{name} ({time.perf_counter() - began:.0f} s): {heading}")
        for line in outcome.lines:
            print(f"  {line}")
        for failure in outcome.failures[: given.failures]:
            print(f"  - {failure}")


def _print_short(reader: Reader) -> None:
    for fold in FOLDS:
        cases = load_short(fold)
        print(f"\n{len(cases)} short cases, fold {fold}:")
        for line in lines(measure(reader, cases, across=False)):
            print(f"  {line}")


def _print_told(reader: Reader) -> None:
    for fold in FOLDS:
        stories = load_told(fold)
        print(f"\n{len(stories)} stories told alike, fold {fold}, all pairs of figures in one unit:")
        for line in lines_told(measure_told(reader, stories)):
            print(f"  {line}")


if __name__ == "__main__":
    main()
