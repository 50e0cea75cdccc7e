"""Labelled stories: one real event told by several outlets in our own wording, with the verdict on pairs of claims.

A story lies in tests/golden/stories/FOLD_FIELD_SLUG.json. Those of the fold "tune" may be looked at and learnt from;
those of the fold "report" are only ever measured.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, cast

from claims.ids import report_id
from claims.types import Claim, Report, Verdict

Fold = Literal["tune", "report"]
FOLDS: tuple[Fold, ...] = ("tune", "report")
STORIES = Path(__file__).parents[1] / "tests" / "golden" / "stories"
SHORT = STORIES.with_name("short")
PAIRS = STORIES.with_name("pairs.jsonl")
_NOON = "2025-07-22T12:00:00Z"


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a label points: the report by its place in the story, and a quote that stands there once.

    `unit` "year" means the age where an age and an implied count share the quote; `kind` "statement" a claim
    without a figure.
    """

    report: int
    quote: str
    unit: str | None = None
    kind: str = "quantity"


@dataclass(frozen=True, slots=True)
class Label:
    """What a person said of two claims: the verdict, and with it `later`, `whole`, `dispute`, `hints` or `differs`."""

    id: str
    a: Mark
    b: Mark
    verdict: Verdict
    later: str | None = None
    whole: str | None = None
    dispute: str | None = None
    hints: tuple[str, ...] = ()
    differs: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """One event, its reports and the labels on pairs of their claims."""

    name: str
    field: str
    fold: Fold
    reports: tuple[Report, ...]
    labels: tuple[Label, ...]


def load_stories(fold: Fold, folder: Path = STORIES) -> list[Story]:
    """Every story of one fold, by name. Raises ValueError where a label's quote does not stand once in its report."""
    stories = [_story(json.loads(path.read_text("utf-8"))) for path in sorted(folder.glob(f"{fold}_*.json"))]
    return sorted((story for story in stories if story.fold == fold), key=lambda story: story.name)


def load_short(fold: Fold, folder: Path = SHORT) -> list[Story]:
    """Every short case of one fold, by name: reports of one to five sentences; a file a fold's part, a case a line."""
    rows = (
        json.loads(line) for path in sorted(folder.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()
    )
    return sorted((_story(row) for row in rows if row["fold"] == fold), key=lambda story: story.name)


def load_pairs(path: Path = PAIRS) -> list[Story]:
    """Every pair of sentences of tests/golden/pairs.jsonl as a story of two reports with one label."""
    return [_pair(json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def _pair(row: dict[str, Any]) -> Story:
    sides = [
        _report({"outlet": outlet, "published": row.get(f"{side}_at", _NOON), "text": row[side]})
        for side, outlet in (("a", "Harbour Wire"), ("b", "Lantern Press"))
    ]
    a, b = (Mark(report, quote) for report, quote in enumerate(row["quotes"]))
    return Story(row["id"], row["field"], "tune", tuple(sides), (Label("1", a, b, row["verdict"]),))


def _story(row: dict[str, Any]) -> Story:
    reports = tuple(_report(each) for each in row["reports"])
    labels = tuple(_label(each) for each in row["pairs"])
    for label in labels:
        for mark in (label.a, label.b):
            if reports[mark.report].text.count(mark.quote) != 1:
                raise ValueError(f"{row['story']} {label.id}: {mark.quote!r} does not stand once in its report")
    return Story(row["story"], row["field"], cast(Fold, row["fold"]), reports, labels)


def _report(row: dict[str, Any]) -> Report:
    published = datetime.fromisoformat(row["published"])
    id = report_id(row["outlet"], published, row["text"])
    return Report(id, row["outlet"], published, row["text"], title=row.get("title"))


def _label(row: dict[str, Any]) -> Label:
    return Label(
        row["id"],
        Mark(**row["a"]),
        Mark(**row["b"]),
        row["verdict"],
        later=row.get("later"),
        whole=row.get("whole"),
        dispute=row.get("dispute"),
        hints=tuple(row.get("hints") or ()),
        differs=row.get("differs"),
    )


def marked(claims: Sequence[Claim], report: Report, mark: Mark) -> Claim | None:
    """The claim that a mark means: of its kind, the one whose span overlaps the quote most; None if none does."""
    start = report.text.index(mark.quote)
    end = start + len(mark.quote)
    meant = [claim for claim in claims if claim.kind == mark.kind and overlap(claim, start, end) > 0]
    if mark.unit is not None:
        meant = [claim for claim in meant if claim.quantity and claim.quantity.unit == mark.unit]
    return max(meant, key=lambda claim: _nearness(claim, start, end, mark), default=None)


def overlap(claim: Claim, start: int, end: int) -> int:
    """How many code points of a claim's quote lie in a stretch of its text; none or less where it lies apart."""
    return min(claim.end, end) - max(claim.start, start)


def _nearness(claim: Claim, start: int, end: int, mark: Mark) -> tuple[int, bool, int, str]:
    """The greatest overlap first; a count before an age on one span, and the tighter of two spans."""
    age = mark.unit is None and claim.quantity is not None and claim.quantity.unit == "year"
    return overlap(claim, start, end), not age, claim.start - claim.end, claim.id


def count_labels(stories: Iterable[Story]) -> int:
    """How many pairs are labelled in all."""
    return sum(len(story.labels) for story in stories)
