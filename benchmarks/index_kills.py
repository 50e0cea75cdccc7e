"""Kills a library at work, within an add, a deletion, a review, a sealing and a rebuild in turn, and checks all of it
after each kill: every report and deletion and review that was acknowledged, row against vector.

Every second kill comes from outside by the clock, wherever it falls; the others after a number of calls.

    python -m benchmarks.index_kills FOLDER --kills 500
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from random import Random
from shutil import rmtree

from index.library import Library
from tests.index.kills import KINDS, Killed, check, run_until_killed
from tests.index.stub import open_library

FRESH = 5  # kills after which a new library is begun, so that it stays small
SEED = 20250722


def kill(folder: Path, kills: int) -> Counter[str]:
    """How many kills fell into each kind of thing; into several at once where several went on, or into none."""
    random, fell = Random(SEED), Counter[str]()
    killed = Killed()
    for number in range(kills):
        place = folder / f"data-{number // FRESH}"
        if number % FRESH == 0:
            killed = Killed()
        kind = KINDS[number // 2 % len(KINDS)]
        within = killed.heard(run_until_killed(place, number, kind, random.random(), by_clock=bool(number % 2)))
        fell.update(within or {"none"})
        if "rebuild" in within and len(within) > 1:
            fell["rebuild and another"] += 1
        with open_library(place) as library:
            report(library, killed, number)
        if number % FRESH == FRESH - 1:
            rmtree(place)
            print(number + 1, dict(fell), flush=True)
    return fell


def report(library: Library, killed: Killed, number: int) -> None:
    """Check, and say which kill it was where something is wrong."""
    try:
        check(library, killed)
    except AssertionError as error:
        raise AssertionError(f"kill {number}: {error}") from error


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kills", type=int, default=500)
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    print(json.dumps({"kills": chosen.kills, **kill(chosen.folder, chosen.kills)}))
