"""Which words mean one event or one kind of thing: wounded is injured, a boy is a child, a UAV a drone.

The word lists are in resources/events.json and resources/nouns.json, each naming its source. A word that is
in neither is compared by its lemma, so nothing is refused.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from claims.types import Claim, Measure

EventRelation = Literal["same", "within", "contains", "related", "different", "unknown"]
NounRelation = Literal["same", "broader", "narrower", "disjoint", "unknown"]

_JOINT = re.compile(r"\s+(?:or|and)\s+|\s*[/,]\s*")
_CHANGES = frozenset({"rise", "fall"})


@cache
def resource(name: str) -> dict[str, Any]:
    """A reviewed list from claims/resources, by file name without its ending."""
    text = files("claims.resources").joinpath(f"{name}.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@dataclass(frozen=True, slots=True)
class _Lexicon:
    event_of: dict[str, str]
    noun_of: dict[str, str]
    ancestors: dict[str, frozenset[str]]
    exclusive: frozenset[frozenset[str]]
    related: frozenset[frozenset[str]]


@cache
def _lexicon() -> _Lexicon:
    events, nouns = resource("events"), resource("nouns")
    ancestors: dict[str, frozenset[str]] = {}
    for name in nouns["classes"]:
        line, at = [], nouns["is_a"].get(name)
        while at:
            line.append(at)
            at = nouns["is_a"].get(at)
        ancestors[name] = frozenset(line)
    pairs = {frozenset({x, y}) for group in nouns["exclusive"] for x in group for y in group if x != y}
    return _Lexicon(
        {word: name for name, words in events["classes"].items() for word in words},
        {word: name for name, words in nouns["classes"].items() for word in words},
        ancestors,
        frozenset(pairs),
        frozenset(frozenset(pair) for pair in events["related"]),
    )


def event_class(lemma: str) -> str:
    """The class of one event lemma: "injure" and "hurt" are "wound"; an unknown lemma is its own class."""
    word = lemma.strip().lower()
    return _lexicon().event_of.get(word, word)


def noun_class(lemma: str) -> str:
    """The class of one noun lemma: "UAV" is "drone"; an unknown lemma is its own class."""
    word = lemma.strip().lower()
    known = _lexicon().noun_of
    return known.get(word) or known.get(word.removesuffix("s"), word)


@lru_cache(maxsize=50_000)
def word_class(word: str) -> str:
    """What a word of running text is compared by: the class of its noun or event, else its stem.

    "injured" and "wounded" are "wound", "UAVs" are "drone", "ballots" is "ballot".
    """
    bare = word.removesuffix("s") if len(word) > 4 else word
    stem = bare.removesuffix("ing").removesuffix("ed") if len(bare) > 6 else bare
    for turned, given in ((noun_class(bare), bare), (event_class(word), word), (event_class(stem), stem)):
        if turned != given:
            return turned
    return stem


def is_a(name: str, kind: str) -> bool:
    """True where a noun class is that kind: "boy" is a "person"."""
    return name == kind or kind in _lexicon().ancestors.get(name, ())


def kinds_of(name: str) -> frozenset[str]:
    """The noun class and all that it is a kind of: a boy is a boy, a child and a person."""
    return frozenset({name}) | _lexicon().ancestors.get(name, frozenset())


@lru_cache(maxsize=50_000)
def noun_relation(a: str, b: str) -> NounRelation:
    """What the first noun is to the second: a child is narrower than people, drones and missiles disjoint.

    "unknown" where they may overlap or neither is listed: some residents are civilians.
    """
    x, y = noun_class(a), noun_class(b)
    if x == y:
        return "same"
    if is_a(x, y):
        return "narrower"
    if is_a(y, x):
        return "broader"
    return "disjoint" if _excluded(x, y) else "unknown"


def _excluded(x: str, y: str) -> bool:
    lexicon = _lexicon()
    line_x, line_y = lexicon.ancestors.get(x), lexicon.ancestors.get(y)
    if line_x is None or line_y is None:
        return False
    if _root(x) != _root(y):
        return True
    return any(frozenset({p, q}) in lexicon.exclusive for p in (x, *line_x) for q in (y, *line_y) if p != q)


def _root(name: str) -> str:
    parents = resource("nouns")["is_a"]
    while name in parents:
        name = parents[name]
    return name


@cache
def noun_classes(measure: Measure) -> frozenset[str]:
    """The classes of everything a measure counts: "cruise missiles and drones" is {cruise missile, drone}."""
    lemmas = measure.lemmas or tuple(_JOINT.split((measure.noun or "").lower()))
    classes = set()
    compound = _lexicon().noun_of.get((measure.noun or "").lower()) if " " in (measure.noun or "") else None
    if compound is not None and len(lemmas) == 1:
        classes.add(compound)  # "inflation rate" is inflation
        lemmas = ()
    for lemma in lemmas:
        if lemma:
            classes.add(_with_modifiers(lemma.lower(), measure.modifiers) or noun_class(lemma))
    group = noun_class(_bare(measure.group)) if measure.group else ""
    if "person" in classes and is_a(group, "person") and group != "person":
        classes = (classes - {"person"}) | {group}
    return frozenset(classes) - frozenset(resource("nouns")["counting"])


def _with_modifiers(lemma: str, modifiers: tuple[str, ...]) -> str | None:
    """The class of "glide bomb" from "bomb" and its modifier "glide", where the list knows the compound."""
    known = _lexicon().noun_of
    for modifier in modifiers:
        found = known.get(f"{modifier.lower()} {lemma}")
        if found:
            return found
    return known.get(lemma)


def _bare(text: str | None) -> str:
    return re.sub(r"^(?:the|those|all)\s+", "", (text or "").strip().lower())


def event_classes(measure: Measure | None) -> frozenset[str]:
    """What happened to what is counted, as classes; empty where nothing is known to have happened.

    "down or jam" is {down, jam}; "casualties" are {kill, wound}; "deaths rose" is {kill}; "lost" said of
    drones is {vanish}, of people {kill}.
    """
    return frozenset() if measure is None else _event_classes(measure)


@cache
def _event_classes(measure: Measure) -> frozenset[str]:
    events = resource("events")
    named = (measure.event or "").strip().lower()
    words = [named] if named in _lexicon().event_of else [word for word in _JOINT.split(named) if word]
    kinds = noun_classes(measure)
    found = frozenset(_meaning(word, kinds) for word in words) - frozenset(events["generic"])
    told = {noun_lemma.lower() for noun_lemma in measure.lemmas} & set(events["telling_nouns"])
    if told or not found - _CHANGES:
        found = _implied(measure) or found
    parts = events["parts"]
    return frozenset(part for name in found for part in parts.get(name, (name,)))


def _meaning(word: str, kinds: frozenset[str]) -> str:
    """An event's class where such nouns are counted: "destroy" is {down} said of drones, not of homes."""
    name = event_class(word)
    for kind, meanings in resource("events")["with_noun"].items():
        if any(is_a(noun, kind) for noun in kinds):
            return str(meanings.get(word) or meanings.get(name, name))
    return name


