"""All claims of two reports of one event lined up: how well each two fit, and how much better than their rivals.

A figure has one counterpart in the other report at most, so a pair is likelier the further it stands above every
other pairing of either claim. The weights are those of "kindred" in match_weights.json, in bits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from claims.kindred import Setting, features, softened
from claims.kinship import Kinship
from claims.lexicon import resource
from claims.match import Match, chance, match_profiles
from claims.profiles import Profile
from claims.types import Evidence
from claims.units import dimension

Fit = dict[str, float]
_NO_RIVAL = -4.0
_NEAR = Decimal("1.5")
_PRINTED = 0.2
"""Bits below which a piece of evidence is not worth a line."""
_SAYS: Final[Mapping[str, str]] = {
    "words": "told in like words, figures aside",
    "equal": "one figure in both",
    "slip": "a slip of the pen apart",
    "far": "the figures are far apart",
    "both_first": "both the first such figure of their report",
    "one_aside": "one is told of another place or an earlier event",
    "one_part": "one is given as a part",
    "one_forecast": "one is of what is expected, the other is not",
    "names_same": "one name stands beside both",
    "names_contrast": "each stands beside a name that the other lacks",
    "names_unknown": "no name stands beside both",
    "event_unknown": "what happened is told in one only",
    "event_different": "told of two events",
    "noun_different": "two things by their nouns",
    "noun_overlapping": "the nouns differ",
    "place_loose": "places carried over from other sentences differ",
    "place_unknown": "the place of one is not told",
    "period_apart": "times that may be those of the telling differ",
    "source_unknown": "on nobody's word, or on one side only",
    "measured": "measured, not counted",
    "kin": "both reports tell of one event",
}


def line_up(left: Sequence[Profile], right: Sequence[Profile], kin: Kinship) -> dict[frozenset[str], Match]:
    """A match for every two claims of two reports that may be of one fact, by the ids of both."""
    setting = Setting.of(kin, left, right)
    found: dict[tuple[str, str], tuple[Match, Fit, float]] = {}
    for p in left:
        for q in right:
            if not _comparable(p, q):
                continue
            first, second = sorted((p, q), key=lambda side: (side.claim.published, side.claim.id))
            matched = match_profiles(first, second, whole=True)
            if softened(p, q, matched) and _one_thing(p, q, matched):
                fit = features(p, q, matched, setting)
                found[p.claim.id, q.claim.id] = matched, fit, summed(fit)
    rivals = _rivals(left, right, {ids: bits for ids, (_, _, bits) in found.items()})
    sides = {each.claim.id: each for each in (*left, *right)}
    return {
        frozenset(ids): _weighed(
            matched, fit | {"margin": margin(bits, rivals[ids])}, kin, sides[ids[0]], sides[ids[1]]
        )
        for ids, (matched, fit, bits) in found.items()
    }


def _comparable(p: Profile, q: Profile) -> bool:
    return p.interval is not None and q.interval is not None and dimension(p.unit) == dimension(q.unit)


def _one_thing(p: Profile, q: Profile, matched: Match) -> bool:
    """False where what happened differs, or one does not say, and the figures are far apart: 17 drowned, 61 aboard."""
    if matched.facets.get("event") in {"same", "within", "contains"} or not (p.events or q.events):
        return True
    bounds = [side.low if side.low is not None else side.high for side in (p.interval, q.interval) if side is not None]
    known = [abs(bound) for bound in bounds if bound]
    return len(known) == 2 and max(known) <= _NEAR * min(known)


def summed(fit: Fit) -> float:
    """The bits of one pair by the learnt weights."""
    weights = resource("match_weights")["kindred"]
    return float(weights["prior"] + sum(weights.get(name, 0.0) * value for name, value in fit.items()))


def margin(bits: float, rival: float) -> float:
    """How far a pair stands above the best rival, in units of four bits, from -1 to 1."""
    return max(min((bits - rival) / 4, 1.0), -1.0)


def _rivals(
    left: Sequence[Profile], right: Sequence[Profile], bits: Mapping[tuple[str, str], float]
) -> dict[tuple[str, str], float]:
    """For each pair the bits of the best other pairing of either claim with another figure."""
    sides = {each.claim.id: each for each in (*left, *right)}
    beside: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for (p, q), each in bits.items():
        beside[p].append((each, q))
        beside[q].append((each, p))
    for found in beside.values():
        found.sort(reverse=True)
    return {(p, q): max(_best(beside[p], sides[q], sides), _best(beside[q], sides[p], sides)) for p, q in bits}


def _best(found: Sequence[tuple[float, str]], than: Profile, sides: Mapping[str, Profile]) -> float:
    return next((bits for bits, id in found if id != than.claim.id and sides[id].interval != than.interval), _NO_RIVAL)


def _weighed(matched: Match, fit: Fit, kin: Kinship, p: Profile, q: Profile) -> Match:
    weights = resource("match_weights")["kindred"]
    said = {facet: item.says for item in matched.evidence for facet in (item.rule.removeprefix("same_"),)}
    evidence = []
    for name, value in fit.items():
        worth = round(weights.get(name, 0.0) * value, 1)
        if abs(worth) >= _PRINTED:
            evidence.append(Evidence(name, _says(name, value, kin, said), worth))
    facets = {**matched.facets, "reports": "one_event"}
    if facets.get("event") != "same" and fit.get("event_same"):
        facets["event"] = "same"
    if fit.get("place_loose"):
        facets["place"] = "loose"
    bits = summed(fit)
    ordered = tuple(sorted(evidence, key=lambda item: (-abs(item.weight or 0.0), item.rule)))
    return Match(chance(bits), ordered, None, bits, facets)


def _says(name: str, value: float, kin: Kinship, said: Mapping[str, str]) -> str:
    if name == "margin":
        return "no other figure fits as well" if value > 0 else "another figure fits better"
    if name == "kin":
        return kin.says
    facet = name.partition("_")[0]
    return _SAYS.get(name) or said.get(facet) or f"{facet}: {name.partition('_')[2] or 'known'}"
