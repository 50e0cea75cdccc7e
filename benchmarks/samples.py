"""Rows of the external data sets, folds of them, and the tallies that every benchmark of reading prints.

The data sets are not part of this project: a benchmark reads them by a path and is skipped where they are absent.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from claims.ids import report_id
from claims.reading import Reader
from claims.types import Claim, Report

Fold = Literal["all", "even", "odd"]
Row = dict[str, Any]

PUBLISHED = datetime(2023, 1, 1, tzinfo=UTC)


class Absent(Exception):
    """A data set is not at the path given. `path` is where it was looked for."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is absent")
        self.path = path


def rows_of(folder: Path, name: str, fold: Fold = "all") -> list[Row]:
    """Rows of a data set; a fold is every second row, so that one half can be tuned on and one left untouched.

    Raises Absent where the file is missing.
    """
    path = folder / f"{name}.jsonl"
    if not path.exists():
        raise Absent(path)
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    if fold == "all":
        return rows
    return rows[0 if fold == "even" else 1 :: 2]


def claims_of(reader: Reader, texts: Iterable[str]) -> list[list[Claim]]:
    """The claims of each text, in the order of their quotes."""
    reports = [Report(report_id("Sample", PUBLISHED, text), "Sample", PUBLISHED, text) for text in texts]
    return [sorted(reading.claims, key=lambda claim: claim.start) for reading in reader.read_all(reports)]


@dataclass(slots=True)
class Tally:
    """What was right, among what was found and what was wanted."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, in per cent."""
        return 200 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0

    @property
    def share(self) -> float:
        """Right among wanted, in per cent."""
        return 100 * self.right / self.wanted if self.wanted else 0.0


@dataclass(slots=True)
class Outcome:
    """The figures of one benchmark, what it set aside by reason, and its failures in words.

    `as_annotated` holds the same figures with nothing set aside, where a benchmark has them.
    """

    name: str
    figures: dict[str, float] = field(default_factory=dict)
    size: str = ""
    aside: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    as_annotated: dict[str, float] = field(default_factory=dict)