def _implied(measure: Measure) -> frozenset[str]:
    """The event that a noun or a group names: "fatalities", "three children among the dead"."""
    table = resource("events")["nouns"]
    words = [*measure.modifiers, *measure.lemmas, (measure.noun or "").lower(), _bare(measure.group)]
    for word in words:
        event = table.get(word.lower()) or table.get(word.lower().removesuffix("s"))
        if event:
            return frozenset(event)
    return frozenset()


def event_relation(a: frozenset[str], b: frozenset[str]) -> EventRelation:
    """What the first events are to the second: {kill} is within {kill, wound}; {kill} and {wound} differ."""
    if not a or not b:
        return "unknown"
    if a == b:
        return "same"
    if a < b:
        return "within"
    if a > b:
        return "contains"
    related = _lexicon().related
    return "related" if any(frozenset({x, y}) in related for x in a for y in b) else "different"


def running(claim: Claim) -> bool:
    """True for a count that is still being made, and so is read at a time.

    Casualties, missing, displaced, detained, rescued, area burnt, containment, cases, votes counted.
    """
    quantity, measure = claim.quantity, claim.measure
    if quantity is None or measure is None or quantity.per is not None:
        return False
    events = event_classes(measure)
    if quantity.unit is None or quantity.unit == "%":
        listed = resource("events")
        kinds = noun_classes(measure) | set(measure.lemmas)
        return bool(events & set(listed["running"]) or kinds & set(listed["running_nouns"]))
    return quantity.unit in AREAS and "burn" in events


AREAS = frozenset({"km²", "mi²", "ha", "acre", "m²"})
"""Units in which burnt ground is measured."""


def standing(claim: Claim) -> bool:
    """True for a running count of how things stand: missing on Monday and on Tuesday are one count, read twice."""
    return running(claim) and (_counts_any(claim, "standing_nouns") or _happens_any(claim, "standing"))


def may_fall(claim: Claim) -> bool:
    """True for a running count that also shrinks as people are found or go home: missing, displaced."""
    return _happens_any(claim, "falling") or _counts_any(claim, "standing_nouns")


def _happens_any(claim: Claim, listed: str) -> bool:
    return not event_classes(claim.measure).isdisjoint(resource("events")[listed])


def _counts_any(claim: Claim, listed: str) -> bool:
    """True where what is counted alone tells it: customers are counted when they are without power."""
    measure = claim.measure
    if measure is None or measure.event is not None:
        return False
    return not set(resource("events")[listed]).isdisjoint(measure.lemmas)
