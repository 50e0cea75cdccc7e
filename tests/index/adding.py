"""Adds, corrects, removes and rebuilds until it is killed; says on standard output what was acknowledged."""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from pathlib import Path
from random import Random

from index import sealing
from tests.index.stub import NOON, make_reading, open_library

OUTLETS = [f"Outlet {number}" for number in range(6)]


def say(**words: object) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def work(folder: Path, seed: int) -> None:
    random = Random(seed)
    held: list[str] = []
    with open_library(folder) as library:
        say(ready=True)
        for turn in range(10_000):
            readings = [
                make_reading(
                    random.choice(OUTLETS),
                    [(random.randint(1, 30), noun) for noun in random.sample(["people", "drones", "cars"], 2)],
                    published=NOON + timedelta(minutes=seed * 10_000 + turn * 10 + number),
                    url=random.choice([None, None, f"https://example.org/{random.randint(1, 9)}"]),
                )
                for number in range(random.randint(1, 12))
            ]
            ids = [reading.report.id for reading in readings]
            say(adding=ids)
            library.add(readings)
            say(added=ids)
            held += ids
            if turn % 5 == 4:
                gone = held.pop(random.randrange(len(held)))
                say(removing=gone)
                library.remove(gone)
                say(removed=gone)
            if turn % 9 == 8:
                library.rebuild()


if __name__ == "__main__":
    sealing.HEAD, sealing.GRAPH = 60, 30  # so that kills fall into sealing and merging too
    work(Path(sys.argv[1]), int(sys.argv[2]))
