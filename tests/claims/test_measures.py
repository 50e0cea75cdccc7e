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
    ("Uganda has confirmed nine cases of Ebola.", "nine cases", "Uganda"),
    ("The ministry reported 12 deaths and 40 injuries on Monday.", "40 injuries", "ministry"),
    ("The data show 21,570 homicides in 2020.", "21,570 homicides", "data"),
    ("Health officials in Goma counted 64 cases.", "64 cases", "Health officials in Goma"),
    ("The Observatory documented 43 deaths in a week.", "43 deaths", "Observatory"),
    ("Police: 6 hurt when balcony collapses in Nice", "6 hurt", "Police"),
    ("UN: 2 million people displaced in Sudan", "2 million people", "UN"),
    ("Lukla lies at more than 9,000 feet, per the AP.", "more than 9,000 feet", "AP"),
    ("Doctors Without Borders said it had treated 70 people.", "70 people", "Doctors Without Borders"),
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
    ("Unemployment fell to 4.1% in June, from 4.2% in May.", "4.1%", "in June"),
    ("Unemployment fell to 4.1% in June, from 4.2% in May.", "4.2%", "in May"),
    ("Exports rose to $4.5bn in 2023 from $3.9bn in 2022.", "$3.9bn", "in 2022"),
    ("Exports rose to $4.5bn in 2023 from $3.9bn in 2022.", "$4.5bn", "in 2023"),
    ("Inflation was 3.2% in March, 3.4% in April and 3.3% in May.", "3.3%", "in May"),
    ("The outbreak has grown to 481 cases, up from 422 on Tuesday.", "481 cases", None),
    ("The toll, which stood at 44 on Sunday, climbed to 51.", "44 on Sunday", "on Sunday"),
    ("Sales were 1.2 million in March, against 1.4 million a year earlier.", "1.4 million a year earlier", None),
]


@pytest.mark.parametrize("row", PERIODS, ids=lambda row: row[0])
def test_a_date_holds_for_its_own_clause(row: tuple[str, str, str | None]) -> None:
    text, quote, words = row
    (claim,) = [claim for claim in claims_in(text) if claim.quote == quote]
    found = claim.period.text if claim.period is not None else None
    assert (found or "").removeprefix("on ") == (words or "").removeprefix("on ").removeprefix("in ")


