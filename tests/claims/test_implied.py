"""Counts without a figure: none of those whom a noun names."""

from __future__ import annotations

import pytest

from tests.claims.reading import claims_in

NONE_OF = [
    ("The army said none of its 30 troops at the post was killed.", "none", "troops", "kill"),
    ("None of the passengers was hurt.", "None", "passengers", "hurt"),
    ("No tourists were hurt in the crash, officials said.", "No tourists", "tourists", "hurt"),
    ("None of the hostages died.", "None", "hostages", "die"),
    ("No firefighters were injured in the blaze.", "No firefighters", "firefighters", "injure"),
    ("Police said no students were arrested.", "no students", "students", "arrest"),
]


@pytest.mark.parametrize(("text", "quote", "noun", "event"), NONE_OF)
def test_none_of_those_named(text: str, quote: str, noun: str, event: str) -> None:
    (claim,) = [claim for claim in claims_in(text) if claim.quantity and claim.quantity.interval.exact == 0]
    assert claim.measure is not None
    assert (claim.quote, claim.measure.noun, claim.measure.event) == (quote, noun, event)
    assert (claim.polarity, claim.certainty) == ("affirmed", "stated")


@pytest.mark.parametrize("text", ["No decision was reached.", "None of this is new.", "No evidence was found."])
def test_no_such_thing_counts_nobody(text: str) -> None:
    assert [claim for claim in claims_in(text) if claim.quantity is not None] == []
