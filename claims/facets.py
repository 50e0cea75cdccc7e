"""How two claims stand to each other in what they count: unit, noun, event, actor and group.

Each function looks at one thing, says what it found in words an editor can print, and may veto: a wounded
person is never a killed one, whatever else the two claims share.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from claims.lexicon import event_relation, is_a, noun_relation, resource
from claims.mentions import restricting
from claims.names import countries, is_named, name_relation, words
from claims.profiles import Profile
from claims.types import Evidence
from claims.units import convert, dimension


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing compared: its relation, first claim to second, and the evidence if it speaks at all.

    A facet that vetoes settles that the claims are of different facts, and its evidence says why.
    """

    name: str
    relation: str
    evidence: Evidence | None = None
    veto: bool = False


def weighed(name: str, relation: str, rule: str, says: str) -> Facet:
    """A facet whose evidence carries the weight that match_weights.json gives its rule."""
    return Facet(name, relation, Evidence(rule, says, resource("match_weights")["weights"][rule]))


def vetoed(name: str, rule: str, says: str) -> Facet:
    """A facet that rules out that the claims are of one fact."""
    return Facet(name, "different", Evidence(rule, says), veto=True)


def unit_facet(p: Profile, q: Profile) -> Facet:
    """Kilometres meet miles, never people; a rate ("12 a day") no total, an age no length of time."""
    if p.rate != q.rate:
        return vetoed("unit", "different_unit", f"{_rate(p.rate)} against {_rate(q.rate)}")
    if p.age != q.age and dimension(p.unit) == dimension(q.unit):
        return vetoed("unit", "different_unit", "an age against a length of time")
    if p.unit == q.unit:
        if p.unit is None:
            return Facet("unit", "same")
        return weighed("unit", "same", "same_unit", f"both in {p.unit}")
    assert p.interval is not None
    if convert(p.interval, p.unit, q.unit) is None:
        return vetoed("unit", "different_unit", f"{_unit(p.unit)} against {_unit(q.unit)}")
    says = f"{_unit(p.unit)} can be read as {_unit(q.unit)}"
    return weighed("unit", "convertible", "convertible_unit", says)


def _rate(per: str | None) -> str:
    return f"a figure for each {per}" if per else "a figure in all"


def _unit(unit: str | None) -> str:
    return {None: "a count", "1": "a fraction"}.get(unit) or str(unit)


def noun_facet(p: Profile, q: Profile) -> Facet:
    """Drones are UAVs and no missiles; children are some people; Russian drones are no Ukrainian ones."""
    if not p.nouns or not q.nouns:
        return Facet("noun", "unknown" if p.rest == q.rest else "overlapping")
    if p.owners and q.owners and not p.owners & q.owners:
        return vetoed("noun", "different_noun", f"{_counted(p)} against {_counted(q)}")
    if p.age and q.age and p.named != q.named and (p.persons or q.persons):
        return Facet("noun", "unknown")
    if p.aged and q.aged and p.aged != q.aged and not (p.age and p.named):
        return vetoed("noun", "different_group", f"{p.aged} against {q.aged} years of age, so two people")
    relation = _nouns(p.nouns, q.nouns)
    if relation == "different":
        return vetoed("noun", "different_noun", f"{_counted(p)} against {_counted(q)}")
    return _modified(p, q, relation)


@lru_cache(maxsize=20_000)
def _nouns(first: frozenset[str], second: frozenset[str]) -> str:
    """What the first nouns are to the second: "narrower" where they count some of what the second count."""
    if first == second:
        return "same"
    inside, outside = _covers(second, first), _covers(first, second)
    if inside and outside:
        return "same"
    if inside or outside:
        return "narrower" if inside else "broader"
    loose = all(any(noun_relation(x, y) == "unknown" and _known(x) and _known(y) for y in second) for x in first)
    return "unknown" if loose else "different"


def _covers(whole: frozenset[str], part: frozenset[str]) -> bool:
    return all(any(noun_relation(x, y) in {"same", "narrower"} for y in whole) for x in part)


def _known(noun: str) -> bool:
    return noun in resource("nouns")["classes"]


def _modified(p: Profile, q: Profile, relation: str) -> Facet:
    """What adjectives add: "female" and "male" are two groups, "foreign" people some of the people."""
    for contrast in _contrasts() if p.modifiers and q.modifiers else ():
        one, other = p.modifiers & contrast, q.modifiers & contrast
        if one and other and one != other:
            says = f"{', '.join(sorted(one))} against {', '.join(sorted(other))}"
            return vetoed("noun", "different_group", says)
    narrowing = restricting() - ({"annual"} if p.unit == q.unit == "%" else set())  # inflation is the year's
    one, other = (p.modifiers - q.modifiers) & narrowing, (q.modifiers - p.modifiers) & narrowing
    if one and other:
        return Facet("noun", "overlapping")
    if relation == "same" and (one or other):
        relation = "narrower" if one else "broader"
    if relation == "unknown" or p.rest != q.rest:
        return Facet("noun", "overlapping")
    says = f"both {_counted(p)}" if _counted(p) == _counted(q) else f"{_counted(p)} and {_counted(q)}"
    if relation != "same":
        return weighed("noun", relation, "noun_within", says)
    generic = not (p.specific and q.specific)
    return weighed("noun", "same", "same_generic_noun" if generic else "same_noun", says)


