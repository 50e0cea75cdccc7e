from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.compare import candidate_keys, compare_all, compare_within
from claims.types import Claim, Comparison
from tests.claims.building import KRAMATORSK, PUTYVL, SUMY, SUMY_REGION, UKRAINE, claim, night, statement

Fields = dict[str, Any]
AIR_FORCE = "Ukraine's air force"
B: Fields = {"report": "rep_b"}


def _report(**changes: object) -> list[Claim]:
    """A night's report, its figures as given or changed by name."""
    figures: dict[str, object] = {
        "launched": 426, "missiles": 24, "lost": 203, "hurt": 5, "killed": 1, "first": 4, "second": 7, "sumy": "13+",
    }  # fmt: skip
    figures |= changes
    by_night: Fields = {"period": night(22)}
    force: Fields = by_night | {"source": AIR_FORCE}
    return [
        claim(figures["launched"], "drones", "launch", actor="Russia", **force),
        claim(figures["missiles"], "missiles", "launch", actor="Russia", **force),
        claim(figures["lost"], "drones", "disappear", **force),
        claim(figures["killed"], "boy", "kill", place=KRAMATORSK, **by_night),
        claim(figures["hurt"], place=KRAMATORSK, **by_night),
        claim(figures["first"], place=PUTYVL, actor="a drone", **by_night),
        claim(figures["second"], place=PUTYVL, actor="a second drone", **by_night),
        claim(figures["sumy"], place=SUMY, **by_night),
        claim(1000, "front line", None, unit="km", place=UKRAINE),
    ]


def _elsewhere(claims: Sequence[Claim], outlet: str = "rep_b") -> list[Claim]:
    return [replace(one, id=f"{one.id}_{outlet}", report_id=outlet, outlet=outlet) for one in claims]


def _counted(found: Sequence[Comparison]) -> Counter[str]:
    return Counter(one.verdict for one in found)


def test_a_report_agrees_with_itself_under_another_name() -> None:
    mine = _report()
    theirs = _elsewhere(mine)
    found = compare_all(mine, theirs)
    verdicts = _counted(found)
    assert verdicts["conflicts"] == verdicts["updates"] == 0
    agreed = {(one.a, one.b) for one in found if one.verdict == "agrees"}
    assert {(x.id, y.id) for x, y in zip(mine, theirs, strict=True)} <= agreed


@pytest.mark.parametrize(
    ("name", "value", "cause"),
    [
        ("launched", 42, "factor_of_ten"),
        ("launched", 462, "digits_swapped"),
        ("missiles", 29, None),
        ("lost", 230, "digits_swapped"),
        ("hurt", 8, None),
        ("killed", 2, None),
        ("first", 9, None),
        ("second", 8, None),
        ("sumy", 11, None),
    ],
)
def test_one_changed_figure_is_one_conflict(name: str, value: int, cause: str | None) -> None:
    mine, theirs = _report(), _elsewhere(_report(**{name: value}))
    conflicts = [one for one in compare_all(mine, theirs) if one.verdict == "conflicts"]
    assert len(conflicts) == 1
    assert [hint.cause for hint in conflicts[0].hints] == ([cause] if cause else [])
    swapped = [one for one in compare_all(theirs, mine) if one.verdict == "conflicts"]
    assert [(one.b, one.a) for one in swapped] == [(one.a, one.b) for one in conflicts]
    assert swapped[0].hints == conflicts[0].hints


def test_dead_and_wounded_swapped() -> None:
    mine = [claim(12, event="kill", place=SUMY, period=night(22)), claim(30, place=SUMY, period=night(22))]
    theirs = [
        claim(30, event="kill", place=SUMY, period=night(22), **B),
        claim(12, place=SUMY, period=night(22), **B),
    ]
    found = [one for one in compare_all(mine, theirs) if one.verdict == "conflicts"]
    assert len(found) == 2
    assert all("killed_wounded_swapped" in {hint.cause for hint in one.hints} for one in found)


def test_only_claims_of_different_reports_are_compared_and_once() -> None:
    mine = _report()
    assert compare_all(mine, mine) == []
    both = [*mine, *_elsewhere(mine)]
    pairs = [frozenset({one.a, one.b}) for one in compare_all(both, both)]
    assert len(pairs) == len(set(pairs))
    assert compare_all([], mine) == compare_all(mine, []) == []


