from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from claims.types import Period
from index.keys import keys_of, keys_sought
from index.store import moment
from tests.index.stub import KHARKIV, NOON, make_reading

(SUMY_CLAIM,) = make_reading("Wire").claims
KEYS = {"noun:person", "event:wound"}


def test_keys_of_two_kinds_are_joined_under_country_and_time() -> None:
    at = moment(NOON)
    assert keys_of(SUMY_CLAIM, {"noun:boy", *KEYS}) == {
        ("UA event:wound&noun:boy", at),
        ("UA event:wound&noun:person", at),
        ("* event:wound&noun:boy", at),
        ("* event:wound&noun:person", at),
    }
    assert keys_of(SUMY_CLAIM, {"noun:person"}) == {("UA noun:person", at), ("* noun:person", at)}
    assert keys_of(SUMY_CLAIM, set()) == frozenset()


def test_an_unknown_country_meets_every_country_and_no_country_another() -> None:
    nowhere, kharkiv = replace(SUMY_CLAIM, place=None), replace(SUMY_CLAIM, place=KHARKIV)
    paris = replace(SUMY_CLAIM, place=replace(KHARKIV, country="FR"))
    meets = {
        (one, other)
        for one, a in (("sumy", SUMY_CLAIM), ("kharkiv", kharkiv), ("nowhere", nowhere), ("paris", paris))
        for other, b in (("sumy", SUMY_CLAIM), ("paris", paris), ("nowhere", nowhere))
        if keys_sought(a, KEYS) & keys_of(b, KEYS)
    }
    assert meets == {
        ("sumy", "sumy"),
        ("sumy", "nowhere"),
        ("kharkiv", "sumy"),
        ("kharkiv", "nowhere"),
        ("nowhere", "sumy"),
        ("nowhere", "paris"),
        ("nowhere", "nowhere"),
        ("paris", "paris"),
        ("paris", "nowhere"),
    }


def test_a_claim_about_another_time_is_found_at_that_time_too() -> None:
    june = Period(datetime(2025, 6, 1, tzinfo=UTC), datetime(2025, 7, 1, tzinfo=UTC), "in June")
    soon = replace(SUMY_CLAIM, period=june, published=datetime(2025, 7, 5, tzinfo=UTC))
    late = replace(SUMY_CLAIM, period=june, published=datetime(2025, 7, 5, tzinfo=UTC) + timedelta(days=90))
    assert june.end is not None
    assert {at for _, at in keys_of(soon, KEYS)} == {moment(soon.published)}
    assert {at for _, at in keys_of(late, KEYS)} == {moment(late.published), moment(june.end)}
