from __future__ import annotations

import pytest

from claims.types import Interval
from claims.units import convert, dimension, rounded
from tests.claims.building import interval


@pytest.mark.parametrize(
    ("value", "source", "target", "low", "high"),
    [
        (1000, "km", "mi", "621.37", "621.38"),
        (20, "°C", "°F", "68", "68"),
        (3, "year", "month", "36", "36"),
        (1, "t", "kg", "1000", "1000"),
        ("0.5", "1", "%", "50", "50"),
        (7, None, None, "7", "7"),
    ],
)
def test_conversion(value: object, source: str | None, target: str | None, low: str, high: str) -> None:
    turned = convert(interval(value), source, target)
    assert turned is not None and turned.exact is not None
    assert interval(low).low is not None
    assert float(low) <= float(turned.exact) <= float(high)


@pytest.mark.parametrize(
    ("source", "target"), [("USD", "EUR"), ("%", None), ("km", "kg"), (None, "km"), ("widget", "gadget")]
)
def test_no_conversion(source: str | None, target: str | None) -> None:
    assert convert(interval(5), source, target) is None


def test_dimension() -> None:
    assert dimension(None) == "count"
    assert dimension("mi") == dimension("km") == "length"
    assert dimension("USD") != dimension("EUR")


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [(620, "615", "625"), (1000, "950.00", "1050.00"), ("1.5", "1.45", "1.55"), (0, "0", "0")],
)
def test_rounding_of_a_figure_met_in_another_unit(value: object, low: str, high: str) -> None:
    assert rounded(interval(value)) == interval(f"{low}..{high}")


def test_rounding_keeps_open_ends() -> None:
    assert rounded(Interval(None, None)) == Interval(None, None)
