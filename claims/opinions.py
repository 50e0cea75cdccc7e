"""A pair of claims on its way to a comparison."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from claims.pair import Pair
from claims.profiles import Profile
from claims.ruling import Ruling
from claims.types import Claim, Evidence, Hint, Verdict


@dataclass(frozen=True, slots=True)
class Opinion:
    """A pair with its ruling so far; `left` is the claim that the caller named first."""

    pair: Pair
    ruling: Ruling
    left: Claim
    same_fact: float | None = None
    hints: tuple[Hint, ...] = ()

    @property
    def bits(self) -> float:
        """How much the evidence says that both are of one fact."""
        return self.pair.match.bits

    @property
    def sides(self) -> tuple[Profile, Profile]:
        """Both claims, the earlier published first."""
        return self.pair.p, self.pair.q

    @property
    def one_figure(self) -> bool:
        """True where both give the very same figure with the same hedge."""
        return self.pair.first is not None and self.pair.first == self.pair.second

    def values(self) -> tuple[Decimal | None, Decimal | None]:
        """The single figures of both, where their wordings leave only one."""
        return self.pair.p.value, self.pair.q.value

    def ruled(self, verdict: Verdict, rule: str, says: str, whole: int | None = None) -> Opinion:
        """The same pair under another ruling."""
        return replace(self, ruling=Ruling(verdict, Evidence(rule, says), whole=whole))


OPPOSED = frozenset({"conflicts", "updates"})


def around_claims(pairs: Iterable[Opinion]) -> dict[str, list[Opinion]]:
    """Opinions by the claims that they are about."""
    found: dict[str, list[Opinion]] = defaultdict(list)
    for opinion in pairs:
        for side in opinion.sides:
            found[side.claim.id].append(opinion)
    return found


def beside(opinion: Opinion, around: dict[str, list[Opinion]]) -> list[Opinion]:
    """The other opinions on either of its claims."""
    return [other for side in opinion.sides for other in around[side.claim.id] if other is not opinion]


def both_told(opinion: Opinion) -> str:
    """Both quotes, as a reason names them."""
    return f"{opinion.pair.p.claim.quote} against {opinion.pair.q.claim.quote}"
