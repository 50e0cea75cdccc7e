from __future__ import annotations

import shutil
import sqlite3
from hashlib import sha256
from pathlib import Path

import pytest

from index.errors import StoreCorrupt, StoreNewer, StoreOlder, StoreUnavailable
from index.library import Library
from index.migrations import KNOWN, STEPS, migrate
from index.sqlite import FILE, SqliteStore
from index.store import ClaimStore
from tests.index.contracts.claim_store import HEADER, ClaimStoreContract, put
from tests.index.stub import RULES, StubEncoder, make_reading, open_library


class TestSqliteStore(ClaimStoreContract):
    def open(self, folder: Path) -> ClaimStore:
        return SqliteStore(folder)


RELEASED = ("b6e54b1009275982", "671a4e7b3797b743", "ec3125a1123905a9")
"""A digest of each step. A released step never changes: write another instead."""


def set_version(folder: Path, version: int) -> None:
    db = sqlite3.connect(folder / FILE)
    db.execute(f"PRAGMA user_version = {version}")
    db.close()


def test_released_steps_are_frozen() -> None:
    assert tuple(sha256("\n".join(step).encode()).hexdigest()[:16] for step in STEPS) == RELEASED


def test_commits_are_on_the_disk_before_they_are_acknowledged(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    with store.write() as change:
        found = {name: change._db.all(f"PRAGMA {name}")[0][0] for name in ("journal_mode", "synchronous")}
        assert found == {"journal_mode": "wal", "synchronous": 2}
        assert change._db.all("PRAGMA foreign_keys")[0][0] == 1
    store.close()


def test_a_store_of_a_later_release_is_left_alone(tmp_path: Path) -> None:
    SqliteStore(tmp_path).close()
    set_version(tmp_path, KNOWN + 1)
    for read_only in (False, True):
        with pytest.raises(StoreNewer) as caught:
            SqliteStore(tmp_path, read_only)
        assert (caught.value.path, caught.value.version, caught.value.known) == (tmp_path, KNOWN + 1, KNOWN)


def test_a_store_of_an_earlier_release_is_not_moved_by_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    SqliteStore(tmp_path).close()
    with monkeypatch.context() as later:
        later.setattr("index.sqlite.KNOWN", KNOWN + 1)
        with pytest.raises(StoreOlder) as caught:
            SqliteStore(tmp_path, read_only=True)
    assert (caught.value.version, caught.value.known) == (KNOWN, KNOWN + 1)


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_library(tmp_path) as library:
        library.add([make_reading("Wire")])
    with monkeypatch.context() as later:
        steps = (*STEPS, ("CREATE TABLE extra (name TEXT)", "CREATE TABLE reports (broken TEXT)"))
        later.setattr("index.migrations.STEPS", steps)
        later.setattr("index.migrations.KNOWN", KNOWN + 1)
        db = sqlite3.connect(tmp_path / FILE, isolation_level=None)
        with pytest.raises(sqlite3.OperationalError):
            migrate(db, tmp_path)
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master")]
        db.close()
    assert "extra" not in names
    with open_library(tmp_path) as library:
        assert library.verify() == ()


def test_a_later_step_moves_a_store_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_library(tmp_path) as library:
        library.add([make_reading("Wire")])
    with monkeypatch.context() as later:
        for module in ("index.migrations", "index.sqlite"):
            later.setattr(f"{module}.KNOWN", KNOWN + 1)
        later.setattr("index.migrations.STEPS", (*STEPS, ("ALTER TABLE reviews ADD COLUMN editor TEXT",)))
        store = SqliteStore(tmp_path)
        with store.read() as view:
            assert view.report(make_reading("Wire").report.id) == make_reading("Wire").report
        store.close()


@pytest.mark.parametrize("content", [b"this is no database " * 400, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_database_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    for read_only in (False, True):
        with pytest.raises((StoreCorrupt, StoreUnavailable)) as caught:
            SqliteStore(tmp_path, read_only)
        assert caught.value.path == tmp_path
    assert (tmp_path / FILE).read_bytes() == content


def test_a_file_cut_short_is_noticed(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        library.add([make_reading(f"O{number}", [(number, "people")]) for number in range(40)])
    content = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(content[: len(content) // 2])
    with pytest.raises(StoreCorrupt), open_library(tmp_path) as library:
        library.search("people")
        library.verify()


def test_a_lost_vector_is_noticed_at_the_door_and_mended_by_rebuilding(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        library.add([make_reading("Wire"), make_reading("Post")])
    db = sqlite3.connect(tmp_path / FILE)
    db.execute("DELETE FROM vectors WHERE claim = 1")
    db.commit()
    db.close()
    with pytest.raises(StoreCorrupt, match="rebuild"):
        open_library(tmp_path)
    with Library.open(tmp_path, StubEncoder(), "reader 1", for_rebuild=True, rules=RULES) as library:
        assert library.verify() == ("1 claims with no vector",)
        library.rebuild()
        assert library.verify() == ()
        assert len(library.search("people")) == 2


def test_a_damaged_vector_is_noticed(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        library.add([make_reading("Wire")])
    db = sqlite3.connect(tmp_path / FILE)
    db.execute("UPDATE vectors SET vector = x'0000'")
    db.commit()
    db.close()
    with open_library(tmp_path) as library, pytest.raises(StoreCorrupt, match="vector of row 1"):
        library.search("people")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreUnavailable) as caught:
        SqliteStore(tmp_path / "file" / "data")
    assert caught.value.path == tmp_path / "file" / "data"


def test_what_a_kill_left_in_the_log_is_read_by_an_onlooker(tmp_path: Path) -> None:
    """A copy of the files as they stand mid-use, as a killed process leaves them."""
    store = SqliteStore(tmp_path / "live")
    with store.write() as change:
        change.set_header(HEADER)
        put(change, make_reading("Wire"))
    shutil.copytree(tmp_path / "live", tmp_path / "left", ignore=shutil.ignore_patterns("*-shm", "*.lock"))
    store.close()
    onlooker = SqliteStore(tmp_path / "left", read_only=True)
    with onlooker.read() as view:
        assert view.report(make_reading("Wire").report.id) == make_reading("Wire").report
    onlooker.close()


def test_odd_folder_names(tmp_path: Path) -> None:
    folder = tmp_path / "100% réports? #1"
    with open_library(folder) as library:
        library.add([make_reading("Wire")])
    assert (folder / FILE).is_file()
