from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from claims.compare import compare
from claims.types import Claim, Period, Statement
from index.plausible import plausible
from tests.index.stub import KHARKIV, NOON, SUMY, make_reading

DAY = timedelta(days=1)
(CLAIM,) = make_reading("Wire").claims
STATED = replace(CLAIM, kind="statement", quantity=None, measure=None, statement=Statement("A", "leads", "B", "lead"))


def on(days: float, claim: Claim = CLAIM) -> Claim:
    return replace(claim, period=Period(NOON + days * DAY, NOON + (days + 1) * DAY, "on a day"))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        pytest.param(CLAIM, CLAIM, True, id="one place, no period"),
        pytest.param(CLAIM, replace(CLAIM, place=None), True, id="no place is every place"),
        pytest.param(CLAIM, replace(CLAIM, place=KHARKIV), False, id="two towns"),
        pytest.param(STATED, replace(STATED, place=KHARKIV), True, id="a statement is held everywhere"),
        pytest.param(CLAIM, STATED, False, id="a figure and a statement"),
        pytest.param(on(0), on(1), True, id="the next day, which may be a slip"),
        pytest.param(on(0), on(2), True, id="the day after the next"),
        pytest.param(on(0), on(3), False, id="three days later"),
        pytest.param(on(0), CLAIM, True, id="no period is every period"),
        pytest.param(on(9), replace(CLAIM, period=Period(None, NOON, "until noon")), True, id="an open period"),
    ],
)
def test_what_need_not_be_compared(a: Claim, b: Claim, expected: bool) -> None:
    assert plausible(a, b) is plausible(b, a) is expected
    if not expected:
        assert compare(a, b).verdict == "unrelated"


def test_sumy_is_not_kharkiv() -> None:
    assert SUMY.country == KHARKIV.country
