"""What can go wrong with what lasts.

LibraryError
├── NotFound            no report, claim, fact or discrepancy has that id
├── InvalidCursor       a cursor that no list of ours gave out
├── IndexMismatch       stored with another encoder or reader than the one given; rebuild
├── EncoderUnavailable  the embedding model cannot be loaded
├── ExtraMissing        an engine was asked for whose packages are not installed
└── StoreError          the folder or database itself; `path` says which
    ├── LibraryMissing   nothing is stored there yet
    ├── LibraryLocked    another process is writing to it
    ├── LibraryReadOnly  opened for reading, asked to write
    ├── LibraryClosed    used after it was closed
    ├── StoreNewer       written by a newer release than this one
    ├── StoreOlder       written by an older release, and opened for reading only
    ├── StoreCorrupt     what is stored contradicts itself
    └── StoreUnavailable the disk is full, the file cannot be written, and the like
"""

from __future__ import annotations

from pathlib import Path


class LibraryError(Exception):
    """Root of every error this package raises."""


class NotFound(LibraryError):
    """Nothing of that kind has that id. `kind` is "report", "claim", "fact" or "discrepancy"."""

    def __init__(self, kind: str, id: str) -> None:
        super().__init__(f"no {kind} has the id {id!r}")
        self.kind = kind
        self.id = id


class InvalidCursor(LibraryError):
    """A cursor that no list of ours gave out."""

    def __init__(self, cursor: str) -> None:
        super().__init__(f"{cursor!r} is not a cursor of this list")
        self.cursor = cursor


class IndexMismatch(LibraryError):
    """Stored with another encoder or reader than the one given; the two are never mixed.

    `part` is "encoder", "dimension", "reader" or "format"; `stored` and `given` are its two names.
    """

    def __init__(self, part: str, stored: str, given: str) -> None:
        super().__init__(
            f"the library was made with {part} {stored!r}, not {given!r}: run `twosource rebuild` to move it over"
        )
        self.part = part
        self.stored = stored
        self.given = given


class EncoderUnavailable(LibraryError):
    """The embedding model cannot be loaded. `model` is its package or path."""

    def __init__(self, model: str, problem: str) -> None:
        super().__init__(f"embedding model {model}: {problem}")
        self.model = model
        self.problem = problem


class ExtraMissing(LibraryError):
    """An engine was asked for whose packages are not installed. `extra` is what to install them as."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs more packages: install twosource[{extra}]")
        self.extra = extra


class StoreError(LibraryError):
    """Root of what is wrong with the store at `path`: a folder, or a database without its password."""

    def __init__(self, path: Path | str, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem


class LibraryMissing(StoreError):
    """Nothing is stored there yet."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(path, "no library is stored here yet")


class LibraryLocked(StoreError):
    """Another process is writing to the folder at `path`; reading it is allowed meanwhile."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(path, "another process is writing to this library")


class LibraryReadOnly(StoreError):
    """Opened for reading, asked to write."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(path, "opened for reading only")


class LibraryClosed(StoreError):
    """Used after it was closed."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(path, "this library is closed")


class StoreNewer(StoreError):
    """Written by a newer release than this one. `version` is the stored format, `known` our newest."""

    def __init__(self, path: Path | str, version: int, known: int) -> None:
        super().__init__(path, f"written in format {version}; this release knows formats up to {known}")
        self.version = version
        self.known = known


class StoreOlder(StoreError):
    """Written by an older release and opened for reading only; opening it for writing moves it over."""

    def __init__(self, path: Path | str, version: int, known: int) -> None:
        super().__init__(path, f"written in format {version}; the next command that adds moves it to {known}")
        self.version = version
        self.known = known


class StoreCorrupt(StoreError):
    """What is stored contradicts itself. `problem` says how; the reports themselves may be whole."""


class StoreUnavailable(StoreError):
    """The disk is full, the file cannot be written, another program holds it, and the like."""
