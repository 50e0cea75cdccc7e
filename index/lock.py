"""One writer a folder, across processes."""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path

from index.errors import LibraryLocked, StoreUnavailable

PAUSE = 0.02  # seconds between two tries


class FolderLock:
    """The right to write to a folder, which the system takes back when the process ends, however it ends."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._handle: int | None = None

    @property
    def held(self) -> bool:
        """True while this process may write."""
        return self._handle is not None

    def acquire(self, patience: float = 0.0) -> None:
        """Take it. Raises LibraryLocked where another holds it for longer than `patience` seconds."""
        if self._handle is not None:
            return
        try:
            handle = os.open(self._folder / "writer.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise StoreUnavailable(self._folder, f"cannot be written to ({error.strerror})") from error
        deadline = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                if time.monotonic() >= deadline:
                    os.close(handle)
                    raise LibraryLocked(self._folder) from error
                time.sleep(PAUSE)
            else:
                self._handle = handle
                return

    def release(self) -> None:
        """Let others write."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
