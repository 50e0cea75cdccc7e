"""What only several claims together show, once each pair has had its ruling.

Two outlets' reports are taken at a time. A figure that the other report gives too is not in conflict with
that report's other figures; two parts that add up are parts; and two or more of one source's figures that
turn up a day apart are one night's figures under another date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from math import log10

from claims.circumstances import adjacent_dates, describe
from claims.lexicon import event_relation
from claims.names import one_source
from claims.opinions import OPPOSED, Opinion, around_claims, beside, both_told
from claims.pair import direction, kindred
from claims.parts_together import may_hold, parts_of_matched, several_wholes, summed_parts
from claims.phrases import figures
from claims.profiles import Profile
from claims.ruling import Ruling
from claims.types import Evidence, Hint

_MARGIN = 2.0
"""Bits by which one pair must be likelier than another to settle which of two events a figure belongs to."""
_CLEAR_MARGIN = 2.5
"""The same where neither pair agrees: a few words more in common settle nothing."""
_CLEAR_AMONG_KIN = 0.6
"""The same between reports of one event, whose evidence counts the best rival already (lineup.py)."""
_TELLING = 2.0
"""Summed orders of magnitude above which equal figures are no chance: 426 and 24 are 4.0, 3 and 1 are 0.9."""


def settle(opinions: Sequence[Opinion]) -> list[Opinion]:
    """The opinions in the same order, each with its last word."""
    groups: dict[frozenset[str], list[int]] = defaultdict(list)
    for at, opinion in enumerate(opinions):
        groups[frozenset(side.claim.report_id for side in opinion.sides)].append(at)
    settled = list(opinions)
    for places in groups.values():
        pairs = [opinions[at] for at in places]
        for step in (
            shifted_dates,
            changed_figures,
            matched_elsewhere,
            summed_parts,
            several_events,
            swapped_counts,
            several_wholes,
            parts_of_matched,
        ):
            pairs = step(pairs)
        for at, opinion in zip(places, pairs, strict=True):
            settled[at] = opinion
    return settled


def shifted_dates(pairs: list[Opinion]) -> list[Opinion]:
    """Two or more identical figures from one source, a day apart, are one fact with another date."""
    around = around_claims(pairs)
    found = [
        opinion
        for opinion in pairs
        if _shifted(opinion) and not any(_agreed(other) for other in beside(opinion, around))
    ]
    facts = {(opinion.pair.p.nouns, opinion.pair.p.events, _figure(opinion)) for opinion in found}
    telling = sum(log10(abs(figure) + 1) for figure in {figure for _, _, figure in facts}) >= _TELLING
    if len(facts) < 2 or not telling:
        return pairs
    names = {id(opinion) for opinion in found}
    return [_redated(opinion) if id(opinion) in names else opinion for opinion in pairs]


def _shifted(opinion: Opinion) -> bool:
    pair = opinion.pair
    vetoes = [veto.rule for veto in pair.match.vetoes]
    return (
        (vetoes == ["different_period"] or (not vetoes and kindred(pair)))
        and opinion.one_figure
        and _figure(opinion) != 0
        and _on_one_word(opinion)
        and pair.relation("event") == "same"
        and pair.relation("noun") == "same"
        and pair.match.bits > 0
        and adjacent_dates(pair.p.claim.period, pair.q.claim.period)
    )


def _on_one_word(opinion: Opinion) -> bool:
    """One named source, or one office of one place or side: "the air force" of both, on drones over Ukraine."""
    pair, one, other = opinion.pair, opinion.pair.p.claim.attribution, opinion.pair.q.claim.attribution
    if pair.relation("source") == "same":
        return True
    if one is None or other is None or not one_source(one, other):
        return False
    return pair.relation("place").startswith("same_") or pair.relation("actor") == "same"


def _figure(opinion: Opinion) -> float:
    """The figure that both give, hedged or not; zero where there is none to speak of."""
    span = opinion.pair.first
    bound = None if span is None else span.low if span.low is not None else span.high
    return float(bound or 0)


def _agreed(opinion: Opinion) -> bool:
    return opinion.ruling.verdict == "agrees" and opinion.one_figure


def _redated(opinion: Opinion) -> Opinion:
    one, other = opinion.pair.p.claim, opinion.pair.q.claim
    assert one.period is not None and other.period is not None
    nights = sorted((one.period, other.period), key=lambda period: period.start or one.published)
    dates = " and ".join(describe(night) for night in nights)
    says = f"{one.quote} in both, given to {dates}"
    chance = round(1.0 / (1.0 + 2.0 ** -min(opinion.bits, 60.0)), 4)
    hint = Hint("date_shifted", f"one source's figures, given to {dates}")
    return replace(opinion.ruled("conflicts", "dates_differ", says), same_fact=chance, hints=(hint,))


def changed_figures(pairs: list[Opinion]) -> list[Opinion]:
    """Of "rose to 45 from 31", where the other report still has the 31, the 45 is its update."""
    around = around_claims(pairs)
    return [_changed(opinion, around) for opinion in pairs]


def _changed(opinion: Opinion, around: dict[str, list[Opinion]]) -> Opinion:
    if opinion.ruling.verdict != "agrees" or opinion.one_figure:
        return opinion
    p, q = opinion.sides
    if p.as_of == q.as_of or not (p.running and q.running):
        return opinion
    older, newer = (p, q) if p.as_of < q.as_of else (q, p)
    if newer.claim.superseded:
        return opinion
    for other in around[older.claim.id]:
        old = other.pair.p if other.pair.q.claim is older.claim else other.pair.q
        if _gave_way(old, newer) and other.ruling.verdict == "agrees":
            says = f"{newer.claim.quote}, up or down from {old.claim.quote}"
            ruling = Ruling("updates", Evidence("figure_changed", says), later=0 if newer is p else 1)
            return replace(opinion, ruling=ruling)
    return opinion


def _gave_way(old: Profile, newer: Profile) -> bool:
    told_together = old.claim.sentence == newer.claim.sentence
    return old.claim.superseded and told_together and event_relation(old.events, newer.events) in {"same", "unknown"}


def matched_elsewhere(pairs: list[Opinion]) -> list[Opinion]:
    """A figure that the other report gives too, or whose counterpart is plain, is not set against another."""
    around = around_claims(pairs)
    return [_explained(opinion, around) or opinion for opinion in pairs]


def _explained(opinion: Opinion, around: dict[str, list[Opinion]]) -> Opinion | None:
    if opinion.ruling.verdict not in OPPOSED or opinion.hints:
        return None
    for other in beside(opinion, around):
        if _of_the_whole(other, opinion):
            says = f"{both_told(opinion)}: all that there are, of which its report counts some"
            return opinion.ruled("unrelated", "different_group", says)
        if _fits_better(other, opinion):
            if _hands_on(other, opinion):
                continue
            part = _of_its_part(other, opinion)
            if part is not None:
                return part
            met = other.pair.p.claim.quote
            says = f"{both_told(opinion)}: another event, since both reports tell of {met}"
            if other.ruling.verdict in OPPOSED:
                says = f"{both_told(opinion)}: another event; its counterpart is told in nearer words"
            return opinion.ruled("unrelated", "different_event", says)
    return None


def _of_the_whole(other: Opinion, opinion: Opinion) -> bool:
    """True of the 120 of "won 61 of the 120 seats", beside another outlet's seats won."""
    wholes = [side for side in opinion.sides if any(twin.claim.part_of == side.claim.id for twin in other.sides)]
    if len(wholes) != 1 or wholes[0].events:
        return False
    part = next(twin for twin in other.sides if twin.claim.part_of == wholes[0].claim.id)
    return bool(part.events) and part.nouns == wholes[0].nouns


