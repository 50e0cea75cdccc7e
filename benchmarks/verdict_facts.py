"""Figures that several outlets gave for one attack, written out as short reports and compared.

ukr_multi_outlet_facts holds facts only (event, outlet, slot, place, bound, value), so the sentences here are ours:
two phrasings a slot. What is right follows from the figures: those of one event, slot and place that share a value
agree, others conflict when printed at one time, and a running count that is larger hours later is an update.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks.text_pairs import Cosine, ReadPair, TextPair, figures, read_pairs, report, rows
from benchmarks.verdict_sets import Outcome, share
from claims.reading import Reader
from claims.types import Interval

_AIR_FORCE = "Ukraine's air force said"
_PHRASES = {
    "drones_launched": (
        f"Russia launched {{}} drones at Ukraine overnight, {_AIR_FORCE}.",
        "Overnight, Russian forces attacked Ukraine with {} drones, according to Ukraine's air force.",
    ),
    "missiles_launched": (
        f"Russia fired {{}} missiles at Ukraine overnight, {_AIR_FORCE}.",
        "Overnight, {} missiles were launched at Ukraine by Russia, according to Ukraine's air force.",
    ),
    "drones_and_missiles_launched": (
        f"Russia launched {{}} drones and missiles at Ukraine overnight, {_AIR_FORCE}.",
        "Overnight, {} drones and missiles were fired at Ukraine by Russia, according to Ukraine's air force.",
    ),
    "drones_downed": (
        f"Air defences shot down {{}} drones overnight, {_AIR_FORCE}.",
        "Overnight, {} drones were intercepted, according to Ukraine's air force.",
    ),
    "drones_lost_jammed": (
        f"Another {{}} drones were jammed overnight, {_AIR_FORCE}.",
        "Overnight, {} drones were suppressed, according to Ukraine's air force.",
    ),
    "missiles_stopped": (
        f"Air defences shot down {{}} missiles overnight, {_AIR_FORCE}.",
        "Overnight, {} missiles were intercepted, according to Ukraine's air force.",
    ),
    "killed": (
        "The overnight attack killed {} people in {place}.",
        "In {place}, {} people died in the overnight attack.",
    ),
    "injured": (
        "The overnight attack wounded {} people in {place}.",
        "In {place}, {} people were injured in the overnight attack.",
    ),
    "killed_children": (
        "The overnight attack killed {} children in {place}.",
        "In {place}, {} children died in the overnight attack.",
    ),
    "injured_children": (
        "The overnight attack wounded {} children in {place}.",
        "In {place}, {} children were injured in the overnight attack.",
    ),
    "missing": (
        "After the overnight attack {} people are missing in {place}.",
        "In {place}, {} people remained missing after the overnight attack.",
    ),
}
_RUNNING = frozenset({"killed", "injured", "killed_children", "injured_children", "missing"})
_HEDGES = {"=": "", ">=": "at least ", ">": "more than ", "~": "about "}
_PLACES = frozenset(
    {"Ukraine", "Kyiv", "Odesa", "Ternopil", "Kharkiv", "Lviv region", "Sumy region", "Dnipropetrovsk region"}
)
_LATER = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Fact:
    """One outlet's figure for one slot of one event."""

    id: str
    event: str
    outlet: str
    slot: str
    place: str
    bound: str
    value: Decimal

    @property
    def interval(self) -> Interval:
        """What the figure leaves open, as CONTRACT.md reads its hedge."""
        if self.bound == "~":
            return Interval(self.value * Decimal("0.9"), self.value * Decimal("1.1"))
        return Interval(self.value, self.value if self.bound == "=" else None, low_open=self.bound == ">")

    def told(self, phrasing: int) -> str:
        """The fact as a sentence."""
        figure = f"{_HEDGES[self.bound]}{self.value:,f}"
        return _PHRASES[self.slot][phrasing].format(figure, place=self.place)


