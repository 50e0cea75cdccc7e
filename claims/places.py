"""Where: names of places in a report to gazetteer entries, told apart by the company they keep."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo

from spacy.tokens import Doc

from claims import gazetteer as world
from claims.gazetteer import Entry, Relation, table
from claims.place_mentions import container_after, scan
from claims.place_names import name_key
from claims.place_strength import Mention
from claims.place_weights import Told, best_entry
from claims.place_words import AREA_NOUNS, REGION_NOUNS, common_words, demonyms, person_names
from claims.types import Place

_LARGE, _TOWN, _SMALL, _WELL_KNOWN = 50_000, 5_000, 1_000, 100_000
_NEIGHBOURS, _SENTENCE = 40, 60
_SECOND_LEVEL = frozenset(
    ("oblast", "oblasts", "province", "provinces", "governorate", "governorates", "state", "states")
)


@dataclass(frozen=True, slots=True)
class PlaceSpan:
    """A place and where it is named: `text[start:end]`, in code points. `zone` is its IANA time zone."""

    start: int
    end: int
    place: Place
    zone: str | None


class Gazetteer:
    """Finds places in parsed text. Stateless but for its tables, which load at first use."""

    def find(self, doc: Doc) -> list[PlaceSpan]:
        """The places of a report, in order and apart; actors ("Moscow said") and people are left out.

        A name that may be several places is read by the place named as holding it ("Paris, Texas"), then by
        the countries and regions that the report speaks of, then by nearness to its other places, then by
        population.
        """
        mentions = _joined(doc, scan(doc))
        told = Told.of(doc, mentions)
        first = [best_entry(mention, told, ()) for mention in mentions]
        told = told.with_known(mentions, first)
        sure = {
            entry.id: entry
            for mention, entry in zip(mentions, first, strict=True)
            if entry and (mention.strength == "strong" or (mention.eponym and entry.population >= _WELL_KNOWN))
        }
        near = list(sure.values())[:_NEIGHBOURS]
        chosen = [best_entry(mention, told, near) for mention in mentions]
        known = {
            name_key(doc[mention.first : mention.last].text)
            for mention, entry in zip(mentions, chosen, strict=True)
            if entry
            and mention.strength == "strong"
            and not mention.eponym
            and _credible(doc, mention, entry, told, set())
        }
        spans: list[PlaceSpan] = []
        for number, (mention, entry) in enumerate(zip(mentions, chosen, strict=True)):
            if entry and _credible(doc, mention, entry, told, known):
                entry = _region_holding(doc, number, entry, mentions, chosen)
                spans.append(_span(doc, mention, entry))
        return spans

    def demonym(self, word: str) -> Place | None:
        """The country of "Ukrainian" or "Russians"; None for other words."""
        code = demonyms().get(name_key(word))
        return self.country(code) if code else None

    def country(self, code: str) -> Place:
        """A country by its ISO 3166-1 code. Raises KeyError for a code that is no country's."""
        entry = table().curated(code)
        if entry is None or entry.feature != "country":
            raise KeyError(code)
        return world.place_of(entry, entry.name)


@cache
def gazetteer() -> Gazetteer:
    """The one gazetteer of this process."""
    return Gazetteer()


def timezone_of(place: Place) -> ZoneInfo | None:
    """The place's time zone; a country's is that of its capital."""
    return world.zone_of(place)


def contains(a: Place, b: Place) -> bool:
    """True where a is b or holds it: Sumy region holds Putyvl."""
    return world.contains(a, b)


def relation(a: Place, b: Place) -> Relation:
    """How a lies to b: same, contains, within, disjoint, or unknown where they may overlap."""
    return world.relation(a, b)