def _hands_on(other: Opinion, opinion: Opinion) -> bool:
    """True where the figure that both tell is, in one report, the old one of "64, up from 47"."""
    for old in other.sides:
        if any(_gave_way(old, newer) for newer in opinion.sides if newer.claim.report_id == old.claim.report_id):
            return True
    return False


def _of_its_part(other: Opinion, opinion: Opinion) -> Opinion | None:
    """Of "35 drones, including three over Kyiv" and another outlet's three over Kyiv: these are a part of the 35."""
    wholes = [side for side in opinion.sides if any(twin.claim.part_of == side.claim.id for twin in other.sides)]
    if len(wholes) != 1:
        return None
    single = next(side for side in opinion.sides if side is not wholes[0])
    if not may_hold(single, wholes[0]):
        return None
    says = f"{both_told(opinion)}: given as a part of what is the same fact"
    return opinion.ruled("part", "part_of_whole", says, opinion.sides.index(wholes[0]))


def _fits_better(other: Opinion, than: Opinion) -> bool:
    if other.ruling.verdict == "agrees" and other.one_figure:
        if any(side.claim.superseded for side in other.sides):
            return False
        partly = any(side.pointed for side in other.sides) and not any(side.pointed for side in than.sides)
        partly = partly and not _placed_nearer(other, than)
        askew = (direction(other.pair) != "same" or partly) and direction(than.pair) == "same"
        margin = 0.0 if kindred(than.pair) else _MARGIN
        return other.bits >= than.bits - margin and not askew
    return other.ruling.verdict in OPPOSED and other.bits >= than.bits + _CLEAR_MARGIN


