from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

from index.library import Library
from tests.api.conftest import PatternReader, WordEncoder

ROOT = Path(__file__).parents[2]
ADD = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs begin with interrupts ignored
from api import commands, opening
from tests.api.conftest import pattern_reader, word_encoder
for module in (commands, opening):
    module.make_reader = pattern_reader
opening.make_encoder = word_encoder
from api.cli import main
sys.exit(main(["add", sys.argv[1], "--data", sys.argv[2], *sys.argv[3:]]))
"""
REPORTS = 160
"""Each is said in some 3,000 characters: unread, they fill the pipe, so the command cannot end before it is stopped."""


def started(path: Path, store: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", ADD, str(path), str(store), *options]
    environment = {**os.environ, "TWOSOURCE_BATCH": "4", "TWOSOURCE_WORKERS": "2"}
    pipe = subprocess.PIPE
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=pipe, stderr=pipe, text=True, start_new_session=True
    )


def finished(adding: subprocess.Popen[str]) -> tuple[str, str]:
    """What it still says; `communicate` would pass over what was buffered by reading lines."""
    assert adding.stdout is not None and adding.stderr is not None
    with adding.stdout, adding.stderr:
        out, err = adding.stdout.read(), adding.stderr.read()
    adding.wait()
    return out, err


def test_an_interrupt_is_said_loses_nothing_and_the_next_run_goes_on(tmp_path: Path) -> None:
    rows = [
        {
            "outlet": f"Outlet {number % 5}",
            "published": f"2025-07-{number // 60 + 10}T10:{number % 60:02}:00Z",
            "text": f"The mayor of district {number} opened a bridge on Monday." + " It was sunny." * 200,
        }
        for number in range(REPORTS)
    ]
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    adding = started(path, tmp_path / "store", "--json")
    assert adding.stdout is not None
    said = [adding.stdout.readline() for _ in range(9)]
    os.killpg(adding.pid, signal.SIGINT)  # as the terminal does: to the workers too
    out, err = finished(adding)
    said += [line for line in out.splitlines(keepends=True) if line.endswith("\n")]
    ids = {json.loads(line)["report"]["id"] for line in said}
    assert adding.returncode == 130
    assert len(ids) < REPORTS
    told = re.fullmatch(
        r"twosource: interrupted; (\d+) reports were stored; the same command goes on from there\n", err
    )
    assert told is not None
    assert len(ids) <= int(told[1]) <= len(ids) + 1  # one more where it was being printed
    with Library.open(tmp_path / "store", WordEncoder(), PatternReader.name, read_only=True) as library:
        assert library.known(ids) == ids
        kept = library.stats().reports
        assert kept >= int(told[1])
        assert library.verify() == ()
    again = started(path, tmp_path / "store")
    _, err = finished(again)
    assert (again.returncode, err) == (0, f"twosource: {kept} of {REPORTS} reports skipped: stored already\n")
    with Library.open(tmp_path / "store", WordEncoder(), PatternReader.name, read_only=True) as library:
        assert library.stats().reports == REPORTS
