"""Kills a library at work at random moments, and checks all of it after each kill: adds, corrections, deletions,
sealing, merging and rebuilding are cut off anywhere.

    python -m benchmarks.index_kills FOLDER --kills 500
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.index.test_crash import kill_and_check

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kills", type=int, default=500)
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    busy = kill_and_check(chosen.folder / "data", chosen.kills)
    print(f"{chosen.kills} kills, {busy} of them in the middle of a change: nothing acknowledged was lost")
