"""The world's places: countries, first-level regions, areas, and towns of 500 people and more.

Place data: GeoNames (https://www.geonames.org), CC BY 4.0. `benchmarks/build_places.py` makes the tables.
They stay packed text in memory, searched by halving: some 25 MB and half a second, once a process.
"""

from __future__ import annotations

import lzma
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt
from typing import Literal
from zoneinfo import ZoneInfo

import numpy as np

from claims.place_names import name_key
from claims.types import Place

Relation = Literal["same", "contains", "within", "disjoint", "unknown"]

# A region that is one city lies, in the loose speech of news, in the region around it.
_AROUND = {
    "UA.12": "UA.13",
    "UA.20": "UA.11",
    "RU.48": "RU.47",
    "RU.66": "RU.42",
    "BY.04": "BY.05",
    "SY.13": "SY.08",
    "AR.07": "AR.01",
}
_AREA_MARK = "+"
_AREA_KM = 150.0
_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the gazetteer. `capital` is the id of a country's seat, `holds` what an area holds."""

    id: str
    feature: str
    name: str
    country: str
    region: str
    lat: float | None
    lon: float | None
    population: int
    zone: str
    within: tuple[str, ...]
    capital: str
    holds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """An entry found by a name; `mark` is "~" where that is not its main name, "^" an abbreviation of it."""

    entry: Entry
    mark: str


class Table:
    """Names to entries and ids to entries. Thread-safe: nothing changes once it is made."""

    def __init__(self) -> None:
        resources = files("claims.resources")
        self._places = lzma.decompress((resources / "places.tsv.xz").read_bytes())
        self._names = lzma.decompress((resources / "names.tsv.xz").read_bytes())
        self._place_ends = _line_ends(self._places)
        self._name_ends = _line_ends(self._names)
        self._curated: dict[str, int] = {}
        for number in range(len(self._place_ends)):
            identity, feature, _ = self._line(self._places, self._place_ends, number).split("\t", 2)
            if feature == "city":
                break
            self._curated[identity] = number
        self.named = lru_cache(maxsize=65536)(self._named)
        self.entry = lru_cache(maxsize=65536)(self._entry)

    @staticmethod
    def _line(body: bytes, ends: np.ndarray, number: int) -> str:
        start = int(ends[number - 1]) + 1 if number else 0
        return body[start : int(ends[number])].decode()

    def _entry(self, number: int) -> Entry:
        fields = self._line(self._places, self._place_ends, number).split("\t")
        identity, feature, name, country, region, lat, lon, population, zone, extra, holds = fields
        if feature == "area":
            within, capital = tuple(extra.split()), ""
        else:
            chain = [region, _AROUND.get(region, ""), country] if feature != "country" else []
            if feature == "region":
                chain = chain[1:]
            within, capital = tuple(step for step in chain if step), extra
        return Entry(
            identity,
            feature,
            name,
            country,
            region,
            float(lat) if lat else None,
            float(lon) if lon else None,
            int(population),
            zone,
            within,
            capital,
            tuple(holds.split()),
        )

    def _named(self, key: str) -> tuple[Named, ...]:
        """Every entry with this name (as `name_key` writes it); none where it names no place."""
        wanted = key.encode()
        low, high = 0, len(self._name_ends)
        while low < high:
            middle = (low + high) // 2
            start = int(self._name_ends[middle - 1]) + 1 if middle else 0
            tab = self._names.index(b"\t", start)
            if self._names[start:tab] < wanted:
                low = middle + 1
            else:
                high = middle
        if low == len(self._name_ends):
            return ()
        found, _, numbers = self._line(self._names, self._name_ends, low).partition("\t")
        if found != key:
            return ()
        return tuple(
            Named(self.entry(int(number.lstrip("~^"))), number[0] if number[0] in "~^" else "")
            for number in numbers.split(",")
        )

    def curated(self, identity: str) -> Entry | None:
        """A country, region, county or area by its id."""
        number = self._curated.get(identity)
        return None if number is None else self.entry(number)


