from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from claims.ids import pair_id
from index.comparing import Rules
from index.errors import IndexMismatch, LibraryClosed, NotFound
from index.library import Library
from index.types import Answer, Filters
from index.vectors import Matrix
from tests.index.places import Place
from tests.index.stub import (
    BLIND,
    KHARKIV,
    NOON,
    RULES,
    SUMY,
    Clock,
    StubEncoder,
    StubReader,
    make_reading,
    open_library,
)

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def verdicts(answer: Answer) -> list[str]:
    return [each.verdict for each in answer.comparisons]


def test_a_report_is_compared_with_those_before_it(library: Library) -> None:
    wire, post = make_reading("Wire", [(13, "people")]), make_reading("Post", [(15, "people")])
    assert library.add([wire]) == [Answer(wire.report, wire.claims, (), stored=True)]
    (answer,) = library.add([post])
    assert answer.report == post.report
    assert answer.claims == post.claims + wire.claims
    assert answer.stored
    (comparison,) = answer.comparisons
    assert (comparison.a, comparison.b) == (post.claims[0].id, wire.claims[0].id)
    assert comparison.verdict == "conflicts"
    assert comparison.difference is not None and comparison.difference.absolute == 2


def test_unrelated_pairs_are_left_out(library: Library) -> None:
    library.add([make_reading("Wire", [(13, "people")])])
    (answer,) = library.add([make_reading("Post", [(13, "drones"), (13, "people")])])
    assert verdicts(answer) == ["agrees"]
    assert len(answer.claims) == 3


def test_conflicts_come_first(library: Library) -> None:
    library.add([make_reading("Wire", [(13, "people"), (4, "drones")])])
    (answer,) = library.add([make_reading("Post", [(13, "people"), (7, "drones")])])
    assert verdicts(answer) == ["conflicts", "agrees"]


def test_reports_of_one_batch_are_compared_with_each_other(library: Library) -> None:
    readings = [make_reading(outlet, [(count, "people")]) for outlet, count in (("A", 1), ("B", 2), ("C", 2))]
    answers = library.add(readings)
    assert [sorted(verdicts(answer)) for answer in answers] == [
        ["conflicts", "conflicts"],
        ["agrees", "conflicts"],
        ["agrees", "conflicts"],
    ]


def test_adding_twice_stores_once_and_answers_the_same(library: Library) -> None:
    wire, post = make_reading("Wire"), make_reading("Post", [(15, "people")])
    library.add([wire])
    (first,) = library.add([post])
    (again,) = library.add([post])
    assert (again.report, again.claims, again.comparisons) == (first.report, first.claims, first.comparisons)
    assert (first.stored, again.stored) == (True, False)
    assert library.stats().reports == 2


def test_a_report_twice_in_one_batch_is_stored_once(library: Library) -> None:
    wire = make_reading("Wire")
    answers = library.add([wire, wire])
    assert [answer.stored for answer in answers] == [True, False]
    assert answers[0].claims == answers[1].claims == wire.claims
    assert library.stats().claims == 1


def test_each_caller_gets_back_the_ref_that_it_sent(library: Library) -> None:
    first, second, third = (make_reading("Wire", ref=ref) for ref in ("a", "b", None))
    assert [answer.report.ref for answer in library.add([first])] == ["a"]
    assert [answer.report.ref for answer in library.add([second, third, first])] == ["b", None, "a"]
    assert library.check(second).report.ref == "b"
    assert library.report(first.report.id).ref == "a"


def test_a_report_without_claims_is_stored(library: Library) -> None:
    bare = make_reading("Wire", [])
    assert library.add([bare]) == [Answer(bare.report, (), (), stored=True)]
    assert library.report(bare.report.id) == bare.report
    assert library.add([]) == []


def test_what_is_stored_returns(library: Library) -> None:
    wire = make_reading("Wire", [(13, "people"), (2, "drones")], url="https://wire.example/1", ref="42")
    library.add([wire])
    assert library.report(wire.report.id) == wire.report
    assert library.report_claims(wire.report.id) == wire.claims
    assert library.claim(wire.claims[1].id) == wire.claims[1]


def test_check_answers_as_add_and_stores_nothing(library: Library) -> None:
    library.add([make_reading("Wire")])
    post = make_reading("Post", [(15, "people")])
    checked = library.check(post)
    assert library.stats().reports == 1
    (added,) = library.add([post])
    assert (checked.claims, checked.comparisons) == (added.claims, added.comparisons)
    assert not checked.stored
    assert library.check(post) == library.add([post])[0]