def facts(data: Path, reader: Reader) -> Outcome:
    """Every two outlets' figures for one event, in two phrasings, at one time and hours apart."""
    pairs = list(_pairs([_fact(row) for row in rows(data / "ukr_multi_outlet_facts.jsonl") if _writable(row)]))
    counted: Counter[tuple[str, bool]] = Counter()
    alike: Counter[tuple[str, bool]] = Counter()
    cosine = Cosine([text.text for pair in pairs for text in (pair.left, pair.right)])
    failures = []
    for pair, each in read_pairs(reader, pairs):
        found = _verdict(each)
        counted[pair.label, found == pair.label] += 1
        near = cosine.between(pair.left.text, pair.right.text) >= 0.6
        same = figures(pair.left.text) == figures(pair.right.text)
        guess = "unrelated" if not near else "agrees" if same else "conflicts"
        alike[pair.label, guess == pair.label] += 1
        if found != pair.label:
            failures.append(f"{pair.id} is {pair.label}, not {found}\n      {pair.left.text}\n      {pair.right.text}")
    lines = []
    for label in ("conflicts", "updates", "agrees", "unrelated"):
        right = share(counted[label, True], counted[label, True] + counted[label, False])
        lines.append(f"{label}: right {right}; baseline, cosine and equal figures: {alike[label, True]}")
    return Outcome(tuple(lines), tuple(failures))


def _verdict(each: ReadPair) -> str:
    """The verdict on the pair's figures; "unrelated" where nothing is said."""
    for verdict in ("conflicts", "updates", "agrees", "part"):
        if each.told(verdict):
            return verdict
    return "unrelated"


def _writable(row: dict[str, Any]) -> bool:
    return row["slot"] in _PHRASES and row["scope"] in _PLACES


def _fact(row: dict[str, Any]) -> Fact:
    id, event, outlet, slot, place, bound = (row[key] for key in ("id", "event", "outlet", "slot", "scope", "bound"))
    return Fact(id, event, outlet, slot, place, bound, Decimal(str(row["value"])))


def _pairs(found: list[Fact]) -> Iterator[TextPair]:
    for one, other in combinations(found, 2):
        if one.outlet == other.outlet:
            continue
        same = (one.event, one.slot, one.place) == (other.event, other.slot, other.place)
        for phrasing in (0, 1):
            name = f"{one.id} {other.id} {phrasing}"
            if same:
                yield from _same(name, one, other, phrasing)
            elif one.event != other.event and (one.slot, one.place) == (other.slot, other.place):
                yield _pair(name, one, other, phrasing, "unrelated")
            elif one.event == other.event and one.slot != other.slot and _disjoint(one, other):
                yield _pair(name, one, other, phrasing, "unrelated")


def _disjoint(one: Fact, other: Fact) -> bool:
    """Two slots or two places that no figure is a part of."""
    slots = {one.slot.removesuffix("_children"), other.slot.removesuffix("_children")}
    return len(slots) == 2 and "drones_and_missiles_launched" not in slots


def _same(name: str, one: Fact, other: Fact, phrasing: int) -> Iterator[TextPair]:
    if one.interval.overlaps(other.interval):
        yield _pair(name, one, other, phrasing, "agrees")
        return
    yield _pair(name, one, other, phrasing, "conflicts")
    if one.slot in _RUNNING:
        small, large = sorted((one, other), key=lambda fact: fact.value)
        yield _pair(f"{name} later", small, large, phrasing, "updates", _LATER)
        fallen = "updates" if one.slot == "missing" else "conflicts"
        yield _pair(f"{name} fallen", large, small, phrasing, fallen, _LATER)


def _pair(name: str, one: Fact, other: Fact, phrasing: int, label: str, later: timedelta = timedelta(0)) -> TextPair:
    published = [datetime.fromisoformat(fact.event[3:]).replace(hour=12, tzinfo=UTC) for fact in (one, other)]
    return TextPair(
        name,
        report(one.outlet, one.told(phrasing), published[0]),
        report(other.outlet, other.told(1 - phrasing), published[1] + later),
        label,
    )
