"""Figures with hedges and units: a row a wording."""

import pytest

from claims.quantities import find_figures

INF = None
# text, quoted figure, low, high, low_open, high_open, unit
ROWS: list[tuple[str, str, float | None, float | None, bool, bool, str | None]] = [
    ("426 drones", "426", 426, 426, False, False, None),
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
]


@pytest.mark.parametrize("text", NOT_QUANTITIES)
def test_names_scores_and_codes_are_no_quantities(text: str) -> None:
    assert find_figures(text) == []


def test_a_converted_figure_in_brackets_inherits_the_hedge() -> None:
    far, converted = find_figures("more than 100 kilometres (60 miles)")
    assert far.quantity.interval.low_open and converted.quantity.interval.low_open
    assert converted.quantity.interval.low == 60
    assert converted.quantity.interval.high is None


def test_the_old_figure_of_a_change_is_marked() -> None:
    old, new = find_figures("the toll was cut from 72 to 45")
    assert old.quantity.interval.exact == 72 and old.superseded
    assert new.quantity.interval.exact == 45 and not new.superseded


def test_a_rate_keeps_its_denominator() -> None:
    (price,) = find_figures("US $58.24 per barrel")
    assert (price.quantity.unit, price.quantity.per) == ("USD", "bbl")


def test_figures_in_dates_are_left_out() -> None:
    text = "On 22 July 2025, 12 people"
    assert [figure.quantity.text for figure in find_figures(text, [(3, 15)])] == ["12"]
