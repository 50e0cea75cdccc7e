"""A look remembered by kinds of claim answers every two claims as it would if it were taken at them alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from claims.kindred import KIN_LOOKS
from claims.looks import Look, answer
from claims.match import QUANTITY_LOOKS
from claims.profiles import Profile
from claims.scenes import on_scene
from tests.claims.reading import claims_in

MORNING = datetime(2025, 3, 4, 8, tzinfo=UTC)
TEXTS = (
    "A gas blast tore through a hotel in Lviv on Monday. At least 12 people were killed and 31 wounded, police said. "
    "Three of the dead were children. In June a fire in the town hurt 31 people.",
    "Twelve people died in the hotel blast in Lviv, the mayor said on Tuesday. A 31-year-old woman was among the 33 "
    "injured. Rescuers may find 12 more people. The hotel was 12 metres high and the crater 40 feet wide.",
    "Ukraine's air force said it had downed 31 of 40 Russian drones overnight. Russia's ministry said that it shot "
    "down 12 Ukrainian drones. Two people were wounded in Sumy region.",
    "Inflation rose to 3.1% in June from 2.9%, the office said. Some 12 per cent of households lost power. The bank is "
    "expected to lend 31 million dollars a year.",
    "Two gunmen who killed 12 people were shot dead. Police detained 31 suspects in the United States. Female workers "
    "made up 12 of the wounded. Another 31 were missing on Monday.",
)


def _profiles() -> list[Profile]:
    return [
        profile
        for number, text in enumerate(TEXTS)
        for profile in on_scene(claims_in(text, MORNING + timedelta(hours=30 * number)))
        if profile.interval is not None
    ]


@pytest.mark.parametrize("look", [*QUANTITY_LOOKS, *KIN_LOOKS], ids=lambda look: look.asks.__name__.strip("_"))
def test_what_is_remembered_of_kinds_holds_for_every_two_claims(look: Look[object]) -> None:
    profiles = _profiles()
    assert len(profiles) > 20
    for p in profiles:
        for q in profiles:
            assert answer(look.kind(p), look.kind(q)) == look.asks(p, q), (p.claim.quote, q.claim.quote)


def test_claims_of_which_a_look_reads_the_same_are_of_one_kind() -> None:
    twelve = [each for each in _profiles() if each.value == 12 and each.unit is None]
    unit = QUANTITY_LOOKS[0]
    assert len(twelve) > 2
    assert len({unit.kind(each) for each in twelve if each.rate is None and not each.age}) == 1
