"""Killed at any moment, a library holds all it acknowledged, and nothing by halves."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from index.library import Library
from tests.index.kills import KINDS, Killed, check, run_until_killed
from tests.index.stub import make_reading, open_library


@pytest.mark.parametrize("kind", KINDS)
def test_a_kill_within_anything_loses_nothing_acknowledged(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "data"
    random, killed = Random(kind), Killed()
    for seed in range(3):
        said = run_until_killed(folder, seed, kind, random.random())
        assert kind in killed.heard(said)
        with open_library(folder) as library:
            check(library, killed)
    with open_library(folder) as library:
        afterwards = make_reading("Afterwards")
        assert library.add([afterwards])[0].stored
        killed.stored.add(afterwards.report.id)
        library.rebuild()
        assert left_of_other_editions(library, folder) == set()
        check(library, killed)


def left_of_other_editions(library: Library, folder: Path) -> set[str]:
    with library._store.read() as view:
        number = view.edition
        names = {row["name"] for row in view._db.all("SELECT name FROM sqlite_master WHERE type = 'table'")}  # type: ignore[attr-defined]
    others = {name for name in names if name.startswith(("claims", "reports")) and not name.endswith(f"s_{number}")}
    return others | {path.name for path in folder.glob("vectors*") if path.name != f"vectors-{number}"}