@cache
def _contrasts() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(words) for words in resource("nouns")["contrasts"])


def _counted(p: Profile) -> str:
    measure = p.claim.measure
    owner = next((word for word in measure.modifiers if countries(word)), "") if measure else ""
    noun = (measure.noun if measure else None) or " and ".join(sorted(p.nouns))
    return noun if not owner or owner.lower() in noun.lower() else f"{owner} {noun}"


def event_facet(p: Profile, q: Profile) -> Facet:
    """Injured is wounded, intercepted is shot down; the killed are never the wounded."""
    if "possible" in {p.claim.certainty, q.claim.certainty} and p.coming != q.coming:
        return vetoed("event", "different_event", "what may happen against what has happened")
    if _aboard(p) != _aboard(q) and (p.events or q.events) and (p.group is None or q.group is None):
        return vetoed("event", "different_event", "those on board against those to whom something happened")
    relation = event_relation(p.events, q.events)
    if relation != "unknown" and p.doing != q.doing:
        return vetoed("event", "different_event", f"those who did it against those it was done to: {_happened(p)}")
    if relation == "unknown":
        known = p.events or q.events
        return Facet("event", "one_unknown" if known else "none")
    one, other = _happened(p), _happened(q)
    if relation == "different":
        return vetoed("event", "different_event", f"{one} against {other}")
    says = f"both {one}" if one == other else f"{one} and {other}"
    rule = {"same": "same_event", "related": "related_event"}.get(relation, "event_within")
    return weighed("event", relation, rule, says)


def _aboard(p: Profile) -> bool:
    """True for how many were on board, whatever became of them."""
    return p.group == "on board" and not p.events


def _happened(p: Profile) -> str:
    measure = p.claim.measure
    return (measure.event if measure else None) or " or ".join(sorted(p.events))


def actor_facet(p: Profile, q: Profile) -> Facet:
    """Russia's drones downed by Ukraine are not Ukraine's drones downed by Russia; Moscow is Russia."""
    one, other = _actor(p), _actor(q)
    downing = p.events & q.events & {"down", "jam"}
    if (p.sides and q.sides and not p.sides & q.sides) or (downing and _own_fire(p, q)):
        says = f"done by {one or ', '.join(sorted(p.sides or p.owners))} against "
        return vetoed("actor", "different_event", says + (other or ", ".join(sorted(q.sides or q.owners))))
    if not one or not other:
        return Facet("actor", "unknown")
    relation = "same" if p.sides and p.sides == q.sides else name_relation(one, other)
    if relation == "unknown":
        return Facet("actor", "unknown")
    strangers = is_named(one) and is_named(other) and not set(words(one)) & set(words(other))
    if relation == "different" and strangers and _own_act(p, q):
        return vetoed("actor", "different_noun", f"{one} against {other}")
    rule = "same_actor" if relation == "same" else "different_actor"
    return weighed("actor", relation, rule, f"done by {one}" + ("" if one == other else f" and by {other}"))


def _own_act(p: Profile, q: Profile) -> bool:
    """True for what is its doer's own, as a goal or a profit is; a strike may be laid to one or to another."""
    whoever = set(resource("events")["whoever"])
    return bool(p.events and q.events) and not (p.events | q.events) & whoever


def _own_fire(p: Profile, q: Profile) -> bool:
    """Nobody shoots down its own drones: an owner on one side is no actor on the other."""
    return bool((p.owners and p.owners == q.sides) or (q.owners and q.owners == p.sides))


def _actor(p: Profile) -> str:
    """Who did it; empty for "it" and "they", who may be anybody in another report."""
    actor = (p.claim.measure.actor if p.claim.measure else None) or ""
    return "" if actor.lower() in _PRONOUNS else actor


_PRONOUNS = frozenset({"it", "they", "he", "she", "we", "i", "you", "who", "which", "that", "this", "these", "those"})


def target_facet(p: Profile, q: Profile) -> Facet:
    """What it was done to: drones launched at Ukraine, a strike on a petrol station."""
    one = (p.claim.measure.target if p.claim.measure else None) or ""
    other = (q.claim.measure.target if q.claim.measure else None) or ""
    if not one or not other:
        return Facet("target", "unknown")
    relation = name_relation(one, other)
    if relation == "unknown":
        return Facet("target", "unknown")
    rule = "same_target" if relation == "same" else "different_target"
    return weighed("target", relation, rule, f"done to {one}" + ("" if one == other else f" and to {other}"))


def group_facet(p: Profile, q: Profile) -> Facet:
    """The set that something is counted within: of the hostages, of the adults."""
    if p.group is None or q.group is None:
        return Facet("group", "unknown")
    if p.group == q.group:
        return weighed("group", "same", "same_group", f"both among {p.group}")
    if noun_relation(p.group, q.group) == "disjoint" or not (_listed(p.group) or _listed(q.group)):
        return vetoed("group", "different_group", f"among {p.group} against among {q.group}")
    return Facet("group", "unknown")


def _listed(group: str) -> bool:
    return group in resource("events")["nouns"] or is_a(group, "person")
