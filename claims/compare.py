"""Claims compared: one pair, two sets of reports against each other, and a report against itself.

`compare` asks the rules of verdict.py about one pair. `compare_all` also sees what only several claims show
together: which of two strikes a figure belongs to, two parts that add up, figures given to another date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from claims.assignment import settle
from claims.facets import Facet
from claims.hints import hints
from claims.kinship import Telling, kinship, telling_of
from claims.lexicon import event_class, kinds_of
from claims.lineup import line_up
from claims.match import Match, all_facets, bits_of, first_facets, match_profiles
from claims.names import one_source
from claims.opinions import Opinion
from claims.pair import Pair
from claims.profiles import Profile, by_time, content_words, profile
from claims.ruling import Ruling
from claims.scenes import on_scene
from claims.statement_verdict import judge_statements
from claims.types import Claim, Comparison, Difference, Dispute, Side
from claims.units import convert, dimension
from claims.verdict import judge, make_pair, may_be_mended, surely_too_little
from claims.within import within

Similarity = Callable[[Claim, Claim], float | None]
_TELLING = Decimal(10)
_UNRELATED = 0.49
"""Highest probability left to a pair that the rules found, or left, unrelated."""


def compare(a: Claim, b: Claim, similarity: float | None = None) -> Comparison:
    """What two claims say of each other: 203 against 230 drones lost from radar that night conflicts.

    Symmetric: swapping a and b changes no verdict, only which side `whole` and `later` name. `similarity` is
    the cosine of the claims' encodings, a small part of the evidence.
    """
    opinion = opinion_of(profile(a), profile(b), similarity)
    return finish(opinion, a, ())


def compare_all(
    left: Sequence[Claim], right: Sequence[Claim], similarity: Similarity | None = None
) -> list[Comparison]:
    """Every plausible pair of claims from different reports, `a` from the left and `b` from the right.

    Pairs that share no noun, event or kind of unit are not weighed and not listed; those weighed and found to
    be of different facts are listed as unrelated. A claim is set against its best counterpart: where a report
    tells of two strikes, 4 wounded and 7, another report's 7 conflicts with neither.
    """
    opinions, report_claims = _settled(left, right, similarity)
    return [finish(opinion, opinion.left, report_claims) for opinion in opinions]


def relate_all(left: Sequence[Claim], right: Sequence[Claim]) -> list[Comparison]:
    """`compare_all` without the unrelated pairs, for much less work: what a report says against many stored ones."""
    opinions, report_claims = _settled(left, right, None, related=True)
    related = [opinion for opinion in opinions if opinion.ruling.verdict != "unrelated"]
    return [finish(opinion, opinion.left, report_claims) for opinion in related]


def _settled(
    left: Sequence[Claim], right: Sequence[Claim], similarity: Similarity | None, related: bool = False
) -> tuple[list[Opinion], dict[str, list[Claim]]]:
    """The last word on every pair, and all claims by report; with `related` pairs that a veto settles are left out."""
    own_side, other_side = _by_reports(left), _by_reports(right)
    opinions: dict[frozenset[str], Opinion] = {}
    for own in own_side:
        for others in other_side:
            for opinion in _between(own, others, similarity, related):
                opinions.setdefault(frozenset({opinion.pair.p.claim.id, opinion.pair.q.claim.id}), opinion)
    return settle(list(opinions.values())), _by_report([*left, *right])


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """One report's claims as they stand in it, with the keys that each is found by, and what it tells as a whole."""

    report: str
    claims: Sequence[Claim]
    profiles: Sequence[Profile]
    keys: Sequence[frozenset[str]]
    telling: Telling

    @property
    def ids(self) -> list[str]:
        """The ids of its claims, in order."""
        return [claim.id for claim in self.claims]


def _by_reports(claims: Iterable[Claim]) -> list[_Told]:
    reports: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        reports[claim.report_id].append(claim)
    return [_told(report, found) for report, found in reports.items()]


def _told(report: str, claims: Sequence[Claim]) -> _Told:
    """A report is compared again and again while its story lasts, so those asked for last are kept."""
    found = _last_told.get(report)
    if found is None or found.claims != claims:
        if len(_last_told) >= _MOST_REPORTS:
            _last_told.clear()
        profiles = on_scene(claims)
        keys = [keys_of(each) for each in profiles]
        found = _last_told[report] = _Told(report, claims, profiles, keys, telling_of(profiles))
    return found


_MOST_REPORTS = 1_000
_last_told: dict[str, _Told] = {}


def _between(left: _Told, right: _Told, similarity: Similarity | None, related: bool) -> list[Opinion]:
    """Opinions on the pairs of two reports' claims that share a key; among kin on all that may be of one fact."""
    if left.report == right.report:
        return []
    first, second = sorted((left, right), key=lambda side: side.report)
    kin = kinship(first.telling, second.telling)
    lined_up = line_up(first.profiles, second.profiles, kin, related) if kin.likely else {}
    shelves: dict[str, list[int]] = defaultdict(list)
    for place, keys in enumerate(right.keys):
        for key in keys:
            shelves[key].append(place)
    opinions = []
    for own, keys in zip(left.profiles, left.keys, strict=True):
        met = {place for key in keys for place in shelves.get(key, ())}
        pairs = [(own.claim.id, id) if first is left else (id, own.claim.id) for id in right.ids] if lined_up else []
        fitting = {place for place, pair in enumerate(pairs) if pair in lined_up}
        for place in sorted(met | fitting):
            other = right.profiles[place]
            if place in fitting:
                found = lined_up[pairs[place]]
                if found is not None:
                    opinions.append(opinion_of(own, other, found=found))
            elif not (related and _apart(own, other)):
                alike = similarity(own.claim, other.claim) if similarity else None
                opinions.append(opinion_of(own, other, alike))
    return opinions


