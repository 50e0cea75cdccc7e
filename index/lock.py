"""One writer a folder, across processes and threads."""

from __future__ import annotations

import fcntl
import os
import time
from collections import deque
from pathlib import Path
from threading import Lock
from types import TracebackType

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


class Turns:
    """A lock that threads get in the order in which they asked: one that takes it again and again, as a rebuild
    does, keeps nobody waiting for longer than its turn.
    """

    def __init__(self) -> None:
        self._guard = Lock()
        self._taken = False
        self._waiting: deque[Lock] = deque()

    def __enter__(self) -> None:
        turn = Lock()
        with self._guard:
            if not self._taken:
                self._taken = True
                return
            turn.acquire()
            self._waiting.append(turn)
        try:
            turn.acquire()
        except BaseException:
            self._given_up(turn)
            raise

    def _given_up(self, turn: Lock) -> None:
        with self._guard:
            if turn in self._waiting:
                self._waiting.remove(turn)
                return
        self._pass_on()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pass_on()

    def _pass_on(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False
