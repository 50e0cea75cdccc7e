"""Whose word a claim is, carried forward from what stands before it."""

from __future__ import annotations

import pytest

from tests.claims.reading import claims_in

SOURCES = [
    (
        "a source closing a report vouches for nothing before it",
        "Eleven people were killed when a bus left the road near Puno on Monday. Another 20 were taken to hospital "
        "in Juliaca. The driver was tested for alcohol, the transport authority said.",
        {"Eleven people": None, "20": None},
    ),
    (
        "nor in two sentences",
        "Nine homes burned down in Agadir. No one was hurt, the fire brigade said.",
        {"Nine homes": None, "No one": "fire brigade"},
    ),
    (
        "an opening source holds for what follows",
        "According to the Red Cross, nine villages were cut off. Some 4,000 people had no clean water.",
        {"nine villages": "Red Cross", "Some 4,000 people": "Red Cross"},
    ),
    (
        "a source is carried on until another is named",
        "The mayor said 12 people were hurt. Four children needed stitches. Police said two men were arrested.",
        {"12 people": "mayor", "Four children": "mayor", "two men": "Police"},
    ),
    (
        "it is the body that the sentence before is about",
        "Nigeria's disaster agency visited Maiduguri on Monday. It said 37 people had died in the floods.",
        {"37 people": "Nigeria's disaster agency"},
    ),
    (
        "a ministry is no person",
        "Russian air defences destroyed 74 drones, the defence ministry said.",
        {"74 drones": "defence ministry"},
    ),
    (
        "a paragraph of two sentences in a longer text is closed by its source",
        "Storms hit the coast overnight.\n\nTwo bridges fell in Derna, cutting off five villages. The road was closed, "
        "Mayor Omar Said said.\n\nPower was out in Tobruk.",
        {"Two bridges": "Omar Said", "five villages": "Omar Said"},
    ),
]


@pytest.mark.parametrize(("text", "wanted"), [row[1:] for row in SOURCES], ids=[row[0] for row in SOURCES])
def test_source(text: str, wanted: dict[str, str | None]) -> None:
    found = {claim.quote: claim.attribution and claim.attribution.source for claim in claims_in(text)}
    assert {quote: found.get(quote, "no such claim") for quote in wanted} == wanted


AS_OF = [
    ("Police said at 9am on Tuesday that 14 people had been killed.", "2025-07-22T09:00"),
    ("Thirty people were wounded, hospital officials said at 10am.", "2025-07-22T10:00"),
    ("The blast hurt 17 people, the agency told reporters at 11:30.", "2025-07-22T11:30"),
    ("Thirty people were wounded, hospital officials said.", None),
    ("Thirty people were wounded at 10am.", None),
]


@pytest.mark.parametrize(("text", "hour"), AS_OF)
def test_the_hour_at_which_a_count_was_given(text: str, hour: str | None) -> None:
    (claim,) = [claim for claim in claims_in(text) if claim.measure and claim.measure.noun == "people"]
    assert (claim.as_of and claim.as_of.isoformat()[:16]) == hour
