"""The word of a rule on a pair of claims."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from claims.pair import Pair
from claims.types import Evidence, Verdict


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verdict with its reason; `whole` and `later` are 0 for the first claim, 1 for the second."""

    verdict: Verdict
    reason: Evidence
    whole: int | None = None
    later: int | None = None


Rule = Callable[[Pair], Ruling | None]


def unrelated(rule: str, says: str) -> Ruling:
    """Not the same fact, or not surely: the rule names which of noun, event, place, period or group differs."""
    return Ruling("unrelated", Evidence(rule, says))
