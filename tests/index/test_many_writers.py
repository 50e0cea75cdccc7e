"""Several processes that add to one database at once."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from pathlib import Path

from tests.index.kills import Killed, run_until_killed
from tests.index.places import database
from tests.index.stub import open_library
from tests.index.writing import readings

ROOT = Path(__file__).parents[2]
PROCESSES = 5


def test_nothing_is_lost_or_doubled_or_waits_in_a_circle(tmp_path: Path) -> None:
    place = database(tmp_path)
    command = [sys.executable, "-W", "error", "-m", "tests.index.writing", place]
    running = [
        subprocess.Popen([*command, str(seed)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for seed in range(PROCESSES)
    ]
    said = []
    for each in running:
        out, _ = each.communicate()
        assert each.returncode == 0
        said.append(json.loads(out))
    stored = Counter(id for each in said for id in each["stored"])
    assert set(stored.values()) == {1}, "each report is stored by one of those who sent it"
    every = {reading.report.id: reading for reading in readings()}
    with open_library(place) as library:
        assert library.verify() == ()
        library.add(list(every.values()))  # whatever none of them was given
        stats = library.stats()
        assert (stats.reports, stats.superseded, stats.claims) == (len(every), 0, 2 * len(every))
        values = [number % 4 for number in range(len(every))]
        apart = sum(one != other for one, other in combinations(values, 2))
        pairs = len(every) * (len(every) - 1) // 2
        assert (stats.discrepancies, stats.comparisons, stats.facts) == (apart, 2 * pairs, 2)
        notes: dict[str, set[str | None]] = {}
        for seed, each in enumerate(said):
            for id in each["reviewed"]:
                notes.setdefault(id, set()).add(f"by {seed}")
        assert len(notes) > PROCESSES
        reviewed = {id: library.discrepancy(id) for id in notes}
        assert all(each.status == "confirmed" and each.note in notes[id] for id, each in reviewed.items())
        assert library.verify() == ()


def test_processes_that_are_killed_leave_what_they_acknowledged(tmp_path: Path) -> None:
    """Four add, delete, review and rebuild side by side, until each is killed within one of these."""
    place = database(tmp_path)
    kinds = ("add", "remove", "rebuild", "add")
    with ThreadPoolExecutor(len(kinds)) as pool:
        running = [pool.submit(run_until_killed, place, seed, kind, 0.4) for seed, kind in enumerate(kinds)]
        said = [each.result() for each in running]
    runs = [Killed() for _ in kinds]
    for kind, run, each in zip(kinds, runs, said, strict=True):
        assert kind in run.heard(each)
    with open_library(place) as library:
        for _ in range(2):
            assert library.verify() == ()
            with library._store.read() as view:
                stored = {report.id for report in view.history("", 100_000)}
            possible: set[str] = set()
            for run in runs:
                begun = {line["begun"]: set(line.get("ids", ())) for line in run.open.values()}
                added, removed = begun.get("add", set()), begun.get("remove", set())
                assert run.stored - removed <= stored
                assert not run.gone & stored
                assert added <= stored or not added & stored
                possible |= run.stored | added | removed
            assert stored <= possible
            library.rebuild()
