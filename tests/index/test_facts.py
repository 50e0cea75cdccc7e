from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import combinations, permutations
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.types import Claim, Comparison, Difference, Interval
from index.facts import describe, severity
from index.grouping import claim_of_fact, fact_id, group
from index.library import Library
from index.store import Link
from tests.index.places import Place
from tests.index.stub import NOON, interval, make_reading, open_library

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def claims_of(*outlets: str, apart: timedelta = HOUR) -> dict[str, Claim]:
    """A claim of each outlet, named by it, in the order of publication."""
    readings = [make_reading(name, published=NOON + number * apart) for number, name in enumerate(outlets)]
    return {each.report.outlet: replace(each.claims[0], id=f"clm_{each.report.outlet}") for each in readings}


def facts_of(claims: Mapping[str, Claim], *links: tuple[str, float] | str) -> list[str]:
    """Facts as strings of outlets, "ab"; a link is such as ("ab", 0.9), a conflict "ab"."""
    known = {claim.id: claim for claim in claims.values()}
    told = [(each, 1.0, True) if isinstance(each, str) else (*each, False) for each in links]
    made = [Link(f"clm_{pair[0]}", f"clm_{pair[1]}", sure, conflict) for pair, sure, conflict in told]
    grouped = group(known, made)
    assert grouped == group(dict(reversed(known.items())), [replace(x, a=x.b, b=x.a) for x in reversed(made)])
    facts: dict[str, str] = {}
    for name in sorted(claims):
        fact = grouped[f"clm_{name}"]
        facts[fact] = facts.get(fact, "") + name
    assert all(fact == f"fct_{min(names, key=list(claims).index)}" for fact, names in facts.items())
    return sorted(facts.values())


def test_linked_claims_are_one_fact_named_after_the_earliest() -> None:
    trio = claims_of("c", "a", "b", "d")
    assert facts_of(trio, ("ab", 0.9), ("bc", 0.9), ("ac", 0.9)) == ["abc", "d"]
    assert facts_of(trio, ("ax", 0.9), ("bd", 0.79)) == ["a", "b", "c", "d"]


CHAINS: list[tuple[str, tuple[tuple[str, float] | str, ...], list[str]]] = [
    ("the surer of two links holds", (("ab", 0.9), ("bc", 0.95)), ["a", "bc"]),
    ("one link between two pairs", (("ab", 0.95), ("cd", 0.95), ("bc", 0.9)), ["ab", "cd"]),
    ("three of four do", (("ab", 0.95), ("cd", 0.95), ("bc", 0.9), ("bd", 0.9), ("ac", 0.9)), ["abcd"]),
    ("half of them do not", (("ab", 0.95), ("cd", 0.95), ("bc", 0.9), ("bd", 0.9)), ["ab", "cd"]),
    ("a weak link is no objection", (("ab", 0.95), ("bc", 0.9), ("ac", 0.6)), ["abc"]),
    ("nor does it join", (("ab", 0.6), ("bc", 0.6)), ["a", "b", "c"]),
    ("conflicts join outright", ("ab", "bc", ("cd", 0.9)), ["abc", "d"]),
]


@pytest.mark.parametrize(("links", "facts"), [row[1:] for row in CHAINS], ids=[row[0] for row in CHAINS])
def test_no_chains(links: tuple[tuple[str, float] | str, ...], facts: list[str]) -> None:
    names = sorted({name for link in links for name in (link if isinstance(link, str) else link[0])})
    assert facts_of(claims_of(*names), *links) == facts


def test_claims_too_far_apart_to_be_compared_are_no_objection() -> None:
    assert facts_of(claims_of("a", "b", "c", apart=20 * DAY), ("ab", 0.9), ("bc", 0.9)) == ["abc"]


def test_one_report_may_give_a_figure_twice_and_two_figures_are_two_facts() -> None:
    twice = make_reading("a", [(13, "people"), (13, "people")]).claims
    apart = make_reading("a", [(4, "people"), (7, "people")]).claims
    for (one, two), facts in ((twice, ["abc"]), (apart, ["ac", "b"])):
        claims = claims_of("c") | {"a": replace(one, id="clm_a"), "b": replace(two, id="clm_b")}
        claims["c"] = replace(claims["c"], published=NOON - HOUR)
        ordered = {name: claims[name] for name in ("c", "a", "b")}
        assert facts_of(ordered, ("ac", 0.95), ("bc", 0.9)) == facts