def _apart(a: Profile, b: Profile) -> bool:
    """True for two figures that differ and are sure to be found unrelated, for much less work."""
    if a.interval is None or b.interval is None or may_be_mended(a, b):
        return False
    p, q = by_time(a, b)
    facets = first_facets(p, q, _not_of_date)
    if facets is None:
        return True
    if any(facet.veto for facet in facets):
        return True
    event = next(facet.relation for facet in facets if facet.name == "event")
    return event != "same" and surely_too_little(bits_of(all_facets(p, q)), event, kin=False)


def _not_of_date(facet: Facet, p: Profile, q: Profile) -> bool:
    return facet.name != "period"


def compare_within(claims: Sequence[Claim]) -> list[Comparison]:
    """One report against itself: "1,000km (620 miles)" agrees, 40 among 35 conflicts.

    Careful by design: of headline and body only what surely tells of one thing is set against each other.
    Unrelated pairs are left out.
    """
    report_claims = _by_report(claims)
    opinions = within([profile(claim) for claim in claims])
    return [finish(opinion, opinion.left, report_claims) for opinion in opinions]


def opinion_of(a: Profile, b: Profile, similarity: float | None = None, found: Match | None = None) -> Opinion:
    """The first word on a pair, the earlier published claim first, before other claims have their say.

    `found` is how the two match where that is known: among kin it is (lineup.py).
    """
    p, q = by_time(a, b)
    pair = make_pair(p, q, found if found is not None else match_profiles(p, q, similarity))
    return Opinion(pair, _ruling(pair), a.claim)


def _ruling(pair: Pair) -> Ruling:
    both_state = pair.p.statement is not None and pair.q.statement is not None
    return judge_statements(pair) if both_state else judge(pair)


def finish(opinion: Opinion, a: Claim, report_claims: dict[str, list[Claim]] | tuple[()]) -> Comparison:
    """The comparison as callers see it, sides named from `a`."""
    pair, ruling = opinion.pair, opinion.ruling
    p, q = pair.p.claim, pair.q.claim
    first = p is a
    b = q if first else p
    related = ruling.verdict != "unrelated"
    surely = pair.match.same_fact if opinion.same_fact is None else opinion.same_fact
    told = pair.match.told() if pair.match.told else pair.match.evidence
    evidence = dict.fromkeys((ruling.reason, *pair.match.vetoes, *told))
    conflict = ruling.verdict == "conflicts"
    siblings = dict(report_claims)
    found = hints(p, q, siblings.get(p.report_id, ()), siblings.get(q.report_id, ())) if conflict else ()
    return Comparison(
        a.id,
        b.id,
        ruling.verdict,
        surely if related else min(surely, _UNRELATED),
        tuple(evidence),
        (*found, *opinion.hints) if conflict else (),
        _dispute(p, q) if conflict else None,
        _side(ruling.whole, first),
        _side(ruling.later, first),
        _difference(pair) if related else None,
    )


def _side(side: int | None, first: bool) -> Side | None:
    if side is None:
        return None
    return "a" if (side == 0) == first else "b"


def _dispute(p: Claim, q: Claim) -> Dispute:
    """Whose word stands against whose: one source misreported, two rivals, or nobody named."""
    if p.attribution is None or q.attribution is None:
        return "unattributed"
    return "same_source" if one_source(p.attribution, q.attribution) else "rival_sources"


def _difference(pair: Pair) -> Difference | None:
    """Between the nearest bounds, in the unit of the earlier claim; null where nothing bounds it."""
    if pair.p.interval is None or pair.q.interval is None:
        return None
    first, second = pair.p.interval, convert(pair.q.interval, pair.q.unit, pair.p.unit)
    if second is None:
        return None
    if first.overlaps(second):
        bounded = None not in (first.low, first.high, second.low, second.high)
        return Difference(Decimal(0), 0.0) if bounded else None
    gap = first.gap(second)
    larger = second.low if first.below(second) else first.low
    assert gap is not None and larger is not None
    if pair.p.unit != pair.q.unit:
        gap = round(gap, 3)
    return Difference(gap, round(float(gap / abs(larger)), 3) if larger else None)


def _by_report(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    reports: dict[str, dict[str, Claim]] = defaultdict(dict)
    for claim in claims:
        reports[claim.report_id].setdefault(claim.id, claim)
    return {report: list(found.values()) for report, found in reports.items()}


@lru_cache(maxsize=50_000)
def candidate_keys(claim: Claim) -> frozenset[str]:
    """Exact keys under which claims of the same fact find each other, whatever an encoder makes of them.

    A boy wounded is kept under boy, child, person and wound; 5 km under length; who heads a delegation under
    the act and its names. Place and time are left to the caller.
    """
    return keys_of(profile(claim))


def keys_of(p: Profile) -> frozenset[str]:
    """`candidate_keys` of a claim whose profile is known."""
    if p.statement is not None:
        named = content_words(p.statement.subject) | content_words(p.statement.object)
        act = event_class(p.statement.lemma.removeprefix("be "))
        return frozenset({f"act:{act}", *(f"name:{word}" for word in named)})
    keys = _counted_keys(p.nouns, p.events, dimension(p.unit))
    value = p.value
    return keys if value is None or value < _TELLING else keys | {f"figure:{value.normalize():f}"}


@lru_cache(maxsize=20_000)
def _counted_keys(nouns: frozenset[str], events: frozenset[str], measured: str) -> frozenset[str]:
    keys = {f"noun:{kind}" for noun in nouns for kind in kinds_of(noun)} | {f"event:{event}" for event in events}
    return frozenset(keys if measured == "count" else keys | {f"unit:{measured}"})
