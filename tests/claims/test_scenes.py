from __future__ import annotations

import pytest

from claims.compare import compare_all
from claims.scenes import on_scene
from tests.claims.building import KRAMATORSK, PUTYVL, SUMY, SUMY_REGION, claim, night
from tests.claims.reading import claims_in


def test_a_report_of_one_town_is_set_there() -> None:
    scenes = [each.scene for each in on_scene([claim(3), claim(5, place=SUMY), claim(7, place=SUMY_REGION)])]
    assert scenes == [SUMY, None, None]


def test_a_report_of_two_towns_is_set_in_neither() -> None:
    assert on_scene([claim(3), claim(5, place=SUMY), claim(7, place=PUTYVL)])[0].scene is None


def test_a_town_outside_the_region_told_of_is_no_scene() -> None:
    assert on_scene([claim(3), claim(5, place=KRAMATORSK), claim(7, place=SUMY_REGION)])[0].scene is None


def test_each_report_has_its_own_scene() -> None:
    found = on_scene([claim(3), claim(5, place=SUMY), claim(4, report="rep_b")])
    assert [each.scene for each in found] == [SUMY, None, None]


def test_two_headlines_of_one_town_and_night_are_set_against_each_other() -> None:
    mine = [claim(13, period=night(22)), claim(1, event="kill", place=SUMY)]
    theirs = [claim(11, period=night(22), report="rep_b"), claim(1, event="kill", place=SUMY, report="rep_b")]
    verdicts = {(one.a, one.b): one.verdict for one in compare_all(mine, theirs)}
    assert verdicts[mine[0].id, theirs[0].id] == "conflicts"
    assert {one.verdict for one in compare_all(mine[:1], theirs[:1])} == {"unrelated"}


@pytest.mark.parametrize(
    ("text", "running"),
    [
        ("The Greens have 40 seats. Liberal Democrats: 72.", {"40 seats": True, "72": True}),
        ("The Greens have 40 seats. The Liberals have won 71.", {"40 seats": True, "71": True}),
        ("The Greens have 40 members. Liberal Democrats: 72.", {"72": False}),
        ("The Greens have 40 seats. The hall was 72 metres long.", {"72 metres": False}),
    ],
)
def test_a_bare_figure_beside_seats_moves_as_they_do(text: str, running: dict[str, bool]) -> None:
    found = {each.claim.quote: each.running for each in on_scene(claims_in(text))}
    assert {quote: found[quote] for quote in running} == running
