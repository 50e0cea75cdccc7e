"""Who reads and encodes reports while others are stored: worker processes on this machine.

One process stores, in the order of the input; so many batches are under way at a time, and no more.
"""

from __future__ import annotations

import logging
import os
import pickle
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from threading import Thread, current_thread, main_thread
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from api.service import ReportReader
    from claims.types import Report
    from index.comparing import Prepared
    from index.encoder import Encoder

LOG = logging.getLogger("twosource")
AHEAD = 2  # batches under way for each worker: one in its hands, one that waits for it


class CrewLost(Exception):
    """A worker ended before its work was done; the message says which kind."""


class Crew(Protocol):
    """Reads and encodes batches of reports. `width` is how many may be under way."""

    @property
    def width(self) -> int:
        """How many batches may be under way."""

    def hand(self, reports: Sequence[Report]) -> object:
        """Start on a batch; what is answered is to be given to `take`."""

    def take(self, handle: object) -> list[Prepared | Exception]:
        """What became of each report of a batch, in order. Raises CrewLost."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """What a worker works with, made by itself; all of it can be sent to another process."""

    make_reader: Callable[[], ReportReader]
    make_encoder: Callable[[], Encoder]


class Worker:
    """Reads and encodes with a reader and an encoder of its own."""

    def __init__(self, workshop: Workshop) -> None:
        from index.comparing import default_rules

        self._reader = workshop.make_reader()
        self._encoder = workshop.make_encoder()
        self._rules = default_rules()

    def prepare(self, reports: Sequence[Report]) -> list[Prepared | Exception]:
        """What became of each report, in order; an error where it breaks the reading."""
        return [_sendable(each) for each in attempted(self._prepared, reports)]

    def _prepared(self, reports: Sequence[Report]) -> list[Prepared]:
        from index.preparing import prepare

        return prepare(list(self._reader.read_all(reports)), self._encoder, self._rules)


class OpenCrew(Crew, Protocol):
    """A crew that somebody has to close."""

    def close(self) -> None:
        """Let the workers end; what they had not begun is dropped."""


class ProcessCrew:
    """Worker processes on this machine, each on one core. They end with the process that started them."""

    def __init__(self, workshop: Workshop, count: int) -> None:
        self.width = count * AHEAD
        spawning = get_context("spawn")  # a fork would share locks with threads that it does not have
        self._pool = ProcessPoolExecutor(count, spawning, _begin, (workshop,))
        with _interrupts_ignored():
            for _ in range(count):
                self._pool.submit(int)  # each starts a process, while none is idle yet

    def hand(self, reports: Sequence[Report]) -> object:
        """Start on a batch. Raises CrewLost."""
        try:
            return self._pool.submit(_work, tuple(reports)) if reports else None
        except BrokenProcessPool as error:
            raise _lost() from error

    def take(self, handle: object) -> list[Prepared | Exception]:
        """What became of a batch, in order."""
        if not isinstance(handle, Future):
            return []
        try:
            done: list[Prepared | Exception] = handle.result()
        except BrokenProcessPool as error:
            raise _lost() from error
        return done

    def close(self) -> None:
        """Let the workers end; what they had not begun is dropped."""
        self._pool.shutdown(cancel_futures=True)


def attempted(
    prepare: Callable[[Sequence[Report]], list[Prepared]], reports: Sequence[Report]
) -> list[Prepared | Exception]:
    """What became of each report: read together, or one by one where something in a batch breaks the reading."""
    if not reports:
        return []
    try:
        return list(prepare(reports))
    except Exception as error:
        if len(reports) == 1:
            LOG.error("report %s could not be read", reports[0].id, exc_info=error)
            return [error]
    return [each for report in reports for each in attempted(prepare, [report])]


def _sendable(each: Prepared | Exception) -> Prepared | Exception:
    """An error that another process can be sent; not all of them can."""
    if isinstance(each, Exception):
        try:
            pickle.loads(pickle.dumps(each))
        except Exception:
            return RuntimeError(str(each))
    return each


def _lost() -> CrewLost:
    return CrewLost("a worker process ended unexpectedly (killed, or out of memory)")


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Processes started meanwhile ignore interrupts from their first instruction on: the one that stores
    hears them, and ends the others.
    """
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


_workers: list[Any] = []


def _begin(workshop: Workshop) -> None:
    """Makes a process a worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.getLogger("twosource").addHandler(logging.NullHandler())
    os.environ["OMP_NUM_THREADS"] = "1"  # as many workers as cores: threads would only wait for one another
    Thread(target=_end_with_parent, daemon=True).start()
    _workers.append(Worker(workshop))


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(reports: Sequence[Report]) -> list[Prepared | Exception]:
    worker: Worker = _workers[0]
    return worker.prepare(reports)