def _joined(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """Names with the place named as holding them, as one: "Paris, Texas", "Kramatorsk, Ukraine"."""
    joined: list[Mention] = []
    covered = 0
    for mention in mentions:
        if mention.first < covered:
            continue
        holder = container_after(doc, mention)
        if holder and _holds(holder, mention):
            further = container_after(doc, holder)
            if further and _holds(further, holder):
                holder.container = further
            mention.container = holder
            if mention.strength in ("none", "actor", "weak"):
                mention.strength = "strong"
            covered = mention.end
        joined.append(mention)
    return joined


def _holds(holder: Mention, mention: Mention) -> bool:
    holders = {named.entry.id for named in holder.named if named.entry.feature in ("country", "region", "area")}
    return any(holders & set(named.entry.within) for named in mention.named)


def _credible(doc: Doc, mention: Mention, entry: Entry, told: Told, known: set[str]) -> bool:
    """Whether the name, so placed in its sentence, is likely enough to be this place."""
    if mention.strength in ("none", "actor"):
        return False
    if mention.container or entry.feature in ("country", "area"):
        return True
    key = name_key(doc[mention.first : mention.last].text)
    if mention.certain or mention.eponym or key in known:
        return key in known or not mention.eponym
    if key in common_words():
        return mention.preposition == "in" and entry.population >= _WELL_KNOWN
    if _out_of_the_way(entry, told):
        return False
    if entry.feature == "county":
        return True
    if mention.strength == "strong":
        if entry.country in told.countries or entry.population >= _WELL_KNOWN:
            return True
        return doc[mention.last - 1].ent_type_ in ("GPE", "LOC", "FAC") and entry.population >= _SMALL
    if key in person_names() and entry.feature != "region":
        return mention.preposition in ("at", "from", "to") and doc[mention.last - 1].ent_type_ in (
            "GPE",
            "LOC",
        )
    if doc[mention.last - 1].ent_type_ == "PERSON" and entry.population < 10 * _WELL_KNOWN:
        return entry.country in told.countries and mention.strength == "weak"
    if entry.population >= _LARGE:
        return True
    return entry.country in told.countries and entry.population >= _TOWN


def _out_of_the_way(entry: Entry, told: Told) -> bool:
    """A small town of a country that the report, which speaks of others, does not mention."""
    return entry.population < _WELL_KNOWN and bool(told.countries) and entry.country not in told.countries


def _region_holding(doc: Doc, number: int, entry: Entry, mentions: list[Mention], chosen: list[Entry | None]) -> Entry:
    """The region rather than the city of its name, where a town of that region is said to lie in it.

    "Kramatorsk is part of a metropolitan area in Donetsk" speaks of the region; the city is elsewhere.
    """
    mention = mentions[number]
    if entry.feature != "city" or mention.noun or mention.linked or mention.preposition != "in":
        return entry
    region = next((named.entry for named in mention.named if named.entry.id == entry.region), None)
    if region is None:
        return entry
    start, least = mention.first, max(0, mention.first - _SENTENCE)
    while start > least and not doc[start].is_sent_start:
        start -= 1
    for earlier in range(number - 1, -1, -1):
        if mentions[earlier].first < start:
            break
        town = chosen[earlier]
        if town and town.feature == "city" and town.id != entry.id and town.region == region.id:
            return region
    return entry


def _span(doc: Doc, mention: Mention, entry: Entry) -> PlaceSpan:
    span = doc[mention.first : mention.end]
    place = _place(mention, entry, span.text)
    zone = world.zone_of(entry)
    return PlaceSpan(span.start_char, span.end_char, place, zone.key if zone else None)


def _place(mention: Mention, entry: Entry, text: str) -> Place:
    """The entry, or what the noun after its name makes of it: "the Moscow area", "Pokrovsk district"."""
    if entry.feature != "city":
        return world.place_of(entry, text)
    if mention.noun in _SECOND_LEVEL and (region := table().curated(entry.region)):
        return world.place_of(region, text)
    if mention.noun in REGION_NOUNS or mention.noun in AREA_NOUNS:
        word = AREA_NOUNS.get(mention.noun, "area")
        homonym = next((named.entry for named in mention.named if named.entry.feature == "region"), None)
        if word == "area" and homonym and homonym.country == entry.country and homonym.id in entry.within:
            return world.place_of(homonym, text)
        return world.surroundings(entry, word, text)
    return world.place_of(entry, text)
