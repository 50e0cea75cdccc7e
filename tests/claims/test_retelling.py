from __future__ import annotations

from typing import Any

import pytest

from claims.compare import compare
from tests.claims.building import MOSCOW, SUMY, claim

Fields = dict[str, Any]
STAGED = "Demonstrators staged mostly peaceful protests proclaiming that modified foods were no answer: {}."
RALLIED = "Demonstrators rallied yesterday, proclaiming that modified foods were no answer, {}."


def _rule(first: object, second: object, one: Fields, other: Fields) -> tuple[str, str]:
    staged: Fields = {"noun": "people", "event": "stage", "sentence": STAGED}
    rallied: Fields = {"noun": "people", "event": "rally", "sentence": RALLIED, "report": "rep_b"}
    found = compare(claim(first, **staged | one), claim(second, **rallied | other))
    return found.verdict, found.evidence[0].rule


def test_one_figure_in_nearly_the_same_words_agrees_whatever_the_verb() -> None:
    assert _rule(1000, 1000, {}, {}) == ("agrees", "same_telling")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"event": "kill"}, {"event": "wound"}),
        ({"event": "rise", "noun": "exports"}, {"event": "fall", "noun": "exports"}),
        ({"noun": "man"}, {"noun": "woman"}),
        ({"place": SUMY}, {"place": MOSCOW}),
        ({"polarity": "denied"}, {}),
        ({"unit": "USD"}, {"unit": "EUR"}),
        ({"modifiers": ("Russian",)}, {"modifiers": ("Ukrainian",)}),
        ({"sentence": "Nothing of the sort."}, {}),
    ],
)
def test_what_no_likeness_of_words_can_join(one: Fields, other: Fields) -> None:
    assert _rule(1000, 1000, one, other)[0] == "unrelated"


def test_two_figures_are_never_one_retold() -> None:
    assert _rule(1000, 1200, {}, {})[0] == "unrelated"


def test_a_small_bare_count_wants_its_noun() -> None:
    assert _rule(3, 3, {}, {}) == ("agrees", "same_telling")
    assert _rule(3, 3, {"noun": "marches"}, {"noun": "rallies"})[0] == "unrelated"
