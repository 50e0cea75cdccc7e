"""The stamps of a live blog: they date what follows them and are no figures."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.claims.reading import claims_in

EVENING = datetime(2025, 7, 22, 20, tzinfo=UTC)


def dated(text: str) -> list[tuple[str, str | None, str | None]]:
    """Quote, first instant of the period and as-of time of each claim."""

    def told(moment: datetime | None) -> str | None:
        return None if moment is None else moment.strftime("%d %H:%M")

    return [
        (claim.quote, told(claim.period.start) if claim.period else None, told(claim.as_of))
        for claim in claims_in(text, EVENING)
    ]


@pytest.mark.parametrize(
    ("stamp", "day", "moment"),
    [
        ("14:32 GMT", "22 00:00", "22 14:32"),
        ("14.32 BST", "21 23:00", "22 13:32"),
        ("14:32 - ", "22 00:00", "22 14:32"),
        ("09:05", "22 00:00", "22 09:05"),
        ("2.15pm", "22 00:00", "22 14:15"),
        ("[11:20 CEST]", "21 22:00", "22 09:20"),
        ("Posted at 7:40am", "22 00:00", "22 07:40"),
        ("20 July, 18:00 UTC", "20 00:00", "20 18:00"),
        ("23:15", "22 00:00", None),  # after publication: a live page's own time is in doubt
    ],
)
def test_a_stamp_on_its_own_line_dates_what_follows(stamp: str, day: str, moment: str | None) -> None:
    text = f"06:00\nSix people were hurt on Sunday.\n\n{stamp}\nThree people have been killed.\n\nTwo cars burned."
    assert dated(text) == [
        ("Six people", "20 00:00", "22 06:00"),
        ("Three people", day, moment),
        ("Two cars", day, moment),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "14:32 - Three people have been killed.",
        "14:32: Three people have been killed.",
        "14:32 GMT Three people have been killed.",
        "14:32 | Three people have been killed.",
        "2.32pm – Three people have been killed.",
    ],
)
def test_an_entry_may_follow_on_the_line(line: str) -> None:
    assert dated(f"10:10 - Six people were hurt.\n{line}") == [
        ("Six people", "22 00:00", "22 10:10"),
        ("Three people", "22 00:00", "22 14:32"),
    ]


def test_what_an_entry_dates_itself_keeps_its_date_and_ends_with_the_entry() -> None:
    text = "14:00\nNine people died on Monday. Six were hurt.\n\n15:00\nTwo people were arrested."
    assert [row[1] for row in dated(text)] == ["21 00:00", "21 00:00", "22 00:00"]


def test_a_lone_date_line_heads_a_page_and_dates_nothing() -> None:
    assert dated("22 July 2025, 14:32 BST\n\nFive people were killed in a fire.") == [("Five people", None, None)]


@pytest.mark.parametrize("text", ["Race results\n14.32\n12.20", "Odds: 14.32", "The ratio was 14.32 in May."])
def test_figures_that_only_look_like_stamps_are_kept(text: str) -> None:
    assert any(claim.quote.startswith("14.32") for claim in claims_in(text, EVENING))
