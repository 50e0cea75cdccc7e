"""Adds a share of some reports to a library that others write to as well; says which it stored."""

from __future__ import annotations

import json
import sys
from random import Random

from claims.types import Reading
from tests.index.stub import make_reading, open_library

REPORTS = 32


def readings() -> list[Reading]:
    """Any two agree or conflict over people, and agree over drones. Four share a url."""
    return [
        make_reading(f"O{number}", [(number % 4, "people"), (1, "drones")], url="u" if number < 4 else None)
        for number in range(REPORTS)
    ]


def work(place: str, seed: int) -> None:
    """Every process adds three quarters of all reports, in an order of its own, and reviews what it finds."""
    chosen = Random(seed).sample(readings(), REPORTS * 3 // 4)
    stored, reviewed = [], []
    with open_library(place) as library:
        for start in range(0, len(chosen), 3):
            batch = chosen[start : start + 3]
            stored += [each.report.id for each in library.add(batch) if each.stored]
            found = library.search("people hurt in Sumy", 5)
            assert [similarity for _, similarity in found] == sorted((value for _, value in found), reverse=True)
        for each in library.discrepancies(limit=500).items[seed::4][:5]:
            library.review(each.id, "confirmed", f"by {seed}")
            reviewed.append(each.id)
    sys.stdout.write(json.dumps({"stored": stored, "reviewed": reviewed}) + "\n")


if __name__ == "__main__":
    work(sys.argv[1], int(sys.argv[2]))
