"""The names of units: currencies (ISO 4217), physical units by their usual symbols, durations, denominators."""

from __future__ import annotations

PREFIX_CURRENCIES = {
    "$": "USD", "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "hk$": "HKD", "nz$": "NZD",
    "s$": "SGD", "r$": "BRL", "nt$": "TWD", "mx$": "MXN", "mxn$": "MXN", "mex$": "MXN", "€": "EUR", "£": "GBP",
    "¥": "JPY", "cn¥": "CNY", "₹": "INR", "₽": "RUB", "₴": "UAH", "₩": "KRW", "₪": "ILS", "₺": "TRY", "₦": "NGN",
    "₱": "PHP",
    "฿": "THB", "₫": "VND", "rs": "INR", "p": "PHP", "rm": "MYR", "r": "ZAR", "rp": "IDR", "php": "PHP", "chf": "CHF",
    "sfr": "CHF", "kr": "SEK", "ksh": "KES", "tsh": "TZS", "ps": "GBP",
}  # fmt: skip
LETTER_PREFIXES = frozenset({"p", "r", "ps"})  # only when glued: "P54.59 million"
ISO_CODES = frozenset(
    """usd eur gbp jpy cny inr rub uah krw ils try ngn php thb vnd myr zar idr chf sek nok dkk pln czk huf ron
    aud cad nzd hkd sgd twd brl mxn ars clp cop pen aed sar qar kwd egp kes ghs tzs ugx pkr bdt lkr npr rmb""".split()
)
NATIONAL = {
    "us": "USD", "american": "USD", "australian": "AUD", "canadian": "CAD", "singapore": "SGD", "hong kong": "HKD",
    "new zealand": "NZD", "taiwan": "TWD", "zimbabwe": "ZWL", "chinese": "CNY", "japanese": "JPY", "indian": "INR",
    "pakistani": "PKR", "sri lankan": "LKR", "indonesian": "IDR", "russian": "RUB", "ukrainian": "UAH",
    "turkish": "TRY", "south korean": "KRW", "korean": "KRW", "nigerian": "NGN", "philippine": "PHP",
    "mexican": "MXN", "argentine": "ARS", "chilean": "CLP", "colombian": "COP", "swiss": "CHF", "swedish": "SEK",
    "czech": "CZK", "icelandic": "ISK", "finnish": "FIM",
    "norwegian": "NOK", "danish": "DKK", "israeli": "ILS", "egyptian": "EGP", "british": "GBP", "syrian": "SYP",
    "lebanese": "LBP", "iraqi": "IQD", "iranian": "IRR", "kenyan": "KES", "brazilian": "BRL",
}  # fmt: skip
COINS = frozenset(
    """dollar dollars yuan yen rupee rupees rupiah rouble roubles ruble rubles lira liras won naira peso pesos
    franc francs krona kronor krone kroner shekel shekels pound pounds dinar dinars rial rials shilling shillings
    real reais hryvnia hryvnias crown crowns koruna markka""".split()
)
# Coins that several countries strike: the country named nearest to the figure tells whose.
SHARED_COINS = {
    "crown": ("norw NOK", "swed SEK", "danish DKK", "denmark DKK", "czech CZK", "iceland ISK"),
    "kron": ("norw NOK", "swed SEK", "danish DKK", "denmark DKK", "iceland ISK"),
    "franc": ("swiss CHF", "switz CHF", "rwand RWF", "congol CDF"),
    "peso": ("mexic MXN", "argentin ARS", "chile CLP", "colombia COP", "philippin PHP", "cuba CUP", "urugua UYU"),
    "rupee": ("pakistan PKR", "lanka LKR", "nepal NPR", "india INR"),
}
MONEY_WORDS = {
    "dollar": "USD", "dollars": "USD", "buck": "USD", "bucks": "USD", "euro": "EUR", "euros": "EUR", "yen": "JPY",
    "yuan": "CNY", "renminbi": "CNY", "rmb": "CNY", "rupee": "INR", "rupees": "INR", "rupiah": "IDR",
    "rouble": "RUB", "roubles": "RUB", "ruble": "RUB", "rubles": "RUB", "hryvnia": "UAH", "hryvnias": "UAH",
    "lira": "TRY", "liras": "TRY", "naira": "NGN", "shekel": "ILS", "shekels": "ILS", "baht": "THB",
    "ringgit": "MYR", "ringgits": "MYR", "lari": "GEL", "kuna": "HRK", "rand": "ZAR", "zloty": "PLN", "zlotys": "PLN",
    "taka": "BDT", "dong": "VND",
    "sterling": "GBP", "quid": "GBP", "€": "EUR", "£": "GBP", "₽": "RUB", "₴": "UAH", "₹": "INR", "₾": "GEL",
    "元": "CNY", "¥": "JPY", "zł": "PLN", "forint": "HUF", "forints": "HUF", "reais": "BRL",
}  # fmt: skip
CENTS = frozenset({"cent", "cents", "¢"})
PENCE = {
    "pence": "GBP",
    "penny": "GBP",
    "kopecks": "RUB",
    "kopeks": "RUB",
    "sen": "MYR",
    "paise": "INR",
    "kopiykas": "UAH",
}

