"""Outlines that are remembered: bounded, and never of a claim that was taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.outlines import Outlines
from index.sqlite import SqliteStore
from index.store import ClaimView, Outline
from tests.index.contracts.claim_store import HEADER, put
from tests.index.stub import KHARKIV, SUMY, make_reading

ONE = Outline("rep_1", "quantity", None, SUMY)


def test_the_latest_asked_for_are_kept() -> None:
    outlines = Outlines(kept=2)
    outlines.keep(1, ONE)
    outlines.keep(2, ONE)
    outlines.keep(3, ONE)
    assert outlines.at(1) == ONE  # asked for again, and so among the latest
    outlines.keep(4, ONE)
    outlines.keep(5, ONE)
    assert outlines.at(2) is None
    assert outlines.at(1) == ONE


def place_at(view: ClaimView, row: int) -> object:
    return view.outlines_at([row])[row].place


def test_a_row_that_was_taken_back_is_not_remembered(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    with pytest.raises(RuntimeError), store.write() as change:
        change.set_header(HEADER)
        (row,) = put(change, make_reading("Wire"))
        assert place_at(change, row) == SUMY
        raise RuntimeError
    with store.write() as change:
        change.set_header(HEADER)
        assert put(change, make_reading("Post", place=KHARKIV)) == [row]
        assert place_at(change, row) == KHARKIV
    with store.read() as view:
        assert place_at(view, row) == KHARKIV
    store.close()


def test_rows_of_a_successor_that_was_given_up_are_not_remembered(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    with store.write() as change:
        change.set_header(HEADER)
    with store.successor() as following:
        with following.write() as change:
            change.set_header(HEADER)
            (row,) = put(change, make_reading("Wire"))
        with following.read() as view:
            assert place_at(view, row) == SUMY
    with store.write() as change:
        assert put(change, make_reading("Post", place=KHARKIV)) == [row]
    with store.read() as view:
        assert place_at(view, row) == KHARKIV
    store.close()


def test_what_is_remembered_is_not_read_again(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    with store.write() as change:
        change.set_header(HEADER)
        (row,) = put(change, make_reading("Wire"))
    with store.read() as view:
        kept = view.outlines_at([row])[row]
    with store.read() as view:
        assert view.outlines_at([row])[row] is kept
        assert kept == Outline(make_reading("Wire").report.id, "quantity", None, SUMY)
    store.close()
