"""Adds, corrects, removes, reviews and rebuilds until it is killed; says on standard output what was begun and done.

It may be told to kill itself: in the middle of a thing of one kind, after a share of the calls that the last of that
kind took, wherever that is. So each kind is met at any instruction, whatever else goes on and however fast.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from itertools import count
from pathlib import Path
from random import Random
from threading import Lock, Thread
from typing import Any

from claims.types import Reading
from index import building, rebuilding, sealing
from index.errors import NotFound
from index.library import Library
from index.places import is_address
from index.snapshot import FaissKeeper
from index.types import Status
from tests.index.places import Place
from tests.index.stub import NOON, make_reading, open_library

OUTLETS = [f"Outlet {number}" for number in range(6)]
_SAYING = Lock()
_WORDS: tuple[Status, ...] = ("confirmed", "dismissed")


def say(**words: object) -> None:
    with _SAYING:
        sys.stdout.write(json.dumps(words) + "\n")
        sys.stdout.flush()


class Doing:
    """Says when a thing begins and ends, and ends the process within one of a kind."""

    def __init__(self, kind: str, share: float) -> None:
        self._kind = kind
        self._share = share
        self._took = 0
        self._numbers = count()

    @contextmanager
    def __call__(self, kind: str, **what: object) -> Iterator[None]:
        number = next(self._numbers)
        say(begun=kind, number=number, **what)
        if kind == self._kind:
            with self._counted():
                yield
        else:
            yield
        say(done=kind, number=number, **what)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        calls = 0
        last = 1 + int(self._share * self._took) if self._took else -1

        def call(*_: object) -> None:
            nonlocal calls
            calls += 1
            if calls == last:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.setprofile(call)
        try:
            yield
        finally:
            sys.setprofile(None)
            self._took = calls


def some(random: Random, seed: int, turn: int) -> list[Reading]:
    return [
        make_reading(
            random.choice(OUTLETS),
            [(random.randint(1, 30), noun) for noun in random.sample(["people", "drones", "cars"], 2)],
            published=NOON + timedelta(minutes=seed * 10_000 + turn * 10 + number),
            url=random.choice([None, None, f"https://example.org/{random.randint(1, 9)}"]),
        )
        for number in range(random.randint(1, 3))
    ]


def work(place: Place, seed: int, doing: Doing) -> None:
    random = Random(seed)
    held: list[str] = []
    with open_library(place) as library:
        say(ready=True)
        remaking = Thread()
        for turn in range(10_000):
            readings = some(random, seed, turn)
            ids = [reading.report.id for reading in readings]
            with doing("add", ids=ids):
                library.add(readings)
            held += ids
            if turn % 2:
                gone = held.pop(random.randrange(len(held)))
                with doing("remove", ids=[gone]):
                    library.remove(gone)
            if turn % 3 == 1:
                review(library, random, doing)
            if turn % 4 == 3:
                if remaking.ident:
                    remaking.join()
                remaking = Thread(target=remake, args=[library, doing])
                remaking.start()


def review(library: Library, random: Random, doing: Doing) -> None:
    found = library.discrepancies(limit=20).items
    if found:
        id, status, note = random.choice(found).id, random.choice(_WORDS), str(random.random())
        with doing("review", ids=[id], status=status, note=note), suppress(NotFound):  # another process removed it
            library.review(id, status, note)


def remake(library: Library, doing: Doing) -> None:
    with doing("rebuild"):
        library.rebuild()


def say_sealing(doing: Doing) -> None:
    """Sealing goes on in a thread of its own."""
    seal = FaissKeeper._seal

    def sealing(self: FaissKeeper, work: Any) -> None:  # noqa: ANN401
        with doing("seal"):
            seal(self, work)

    FaissKeeper._seal = sealing  # type: ignore[method-assign]


if __name__ == "__main__":
    _, place, number, kind, share = sys.argv
    sealing.HEAD, building.SKETCHED, building.LISTED = 30, 16, 30
    rebuilding.BATCH, rebuilding.TURN = 16, 4
    chosen = Doing(kind, float(share))
    say_sealing(chosen)
    work(place if is_address(place) else Path(place), int(number), chosen)
