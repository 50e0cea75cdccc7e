from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Thread

import pytest

from claims.types import Reading, Report
from index.library import Library
from tests.index.stub import StubReader, make_reading


def test_many_threads_add_and_read_at_once(library: Library) -> None:
    readings = [make_reading(f"O{number}", [(number % 4, "people"), (1, "drones")]) for number in range(60)]
    done = Event()

    def look() -> int:
        rounds = 0
        while not done.is_set() or not rounds:
            found = library.search("people hurt in Sumy", 5)
            assert [similarity for _, similarity in found] == sorted((value for _, value in found), reverse=True)
            page = library.discrepancies(limit=5)
            for each in page.items:
                assert each.comparison.verdict == "conflicts"
            library.outlets()
            rounds += 1
        return rounds

    with ThreadPoolExecutor(8) as pool:
        looking = [pool.submit(look) for _ in range(3)]
        adding = [pool.submit(library.add, [reading, readings[0]]) for reading in readings]
        answers = [each.result() for each in adding]
        done.set()
        assert all(each.result() for each in looking)
    assert sum(answer.stored for pair in answers for answer in pair) == 60
    stats = library.stats()
    assert (stats.reports, stats.claims) == (60, 120)
    same = sum(1 for a in range(60) for b in range(a) if a % 4 == b % 4)
    every = 60 * 59 // 2
    assert (stats.discrepancies, stats.comparisons) == (every - same, 2 * every)


def test_readers_do_not_wait_for_a_writer(library: Library) -> None:
    wire = make_reading("Wire")
    library.add([wire])
    started, finish = Event(), Event()

    class SlowReader(StubReader):
        def read_all(self, reports: Iterable[Report]) -> Iterator[Reading]:
            started.set()
            assert finish.wait(120)
            yield from super().read_all(reports)

    writer = Thread(target=library.rebuild, args=[SlowReader([wire], "reader 1")])
    writer.start()
    assert started.wait(120)
    assert [claim for claim, _ in library.search("people")] == list(wire.claims)
    assert library.check(make_reading("Post")).comparisons[0].verdict == "agrees"
    assert library.stats().claims == 1
    assert writer.is_alive()
    finish.set()
    writer.join()
    assert [claim for claim, _ in library.search("people")] == list(wire.claims)


def test_what_add_answered_is_found_at_once(library: Library) -> None:
    def add_and_find(number: int) -> bool:
        reading = make_reading(f"O{number}", [(1, f"thing{number}")])
        library.add([reading])
        return reading.claims[0] in [claim for claim, _ in library.search("an attack on Sumy", 60)]

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(add_and_find, range(40)))


def test_a_thousand_searches_during_adds_deletions_sealing_and_a_rebuild(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None fails, none finds what was removed before it began, and each finds all that was there throughout."""
    monkeypatch.setattr("index.sealing.HEAD", 30)
    monkeypatch.setattr("index.sealing.GRAPH", 15)
    lasting = [make_reading(f"Lasting {number}", [(number, "ferries")]) for number in range(8)]
    library.add(lasting)
    expected = {reading.claims[0].id for reading in lasting}
    passing = [make_reading(f"O{number}", [(number, "drones"), (1, "cars")]) for number in range(60)]
    gone: set[str] = set()

    def look(_: int) -> None:
        before = set(gone)
        found = {claim.id for claim, _ in library.search("ferries", 200)}
        assert expected <= found
        assert not found & before

    def write() -> None:
        for number, reading in enumerate(passing):
            library.add([reading])
            if number % 2:
                library.remove(passing[number - 1].report.id)
                gone.update(claim.id for claim in passing[number - 1].claims)
            if number == 40:
                library.rebuild()

    with ThreadPoolExecutor(9) as pool:
        writing = pool.submit(write)
        for looked in [pool.submit(look, number) for number in range(1000)]:
            looked.result()
        writing.result()
    assert library.stats().reports == 8 + 30
