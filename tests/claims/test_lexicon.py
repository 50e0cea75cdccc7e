from __future__ import annotations

from typing import Any

import pytest

from claims.lexicon import event_class, event_classes, noun_relation, running
from claims.types import Measure
from tests.claims.building import claim

Fields = dict[str, Any]


@pytest.mark.parametrize(
    ("lemma", "name"),
    [
        ("injure", "wound"),
        ("hurt", "wound"),
        ("die", "kill"),
        ("fire", "launch"),
        ("intercept", "down"),
        ("disappear", "vanish"),
        ("arrest", "detain"),
        ("head", "lead"),
        ("Quarry", "quarry"),
    ],
)
def test_event_class(lemma: str, name: str) -> None:
    assert event_class(lemma) == name


@pytest.mark.parametrize(
    ("noun", "lemmas", "event", "group", "expected"),
    [
        ("drones and missiles", ("drone", "missile"), "down or jam", None, {"down", "jam"}),
        ("drones", ("drone",), "lose", None, {"vanish"}),
        ("drones", ("drone",), "destroy", None, {"down"}),
        ("homes", ("home",), "destroy", None, {"destroy"}),
        ("people", ("people",), "lose", None, {"kill"}),
        ("deaths", ("death",), "rise", None, {"kill"}),
        ("death toll", ("toll",), "correct", None, {"kill"}),
        ("casualties", ("casualty",), "report", None, {"kill", "wound"}),
        ("children", ("child",), None, "the dead", {"kill"}),
        ("residents", ("resident",), "be", None, set()),
    ],
)
def test_what_happened(
    noun: str, lemmas: tuple[str, ...], event: str | None, group: str | None, expected: set[str]
) -> None:
    assert event_classes(Measure(noun, event, noun, lemmas, group=group)) == expected


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("UAV", "drone", "same"),
        ("child", "people", "narrower"),
        ("people", "boy", "broader"),
        ("boy", "girl", "disjoint"),
        ("drone", "missile", "disjoint"),
        ("person", "drone", "disjoint"),
        ("resident", "civilian", "unknown"),
        ("widget", "gadget", "unknown"),
        ("cruise missile", "missile", "narrower"),
        ("home", "house", "same"),
    ],
)
def test_noun_relation(a: str, b: str, relation: str) -> None:
    assert noun_relation(a, b) == relation


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, True),
        ({"event": "miss"}, True),
        ({"event": "detain"}, True),
        ({"noun": "cases", "event": None}, True),
        ({"noun": "hectares", "event": "burn", "unit": "ha"}, True),
        ({"noun": "fire", "event": "contain", "unit": "%"}, True),
        ({"noun": "drones", "event": "launch"}, False),
        ({"noun": "boy", "event": "kill", "unit": "year"}, False),
        ({"per": "day"}, False),
        ({"noun": "inflation", "event": None, "unit": "%"}, False),
    ],
)
def test_running_counts(fields: Fields, expected: bool) -> None:
    assert running(claim(5, **fields)) is expected


@pytest.mark.parametrize(
    "noun",
    ["reveller", "holidaymaker", "pilgrim", "neighbour", "fisherman", "peacekeeper", "bystander", "hiker", "motorist"],
)
def test_those_named_by_what_they_are_are_some_of_the_people(noun: str) -> None:
    assert noun_relation(noun, "person") == "narrower"
    assert noun_relation("person", noun) == "broader"
    assert noun_relation(noun, "drone") == "disjoint"
