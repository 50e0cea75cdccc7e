"""Reports that repeat another: syndicated text is one witness, however many outlets print it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from claims.types import Report
from index.store import ClaimView

SHINGLE = 5  # words
SHORTEST = 20  # runs of words: below that, two outlets may well word one fact alike
REPEATED = 0.8  # of the shorter text's runs of words
REACH = timedelta(days=3)

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Reports that repeat one another, and the one published first."""

    original: str
    copies: frozenset[str]


def repeats(one: str, other: str) -> bool:
    """True where four fifths of the five-word runs of the shorter text are in the longer."""
    shorter, longer = sorted((_shingles(one), _shingles(other)), key=len)
    return len(shorter) >= SHORTEST and len(shorter & longer) >= REPEATED * len(shorter)


@lru_cache(maxsize=256)
def _shingles(text: str) -> frozenset[int]:
    words = _WORD.findall(text.casefold())
    return frozenset(hash(tuple(words[at : at + SHINGLE])) for at in range(len(words) - SHINGLE + 1))


def find_copies(view: ClaimView, report: Report, near: Iterable[str]) -> CopyGroup | None:
    """The reports that this one repeats or is repeated by, among those `near` it; None where there are none.

    Only another outlet's report of about the same time counts: an outlet that repeats itself is one outlet.
    """
    found: dict[str, Report] = {}
    for id in sorted(near):
        other = view.report(id)
        if other is None or other.outlet == report.outlet or abs(other.published - report.published) > REACH:
            continue
        if id not in found and repeats(report.text, other.text):
            root = other if other.copy_of is None else view.report(other.copy_of) or other
            found |= {each.id: each for each in (other, root, *view.copies(root.id))}
    if not found:
        return None
    members = found | {report.id: report}
    original = min(members.values(), key=lambda each: (each.published, each.id)).id
    return CopyGroup(original, frozenset(members) - {original})
