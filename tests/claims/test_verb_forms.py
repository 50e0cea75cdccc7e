"""What happened, told before the name of a coast."""

from __future__ import annotations

import pytest

from tests.claims.reading import claims_in


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Twelve people, including four children, drowned off Tobruk.", "drown"),
        ("Nine sailors drowned off Lampedusa on Monday.", "drown"),
        ("Four fishermen died off Jolo.", "die"),
        ("Six migrants drowned off the coast of Samos.", "drown"),
        ("The firm laid off 900 workers.", "lay off"),
        ("Air defences shot down 12 drones.", "shoot down"),
    ],
)
def test_what_happened_off_a_coast(text: str, event: str) -> None:
    assert {claim.measure.event for claim in claims_in(text) if claim.measure} == {event}
