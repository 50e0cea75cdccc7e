"""Figures of few words that a reader of digits misses, and modals that say no more than that it did not happen."""

from __future__ import annotations

import pytest

from tests.claims.reading import claims_in


@pytest.mark.parametrize(
    ("text", "low", "high", "noun"),
    [
        ("The victims were two women in their twenties.", 20, 29, "women"),
        ("A man in his thirties was hurt.", 30, 39, "man"),
        ("A woman in her late forties was hurt.", 47, 49, "woman"),
        ("A couple in their early eighties died.", 80, 83, "couple"),
        ("The suspect, in his mid-fifties, fled.", 54, 56, "suspect"),
        ("A girl in her teens was found.", 13, 19, "girl"),
        ("A driver in his 60s was held.", 60, 69, "driver"),
    ],
)
def test_decades_of_life(text: str, low: int, high: int, noun: str) -> None:
    claim = next(claim for claim in claims_in(text) if claim.quantity and claim.quantity.unit == "year")
    assert claim.quantity is not None and claim.measure is not None
    assert claim.quantity.interval.low == low
    assert claim.quantity.interval.high == high
    assert claim.measure.noun == noun


def test_the_twenties_of_a_century_are_no_age() -> None:
    assert claims_in("He grew up in the twenties and left in the thirties.") == []


@pytest.mark.parametrize(
    ("text", "quote", "low", "unit"),
    [
        ("Output fell by a tenth of one per cent.", "a tenth of one per cent", "0.1", "%"),
        ("Growth of a quarter of one per cent was recorded.", "a quarter of one per cent", "0.25", "%"),
        ("Prices rose half of one percent.", "half of one percent", "0.5", "%"),
        ("Rates rose three-tenths of a per cent.", "three-tenths of a per cent", "0.3", "%"),
        ("Yields fell a fifth of one percentage point.", "a fifth of one percentage point", "0.2", "pp"),
        ("It took a quarter of an hour.", "a quarter of an hour", "0.25", "hour"),
    ],
)
def test_fractions_of_a_unit(text: str, quote: str, low: str, unit: str) -> None:
    (claim,) = claims_in(text)
    assert claim.quantity is not None
    assert (claim.quote, str(claim.quantity.interval.low), claim.quantity.unit) == (quote, low, unit)


@pytest.mark.parametrize(
    ("text", "quote", "certainty", "polarity"),
    [
        ("The mayor could not be reached for comment on the 12 deaths.", "12 deaths", "stated", "affirmed"),
        ("Spokesmen for the two firms could not be reached.", "two firms", "stated", "affirmed"),
        ("Nine bodies could not be identified.", "Nine bodies", "stated", "denied"),
        ("The six pilots couldn't be contacted.", "six pilots", "stated", "denied"),
        ("The two suspects cannot be named.", "two suspects", "stated", "denied"),
        ("Three villages can’t be reached by road.", "Three villages", "stated", "denied"),
        ("Forty people could be trapped.", "Forty people", "possible", "affirmed"),
        ("Forty people may not return.", "Forty people", "possible", "denied"),
        ("The toll might reach 300 people.", "300 people", "possible", "affirmed"),
    ],
)
def test_could_not_is_no_maybe(text: str, quote: str, certainty: str, polarity: str) -> None:
    claim = next(claim for claim in claims_in(text) if claim.quote == quote)
    assert (claim.certainty, claim.polarity) == (certainty, polarity)
