from __future__ import annotations

import pytest

from claims.names import countries, name_relation


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("Russia", "the Kremlin", "same"),
        ("Ukraine's air force", "the Ukrainian Air Force", "same"),
        ("acting Mayor Artem Kobzar", "Kobzar", "same"),
        ("President Volodymyr Zelenskyy", "Zelensky", "same"),
        ("Alexander Goncharenko", "Mayor Oleksandr Honcharenko", "same"),
        ("Russia's Ministry of Defence", "Ukraine's air force", "different"),
        ("Rustem Umerov", "Andriy Yermak", "different"),
        ("officials", "Ukrainian officials", "unknown"),
        ("Artem Kobzar", "Ivan Kobzar", "unknown"),
        ("the", "Moscow", "unknown"),
    ],
)
def test_name_relation(a: str, b: str, relation: str) -> None:
    assert name_relation(a, b) == relation
    assert name_relation(b, a) == relation


def test_us_is_a_state_only_in_capitals() -> None:
    assert countries("US") == {"US"}
    assert countries("us") == frozenset()
