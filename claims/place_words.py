"""The words around place names that tell a place from a person, an actor or an organisation."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from claims.place_names import name_key

REGION_NOUNS = frozenset(
    (
        "region regions oblast oblasts province provinces governorate governorates prefecture krai state "
        "states voivodeship territory republic"
    ).split()
)
# What lies about a city and is no first-level region.
AREA_NOUNS = {
    "area": "area",
    "areas": "area",
    "district": "district",
    "districts": "district",
    "county": "county",
    "countryside": "area",
    "outskirts": "area",
    "suburbs": "area",
    "raion": "district",
}
CITY_NOUNS = frozenset(("city town village settlement municipality").split())
PLACE_NOUNS = (
    REGION_NOUNS
    | CITY_NOUNS
    | frozenset(AREA_NOUNS)
    | frozenset(
        (
            "capital port suburb neighborhood neighbourhood hub hometown stronghold enclave island islands "
            "peninsula borough hamlet cities towns villages coast resort nation country airport airbase base camp "
            "crossing"
        ).split()
    )
)
COMPASS = frozenset(
    (
        "north south east west northern southern eastern western northeast northwest southeast southwest "
        "northeastern northwestern southeastern southwestern central north-east north-west south-east south- "
        "west upstate downtown mainland greater inner outer"
    ).split()
)
# May stand between a preposition and the name: "in the besieged, rebel-held northern city of".
FILLERS = (
    COMPASS
    | PLACE_NOUNS
    | frozenset(
        (
            "the a an its their his her our nearby neighboring neighbouring occupied besieged embattled war-torn "
            "historic ancient rural capital port border frontline front-line coastal industrial remote largest "
            "biggest second main small tiny big major busy troubled restive disputed annexed and war torn held "
            "rebel government second-largest second-biggest local - of city's country's"
        ).split()
    )
)
STRONG_PREPOSITIONS = frozenset(
    (
        "in near outside inside across throughout around within beyond off surrounding via amid northeast northwest"
    ).split()
)
WEAK_PREPOSITIONS = frozenset(
    (
        "at on over from to into toward towards between through of leaving reaching along above below under "
        "against past hitting striking targeting attacking bombing shelling visiting entering including and "
        "or"
    ).split()
)
ACTOR_OF = frozenset(
    (
        "ministry university bank president king queen prince government republic bishop archbishop duke "
        "house department institute minister ambassador governor mayor chief leader leaders commission "
        "council secretary embassy army forces part allies ally behalf support criticism accusations church "
        "son daughter wife husband block corner intersection death killing murder mother father brother "
        "sister friend friends college kingdom name fans patriarch parliament courtesy archdiocese member "
        "members citizen citizens national nationals"
    ).split()
)
SITE_OF = frozenset(
    (
        "north south east west northeast northwest southeast southwest outskirts suburb suburbs parts part "
        "region invasion bombing siege battle shelling occupation centre center heart streets capture city "
        "town village port coast outside recapture fall liberation capital areas area district state province "
        "county island bombardment countryside attack annexation skies rest much most half all miles "
        "kilometers kilometres km border borders airport edge side strikes population people residents "
        "municipality neighborhood neighbourhood west-northwest"
    ).split()
)
TARGET_VERBS = frozenset(
    (
        "hit strike attack shell bomb target visit leave enter reach invade seize capture recapture retake "
        "occupy besiege bombard pound shake rock devastate ravage batter flood destroy surround approach "
        "pummel control evacuate liberate storm overrun tour flee cross blanket lash sweep drench"
    ).split()
)
SITE_VERBS = frozenset(("come see suffer host witness experience record endure").split())
PRESSED_ON = frozenset(("pressure sanctions tariffs reliance focus relying depend rely ban policy line stance").split())
SPEECH_VERBS = frozenset(
    (
        "say tell deny claim announce accuse warn urge insist vow condemn demand call reject agree declare "
        "admit want blame threaten refuse respond describe add argue report play sign launch send impose plan "
        "hope"
    ).split()
)
SITE_NOUNS = frozenset(
    (
        "hospital hospitals suburb suburbs airport school schools street streets area region home homes house "
        "club neighborhood neighbourhood apartment mall church mosque nightclub bar restaurant hotel park "
        "beach station resident residents outskirts border coast coastline countryside market theater theatre "
        "factory plant port bridge prison jail courtroom office offices subway metro skyline waterfront"
    ).split()
)
SITE_NAMES = frozenset(
    (
        "Airport International Hospital Station Street Avenue Road Stadium Bridge Island Islands Bay Beach "
        "Park Mall Square Harbor Harbour Valley District City County State Province Region Oblast"
    ).split()
)
# What stands in a town's name and works there: "Chicago Police", "Gainesville High School".
LOCAL_NAMES = frozenset(
    ("Police Fire High Elementary Middle Public Mayor Medical Memorial Regional General Metropolitan Metro").split()
)
TITLES = frozenset(
    (
        "mr mrs ms miss dr prof professor president premier minister mayor governor gov senator sen rep "
        "congressman congresswoman representative judge justice sheriff officer sgt sergeant lt lieutenant "
        "capt captain col colonel gen general maj major adm admiral detective chief deputy king queen prince "
        "princess pope sir lord lady dame spokesman spokeswoman secretary chancellor ambassador rev reverend "
        "pastor father sister brother bishop archbishop cardinal sheikh coach commissioner inspector "
        "constable corporal cpl private pvt trooper"
    ).split()
)
CALENDAR = frozenset(
    (
        "january february march april may june july august september october november december monday tuesday "
        "wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sept sep oct nov dec"
    ).split()
)
LEADING_THE = frozenset(
    name_key(name)
    for name in (
        "The Hague",
        "The Netherlands",
        "The Gambia",
        "The Bahamas",
        "The Maldives",
        "The Philippines",
        "The Bronx",
        "The Solomon Islands",
        "The Gulf",
    )
)

STATISTICS = frozenset(
    """economy inflation unemployment gdp growth rate price export import population storage output deficit debt
    case toll death payroll sale wage birth reserve turnout deposit temperature emission budget harvest crop""".split()
)
"""What is measured of a country: with these, its name says where."""


def resource_lines(name: str) -> Iterator[str]:
    """The lines of a word list without its comments."""
    for line in (files("claims.resources") / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


@cache
def common_words() -> frozenset[str]:
    """Words that are also place names and mostly are not: "police", "reading", "march"."""
    return frozenset(resource_lines("common_words.txt")) | CALENDAR


@cache
def person_names() -> frozenset[str]:
    """Names of people that are also names of towns: "Jordan", "Lincoln"."""
    return frozenset(name_key(name) for line in resource_lines("person_names.txt") for name in line.split())


@cache
def demonyms() -> dict[str, str]:
    """From "ukrainian" and "russians" to country codes."""
    pairs: dict[str, str] = {}
    for line in resource_lines("countries.txt"):
        code, _, _, words = line.split("|")
        pairs.update((name_key(word), code) for word in words.split(",") if word)
    return pairs
