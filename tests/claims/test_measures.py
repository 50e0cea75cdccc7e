"""What is counted, and what happened to it: sentence, quote, noun, event, and part_of's quote."""

import pytest

from tests.claims.reading import claims_in

ROWS: list[tuple[str, str, str | None, str | None, str | None]] = [
    ("The death toll from the quake rose to 52 on Monday.", "52 on Monday", "death toll", "die", None),
    ("Ten dead in blast at factory.", "Ten dead", "dead", "die", None),
    ("Dozens of people were killed in the flood.", "Dozens of people", "people", "kill", None),
    ("There were 12 deaths and 40 injuries.", "40 injuries", "injuries", "injure", None),
    ("Police shot dead two men and arrested 15 others.", "two men", "men", "kill", None),
    ("Police shot dead two men and arrested 15 others.", "15 others", "others", "arrest", None),
    ("The strike killed 12 in the port district and five in the centre.", "five in the centre", None, "kill", None),
    (
        "At least 21 people died, of whom nine were children.",
        "nine were children",
        "children",
        "die",
        "At least 21 people",
    ),
    ("The army downed 35 drones, including three over Tula.", "three over Tula", "drones", "down", "35 drones"),
    ("He met 38 of the 42 passengers.", "38", "passengers", "meet", "42 passengers"),
    ("The dead included three soldiers and two children.", "two children", "children", "die", None),
    ("Officials feared that as many as 200 people were buried.", "as many as 200 people", "people", "bury", None),
    ("It said it had downed or jammed 224 drones.", "224 drones", "drones", "down or jam", None),
    ("The fire has burned 12,000 acres and is 35% contained.", "35%", "fire", "contain", None),
    ("Unemployment stood at 5.2% in June.", "5.2%", "unemployment", None, None),
    ("The company posted a net loss of $4.3 billion.", "$4.3 billion", "loss", None, None),
    ("The index fell 0.4 per cent.", "0.4 per cent", "index", "fall", None),
    ("The number of people wounded in the raid has risen to eight.", "eight", "people", "wound", None),
    ("The minister put the fuel load at 125,000 litres.", "125,000 litres", "fuel load", None, None),
    ("At least 50 people lost their lives in the fire.", "At least 50 people", "people", "die", None),
    ("The blast left 100 others with burns.", "100 others", "others", "leave", None),
    ("A hundred others sustained injuries.", "A hundred others", "others", "injure", None),
    ("The flood claimed 12 lives.", "12 lives", "lives", "kill", None),
    ("A shooting at a club left four people wounded.", "four people", "people", "wound", None),
    ("Five people were fatally stabbed.", "Five people", "people", "kill", None),
    ("The wildfire forced 30,000 people to evacuate.", "30,000 people", "people", "evacuate", None),
    ("Fifteen people were detained and 56 were injured.", "56", "people", "injure", None),
    ("At least 15 killed as bus falls into gorge", "At least 15 killed", None, "kill", None),
    ("15 dead, 30 hurt in bus plunge", "30 hurt in bus plunge", None, "hurt", None),
    ("The number of missing fell to 12 from 45.", "12", "missing", "missing", None),
    (
        "Police said 12 people were hurt, five of them seriously.",
        "five of them seriously",
        "people",
        "hurt",
        "12 people",
    ),
    ("The group employs 9,000 people who build cars.", "9,000 people", "people", "employ", None),
    ("Of the 242 people on board, only one survived.", "242 people", "people", None, None),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[1]} | {row[0][:40]}")
def test_measures(row: tuple[str, str, str | None, str | None, str | None]) -> None:
    text, quote, noun, event, whole = row
    claims = claims_in(text)
    (claim,) = [claim for claim in claims if claim.quote == quote and claim.quantity is not None]
    assert claim.measure is not None
    assert (claim.measure.noun, claim.measure.event) == (noun, event)
    parts = {other.id: other.quote for other in claims}
    assert (parts[claim.part_of] if claim.part_of else None) == whole


IMPLIED = [
    ("A 10-year-old boy was killed in the attack.", "A 10-year-old boy", 1, "kill", "stated"),
    ("A woman was injured and a man was arrested.", "a man", 1, "arrest", "stated"),
    ("The blast wounded four people, including a nurse.", "a nurse", 1, "wound", "stated"),
    ("A five-year-old boy was among the wounded.", "A five-year-old boy", 1, "wound", "stated"),
    ("Nobody was killed.", "Nobody", 0, "kill", "stated"),
    ("There were no casualties.", "no casualties", 0, None, "stated"),
    ("There were no immediate reports of casualties.", "no immediate reports of casualties", 0, None, "reported"),
]


