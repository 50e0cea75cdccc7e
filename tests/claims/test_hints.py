from __future__ import annotations

from typing import Any

import pytest

from claims.hints import hints
from tests.claims.building import KRAMATORSK, SUMY, claim, night

Fields = dict[str, Any]


@pytest.mark.parametrize(
    ("x", "y", "cause"),
    [
        (203, 230, "digits_swapped"),
        (35, 53, "digits_swapped"),
        (426, 42, "factor_of_ten"),
        (426, 4260, "factor_of_ten"),
        (426, 46, "factor_of_ten"),
        (10, 100, "factor_of_ten"),
        (3, 3000, "thousand_million_billion"),
        ("1.2", 1200000, "thousand_million_billion"),
        (2, 2000000000, "thousand_million_billion"),
        (4, 7, ""),
        (1, 12, ""),
        (0, 12, ""),
        (12, 12, ""),
        (426, 431, ""),
        ("13+", 31, "digits_swapped"),
    ],
)
def test_causes_in_the_figures_alone(x: object, y: object, cause: str) -> None:
    a, b = claim(x), claim(y, report="rep_b")
    assert [hint.cause for hint in hints(a, b)] == ([cause] if cause else [])
    assert hints(a, b) == hints(b, a)


def test_the_hint_says_why() -> None:
    assert hints(claim(203), claim(230))[0].says == "203 and 230 hold the same digits"
    assert hints(claim(426), claim(42))[0].says == "42 is 426 with a digit lost"


def test_no_hint_from_a_figure_that_nobody_gave() -> None:
    assert hints(claim("24+", approximate=True), claim(240)) == ()


@pytest.mark.parametrize(
    ("x", "unit", "y", "other", "expected"),
    [
        (10, "km", 10, "mi", True),
        (1000, "km", 620, "km", True),
        (1000, "km", 1609, "km", True),
        (20, "°C", 68, "°C", True),
        (10, "km", 10, "kg", False),
        (10, "USD", 10, "EUR", False),
        (10, "km", 12, "km", False),
    ],
)
def test_units_mixed_up(x: object, unit: str, y: object, other: str, expected: bool) -> None:
    found = hints(claim(x, "road", None, unit=unit), claim(y, "road", None, unit=other))
    assert ("unit_mixed_up" in {hint.cause for hint in found}) is expected


HURT: Fields = {"place": SUMY, "period": night(22)}


def test_killed_and_wounded_swapped() -> None:
    dead, hurt = claim(12, event="kill", **HURT), claim(30, **HURT)
    other_dead = claim(30, event="kill", report="rep_b", **HURT)
    other_hurt = claim(12, report="rep_b", **HURT)
    found = hints(dead, other_dead, (dead, hurt), (other_dead, other_hurt))
    assert "killed_wounded_swapped" in {hint.cause for hint in found}
    found = hints(hurt, other_hurt, (dead, hurt), (other_dead, other_hurt))
    assert "killed_wounded_swapped" in {hint.cause for hint in found}


def test_not_swapped_without_both_figures_or_elsewhere() -> None:
    dead, other_dead = claim(12, event="kill", **HURT), claim(30, event="kill", report="rep_b", **HURT)
    elsewhere = claim(12, report="rep_b", place=KRAMATORSK)
    assert not hints(dead, other_dead, (dead, claim(30, **HURT)), (other_dead, elsewhere))
    assert not hints(dead, other_dead)


def test_part_taken_for_the_whole() -> None:
    downed: Fields = {"noun": "drones", "event": "down", "period": night(22)}
    whole = claim(35, **downed)
    part = claim(3, **downed, part_of=whole.id)
    other = claim(3, report="rep_b", **downed)
    assert {hint.cause for hint in hints(whole, other, (whole, part), (other,))} == {"part_for_whole"}
    assert {hint.cause for hint in hints(other, whole, (other,), (whole, part))} == {"part_for_whole"}


def test_total_given_for_its_part() -> None:
    downed: Fields = {"noun": "drones", "event": "down", "period": night(22)}
    whole = claim(38, **downed)
    part = claim(4, **downed, part_of=whole.id)
    other = claim(38, report="rep_b", **downed)
    assert {hint.cause for hint in hints(part, other, (whole, part), (other,))} == {"total_for_part"}


def test_an_older_figure() -> None:
    new, old = claim(45, event="kill"), claim(72, event="kill", superseded=True)
    other = claim(72, event="die", report="rep_b")
    assert {hint.cause for hint in hints(new, other, (new, old), (other,))} == {"older_figure"}
    assert {hint.cause for hint in hints(other, new, (other,), (new, old))} == {"older_figure"}
    wounded = claim(72, superseded=True)
    assert not hints(new, other, (new, wounded), (other,))
