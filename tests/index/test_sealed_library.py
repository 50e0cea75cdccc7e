"""Whatever becomes of the sealed files, what is answered is what is stored."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from claims.types import Reading
from index.faiss_index import FaissIndex
from index.library import Library
from index.segment_files import (
    MANIFEST,
    PARTIAL,
    BlockEntry,
    SegmentEntry,
    read_manifest,
    replacing,
    write_manifest,
)
from index.snapshot import FaissKeeper
from index.sqlite import FILE
from index.sqlite_editions import VECTORS
from index.types import Filters
from tests.index.stub import NOON, make_reading, open_library

Filled = tuple[Path, list[list[tuple[str, float]]]]

NOUNS = ("people", "drones", "cars")
READINGS = [
    make_reading(f"Outlet {number % 7}", [(number, NOUNS[number % 3])], published=NOON + timedelta(days=number))
    for number in range(90)
]


@pytest.fixture(autouse=True)
def small_segments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.sealing.HEAD", 40)
    monkeypatch.setattr("index.building.SKETCHED", 20)
    monkeypatch.setattr("index.building.LISTED", 30)


def keeper_of(library: Library) -> FaissKeeper:
    keeper = library._keeper
    assert isinstance(keeper, FaissKeeper)
    return keeper


def index_of(library: Library) -> FaissIndex:
    library.load()
    held = keeper_of(library).latest()
    assert held is not None and isinstance(held.index, FaissIndex)
    return held.index


def answers(library: Library) -> list[list[tuple[str, float]]]:
    asked = [Filters(), Filters(outlet="Outlet 3"), Filters(published_from=NOON + timedelta(days=50))]
    found = [library.search(f"{noun} hurt in Sumy", 12, filters) for noun in NOUNS for filters in asked]
    return [[(claim.id, round(similarity, 3)) for claim, similarity in each] for each in found]


def fill(library: Library, readings: list[Reading] = READINGS) -> None:
    for start in range(0, len(readings), 9):
        library.add(readings[start : start + 9])
    keeper_of(library).settle()


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    folder = tmp_path_factory.mktemp("sealed") / "data"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("index.sealing.HEAD", 40)
        patched.setattr("index.building.SKETCHED", 20)
        patched.setattr("index.building.LISTED", 30)
        with open_library(folder) as library:
            fill(library)
            assert index_of(library).blocks
            assert library.verify() == ()
            return folder, answers(library)


@pytest.fixture
def filled(tmp_path: Path, original: Filled) -> Filled:
    """A library of 90 reports of three months, most of them sealed, and what it answers."""
    folder, expected = original
    return Path(shutil.copytree(folder, tmp_path / "data")), expected


def test_what_is_sealed_is_found_as_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, filled: Filled) -> None:
    folder, expected = filled
    with open_library(folder, read_only=True) as library:
        assert len(index_of(library).head) < 40
        assert answers(library) == expected
    monkeypatch.setattr("index.sealing.HEAD", 1000)
    with open_library(tmp_path / "unsealed") as library:
        fill(library)
        assert not index_of(library).blocks
        assert answers(library) == expected


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) * 2 // 3] ^= 0x10
    path.write_bytes(content)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


@pytest.mark.parametrize(
    ("kind", "harm"),
    [
        *((kind, flip) for kind in (".rows", ".exact", ".labels", ".runs", ".lists", ".codes", ".json")),
        *((kind, cut) for kind in (".rows", ".exact", ".codes", ".json")),
        *((kind, Path.unlink) for kind in (".labels", ".runs", ".lists", ".exact", ".json")),
    ],
)
def test_damaged_files_are_never_believed(filled: Filled, kind: str, harm: Callable[[Path], None]) -> None:
    folder, expected = filled
    manifest = read_manifest(folder / VECTORS)
    assert manifest is not None
    chosen = [folder / VECTORS / name for name in sorted({MANIFEST, *manifest.names()}) if name.endswith(kind)]
    for path in chosen:
        harm(path)
    with open_library(folder, read_only=True) as onlooker:
        assert answers(onlooker) == expected
        if kind in (".exact", ".labels", ".runs", ".lists", ".codes"):
            said = onlooker.verify()
            assert len({problem.split(":")[0] for problem in said}) == len(chosen), said
    with open_library(folder) as library:
        library.verify()
        library.add([make_reading("Later")])
        keeper_of(library).settle()
        assert library.remove(make_reading("Later").report.id)
        assert library.verify() == ()
        assert answers(library) == expected
    with open_library(folder, read_only=True) as onlooker:
        assert onlooker.verify() == ()


def test_files_of_an_earlier_release_are_searched_and_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, filled: Filled
) -> None:
    """Such have no sketches, and a graph beside each month."""
    folder, expected = tmp_path / "earlier", filled[1]
    with monkeypatch.context() as patched, open_library(folder) as library:
        patched.setattr("index.building.SKETCHED", 1000)
        patched.setattr("index.building.LISTED", 1000)
        fill(library)
        assert all(set(block.entry.files) == {"codes"} for block in index_of(library).blocks)
    manifest = read_manifest(folder / VECTORS)
    assert manifest is not None
    write_manifest(folder / VECTORS, replace(manifest, blocks=tuple(map(with_graphs(folder), manifest.blocks))))
    with open_library(folder, read_only=True) as onlooker:
        assert answers(onlooker) == expected
        assert onlooker.verify() == ()
    with open_library(folder) as library:
        library.add([make_reading("Later")])
        keeper_of(library).settle()
        found = {kind for block in index_of(library).blocks if len(block) >= 30 for kind in block.entry.files}
        assert found == {"codes", "runs", "lists"}
        assert library.remove(make_reading("Later").report.id)
        assert answers(library) == expected
        assert library.verify() == ()
    with open_library(folder) as library:
        library.add([make_reading("Later still")])
    assert not list((folder / VECTORS).glob("*.graph"))


def with_graphs(folder: Path) -> Callable[[BlockEntry], BlockEntry]:
    """The block with a file beside each of its months that nobody reads."""

    def of(segment: SegmentEntry) -> SegmentEntry:
        with replacing(folder / VECTORS / f"{segment.name}.graph") as out:
            out.write(b"a graph")
        return replace(segment, files={**segment.files, "graph": out.sum})

    return lambda block: replace(block, segments=tuple(map(of, block.segments)))


def test_deletions_outlast_sealing_opening_and_rebuilding(filled: Filled) -> None:
    folder, _ = filled
    gone = {reading.claims[0].id for reading in READINGS[::4]}
    with open_library(folder) as library:
        for reading in READINGS[::4]:
            assert library.remove(reading.report.id)
            found = {claim.id for claim, _ in library.search("people drones cars", 90)}
            assert reading.claims[0].id not in found
        keeper_of(library).settle()
        assert library.verify() == ()
    with open_library(folder) as library:
        assert not {id for found in answers(library) for id, _ in found} & gone
        assert len(index_of(library)) == len(READINGS) - len(gone)
        library.rebuild()
        keeper_of(library).settle()
        assert index_of(library).blocks
        assert library.verify() == ()
        assert not {id for found in answers(library) for id, _ in found} & gone
    with open_library(folder, read_only=True) as library:
        assert library.verify() == ()


def test_a_block_mostly_removed_is_written_anew(filled: Filled) -> None:
    folder, _ = filled
    with open_library(folder) as library:
        for reading in READINGS[10:]:
            library.remove(reading.report.id)
        keeper_of(library).settle()
        assert sum(len(block) for block in index_of(library).blocks) <= 10 * 4 // 3
        assert library.verify() == ()


def test_files_of_a_later_state_are_not_believed(tmp_path: Path, filled: Filled) -> None:
    """An earlier copy of the database is put back beside them; rows then mean other claims."""
    folder, _ = filled
    with open_library(tmp_path / "early") as library:
        fill(library, READINGS[:30])
    with closing(sqlite3.connect(folder / FILE)) as later, closing(sqlite3.connect(tmp_path / "early" / FILE)) as early:
        (name,) = later.execute("SELECT value FROM meta WHERE name = 'generation'").fetchone()
        early.execute("UPDATE meta SET value = ? WHERE name = 'generation'", (name,))
        early.commit()
        early.backup(later)
    with open_library(folder) as library:
        assert library.stats().claims == 30
        assert library.verify() == ()
        for number in range(60):
            library.add([make_reading(f"Another {number}")])
        keeper_of(library).settle()
        assert library.verify() == ()
    with open_library(folder) as library:
        assert library.verify() == ()
        assert {claim.outlet for claim, _ in library.search("people", 200)} >= {f"Another {n}" for n in range(60)}


def test_a_full_disk_costs_nothing_but_sealing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with open_library(tmp_path) as library:
        with monkeypatch.context() as patched:
            patched.setattr("index.segment_files.SummedFile.write", full)
            fill(library)
            assert not index_of(library).blocks
            assert not list((tmp_path / VECTORS).glob(f"*{PARTIAL}"))
            assert library.verify() == ()
        before = answers(library)
        fill(library, [make_reading(f"Later {number}", place=None) for number in range(100)])
        assert index_of(library).blocks, "sealed once there is room"
        assert library.verify() == ()
        for reading in range(100):
            library.remove(make_reading(f"Later {reading}", place=None).report.id)
        assert answers(library) == before


def test_an_onlooker_goes_over_to_what_was_sealed(filled: Filled) -> None:
    folder, _ = filled
    with open_library(folder, read_only=True) as onlooker, open_library(folder) as library:
        onlooker.load()
        fill(library, [make_reading(f"Later {number}") for number in range(80)])
        assert answers(onlooker) == answers(library)
        assert len(index_of(onlooker).head) == len(index_of(library).head) < 40
        assert onlooker.verify() == ()


def test_files_that_nothing_names_are_removed_by_the_next_writer(filled: Filled) -> None:
    folder, expected = filled
    stray = folder / VECTORS / f"block-0{PARTIAL}"
    stray.write_bytes(b"half a block")
    with open_library(folder, read_only=True) as onlooker:
        assert answers(onlooker) == expected
    assert stray.exists()
    with open_library(folder) as library:
        library.add([READINGS[0], make_reading("Later")])
    manifest = read_manifest(folder / VECTORS)
    assert manifest is not None
    assert {path.name for path in (folder / VECTORS).iterdir()} == {MANIFEST, *manifest.names()}


def test_a_copy_taken_while_writing_is_whole(tmp_path: Path) -> None:
    """The database by SQLite's own backup, while reports are added; with the vectors or without."""
    with open_library(tmp_path / "data") as library:
        fill(library, READINGS[:60])
        for target in ("bare", "with vectors"):
            (tmp_path / target).mkdir()
            if target == "with vectors":
                shutil.copytree(tmp_path / "data" / VECTORS, tmp_path / target / VECTORS)
            with (
                closing(sqlite3.connect(tmp_path / "data" / FILE)) as source,
                closing(sqlite3.connect(tmp_path / target / FILE)) as copy,
            ):
                later = iter(READINGS[60:] if target == "bare" else [])

                def step(*_: object) -> None:
                    library.add([reading for reading in [next(later, None)] if reading is not None])  # noqa: B023

                source.backup(copy, pages=20, progress=step)
        expected = answers(library)
    for target in ("bare", "with vectors"):
        with open_library(tmp_path / target) as copied:
            assert copied.verify() == ()
            stored = copied.stats().claims
            assert 60 <= stored <= 90
            copied.add(READINGS)
            assert answers(copied) == expected