def _placed_nearer(other: Opinion, than: Opinion) -> bool:
    """True where the part is told of the same town or region, and its whole is not."""
    local = {"same_city", "same_region"}
    return other.pair.relation("place") in local and than.pair.relation("place") not in local


def several_events(pairs: list[Opinion]) -> list[Opinion]:
    """Where one report gives several figures that could each be meant, none is said to conflict or to move on."""
    around = around_claims(pairs)
    return [_unsure(opinion, around) or opinion for opinion in pairs]


def _unsure(opinion: Opinion, around: dict[str, list[Opinion]]) -> Opinion | None:
    if opinion.ruling.verdict not in OPPOSED or opinion.hints or opinion.ruling.reason.rule == "figure_changed":
        return None
    rivals = [other for other in beside(opinion, around) if _rivals(other, opinion)]
    if not rivals:
        return None
    says = f"{both_told(opinion)}: several such figures are told of, and which is meant is not clear"
    return opinion.ruled("unrelated", "too_little_evidence", says)


def _rivals(other: Opinion, opinion: Opinion) -> bool:
    """Another pairing of one of the two claims, about as likely, with a figure that is not the same."""
    clear = _CLEAR_AMONG_KIN if kindred(opinion.pair) else _CLEAR_MARGIN
    if other.ruling.verdict not in OPPOSED or opinion.bits >= other.bits + clear:
        return False
    if not kindred(opinion.pair) and abs(other.bits - opinion.bits) >= clear:
        return False
    ids = {side.claim.id: side for side in opinion.sides}
    new = next(side for side in other.sides if side.claim.id not in ids)
    fresh = {side.claim.id for side in other.sides}
    left_out = next(side for side in opinion.sides if side.claim.id not in fresh)
    if new.interval is None or left_out.interval is None or new.unit != left_out.unit:
        return False
    return not new.interval.overlaps(left_out.interval)


def swapped_counts(pairs: list[Opinion]) -> list[Opinion]:
    """Where one report's dead are the other's wounded, the wounded are in conflict as the dead are."""
    conflicts = [opinion for opinion in pairs if opinion.ruling.verdict == "conflicts"]
    return [_mirrored(opinion, conflicts) or opinion for opinion in pairs]


def _mirrored(opinion: Opinion, conflicts: list[Opinion]) -> Opinion | None:
    """The conflict that a twin with the same two figures the other way round implies; None without one."""
    if opinion.ruling.verdict != "unrelated" or opinion.pair.match.veto is not None:
        return None
    if opinion.pair.relation("event") != "same":
        return None
    figure = {side.claim.report_id: side.value for side in opinion.sides}
    for twin in conflicts:
        crossed = [figure.get(side.claim.report_id) for side in reversed(twin.sides)] == list(twin.values())
        events = {frozenset(side.events) for side in (*opinion.sides, *twin.sides)}
        if crossed and None not in twin.values() and events == {frozenset({"kill"}), frozenset({"wound"})}:
            return opinion.ruled("conflicts", "quantities_disjoint", figures(opinion.pair))
    return None