def test_where_hundreds_tell_of_one_thing_not_every_two_need_be_linked() -> None:
    names = [chr(0x4E00 + number) for number in range(80)]
    claims = claims_of(*names, apart=timedelta(minutes=1))
    near = [(a + b, 0.9) for a, b in combinations(names[:70], 2)]
    late = [(name + names[number], 0.9) for name in names[70:] for number in range(26)]
    assert facts_of(claims, *near, *late) == ["".join(sorted(names))]


@given(
    st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.sampled_from([0.6, 0.85, 0.9, None]))),
    st.randoms(),
)
def test_the_order_of_links_makes_no_difference(pairs: list[tuple[str, str, float | None]], random: Random) -> None:
    claims = {claim.id: claim for claim in claims_of(*"abcdef").values()}
    once = {frozenset((a, b)): (a, b, sure) for a, b, sure in pairs if a != b}
    links = [Link(f"clm_{a}", f"clm_{b}", sure or 1.0, sure is None) for a, b, sure in once.values()]
    turned = [replace(link, a=link.b, b=link.a) if random.random() < 0.5 else link for link in links]
    random.shuffle(turned)
    grouped = group(claims, links)
    assert grouped == group(dict(reversed(claims.items())), turned)
    assert all(grouped[link.a] == grouped[link.b] for link in links if link.conflict)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 3), st.sampled_from(["people", "drones"]), st.integers(0, 3)), max_size=7),
    st.randoms(),
)
def test_shuffled_reports_make_the_same_facts(figures: list[tuple[int, str, int]], random: Random) -> None:
    readings = [
        make_reading(f"O{number}", [(count, noun), (count, "people")], published=NOON + days * DAY)
        for number, (count, noun, days) in enumerate(figures)
    ]
    shuffled = list(readings)
    random.shuffle(shuffled)
    cut = random.randint(0, len(shuffled))
    found = []
    for batches in ([readings], [shuffled[:cut], shuffled[cut:]], [[reading] for reading in shuffled]):
        with TemporaryDirectory() as folder, open_library(Path(folder)) as library:
            for batch in batches:
                library.add(batch)
            assert library.verify() == ()
            found.append({claim.id: fact_of(library, claim.id) for each in readings for claim in each.claims})
    assert found[0] == found[1] == found[2]


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


def test_a_dismissed_conflict_counts_against_nobody_and_stays_in_its_fact(library: Library) -> None:
    library.add([make_reading("A", [(10, "people")]), make_reading("B", [(20, "people")])])
    (item,) = library.discrepancies().items
    assert library.fact(item.fact_id).differing == ("A", "B")
    assert [pair.conflicts for pair in library.outlets().pairs] == [1]
    reviewed = library.review(item.id, "dismissed", "two streets")
    assert reviewed == replace(item, status="dismissed", note="two streets")
    for _ in range(2):
        assert library.fact(item.fact_id).differing == ()
        assert [claim.outlet for claim in library.fact(item.fact_id).claims] == ["A", "B"]
        assert library.outlets().pairs == ()
        assert library.discrepancies().items == (reviewed,)
        assert library.verify() == ()
        library.rebuild()
    library.review(item.id, "open")
    assert library.fact(item.fact_id).differing == ("A", "B")


def test_a_copy_does_not_differ_for_itself(library: Library) -> None:
    text = " ".join(f"word{number}" for number in range(40))
    library.add(
        [
            make_reading("Wire", [(10, "people")], text=f"10 people were hurt. {text}"),
            make_reading("Post", [(10, "people")], text=f"10 people were hurt. {text}", published=NOON + HOUR),
            make_reading("Mail", [(20, "people")], published=NOON + 2 * HOUR),
        ]
    )
    fact = library.fact(library.discrepancies().items[0].fact_id)
    assert (fact.differing, fact.sources) == (("Mail", "Wire"), 2)
