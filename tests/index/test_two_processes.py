"""One writer at a time; any number of onlookers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from index.errors import IndexMismatch, LibraryLocked, LibraryMissing, LibraryReadOnly, NotFound
from index.library import Library
from tests.index.places import Place
from tests.index.stub import RULES, StubEncoder, make_reading, open_library

ROOT = Path(__file__).parents[2]


def test_a_second_writer_is_told_which_folder_is_taken(tmp_path: Path) -> None:
    with open_library(tmp_path) as first, open_library(tmp_path) as second:
        first.add([make_reading("Wire")])
        with pytest.raises(LibraryLocked) as caught:
            second.add([make_reading("Post")])
        assert caught.value.path == tmp_path
        assert str(tmp_path) in str(caught.value)
        first.close()
        assert second.add([make_reading("Post")])[0].comparisons[0].verdict == "agrees"
        assert second.verify() == ()


def test_another_process_is_locked_out_and_may_read(tmp_path: Path) -> None:
    script = f"""
from pathlib import Path
from index.errors import LibraryLocked
from tests.index.stub import make_reading, open_library
folder = Path({str(tmp_path)!r})
with open_library(folder, read_only=True) as library:
    assert [claim.outlet for claim, _ in library.search("people")] == ["Wire"]
    assert library.verify() == ()
with open_library(folder) as library:
    assert library.stats().reports == 1
    try:
        library.add([make_reading("Post")])
    except LibraryLocked as error:
        assert error.path == folder
    else:
        raise AssertionError("two wrote at once")
"""
    with open_library(tmp_path) as library:
        library.add([make_reading("Wire")])
        subprocess.run([sys.executable, "-W", "error", "-c", script], cwd=ROOT, check=True)


def test_opening_and_reading_takes_no_lock(place: Place) -> None:
    with open_library(place) as one, open_library(place) as other:
        assert one.search("people") == other.search("people") == []
        one.check(make_reading("Wire"))
        assert other.add([make_reading("Wire")])[0].stored
        assert not one.add([make_reading("Wire")])[0].stored


def test_an_onlooker_follows_what_is_written(place: Place) -> None:
    with open_library(place) as writer:
        wire, post = make_reading("Wire"), make_reading("Post", [(15, "people")])
        writer.add([wire])
        with open_library(place, read_only=True) as onlooker:
            assert [claim.outlet for claim, _ in onlooker.search("people")] == ["Wire"]
            writer.add([post])
            assert {claim.outlet for claim, _ in onlooker.search("people")} == {"Wire", "Post"}
            writer.remove(wire.report.id)
            assert [claim.outlet for claim, _ in onlooker.search("people")] == ["Post"]
            writer.rebuild()
            assert [claim.outlet for claim, _ in onlooker.search("people")] == ["Post"]
            assert onlooker.verify() == ()


def test_a_later_writer_starts_from_what_the_earlier_left(place: Place) -> None:
    with open_library(place) as later:
        assert later.search("people") == []
        with open_library(place) as earlier:
            wire = make_reading("Wire", [(15, "people")])
            earlier.add([wire, make_reading("Mail")])
            earlier.remove(make_reading("Mail").report.id)
            (answer,) = later.add([wire])
            assert not answer.stored
        (answer,) = later.add([make_reading("Post")])
        assert [each.b for each in answer.comparisons] == [wire.claims[0].id]
        assert {claim.outlet for claim, _ in later.search("people")} == {"Wire", "Post"}
        assert later.verify() == ()


def test_reviewing_first_does_not_freeze_an_old_snapshot(place: Place) -> None:
    with open_library(place) as later:
        assert later.search("people") == []
        with open_library(place) as earlier:
            earlier.add([make_reading("Wire"), make_reading("Post", [(15, "people")])])
        later.review(later.discrepancies().items[0].id, "confirmed")
        assert len(later.search("people")) == 2


def test_an_onlooker_notices_a_rebuild_with_another_encoder(place: Place) -> None:
    with open_library(place) as first:
        first.add([make_reading("Wire")])
        onlooker = open_library(place, read_only=True)
        assert len(onlooker.search("people")) == 1
    with Library.open(place, StubEncoder("stub 2"), "reader 1", for_rebuild=True, rules=RULES) as second:
        second.rebuild()
    with onlooker, pytest.raises(IndexMismatch):
        onlooker.search("people")


def test_reading_only_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing) as caught:
        open_library(tmp_path / "nowhere", read_only=True)
    assert caught.value.path == tmp_path / "nowhere"
    assert not (tmp_path / "nowhere").exists()
    with open_library(tmp_path) as library:
        library.add([make_reading("Wire")])
    with open_library(tmp_path, read_only=True) as onlooker:
        for change in (
            lambda: onlooker.add([make_reading("Post")]),
            lambda: onlooker.remove(make_reading("Wire").report.id),
            onlooker.rebuild,
        ):
            with pytest.raises(LibraryReadOnly):
                change()
        with pytest.raises(NotFound):
            onlooker.review("dis_0", "open")
