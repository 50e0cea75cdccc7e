from __future__ import annotations

import pytest

from claims.types import Interval
from claims.units import convert, dimension, rounded, side_by_side
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


@pytest.mark.parametrize(
    ("one", "unit", "other", "its_unit"),
    [
        ("17e9", "USD", "17.3e9", "USD"),
        ("5.3", "%", "5.28", "%"),
        ("16", "%", "16.4", "%"),
        ("4.34e9", "EUR", "4342865000", "EUR"),
        ("46", "°C", "46.4", "°C"),
        ("1.5e6", None, "1470000", None),
        ("1000", "km", "620", "mi"),
        ("426", None, "426", None),
    ],
)
def test_figures_that_are_one_rounded(one: str, unit: str | None, other: str, its_unit: str | None) -> None:
    """Either way round, and the finer figure stays as it is."""
    for first, second in (((one, unit), (other, its_unit)), ((other, its_unit), (one, unit))):
        found = side_by_side(interval(first[0]), first[1], interval(second[0]), second[1])
        assert found is not None
        assert found[0].overlaps(found[1])


@pytest.mark.parametrize(
    ("one", "other", "unit"),
    [
        ("5", "4.75", "%"),
        ("10", "10.5", "%"),
        ("11", "10.5", "%"),
        ("3.3", "3.0", "%"),
        ("5.3", "5.2", "%"),
        ("426", "427", None),
        ("26000", "26400", None),
        ("17e9", "18e9", "USD"),
        ("2e9", "1.7e9", "USD"),
        ("17e6", "17.3e9", "USD"),
    ],
)
def test_figures_that_are_not_one_rounded(one: str, other: str, unit: str | None) -> None:
    """One digit is too coarse, a half may be rounded either way, and counts below a million are told as they are."""
    assert side_by_side(interval(one), unit, interval(other), unit) == (interval(one), interval(other))


def test_figures_in_units_of_two_dimensions_stand_beside_nothing() -> None:
    assert side_by_side(interval("17"), "USD", interval("17"), "EUR") is None
