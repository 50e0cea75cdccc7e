from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.types import Comparison, Difference, Interval
from index.facts import claim_of_fact, describe, fact_id, group, severity
from index.library import Library
from index.store import Link
from tests.index.places import Place
from tests.index.stub import NOON, interval, make_reading, open_library

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def test_linked_claims_are_one_fact_named_after_the_earliest() -> None:
    members = {"clm_a": 3, "clm_b": 1, "clm_c": 2, "clm_d": 0}
    links = [Link("clm_a", "clm_b"), Link("clm_c", "clm_a"), Link("clm_a", "clm_gone")]
    assert group(members, links) == {
        "clm_a": "fct_b",
        "clm_b": "fct_b",
        "clm_c": "fct_b",
        "clm_d": "fct_d",
    }


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"))), st.randoms())
def test_the_order_of_links_makes_no_difference(pairs: list[tuple[str, str]], random: object) -> None:
    members = {name: number % 3 for number, name in enumerate("abcdef")}
    links = [Link(a, b) for a, b in pairs]
    turned = [Link(link.b, link.a) for link in reversed(links)]
    assert group(members, links) == group(dict(reversed(members.items())), turned)


def test_a_facts_id_leads_back_to_its_claim() -> None:
    assert fact_id("clm_0a1b") == "fct_0a1b"
    assert claim_of_fact("fct_0a1b") == "clm_0a1b"


def test_facts_do_not_depend_on_the_order_of_reports(places: Callable[[str], Place]) -> None:
    readings = [
        make_reading(outlet, [(count, "people"), (count, noun)], published=NOON + number * HOUR)
        for number, (outlet, count, noun) in enumerate([("A", 1, "drones"), ("B", 1, "cars"), ("C", 2, "drones")])
    ]
    seen = []
    for number, order in enumerate(permutations(readings)):
        with open_library(places(str(number))) as library:
            for reading in order:
                library.add([reading])
            facts = {claim.id: fact_of(library, claim.id) for reading in readings for claim in reading.claims}
            seen.append(facts)
    assert all(facts == seen[0] for facts in seen)
    assert len(set(seen[0].values())) == 3


def fact_of(library: Library, claim: str) -> str:
    return library.fact(fact_id(claim)).id


def test_a_fact_keeps_its_id_as_reports_join_and_old_ids_still_lead_to_it(library: Library) -> None:
    wire = make_reading("Wire")
    post = make_reading("Post", published=NOON + HOUR)
    library.add([wire])
    first = fact_id(wire.claims[0].id)
    assert library.fact(first).claims == wire.claims
    library.add([post])
    assert library.fact(first).id == first
    assert library.fact(fact_id(post.claims[0].id)).id == first
    early = make_reading("Mail", published=NOON - HOUR)
    library.add([early])
    assert library.fact(first).id == fact_id(early.claims[0].id)


def test_a_fact_falls_apart_when_what_joined_it_goes(library: Library) -> None:
    one, between, other = (
        make_reading("A", [(1, "people")], published=NOON),
        make_reading("B", [(1, "people")], published=NOON + 20 * DAY),
        make_reading("C", [(1, "people")], published=NOON + 40 * DAY),
    )
    library.add([one, between, other])
    assert [claim.outlet for claim in library.fact(fact_id(one.claims[0].id)).claims] == ["A", "B", "C"]
    library.remove(between.report.id)
    assert [claim.outlet for claim in library.fact(fact_id(one.claims[0].id)).claims] == ["A"]
    assert [claim.outlet for claim in library.fact(fact_id(other.claims[0].id)).claims] == ["C"]


def test_a_fact_is_a_timeline_with_its_current_figure(library: Library) -> None:
    library.add([make_reading("A", [(60, "people")]), make_reading("B", [(60, "people")])])
    late = make_reading("C", [(95, "people")], published=NOON + DAY)
    library.add([late])
    fact = library.fact(fact_id(late.claims[0].id))
    assert [(claim.outlet, claim.quote) for claim in fact.claims] == [
        ("A", "60 people"),
        ("B", "60 people"),
        ("C", "95 people"),
    ]
    assert fact.current == interval(95, 95)
    assert (fact.differing, fact.sources, fact.copies) == ((), 3, frozenset())
    assert [each.verdict for each in fact.comparisons].count("updates") == 2


CURRENT = [
    ("both leave it open", [interval(13, None), interval(None, 20)], interval(13, 20)),
    (
        "an open bound wins at the same value",
        [Interval(None, None), replace(interval(20), low_open=True), interval(20)],
        replace(interval(20), low_open=True),
    ),
    ("the narrower", [interval(10, 30), interval(12, 20)], interval(12, 20)),
    ("a dispute", [interval(10, 10), interval(20, 20)], None),
]


@pytest.mark.parametrize(("intervals", "expected"), [row[1:] for row in CURRENT], ids=[row[0] for row in CURRENT])
def test_current(intervals: list[Interval], expected: Interval | None) -> None:
    claims = []
    for number, each in enumerate(intervals):
        (claim,) = make_reading(f"O{number}").claims
        assert claim.quantity
        claims.append(replace(claim, quantity=replace(claim.quantity, interval=each)))
    assert describe(claims, [], set()).current == expected


def test_severity_grows_with_what_is_at_stake() -> None:
    (a,), (b,) = make_reading("A").claims, make_reading("B").claims
    far = Comparison(a.id, b.id, "conflicts", 0.9, difference=Difference(interval(1).low, 0.9))  # type: ignore[arg-type]
    near = replace(far, difference=Difference(interval(1).low, 0.1))  # type: ignore[arg-type]
    trivial = replace(a, check_worthiness=0.1)
    assert severity(a, b, far) > severity(a, b, near)
    assert severity(a, b, far) > severity(a, b, replace(far, same_fact=0.8))
    assert severity(a, b, replace(far, dispute="same_source")) > severity(a, b, far)
    assert severity(a, b, far) > severity(trivial, replace(b, check_worthiness=0.1), far)
    assert a.measure
    parked = replace(a, measure=replace(a.measure, event="park"))
    assert severity(a, b, far) > severity(parked, replace(b, measure=parked.measure), far)
    assert severity(a, b, far) == severity(b, a, far)
    assert 0 <= severity(a, b, replace(far, difference=None)) <= 1
