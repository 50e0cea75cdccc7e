from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.cursor import cursor_after, parse_cursor


@given(st.one_of(st.integers(-(2**63), 2**62), st.floats(0, 1)), st.text())
def test_a_cursor_comes_back(number: float | int, id: str) -> None:
    cursor = cursor_after((number, id))
    assert cursor.replace("-", "").replace("_", "").isalnum()
    assert parse_cursor(cursor) == (number, id)