WORDS: dict[str, str] = {
    "%": "percent|per cent|pct|percentage|%|per-cent|percents",
    "pp": "percentage point|percentage points|percent point|percent points",
    "bp": "basis point|basis points|bps|bp",
    "×": "×",
    "km": "km|kms|kilometre|kilometres|kilometer|kilometers",
    "mi": "mile|miles|mi",
    "m": "metre|metres|meter|meters|m",
    "cm": "cm|centimetre|centimetres|centimeter|centimeters|cms",
    "mm": "mm|millimetre|millimetres|millimeter|millimeters",
    "nm": "nm|nanometre|nanometres|nanometer|nanometers",
    "µm": "micron|microns|micrometre|micrometres|micrometer|micrometers|µm|μm",
    "ft": "foot|feet|ft",
    "in": "inch|inches|in",
    "yd": "yard|yards|yd|yds",
    "nmi": "nautical mile|nautical miles",
    "ly": "light year|light years|light-year|light-years",
    "km²": (
        "square kilometre|square kilometres|square kilometer|square kilometers|sq km|km²|km2|sq. km|sqkm|"
        "sq kilometres|sq kilometers"
    ),
    "mi²": "square mile|square miles|sq mi|sq mile|sq miles|mi²|square-mile",
    "m²": "square metre|square metres|square meter|square meters|sq m|m²|m2|sqm|sq metres|sq meters|sq. m|square meter",
    "ft²": "square foot|square feet|sq ft|sq feet|sqft|sq. ft|ft²|ft2|square-foot|square-feet",
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
    "kt": "kilotonne|kiloton|kilotons|kilotonnes",
    "Mt": "megaton|megatons|megatonne|megatonnes",
    "Gt": "gigatonne|gigatonnes|gigaton|gigatons",
    "km/h": (
        "km/h|k.p.h.|k.p.h|km/hr|kmh|kph|kmph|kilometre per hour|kilometer per hour|kilometres per hour|"
        "kilometers per hour|kilometres an hour|kilometers an hour"
    ),
    "mph": "mph|m.p.h.|m.p.h|miles per hour|miles an hour|mile per hour",
    "m/s": "m/s|metre per second|meter per second|metres per second|meters per second|metres a second|meters a second",
    "kn": "knot|knots",
    "°C": (
        "°c|deg c|deg. c|degrees c.|° c|degrees celsius|degree celsius|degrees centigrade|celsius|degrees c|"
        "c|degc|ºc|centigrade"
    ),
    "°F": "°f|degf|deg f|deg. f|degrees f.|° f|degrees fahrenheit|degree fahrenheit|fahrenheit|degrees f|f|ºf",
    "°": "degree|degrees|°|º",
    "K": "kelvin|kelvins",
    "kW": "kw|kilowatt|kilowatts",
    "MW": "mw|megawatt|megawatts",
    "GW": "gw|gigawatt|gigawatts",
    "TW": "tw|terawatts",
    "W": "watt|watts|w",
    "kWh": "kwh|kilowatt hour|kilowatt hours|kilowatt-hour|kilowatt-hours",
    "MWh": "mwh|megawatt hour|megawatt-hour|megawatt hours|megawatt-hours",
    "GWh": "gwh|gigawatt hour|gigawatt-hour|gigawatt hours|gigawatt-hours",
    "TWh": "twh|terawatt hour|terawatt-hour|terawatt hours|terawatt-hours",
    "V": "volt|volts|v",
    "kV": "kv|kilovolt|kilovolts",
    "kV/cm": "kv/cm",
    "A/cm²": "a/cm²|a/cm2",
    "A": "amp|amps|ampere|amperes",
    "mAh": "mah|milliamp hours",
    "hp": "hp|bhp|horsepower|ps",
    "Nm": "nm of torque|newton-metre|newton metre|newton meter|newton metres|newton meters|newton-metres",
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
    "mpg": "mpg|miles per gallon|miles a gallon|miles to the gallon|mile per gallon",
    "ksi": "ksi",
    "ppb": "ppb|parts per billion|part per billion",
    "ppm": "ppm|parts per million|part per million",
    "psi": "psi|pounds per square inch",
    "hPa": "hpa|hectopascals|millibars|millibar|mb",
    "carat": "carat|carats",
    "cc": "cc",
    "nit": "nits",
    "g-force": "g-force",
    "rad": "rad|radian|radians",
    "year": "year|years|yr|yrs",
    "month": "month|months",
    "week": "week|weeks",
    "day": "day|days",
    "hour": "hour|hours|hr|hrs",
    "minute": "minute|minutes|min|mins",
    "second": "second|seconds|sec|secs",
    "ms": "millisecond|milliseconds|ms",
}
GLUED_ONLY = frozenset("in m g l c f w v t ps mp k b nm mb ha".split())
PER = {
    "person": "person", "people": "person", "capita": "person", "head": "person", "day": "day", "week": "week",
    "month": "month", "year": "year", "annum": "year", "hour": "hour", "minute": "minute", "second": "second",
    "share": "share", "barrel": "bbl", "gallon": "gal", "litre": "L", "liter": "L", "kilo": "kg",
    "kilogram": "kg", "kg": "kg", "gram": "g", "tonne": "t", "ton": "ton", "ounce": "oz", "pound": "lb",
    "mile": "mi", "kilometre": "km", "kilometer": "km", "unit": "unit", "household": "household",
    "game": "game", "acre": "acre", "hectare": "ha", "mmbtu": "MMBtu", "foot": "ft", "night": "night", "user": "user",
    "vehicle": "vehicle", "inch": "in", "kwh": "kWh", "mwh": "MWh",
}  # fmt: skip
SPAN_WORDS = frozenset(
    {"day", "week", "month", "year", "hour", "minute", "second", "night", "share", "barrel", "gallon"}
)
