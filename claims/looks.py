"""Looks at two claims, remembered: what a look reads of a claim is the same in many claims.

"Three killed" and "at least 12 people killed" are one to the look that asks what happened, and a day's reports have few
such kinds. So a look is taken once for every two kinds, not for every two claims.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from claims.profiles import Profile

T = TypeVar("T")
_MOST_KINDS, _MOST_ANSWERS = 50_000, 100_000


@dataclass(frozen=True, slots=True, eq=False)
class Look(Generic[T]):
    """One thing asked of two claims; `reads` is all that is read of either for it.

    Claims of which the same is read are of one kind, and are answered alike.
    """

    asks: Callable[[Profile, Profile], T]
    reads: Callable[[Profile], Hashable]

    def kind(self, p: Profile) -> Kind[T]:
        """The kind that a claim is of to this look: one object for all of that kind."""
        key = self, self.reads(p)
        found = _kinds.get(key)
        if found is None:
            if len(_kinds) >= _MOST_KINDS:
                _kinds.clear()  # kinds in use stay what they are; only what is read later is told anew
            found = _kinds.setdefault(key, Kind(self, p))
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Kind(Generic[T]):
    """All claims that a look cannot tell apart, known by the first of them."""

    look: Look[T]
    first: Profile


_kinds: dict[tuple[Look[Any], Hashable], Kind[Any]] = {}


@lru_cache(maxsize=_MOST_ANSWERS)
def answer(one: Kind[Any], other: Kind[Any]) -> Any:  # noqa: ANN401 - of the kinds' own type, which no cache keeps
    """What their look says of any two claims of these kinds, the first claim first."""
    return one.look.asks(one.first, other.first)