def test_check_leaves_aside_the_version_it_would_supersede(library: Library) -> None:
    library.add([make_reading("Wire", [(13, "people")], url="u")])
    newer = make_reading("Wire", [(15, "people")], url="u", published=NOON + HOUR)
    assert library.check(newer).comparisons == ()
    assert library.add([newer])[0].comparisons == ()


def test_a_newer_version_supersedes(library: Library) -> None:
    old = make_reading("Wire", [(13, "people")], url="u")
    new = make_reading("Wire", [(15, "people")], url="u", published=NOON + HOUR)
    post = make_reading("Post", [(13, "people")])
    library.add([old, post])
    (answer,) = library.add([new])
    assert [(each.verdict, each.a, each.b) for each in answer.comparisons] == [
        ("conflicts", new.claims[0].id, post.claims[0].id)
    ]
    assert library.superseded_by(old.report.id) == new.report.id
    assert library.versions(new.report.id) == (old.report, new.report)
    assert [report.id for report in library.reports().items] == [new.report.id, post.report.id]
    assert library.report_claims(old.report.id) == ()
    found = {claim.id for claim, _ in library.search("people hurt", 10)}
    assert found == {new.claims[0].id, post.claims[0].id}
    stats = library.stats()
    assert (stats.reports, stats.superseded, stats.claims) == (2, 1, 2)


def test_an_older_version_that_comes_late_goes_to_the_history(library: Library) -> None:
    old = make_reading("Wire", [(13, "people")], url="u")
    new = make_reading("Wire", [(15, "people")], url="u", published=NOON + HOUR)
    library.add([new])
    (answer,) = library.add([old])
    assert (answer.stored, answer.claims, answer.comparisons) == (True, old.claims, ())
    assert library.superseded_by(old.report.id) == new.report.id
    assert [claim.id for claim, _ in library.search("people", 10)] == [new.claims[0].id]


def test_a_version_comes_back_when_the_one_that_took_its_place_is_removed(library: Library) -> None:
    old = make_reading("Wire", [(13, "people")], url="u")
    new = make_reading("Wire", [(15, "people")], url="u", published=NOON + HOUR)
    post = make_reading("Post", [(15, "people")])
    library.add([old, post, new])
    assert not library.add([old])[0].stored
    assert library.remove(new.report.id)
    (answer,) = library.add([old])
    assert answer.stored
    assert [(each.verdict, each.b) for each in answer.comparisons] == [("conflicts", post.claims[0].id)]
    assert library.superseded_by(old.report.id) is None
    assert library.report_claims(old.report.id) == old.claims
    assert {report.id for report in library.reports().items} == {old.report.id, post.report.id}
    assert library.verify() == ()
    assert not library.add([old])[0].stored


def test_a_correction_published_at_the_same_time_supersedes(library: Library) -> None:
    old, new = (make_reading("Wire", [(count, "people")], url="u") for count in (13, 15))
    library.add([old, new])
    assert library.superseded_by(old.report.id) == new.report.id


def test_a_url_shared_by_two_outlets_is_two_reports(library: Library) -> None:
    library.add([make_reading("Wire", url="u"), make_reading("Post", url="u")])
    assert library.stats().superseded == 0


def test_removing_takes_all_that_hangs_on_a_report(library: Library) -> None:
    wire, post = make_reading("Wire"), make_reading("Post", [(15, "people")])
    library.add([wire, post])
    assert library.remove(wire.report.id)
    assert not library.remove(wire.report.id)
    assert library.claim_comparisons(post.claims[0].id) == ()
    assert library.discrepancies().items == ()
    assert [claim.id for claim, _ in library.search("people", 10)] == [post.claims[0].id]
    with pytest.raises(NotFound, match="report"):
        library.report(wire.report.id)
    (back,) = library.add([wire])
    assert back.stored and verdicts(back) == ["conflicts"]


@pytest.mark.parametrize("rules", [BLIND, RULES], ids=["neighbours alone", "with exact keys"])
def test_reports_far_apart_in_time_are_not_compared(place: Place, rules: Rules) -> None:
    with open_library(place, rules=rules) as library:
        library.add([make_reading("Wire")])
        (near,) = library.add([make_reading("Post", [(15, "people")], published=NOON + 30 * DAY)])
        assert verdicts(near) == ["updates"]
        (far,) = library.add([make_reading("Mail", [(16, "people")], published=NOON - 32 * DAY)])
        assert far.comparisons == ()


