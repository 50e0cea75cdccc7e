"""The README's first screen is what the command prints."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_output_shown_is_the_output_printed() -> None:
    shown = (ROOT / "README.md").read_text("utf-8").split("```text\n")[1].split("```")[0].splitlines()
    printed = subprocess.run(
        [Path(sys.executable).parent / "twosource", "compare", "seeds"],
        cwd=ROOT,
        env=os.environ | {"COLUMNS": "100"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    missing = [line for line in shown if line not in {"", "…"} and line not in printed]
    assert missing == []
