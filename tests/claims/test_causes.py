"""What a sentence says brought a thing about."""

from __future__ import annotations

import pytest

from claims.causes import other_cause

APART = [
    ("A bus crash near Toledo killed five people.", "A gas explosion in Toledo killed two people."),
    ("A bus plunged into a ravine near Pasto, killing eight.", "Gunmen killed three people in Pasto."),
    ("An earthquake killed six people in Denizli.", "Six soldiers died when a helicopter crashed."),
    ("A suicide bomber killed six at a checkpoint.", "Gunmen killed two teachers in Quetta."),
    ("A stabbing in Malmo left two dead.", "A car crash in Malmo killed four."),
]
ONE = [
    ("An explosion killed nine at a market.", "A blast killed 12 at a market."),
    ("A missile hit the city, killing two.", "An explosion killed five in the city."),
    ("The storm killed 8 people.", "A landslide killed 12 people in the village."),
    ("An attack in Mopti killed ten.", "Gunmen killed six people in Mopti."),
    ("A bus crash killed five.", "Five people died in Toledo on Monday."),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_causes(one: str, other: str) -> None:
    assert other_cause(one, other) and other_cause(other, one)


@pytest.mark.parametrize(("one", "other"), ONE)
def test_perhaps_one_cause(one: str, other: str) -> None:
    assert not other_cause(one, other) and not other_cause(other, one)
