from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from claims.mentions import aged, before_noun, coming, doing, named, opening, rate, share_names
from tests.claims.building import KRAMATORSK, claim


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("On Saturday Harry Kane scored 3 goals.", {"harry", "kane"}),
        ("Inflation was 3 goals.", set()),
        ("Apple's revenue was 3 goals.", {"apple"}),
        ("In Kramatorsk a strike on the Druzhba hotel hit 3 goals.", {"druzhba"}),
        ("Gunman Kills Three At Springfield Mall In 3 Goals", set()),
        ("Last night Russia lost 3 goals.", set()),
    ],
)
def test_names_are_those_beyond_place_day_and_state(sentence: str, names: set[str]) -> None:
    assert named(claim(3, "goals", "score", sentence=sentence, place=KRAMATORSK)) == names


def test_an_actor_at_the_head_of_a_sentence_is_named() -> None:
    assert named(claim(3, "goals", "score", actor="Kane", sentence="Kane scored 3 goals.")) == {"kane"}
    assert opening(claim(3, "goals", "score", sentence="Kane scored 3 goals.")) == {"kane"}
    assert opening(claim(3, "goals", "score", sentence="Goals were scored: 3 goals.")) == frozenset()


def test_names_are_shared_in_any_spelling() -> None:
    assert share_names(frozenset({"zelensky", "kane"}), frozenset({"zelenskyy"}))
    assert not share_names(frozenset({"kane"}), frozenset({"wirtz"}))
    assert not share_names(frozenset(), frozenset({"wirtz"}))


@pytest.mark.parametrize(
    ("sentence", "each"),
    [
        ("Hospitals admit 300 patients a day.", "day"),
        ("Hospitals admit 300 patients with fever every week.", "week"),
        ("Hospitals treat 300 patients daily.", "day"),
        ("Hospitals treat 300 patients annually.", "year"),
        ("Some 300 patients of rain fell in an hour.", None),
        ("Hospitals had 300 patients a year ago.", None),
        ("Hospitals had 300 patients.", None),
    ],
)
def test_a_rate_is_read_from_the_words_after_the_figure(sentence: str, each: str | None) -> None:
    assert rate(claim(300, "patients", "admit", sentence=sentence)) == each


def test_the_rate_that_the_reader_found_goes_first() -> None:
    assert rate(claim(300, "patients", "admit", per="share", sentence="300 patients a day")) == "share"


@pytest.mark.parametrize(
    ("sentence", "certainty", "ahead"),
    [
        ("Intel will lay off 15 workers.", "stated", True),
        ("Intel plans to lay off 15 workers.", "possible", True),
        ("Up to 15 workers, it is feared.", "possible", True),
        ("Intel laid off 15 workers and will hire.", "stated", False),
    ],
)
def test_what_has_yet_to_happen(sentence: str, certainty: str, ahead: bool) -> None:
    assert coming(claim(15, "workers", "lay off", sentence=sentence, certainty=certainty)) is ahead


@pytest.mark.parametrize(
    ("sentence", "actively"),
    [
        ("They fled after 2 people started shooting.", True),
        ("Then 2 people who opened fire fled.", True),
        ("In March 2 people killed three guards.", True),
        ("The 2 people were shot.", False),
        ("There 2 people were killed three days ago.", False),
        ("Then 2 people killed in a fire were named.", False),
    ],
)
def test_who_does_it_is_not_whom_it_is_done_to(sentence: str, actively: bool) -> None:
    assert doing(claim(2, "people", "shoot", sentence=sentence)) is actively


def test_an_age_in_the_quote() -> None:
    assert aged(replace(claim(1, "boy", "kill"), quote="A 10-year-old boy")) == Decimal(10)
    assert aged(claim(10, "boys", "kill")) is None


def test_a_narrowing_word_before_the_noun() -> None:
    prices = claim(3, "inflation", None, unit="%", sentence="Core inflation was 3 inflation.")
    assert before_noun(prices) == {"core"}
    assert before_noun(claim(3, "inflation", None, unit="%", sentence="Higher inflation: 3 inflation.")) == frozenset()
