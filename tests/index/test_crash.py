"""Killed at any moment, a library holds all it acknowledged, and nothing by halves."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

from index.errors import NotFound
from index.library import Library
from tests.index.stub import make_reading, open_library

KILLS = 20
ROOT = Path(__file__).parents[2]


def run_until_killed(folder: Path, seed: int, delay: float) -> list[dict[str, object]]:
    """What the process said before it was killed, `delay` seconds after it was ready."""
    said = folder.parent / f"said-{seed}"
    with said.open("wb") as out:
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.index.adding", str(folder), str(seed)], cwd=ROOT, stdout=out
        )
        while not said.stat().st_size:
            assert child.poll() is None, "the child ended by itself"
            time.sleep(0.005)
        time.sleep(delay)
        os.kill(child.pid, signal.SIGKILL)
        assert child.wait() == -signal.SIGKILL
    lines = said.read_text().split("\n")
    return [json.loads(line) for line in lines[:-1]]


def is_stored(library: Library, id: str) -> bool:
    try:
        library.report(id)
    except NotFound:
        return False
    return True


def kill_and_check(folder: Path, kills: int) -> int:
    """Kill a process at work on a library so many times, checking all after each; how often a change was under way."""
    random = Random(20250722)
    acknowledged: set[str] = set()
    in_flight = 0
    for seed in range(kills):
        said = run_until_killed(folder, seed, random.uniform(0.0, 0.4))
        pending: list[str] = []
        for line in said:
            match line:
                case {"adding": list(ids)}:
                    pending = ids
                case {"added": list(ids)}:
                    acknowledged |= set(ids)
                    pending = []
                case {"removing": str(id)}:
                    acknowledged.discard(id)
                    pending = [id]
                case {"removed": str()}:
                    pending = []
        with open_library(folder) as library:
            assert library.verify() == ()
            missing = {id for id in acknowledged if not is_stored(library, id)}
            assert not missing
            present = [is_stored(library, id) for id in pending]
            assert all(present) or not any(present)
            acknowledged |= {id for id, there in zip(pending, present, strict=True) if there}
            in_flight += bool(pending)
            assert library.stats().reports + library.stats().superseded >= len(acknowledged)
    return in_flight


def test_a_kill_at_any_moment_loses_nothing_acknowledged(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    assert kill_and_check(folder, KILLS) >= KILLS // 4, "the kills missed the moments that matter"
    with open_library(folder) as library:
        assert library.add([make_reading("Afterwards")])[0].stored