def test_pairs_without_anything_in_common_are_not_weighed() -> None:
    drones = claim(5, "drones", "launch")
    assert compare_all([drones], [claim(5, "homes", "burn", **B)]) == []
    weighed = compare_all([drones], [claim(5, "missiles", "launch", **B)])
    assert [(one.verdict, one.evidence[0].rule) for one in weighed] == [("unrelated", "different_noun")]


class TestShiftedDates:
    @staticmethod
    def _night(ending: int, report: str, source: str | None = AIR_FORCE, **figures: object) -> list[Claim]:
        values = {"drones": 426, "missiles": 24} | figures
        return [
            claim(value, noun, "launch", period=night(ending), source=source, report=report, actor="Russia")
            for noun, value in values.items()
        ]

    def test_two_figures_on_adjacent_nights(self) -> None:
        found = compare_all(self._night(21, "rep_a"), self._night(22, "rep_b"))
        shifted = [one for one in found if one.verdict == "conflicts"]
        assert len(shifted) == 2
        for one in shifted:
            assert [hint.cause for hint in one.hints] == ["date_shifted"]
            assert one.dispute == "same_source"
            assert one.same_fact > 0.9
            assert one.evidence[0].rule == "dates_differ"
            assert "the night of 20 to 21 July 2025 and the night of 21 to 22 July 2025" in one.evidence[0].says

    @pytest.mark.parametrize(
        ("theirs", "why"),
        [
            ({"ending": 22, "missiles": 31}, "one figure may be chance"),
            ({"ending": 25}, "not adjacent"),
            ({"ending": 22, "source": "Andriy Yermak"}, "another source"),
            ({"ending": 22, "source": None}, "no source"),
        ],
    )
    def test_unrelated_otherwise(self, theirs: Fields, why: str) -> None:
        fields: Fields = {"report": "rep_b"} | theirs
        found = compare_all(self._night(21, "rep_a"), self._night(**fields))
        assert _counted(found)["conflicts"] == 0, why

    def test_small_figures_may_be_chance(self) -> None:
        mine = self._night(21, "rep_a", drones=3, missiles=1)
        theirs = self._night(22, "rep_b", drones=3, missiles=1)
        assert _counted(compare_all(mine, theirs))["conflicts"] == 0

    def test_a_report_of_both_nights_settles_it(self) -> None:
        both = [*self._night(21, "rep_b"), *self._night(22, "rep_b", drones=428)]
        assert _counted(compare_all(self._night(21, "rep_a"), both))["conflicts"] == 0


def test_two_parts_that_add_up() -> None:
    place: Fields = {"place": PUTYVL, "period": night(22)}
    mine = [claim(4, **place), claim(7, **place)]
    theirs = [claim(11, **place, **B)]
    found = compare_all(mine, theirs)
    assert [(one.verdict, one.whole) for one in found] == [("part", "b"), ("part", "b")]
    assert [one.whole for one in compare_all(theirs, mine)] == ["a", "a"]


def test_several_figures_that_could_be_meant() -> None:
    place: Fields = {"place": PUTYVL, "period": night(22)}
    mine = [claim(4, **place), claim(7, **place)]
    found = compare_all(mine, [claim(9, **place, **B)])
    assert [(one.verdict, one.evidence[0].rule) for one in found] == [("unrelated", "too_little_evidence")] * 2


def test_a_figure_that_changed_an_open_one() -> None:
    place: Fields = {"event": "kill", "place": SUMY, "period": night(22)}
    told = "The toll rose to 45 from 31."
    new = claim(45, **place, **B, hours=6, sentence=told)
    old = claim(31, **place, **B, hours=6, sentence=told, superseded=True)
    earlier = claim("31+", **place)
    found = {one.b: one for one in compare_all([earlier], [new, old])}
    assert (found[new.id].verdict, found[new.id].later) == ("updates", "b")
    assert found[old.id].verdict == "agrees"


def test_similarity_is_asked_for_each_pair() -> None:
    asked: list[tuple[str, str]] = []

    def similarity(x: Claim, y: Claim) -> float | None:
        asked.append((x.id, y.id))
        return 0.2

    one, other = claim(5, place=SUMY), claim(8, place=SUMY, **B)
    found = compare_all([one], [other], similarity)
    assert asked == [(one.id, other.id)]
    assert "far_in_meaning" in {item.rule for item in found[0].evidence}