# text, quote, noun, event, whether it is a part of another figure
HARM = [
    ("4 shot, 2 fatally, at Memphis nightclub", "4 shot", None, "shoot", False),
    ("4 shot, 2 fatally, at Memphis nightclub", "2 fatally", None, "kill", True),
    ("Nine hurt, two critically, in coach crash", "two critically", None, "hurt", True),
    ("Two shot and killed in Lolo; suspect in custody", "Two shot", None, "kill", False),
    ("Three stabbed to death at Leeds hostel", "Three stabbed to death at Leeds hostel", None, "kill", False),
    ("Five shot in west Baltimore", "Five shot in west Baltimore", None, "shoot", False),
    ("Gunman kills three and wounds two in Kansas City", "two in Kansas City", None, "wound", False),
    ("He took 1 shot in the first half.", "1 shot", "shot", "take", False),
    ("Three shots were fired.", "Three shots", "shots", "fire", False),
    ("Dead: 12\nInjured: 30\nMissing: 4", "12", None, "die", False),
    ("Dead: 12\nInjured: 30\nMissing: 4", "30", None, "injure", False),
    ("Dead: 12\nInjured: 30\nMissing: 4", "4", None, "missing", False),
    ("The latest count:\n• Killed - 7\n• Arrested - 19", "19", None, "arrest", False),
    ("Figures at noon (dead: 5, wounded: 11)", "11", None, "wound", False),
    ("Eight of the wounded are in intensive care.", "Eight of the wounded", None, "wound", False),
    ("Six of the injured were flown to Ankara.", "Six of the injured", None, "injure", False),
    ("The explosion claimed the lives of nine miners.", "nine miners", "miners", "kill", False),
    ("The bus plunge took the lives of 14 pilgrims.", "14 pilgrims", "pilgrims", "kill", False),
    ("Divers found the remains of three crew members.", "three crew members", "crew members", "die", False),
    ("They recovered the bodies of 12 passengers, four of them children.", "12 passengers", "passengers", "die", False),
    ("They found the bodies of 12 men, four of them soldiers.", "four of them soldiers", "soldiers", "die", True),
    ("Five men were shot, three of them fatally.", "three of them fatally", "men", "kill", True),
    ("Police arrested 215 people, two-thirds of them women.", "two-thirds of them women", "women", "arrest", True),
    ("One is dead and three are in critical condition.", "One", None, "die", False),
    ("One person was killed and another was seriously injured.", "another", None, "injure", False),
    ("The storm knocked out power to 400,000 homes.", "400,000 homes", "homes", "lose power", False),
    ("Some 6,000 homes were without electricity on Monday.", "Some 6,000 homes", "homes", "lose power", False),
    ("The hurricane left 2 million people without power.", "2 million people", "people", "lose power", False),
    ("About 90,000 customers lost power.", "About 90,000 customers", "customers", "lose power", False),
    ("The blast cut electricity to 300 flats.", "300 flats", "flats", "lose power", False),
    ("The court fined him $11 billion.", "$11 billion", None, "fine", False),
    ("The judge sentenced him to 25 years in prison.", "25 years", None, "sentence", False),
    ("She received a 25-year sentence.", "25-year", None, "sentence", False),
    ("The outbreak has grown to 481 cases, up from 422 on Tuesday.", "422 on Tuesday", "cases", None, False),
    ("The toll, which stood at 44 on Sunday, climbed to 51.", "44 on Sunday", "toll", "die", False),
    ("Sales were 1.2 million, against 1.4 million a year earlier.", "1.4 million a year earlier", "sales", None, False),
    ("Revenue was $4bn, beating the $3.9bn analysts had expected.", "$3.9bn", None, None, False),
    ("The firm runs 800 hot spots and plans to have more than 2,100.", "more than 2,100", None, None, False),
    ("The mayor put the number of people killed in the raid on the depot at 19.", "19", "people", "kill", False),
    ("The commission gave the number killed in Nairobi as 17.", "17", None, "kill", False),
    ("Police put the number arrested at 40.", "40", None, "arrest", False),
    ("The ministry gave the number of missing as 40.", "40", None, "missing", False),
    ("The town put the number of missing people at 222.", "222", "people", "missing", False),
    ("Hospitals gave the number of injured children as nine.", "nine", "children", "injure", False),
    ("Officials estimated the number of homes destroyed at 300.", "300", "homes", "destroy", False),
    ("The health ministry lists the dead as 31.", "31", None, "die", False),
    ("Four children were taken to the provincial hospital.", "Four children", "children", "hospitalise", False),
    ("Ambulances took nine people to hospital.", "nine people", "people", "hospitalise", False),
    ("Six passengers were flown to hospitals in Bangkok.", "Six passengers", "passengers", "hospitalise", False),
    ("Twelve people were rushed to a clinic.", "Twelve people", "people", "hospitalise", False),
    ("Buses took 40 villagers to the capital.", "40 villagers", "villagers", "take", False),
    ("The injured number 43, the prosecutor's office said.", "43", None, "injure", False),
    ("The missing number more than 200.", "more than 200", None, "missing", False),
    ("The dead in Spain number 95, it says.", "95", None, "die", False),
    ("Labour women number 190.", "190", "women", None, False),
    ("Refugees from Aleppo number 12,000.", "12,000", "refugees", None, False),
]  # fmt: skip


@pytest.mark.parametrize("row", HARM, ids=lambda row: f"{row[1]} | {row[0][:40]}")
def test_what_happened_to_whom(row: tuple[str, str, str | None, str | None, bool]) -> None:
    text, quote, noun, event, part = row
    (claim,) = [claim for claim in claims_in(text) if claim.quote == quote and claim.measure is not None]
    assert claim.measure is not None
    assert (claim.measure.noun, claim.measure.event, claim.part_of is not None) == (noun, event, part)


