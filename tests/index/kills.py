"""Running `tests.index.adding` until it is killed, and checking what is then stored."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.library import Library
from tests.index.places import Place

KINDS = ("add", "remove", "review", "seal", "rebuild")
ROOT = Path(__file__).parents[2]

Said = list[dict[str, Any]]


def run_until_killed(place: Place, seed: int, kind: str, share: float, by_clock: bool = False) -> Said:
    """What the process said before it was killed within a thing of this kind, a share of the way into it.

    It kills itself, or `by_clock` is killed from here, that share of the time that the one before took after another
    began; then that one may be over.
    """
    told = ["-", "0"] if by_clock else [kind, str(share)]
    command = [sys.executable, "-m", "tests.index.adding", str(place), str(seed), *told]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        lines: list[bytes] = []
        began = took = 0.0
        for line in child.stdout:
            lines.append(line)
            if by_clock and line.startswith(f'{{"begun": "{kind}"'.encode()):
                began = time.perf_counter()
                if took:
                    time.sleep(share * took)
                    os.kill(child.pid, signal.SIGKILL)
                    by_clock = False
            elif by_clock and line.startswith(f'{{"done": "{kind}"'.encode()):
                took = time.perf_counter() - began
    assert child.returncode == -signal.SIGKILL, "the child ended by itself"
    return [json.loads(line) for line in lines if line.endswith(b"\n")]


@dataclass
class Killed:
    """What was acknowledged over all runs, and what was under way at the last kill, and may have been done or not."""

    stored: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    reviewed: dict[str, tuple[str, str]] = field(default_factory=dict)
    open: dict[int, dict[str, Any]] = field(default_factory=dict)

    def heard(self, said: Said) -> set[str]:
        """Take in what a run said; of which kinds something was under way when it was killed."""
        self.open = {}
        for line in said:
            if "begun" in line:
                self.open[line["number"]] = line
            elif "done" in line:
                del self.open[line["number"]]
                self._done(line)
        return {line["begun"] for line in self.open.values()}

    def _done(self, line: dict[str, Any]) -> None:
        ids = set(line.get("ids", ()))
        match line["done"]:
            case "add":
                self.stored |= ids
                self.gone -= ids
            case "remove":
                self.stored -= ids
                self.gone |= ids
            case "review":
                self.reviewed |= {id: (line["status"], line["note"]) for id in ids}


def check(library: Library, killed: Killed) -> None:
    """All that was acknowledged is there as it was, row against vector; what was under way is whole or not at all."""
    assert library.verify() == ()
    with library._store.read() as view:
        stored = {report.id for report in view.history("", 1_000_000)}
        reviews = {each.id: (each.status, each.note) for each in view.reviews("", 1_000_000)}
    lines = {line["begun"]: line for line in killed.open.values()}
    begun = {kind: set(line.get("ids", ())) for kind, line in lines.items()}
    added, removed = begun.get("add", set()), begun.get("remove", set())
    assert killed.stored - removed <= stored, "a report that was acknowledged is lost"
    assert not killed.gone & stored, "a report is back whose deletion was acknowledged"
    assert added <= stored or not added & stored, "half of what was added at once is stored"
    assert stored <= killed.stored | added | removed
    for id, review in killed.reviewed.items():
        if id not in begun.get("review", set()):
            assert reviews[id] == review
    for id in begun.get("review", set()):
        line = lines["review"]
        assert reviews[id] in ((line["status"], line["note"]), killed.reviewed.get(id, ("open", None)))
    killed.stored, killed.gone = set(stored), (killed.gone | removed | killed.stored) - stored
    killed.reviewed |= {id: reviews[id] for id in begun.get("review", set())}
    killed.open = {}
