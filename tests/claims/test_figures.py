"""Figures with hedges and units: a row a wording."""

import pytest

from claims.quantities import find_figures

INF = None
# text, quoted figure, low, high, low_open, high_open, unit
ROWS: list[tuple[str, str, float | None, float | None, bool, bool, str | None]] = [
    ("426 drones", "426", 426, 426, False, False, None),
    ("approximately a 1,700-square-mile area", "approximately a 1,700-square-mile", 1530, 1870, False, False, "mi²"),
    ("about a 20-minute walk", "about a 20-minute", 18, 22, False, False, "minute"),
    ("he was 5 feet 11 inches tall", "5 feet 11 inches", 71, 71, False, False, "in"),
    ("in two hours and 41 minutes", "two hours and 41 minutes", 161, 161, False, False, "minute"),
    ("after 3 minutes 12 seconds", "3 minutes 12 seconds", 192, 192, False, False, "second"),
    ("at least 2 years and 6 months", "at least 2 years and 6 months", 30, INF, False, False, "month"),
    ("a 7lb 4oz baby", "7lb 4oz", 116, 116, False, False, "oz"),
    ("a 149 m.p.h. serve", "149 m.p.h.", 149, 149, False, False, "mph"),
    ("came within 20 mph of the record", "within 20 mph", INF, 20, False, False, "mph"),
    ("won inside three days", "inside three days", INF, 3, False, True, "day"),
    ("gone for more than a week", "more than a week", 1, INF, True, False, "week"),
    ("it took less than an hour", "less than an hour", INF, 1, False, True, "hour"),
    ("a fund of 19 trillion Norwegian crowns", "19 trillion Norwegian crowns", 19e12, 19e12, False, False, "NOK"),
    ("Sweden paid 4 billion kronor", "4 billion kronor", 4e9, 4e9, False, False, "SEK"),
    ("Mexico spent 30 million pesos", "30 million pesos", 3e7, 3e7, False, False, "MXN"),
    ("Pakistan lost 9 billion rupees", "9 billion rupees", 9e9, 9e9, False, False, "PKR"),
    ("fell to 12.4 per 100,000 residents", "12.4 per 100,000", 12.4, 12.4, False, False, None),
    ("plus or minus 3.1 percentage points", "3.1 percentage points", 3.1, 3.1, False, False, "pp"),
    ("the 5 to 11 age group", "5 to 11", 5, 11, False, False, "year"),
    ("voters under 30 backed it", "under 30", INF, 30, False, True, "year"),
    ("a group of ten senators", "ten", 10, 10, False, False, None),
    ("Four in 10 cannot pay", "Four in 10", 0.4, 0.4, False, False, None),
    ("more than 20 people", "more than 20", 20, INF, True, False, None),
    ("at least 13 people", "at least 13", 13, INF, False, False, None),
    ("no fewer than 7 arrests", "no fewer than 7", 7, INF, False, False, None),
    ("up to 40 shells", "up to 40", INF, 40, False, False, None),
    ("as many as 200 people", "as many as 200", INF, 200, False, False, None),
    ("fewer than 12 seats", "fewer than 12", INF, 12, False, True, None),
    ("nearly 3,000 troops", "nearly 3,000", 2700, 3000, False, False, None),
    ("about 600 homes", "about 600", 540, 660, False, False, None),
    ("some 40 aftershocks", "some 40", 36, 44, False, False, None),
    ("an estimated 500 people", "an estimated 500", 450, 550, False, False, None),
    ("just over 90 votes", "just over 90", 90, INF, True, False, None),
    ("topped 50", "topped 50", 50, INF, True, False, None),
    ("20 or more houses", "20 or more", 20, INF, False, False, None),
    ("20+ houses", "20+", 20, INF, False, False, None),
    ("a hundred or so cars", "a hundred or so", 90, 110, False, False, None),
    ("dozens of people", "dozens", 24, INF, False, False, None),
    ("scores of homes", "scores", 40, INF, False, False, None),
    ("hundreds of thousands of people", "hundreds of thousands", 200_000, INF, False, False, None),
    ("a couple of dozen cars", "couple of dozen", 24, 24, False, False, None),
    ("half a million people", "half a million", 500_000, 500_000, False, False, None),
    ("two and a half million voters", "two and a half million", 2_500_000, 2_500_000, False, False, None),
    ("one hundred and sixteen", "one hundred and sixteen", 116, 116, False, False, None),
    ("two hundred and five thousand", "two hundred and five thousand", 205_000, 205_000, False, False, None),
    ("3,5 million tonnes", "3,5 million tonnes", 3_500_000, 3_500_000, False, False, "t"),
    ("1.2m people", "1.2m", 1_200_000, 1_200_000, False, False, None),
    ("a 3m wall", "3m", 3, 3, False, False, "m"),
    ("13 000 workers", "13 000", 13_000, 13_000, False, False, None),
    ("between 5 and 15 people", "between 5 and 15", 5, 15, False, False, None),
    ("10 to 12 soldiers", "10 to 12", 10, 12, False, False, None),
    ("three to four hundred sheep", "three to four hundred", 300, 400, False, False, None),
    ("15-25 inches", "15-25 inches", 15, 25, False, False, "in"),
    ("between 15kHz and 17kHz", "15kHz and 17kHz", 15, 17, False, False, "kHz"),
    ("$5-10 million", "$5-10 million", 5_000_000, 10_000_000, False, False, "USD"),
    ("$21Bln", "$21Bln", 21 * 10**9, 21 * 10**9, False, False, "USD"),
    ("$1tn", "$1tn", 10**12, 10**12, False, False, "USD"),
    ("P54.59 million", "P54.59 million", 54_590_000, 54_590_000, False, False, "PHP"),
    ("£2.7m", "£2.7m", 2_700_000, 2_700_000, False, False, "GBP"),
    ("HK$3.7 billion", "HK$3.7 billion", 3.7e9, 3.7e9, False, False, "HKD"),
    ("800 Chinese yuan", "800 Chinese yuan", 800, 800, False, False, "CNY"),
    ("19 cents", "19 cents", 0.19, 0.19, False, False, "USD"),
    ("5 to 7 per cent", "5 to 7 per cent", 5, 7, False, False, "%"),
    ("a 1,000km road", "1,000km", 1000, 1000, False, False, "km"),
    ("a 620-mile road", "620-mile", 620, 620, False, False, "mi"),
    ("-5°C", "-5°C", -5, -5, False, False, "°C"),
    ("50mph winds", "50mph", 50, 50, False, False, "mph"),
    ("less than two hours later", "less than two hours", INF, 2, False, True, "hour"),
    ("a 10-year-old boy", "10-year-old", 10, 10, False, False, "year"),
    ("in his 30s", "30s", 30, 39, False, False, "year"),
    ("a woman aged 44", "44", 44, 44, False, False, "year"),
    ("two-thirds of voters", "two-thirds", 2 / 3, 2 / 3, False, False, None),
    ("half of them", "half", 0.5, 0.5, False, False, None),
    ("one man in five", "one man in five", 0.2, 0.2, False, False, None),
    ("three times as many", "three times", 3, 3, False, False, "×"),
    ("more than sixfold", "more than sixfold", 6, INF, True, False, "×"),
    ("a magnitude 6.5 earthquake", "magnitude 6.5", 6.5, 6.5, False, False, None),
    ("a 7.7-magnitude quake", "7.7-magnitude", 7.7, 7.7, False, False, None),
    # fractions, decimals read aloud, mixed numbers
    ("nine point four per cent", "nine point four per cent", 9.4, 9.4, False, False, "%"),
    ("two point one million homes", "two point one million", 2_100_000, 2_100_000, False, False, None),
    ("nought point five per cent", "nought point five per cent", 0.5, 0.5, False, False, "%"),
    ("two hundred point zero three", "two hundred point zero three", 200.03, 200.03, False, False, None),
    ("a quarter million people", "a quarter million", 250_000, 250_000, False, False, None),
    ("a quarter of a million homes", "a quarter of a million", 250_000, 250_000, False, False, None),
    ("two thirds of a million votes", "two thirds of a million", 2e6 / 3, 2e6 / 3, False, False, None),
    ("one and a half million shells", "one and a half million", 1_500_000, 1_500_000, False, False, None),
    ("three and three quarters", "three and three quarters", 3.75, 3.75, False, False, None),
    (
        "one billion and a half million",
        "one billion and a half million",
        1_000_500_000,
        1_000_500_000,
        False,
        False,
        None,
    ),
    ("10 1/2 miles of cable", "10 1/2 miles", 10.5, 10.5, False, False, "mi"),
    ("a gain of 3-1/2 points", "3-1/2", 3.5, 3.5, False, False, None),
    ("$US13.15 each", "$US13.15", 13.15, 13.15, False, False, "USD"),
    ("on one-year renewals", "one-year", 1, 1, False, False, "year"),
    ("2½ years", "2½ years", 2.5, 2.5, False, False, "year"),
    ("lost 16/32 in price", "16/32", 0.5, 0.5, False, False, None),
    ("a three-quarter majority", "three-quarter", 0.75, 0.75, False, False, None),
    ("three quarters of the seats", "three quarters", 0.75, 0.75, False, False, None),
    ("more than half voted", "more than half", 0.5, INF, True, False, None),
    ("nearly half voted", "nearly half", 0.45, 0.5, False, False, None),
    ("half a mile away", "half a mile", 0.5, 0.5, False, False, "mi"),
    ("half an hour later", "half an hour", 0.5, 0.5, False, False, "hour"),
    ("a quarter of an hour", "a quarter of an hour", 0.25, 0.25, False, False, "hour"),
    ("minus 5 points", "minus 5", -5, -5, False, False, None),
    ("negative one", "negative one", -1, -1, False, False, None),
    ("1\u202f234\u202f567.89 people", "1\u202f234\u202f567.89", 1234567.89, 1234567.89, False, False, None),
    ("12\u00a0000\u00a0people", "12\u00a0000", 12_000, 12_000, False, False, None),
    ("12,34,567.89 rupees", "12,34,567.89 rupees", 1234567.89, 1234567.89, False, False, "INR"),
    ("2.7m combined digital and physical sales", "2.7m", 2_700_000, 2_700_000, False, False, None),
    ("1.2bn people", "1.2bn", 1_200_000_000, 1_200_000_000, False, False, None),
    # vague plurals with a unit
    ("tens of thousands of dollars", "tens of thousands of dollars", 20_000, INF, False, False, "USD"),
    ("millions of euros", "millions of euros", 2_000_000, INF, False, False, "EUR"),
    ("hundreds of miles", "hundreds of miles", 200, INF, False, False, "mi"),
    ("dozens of hours", "dozens of hours", 24, INF, False, False, "hour"),
    ("thousands of litres of fuel", "thousands of litres", 2_000, INF, False, False, "L"),
    ("only a handful survived", "a handful", 2, INF, False, False, None),
    ("a few dozen cars", "a few dozen", 24, INF, False, False, None),
    # hedges that add up, bounds that join
    ("wounding at most 7 people", "at most 7", INF, 7, False, False, None),
    ("one or more people", "one or more", 1, INF, False, False, None),
    ("about 500 or more", "about 500 or more", 450, INF, False, False, None),
    ("as high as roughly 350 μm", "as high as roughly 350 μm", INF, 385, False, False, "µm"),
    ("up to about 40 homes", "up to about 40", INF, 44, False, False, None),
    ("at least some 20 people", "at least some 20", 18, INF, False, False, None),
    ("more than around 10 cars", "more than around 10", 9, INF, True, False, None),
    ("less than or equal to 40", "less than or equal to 40", INF, 40, False, False, None),
    ("as few as 12 seats", "as few as 12", 12, INF, False, False, None),
    ("sub-7 nanometer chips", "sub-7 nanometer", INF, 7, False, True, "nm"),
    ("a sub-500 sq m office", "sub-500 sq m", INF, 500, False, True, "m²"),
    ("an average of 12 people", "12", 12, 12, False, False, None),
    ("more than 100 and fewer than 300", "more than 100 and fewer than 300", 100, 300, True, True, None),
    ("at least 20 but fewer than 50", "at least 20 but fewer than 50", 20, 50, False, True, None),
    ("at most 100 and at least 20", "at most 100 and at least 20", 20, 100, False, False, None),
    ("above 1000 and below 1500", "above 1000 and below 1500", 1000, 1500, True, True, None),
    ("over $5 and under $10", "over $5 and under $10", 5, 10, True, True, "USD"),
    ("≥ 30 cases", "≥ 30", 30, INF, False, False, None),
    (">= 30 cases", ">= 30", 30, INF, False, False, None),
    # units
    ("2.14degF warmer", "2.14degF", 2.14, 2.14, False, False, "°F"),
    ("1.19deg C warmer", "1.19deg C", 1.19, 1.19, False, False, "°C"),
    ("3923sq m estate", "3923sq m", 3923, 3923, False, False, "m²"),
    ("24703m2", "24703m2", 24703, 24703, False, False, "m²"),
    ("100km/hr", "100km/hr", 100, 100, False, False, "km/h"),
    ("21 mpg combined", "21 mpg", 21, 21, False, False, "mpg"),
    ("20 miles per gallon", "20 miles per gallon", 20, 20, False, False, "mpg"),
    ("1.3 A/cm2", "1.3 A/cm2", 1.3, 1.3, False, False, "A/cm²"),
    ("15 ppb of lead", "15 ppb", 15, 15, False, False, "ppb"),
    ("450 Nm of pull", "450 Nm", 450, 450, False, False, "Nm"),
    ("a 7nm chip", "7nm", 7, 7, False, False, "nm"),
    ("12 in of rain", "12 in", 12, 12, False, False, "in"),
    ("a 15-25 in wide pipe", "15-25 in", 15, 25, False, False, "in"),
    ("12 in Kyiv", "12", 12, 12, False, False, None),
    ("1,200€", "1,200€", 1200, 1200, False, False, "EUR"),
    ("18 sen", "18 sen", 0.18, 0.18, False, False, "MYR"),
    ("down 68 p at the close", "68 p", 0.68, 0.68, False, False, "GBP"),
    ("7.5 million Danish crowns", "7.5 million Danish crowns", 7_500_000, 7_500_000, False, False, "DKK"),
    ("C $6 a share", "C $6 a share", 6, 6, False, False, "CAD"),
    ("120 MEUR", "120 MEUR", 120_000_000, 120_000_000, False, False, "EUR"),
    ("25bp", "25bp", 25, 25, False, False, "bp"),
    ("-12 degrees Celsius", "-12 degrees Celsius", -12, -12, False, False, "°C"),
    ("temperatures of 35 C", "35 C", 35, 35, False, False, "°C"),
    # ranges
    ("a 0-to-60-mph time", "0-to-60-mph", 0, 60, False, False, "mph"),
    ("a 0-60 mph time", "0-60 mph", 0, 60, False, False, "mph"),
    ("a five-to-ten-year plan", "five-to-ten-year", 5, 10, False, False, "year"),
    ("a 10-to-12-hour shift", "10-to-12-hour", 10, 12, False, False, "hour"),
    ("500-1000 people", "500-1000", 500, 1000, False, False, None),
    ("aged 18 to 34", "18 to 34", 18, 34, False, False, "year"),
    # ratios
    ("outnumbered three to one", "three to one", 3, 3, False, False, "×"),
    ("a five-to-one margin", "five-to-one", 5, 5, False, False, "×"),
    ("at odds of 10 to 1", "10 to 1", 10, 10, False, False, "×"),
    ("outnumbered by more than two to one", "more than two to one", 2, INF, True, False, "×"),
    ("a ratio of 4-to-1", "4-to-1", 4, 4, False, False, "×"),
    ("about two in three voters", "about two in three", 0.6, 2.2 / 3, False, False, None),
    ("twice as many", "twice", 2, 2, False, False, "×"),
    ("twice as loud as a horn", "twice", 2, 2, False, False, "×"),
    # marks around figures
    ("downed 35 drones", "35", 35, 35, False, False, None),
    ("“12” people", "12", 12, 12, False, False, None),
    ("- 12 killed", "12", 12, 12, False, False, None),
    ("• 12 killed", "12", 12, 12, False, False, None),
    ("14:35 Three people hurt", "Three", 3, 3, False, False, None),
    ("at least\u00a013\u00a0people", "at least\u00a013", 13, INF, False, False, None),
    ("the 2000 Russian troops", "2000", 2000, 2000, False, False, None),
    ("1950 Ukrainian soldiers", "1950", 1950, 1950, False, False, None),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_wording_leaves_open_exactly_its_interval(row: tuple[str, str, float, float, bool, bool, str]) -> None:
    text, quoted, low, high, low_open, high_open, unit = row
    (figure,) = find_figures(text)
    interval = figure.quantity.interval
    assert text[figure.start : figure.end] == quoted
    assert _value(interval.low) == pytest.approx(low)
    assert _value(interval.high) == pytest.approx(high)
    assert (interval.low_open, interval.high_open) == (low_open, high_open)
    assert figure.quantity.unit == unit


def _value(bound: object) -> float | None:
    return None if bound is None else float(str(bound))


NOT_QUANTITIES = [
    "The Standard & Poor's 500 index rose.",
    "The S & P 500 index rose.",
    "It failed in a 48 to 50 vote.",
    "a 3-4 defeat to Leeds",
    "She told CBS’ 60 Minutes so.",
    "It happened in the 1500-block of W. Fayette Street.",
    "the Ten Commandments of safety",
    "a three-three balance on the commission",
    "S-300 and Su-34 jets, an F-16 and an IL-76",
    "a Boeing 767 on Flight 175",
    "5G phones",
    "the Group of Seven",
    "G7 leaders and COVID-19",
    "22nd Street and 100 Main Street",
    "They won 3-2",
    "the vote was 52-48",
    "call 0800 555 1234",
    "one of the largest",
    "no one was hurt",
    "24/7 and 9/11",
    "the S&P 500",
    "two new 737 Max jets"[8:],
    "page 4 of chapter 12",
    "1. First item",
    "version 2.0.1",
    "2018s best performing sector",
    "2019's worst day",
    "the 2024 GMC Hummer",
    "a 2019 Toyota Corolla",
    "his 1967 Ford",
    "iPhone 11 and 11 Pro Max",
    "a Pixel 6 and 6 Pro",
    "COVID -19 tests",
    "At 2-0 down it was easy",
    "a 9-2 lead",
    "voted 8 to 1",
    "ruled six to three",
    "won 21 to 14",
    "quarterback Dak Prescott (4) celebrates",
    "the 90049 ZIP code",
    "scored twice as United won",
    "the 1930s",
    "back in the '90s",
    "a 401(k) plan",
    "at Euro 2024",
    "the Final Four",
    "Air Force One",
    "at 6.50am",
    "at 0800 GMT",
    "22nd and Market streets",
    "363 East 171st St.",
    "100 West 22nd Street",
    "call 352-3040",
    "3D printing and 4x4 vehicles",
]


@pytest.mark.parametrize("text", NOT_QUANTITIES)
def test_names_scores_and_codes_are_no_quantities(text: str) -> None:
    assert find_figures(text) == []


def test_a_converted_figure_in_brackets_inherits_the_hedge() -> None:
    far, converted = find_figures("more than 100 kilometres (60 miles)")
    assert far.quantity.interval.low_open and converted.quantity.interval.low_open
    assert converted.quantity.interval.low == 60
    assert converted.quantity.interval.high is None


def test_a_share_and_the_level_that_it_led_to_are_two_figures() -> None:
    share, level = find_figures("profit fell by a third to 2.4 billion euros")
    assert (share.quantity.text, level.quantity.text) == ("a third", "2.4 billion euros")


def test_the_old_figure_of_a_change_is_marked() -> None:
    old, new = find_figures("the toll was cut from 72 to 45")
    assert old.quantity.interval.exact == 72 and old.superseded
    assert new.quantity.interval.exact == 45 and not new.superseded


def test_a_rate_keeps_its_denominator() -> None:
    (price,) = find_figures("US $58.24 per barrel")
    assert (price.quantity.unit, price.quantity.per) == ("USD", "bbl")


@pytest.mark.parametrize("rest", "per|in|out of|in every|to|for every|a|or|point|and a|-".split("|"))
def test_a_text_may_end_within_a_figure(rest: str) -> None:
    assert [figure.quantity.text for figure in find_figures(f"some 3 {rest}")] == ["some 3"]


def test_figures_in_dates_are_left_out() -> None:
    text = "On 22 July 2025, 12 people"
    assert [figure.quantity.text for figure in find_figures(text, [(3, 15)])] == ["12"]


CHANGES = [
    ("rose from 24.2 to 33-35 billion euros", [(24.2e9, 24.2e9, "EUR", True), (33e9, 35e9, "EUR", False)]),
    ("rose from 13.5 to 14.0 mm", [(13.5, 13.5, "mm", True), (14, 14, "mm", False)]),
    ("slowed from 4.8 to 4.7 percent", [(4.8, 4.8, "%", True), (4.7, 4.7, "%", False)]),
    ("cut from 208 pounds to 193 by exercising", [(208, 208, "lb", True), (193, 193, "lb", False)]),
    ("rises from $160 to $180 to $200", [(160, 160, "USD", True), (180, 180, "USD", False), (200, 200, "USD", False)]),
    ("cut from 5 to 7 per cent to 3 to 5 per cent", [(5, 7, "%", True), (3, 5, "%", False)]),
    ("fell from 72 people to 45 dogs", [(72, 72, None, True), (45, 45, None, False)]),
    ("rose 18 sen to RM23.50", [(0.18, 0.18, "MYR", False), (23.5, 23.5, "MYR", False)]),
]


@pytest.mark.parametrize(("text", "expected"), CHANGES, ids=lambda value: str(value)[:40])
def test_both_ends_of_a_change_share_unit_and_scale(
    text: str, expected: list[tuple[float, float, str | None, bool]]
) -> None:
    found = find_figures(text)
    ends = [(figure.quantity.interval, figure.quantity.unit, figure.superseded) for figure in found]
    assert [(_value(i.low), _value(i.high), unit, old) for i, unit, old in ends] == expected


def test_a_hanging_hyphen_borrows_the_unit() -> None:
    seven, eight = find_figures("a 7- or 8-inch screen")
    assert (seven.quantity.unit, eight.quantity.unit) == ("in", "in")


def test_a_hundred_hedges_are_read_without_recursion() -> None:
    (figure,) = find_figures("about " * 5000 + "12 people")
    assert figure.quantity.approximate
