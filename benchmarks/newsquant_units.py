"""NewsQuant's unit names against ours: "mile per hour" is mph, "dollar per barrel" is USD per bbl."""

from __future__ import annotations

import re

from claims.types import Claim
from claims.unit_names import ISO_CODES
from claims.unit_words import unit_symbol

_NAMES = {
    "percentage": "%", "dollar": "USD", "cent": "USD", "pound sterling": "GBP", "pence": "GBP", "penny sterling": "GBP",
    "euro": "EUR", "malaysian ringgit": "MYR", "sen": "MYR", "japanese yen": "JPY", "chinese yuan": "CNY",
    "shekel": "ILS", "hong kong dollar": "HKD", "canadian dollar": "CAD", "australian dollar": "AUD",
    "indian rupee": "INR", "danish krone": "DKK", "croatian kuna": "HRK", "south african rand": "ZAR",
    "year of age": "year", "barrel of oil": "bbl", "horsepower": "hp", "revolutions per minute": "rpm",
    "mile per hour": "mph", "kilometre per hour": "km/h", "metre per second": "m/s", "newton metre": "Nm",
    "pound-foot": "lb-ft", "foot pound-force": "lb-ft", "square feet": "ft²", "square metre": "m²", "micrometre": "µm",
    "basis point": "bp", "pound-mass": "lb", "celsius": "°C", "fahrenheit": "°F", "degree": "°",
    "mile per gallon": "mpg",
    "kilovolt per centimetre": "kV/cm", "kilopound per square inch": "ksi", "ampere per square centimetre": "A/cm²",
    "parts-per-billion": "ppb", "roentgen per day": "R", "exavolt": "EeV", "metric ton": "t", "knot": "kn",
    "roentgen": "R", "mega british thermal unit": "MMBtu",
}  # fmt: skip


def same_unit(name: str | None, claim: Claim) -> bool:
    """True where the gold's unit is the claim's unit, with its denominator, or the noun that the claim counts."""
    quantity, measure = claim.quantity, claim.measure
    assert quantity is not None and measure is not None
    if name is None or name in {"count", "-"}:
        return quantity.unit in {None, "×"}
    if name == "point" and quantity.unit == "GBP":  # pence, written "p"
        return True
    if name in _NAMES:
        return quantity.unit == _NAMES[name]
    whole, _, per = name.partition(" per ")
    symbol = _symbol(whole)
    if symbol is not None and quantity.unit is not None:
        return quantity.unit == symbol and (not per or quantity.per is None or quantity.per == (_symbol(per) or per))
    counted = {*measure.lemmas, *_words(measure.noun or ""), *_words(claim.quote)}
    return bool(_words(whole) & counted)


def _symbol(name: str) -> str | None:
    if name in _NAMES:
        return _NAMES[name]
    return name.upper() if name in ISO_CODES else unit_symbol(name)


def _words(text: str) -> set[str]:
    return {word.lower().removesuffix("s") for word in re.findall(r"[^\W\d_]+", text)}
