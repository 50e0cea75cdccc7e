from __future__ import annotations

from datetime import timedelta

import pytest

from index.errors import InvalidCursor
from index.library import Library
from index.types import BoardFilters, OutletCount, OutletPair
from tests.index.stub import NOON, Clock, make_reading

DAY = timedelta(days=1)


def test_gravest_first_and_page_by_page_under_inserts(library: Library) -> None:
    library.add([make_reading(f"O{number}", [(number * number, "people")]) for number in range(6)])
    every = library.discrepancies(limit=100).items
    assert len(every) == 15
    keys = [(-each.severity, each.id) for each in every]
    assert keys == sorted(keys)
    seen, cursor = [], None
    while True:
        page = library.discrepancies(cursor=cursor, limit=4)
        seen += [each.id for each in page.items]
        cursor = page.next
        if cursor is None:
            break
        library.add([make_reading(f"Late {len(seen)}", [(1000 + len(seen), "people")])])
    assert [id for id in seen if id in {each.id for each in every}] == [each.id for each in every]
    assert len(set(seen)) == len(seen)


def test_a_discrepancy_carries_both_claims(library: Library, clock: Clock) -> None:
    wire, post = make_reading("Wire", [(10, "people")]), make_reading("Post", [(20, "people")])
    library.add([wire, post])
    (each,) = library.discrepancies().items
    assert {each.a, each.b} == {wire.claims[0], post.claims[0]}
    assert (each.comparison.a, each.comparison.b) == (each.a.id, each.b.id)
    assert (each.status, each.note, each.found) == ("open", None, clock.now)
    # 0.95 same fact * (0.45 * 0.9 worth + 0.25 * half as many + 0.2 wounded)
    assert each.severity == pytest.approx(0.95 * (0.405 + 0.125 + 0.2), abs=1e-5)
    assert library.fact(each.fact_id).differing == ("Post", "Wire")


def test_an_editors_word_outlives_removal(library: Library, clock: Clock) -> None:
    wire, post = make_reading("Wire"), make_reading("Post", [(15, "people")])
    library.add([wire, post])
    (each,) = library.discrepancies().items
    reviewed = library.review(each.id, "dismissed", "same ward, later count")
    assert (reviewed.status, reviewed.note) == ("dismissed", "same ward, later count")
    library.remove(post.report.id)
    clock.now += DAY
    library.add([post])
    (again,) = library.discrepancies().items
    assert (again.status, again.note, again.found) == ("dismissed", "same ward, later count", each.found)
    assert library.stats().open == 0


def test_board_filters(library: Library, clock: Clock) -> None:
    library.add([make_reading("A", [(1, "people")]), make_reading("B", [(2, "people")])])
    first = library.discrepancies().items[0]
    clock.now += DAY
    library.add([make_reading("C", [(3, "drones")]), make_reading("D", [(4, "drones")])])
    library.review(first.id, "confirmed")

    def ids(**filters: object) -> set[str]:
        found = library.discrepancies(BoardFilters(**filters))  # type: ignore[arg-type]
        return {each.id for each in found.items}

    second = next(each for each in library.discrepancies().items if each.id != first.id)
    assert ids(outlet="A") == ids(outlet="B") == ids(status="confirmed") == {first.id}
    assert ids(outlet="D") == ids(status="open") == ids(since=clock.now) == {second.id}
    assert ids(until=clock.now) == {first.id}
    assert ids(dispute="unattributed") == {first.id, second.id}
    assert ids(dispute="same_source") == ids(outlet="Z") == set()


def test_reports_latest_first_page_by_page(library: Library) -> None:
    readings = [make_reading(f"O{number}", published=NOON + number * DAY) for number in range(5)]
    library.add(readings)
    first = library.reports(limit=2)
    assert [report.outlet for report in first.items] == ["O4", "O3"]
    library.add([make_reading("New", published=NOON + 9 * DAY)])
    second = library.reports(first.next, limit=2)
    third = library.reports(second.next, limit=2)
    assert [report.outlet for report in second.items + third.items] == ["O2", "O1", "O0"]
    assert third.next is None


@pytest.mark.parametrize("cursor", ["", "x", "%%%", "bnVsbA", "WzEsMl0", "WyJhIiwiYiJd", "W05hTiwiYSJd", "é", "W" * 99])
def test_a_cursor_of_no_list_is_refused(library: Library, cursor: str) -> None:
    for call in (library.reports, lambda cursor: library.discrepancies(cursor=cursor)):
        with pytest.raises(InvalidCursor) as caught:
            call(cursor)
        assert caught.value.cursor == cursor


def test_outlets_and_pairs(library: Library) -> None:
    library.add([make_reading("A", [(1, "people"), (2, "drones")]), make_reading("B", [(1, "people"), (3, "drones")])])
    library.add([make_reading("C", [])])
    found = library.outlets()
    assert found.outlets == (OutletCount("A", 1, 2, 0), OutletCount("B", 1, 2, 0), OutletCount("C", 1, 0, 0))
    assert found.pairs == (OutletPair("A", "B", agrees=1, conflicts=1),)