OLD_FIGURES = [
    ("Sales were 1.2 million in March, against 1.4 million a year earlier.", "1.4 million a year earlier"),
    ("Profit was $3.1bn compared with $2.8bn in the same period of 2022.", "$2.8bn"),
    ("It employs 900 people, down from 1,200 last year.", "1,200 last year"),
    ("The outbreak has grown to 481 cases, up from 422 on Tuesday.", "422 on Tuesday"),
    ("Jobless claims were 210,000 versus 215,000 the previous week.", "215,000"),
]


@pytest.mark.parametrize(("text", "quote"), OLD_FIGURES)
def test_the_figure_of_another_time_is_marked_as_old(text: str, quote: str) -> None:
    claims = claims_in(text)
    assert [claim.quote.startswith(quote) for claim in claims if claim.superseded] == [True]


WHERE = [
    ("Germany's gas storage was 72.4% full on 1 March.", "72.4%", "Germany"),
    ("UK inflation fell to 2% in May while US inflation was 3.3%.", "2%", "United Kingdom"),
    ("UK inflation fell to 2% in May while US inflation was 3.3%.", "3.3%", "United States"),
    ("British unemployment rose to 4.4%.", "4.4%", "United Kingdom"),
    ("The French economy grew by 0.2%.", "0.2%", "France"),
    ("The UN recorded 5,300 arrests; Spain's unemployment rate was 11.3%.", "11.3%", "Spain"),
    ("The UN recorded 5,300 arrests; Spain's unemployment rate was 11.3%.", "5,300 arrests", None),
    ("Spain recorded 211 deaths in the floods.", "211 deaths", "Spain"),
    ("Ukraine's air force said 40 drones were downed.", "40 drones", None),
    ("Ukraine's air force shot down 20 of Russia's drones.", "20 of Russia's drones", None),
]


@pytest.mark.parametrize(("text", "quote", "place"), WHERE)
def test_what_is_measured_of_a_country_is_there(text: str, quote: str, place: str | None) -> None:
    (claim,) = [claim for claim in claims_in(text) if claim.quote == quote]
    assert (claim.place.name if claim.place is not None else None) == place


ACTORS = [
    ("He spoke of the attacks in Saudi Arabia, which killed 29 people.", "29 people", "attacks"),
    ("A storm hit Cebu, which lost 12 boats.", "12 boats", "Cebu"),
    ("The council spent £4m on new buses.", "£4m", "council"),
]


@pytest.mark.parametrize(("text", "quote", "actor"), ACTORS)
def test_who_did_it(text: str, quote: str, actor: str) -> None:
    (claim,) = [claim for claim in claims_in(text) if claim.quote == quote]
    assert claim.measure is not None and claim.measure.actor is not None
    assert claim.measure.actor.endswith(actor)


GAPPED = [
    ("The Conservatives hold 75 and the Liberal Democrats 47.", "47", "Liberal Democrats"),
    ("Labour won 412 seats, the Conservatives 121 and Reform 5.", "121", "Conservatives"),
    ("Labour won 412 seats, the Conservatives 121 and Reform 5.", "5", "Reform"),
    ("Stephen Curry had 24 points, and LeBron James 14, in the final.", "14", "LeBron James"),
    ("Germany sent 40 tanks, Poland 14.", "14", "Poland"),
    ("France won 16 golds, Britain 14 and Italy 12.", "12", "Italy"),
]


@pytest.mark.parametrize("row", GAPPED, ids=lambda row: f"{row[1]} | {row[0][:40]}")
def test_a_figure_without_its_verb_is_that_of_the_name_before(row: tuple[str, str, str]) -> None:
    text, quote, owner = row
    (claim,) = [claim for claim in claims_in(text) if claim.quote == quote]
    assert claim.measure is not None and claim.measure.actor == owner


@pytest.mark.parametrize(
    "text",
    [
        "Flight number 43 was delayed by two hours.",
        "He wore the number 10 shirt for two years.",
        "Bus number 12 hit two walls.",
        "He bought two phones, the iPhone 14 and the Galaxy 24.",
        "The engine powers 20 jets, the Boeing 737 and the Airbus A320.",
    ],
)
def test_a_number_in_a_name_counts_nothing(text: str) -> None:
    assert len(claims_in(text)) == 1
