from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from random import Random

from index.library import Library
from tests.api.conftest import PatternReader, WordEncoder

ROOT = Path(__file__).parents[2]
ADD = """
import sys
from api import commands, opening
from tests.api.conftest import PatternReader, WordEncoder
for module in (commands, opening):
    module.make_reader = lambda settings: PatternReader()
opening.make_encoder = lambda *_, **__: WordEncoder()
from api.cli import main
sys.exit(main(["add", sys.argv[1], "--data", sys.argv[2], "--json"]))
"""
REPORTS = 60


def write_reports(folder: Path) -> None:
    folder.mkdir()
    rows = []
    for number in range(REPORTS):
        text = f"{number % 7 + 2} people were wounded in Sumy on Monday, the mayor of district {number} said."
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
        hour = f"2025-07-22T{number // 6:02}:{number % 6}0:00Z"
        rows.append({"outlet": f"Outlet {number % 5}", "published": hour, "file": f"{number}.txt"})
    (folder / "manifest.json").write_text(json.dumps(rows), encoding="utf-8")


def said(path: Path) -> list[str]:
    """The ids that the command said it stored, in whole lines."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    return [json.loads(line)["report"]["id"] for line in lines if line.endswith("\n")]


def add(folder: Path, store: Path, out: Path, stop_after: int | None, random: Random) -> int:
    with out.open("w") as stream:
        command = [sys.executable, "-c", ADD, str(folder), str(store)]
        adding = subprocess.Popen(command, cwd=ROOT, stdout=stream, env={**os.environ, "TWOSOURCE_BATCH": "3"})
        while adding.poll() is None:
            if stop_after is not None and len(said(out)) >= stop_after:
                time.sleep(random.random() / 20)
                adding.kill()
                adding.wait()
            time.sleep(0.005)
    return adding.returncode


def test_killing_add_loses_nothing_that_it_said_it_stored(tmp_path: Path) -> None:
    random = Random(1)
    write_reports(tmp_path / "reports")
    acknowledged: set[str] = set()
    for stop_after in (0, 4, 17, 33, None):
        killed = add(tmp_path / "reports", tmp_path / "store", tmp_path / "out", stop_after, random) == -9
        assert killed or stop_after != 4
        acknowledged |= set(said(tmp_path / "out"))
        if not (tmp_path / "store").exists():
            continue
        with Library.open(tmp_path / "store", WordEncoder(), PatternReader.name) as library:
            kept = {report.id for report in library.reports(limit=100).items}
            assert acknowledged <= kept
            assert library.verify() == ()
    assert len(acknowledged) == len(kept) == REPORTS