def _line_ends(body: bytes) -> np.ndarray:
    return np.flatnonzero(np.frombuffer(body, dtype=np.uint8) == ord("\n")).astype(np.int32)


@cache
def table() -> Table:
    """The one table of this process, loaded at first use."""
    return Table()


def place_of(entry: Entry, text: str) -> Place:
    """The entry as named in a text."""
    feature = "region" if entry.feature == "county" else entry.feature
    return Place(entry.name, text, entry.country or None, entry.id, entry.lat, entry.lon, feature, entry.within)


def surroundings(entry: Entry, word: str, text: str) -> Place:
    """What lies about a city and holds it: "the Chicago area", "Pokrovsk district"."""
    identity = f"{entry.id}{_AREA_MARK}{word}"
    name = f"{entry.name} {word}"
    return Place(name, text, entry.country, identity, entry.lat, entry.lon, "area", entry.within)


def distance_km(a: Place | Entry, b: Place | Entry) -> float | None:
    """Great-circle distance; None where either has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat_a, lat_b = radians(a.lat), radians(b.lat)
    half = sin((lat_b - lat_a) / 2) ** 2
    half += cos(lat_a) * cos(lat_b) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))


def zone_of(place: Place | Entry) -> ZoneInfo | None:
    """The time zone; a country's is that of its capital, a region's that of most of its people."""
    entry = table().curated(place.id) if place.id else None
    if isinstance(place, Entry):
        entry = place
    name = entry.zone if entry else ""
    if not name and isinstance(place, Place) and place.id:
        name = _city_zone(place)
    if not name and place.country:
        country = table().curated(place.country)
        name = country.zone if country else ""
    return ZoneInfo(name) if name else None


def _city_zone(place: Place) -> str:
    identity = (place.id or "").partition(_AREA_MARK)[0]
    for word in (place.name, place.name.rpartition(" ")[0]):
        for named in table().named(name_key(word)):
            if named.entry.id == identity:
                return named.entry.zone
    return ""


def contains(a: Place, b: Place) -> bool:
    """True where a is b or holds it: Sumy region holds Putyvl, the Middle East holds Homs."""
    return relation(a, b) in ("same", "contains")


def relation(a: Place, b: Place) -> Relation:
    """How a lies to b: "contains" is a holding b. Names nearby that may overlap are "unknown"."""
    if a.id is None or b.id is None:
        return "unknown"
    if a.id == b.id:
        return "same"
    if _holds(a, b):
        return "contains"
    if _holds(b, a):
        return "within"
    return "disjoint" if _apart(a, b) else "unknown"


def _holds(whole: Place, part: Place) -> bool:
    if whole.id in part.within:
        return True
    if part.id is not None and whole.id is not None and whole.id.startswith(part.id + _AREA_MARK):
        return True
    return bool(set(_contents(whole)) & {part.id, *part.within})


def _contents(place: Place) -> tuple[str, ...]:
    entry = table().curated(place.id or "")
    return entry.holds if entry else ()


def _apart(a: Place, b: Place) -> bool:
    """Whether two places that do not hold each other share no ground."""
    if a.country and b.country and a.country != b.country:
        return True
    kinds = {a.feature, b.feature}
    if "area" in kinds:
        if any(_AREA_MARK in (place.id or "") for place in (a, b)) and "region" not in kinds:
            return not _near(a, b, _AREA_KM)
        known = all(_contents(place) or place.feature != "area" for place in (a, b))
        return known and not _near(a, b, 2 * _AREA_KM)
    if kinds == {"region"}:
        return True
    if kinds == {"city"}:
        return not _near(a, b, max(_reach(a), _reach(b)))
    return not {a.id, *a.within[:1]} & {b.id, *b.within[:1]}


def _near(a: Place, b: Place, km: float) -> bool:
    distance = distance_km(a, b)
    return distance is None or distance < km


def _reach(city: Place) -> float:
    """How far a city's suburbs go: 3 km for a village, some 30 km for a city of nine million."""
    for named in table().named(name_key(city.name)):
        if named.entry.id == city.id:
            return max(3.0, sqrt(named.entry.population / 10_000))
    return 3.0
