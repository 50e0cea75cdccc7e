"""Which stored claims a new report is compared with, and what comes of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache
from itertools import chain, repeat
from typing import Protocol

from claims.ids import pair_id
from claims.types import Claim, Comparison, Reading
from index.copies import CopyGroup, find_copies
from index.keys import REACH
from index.store import ClaimView, KeyedMoment, Outline, moment
from index.vectors import Matrix, VectorIndex, Window

LONGEST_LOOK_BACK = timedelta(days=400)  # "since 2014" is no reason to search ten years
NEIGHBOURS = 30
LEAST_SIMILARITY = 0.45
KEYED = 100  # claims looked up under each key, before and after, the nearest in time
BY_KEY = 0.2  # what a claim found by key alone counts for its report, where a near one counts its similarity
MOST_REPORTS = 75  # compared with one report: what is left out shares less with it than all of these
NEARLY_THE_SAME = 0.85  # two reports with claims as near as this may be copies


class RelateAll(Protocol):
    """Compares claims of one report with those of others: `claims.compare.relate_all`."""

    def __call__(self, left: Sequence[Claim], right: Sequence[Claim]) -> list[Comparison]:
        """Every comparison; those of unrelated claims may be left out."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How claims are compared, under which exact keys they are looked up, which need not be compared, and how a
    report is set against itself.
    """

    relate_all: RelateAll
    candidate_keys: Callable[[Claim], frozenset[str]]
    plausible: Callable[[Claim, Outline], bool] = lambda a, b: True
    compare_within: Callable[[Sequence[Claim]], list[Comparison]] = lambda claims: []


@cache
def default_rules() -> Rules:
    """Those of `claims.compare`, imported when first needed: listing the board needs none of it."""
    from claims.compare import candidate_keys, compare_within, relate_all
    from index.plausible import plausible

    return Rules(relate_all, candidate_keys, plausible, compare_within)


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A reading ready to be compared: for each claim a vector, keys to be kept under, and keys to seek."""

    reading: Reading
    vectors: Matrix
    keys: tuple[frozenset[KeyedMoment], ...]
    sought: tuple[frozenset[KeyedMoment], ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """What a report says against the stored ones: `claims` are those of others that `comparisons` name."""

    comparisons: tuple[Comparison, ...] = ()
    claims: dict[str, Claim] = field(default_factory=dict)
    copying: CopyGroup | None = None


def compare_with_stored(
    rules: Rules, view: ClaimView, index: VectorIndex, prepared: Prepared, ignored: Collection[int] = ()
) -> Findings:
    """Compare a report that is not stored with those that are, claims at `ignored` rows left aside.

    Candidates are the nearest neighbours published about the same time, and the claims found by exact key.
    Where two reports have a candidate in common they are compared as wholes, for which of two strikes a
    figure belongs to shows only beside the report's other figures. Similarity finds candidates and decides
    nothing, so that the same pairs get the same verdicts here as from `twosource compare`. Where the report
    contradicts itself, that is among the comparisons too.
    """
    report, claims = prepared.reading.report, prepared.reading.claims
    if not claims:
        return Findings()
    near = _neighbours(index, prepared)
    candidates = _candidates(rules, view, prepared, near, ignored)
    others = {claim.id: claim for claim in view.claims_of(_most_promising(candidates))}
    copying = find_copies(view, report, {owner for owner, value in candidates if value >= NEARLY_THE_SAME})
    repeated = copying.repeated if copying else frozenset[str]()
    found = contradictions(rules, claims)
    for each in rules.relate_all(claims, list(others.values())):
        if each.verdict != "unrelated":
            copied = others[each.b].report_id in repeated
            found.setdefault(pair_id(each.a, each.b), _miscopied(each) if copied else each)
    named = {id for each in found.values() for id in (each.a, each.b)}
    return Findings(
        comparisons=tuple(found.values()),
        claims={claim.id: claim for claim in others.values() if claim.id in named},
        copying=copying,
    )


def contradictions(rules: Rules, claims: Sequence[Claim]) -> dict[str, Comparison]:
    """Where one report contradicts itself, by pair: 32 dead, who are 21 soldiers and nine civilians."""
    return {pair_id(each.a, each.b): each for each in rules.compare_within(claims) if each.verdict == "conflicts"}


def _miscopied(each: Comparison) -> Comparison:
    """A copy that differs from its text has the source that the text has, named or not."""
    return replace(each, dispute="same_source") if each.verdict == "conflicts" else each


def _window(claim: Claim) -> Window:
    start, end = claim.published - REACH, claim.published + REACH
    if claim.period and claim.period.start:
        start = max(min(start, claim.period.start), claim.published - LONGEST_LOOK_BACK)
    return Window(moment(start), moment(end))


def _neighbours(index: VectorIndex, prepared: Prepared) -> list[dict[int, float]]:
    """The similarity of each near claim by row, for each claim of the report."""
    numbers = defaultdict(list)
    for number, claim in enumerate(prepared.reading.claims):
        numbers[_window(claim)].append(number)
    near: list[dict[int, float]] = [{} for _ in prepared.reading.claims]
    for window, chosen in numbers.items():
        hits = index.search(prepared.vectors[chosen], NEIGHBOURS, window)
        for number, found in zip(chosen, hits, strict=True):
            near[number] = {hit.row: hit.similarity for hit in found if hit.similarity >= LEAST_SIMILARITY}
    return near


def _candidates(
    rules: Rules, view: ClaimView, prepared: Prepared, near: list[dict[int, float]], ignored: Collection[int]
) -> list[tuple[str, float]]:
    """Of each stored claim near to, or under one key with, a claim of the report that could be of the same fact: its
    report, and its similarity to the nearest of them, BY_KEY where it is near to none.
    """
    keyed = {sought: view.keyed(sought, REACH, KEYED) for sought in set(prepared.sought)}
    outlines = view.outlines_at(set[int]().union(*keyed.values(), *near).difference(ignored))
    best: dict[int, float] = {}
    for claim, sought, hits in zip(prepared.reading.claims, prepared.sought, near, strict=True):
        for row, value in chain(hits.items(), zip(keyed[sought], repeat(BY_KEY))):
            if row in outlines and value > best.get(row, 0.0) and rules.plausible(claim, outlines[row]):
                best[row] = value
    found = ((outlines[row].report_id, value) for row, value in best.items())
    return [(owner, value) for owner, value in found if owner != prepared.reading.report.id]


def _most_promising(candidates: Iterable[tuple[str, float]]) -> list[str]:
    """The reports to compare with: those with the most candidates, the nearest counting most."""
    promise: dict[str, float] = defaultdict(float)
    for owner, similarity in candidates:
        promise[owner] += similarity
    return sorted(promise, key=lambda owner: (-promise[owner], owner))[:MOST_REPORTS]