@pytest.mark.parametrize("row", IMPLIED, ids=lambda row: row[0])
def test_implied_counts(row: tuple[str, str, int, str | None, str]) -> None:
    text, quote, value, event, certainty = row
    (claim,) = [c for c in claims_in(text) if c.quote == quote and c.quantity and c.quantity.unit is None]
    assert claim.quantity is not None and claim.measure is not None
    assert claim.quantity.interval.exact == value
    assert (claim.measure.event, claim.certainty, claim.polarity) == (event, certainty, "affirmed")


def test_an_agent_is_no_implied_casualty() -> None:
    assert claims_in("A gunman killed the mayor.") == []


SOURCES = [
    (
        "Ukraine's air force said Russia launched 426 drones. It said 203 drones were lost.",
        "203 drones",
        "Ukraine's air force",
    ),
    ("The town counted 12 dead, Mayor Artem Kobzar said.", "12 dead", "Artem Kobzar"),
    ("Five people were hurt, according to regional media.", "Five people", "regional media"),
    ("The country's military government said 30 people were missing.", "30 people", "military government"),
    (
        "Oleh Hryhorov, the governor, said six people died. Two were soldiers, Hryhorov said.",
        "six people",
        "Oleh Hryhorov",
    ),
    ("At least 34 people died, Health Minister Samuel-Roger Kamba said.", "At least 34 people", "Samuel-Roger Kamba"),
    ("Two ships sank, coastguard spokesman Jean-Luc Picot told reporters.", "Two ships", "Jean-Luc Picot"),
    (
        "There have been 64 cases, 53 of them confirmed in tests, WHO director Otim Ramadan told reporters.",
        "53 of them",
        "Otim Ramadan",
    ),
    ("Six bridges were cut, 4 of them for good, road minister Ana Ruiz said.", "4 of them for good", "Ana Ruiz"),
    ("At least 270 bodies have been found, said Dhaval Gameti, a doctor.", "At least 270 bodies", "Dhaval Gameti"),
]


@pytest.mark.parametrize("row", SOURCES, ids=lambda row: row[0][:50])
def test_sources(row: tuple[str, str, str]) -> None:
    text, quote, source = row
    (claim,) = [claim for claim in claims_in(text) if claim.quote == quote and claim.quantity is not None]
    assert claim.attribution is not None and claim.attribution.source == source


def test_a_correction_marks_the_figure_taken_back() -> None:
    text = "The crash killed 260 people, the hospital said, correcting an earlier count of 270."
    new, old = [claim for claim in claims_in(text) if claim.quantity is not None]
    assert (new.corrects, new.superseded) == (True, False)
    assert (old.corrects, old.superseded) == (False, True)


def test_a_statement_has_subject_verb_and_object() -> None:
    (claim,) = claims_in("Rustem Umerov, the former minister, will head Ukraine's delegation.")
    assert claim.kind == "statement" and claim.statement is not None
    assert claim.quote == "Rustem Umerov, the former minister, will head Ukraine's delegation"
    assert (claim.statement.subject, claim.statement.verb) == ("Rustem Umerov", "will head")
    assert claim.statement.object == "Ukraine's delegation"


@pytest.mark.parametrize(
    ("text", "person", "years"),
    [
        ("A girl of six died.", "girl", 6),
        ("Police arrested a man aged 24.", "man", 24),
        ("A boy of 12 was killed in the strike.", "boy", 12),
        ("A station master, 59, has been arrested.", "station master", 59),
        ("A woman aged 81 was hurt, police said.", "woman", 81),
        ("Sam Rivers, 32, was convicted on Friday.", "Sam Rivers", 32),
    ],
)
def test_an_age_belongs_to_its_person(text: str, person: str, years: int) -> None:
    (age,) = [claim for claim in claims_in(text) if claim.quantity is not None and claim.quantity.unit == "year"]
    assert age.measure is not None and age.quantity is not None
    assert age.measure.noun == person
    assert age.quantity.interval.exact == years


PERIODS = [
    ("The toll rose to 52 on Monday.", "52 on Monday", "on Monday"),
    ("The ministry had put the toll at 35 on Wednesday.", "35 on Wednesday", "on Wednesday"),
    ("Ebola has killed 43 people since the outbreak was declared on July 4.", "43 people", None),
    ("Two people were hurt after a road was closed on Monday.", "Two people", None),
    ("Nine people died before the dam was opened on Sunday.", "Nine people", None),
    ("Five people were wounded when bombs fell on Monday.", "Five people", "on Monday"),
    ("Six people died as floods hit the town on Sunday.", "Six people", "on Sunday"),
]


@pytest.mark.parametrize("row", PERIODS, ids=lambda row: row[0])
def test_a_date_holds_for_its_own_clause(row: tuple[str, str, str | None]) -> None:
    text, quote, words = row
    (claim,) = [claim for claim in claims_in(text) if claim.quote == quote]
    found = claim.period.text if claim.period is not None else None
    assert (found or "").removeprefix("on ") == (words or "").removeprefix("on ")
