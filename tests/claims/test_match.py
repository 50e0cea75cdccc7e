from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.match import match
from tests.claims.building import (
    KRAMATORSK,
    MOSCOW,
    PUTYVL,
    SUMY,
    SUMY_REGION,
    UKRAINE,
    claim,
    day,
    month,
    night,
    statement,
)

AIR_FORCE = "Ukraine's air force"
Fields = dict[str, Any]


VETOES: list[tuple[str, Fields, Fields, str]] = [
    ("killed and wounded", {"event": "kill"}, {"event": "injure"}, "different_event"),
    ("one town and the next", {"place": PUTYVL}, {"place": SUMY}, "different_place"),
    ("two countries", {"place": UKRAINE}, {"place": MOSCOW}, "different_place"),
    ("one night and the next", {"period": night(21)}, {"period": night(22)}, "different_period"),
    ("one month and the next", {"period": month(5)}, {"period": month(6)}, "different_period"),
    ("drones and missiles", {"noun": "drones"}, {"noun": "missiles"}, "different_noun"),
    ("unlisted nouns", {"noun": "widgets"}, {"noun": "gadgets"}, "different_noun"),
    ("boys and girls", {"noun": "boys"}, {"noun": "girls"}, "different_noun"),
    (
        "whose drones",
        {"noun": "drones", "event": "down", "modifiers": ("Russian",)},
        {"noun": "drones", "event": "down", "modifiers": ("Ukrainian",)},
        "different_noun",
    ),
    (
        "who launched",
        {"noun": "drones", "event": "launch", "actor": "Russia"},
        {"noun": "drones", "event": "launch", "actor": "Ukraine"},
        "different_event",
    ),
    (
        "who reports what it downed",
        {"noun": "drones", "event": "down", "source": AIR_FORCE},
        {"noun": "drones", "event": "down", "source": "Russia's Ministry of Defence"},
        "different_event",
    ),
    ("a rate and a total", {"per": "day"}, {}, "different_unit"),
    ("a share and a count", {"unit": "%"}, {}, "different_unit"),
    (
        "dollars and euros",
        {"unit": "USD", "noun": "budget", "event": None},
        {"unit": "EUR", "noun": "budget", "event": None},
        "different_unit",
    ),
    ("feared and counted", {"certainty": "possible"}, {}, "different_event"),
    ("women and men", {"modifiers": ("female",)}, {"modifiers": ("male",)}, "different_group"),
    ("two sets", {"group": "hostages"}, {"group": "drones"}, "different_group"),
]


@pytest.mark.parametrize(("one", "other", "rule"), [row[1:] for row in VETOES], ids=[row[0] for row in VETOES])
def test_what_no_likeness_outvotes(one: Fields, other: Fields, rule: str) -> None:
    a, b = claim(5, **one), claim(5, report="rep_b", **other)
    for found in (match(a, b, 0.99), match(b, a, 0.99)):
        assert found.veto is not None
        assert found.veto.rule == rule
        assert found.same_fact <= 0.01


def test_an_age_is_no_duration() -> None:
    found = match(claim(10, "boy", "kill", unit="year"), claim(10, "war", None, unit="year"))
    assert "different_unit" in {veto.rule for veto in found.vetoes}


def test_a_figure_never_meets_a_statement() -> None:
    found = match(claim(5), statement("Umerov", "will head", "the delegation", "head"))
    assert found.veto is not None


def test_evidence_is_readable_and_summed() -> None:
    a = claim(203, "drones", "disappear", period=night(22), source=AIR_FORCE)
    b = claim(230, "drones", "lose", period=night(22), source="the Ukrainian Air Force", report="rep_b")
    found = match(a, b)
    says = {item.rule: item.says for item in found.evidence}
    assert says["same_period"] == "both the night of 21 to 22 July 2025"
    assert says["same_source"].startswith("both on the word of")
    assert found.veto is None
    assert found.same_fact > 0.99
    assert found.bits == pytest.approx(-4 + sum(item.weight or 0 for item in found.evidence))


def test_a_null_is_neither_veto_nor_proof() -> None:
    bare = match(claim(5, None, None), claim(8, None, None, report="rep_b"))
    assert bare.veto is None
    assert {item.rule for item in bare.evidence} <= {"published_near"}
    known = claim(8, "drones", "launch", place=SUMY, report="rep_b")
    assert match(claim(5, None, None), known).veto is None


def test_similarity_is_a_small_part_of_the_evidence() -> None:
    a, b = claim(5, place=SUMY), claim(8, place=SUMY, report="rep_b")
    assert match(a, b, 0.9).bits == match(a, b).bits + 1
    assert match(a, b, 0.2).bits == match(a, b).bits - 1.5
    assert match(a, b, 0.6) == match(a, b)


@pytest.mark.parametrize(
    ("published", "rule"),
    [(0, "published_near"), (24 * 3, None), (24 * 9, "published_apart"), (24 * 40, "published_far_apart")],
)
def test_without_periods_publication_tells(published: float, rule: str | None) -> None:
    found = match(claim(5), claim(8, report="rep_b", hours=published))
    rules = {item.rule for item in found.evidence if item.rule.startswith("published")}
    assert rules == ({rule} if rule else set())


def test_a_report_is_no_word_on_a_night_to_come() -> None:
    found = match(claim(5, period=night(28)), claim(8, report="rep_b"))
    assert "published_far_apart" in {item.rule for item in found.evidence}


@pytest.mark.parametrize(
    ("one", "other", "facet", "relation"),
    [
        ({"place": SUMY}, {"place": SUMY_REGION}, "place", "within"),
        ({"place": UKRAINE}, {"place": KRAMATORSK}, "place", "contains"),
        ({"place": SUMY}, {"place": SUMY}, "place", "same_city"),
        ({"period": day(22)}, {"period": month(7)}, "period", "within"),
        ({"period": day(22)}, {"period": night(22)}, "period", "overlapping"),
        ({"noun": "children"}, {"noun": "people"}, "noun", "narrower"),
        ({"noun": "drones"}, {"noun": "drones and missiles"}, "noun", "narrower"),
        ({"event": "kill"}, {"event": "casualty"}, "event", "within"),
        ({"modifiers": ("foreign",)}, {}, "noun", "narrower"),
    ],
)
def test_relations(one: Fields, other: Fields, facet: str, relation: str) -> None:
    found = match(claim(5, **one), claim(5, report="rep_b", hours=1, **other))
    assert found.facets[facet] == relation


@given(st.floats(-1, 1), st.sampled_from(VETOES))
def test_matching_is_symmetric(similarity: float, row: tuple[str, Fields, Fields, str]) -> None:
    a, b = claim(5, **row[1]), claim(9, report="rep_b", **row[2])
    assert match(a, b, similarity).same_fact == match(b, a, similarity).same_fact
