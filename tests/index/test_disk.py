"""A disk that is full, or may only be read: a clear error, and nothing stored by halves."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from index.errors import StoreUnavailable
from index.library import Library
from tests.index.stub import make_reading, open_library

MEGABYTE = 1 << 20


@contextmanager
def mounted(folder: Path, size: int) -> Iterator[None]:
    """A disk of so many bytes. Skips where this process may not mount one."""
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True)
    if made.returncode:
        pytest.skip("only root may mount a disk")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


@contextmanager
def read_only_disk(folder: Path) -> Iterator[None]:
    subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
    yield
    subprocess.run(["mount", "-o", "remount,rw", folder], check=True)


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    """No file may grow beyond this, as where the disk is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def disk_filled(folder: Path) -> Iterator[None]:
    """Another program takes all room but some."""
    free = os.statvfs(folder)
    (folder / "other").write_bytes(bytes(max(0, free.f_bavail * free.f_frsize - MEGABYTE)))
    try:
        yield
    finally:
        (folder / "other").unlink()


@pytest.fixture(autouse=True)
def early_sealing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.sealing.HEAD", 30)
    monkeypatch.setattr("index.building.SKETCHED", 16)
    monkeypatch.setattr("index.building.LISTED", 20)


def readings_until_full(library: Library) -> set[str]:
    """Add until that fails; the ids of what was acknowledged."""
    stored: set[str] = set()
    for number in range(2000):
        reading = make_reading(f"O{number}", [(number, f"thing{number}"), (1, f"item{number}")])
        try:
            library.add([reading])
        except StoreUnavailable as error:
            assert "full" in error.problem or "I/O" in error.problem
            return stored
        stored.add(reading.report.id)
    raise AssertionError("the disk was never full")


def fill_and_check(folder: Path, full: Callable[[], AbstractContextManager[None]]) -> None:
    with open_library(folder) as library:
        first = make_reading("First")
        library.add([first])
        with full():
            stored = readings_until_full(library) | {first.report.id}
            assert library.verify() == ()
            assert library.known(stored) == stored
            assert library.stats().reports == len(stored)
            assert library.search("an attack on Sumy left 5 thing0 hurt", 5)
            with pytest.raises(StoreUnavailable):
                library.rebuild()
            assert library.stats().reports == len(stored)
        assert library.verify() == ()
        assert library.add([make_reading("Later")])[0].stored
        assert library.remove(first.report.id)
        library.rebuild()
        assert library.verify() == ()
        assert library.stats().reports == len(stored)
    with open_library(folder) as library:
        assert library.verify() == ()
        assert library.stats().reports == len(stored)


def test_a_full_disk(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with mounted(disk, 16 * MEGABYTE):
        fill_and_check(disk / "data", lambda: disk_filled(disk))


def test_a_file_that_may_not_grow(tmp_path: Path) -> None:
    fill_and_check(tmp_path / "data", lambda: files_up_to(MEGABYTE))


def test_a_disk_that_may_only_be_read(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    wire, post = make_reading("Wire"), make_reading("Post")
    with mounted(disk, 16 * MEGABYTE):
        with open_library(disk / "data") as library:
            library.add([wire])
        with read_only_disk(disk):
            for read_only in (True, False):
                with open_library(disk / "data", read_only=read_only) as library:
                    assert [claim for claim, _ in library.search("people")] == list(wire.claims)
                    assert library.check(post).comparisons[0].verdict == "agrees"
                    assert library.verify() == ()
            with open_library(disk / "data") as library, pytest.raises(StoreUnavailable, match="Read-only file system"):
                library.add([post])
        with open_library(disk / "data") as library:
            assert library.add([post])[0].stored


def test_what_was_not_closed_on_a_disk_that_may_only_be_read(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with mounted(disk, 16 * MEGABYTE):
        library = open_library(disk / "data")
        library.add([make_reading("Wire")])
        (disk / "copy").mkdir()
        for path in (disk / "data").glob("library.sqlite*"):
            if not path.name.endswith("-shm"):
                (disk / "copy" / path.name).write_bytes(path.read_bytes())
        library.close()
        with read_only_disk(disk), pytest.raises(StoreUnavailable, match="cannot be written to"):
            open_library(disk / "copy", read_only=True)
        with open_library(disk / "copy") as again:
            assert again.stats().reports == 1


def test_a_folder_that_may_only_be_read(tmp_path: Path) -> None:
    if not os.geteuid():
        pytest.skip("root may write to any folder")
    folder = tmp_path / "data"
    with open_library(folder) as library:
        library.add([make_reading("Wire")])
    folder.chmod(0o555)
    try:
        with pytest.raises(StoreUnavailable, match="cannot be written to"), open_library(folder) as library:
            library.add([make_reading("Post")])
    finally:
        folder.chmod(0o755)
    with open_library(folder) as library:
        assert library.stats().reports == 1
