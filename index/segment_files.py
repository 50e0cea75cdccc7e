"""The files that sealed vectors lie in: written whole or not at all, and known by size and checksum."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

FORMAT = 1
MANIFEST = "manifest.json"
PARTIAL = ".partial"
_READ = 1 << 20


class FileDamaged(Exception):
    """A file is missing, cut short or altered. `problem` says which of these."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem


@dataclass(frozen=True, slots=True)
class FileSum:
    """How long a file is, and its CRC-32."""

    size: int
    crc: int


@dataclass(frozen=True, slots=True)
class SegmentEntry:
    """The vectors of one publication month within a block, from position `at` of the block.

    They lie in order of `moment`, then row: the earliest at `start`, the last at `end`.
    """

    name: str
    at: int
    count: int
    start: int
    end: int
    files: Mapping[str, FileSum]


@dataclass(frozen=True, slots=True)
class BlockEntry:
    """Segments sealed together, in order of time: one file of codes, and where there are several, a graph of all."""

    name: str
    count: int
    segments: tuple[SegmentEntry, ...]
    files: Mapping[str, FileSum]


@dataclass(frozen=True, slots=True)
class Manifest:
    """Every file in use. Together they hold every vector whose row is at most `last_row`, the removed ones aside.

    `generation` is the store's name for this set of vectors, `revision` how far the store had come.
    """

    generation: str
    revision: int
    dimension: int
    last_row: int
    blocks: tuple[BlockEntry, ...]

    def names(self) -> set[str]:
        """The name of every file in use."""
        parts: list[BlockEntry | SegmentEntry] = []
        for block in self.blocks:
            parts += [block, *block.segments]
        return {f"{part.name}.{kind}" for part in parts for kind in part.files}


class SummedFile:
    """A file being written, summed as it grows."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw
        self._size = self._crc = 0
        self.trouble: OSError | None = None

    def write(self, piece: Any) -> int:  # noqa: ANN401 - any buffer
        """Append; FAISS calls this too, and hides what it raises: `trouble` keeps it."""
        try:
            self._raw.write(piece)
        except OSError as error:
            self.trouble = error
            raise
        size = memoryview(piece).nbytes
        self._crc = zlib.crc32(piece, self._crc)
        self._size += size
        return size

    @property
    def sum(self) -> FileSum:
        """Of what was written so far."""
        return FileSum(self._size, self._crc)


@contextmanager
def replacing(path: Path) -> Iterator[SummedFile]:
    """A file that takes its place once it is whole and on the disk; where this raises, nothing is left of it."""
    partial = path.with_name(path.name + PARTIAL)
    try:
        with partial.open("wb") as raw:
            summed = SummedFile(raw)
            yield summed
            raw.flush()
            os.fsync(raw.fileno())
        partial.replace(path)
        _sync(path.parent)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def check_size(path: Path, expected: FileSum) -> None:
    """Raises FileDamaged where a file is not there or not as long as it was written."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise FileDamaged(path, "cannot be read") from error
    if size != expected.size:
        raise FileDamaged(path, f"has {size} bytes of {expected.size}")


def check_sum(path: Path, expected: FileSum) -> None:
    """Raises FileDamaged where a file is not what was written. Reads all of it, some 2 GB a second."""
    check_size(path, expected)
    crc = 0
    try:
        with path.open("rb", buffering=0) as stream:
            while piece := stream.read(_READ):
                crc = zlib.crc32(piece, crc)
    except OSError as error:
        raise FileDamaged(path, "cannot be read") from error
    if crc != expected.crc:
        raise FileDamaged(path, "was altered")


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put a manifest in the place of the one before."""
    body = json.dumps({"format": FORMAT, **asdict(manifest)}, separators=(",", ":")).encode()
    with replacing(folder / MANIFEST) as out:
        out.write(b"%08x\n" % zlib.crc32(body))
        out.write(body)


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest, or None where nothing is sealed. Raises FileDamaged, also for a later release's."""
    path = folder / MANIFEST
    try:
        stated, _, body = path.read_bytes().partition(b"\n")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise FileDamaged(path, "cannot be read") from error
    if stated != b"%08x" % zlib.crc32(body):
        raise FileDamaged(path, "was altered")
    stored = json.loads(body)
    if stored.pop("format") != FORMAT:
        raise FileDamaged(path, "is in another release's format")
    return Manifest(**{**stored, "blocks": tuple(_block(block) for block in stored["blocks"])})


def _block(stored: dict[str, Any]) -> BlockEntry:
    segments = tuple(SegmentEntry(**{**each, "files": _sums(each)}) for each in stored["segments"])
    return BlockEntry(**{**stored, "segments": segments, "files": _sums(stored)})


def _sums(stored: dict[str, Any]) -> dict[str, FileSum]:
    return {kind: FileSum(**values) for kind, values in stored["files"].items()}


def remove_others(folder: Path, manifest: Manifest | None, earlier: Manifest | None = None) -> None:
    """Remove every file that neither manifest names: what a crash or a merge left over. With None, all of them."""
    kept = {name for each in (manifest, earlier) if each is not None for name in each.names()}
    for path in sorted(folder.iterdir()):
        if path.name not in kept and (manifest is None or path.name != MANIFEST):
            path.unlink(missing_ok=True)
    _sync(folder)
