"""A library is made anew beside the one in use, and nothing that is done meanwhile is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import pytest

from claims.types import Reading, Report
from index.library import Library
from index.sqlite import FILE
from tests.index.places import Place
from tests.index.stub import NOON, Clock, StubReader, make_reading, open_library

DAY = timedelta(days=1)


def reading(name: str, number: int, url: str | None = None, day: int = 0) -> Reading:
    return make_reading(name, [(number, "people"), (2, "drones")], url=url, published=NOON + day * DAY)


HELD = [reading(f"Held {number}", number % 3) for number in range(24)]
VERSIONS = [reading("Page", number, url="https://example.org/page", day=number) for number in range(4)]
LATE = [reading(f"Late {number}", number) for number in range(5)]
EVERY = [*HELD, *VERSIONS, *LATE]


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.rebuilding.BATCH", 8)
    monkeypatch.setattr("index.rebuilding.TURN", 3)


class Meanwhile(StubReader):
    """Reads reports again; before each batch but the first, somebody else does something with the library."""

    def __init__(self, *doing: Callable[[], object], more: int = 0) -> None:
        super().__init__(EVERY, "reader 2", more)
        self._doing = iter((lambda: None, *doing))

    def read_all(self, reports: Iterable[Report]) -> Iterator[Reading]:
        with ThreadPoolExecutor(1) as another:
            another.submit(next(self._doing, lambda: None)).result(timeout=120)
        return super().read_all(reports)


def contents(library: Library) -> dict[str, object]:
    """All that is stored, without the moments at which it was found."""
    every = [library.report(each.report.id) for each in EVERY if library.known([each.report.id])]
    board = library.discrepancies(limit=500).items
    return {
        "reports": [report.id for report in every],
        "superseded by": [library.superseded_by(each.report.id) for each in VERSIONS],
        "copies": {report.id: report.copy_of for report in every},
        "board": {each.id: (each.fact_id, each.severity, each.status, each.note, each.comparison) for each in board},
        "stats": replace(library.stats(), bytes=0, header=None),
        "found": [claim.id for claim, _ in library.search("people hurt in Sumy", 60)],
        "outlets": library.outlets(),
    }


@pytest.mark.parametrize("sealing", [False, True])
def test_what_is_done_meanwhile_is_in_the_library_made_anew(
    places: Callable[[str], Place], monkeypatch: pytest.MonkeyPatch, sealing: bool
) -> None:
    if sealing:
        monkeypatch.setattr("index.sealing.HEAD", 20)
        monkeypatch.setattr("index.building.SKETCHED", 16)
        monkeypatch.setattr("index.building.LISTED", 20)
    reviewed: list[str] = []

    def change(library: Library) -> None:
        """Adds, corrections, deletions and reviews of what was taken over already, and of what was not."""
        library.add(LATE[:2])
        library.remove(HELD[3].report.id)
        library.remove(HELD[20].report.id)
        library.add([VERSIONS[1]])

    def change_more(library: Library) -> None:
        library.add([VERSIONS[3]])
        library.remove(VERSIONS[3].report.id)
        library.remove(HELD[4].report.id)
        library.add([HELD[4], LATE[2]])
        library.remove(LATE[0].report.id)
        for each in library.discrepancies(limit=3).items:
            library.review(each.id, "dismissed", "a slip")
            reviewed.append(each.id)

    with open_library(places("remade")) as library, open_library(places("other")) as other:
        for each in (library, other):
            each.add(HELD[:12])
            each.add([VERSIONS[0], *HELD[12:]])
        library.rebuild(Meanwhile(lambda: change(library), lambda: change_more(library)))
        change(other)
        change_more(other)
        assert len(reviewed) == 6
        assert library.verify() == ()
        assert contents(library) == contents(other)
        assert library.stats().header != other.stats().header
        library.add(LATE[3:])
        other.add(LATE[3:])
        library.remove(LATE[3].report.id)
        other.remove(LATE[3].report.id)
        assert contents(library) == contents(other)
        library.rebuild()
        assert contents(library) == contents(other)
        assert library.verify() == ()
    with Library.open(places("remade"), library._encoder, "reader 2", rules=library._rules) as library:
        assert library.verify() == ()
        assert len(library.search("people", 20)) == 20


def test_what_was_found_only_by_making_anew_is_found_when_it_takes_the_place(place: Place) -> None:
    """Whoever asks what was found since some time asks no more for what came before it."""
    clock = Clock()
    wire, post, mail = reading("Wire", 1), reading("Post", 2), reading("Mail", 1)

    class Misread(StubReader):
        """Where two agreed, the second is one higher now."""

        def read_all(self, reports: Iterable[Report]) -> Iterator[Reading]:
            for each in super().read_all(reports):
                yield replace(each, claims=(self._raised(each.claims[0]), *each.claims[1:]))
                self._more += 1
                clock.now += DAY

    with open_library(place, clock) as library:
        library.add([wire, post])
        (known,) = library.discrepancies().items
        library.review(known.id, "confirmed", "rang them")
        clock.now += DAY
        library.add([mail])
        first = {each.id: each.found for each in library.discrepancies().items}
        assert len(first) == 2
        clock.now += DAY
        library.rebuild(Misread([wire, post, mail], "reader 2"))
        after = {each.id: each for each in library.discrepancies().items}
        assert after.keys() > first.keys()
        assert {id: after[id].found for id in first} == first
        assert {each.found for id, each in after.items() if id not in first} == {clock.now}
        assert (after[known.id].status, after[known.id].note) == ("confirmed", "rang them")


def test_adders_go_on_while_it_reads(library: Library) -> None:
    library.add([HELD[0]])
    reading_again, go_on = Event(), Event()

    class Waiting(StubReader):
        def read_all(self, reports: Iterable[Report]) -> Iterator[Reading]:
            reading_again.set()
            assert go_on.wait(120)
            yield from super().read_all(reports)

    rebuilding = Thread(target=library.rebuild, args=[Waiting(EVERY, "reader 1")])
    rebuilding.start()
    assert reading_again.wait(120)
    for each in HELD[1:20]:
        assert library.add([each])[0].stored
    assert library.remove(HELD[5].report.id)
    assert rebuilding.is_alive()
    go_on.set()
    rebuilding.join()
    assert library.stats().reports == 19
    assert library.known(each.report.id for each in HELD[:20]) == {
        each.report.id for each in HELD[:20] if each is not HELD[5]
    }


def test_a_rebuild_that_fails_leaves_the_library_as_it_was(library: Library) -> None:
    library.add(HELD)
    before = contents(library)

    class Failing(StubReader):
        def read_all(self, reports: Iterable[Report]) -> Iterator[Reading]:
            for each in super().read_all(reports):
                if each == HELD[20]:
                    raise RuntimeError("out of words")
                yield each

    for _ in range(2):
        with pytest.raises(RuntimeError, match="out of words"):
            library.rebuild(Failing(EVERY, "reader 1"))
        assert contents(library) == before
    assert library.verify() == ()
    library.rebuild()
    assert contents(library) == before


def test_only_one_edition_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.sealing.HEAD", 20)
    with open_library(tmp_path) as library:
        library.add(HELD)
        for _ in range(3):
            library.rebuild()
        library.add(LATE)
    with closing(sqlite3.connect(tmp_path / FILE)) as db:
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {"claims_4", "reports_4", "vectors_4", "meta", "reviews"} <= tables
    assert not {"claims", "claims_2", "claims_3"} & tables
    assert [path.name for path in tmp_path.glob("vectors*")] == ["vectors-4"]


def test_an_onlooker_goes_over_to_what_was_made_anew(place: Place) -> None:
    with open_library(place) as library, open_library(place, read_only=True) as onlooker:
        library.add(HELD)
        before = contents(onlooker)
        library.rebuild()
        assert contents(onlooker) == before
        library.add([LATE[0]])
        assert LATE[0].claims[0].id in {claim.id for claim, _ in onlooker.search("people", 80)}
        assert onlooker.verify() == ()
