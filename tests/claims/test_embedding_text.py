from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.embedding_text import LONGEST_CLAUSE, embedding_text, mask_figures
from claims.types import Attribution, Claim, Interval, Measure, Period, Place, Quantity, Statement

BODY = "Two glide bombs were dropped on Sumy city, wounding at least 13 people."
CLAIM = Claim(
    id="clm_1",
    report_id="rep_1",
    outlet="Wire",
    published=datetime(2025, 7, 22, 9, tzinfo=UTC),
    kind="quantity",
    quote="at least 13 people",
    start=51,
    end=69,
    sentence=BODY,
    quantity=Quantity(Interval(Decimal(13), None), "at least 13"),
    measure=Measure("people", "wound", "people wounded"),
)
MASKED = [
    ("hedge and figure", "wounding at least 13 people", "wounding a number of people"),
    ("number words", "a dozen soldiers and twenty-two cars", "a number of soldiers and a number of cars"),
    ("vague", "hundreds of people", "a number of people"),
    ("a part of the whole", "killed 12 of the 30", "killed a number of a number of"),
    ("per cent", "about 5% inflation", "a percentage inflation"),
    ("money", "$1.2 billion in damage", "an amount of money in damage"),
    ("length", "20 km away", "a number of km away"),
    ("an age", "a 10-year-old boy was killed", "a number of years boy was killed"),
    ("a date keeps its digits", "on 22 July 2025 and on July 4", "on 22 July 2025 and on July 4"),
    ("a name keeps its digits", "an F-16 was shot down", "an F-16 was shot down"),
    ("no figure", "Rustem Umerov will head it", "Rustem Umerov will head it"),
    ("nothing", "", ""),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in MASKED], ids=[row[0] for row in MASKED])
def test_figures_are_masked(text: str, expected: str) -> None:
    assert mask_figures(text) == expected


def test_context_is_spelt_out() -> None:
    overnight = Period(datetime(2025, 7, 21, 18, tzinfo=UTC), datetime(2025, 7, 22, 12, tzinfo=UTC), "overnight")
    claim = replace(
        CLAIM,
        period=overnight,
        place=Place("Sumy", "Sumy city", "UA", "692194", 50.9, 34.8),
        attribution=Attribution("Artem Kobzar", "acting Mayor Artem Kobzar said"),
    )
    assert embedding_text(claim) == (
        "people wounded: a number of glide bombs were dropped on Sumy city, wounding a number of people. "
        "In Sumy, Ukraine. On 22 July 2025. According to Artem Kobzar."
    )


def test_the_figure_makes_no_difference() -> None:
    other = replace(CLAIM, quote="426 people", sentence=BODY.replace("at least 13", "426"))
    assert embedding_text(other) == embedding_text(CLAIM)


PERIODS = [
    ("none: publication", None, "On 22 July 2025."),
    ("unbounded", Period(None, None, "recently"), "On 22 July 2025."),
    (
        "a day ends as the next begins",
        Period(datetime(2025, 7, 20, tzinfo=UTC), datetime(2025, 7, 21, tzinfo=UTC), "on Sunday"),
        "On 20 July 2025.",
    ),
    (
        "a month",
        Period(datetime(2025, 6, 1, tzinfo=UTC), datetime(2025, 7, 1, tzinfo=UTC), "in June"),
        "In June 2025.",
    ),
    ("open at the end", Period(datetime(2025, 6, 3, tzinfo=UTC), None, "since 3 June"), "On 3 June 2025."),
    ("open at the start", Period(None, datetime(2025, 6, 3, tzinfo=UTC), "until 2 June"), "On 2 June 2025."),
]


@pytest.mark.parametrize(("period", "expected"), [row[1:] for row in PERIODS], ids=[row[0] for row in PERIODS])
def test_the_day_meant(period: Period | None, expected: str) -> None:
    assert embedding_text(replace(CLAIM, period=period)).endswith(expected)


def test_a_country_is_not_named_twice() -> None:
    ukraine = Place("Ukraine", "Ukraine", "UA", "690791", 49.0, 32.0, "country")
    assert "In Ukraine. " in embedding_text(replace(CLAIM, place=ukraine))


def test_a_statement_stands_as_subject_verb_object() -> None:
    said = replace(
        CLAIM,
        kind="statement",
        quantity=None,
        measure=None,
        statement=Statement("Rustem Umerov", "will head", "Ukraine's delegation", "head"),
        sentence="Zelenskyy said Rustem Umerov will head Ukraine's delegation.",
    )
    assert embedding_text(said).startswith("Rustem Umerov will head Ukraine's delegation: Zelenskyy said Rustem")


def test_a_long_sentence_is_cut_at_words_around_the_quote() -> None:
    padding = "and so the report went on about other matters entirely " * 20
    long = replace(CLAIM, sentence=f"{padding}wounding at least 13 people {padding}")
    text = embedding_text(long)
    assert "wounding a number of people and so the report" in text
    assert len(text) < LONGEST_CLAUSE + 80
    words = set(text.replace(".", "").replace(":", "").split())
    assert words <= set(f"{padding} people wounded wounding a number of On 22 July 2025".split())


@given(st.text())
def test_no_text_makes_masking_raise(text: str) -> None:
    mask_figures(text)
