"""Stories told alike: real events, each told by four invented outlets in very different words, every figure marked.

tests/golden/told/FIELD.jsonl holds a story a line. A figure is marked {slot|words}, and figures of one slot are of one
fact; where a later report counts more, or one outlet is wrong, they differ. By its name a story falls into the fold
"tune", to be looked at and learnt from, or "report", which is only ever measured.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from operator import itemgetter
from pathlib import Path
from typing import Any

from benchmarks.stories import Fold, overlap
from claims.compare import compare_all
from claims.ids import report_id
from claims.reading import Reader
from claims.types import Claim, Report

TOLD = Path(__file__).parents[1] / "tests" / "golden" / "told"
_MARK = re.compile(r"\{([a-z0-9][a-z0-9-]*)\|([^{}|]+)\}")
_UNLIKE = ("conflicts", "updates")


@dataclass(frozen=True, slots=True)
class Slot:
    """A figure's place in its report's text, and the fact that it is of."""

    fact: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ToldStory:
    """One event, its reports, and the marked figures of each; `group` is the file that it lies in."""

    name: str
    group: str
    reports: tuple[Report, ...]
    slots: tuple[tuple[Slot, ...], ...]


def load_told(fold: Fold, folder: Path = TOLD) -> list[ToldStory]:
    """Every story of one fold, by name."""
    paths = sorted(folder.glob("*.jsonl"))
    rows = [(path.stem, json.loads(line)) for path in paths for line in path.read_text("utf-8").splitlines()]
    stories = (_story(group, row) for group, row in rows if _fold(row["name"]) == fold)
    return sorted(stories, key=lambda story: story.name)


def _fold(name: str) -> Fold:
    """A quarter of the stories, by the hash of their names, is only ever measured."""
    return "report" if hashlib.sha256(name.encode()).digest()[0] % 4 == 0 else "tune"


def _story(group: str, row: Mapping[str, Any]) -> ToldStory:
    told = [_report(each) for each in row["reports"]]
    return ToldStory(row["name"], group, tuple(report for report, _ in told), tuple(slots for _, slots in told))


def _report(row: Mapping[str, Any]) -> tuple[Report, tuple[Slot, ...]]:
    marked = "\n\n".join(part for part in (row.get("title"), row["text"]) if part)
    slots, text, at = [], "", 0
    for found in _MARK.finditer(marked):
        text += marked[at : found.start()]
        slots.append(Slot(found[1], len(text), len(text) + len(found[2])))
        text += found[2]
        at = found.end()
    text += marked[at:]
    published = datetime.fromisoformat(row["published"])
    return Report(report_id(row["outlet"], published, text), row["outlet"], published, text), tuple(slots)


def facts_of(claims: Iterable[Claim], slots: Sequence[Slot]) -> dict[str, str]:
    """The fact that each figure read is of, by claim: that of the mark which it overlaps most."""
    found = {}
    for claim in claims:
        if claim.quantity is not None and slots:
            shared, fact = max(((overlap(claim, slot.start, slot.end), slot.fact) for slot in slots), key=itemgetter(0))
            if shared > 0:
                found[claim.id] = fact
    return found


def measure_told(reader: Reader, stories: Sequence[ToldStory]) -> Counter[tuple[bool, bool, str]]:
    """How many pairs of two reports' figures there are by: of one fact or not, alike or not, and the verdict."""
    found: Counter[tuple[bool, bool, str]] = Counter()
    for story in stories:
        readings = list(reader.read_all(story.reports))
        facts: dict[str, str] = {}
        for reading, slots in zip(readings, story.slots, strict=True):
            facts |= facts_of(reading.claims, slots)
        for one, other in combinations(readings, 2):
            verdicts = {frozenset((each.a, each.b)): each.verdict for each in compare_all(one.claims, other.claims)}
            for a, b in _figures(one.claims, other.claims):
                if a.id in facts or b.id in facts:
                    same = facts.get(a.id) == facts.get(b.id)
                    found[same, _alike(a, b), verdicts.get(frozenset((a.id, b.id)), "unrelated")] += 1
    return found


def _figures(one: Iterable[Claim], other: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    for a in one:
        for b in other:
            if a.quantity and b.quantity and a.quantity.unit == b.quantity.unit:
                yield a, b


def _alike(a: Claim, b: Claim) -> bool:
    assert a.quantity is not None and b.quantity is not None
    return a.quantity.interval.overlaps(b.quantity.interval)


def lines_told(found: Mapping[tuple[bool, bool, str], int]) -> Iterator[str]:
    """What was found, to be printed."""
    for verdict in ("agrees", "conflicts", "updates"):
        said = {
            same: sum(n for (one, _, each), n in found.items() if (one, each) == (same, verdict)) for same in (0, 1)
        }
        yield f"{verdict}: {_share(said[1], sum(said.values()))} are of one fact"
    unlike = [(said, n) for (same, alike, said), n in found.items() if same and not alike]
    yield f"unlike figures of one fact in conflict or an update: {_shared_of(unlike, _UNLIKE)}"
    like = [(said, n) for (same, alike, said), n in found.items() if same and alike]
    yield f"like figures of one fact that agree: {_shared_of(like, ('agrees',))}"


def _shared_of(found: Sequence[tuple[str, int]], wanted: Sequence[str]) -> str:
    return _share(sum(n for said, n in found if said in wanted), sum(n for _, n in found))


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / max(whole, 1):.1%})"
