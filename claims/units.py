"""Units compared: 1,000 km is 621 miles, 20 °C is 68 °F; dollars are never euros, per cent never people.

Unit symbols are those that the quantity reader writes ("km", "°C", "year", "USD"). Conversion factors come
from pint (https://pint.readthedocs.io), which is loaded only when two different units meet.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from claims.types import Interval

if TYPE_CHECKING:
    from pint import UnitRegistry

FRACTION = "1"
"""Unit of a bare fraction ("half of the homes"), which compares with per cent."""

DURATIONS = frozenset({"year", "month", "week", "day", "hour", "minute", "second", "ms"})

_DIMENSIONS: dict[str, dict[str, str]] = {
    "length": {
        "km": "kilometer", "m": "meter", "cm": "centimeter", "mm": "millimeter", "µm": "micrometer",
        "nm": "nanometer", "mi": "mile", "ft": "foot", "in": "inch", "yd": "yard", "nmi": "nautical_mile",
        "ly": "light_year",
    },
    "area": {
        "km²": "kilometer ** 2", "m²": "meter ** 2", "mi²": "mile ** 2", "ft²": "foot ** 2", "ha": "hectare",
        "acre": "acre",
    },
    "volume": {
        "m³": "meter ** 3", "ft³": "foot ** 3", "km³": "kilometer ** 3", "L": "liter", "mL": "milliliter",
        "gal": "gallon", "pt": "pint", "bbl": "oil_barrel", "cc": "centimeter ** 3",
    },
    "mass": {
        "kg": "kilogram", "g": "gram", "mg": "milligram", "µg": "microgram", "lb": "pound", "oz": "ounce",
        "st": "stone", "t": "metric_ton", "ton": "ton", "kt": "kilometric_ton", "Mt": "megametric_ton",
        "Gt": "gigametric_ton",
    },
    "speed": {"km/h": "kilometer / hour", "mph": "mile / hour", "m/s": "meter / second", "kn": "knot"},
    "temperature": {"°C": "degree_Celsius", "°F": "degree_Fahrenheit", "K": "kelvin"},
    "power": {
        "W": "watt", "kW": "kilowatt", "MW": "megawatt", "GW": "gigawatt", "TW": "terawatt",
        "hp": "horsepower",
    },
    "energy": {
        "J": "joule", "kWh": "kilowatt_hour", "MWh": "megawatt_hour", "GWh": "gigawatt_hour",
        "TWh": "terawatt_hour", "kcal": "kilocalorie", "cal": "calorie",
    },
    "voltage": {"V": "volt", "kV": "kilovolt"},
    "frequency": {"Hz": "hertz", "kHz": "kilohertz", "MHz": "megahertz", "GHz": "gigahertz"},
    "memory": {
        "kB": "kilobyte", "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte", "PB": "petabyte",
    },
    "duration": {
        "year": "year", "month": "month", "week": "week", "day": "day", "hour": "hour", "minute": "minute",
        "second": "second", "ms": "millisecond",
    },
    "share": {"%": "percent", FRACTION: "dimensionless"},
}  # fmt: skip
_PINT_NAME = {unit: name for names in _DIMENSIONS.values() for unit, name in names.items()}
_DIMENSION = {unit: dimension for dimension, names in _DIMENSIONS.items() for unit in names}

_TOLERANCE = Decimal("0.05")
_HALF = Decimal("0.5")
_MILLION = 10**6


@cache
def _registry() -> UnitRegistry[Any]:
    """The one pint registry; made on first use, since loading it costs half a second."""
    from pint import UnitRegistry

    return UnitRegistry(autoconvert_offset_to_baseunit=True)


def dimension(unit: str | None) -> str:
    """What a unit measures: "length" for km and mi, "count" for counted things, the unit itself if unknown.

    Each currency is a dimension of its own: exchange rates are not ours to guess.
    """
    return "count" if unit is None else _DIMENSION.get(unit, unit)


@cache
def _linear(source: str, target: str) -> tuple[Decimal, Decimal]:
    """Factor and offset from one unit to another of its dimension: °C to °F is (1.8, 32)."""
    registry = _registry()
    name = _PINT_NAME[target]
    zero = float(registry.Quantity(0, _PINT_NAME[source]).to(name).magnitude)
    if dimension(source) != "temperature":
        zero = 0.0
    one = float(registry.Quantity(1, _PINT_NAME[source]).to(name).magnitude)
    return Decimal(f"{one - zero:.12g}"), Decimal(f"{zero:.12g}")


def convert(interval: Interval, source: str | None, target: str | None) -> Interval | None:
    """The interval in another unit, or None where the two cannot be compared.

    1,000 "km" in "mi" is 621.37; "USD" in "EUR", "%" in people and anything unknown are None.
    """
    if source == target:
        return interval
    if source is None or target is None or source not in _PINT_NAME or target not in _PINT_NAME:
        return None
    if _DIMENSION[source] != _DIMENSION[target]:
        return None
    factor, offset = _linear(source, target)
    return interval.scaled(factor, offset)


def side_by_side(
    first: Interval, unit: str | None, second: Interval, other: str | None
) -> tuple[Interval, Interval] | None:
    """Two figures in the first one's unit, each as wide as its rounding leaves it; None where they cannot be compared.

    Of two units both are taken as rounded: "1,000 km" and "620 miles" can be one length. In one unit a figure is
    widened only where the other, rounded to its last digit, gives it: "$17 billion" and "$17.3 billion", "5.3%" and
    "5.28%" are one sum and one rate, told more or less finely. Not so one digit ("5%" is not 4.75%), nor a half, which
    may be rounded either way, nor counts below a million, which are told as they are.
    """
    if unit != other:
        converted = convert(rounded(second), other, unit)
        return None if converted is None else (rounded(first), converted)
    if unit is None and not _in_millions(first, second):
        return first, second
    if _rounds_to(second, first):
        return _widened(first), second
    return (first, _widened(second)) if _rounds_to(first, second) else (first, second)


def _in_millions(first: Interval, second: Interval) -> bool:
    return all(each.exact is not None and abs(each.exact) >= _MILLION for each in (first, second))


def _rounds_to(fine: Interval, coarse: Interval) -> bool:
    """True where the coarse figure, of two digits or more, is the fine one rounded to its last digit."""
    if fine.exact is None or coarse.exact is None or fine.exact == coarse.exact:
        return False
    digits, exponent = len(coarse.exact.normalize().as_tuple().digits), _exponent(coarse.exact)
    return digits > 1 and abs(fine.exact - coarse.exact) < _HALF.scaleb(exponent) and _exponent(fine.exact) < exponent


def _widened(interval: Interval) -> Interval:
    assert interval.exact is not None
    slack = _HALF.scaleb(_exponent(interval.exact))
    return Interval(interval.exact - slack, interval.exact + slack)


def _exponent(value: Decimal) -> int:
    """Where the last digit that is not zero stands: 3 for 17,000."""
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent


def rounded(interval: Interval) -> Interval:
    """What a rounded figure leaves open once it meets another unit: "620 miles" is 615 to 625.

    A bound is widened by half a unit in its last non-zero digit, at most a twentieth of it (1,000 is 950 to
    1,050). Only figures in different units are rounded so; in one unit 620 and 621 are different figures.
    """
    low, high = interval.low, interval.high
    low = None if low is None else low - _slack(low)
    high = None if high is None else high + _slack(high)
    return Interval(low, high, interval.low_open, interval.high_open)


def _slack(value: Decimal) -> Decimal:
    if not value:
        return Decimal(0)
    return min(_HALF.scaleb(_exponent(value)), abs(value) * _TOLERANCE)
