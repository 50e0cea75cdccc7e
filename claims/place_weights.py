"""Which of the places of one name is meant: what holds it, what the report speaks of, what is near, how large."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log10

from spacy.tokens import Doc

from claims.gazetteer import Entry, Named, distance_km, table
from claims.place_names import name_key
from claims.place_strength import Mention
from claims.place_words import CITY_NOUNS, REGION_NOUNS, demonyms

# Orders of magnitude of population; set by hand and checked on reports of three collections.
_OTHER_NAME, _COUNTRY_TOLD, _REGION_TOLD, _NEAR, _NEAR_KM = 1.0, 3.5, 2.5, 1.5, 250.0
_CONTAINER, _COUNTRY, _AREA, _CAPITAL, _REGION = 10.0, 4.0, 5.0, 1.3, -2.0
_CLEAR = 1.5
# Where the name of city and region most often means the region.
_REGION_FIRST = frozenset(("PS.GZ",))
_TOWN, _WELL_KNOWN = 5_000, 100_000


@dataclass(frozen=True, slots=True)
class Told:
    """The countries and regions that a report speaks of, and how often."""

    countries: Counter[str]
    regions: Counter[str]

    @classmethod
    def of(cls, doc: Doc, mentions: list[Mention]) -> Told:
        """What demonyms and the names of countries and regions tell, where they can be nothing else."""
        countries: Counter[str] = Counter()
        regions: Counter[str] = Counter()
        for token in doc:
            if token.text[:1].isupper():
                code = demonyms().get(token.lower_)
                if code:
                    countries[code] += 1
        for mention in mentions:
            curated = [named.entry for named in mention.named if named.entry.feature in ("country", "region")]
            if mention.container and (holder := best_entry(mention.container, NOTHING_TOLD, ())):
                curated.append(holder)
            elif len(mention.named) > 1 and not (
                mention.noun in REGION_NOUNS or len(curated) == 1 == len(mention.named)
            ):
                curated = [entry for entry in curated if entry.feature == "country" and len(curated) == 1]
            for entry in curated:
                countries[entry.country] += 1
                if entry.feature == "region":
                    regions[entry.id] += 1
        return cls(countries, regions)

    def with_known(self, mentions: list[Mention], chosen: list[Entry | None]) -> Told:
        """Counties and cities that cannot well be others speak for their countries too."""
        countries = self.countries.copy()
        for mention, entry in zip(mentions, chosen, strict=True):
            if entry is None or mention.strength == "none":
                continue
            only = all(named.entry.country == entry.country for named in mention.named)
            least = _TOWN if only and mention.strength == "strong" else _WELL_KNOWN
            known = entry.feature == "county" or entry.population >= least
            if known and entry.feature in ("city", "county", "region") and _outweighs(entry, mention, self):
                countries[entry.country] += 1
        return Told(countries, self.regions)


def _outweighs(entry: Entry, mention: Mention, told: Told) -> bool:
    """Whether no town of that name in another country comes near."""
    weights = {named.entry.id: _weight(named, mention, told, ()) for named in mention.named}
    abroad = [weights[named.entry.id] for named in mention.named if named.entry.country != entry.country]
    return weights[entry.id] - max(abroad, default=0.0) > _CLEAR


NOTHING_TOLD = Told(Counter(), Counter())


def best_entry(mention: Mention, told: Told, near: Sequence[Entry]) -> Entry | None:
    """The place meant; None for one of several counties that nothing tells apart."""
    choices = [named for named in mention.named if _fits_noun(named.entry, mention)] or list(mention.named)
    if not choices:
        return None
    weights = [_weight(named, mention, told, near) for named in choices]
    best = choices[weights.index(max(weights))].entry
    if best.feature == "county" and weights.count(max(weights)) > 1:
        return None
    return best


def _fits_noun(entry: Entry, mention: Mention) -> bool:
    if mention.noun in REGION_NOUNS:
        return entry.feature in ("region", "area")
    if mention.noun in CITY_NOUNS and not _held_elsewhere(mention):
        return entry.feature == "city"
    if mention.noun is None and any(named.entry.id in _REGION_FIRST for named in mention.named):
        return entry.id in _REGION_FIRST
    return True


def _held_elsewhere(mention: Mention) -> bool:
    """A "Florida town" is a town in Florida, since Florida holds no city of its name; "Sumy city" is Sumy."""
    curated = [named.entry for named in mention.named if named.entry.feature in ("country", "region")]
    if not curated:
        return False
    largest = max(curated, key=lambda entry: entry.population).id
    return not any(largest in named.entry.within for named in mention.named)


def _weight(named: Named, mention: Mention, told: Told, near: Sequence[Entry]) -> float:
    """How likely this entry is the one meant; the size of a place, and what speaks for it."""
    entry = named.entry
    weight = log10(entry.population + 10) - (_OTHER_NAME if named.mark else 0.0)
    if entry.feature == "country":
        rivals = any(other.entry.feature == "region" for other in mention.named)
        weight += 1.0 if rivals else _COUNTRY
    elif entry.feature == "area":
        weight += _AREA
    elif entry.feature == "region":
        homonym = any(entry.id in other.entry.within for other in mention.named)
        weight += _REGION if homonym else 0.0
    elif (country := table().curated(entry.country)) and country.capital == entry.id:
        weight += _CAPITAL
    if mention.container:
        holders = {holder.entry.id for holder in mention.container.named}
        weight += _CONTAINER if holders & set(entry.within) else 0.0
    others = told.countries[entry.country] - (entry.feature == "country")
    if entry.country and others > 0:
        weight += _COUNTRY_TOLD * min(1.0, 0.6 + 0.2 * others)
    if entry.region in told.regions and entry.feature != "region":
        weight += _REGION_TOLD
    if entry.feature == "city" and any(_close(entry, other) for other in near):
        weight += _NEAR
    if entry.feature == "county" and any(other.region == entry.region for other in near if other.feature == "city"):
        weight += _NEAR
    return weight


def _close(entry: Entry, other: Entry) -> bool:
    if other.id == entry.id or other.feature != "city" or name_key(other.name) == name_key(entry.name):
        return False
    distance = distance_km(entry, other)
    return distance is not None and distance < _NEAR_KM
