"""All claims of two reports of one event lined up: how well each two fit, and how much better than their rivals.

A figure has one counterpart in the other report at most, so a pair is likelier the further it stands above every
other pairing of either claim. The weights are those of "kindred" in match_weights.json, in bits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import log2
from typing import Final

from claims.kindred import features, firm
from claims.kinship import Kinship
from claims.lexicon import resource
from claims.match import Match, all_facets, chance, first_facets, match_of
from claims.profiles import Profile, by_time
from claims.setting import Setting
from claims.types import Evidence, Interval
from claims.verdict import may_be_mended, surely_too_little

Fit = dict[str, float]
_NO_RIVAL = -4.0
_MOST_PAIRS = 8.0
"""Pairs that count as many, as a power of two."""
_FEW_PAIRS = 32
"""Pairs of two short reports: some five figures in each."""
_EVENT = 3
"""Where the facet of the event stands among those that may veto."""
_TOLD = frozenset({"same_noun", "same_event", "same_period", "same_city", "same_region", "same_source"})
"""What an editor is told wherever it is so, though the line-up weighs it little."""
_PRINTED = 0.3
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
    "strangers": "neither sentence names what the other does",
    "noun_same": "one thing by their nouns",
    "place_same": "in one place",
    "event_same": "told of one event",
    "period_same": "at one time",
    "source_same": "on one source's word",
    "actor_same": "done by one",
    "actor_different": "those who act differ",
    "compatible": "both figures can be true",
    "event_different": "told of two events",
    "noun_different": "two things by their nouns",
    "noun_overlapping": "the nouns differ",
    "place_loose": "places carried over from other sentences differ",
    "period_apart": "times that may be those of the telling differ",
    "month_contrast": "two months are named",
    "month_same": "one month is named",
    "year_contrast": "told of two years",
    "measured": "measured, not counted",
    "kin": "both reports tell of one event",
}


def line_up(
    left: Sequence[Profile], right: Sequence[Profile], kin: Kinship, related: bool = False
) -> dict[tuple[str, str], Match | None]:
    """A match for every two claims of two reports that may be of one fact, by the ids of the left and the right one.

    With `related` those that are sure to be found unrelated have None in place of a match.
    """
    grid = Grid.of(left, right, kin)
    weights = resource("match_weights")["kindred"]
    worths = {ids: _worth(fit) for ids, (_, fit) in grid.found.items()}
    margins = grid.margins({ids: weights["prior"] + worth for ids, worth in worths.items()})
    few = len(worths) <= _FEW_PAIRS
    lined_up: dict[tuple[str, str], Match | None] = {}
    for ids, (event, fit) in grid.found.items():
        p, q = grid.sides[ids[0]], grid.sides[ids[1]]
        bits = weights["prior"] + _worth(margins[ids], worths[ids]) + min(kin.bits, 0.0)
        event = "same" if "event_same" in fit else event
        out = related and not few and surely_too_little(bits, event, kin=True) and not may_be_mended(p, q)
        lined_up[ids] = None if out else _weighed(p, q, fit | margins[ids], bits, kin, few)
    return lined_up


@dataclass(frozen=True, slots=True)
class Grid:
    """All pairs of two reports' figures that may be of one fact, by both ids: how the events that are counted stand to
    each other, and what is weighed of the pair.
    """

    sides: Mapping[str, Profile]
    found: Mapping[tuple[str, str], tuple[str, Fit]]

    @classmethod
    def of(cls, left: Sequence[Profile], right: Sequence[Profile], kin: Kinship) -> Grid:
        """Those that a firm veto stands against are left out."""
        setting = Setting.of(kin, left, right)
        found = {}
        for p in left:
            for q in right:
                facets = first_facets(*by_time(p, q), firm) if p.interval and q.interval else None
                if facets is not None:
                    found[p.claim.id, q.claim.id] = facets[_EVENT].relation, features(p, q, facets, setting)
        return cls({each.claim.id: each for each in (*left, *right)}, found)

    def margins(self, bits: Mapping[tuple[str, str], float]) -> dict[tuple[str, str], Fit]:
        """How each pair stands against the other pairings of its two claims, given the bits of all, and among how many:
        where two reports tell little, what may be of one fact mostly is.
        """
        beside: dict[str, list[tuple[float, str]]] = defaultdict(list)
        for (p, q), each in bits.items():
            beside[p].append((each, q))
            beside[q].append((each, p))
        for found in beside.values():
            found.sort(reverse=True)
        figures = self._figures()
        many = {"many": min(log2(len(bits) + 1), _MOST_PAIRS) / _MOST_PAIRS}
        return {
            (p, q): many | _standing(each, _best(beside[p], q, figures), _best(beside[q], p, figures))
            for (p, q), each in bits.items()
        }

    def _figures(self) -> dict[str, int]:
        """A number for each claim, the same for those of one figure."""
        numbers: dict[Interval | None, int] = {}
        return {id: numbers.setdefault(side.interval, len(numbers)) for id, side in self.sides.items()}


def _standing(bits: float, one: float, other: float) -> Fit:
    """How far a pair stands above the best rivals of its two claims."""
    return {"margin": _margin(bits - max(one, other)), "margin_one": _margin(bits - min(one, other))}


def _best(found: Sequence[tuple[float, str]], than: str, figures: Mapping[str, int]) -> float:
    """The best bits of a pairing with another figure than this one gives."""
    own = figures[than]
    for bits, id in found:
        if figures[id] != own:
            return bits
    return _NO_RIVAL


def summed(fit: Fit) -> float:
    """The bits of one pair by the learnt weights."""
    return float(resource("match_weights")["kindred"]["prior"] + _worth(fit))


def _worth(fit: Fit, beside: float = 0.0) -> float:
    """What features add to the bits that stand beside them."""
    weights = resource("match_weights")["kindred"]
    for name, value in fit.items():
        if name in weights:
            beside += weights[name] * value
    return beside


def _margin(bits: float) -> float:
    """How far a pair stands above a rival, in units of four bits, from -1 to 1."""
    return max(min(bits / 4, 1.0), -1.0)


def _weighed(p: Profile, q: Profile, fit: Fit, bits: float, kin: Kinship, few: bool) -> Match:
    matched = match_of(all_facets(*by_time(p, q)))
    facets = {**matched.facets, "reports": "one_event", "kin": "sure" if kin.sure else "likely"}
    if few:
        facets["rivals"] = "few"
    if fit.get("event_same"):
        facets["event"] = "same"
    if fit.get("strangers"):
        facets["names"] = "strangers"
    if fit.get("place_loose"):
        facets["place"] = "loose"
    alone = None if matched.vetoes else matched.bits
    return Match(chance(bits), (), None, bits, facets, alone=alone, told=partial(_told, matched, fit, kin))


def _told(matched: Match, fit: Fit, kin: Kinship) -> tuple[Evidence, ...]:
    """The evidence in words: what is the same in both by the field, then the rest, the weightiest first."""
    weights = resource("match_weights")["kindred"]
    said = {facet: item.says for item in matched.evidence for facet in (item.rule.removeprefix("same_"),)}
    evidence = []
    for name, value in fit.items():
        worth = round(weights.get(name, 0.0) * value, 1)
        if name != "many" and not name.endswith("_unknown") and abs(worth) >= _PRINTED:
            evidence.append(Evidence(name, _says(name, value, kin, said), worth))
    same = [
        item for item in matched.evidence if item.rule in _TOLD and item.says not in {each.says for each in evidence}
    ]
    told = [replace(item, weight=0.0) for item in same]
    return (*told, *sorted(evidence, key=lambda item: (-abs(item.weight or 0.0), item.rule)))


def _says(name: str, value: float, kin: Kinship, said: Mapping[str, str]) -> str:
    if name == "margin":
        return "no other figure fits either as well" if value > 0 else "another figure fits one of them better"
    if name == "margin_one":
        return "one has no better counterpart" if value > 0 else "both have better counterparts"
    if name == "kin":
        return kin.says
    facet = name.partition("_")[0]
    own = said.get(facet) if name.endswith("_same") else None
    return own or _SAYS.get(name) or said.get(facet) or f"{facet}: {name.partition('_')[2] or 'known'}"