def test_exact_keys_find_what_no_vector_would(place: Place) -> None:
    class Scatter(StubEncoder):
        """Nothing is near anything."""

        def encode(self, texts: Sequence[str]) -> Matrix:
            return super().encode([str(hash(text)) for text in texts])

    with Library.open(place, Scatter(), "reader 1", rules=RULES) as library:
        library.add([make_reading("Wire")])
        assert verdicts(library.add([make_reading("Post")])[0]) == ["agrees"]


def test_search_masks_figures_and_orders_by_similarity(library: Library) -> None:
    wire = make_reading("Wire", [(13, "people"), (426, "drones")])
    library.add([wire])
    found = library.search("An attack on Sumy left 95 people hurt", 2)
    assert [claim.quote for claim, _ in found] == ["13 people", "426 drones"]
    assert 0.5 < found[1][1] < found[0][1] <= 1.0
    assert found == library.search("An attack on Sumy left a dozen people hurt", 2)


FILTERED = [
    ("outlet", Filters(outlet="Wire"), {"Wire 1", "Wire 2"}),
    ("no such outlet", Filters(outlet="wire"), set()),
    ("from, inclusive", Filters(published_from=NOON + DAY), {"Wire 2", "Post 2"}),
    ("to, inclusive", Filters(published_to=NOON), {"Wire 1", "Post 1"}),
    ("place by name", Filters(place="sumy"), {"Wire 1", "Wire 2"}),
    ("place by id", Filters(place="706483"), {"Post 1", "Post 2"}),
    ("place by what contains it", Filters(place="692196"), {"Wire 1", "Wire 2"}),
    ("country", Filters(place="ua"), {"Wire 1", "Wire 2", "Post 1", "Post 2"}),
    ("event", Filters(event="Kill"), {"Wire 2", "Post 2"}),
    ("unit that nothing has", Filters(unit="km"), set()),
    ("kind", Filters(kind="statement"), set()),
    ("several", Filters(outlet="Post", event="kill", place="kharkiv"), {"Post 2"}),
]


@pytest.mark.parametrize(("filters", "expected"), [row[1:] for row in FILTERED], ids=[row[0] for row in FILTERED])
def test_search_filters(library: Library, filters: Filters, expected: set[str]) -> None:
    named = {}
    for outlet, place in (("Wire", SUMY), ("Post", KHARKIV)):
        for number, event in ((1, "wound"), (2, "kill")):
            reading = make_reading(outlet, published=NOON + (number - 1) * DAY, place=place, event=event)
            named[reading.claims[0].id] = f"{outlet} {number}"
            library.add([reading])
    assert {named[claim.id] for claim, _ in library.search("people hurt", 10, filters)} == expected


def test_a_selective_filter_finds_all_among_many(library: Library) -> None:
    library.add([make_reading(f"Outlet {number}", [(number, "people")]) for number in range(150)])
    rare = [make_reading("Rare", [(1, f"thing{number}")]) for number in range(12)]
    library.add(rare)
    found = library.search("people hurt in an attack on Sumy", 12, Filters(outlet="Rare"))
    assert {claim.id for claim, _ in found} == {reading.claims[0].id for reading in rare}
    similarities = [similarity for _, similarity in found]
    assert similarities == sorted(similarities, reverse=True)


def test_another_encoder_is_refused_until_rebuilt(place: Place) -> None:
    with open_library(place) as library:
        library.add([make_reading("Wire"), make_reading("Post", [(15, "people")])])
        (board,) = library.discrepancies().items
        library.review(board.id, "confirmed", "rang the hospital")
    other = StubEncoder("stub 2")
    with pytest.raises(IndexMismatch) as caught:
        Library.open(place, other, "reader 1", rules=RULES)
    assert (caught.value.part, caught.value.stored, caught.value.given) == ("encoder", "stub 1", "stub 2")
    assert "twosource rebuild" in str(caught.value)
    with Library.open(place, other, "reader 1", for_rebuild=True, rules=RULES) as library:
        assert library.stats().claims == 2
        with pytest.raises(IndexMismatch):
            library.search("people")
        with pytest.raises(IndexMismatch):
            library.add([make_reading("Mail")])
        library.rebuild()
        assert library.verify() == ()
        (after,) = library.discrepancies().items
        assert (after.id, after.status, after.note, after.found) == (
            board.id,
            "confirmed",
            "rang the hospital",
            board.found,
        )
        assert len(library.search("people")) == 2
    with Library.open(place, other, "reader 1", rules=RULES) as library:
        assert library.stats().claims == 2


