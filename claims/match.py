"""Do two claims speak of the same fact? A probability, with the evidence for it.

The evidence is summed in bits and turned into a probability, in the manner of Fellegi and Sunter (1969), "A
Theory for Record Linkage"; the weights are in resources/match_weights.json. Some things no weight may
outvote: killed and wounded, one town and the next, one night and the next. Those are vetoes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final

from claims.circumstances import (
    figure_facet,
    period_facet,
    place_facet,
    source_facet,
    wording_facet,
)
from claims.facets import (
    Facet,
    actor_facet,
    event_facet,
    group_facet,
    noun_facet,
    target_facet,
    unit_facet,
    vetoed,
    weighed,
)
from claims.lexicon import resource
from claims.looks import Kind, Look, answer
from claims.profiles import Profile, profile
from claims.statement_match import happens_once, held_once, object_facet, subject_facet, verb_facet
from claims.types import Claim, Evidence, Measure


def _told(p: Profile) -> Measure:
    return p.claim.measure or _NO_MEASURE


_NO_MEASURE: Final = Measure(None, None, "")
QUANTITY_LOOKS: Final[tuple[Look[Facet], ...]] = (
    Look(unit_facet, lambda p: (p.rate, p.age, p.unit)),
    Look(place_facet, lambda p: (p.claim.place, p.scene)),
    Look(
        noun_facet,
        lambda p: (p.nouns, p.rest, p.owners, p.age, p.named, p.aged, p.modifiers, _told(p).noun, _told(p).modifiers),
    ),
    Look(event_facet, lambda p: (p.events, p.claim.certainty, p.coming, p.doing, _told(p).event, p.group)),
    Look(
        period_facet,
        lambda p: (p.claim.period, p.claim.published, p.standing, bool(p.events or p.statement)),
    ),
    Look(group_facet, lambda p: p.group),
    Look(actor_facet, lambda p: (p.events, p.sides, p.owners, _told(p).actor)),
    Look(target_facet, lambda p: _told(p).target),
    Look(source_facet, lambda p: p.claim.attribution and p.claim.attribution.source),
    Look(wording_facet, lambda p: (p.wording, p.lead, p.content)),
    Look(figure_facet, lambda p: (p.value, p.unit)),
)
"""What is looked at in two figures, in order; each with all that it reads."""
_VETOING = 7
"""How many of them may veto: the first."""
STATEMENT_LOOKS: Final[tuple[Callable[[Profile, Profile], Facet], ...]] = (
    verb_facet,
    subject_facet,
    object_facet,
    place_facet,
    period_facet,
    source_facet,
    wording_facet,
)
_SETTLING = frozenset({"unit", "place"})
_CLOSE, _FAR = 0.85, 0.45
"""Cosines: claims about one thing lie above 0.85 with their figures masked; below 0.45 nothing is shared."""


@dataclass(frozen=True, slots=True)
class Match:
    """How surely two claims are of one fact, why, and what rules it out if anything does.

    `facets` holds every relation found, by name, first claim to second: {"place": "within", "event": "same"}.
    `alone` is what the two say by themselves, in bits, where `bits` weighs them among kin (lineup.py); their evidence
    is then put into words by `told`, only when it is asked for.
    """

    same_fact: float
    evidence: tuple[Evidence, ...]
    veto: Evidence | None
    bits: float
    facets: dict[str, str]
    vetoes: tuple[Evidence, ...] = ()
    alone: float | None = None
    told: Callable[[], tuple[Evidence, ...]] | None = None


Firm = Callable[[Facet, Profile, Profile], bool]
"""True of a veto that nothing may outvote."""


def match(a: Claim, b: Claim, similarity: float | None = None) -> Match:
    """Weigh whether two claims are of one fact; symmetric but for the direction of `facets`.

    Two outlets on drones lost from radar in one night, on one source's word, match at 0.99 whatever their
    figures; 13 wounded in Sumy and 4 in Putyvl are vetoed. `similarity` is the cosine of their encodings.
    """
    return match_profiles(profile(a), profile(b), similarity)


def match_profiles(p: Profile, q: Profile, similarity: float | None = None) -> Match:
    """`match` over profiles worked out before."""
    facets = _facets(p, q)
    if similarity is not None and not _FAR <= similarity < _CLOSE:
        near = similarity >= _CLOSE
        rule = "close_in_meaning" if near else "far_in_meaning"
        says = f"{'close' if near else 'far apart'} in meaning, figures aside"
        facets.append(weighed("similarity", "near" if near else "far", rule, says))
    return match_of(facets)


def _facets(p: Profile, q: Profile) -> list[Facet]:
    """All that is looked at; another unit or another place settles it at once, whatever the rest may be."""
    if p.claim.kind != q.claim.kind or (p.statement is None) != (q.statement is None):
        return [vetoed("kind", "different_event", "a figure against a statement without one")]
    if p.statement is not None:
        return _statement_facets(p, q)
    if p.interval is None or q.interval is None:
        return [vetoed("kind", "different_noun", "no figure to compare")]
    facets = []
    for facet in _looked(p, q):
        facets.append(facet)
        if facet.veto and facet.name in _SETTLING:
            break
    return facets


def _looked(p: Profile, q: Profile) -> Iterator[Facet]:
    """What each look at two figures finds, in their order."""
    return map(answer, chain(*_kinds(p)), chain(*_kinds(q)))


def first_facets(p: Profile, q: Profile, firm: Firm) -> list[Facet] | None:
    """What the looks find that may veto, other vetoes and all; None as soon as a firm veto stands."""
    facets = []
    for facet in map(answer, _kinds(p)[0], _kinds(q)[0]):
        if facet.veto and firm(facet, p, q):
            return None
        facets.append(facet)
    return facets


def all_facets(p: Profile, q: Profile) -> list[Facet]:
    """All that is looked at in two figures, whatever vetoes stand."""
    return list(_looked(p, q))


@lru_cache(maxsize=20_000)
def _kinds(p: Profile) -> tuple[tuple[Kind[Facet], ...], tuple[Kind[Facet], ...]]:
    """The kind that a claim is of to each look at its figure, the looks that may veto apart."""
    kinds = tuple(look.kind(p) for look in QUANTITY_LOOKS)
    return kinds[:_VETOING], kinds[_VETOING:]


def _statement_facets(p: Profile, q: Profile) -> list[Facet]:
    """For what is held once, another place is not another fact but another word on where."""
    facets = [look(p, q) for look in STATEMENT_LOOKS]
    found = {facet.name: facet.relation for facet in facets}
    if found["subject"] != "same":
        return facets
    told = {"place"} if held_once(p) else set()
    if happens_once(p) and found["object"] == "same":
        told |= {"period"}
    return [Facet(look.name, "disjoint") if look.name in told and look.veto else look for look in facets]


def chance(bits: float) -> float:
    """The probability that log-odds in bits stand for."""
    return round(1.0 / (1.0 + float(2.0 ** -max(min(bits, 60.0), -60.0))), 4)


def bits_of(facets: Iterable[Facet]) -> float:
    """The summed evidence of all that was looked at."""
    return float(resource("match_weights")["prior"]) + sum(f.evidence.weight or 0.0 for f in facets if f.evidence)


def match_of(facets: Sequence[Facet]) -> Match:
    """The match that all that was looked at adds up to."""
    bits = bits_of(facets)
    vetoes = tuple(facet.evidence for facet in facets if facet.veto and facet.evidence)
    weights = [facet.evidence for facet in facets if facet.evidence and not facet.veto]
    evidence = tuple(sorted(weights, key=lambda item: -abs(item.weight or 0.0)))
    surely = min(chance(bits), 0.01) if vetoes else chance(bits)
    return Match(
        surely,
        evidence,
        vetoes[0] if vetoes else None,
        bits,
        {facet.name: facet.relation for facet in facets},
        vetoes,
    )
