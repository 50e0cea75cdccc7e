from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from index import copying
from index.copying import copy_library
from index.engines import open_store
from index.errors import LibraryMissing, StoreCorrupt, StoreUnavailable
from index.library import Library
from tests.index.places import STORES, Place
from tests.index.stub import NOON, make_reading, open_library

HOUR = timedelta(hours=1)
WAYS = [(source, target) for source in STORES for target in STORES]
COPIED = " ".join(f"word{number}" for number in range(60))


def quiet(doing: str, reports: int, total: int) -> None:
    pass


def copied(source: Place, target: Place, progress: Callable[[str, int, int], None] = quiet) -> int:
    with closing(open_store(source, read_only=True)) as first, closing(open_store(target)) as second:
        return copy_library(first, second, progress).reports


def fill(place: Place) -> None:
    """Reports with all that may hang on them: versions, copies, facts, reviews, one of them on what is gone."""
    with open_library(place) as library:
        library.add([make_reading(f"O{number}", [(number % 3, "people"), (2, "drones")]) for number in range(7)])
        library.add([make_reading("O1", [(8, "people")], url="u"), make_reading("Bare", [])])
        library.add([make_reading("O1", [(9, "people")], url="u", published=NOON + HOUR)])
        library.add([make_reading(name, text=f"{COPIED} 13 people") for name in ("First", "Second")])
        board = library.discrepancies(limit=500).items
        kept = {board[0].a.report_id, board[0].b.report_id}
        gone = next(each for each in board if each.a.report_id not in kept)
        library.review(board[0].id, "confirmed", "rang the hospital — twice")
        library.review(gone.id, "dismissed", None)
        library.remove(gone.a.report_id)


def told(library: Library) -> list[object]:
    reports = library.reports(limit=500).items
    ids = [report.id for report in reports]
    board = library.discrepancies(limit=500)
    return [
        reports,
        [library.report_claims(id) for id in ids],
        [library.versions(id) for id in ids],
        board.items,
        [library.fact(each.fact_id) for each in board.items],
        library.outlets(),
        [(claim.id, round(similarity, 5)) for claim, similarity in library.search("people hurt", 50)],
        [library.check(make_reading("New", [(1, "people")])).comparisons],
    ]


@pytest.mark.parametrize(("source", "target"), WAYS)
def test_everything_goes_along(tmp_path: Path, source: str, target: str) -> None:
    one, other = STORES[source](tmp_path / "one"), STORES[target](tmp_path / "other")
    fill(one)
    done: list[tuple[str, int, int]] = []
    assert copied(one, other, lambda *each: done.append(each)) == 10
    assert done == [("copied", 11, 11), ("compared", 11, 11)]
    with open_library(one) as first, open_library(other) as second:
        assert told(first) == told(second)
        assert second.verify() == ()
        assert any(each.status == "confirmed" for each in second.discrepancies(limit=500).items)
        before = second.discrepancies(limit=500).items
        second.rebuild()
        assert second.discrepancies(limit=500).items == before
    with closing(open_store(one)) as a, closing(open_store(other)) as b, a.read() as was, b.read() as became:
        assert was.reviews("", 500) == became.reviews("", 500)
        assert len(became.reviews("", 500)) > len(before), "the review of what is gone came too"


@pytest.mark.parametrize(("source", "target"), WAYS[1:3])
def test_a_copy_that_is_stopped_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, target: str
) -> None:
    one, other = STORES[source](tmp_path / "one"), STORES[target](tmp_path / "other")
    fill(one)
    monkeypatch.setattr(copying, "BATCH", 2)
    done: list[int] = []

    def stop_at_six(doing: str, reports: int, total: int) -> None:
        done.append(reports)
        if sum(done) == 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copied(one, other, stop_at_six)
    with pytest.raises(StoreUnavailable, match="unfinished copy; run `twosource copy` again"):
        open_library(other)
    more: list[tuple[str, int]] = []
    assert copied(one, other, lambda doing, reports, total: more.append((doing, reports))) == 10
    assert sum(reports for doing, reports in more if doing == "copied") == 5
    with open_library(one) as first, open_library(other) as second:
        assert told(first) == told(second)
        assert second.verify() == ()


def test_where_the_source_changed_meanwhile_it_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    fill(one)
    monkeypatch.setattr(copying, "BATCH", 2)

    def stop(doing: str, reports: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copied(one, other, stop)
    with open_library(one) as library:
        library.remove(library.reports(limit=1).items[0].id)
    assert copied(one, other) == 9
    with open_library(one) as first, open_library(other) as second:
        assert told(first) == told(second)


@pytest.mark.parametrize("target", STORES)
def test_what_holds_a_library_is_not_written_over(tmp_path: Path, target: str) -> None:
    other = STORES[target](tmp_path / "other")
    fill(tmp_path / "one")
    with open_library(other) as library:
        library.add([make_reading("Wire")])
    with pytest.raises(StoreUnavailable, match="holds a library already"):
        copied(tmp_path / "one", other)
    with open_library(other) as library:
        assert library.stats().reports == 1
    with pytest.raises(LibraryMissing):
        copied(tmp_path / "nowhere", tmp_path / "else")


def test_a_copy_that_differs_is_told_and_stays_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path / "one")
    with monkeypatch.context() as patch:
        patch.setattr("index.sql_change.SqlChange.set_facts", lambda change, facts: None)
        with pytest.raises(StoreCorrupt, match="is not what was read"):
            copied(tmp_path / "one", tmp_path / "other")
    with pytest.raises(StoreUnavailable, match="unfinished copy"):
        open_library(tmp_path / "other")
