"""Unit words and signs to units: "per cent" to "%", "US$" to USD, "miles an hour" to mph.

Currencies are ISO 4217 codes; physical units the usual symbols; durations "second" to "year".
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from claims.numbers import NumberReader

_PREFIX_CURRENCIES = {
    "$": "USD", "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "hk$": "HKD", "nz$": "NZD",
    "s$": "SGD", "r$": "BRL", "nt$": "TWD", "mx$": "MXN", "€": "EUR", "£": "GBP", "¥": "JPY", "cn¥": "CNY",
    "₹": "INR", "₽": "RUB", "₴": "UAH", "₩": "KRW", "₪": "ILS", "₺": "TRY", "₦": "NGN", "₱": "PHP", "฿": "THB",
    "₫": "VND", "rs": "INR", "p": "PHP", "rm": "MYR", "r": "ZAR", "rp": "IDR", "php": "PHP", "chf": "CHF",
    "sfr": "CHF", "kr": "SEK", "ksh": "KES", "tsh": "TZS", "ps": "GBP",
}  # fmt: skip
_LETTER_PREFIXES = frozenset({"p", "r", "ps"})  # only when glued: "P54.59 million"
ISO_CODES = frozenset(
    """usd eur gbp jpy cny inr rub uah krw ils try ngn php thb vnd myr zar idr chf sek nok dkk pln czk huf ron
    aud cad nzd hkd sgd twd brl mxn ars clp cop pen aed sar qar kwd egp kes ghs tzs ugx pkr bdt lkr npr rmb""".split()
)
_NATIONAL = {
    "us": "USD", "american": "USD", "australian": "AUD", "canadian": "CAD", "singapore": "SGD", "hong kong": "HKD",
    "new zealand": "NZD", "taiwan": "TWD", "zimbabwe": "ZWL", "chinese": "CNY", "japanese": "JPY", "indian": "INR",
    "pakistani": "PKR", "sri lankan": "LKR", "indonesian": "IDR", "russian": "RUB", "ukrainian": "UAH",
    "turkish": "TRY", "south korean": "KRW", "korean": "KRW", "nigerian": "NGN", "philippine": "PHP",
    "mexican": "MXN", "argentine": "ARS", "chilean": "CLP", "colombian": "COP", "swiss": "CHF", "swedish": "SEK",
    "norwegian": "NOK", "danish": "DKK", "israeli": "ILS", "egyptian": "EGP", "british": "GBP", "syrian": "SYP",
    "lebanese": "LBP", "iraqi": "IQD", "iranian": "IRR", "kenyan": "KES", "brazilian": "BRL",
}  # fmt: skip
_COINS = frozenset(
    """dollar dollars yuan yen rupee rupees rupiah rouble roubles ruble rubles lira liras won naira peso pesos
    franc francs krona kronor krone kroner shekel shekels pound pounds dinar dinars rial rials shilling shillings
    real reais hryvnia hryvnias""".split()
)
_MONEY_WORDS = {
    "dollar": "USD", "dollars": "USD", "buck": "USD", "bucks": "USD", "euro": "EUR", "euros": "EUR", "yen": "JPY",
    "yuan": "CNY", "renminbi": "CNY", "rmb": "CNY", "rupee": "INR", "rupees": "INR", "rupiah": "IDR",
    "rouble": "RUB", "roubles": "RUB", "ruble": "RUB", "rubles": "RUB", "hryvnia": "UAH", "hryvnias": "UAH",
    "lira": "TRY", "liras": "TRY", "naira": "NGN", "shekel": "ILS", "shekels": "ILS", "baht": "THB",
    "ringgit": "MYR", "rand": "ZAR", "zloty": "PLN", "zlotys": "PLN", "taka": "BDT", "dong": "VND",
    "sterling": "GBP", "quid": "GBP", "forint": "HUF", "forints": "HUF", "reais": "BRL",
}  # fmt: skip
_CENTS = frozenset({"cent", "cents", "¢"})
_PENCE = frozenset({"pence", "penny", "kopecks", "kopeks"})

_WORDS: dict[str, str] = {
    "%": "percent|per cent|pct|percentage|%|per-cent|percents",
    "pp": "percentage point|percentage points|percent point|percent points",
    "bp": "basis point|basis points|bps",
    "×": "×",
    "km": "km|kms|kilometre|kilometres|kilometer|kilometers",
    "mi": "mile|miles|mi",
    "m": "metre|metres|meter|meters|m",
    "cm": "cm|centimetre|centimetres|centimeter|centimeters|cms",
    "mm": "mm|millimetre|millimetres|millimeter|millimeters",
    "nm": "nm|nanometre|nanometres|nanometer|nanometers",
    "µm": "micron|microns|micrometre|micrometres|micrometers|µm",
    "ft": "foot|feet|ft",
    "in": "inch|inches",
    "yd": "yard|yards|yd|yds",
    "nmi": "nautical mile|nautical miles",
    "ly": "light year|light years|light-year|light-years",
    "km²": "square kilometre|square kilometres|square kilometer|square kilometers|sq km|km²|km2|sq. km",
    "mi²": "square mile|square miles|sq mi|sq mile|sq miles",
    "m²": "square metre|square metres|square meter|square meters|sq m|m²|m2|sqm",
    "ft²": "square foot|square feet|sq ft|sq feet|sqft",
    "ha": "hectare|hectares|ha",
    "acre": "acre|acres",
    "m³": "cubic metre|cubic metres|cubic meter|cubic meters|m³|m3",
    "ft³": "cubic foot|cubic feet",
    "km³": "cubic kilometre|cubic kilometres|cubic kilometers",
    "L": "litre|litres|liter|liters|l",
    "mL": "millilitre|millilitres|milliliter|milliliters|ml",
    "gal": "gallon|gallons",
    "pt": "pint|pints",
    "bbl": "barrel|barrels|bbl",
    "kg": "kg|kgs|kilo|kilos|kilogram|kilograms|kilogramme|kilogrammes",
    "g": "gram|grams|gramme|grammes|g",
    "mg": "mg|milligram|milligrams|milligrammes",
    "µg": "microgram|micrograms|µg|mcg",
    "lb": "lb|lbs|pound|pounds",
    "oz": "ounce|ounces|oz",
    "st": "stone",
    "t": "tonne|tonnes|metric ton|metric tons|metric tonnes",
    "ton": "ton|tons|short tons",
    "kt": "kiloton|kilotons|kilotonnes",
    "Mt": "megaton|megatons|megatonne|megatonnes",
    "Gt": "gigatonne|gigatonnes|gigaton|gigatons",
    "km/h": "km/h|kmh|kph|kmph|kilometres per hour|kilometers per hour|kilometres an hour|kilometers an hour",
    "mph": "mph|miles per hour|miles an hour|mile per hour",
    "m/s": "m/s|metres per second|meters per second|metres a second|meters a second",
    "kn": "knot|knots",
    "°C": "°c|° c|degrees celsius|degree celsius|degrees centigrade|celsius|degrees c|c|degc|ºc|centigrade",
    "°F": "°f|° f|degrees fahrenheit|degree fahrenheit|fahrenheit|degrees f|f|ºf",
    "°": "degree|degrees|°|º",
    "K": "kelvin|kelvins",
    "kW": "kw|kilowatt|kilowatts",
    "MW": "mw|megawatt|megawatts",
    "GW": "gw|gigawatt|gigawatts",
    "TW": "tw|terawatts",
    "W": "watt|watts|w",
    "kWh": "kwh|kilowatt hour|kilowatt hours|kilowatt-hour|kilowatt-hours",
    "MWh": "mwh|megawatt hours|megawatt-hours",
    "GWh": "gwh|gigawatt hours|gigawatt-hours",
    "TWh": "twh|terawatt hours|terawatt-hours",
    "V": "volt|volts|v",
    "kV": "kv|kilovolt|kilovolts",
    "A": "amp|amps|ampere|amperes",
    "mAh": "mah|milliamp hours",
    "hp": "hp|bhp|horsepower|ps",
    "Nm": "nm of torque|newton metres|newton meters|newton-metres",
    "lb-ft": "lb-ft|pound-feet|pound feet|lb ft|lbft|pound foot|pound-foot",
    "rpm": "rpm|revolutions per minute|revs per minute",
    "Hz": "hz|hertz",
    "kHz": "khz|kilohertz",
    "MHz": "mhz|megahertz",
    "GHz": "ghz|gigahertz",
    "kB": "kb|kilobytes",
    "MB": "mb|megabyte|megabytes",
    "GB": "gb|gigabyte|gigabytes|gig|gigs",
    "TB": "tb|terabyte|terabytes",
    "PB": "petabyte|petabytes",
    "Mbps": "mbps|mbit/s|megabits per second",
    "Gbps": "gbps|gigabits per second",
    "MP": "megapixel|megapixels|mp",
    "dB": "db|decibel|decibels",
    "kcal": "kcal|kilocalorie|kilocalories",
    "cal": "calorie|calories",
    "J": "joule|joules",
    "psi": "psi|pounds per square inch",
    "hPa": "hpa|hectopascals|millibars|millibar|mb",
    "carat": "carat|carats",
    "cc": "cc",
    "nit": "nits",
    "g-force": "g-force",
    "year": "year|years|yr|yrs",
    "month": "month|months",
    "week": "week|weeks",
    "day": "day|days",
    "hour": "hour|hours|hr|hrs",
    "minute": "minute|minutes|min|mins",
    "second": "second|seconds|sec|secs",
    "ms": "millisecond|milliseconds|ms",
}
_GLUED_ONLY = frozenset("m g l c f w v t ps mp k b nm mb ha".split())
_PER = {
    "person": "person", "people": "person", "capita": "person", "head": "person", "day": "day", "week": "week",
    "month": "month", "year": "year", "annum": "year", "hour": "hour", "minute": "minute", "second": "second",
    "share": "share", "barrel": "bbl", "gallon": "gal", "litre": "L", "liter": "L", "kilo": "kg",
    "kilogram": "kg", "kg": "kg", "gram": "g", "tonne": "t", "ton": "ton", "ounce": "oz", "pound": "lb",
    "mile": "mi", "kilometre": "km", "kilometer": "km", "unit": "unit", "household": "household",
    "game": "game", "acre": "acre", "hectare": "ha", "mmbtu": "MMBtu", "night": "night", "user": "user",
    "vehicle": "vehicle", "inch": "in", "kwh": "kWh", "mwh": "MWh",
}  # fmt: skip
_SPAN_WORDS = frozenset(
    {"day", "week", "month", "year", "hour", "minute", "second", "night", "share", "barrel", "gallon"}
)
DURATIONS = frozenset({"year", "month", "week", "day", "hour", "minute", "second", "ms"})

_JOINED = {phrase: unit for unit, words in _WORDS.items() for phrase in words.split("|")}


class UnitFound(NamedTuple):
    """A unit behind or before a figure: the lexeme it reaches to, and the factor to the unit (cents: 0.01)."""

    edge: int
    unit: str
    factor: Decimal = Decimal(1)


def currency_before(reader: NumberReader, first: int) -> UnitFound | None:
    """A currency sign or code that ends right before lexeme `first`; `edge` is where it starts."""
    sign = reader.word(first - 1)
    if not sign:
        return None
    if sign == "$":
        return _dollars(reader, first)
    if sign == "." and reader.word(first - 2) in {"rs", "rp"}:
        return UnitFound(first - 2, _PREFIX_CURRENCIES[reader.word(first - 2)])
    if sign in _LETTER_PREFIXES and not reader.glued(first):
        return None
    if sign in {"kr"} and not reader.glued(first):
        return None
    if sign in _PREFIX_CURRENCIES:
        return UnitFound(first - 1, _PREFIX_CURRENCIES[sign])
    if sign in ISO_CODES and sign != "try":
        return UnitFound(first - 1, "CNY" if sign == "rmb" else sign.upper())
    return None


def _dollars(reader: NumberReader, first: int) -> UnitFound:
    prefix = reader.word(first - 2)
    code = _PREFIX_CURRENCIES.get(prefix + "$")
    if code and (reader.glued(first - 1) or prefix in {"us", "hk", "nz", "au", "ca"}):
        return UnitFound(first - 2, code)
    if prefix == "." and reader.word(first - 3) == "s" and reader.word(first - 5) == "u":
        return UnitFound(first - 5, "USD")
    return UnitFound(first - 1, "USD")


def unit_after(reader: NumberReader, last: int) -> UnitFound | None:
    """A unit that starts right after lexeme `last`, over one hyphen at most; `edge` is where it ends."""
    start = last + 1 + reader.hyphenated(last + 1)
    words = [reader.word(start + offset) for offset in range(5)]
    if not words[0]:
        return None
    return _money_after(reader, start, words) or _physical_after(reader, last, start, words)


def _money_after(reader: NumberReader, start: int, words: list[str]) -> UnitFound | None:
    if words[0] in {"u", "us"}:
        skip = 4 if words[:4] == ["u", ".", "s", "."] else 1
        if reader.word(start + skip) in {"dollar", "dollars", "cents"}:
            cents = reader.word(start + skip) == "cents"
            return UnitFound(start + skip, "USD", Decimal("0.01") if cents else Decimal(1))
    for length in (2, 1):
        nation = " ".join(words[:length])
        if nation in _NATIONAL and words[length] in _COINS | {"euros", "renminbi"}:
            return UnitFound(start + length, _NATIONAL[nation])
    if words[0] in _CENTS:
        return UnitFound(start, "USD", Decimal("0.01"))
    if words[0] == "p" and reader.glued(start):
        return UnitFound(start, "GBP", Decimal("0.01"))
    if words[0] in _PENCE:
        return UnitFound(start, "GBP" if words[0] in {"pence", "penny"} else "RUB", Decimal("0.01"))
    if words[:2] in (["pounds", "sterling"], ["pound", "sterling"]):
        return UnitFound(start + 1, "GBP")
    if words[0] in _MONEY_WORDS:
        return UnitFound(start, _MONEY_WORDS[words[0]])
    if words[0] in ISO_CODES - {"try", "all", "php"}:
        return UnitFound(start, "CNY" if words[0] == "rmb" else words[0].upper())
    return None


def _physical_after(reader: NumberReader, last: int, start: int, words: list[str]) -> UnitFound | None:
    glued = reader.glued(start)
    for length in (4, 3, 2, 1):
        here = _join(reader, start, length)
        unit = _JOINED.get(here)
        if unit is None:
            continue
        if length == 1 and here in _GLUED_ONLY and not glued and not _spaced_symbol(here, last, reader):
            continue
        if here == "second" and start == last + 1 and reader.word(last) not in {"one", "1"}:
            continue
        return UnitFound(start + length - 1, unit)
    return None


def _spaced_symbol(symbol: str, last: int, reader: NumberReader) -> bool:
    """ "35 C" and "5 m" are read, "Plan 9 m" never: a letter alone needs a numeral before it."""
    return symbol in {"m", "c", "g"} and reader.lexemes[last].kind == "n"


def _join(reader: NumberReader, start: int, length: int) -> str:
    """Text of some lexemes with single blanks where the text had any."""
    parts: list[str] = []
    for at in range(start, start + length):
        if at >= len(reader.lexemes):
            return ""
        if parts and not reader.glued(at):
            parts.append(" ")
        parts.append(reader.word(at))
    return "".join(parts)


def per_after(reader: NumberReader, last: int) -> tuple[int, str] | None:
    """A denominator behind a unit or noun: "per person", "a day", "/kg"; where it ends, and what it is."""
    word, after = reader.word(last + 1), reader.word(last + 2)
    if word in {"per", "/"} and after in _PER:
        return last + 2, _PER[after]
    if (
        word in {"a", "an", "each", "every"}
        and after in _SPAN_WORDS
        and reader.word(last + 3) not in {"ago", "later", "earlier", "before"}
    ):
        return last + 2, _PER[after]
    return None


def unit_symbol(word: str) -> str | None:
    """The symbol of a physical unit or duration by its name: "kilometre" is km; None where it is no unit."""
    return _JOINED.get(word.lower())
