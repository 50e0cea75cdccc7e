"""Figures without a noun of their own: what they count, where, and of what they are a part."""

from __future__ import annotations

import pytest

from tests.claims.reading import claims_in

Row = tuple[str, str | None, str | None, str | None, str | None]


def told(text: str) -> list[Row]:
    """Quote, noun, event, place and the quote of the whole of each figure."""
    claims = claims_in(text)
    quotes = {claim.id: claim.quote for claim in claims}
    return [
        (
            claim.quote,
            claim.measure.noun,
            claim.measure.event,
            claim.place.name if claim.place else None,
            quotes.get(claim.part_of or ""),
        )
        for claim in claims
        if claim.measure is not None
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Two soldiers were killed near the port and one in the town of Nikopol.",
            ("one in the town of Nikopol", "soldiers", "kill", "Nikopol", None),
        ),
        (
            "Three people died in Kharkiv, two in Sumy and one in the village of Lyptsi.",
            ("two in Sumy", "people", "die", "Sumy", None),
        ),
        (
            "Shelling killed four people in Odesa, one near Izmail.",
            ("one near Izmail", "people", "kill", "Izmayil", None),
        ),
        ("Four boats sank off Crete and one off Rhodes.", ("one off Rhodes", "boats", "sink", "Ródos", None)),
        (
            "Sixteen deaths were linked to it, including one in Sweden.",
            ("one in Sweden", "deaths", "die", "Sweden", "Sixteen deaths"),
        ),
        (
            "Three people died in Kharkiv and one in the village of Quzzle.",
            ("one in the village of Quzzle", "people", "die", None, None),
        ),
    ],
)  # fmt: skip
def test_a_figure_of_a_list_counts_what_the_first_counts(text: str, expected: Row) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "It was one of the worst days.",
        "No one in the town of Nikopol was hurt.",
        "He chose one in the end.",
        "The two firms and one another's lawyers met.",
        "Two men came; the tall one in the middle spoke.",
    ],
)
def test_one_that_stands_for_somebody_is_no_count(text: str) -> None:
    assert not any(row[0].lower().startswith("one") for row in told(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Police arrested 434 people, of whom 21 in Nairobi and 413 others elsewhere.",
            [
                ("434 people", "people", "arrest", None, None),
                ("21 in Nairobi", "people", "arrest", "Nairobi", "434 people"),
                ("413 others", "others", "arrest", None, "434 people"),
            ],
        ),
        (
            "At least 39 people have been killed, of whom 17 in Nairobi.",
            [
                ("At least 39 people", "people", "kill", None, None),
                ("17 in Nairobi", "people", "kill", "Nairobi", "At least 39 people"),
            ],
        ),
        (
            "The commission said 50 people had died, of whom 21 in Nairobi, 413 others had been injured.",
            [
                ("50 people", "people", "die", None, None),
                ("21 in Nairobi", "people", "die", "Nairobi", "50 people"),
                ("413 others", "others", "injure", None, None),
            ],
        ),
        (
            "Fifty were hurt, 12 of whom remain in hospital.",
            [("Fifty", None, "hurt", None, None), ("12 of whom", None, "remain", None, "Fifty")],
        ),
        (
            "The quake killed 120 people, of whom 45 were children.",
            [
                ("120 people", "people", "kill", None, None),
                ("45 were children", "children", "kill", None, "120 people"),
            ],
        ),
        (
            "Customers cancelled 68,000 bookings, more than 33,000 of them for trips at home.",
            [
                ("68,000 bookings", "bookings", "cancel", None, None),
                ("more than 33,000 of them for trips at home", "bookings", "cancel", None, "68,000 bookings"),
            ],
        ),
    ],
)
def test_of_whom_makes_parts(text: str, expected: list[Row]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "The agency said 120 people were dead: 57 women, 54 men and nine children.",
            {"57 women": "die", "54 men": "die", "nine children": "die"},
        ),
        (
            "The storm killed nine people: six men and two women.",
            {"six men": "kill", "two women": "kill"},
        ),
        (
            "Officials sent 1,562 people, among them 490 firefighters and 455 police officers.",
            {"490 firefighters": "send", "455 police officers": "send"},
        ),
        (
            "Troops freed 40 hostages, including 12 women and nine children.",
            {"12 women": "free", "nine children": "free"},
        ),
        (
            "Police held 30 fans: 20 from Leeds and ten from Hull.",
            {"20 from Leeds": "hold", "ten from Hull": "hold"},
        ),
    ],
)
def test_lists_behind_a_whole_are_its_parts(text: str, parts: dict[str, str]) -> None:
    rows = told(text)
    assert {row[0]: row[2] for row in rows if row[4] == rows[0][0]} == parts


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("On board were 175 passengers, two of them from Busan, and six crew.", "six crew"),
        ("The fire killed nine people. In 2014 a blaze there killed 29, two of them children.", "29"),
        ("Ten people died on Monday. Four of those hurt in 2019 came back to the site.", "Four of those"),
        ("The raid freed 40 hostages, including 12 women, and 15 gunmen were shot.", "15 gunmen"),
        ("He said 120 people came: the hall holds 90.", "90"),
    ],
)
def test_what_stands_beside_a_whole_is_no_part(text: str, apart: str) -> None:
    assert [row[4] for row in told(text) if row[0].startswith(apart)] == [None]


@pytest.mark.parametrize(
    ("text", "quote", "actor"),
    [
        ("Sixty victims had been identified by Monday afternoon.", "Sixty victims", None),
        ("Forty bridges will be repaired by the end of June.", "Forty bridges", None),
        ("Ninety homes were evacuated by dawn.", "Ninety homes", None),
        ("Two boys were shot by another 8-year-old.", "Two boys", "another 8-year-old"),
        ("Nine miners were rescued by firefighters.", "Nine miners", "firefighters"),
    ],
)
def test_a_time_is_nobody(text: str, quote: str, actor: str | None) -> None:
    (claim,) = [claim for claim in claims_in(text) if claim.quote == quote]
    assert claim.measure is not None and claim.measure.actor == actor