@pytest.mark.parametrize(
    ("one", "keys"),
    [
        (claim(1, "boy", "injure"), {"noun:boy", "noun:child", "noun:person", "event:wound"}),
        (claim(5, "roads", None, unit="mi"), {"noun:road", "unit:length"}),
        (claim(5, None, None), set()),
        (
            statement("Rustem Umerov", "will head", "Ukraine's delegation", "head"),
            {"act:lead", "name:rustem", "name:umerov", "name:UA", "name:delegation"},
        ),
    ],
)
def test_candidate_keys(one: Claim, keys: set[str]) -> None:
    assert candidate_keys(one) == keys


def test_claims_of_one_fact_share_a_key() -> None:
    assert candidate_keys(claim(3, "boys", "hurt")) & candidate_keys(claim(3, "children", "injure"))
    assert candidate_keys(claim(3, "uavs", "fire")) & candidate_keys(claim(3, "drones", "launch"))


class TestWithin:
    def test_a_conversion_that_holds_and_one_that_does_not(self) -> None:
        for miles, verdict in (("620", "agrees"), ("320", "conflicts")):
            sentence = f"Along the 1,000km ({miles}-mile) front line."
            long = claim(1000, "front line", None, unit="km", sentence=sentence)
            short = claim(miles, "front line", None, unit="mi", sentence=sentence)
            short = replace(short, start=long.end + 2, end=long.end + 10)
            found = compare_within([long, short])
            assert [one.verdict for one in found] == [verdict]

    def test_a_part_larger_than_its_whole(self) -> None:
        whole = claim(35, "drones", "down", period=night(22))
        part = claim(40, "drones", "down", period=night(22), part_of=whole.id)
        fits = claim(3, "drones", "down", period=night(22), part_of=whole.id)
        assert [one.verdict for one in compare_within([whole, part])] == ["conflicts"]
        assert [one.verdict for one in compare_within([whole, fits])] == ["part"]

    def test_headline_against_body(self) -> None:
        headline = replace(claim(31, event="kill", place=SUMY, period=night(22)), start=10, end=20)
        body = replace(claim(13, event="kill", place=SUMY, period=night(22)), start=900, end=910)
        assert [one.verdict for one in compare_within([headline, body])] == ["conflicts"]
        again = replace(claim(31, event="kill", place=SUMY, period=night(22)), start=1200, end=1210)
        assert "conflicts" not in {one.verdict for one in compare_within([headline, body, again])}
        second = replace(body, sentence="A second strike killed 13 people.")
        assert compare_within([headline, second]) == []

    def test_two_strikes_side_by_side(self) -> None:
        assert "conflicts" not in _counted(compare_within(_report()))

    def test_nothing_to_say(self) -> None:
        assert compare_within([]) == []
        assert compare_within([claim(5), statement("Umerov", "will head", "the delegation", "head")]) == []


_FIGURES = st.lists(st.integers(0, 12), min_size=3, max_size=6)


@settings(max_examples=50)
@given(_FIGURES, _FIGURES)
def test_both_ways_round_the_verdicts_are_the_same(ours: list[int], theirs: list[int]) -> None:
    spots = [PUTYVL, SUMY, SUMY_REGION, UKRAINE, None]
    mine = [claim(value, place=spots[at % 5], period=night(22)) for at, value in enumerate(ours)]
    other = [claim(value, place=spots[at % 5], period=night(22), **B) for at, value in enumerate(theirs)]
    there = {(one.a, one.b): (one.verdict, one.hints) for one in compare_all(mine, other)}
    back = {(one.b, one.a): (one.verdict, one.hints) for one in compare_all(other, mine)}
    assert there == back


def test_a_man_hurt_is_not_given_as_one_of_four_and_as_one_of_seven() -> None:
    by_night: Fields = {"period": night(22), "place": PUTYVL}
    man = replace(claim(1, "man", **by_night, **B), quote="A 24-year-old man")
    four, seven = claim(4, actor="a drone", **by_night), claim(7, actor="a second drone", **by_night)
    assert {one.verdict for one in compare_all([four, seven], [man])} == {"unrelated"}
    assert {one.verdict for one in compare_all([four], [man])} == {"part"}


def test_an_update_is_not_said_of_two_counts_at_once() -> None:
    by_night: Fields = {"period": night(22), "place": PUTYVL}
    thirteen = claim(13, hours=5, **by_night, **B)
    found = compare_all([claim(4, **by_night), claim(7, **by_night)], [thirteen])
    assert {one.verdict for one in found} == {"unrelated"}
