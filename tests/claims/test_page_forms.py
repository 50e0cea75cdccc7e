"""Forms that text comes in: captions, lists, tables, curly quotes, texts cut off; each with what is read of it."""

from __future__ import annotations

import pytest

from tests.claims.reading import claims_in

Row = tuple[str, float | None, str | None, str | None]


def read_in(text: str) -> list[Row]:
    """Quote, lower bound, noun and event of each figure, once its quote was found where it says."""
    found: list[Row] = []
    for claim in claims_in(text):
        assert text[claim.start : claim.end] == claim.quote
        if claim.quantity is not None and claim.measure is not None:
            low = claim.quantity.interval.low
            found.append((claim.quote, None if low is None else float(low), claim.measure.noun, claim.measure.event))
    return found


KILLED = ("15 people", 15.0, "people", "kill")


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("A woman walks past a damaged house in Sumy, July 22, 2025. REUTERS/Ana Lopez", []),
        (
            "Rescuers carry 12 victims in Odesa on Monday. (AP Photo/Ana Lopez)",
            [("12 victims", 12.0, "victims", "carry")],
        ),
        ("Photo: Ana Lopez/AFP", []),
        ("Image 3 of 7", []),
        ("Getty Images", []),
        ("Firefighters at the site of the strike (Ana Lopez/Harbour Wire)", []),
    ],
)
def test_a_caption_stands_apart_from_the_story(caption: str, expected: list[Row]) -> None:
    assert read_in(f"{caption}\n\nThe strike killed 15 people.") == [*expected, KILLED]


@pytest.mark.parametrize(
    "word", ["Advertisement", "ADVERTISEMENT", "Story continues below advertisement", "Read more:"]
)
def test_advertisements_break_nothing(word: str) -> None:
    text = f"The strike killed 15 people.\n\n{word}\n\nNine firefighters were hurt."
    assert read_in(text) == [KILLED, ("Nine firefighters", 9.0, "firefighters", "hurt")]


@pytest.mark.parametrize("bullet", ["- ", "• ", "* ", "– ", "· "])
def test_bullets_are_items_of_their_own(bullet: str) -> None:
    text = f"What we know:\n{bullet}Three people were killed\n{bullet}Nine cars burned\n{bullet}40 homes lost power"
    assert [row[:3] for row in read_in(text)] == [
        ("Three people", 3.0, "people"),
        ("Nine cars", 9.0, "cars"),
        ("40 homes", 40.0, "homes"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "1. Two people were shot.\n2. Three men were held.",
            [("Two people", 2.0, "people", "shoot"), ("Three men", 3.0, "men", "hold")],
        ),
        (
            "The toll:\n- 12 dead\n- 30 injured\n- 4 missing",
            [
                ("12 dead", 12.0, "dead", "die"),
                ("30 injured", 30.0, None, "injure"),
                ("4 missing", 4.0, "missing", "missing"),
            ],
        ),
        (
            "The toll:\n* Killed: 12\n* Injured: 30",
            [("12", 12.0, None, "kill"), ("30", 30.0, None, "injure")],
        ),
        (
            "Region\tDead\tInjured\nSumy\t3\t12\nKharkiv\t5\t40",
            [("3", 3.0, None, None), ("12", 12.0, None, None), ("5", 5.0, None, None), ("40", 40.0, None, None)],
        ),
        (
            "| Region | Dead | Injured |\n| Sumy | 3 | 12 |\n| Kharkiv | 5 | 40 |",
            [("3", 3.0, None, None), ("12", 12.0, None, None), ("5", 5.0, None, None), ("40", 40.0, None, None)],
        ),
        ("Jobless rate\nMay 4.1\nJune 4.3", [("4.1", 4.1, None, None), ("4.3", 4.3, None, None)]),
    ],
)
def test_lists_and_tables(text: str, expected: list[Row]) -> None:
    assert read_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We counted 12 bodies,” said Ana Lopez. “There’s no water.”", ("12 bodies", 12.0, "bodies", "count")),
        ("The mayor said ‘nine people’ had died.", ("nine people", 9.0, "people", "die")),
        ("“Forty homes burned”, she said.", ("Forty homes", 40.0, "homes", "burn")),
        ("Russia’s army lost 30 tanks.", ("30 tanks", 30.0, "tanks", "lose")),
        ("It wasn’t over: six boats sank.", ("six boats", 6.0, "boats", "sink")),
    ],
)
def test_curly_quotes(text: str, expected: Row) -> None:
    assert expected in read_in(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The strike killed 15 people and wounded at least", [KILLED]),
        ("The strike killed 15 people, the mayor said, and left hund", [KILLED]),
        ("The strike killed 15 people when the", [KILLED]),
        ("The strike killed 15 people [+2345 chars]", [KILLED]),
        ("The strike killed 15 people…", [KILLED]),
        ("The strike killed 15 people. “We", [KILLED]),
    ],
)
def test_a_text_cut_off_keeps_what_was_told(text: str, expected: list[Row]) -> None:
    assert read_in(text) == expected
