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
SHORTEST = 20  # runs of words: below that, two outlets may well word one fact alike, though not word for word
BRIEFEST = 8  # runs: a sentence of a dozen words, which two desks do not write alike to the last word
REPEATED = 0.5  # of the shorter text's runs of words: one word changed in eight leaves so many
CREDITED = 0.35  # where both name one agency as theirs, an edited text is still that agency's
REACH = timedelta(days=3)

_WORD = re.compile(r"\w+")
_AGENCIES = {
    "associated press": "ap", "ap": "ap", "reuters": "reuters", "thomson reuters": "reuters", "afp": "afp",
    "agence france-presse": "afp", "agence france presse": "afp", "xinhua": "xinhua", "dpa": "dpa", "efe": "efe",
    "ansa": "ansa", "pa media": "pa", "press association": "pa", "pti": "pti", "ani": "ani", "ians": "ians",
    "upi": "upi", "interfax": "interfax", "tass": "tass", "ukrinform": "ukrinform", "anadolu": "anadolu",
    "anadolu agency": "anadolu", "kyodo": "kyodo", "yonhap": "yonhap", "canadian press": "cp", "aap": "aap",
    "bernama": "bernama",
}  # fmt: skip
"""News agencies by the names in which they are credited."""
_NAMES = "|".join(sorted(map(re.escape, _AGENCIES), key=len, reverse=True))
_HEAD, _FOOT = 200, 200
_DATELINE = re.compile(rf"\((?:the )?({_NAMES})\)|^\s*(?:by )?(?:the )?({_NAMES})\s*$", re.IGNORECASE | re.MULTILINE)
"""An agency's mark at the head or foot of a text: "SUMY, Ukraine (AP) —", or a line of its own."""


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Reports that repeat one another, and the one published first; of those published at once, the lowest id.

    `repeated` are those whose very words the report that was looked up shares.
    """

    original: str
    copies: frozenset[str]
    repeated: frozenset[str] = frozenset()


def repeats(one: str, other: str) -> bool:
    """True where most of the five-word runs of the shorter text are in the longer; fewer do where both bear the
    mark of one agency.

    The exact form of what shingling and MinHash estimate (Broder 1997, "On the resemblance and containment of
    documents"): containment, so that a text cut short or given a frame is found. Few texts are ever near enough
    to be looked at, so nothing need be estimated.
    """
    shorter, longer = sorted((_shingles(one), _shingles(other)), key=len)
    if len(shorter) < SHORTEST:
        return len(shorter) >= BRIEFEST and shorter == longer
    share = len(shorter & longer) / len(shorter)
    return share >= REPEATED or (share >= CREDITED and bool(agencies(one) & agencies(other)))


@lru_cache(maxsize=256)
def agencies(text: str) -> frozenset[str]:
    """The news agencies that a text is credited to: "SUMY, Ukraine (AP) —", or a byline at its foot."""
    found = [*_DATELINE.finditer(text[:_HEAD]), *_DATELINE.finditer(text[-_FOOT:])]
    return frozenset(_AGENCIES[(each[1] or each[2]).lower()] for each in found)


@lru_cache(maxsize=256)
def _shingles(text: str) -> frozenset[int]:
    words = _WORD.findall(text.casefold())
    return frozenset(hash(tuple(words[at : at + SHINGLE])) for at in range(len(words) - SHINGLE + 1))


def find_copies(view: ClaimView, report: Report, near: Iterable[str]) -> CopyGroup | None:
    """The reports that this one repeats or is repeated by, among those `near` it; None where there are none.

    Only another outlet's report of about the same time counts: an outlet that repeats itself is one outlet.
    """
    found: dict[str, Report] = {}
    repeated = set()
    for id in sorted(near):
        other = view.report(id)
        if other is None or other.outlet == report.outlet or abs(other.published - report.published) > REACH:
            continue
        if repeats(report.text, other.text):
            repeated.add(id)
            root = other if other.copy_of is None else view.report(other.copy_of) or other
            found |= {each.id: each for each in (other, root, *view.copies(root.id))}
    if not found:
        return None
    members = found | {report.id: report}
    original = min(members.values(), key=lambda each: (each.published, each.id)).id
    return CopyGroup(original, frozenset(members) - {original}, frozenset(repeated))
