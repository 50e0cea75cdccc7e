"""Scores and votes count nothing, unless they say what they count."""

from __future__ import annotations

import pytest

from tests.claims.reading import claims_in


def figures(text: str) -> list[tuple[str, str | None, int]]:
    """Quote, noun and value of each figure."""
    return [
        (claim.quote, claim.measure.noun if claim.measure else None, int(claim.quantity.interval.low or 0))
        for claim in claims_in(text)
        if claim.quantity is not None
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The House voted 220-212 on Thursday to pass the bill.",
        "Lawmakers approved the plan by 364 to 62.",
        "The Senate passed the measure 51-49 late on Friday.",
        "Parliament confirmed her 75 to 22.",
        "The lower house defeated it, 213-217.",
        "The upper house rejected the plan by 213 to 217.",
        "The bill cleared the chamber on a 52-48 vote.",
        "The trustees were split 6 to 5.",
        "MPs backed the deal by 1,310 to 1,204.",
        "The jury voted 10-2 to convict.",
        "Judges upheld the ruling 5-4.",
        "The committee split 11-10 along party lines.",
        "Doctors voted nine to five to strike.",
        "The court ruled six to three that the law stands.",
        "Ireland beat Wales 24-12.",
    ],
)
def test_a_tally_is_no_count(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The motion was carried by 364 votes to 62.", [("364 votes", "votes", 364), ("62", "votes", 62)]),
        ("The Senate confirmed Mr Ortega 67 votes to 33.", [("67 votes", "votes", 67), ("33", "votes", 33)]),
        ("Delegates elected her by 812 votes to 640.", [("812 votes", "votes", 812), ("640", "votes", 640)]),
        ("They won by three goals to two.", [("three goals", "goals", 3), ("two", "goals", 2)]),
        (
            "It passed with 141 votes in favour, five against and 35 abstentions.",
            [("141 votes", "votes", 141), ("five against", "votes", 5), ("35 abstentions", "abstentions", 35)],
        ),
        ("MPs rejected it by 303 votes to 257.", [("303 votes", "votes", 303), ("257", "votes", 257)]),
    ],
)
def test_votes_told_as_votes_are_counts_on_both_sides(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lawmakers approved 12-15 projects a year.", [("12-15 projects", "projects", 12)]),
        ("The committee passed 5-10 bills on Friday.", [("5-10 bills", "bills", 5)]),
        ("The party elected 40 to 50 delegates.", [("40 to 50 delegates", "delegates", 40)]),
        ("Staff was cut from 364 to 62.", [("364", "staff", 364), ("62", "staff", 62)]),
        ("Voters returned 30 to 40 councillors.", [("30 to 40 councillors", "councillors", 30)]),
    ],
)
def test_ranges_and_changes_near_a_vote_are_kept(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert figures(text) == expected
