"""What a report says against itself, read by the real reader."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.compare import compare_within
from claims.types import Comparison
from tests.claims.reading import reader, report

REST = """

Rescuers searched the ruins through the night, and schools stayed shut while engineers looked at the gas mains.
Trains were late across the region, the administration said, and asked people to keep away from the centre."""

CONTRADICTIONS: list[tuple[str, str, str]] = [
    (
        "The shelling left 32 dead: 21 soldiers and nine civilians, the governor of Sumy region said on Tuesday.",
        "32 dead",
        "21 soldiers and nine civilians come to 30, not 32 dead",
    ),
    (
        "The council has 45 seats: 24 for Labour, 15 for the Conservatives and 7 for the Greens.",
        "45 seats",
        "24 for Labour, 15 for the Conservatives and 7 for the Greens come to 46, not 45 seats",
    ),
    (
        "The mudslide killed 41 people - 23 women and 17 men - the mayor of Petropolis said on Monday.",
        "41 people",
        "23 women and 17 men come to 40, not 41 people",
    ),
    (
        "The clash killed 18 people, 11 soldiers and nine civilians, the ministry said.",
        "18 people",
        "11 soldiers and nine civilians come to 20, not 18 people",
    ),
    (
        "Twenty people were hurt, including 12 men and nine women, doctors in Bari said.",
        "Twenty people",
        "12 men and nine women come to 21, not Twenty people",
    ),
    (
        "Police made 40 arrests: 25 in Leeds and 18 in York.",
        "40 arrests",
        "25 in Leeds and 18 in York come to 43, not 40 arrests",
    ),
    ("The road is 1,000km (820 miles) long.", "1,000km", "1,000km and 820 miles: the conversion does not hold"),
    (
        "31 killed in Sumy strike\n\nA missile strike killed 13 people in Sumy on Tuesday, the mayor said." + REST,
        "31 killed in Sumy strike",
        "31 against 13 people killed",
    ),
]

SOUND = [
    "The shelling left 30 dead: 21 soldiers and nine civilians, the governor of Sumy region said on Tuesday.",
    "The council has 45 seats: 24 for Labour, 15 for the Conservatives and 6 for the Greens.",
    "The clash killed 20 people, 11 soldiers and nine civilians, the ministry said.",
    "Twenty people were hurt, including 12 men and five women, doctors in Bari said.",
    "Twenty people were hurt, including 12 men and nine pensioners, doctors in Bari said.",
    "The attack killed six people and wounded 14, including three children and two police officers.",
    "At least 20 people were killed: 21 soldiers and nine civilians.",
    "The raid killed 15 people, two officers and a bystander.",
    "The blast left 30 dead: 21 soldiers, nine civilians and 60 wounded.",
    "Three US soldiers were among at least 10 people killed when gunmen attacked a school in Lower Dir.",
    "6 children among 19 dead in Hama\n\nRescuers worked all day." + REST,
    "Six killed in Hama bombings\n\nTwo civilians were killed in Hama city on Monday, and four in Salamiyah." + REST,
    "The road is 1,000km (620 miles) long.",
    "He served 12 years: four in Moscow and nine in Tver.",
]


def contradictions(text: str) -> tuple[list[Comparison], dict[str, str]]:
    reading = reader().read(report(text))
    quotes = {claim.id: claim.quote for claim in reading.claims}
    return [each for each in compare_within(reading.claims) if each.verdict == "conflicts"], quotes


@pytest.mark.parametrize(("text", "quote", "says"), CONTRADICTIONS, ids=[row[1] for row in CONTRADICTIONS])
def test_contradictions(text: str, quote: str, says: str) -> None:
    found, quotes = contradictions(text)
    assert [(quotes[each.a], each.evidence[0].says) for each in found] == [(quote, says)]


@pytest.mark.parametrize("text", SOUND)
def test_sound_reports(text: str) -> None:
    assert contradictions(text)[0] == []


def test_the_difference_is_between_the_whole_and_the_sum() -> None:
    ((found,), _) = contradictions(CONTRADICTIONS[0][0])
    assert found.difference is not None
    assert (found.difference.absolute, found.difference.relative) == (Decimal(2), 0.062)
    assert (found.dispute, found.evidence[0].rule, found.whole) == ("same_source", "sum_differs", None)


@pytest.mark.parametrize(("told", "conflicts"), [("170 drones", 1), ("140 drones", 0), ("200 missiles", 0)])
def test_no_more_are_downed_than_were_launched(told: str, conflicts: int) -> None:
    text = f"Russia launched 150 drones at Ukraine overnight, the air force said. Ukraine downed {told} overnight."
    found, quotes = contradictions(text)
    assert [(quotes[each.a], quotes[each.b]) for each in found] == [("150 drones", told)] * conflicts
