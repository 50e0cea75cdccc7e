"""What every store of claims must do, with values."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from claims.ids import pair_id
from claims.types import Comparison, Difference, Evidence, Hint, Reading
from index.errors import LibraryClosed
from index.store import ClaimChange, ClaimStore, Link, Outdated, Outline, instant_at, moment
from index.types import BoardFilters, Header, OutletCount, OutletPair
from tests.index.stub import NOON, interval, make_reading

DAY = timedelta(days=1)
HEADER = Header(1, "stub 1", 3, "reader 1")
FOUND = datetime(2025, 8, 1, 9, 30, 15, 123456, tzinfo=UTC)
VECTOR = np.array([[0.6, 0.8, 0.0]], dtype=np.float32)


def put(change: ClaimChange, reading: Reading, key: str = "people") -> list[int]:
    """Store a reading of any number of claims; their rows."""
    change.add_report(reading.report)
    vectors = np.repeat(VECTOR, len(reading.claims), axis=0)
    keys = [[(key, moment(claim.published))] for claim in reading.claims]
    rows: list[int] = change.add_claims(reading.claims, vectors, keys).tolist()
    return rows


def conflict(a: Reading, b: Reading, severity: float = 0.5) -> dict[str, tuple[Comparison, float]]:
    gap = interval(2).low
    assert gap is not None
    comparison = Comparison(
        a.claims[0].id,
        b.claims[0].id,
        "conflicts",
        0.9,
        (Evidence("quantities_disjoint", "13 against 15", None), Evidence("same_place", "both Sumy", 2.1)),
        (Hint("digits_swapped", "31 and 13"),),
        "same_source",
        difference=Difference(gap, 0.125),
    )
    return {pair_id(comparison.a, comparison.b): (comparison, severity)}


def record(change: ClaimChange, found: dict[str, tuple[Comparison, float]], at: datetime = FOUND) -> None:
    change.add_comparisons(comparison for comparison, _ in found.values())
    change.add_discrepancies(found, at)


class ClaimStoreContract(ABC):
    """One suite for every store; a subclass says how to open one in a folder."""

    @abstractmethod
    def open(self, folder: Path) -> ClaimStore:
        """The store in a folder."""

    @contextmanager
    def opened(self, folder: Path) -> Iterator[ClaimStore]:
        store = self.open(folder)
        try:
            with store.write() as change:
                change.set_header(HEADER)
            yield store
            with store.read() as view:
                assert list(view.problems()) == []
        finally:
            store.close()

    def test_moments_are_exact(self) -> None:
        for value in (FOUND, datetime(1789, 7, 14, 17, 30, 0, 1, tzinfo=UTC), NOON):
            assert instant_at(moment(value)) == value

    def test_what_is_stored_returns(self, tmp_path: Path) -> None:
        reading = make_reading("Wire", [(13, "people"), (4, "drones")], url="u", ref="42")
        with self.opened(tmp_path) as store:
            with store.write() as change:
                rows = put(change, reading)
            with store.read() as view:
                assert view.report(reading.report.id) == reading.report
                assert tuple(view.report_claims(reading.report.id)) == reading.claims
                assert view.claims_at(rows) == dict(zip(rows, reading.claims, strict=True))
                told = [Outline(claim.report_id, claim.kind, claim.period, claim.place) for claim in reading.claims]
                assert view.outlines_at([*rows, 99]) == dict(zip(rows, told, strict=True))
                assert view.claims_of([reading.report.id, "rep_0"]) == list(reading.claims)
                assert view.claims([reading.claims[1].id, "clm_0"]) == {reading.claims[1].id: reading.claims[1]}
                assert view.rows_of([reading.report.id]).tolist() == rows
                assert view.header() == HEADER
                assert view.report("rep_0") is None

    def test_nothing_lasts_of_a_change_that_fails(self, tmp_path: Path) -> None:
        with self.opened(tmp_path) as store:
            with store.read() as view:
                revision = view.revision()
            with pytest.raises(RuntimeError), store.write() as change:
                put(change, make_reading("Wire"))
                raise RuntimeError
            with store.read() as view:
                assert view.report(make_reading("Wire").report.id) is None
                assert view.revision() == revision
                assert view.vector_rows().tolist() == []

    def test_a_view_is_of_one_instant(self, tmp_path: Path) -> None:
        with self.opened(tmp_path) as store, store.read() as view:
            before = view.revision()
            with store.write() as change:
                assert change.revision() == before + 1
                put(change, make_reading("Wire"))
                assert view.stats().reports == 0
                assert change.stats().reports == 1
            assert (view.revision(), view.stats().reports) == (before, 0)
            with store.read() as later:
                assert (later.revision(), later.stats().reports) == (before + 1, 1)

    def test_rows_never_come_back(self, tmp_path: Path) -> None:
        with self.opened(tmp_path) as store:
            with store.write() as change:
                first = put(change, make_reading("Wire"))
                change.remove_report(make_reading("Wire").report.id)
            with store.write() as change:
                second = put(change, make_reading("Wire"))
            assert second[0] > first[0]

    def test_vectors_return_with_their_moments(self, tmp_path: Path) -> None:
        with self.opened(tmp_path) as store:
            with store.write() as change:
                rows = put(change, make_reading("Wire"))
                rows += put(change, make_reading("Post", published=NOON + DAY))
            with store.read() as view:
                (block,) = view.vectors(after=0)
                assert block.rows.tolist() == rows
                np.testing.assert_array_equal(block.vectors, np.repeat(VECTOR, 2, axis=0))
                assert block.moments.tolist() == [moment(NOON), moment(NOON + DAY)]
                assert [later.rows.tolist() for later in view.vectors(after=rows[0])] == [rows[1:]]
                assert view.unindexed() == 0

    def test_exact_keys_the_nearest_in_time(self, tmp_path: Path) -> None:
        with self.opened(tmp_path) as store:
            with store.write() as change:
                sumy, drones = (
                    put(change, make_reading("Wire", [(1, noun)]), noun)[0] for noun in ("people", "drones")
                )
                later = put(change, make_reading("Post", published=NOON + 3 * DAY))[0]
                latest = put(change, make_reading("Mail", published=NOON + 4 * DAY))[0]
            at = moment(NOON)
            with store.read() as view:
                assert view.keyed([("people", at)], 9 * DAY, 9) == [sumy, later, latest]
                assert view.keyed([("people", at)], 3 * DAY, 9) == [sumy, later]
                assert view.keyed([("people", at)], 9 * DAY, 1) == [sumy]
                assert view.keyed([("people", at + 1)], 9 * DAY, 1) == [sumy, later]
                assert view.keyed([("people", moment(NOON + 9 * DAY))], 9 * DAY, 1) == [latest]
                assert view.keyed([("drones", at), ("trains", at)], DAY, 9) == [drones]
                assert view.keyed([], DAY, 9) == []

    def test_comparisons_from_either_side(self, tmp_path: Path) -> None:
        wire, post = make_reading("Wire"), make_reading("Post")
        found = conflict(wire, post)
        comparison = next(iter(found.values()))[0]
        with self.opened(tmp_path) as store:
            with store.write() as change:
                put(change, wire)
                put(change, post)
                change.set_facts({post.claims[0].id: "fct_" + wire.claims[0].id[4:]})
                record(change, found)
            with store.read() as view:
                assert view.comparisons([comparison.a]) == view.comparisons([comparison.b]) == [comparison]
                assert view.comparisons([comparison.a, comparison.b]) == [comparison]
                assert view.comparisons([]) == []
                link = Link(comparison.a, comparison.b, comparison.same_fact, conflict=True)
                assert view.links([comparison.a], 0.99) == view.links([comparison.b], 0.99) == [link]
                assert view.links([], 0) == []
                assert view.dismissed([comparison.a]) == set()
                assert view.outlets().pairs == (OutletPair("Post", "Wire", 0, 1),)
                assert view.outlets().outlets == (OutletCount("Post", 1, 1, 0), OutletCount("Wire", 1, 1, 0))

    def test_the_board(self, tmp_path: Path) -> None:
        readings = [make_reading(f"O{number}") for number in range(4)]
        with self.opened(tmp_path) as store:
            with store.write() as change:
                for reading in readings:
                    put(change, reading)
                change.set_facts({reading.claims[0].id: "fct_one" for reading in readings})
                for at, severity in ((1, 0.25), (2, 0.75), (3, 0.25)):
                    record(change, conflict(readings[0], readings[at], severity), FOUND + at * DAY)
            with store.read() as view:
                found = view.discrepancies(BoardFilters(), None, 9)
                assert [each.severity for each in found] == [0.75, 0.25, 0.25]
                assert found[1].id < found[2].id
                assert found[0].a == readings[0].claims[0] and found[0].b == readings[2].claims[0]
                assert found[0].found == FOUND + 2 * DAY
                assert {each.fact_id for each in found} == {"fct_one"}
                assert view.discrepancies(BoardFilters(), (0.25, found[1].id), 9) == found[2:]
                assert view.discrepancies(BoardFilters(), None, 1) == found[:1]
                assert (
                    view.discrepancies(BoardFilters(since=FOUND + 2 * DAY, until=FOUND + 3 * DAY), None, 9) == found[:1]
                )
                assert view.discrepancies(BoardFilters(outlet="O2", dispute="same_source"), None, 9) == found[:1]
                assert view.discrepancy(found[0].id) == found[0]
                assert view.discrepancy("dis_0") is None

    def test_reviews_outlive_what_they_were_given_on(self, tmp_path: Path) -> None:
        wire, post = make_reading("Wire"), make_reading("Post")
        found = conflict(wire, post)
        (id,) = found
        with self.opened(tmp_path) as store:
            with store.write() as change:
                put(change, wire)
                put(change, post)
                change.set_facts({reading.claims[0].id: "fct_one" for reading in (wire, post)})
                record(change, found)
                change.review(id, "dismissed", "a typo — ours")
                change.remove_report(post.report.id)
                assert change.discrepancy(id) is None
                put(change, post)
                change.set_facts({post.claims[0].id: "fct_one"})
                record(change, found, FOUND + DAY)
            with store.read() as view:
                again = view.discrepancy(id)
                assert again is not None
                assert (again.status, again.note, again.found) == ("dismissed", "a typo — ours", FOUND)

    def test_superseding_keeps_the_report_and_drops_its_claims(self, tmp_path: Path) -> None:
        old, new = make_reading("Wire", url="u"), make_reading("Wire", [(15, "people")], url="u")
        with self.opened(tmp_path) as store:
            with store.write() as change:
                put(change, old)
                put(change, new)
                change.supersede([old.report.id], by=new.report.id)
            with store.read() as view:
                assert view.report(old.report.id) == old.report
                assert view.superseded_by(old.report.id) == new.report.id
                assert view.report_claims(old.report.id) == []
                assert view.versions(new.report) == [old.report, new.report]
                assert view.reports(None, 9) == [new.report]
                assert view.history("", 9) == [old.report, new.report]
                assert view.history(old.report.id, 9) == [new.report]
                assert (view.stats().reports, view.stats().superseded, view.stats().claims) == (1, 1, 1)

    def test_copies(self, tmp_path: Path) -> None:
        wire, post, mail = (make_reading(outlet) for outlet in ("Wire", "Post", "Mail"))
        with self.opened(tmp_path) as store:
            with store.write() as change:
                for reading in (wire, post, mail):
                    put(change, reading)
                change.set_copy_of([post.report.id, mail.report.id], wire.report.id)
                change.set_copy_of([mail.report.id], None)
            with store.read() as view:
                assert [report.id for report in view.copies(wire.report.id)] == [post.report.id]
                assert view.copied([wire.report.id, post.report.id, mail.report.id]) == {post.report.id}
                copy = view.report(post.report.id)
                assert copy is not None and copy.copy_of == wire.report.id

    def test_a_successor_takes_its_place_at_once(self, tmp_path: Path) -> None:
        wire, post, mail = (make_reading(outlet) for outlet in ("Wire", "Post", "Mail"))
        (pair,) = conflict(wire, post)
        with self.opened(tmp_path) as store:
            with store.write() as change:
                rows = put(change, wire) + put(change, post)
                record(change, conflict(wire, post))
                change.review(pair, "dismissed", "a slip")
            with store.successor() as following, store.read() as before:
                with following.write() as change:
                    change.set_header(replace(HEADER, reader="reader 2"))
                    for arrival in before.arrivals(0, 9):
                        change.add_report(arrival.report, arrival.superseded_by, arrival.row)
                    for reading in (wire, post):
                        vectors = np.repeat(VECTOR, len(reading.claims), axis=0)
                        rows += change.add_claims(reading.claims, vectors, [[]] * len(reading.claims)).tolist()
                    record(change, conflict(wire, post), FOUND + DAY)
                    change.set_facts({claim.id: "fct_1" for reading in (wire, post) for claim in reading.claims})
                with store.write() as change:
                    assert change.vector_rows().tolist() == rows[:2]
                    assert change.arrivals(before.arrivals(0, 9)[-1].row, 9) == []
                    revision = change.hand_over(FOUND + DAY)
                with store.read() as view:
                    assert (view.edition, view.revision()) == (before.edition + 1, revision)
                    assert view.vector_rows().tolist() == rows[2:]
                    assert view.header() == replace(HEADER, reader="reader 2")
                    (shown,) = view.discrepancies(BoardFilters(), None, 9)
                    assert (shown.status, shown.note, shown.found) == ("dismissed", "a slip", FOUND)
                assert revision > before.revision()
                assert before.vector_rows().tolist() == rows[:2]
                assert before.header() == HEADER
            with store.write() as change:
                rows += put(change, mail)
            with store.read() as view:
                assert [report.outlet for report in view.history("", 9)] == ["Wire", "Post", "Mail"]
                assert rows == sorted(set(rows)), "no row came back"

    def test_a_successor_that_is_given_up_leaves_nothing(self, tmp_path: Path) -> None:
        wire, post = make_reading("Wire"), make_reading("Post")
        with self.opened(tmp_path) as store:
            with store.write() as change:
                put(change, wire)
            for _ in range(2):
                with pytest.raises(RuntimeError), store.successor() as following:
                    with following.write() as change:
                        assert change.history("", 9) == []
                        put(change, wire)
                        put(change, post)
                        record(change, conflict(wire, post))
                    raise RuntimeError
            with store.read() as view:
                assert view.history("", 9) == [wire.report]
                assert view.stats().claims == 1
                assert view.reviews("", 9) == []

    def test_a_successor_is_told_what_changed_meanwhile(self, tmp_path: Path) -> None:
        wire, post, mail = (make_reading(outlet) for outlet in ("Wire", "Post", "Mail"))
        with self.opened(tmp_path) as store:
            with store.write() as change:
                for reading in (wire, post, mail):
                    put(change, reading)
            with store.successor() as following:
                with store.read() as view, following.write() as change:
                    arrived = view.arrivals(0, 9)
                    for arrival in arrived:
                        change.add_report(arrival.report, None, arrival.row)
                with store.read() as view:
                    assert view.outdated() == Outdated((), {})
                with store.write() as change:
                    change.remove_report(wire.report.id)
                    put(change, wire)
                    change.remove_report(mail.report.id)
                    change.supersede([post.report.id], by="rep_later")
                with store.read() as view:
                    assert view.outdated() == Outdated((wire.report.id, mail.report.id), {post.report.id: "rep_later"})
                    assert [each.report for each in view.arrivals(arrived[-1].row, 9)] == [wire.report]

    def test_lasts_after_closing(self, tmp_path: Path) -> None:
        reading = make_reading("Wire")
        with self.opened(tmp_path) as store, store.write() as change:
            put(change, reading)
        with self.opened(tmp_path) as store, store.read() as view:
            assert tuple(view.report_claims(reading.report.id)) == reading.claims

    def test_closed_means_closed(self, tmp_path: Path) -> None:
        store = self.open(tmp_path)
        assert not store.writing
        with store.write():
            assert store.writing
        with store.read() as view:
            store.close()
            assert view.stats().reports == 0, "whoever still reads may finish"
        with pytest.raises(LibraryClosed), store.read():
            pass
        with pytest.raises(LibraryClosed), store.write():
            pass
