"""Which period holds for a claim that names none: carried over in the story, and not where it turns."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from claims.periods import find_periods
from tests.claims.reading import NOON, claims_in

LATE = datetime(2025, 7, 22, 20, tzinfo=UTC)


def dated(text: str) -> dict[str, str | None]:
    """The wording of the period of each figure."""
    return {claim.quote: claim.period.text if claim.period else None for claim in claims_in(text) if claim.quantity}


@pytest.mark.parametrize(
    ("text", "quote", "period"),
    [
        ("Shelling hit the port overnight and killed two.\n\nNine people were hurt.", "Nine people", "overnight"),
        ("Two men died on Monday. Police arrested three others.", "three others", "Monday"),
        ("Two men died on Monday, the mayor told reporters on Tuesday. Nine were hurt.", "Nine", "Monday"),
        ("Two men died on Monday. A fire in 2014 killed 29. Nine were hurt.", "Nine", None),
        ("It began on June 18 with 335 arrests.\n\nFifty people have been hurt.", "Fifty people", None),
        ("Two men died on Monday. In all 50 people have been killed.", "50 people", None),
        ("Two men died on Monday. The agency will hire 300 guards.", "300 guards", None),
        ("Two men died on Monday. The firm owes $80m to its lenders.", "$80m", None),
        ("Two men died on Monday. The county employs 900 guards.", "900 guards", None),
        ("It is the worst crash since 2002, when a jet hit a hill and killed 129 people.", "129 people", "2002"),
        ("Since Monday, when the dam broke, 12 people have drowned.", "12 people", "Since Monday"),
        ("Downed were 31 drones that were launched overnight.", "31 drones", "overnight"),
    ],
)
def test_what_a_period_carries_over(text: str, quote: str, period: str | None) -> None:
    assert dated(text)[quote] == period


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("By the end of the year 300 engineers will be hired.", None, "2026-01-01"),
        ("By year's end 20 mines will close.", None, "2026-01-01"),
        ("All will leave by the end of next year.", None, "2027-01-01"),
        ("Rates will rise before the end of 2026.", None, "2027-01-01"),
        ("Thirty ships will be built by the end of the decade.", None, "2030-01-01"),
        ("The ministry said 40 bridges would be mended by the end of June.", None, "2026-07-01"),
        ("It had sold 300 cars by the end of last month.", None, "2025-07-01"),
        ("The plan is due at the end of the month.", "2025-07-22", "2025-08-01"),
        ("It downed 12 missiles overnight into Sunday.", "2025-07-19", "2025-07-20"),
        ("In the night to Monday two died.", "2025-07-20", "2025-07-21"),
        ("Two died in the night to 3 May.", "2025-05-02", "2025-05-03"),
    ],
)
def test_ends_and_nights(text: str, start: str | None, end: str) -> None:
    (span,) = find_periods(text, NOON, UTC)
    assert (span.period.start.date().isoformat() if span.period.start else None) == start
    assert span.period.end is not None and span.period.end.date().isoformat() == end


@pytest.mark.parametrize(
    ("text", "age", "noun"),
    [
        ("Rex Masai was only 24 when he was shot.", 24, "Rex Masai"),
        ("She was 31.", 31, None),
        ("He is 64 and has led the bank for years.", 64, None),
        ("The mayor, who is 52, resigned.", 52, "mayor"),
        ("The oldest was 78.", 78, None),
        ("Her son was eight at the time.", 8, "son"),
    ],
)
def test_somebody_who_is_a_number_is_that_old(text: str, age: int, noun: str | None) -> None:
    claim = next(claim for claim in claims_in(text) if claim.quantity and claim.quantity.unit == "year")
    assert claim.quantity is not None and claim.measure is not None
    assert claim.quantity.interval.exact == age
    assert claim.measure.noun == noun


@pytest.mark.parametrize(
    "text",
    [
        "The total was 24 when the count ended.",
        "There were 24 when he left.",
        "The victims were 24.",
        "They were 12, he said.",
    ],
)
def test_a_sum_is_no_age(text: str) -> None:
    assert [claim.quantity.unit for claim in claims_in(text) if claim.quantity] == [None]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("About 32,000 people were in shelters.", "displace"),
        ("In the shelters, 28,200 people sleep on cardboard.", "displace"),
        ("Over 33,000 people slept in shelters in the prefecture.", "displace"),
        ("Some 900 families are living in evacuation centres.", "displace"),
        ("Around 400 people stayed in emergency accommodation.", "displace"),
        ("Forty athletes live in the village.", "live"),
        ("Two people died in a shelter.", "die"),
        ("Nine clerks sit in the centre.", "sit"),
    ],
)
def test_people_in_shelters_are_displaced(text: str, event: str) -> None:
    (claim,) = claims_in(text)
    assert claim.measure is not None and claim.measure.event == event


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("In the night to Monday Ukraine's air force shot down 12 missiles, it said.", "Ukraine's air force"),
        ("The company cut 300 jobs, it said.", "company"),
        ("The ministry has found nine cases, it said.", "ministry"),
        ("The union gathered 4,000 marchers, it said.", "union"),
        ("The blast killed 12 people, it said.", None),
    ],
)
def test_it_is_the_body_that_the_told_clause_is_about(text: str, source: str | None) -> None:
    claim = next(claim for claim in claims_in(text) if claim.quantity)
    assert (claim.attribution.source if claim.attribution else None) == source
