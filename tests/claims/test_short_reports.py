"""Two short reports of one event know each other, and what they differ in is found; two events stay apart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest

from benchmarks.stories import load_short
from claims.compare import compare_all, relate_all
from tests.claims.reading import claims_in, reader

MORNING = datetime(2026, 3, 4, 9, tzinfo=UTC)
ONE_EVENT = [
    (
        "Border guards at Zahony stopped a lorry with 36 migrants on Tuesday. Two drivers were arrested.",
        "A lorry halted at the Zahony crossing on Tuesday hid 63 migrants, and two drivers are under arrest.",
        ("36 migrants", "63 migrants", "conflicts"),
    ),
    (
        "A derailment near Lodbrok on Tuesday blocked the line for nine hours and cancelled 140 trains.",
        "The Lodbrok derailment on Tuesday cancelled 190 trains, and the line stayed blocked for nine hours.",
        ("140 trains", "190 trains", "conflicts"),
    ),
    (
        "The Corvo wildfire has burned 2,300 hectares, and 410 people were evacuated, the fire service said.",
        "410 people were evacuated from the Corvo wildfire, which has blackened 2,300 hectares, said the fire service.",
        ("2,300 hectares", "2,300 hectares", "agrees"),
    ),
]
TWO_EVENTS = [
    (
        "A lorry crashed near Alston on Tuesday. Three people were killed and 12 were hurt.",
        "A ferry sank off Karmoy on Tuesday. Nine people were killed and 48 were rescued.",
    ),
    (
        "Tarvik Foods closed the year with sales of 4.2 billion euros. It employs 9,000 people.",
        "Norholm Steel closed the year with sales of 6.1 billion euros. It employs 14,000 people.",
    ),
]


@pytest.mark.parametrize(("text", "other", "expected"), ONE_EVENT)
def test_two_short_reports_of_one_event(text: str, other: str, expected: tuple[str, str, str]) -> None:
    left, right = claims_in(text, MORNING), claims_in(other, MORNING + timedelta(hours=2))
    quotes = {claim.id: claim.quote for claim in (*left, *right)}
    found = [(quotes[each.a], quotes[each.b], each.verdict) for each in compare_all(left, right)]
    assert expected in found
    assert sum(verdict == "conflicts" for _, _, verdict in found) == int(expected[2] == "conflicts")


@pytest.mark.parametrize(("text", "other"), TWO_EVENTS)
def test_two_short_reports_of_two_events(text: str, other: str) -> None:
    found = compare_all(claims_in(text, MORNING), claims_in(other, MORNING + timedelta(hours=2)))
    assert not {each.verdict for each in found} & {"conflicts", "updates"}


def test_what_is_stored_is_compared_as_what_is_set_side_by_side() -> None:
    for case in load_short("tune"):
        for one, other in combinations(list(reader().read_all(case.reports)), 2):
            found = [each for each in compare_all(one.claims, other.claims) if each.verdict != "unrelated"]
            assert relate_all(one.claims, other.claims) == found, case.name
