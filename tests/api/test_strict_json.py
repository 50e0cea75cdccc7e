from __future__ import annotations

import json

import pytest

from api.strict_json import NotStrict, strict_json


def test_json_is_read() -> None:
    assert strict_json('{"a": [1, 2.5, null, "é"]}') == {"a": [1, 2.5, None, "é"]}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"x": NaN}', "is not JSON (NaN is no number)"),
        ("[-Infinity]", "is not JSON (-Infinity is no number)"),
        ("[" * 100_000, "is not JSON that can be read (nested too deep)"),
        ("9" * 5_000, "is not JSON that can be read (a number with thousands of digits)"),
    ],
)
def test_what_python_would_take_or_trip_over_is_told(text: str, problem: str) -> None:
    with pytest.raises(NotStrict) as caught:
        strict_json(text)
    assert str(caught.value) == problem


def test_a_slip_keeps_its_line_and_column() -> None:
    with pytest.raises(json.JSONDecodeError) as caught:
        strict_json('{"a":\n,}')
    assert (caught.value.lineno, caught.value.colno) == (2, 1)