def test_another_reader_is_refused_until_reports_are_read_again(place: Place) -> None:
    readings = [make_reading("Wire"), make_reading("Post", [(15, "people")]), make_reading("Mail", [])]
    with open_library(place) as library:
        library.add(readings)
        library.review(library.discrepancies().items[0].id, "dismissed", None)
    with pytest.raises(IndexMismatch, match="reader 2"):
        Library.open(place, StubEncoder(), "reader 2", rules=RULES)
    with Library.open(place, StubEncoder(), "reader 2", for_rebuild=True, rules=RULES) as library:
        with pytest.raises(IndexMismatch, match="reader"):
            library.rebuild()
        library.rebuild(StubReader(readings, "reader 2", more=5))
        assert [
            claim.quantity.interval.low for claim in library.report_claims(readings[0].report.id) if claim.quantity
        ] == [18]
        assert [each.status for each in library.discrepancies().items] == ["dismissed"]
        assert library.verify() == ()
        assert library.stats().reports == 3
        assert library.add([make_reading("Star")])[0].stored


def test_whoever_only_looks_on_need_not_know_the_reader(place: Place) -> None:
    with open_library(place) as library:
        library.add([make_reading("Wire")])
    with Library.open(place, StubEncoder(), None, read_only=True) as library:
        header = library.stats().header
        assert header is not None and header.reader == "reader 1"
        assert [claim.outlet for claim, _ in library.search("people hurt")] == ["Wire"]
    with pytest.raises(IndexMismatch, match="encoder"):
        Library.open(place, StubEncoder("stub 2"), None, read_only=True)


def test_rebuilding_changes_nothing_where_nothing_changed(library: Library) -> None:
    library.add([make_reading(f"O{number}", [(number % 3, "people"), (2, "drones")]) for number in range(9)])
    library.add([make_reading("O1", [(8, "people")], url="u"), make_reading("O1", [(9, "people")], url="u")])
    before = (
        library.discrepancies(limit=500),
        library.stats(),
        library.outlets(),
        library.search("people", 20),
    )
    library.rebuild()
    after = (
        library.discrepancies(limit=500),
        library.stats(),
        library.outlets(),
        library.search("people", 20),
    )
    assert before[0].items == after[0].items
    assert (before[1].comparisons, before[1].facts) == (after[1].comparisons, after[1].facts)
    assert before[2] == after[2]
    assert [claim for claim, _ in before[3]] == [claim for claim, _ in after[3]]


def test_what_was_added_is_there_after_reopening(place: Place, clock: Clock) -> None:
    wire, post = make_reading("Wire"), make_reading("Post", [(15, "people")])
    with open_library(place, clock) as library:
        library.add([wire, post])
        before = (library.discrepancies(), library.search("people hurt", 5), library.reports())
    with open_library(place, clock) as library:
        assert (library.discrepancies(), library.search("people hurt", 5), library.reports()) == before
        assert library.discrepancies().items[0].id == pair_id(wire.claims[0].id, post.claims[0].id)
        assert library.add([wire])[0].stored is False


def test_a_failed_add_leaves_no_trace(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.add([make_reading("Wire")])
    post = make_reading("Post", [(15, "people")])

    def fail(*_: object) -> None:
        raise RuntimeError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr("index.recording.severity", fail)
        with pytest.raises(RuntimeError, match="power cut"):
            library.add([make_reading("Mail"), post])
    assert library.stats().reports == 1
    assert len(library.search("people", 10)) == 1
    assert library.verify() == ()
    assert verdicts(library.add([post])[0]) == ["conflicts"]


def test_a_closed_library_says_so(place: Place) -> None:
    library = open_library(place)
    library.add([make_reading("Wire")])
    library.close()
    library.close()
    with pytest.raises(LibraryClosed):
        library.search("people")
    with pytest.raises(LibraryClosed):
        library.add([make_reading("Post")])


def test_what_is_not_there_is_named(library: Library) -> None:
    calls = {
        "report": (library.report, library.report_claims, library.versions),
        "claim": (library.claim, library.claim_comparisons),
        "fact": (library.fact,),
        "discrepancy": (library.discrepancy, lambda id: library.review(id, "open")),
    }
    for kind, functions in calls.items():
        for function in functions:
            with pytest.raises(NotFound) as caught:
                function("no_such")
            assert (caught.value.kind, caught.value.id) == (kind, "no_such")
