from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event, Thread

import pytest

from claims.embedding_text import embedding_text, mask_figures
from claims.types import Claim, Reading, Report
from index.comparing import Rules
from index.library import Library
from index.vectors import Matrix
from tests.index.places import Place
from tests.index.stub import NOON, StubEncoder, StubReader, make_reading, open_library


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


COLOURS = ("red", "green", "blue", "grey", "white", "black", "brown", "amber")
THINGS = ("ferries", "drones", "cars", "homes", "buses", "trucks", "boats", "bridges", "tents", "schools")
NOUNS = [f"{colour} {thing}" for colour in COLOURS for thing in THINGS]
K = 10


def uncompared(number: int, kind: str) -> Reading:
    nouns = [NOUNS[(number * 7 + step * 13) % len(NOUNS)] for step in range(3)]
    when = NOON + timedelta(days=number % 70)
    return make_reading(f"{kind} {number}", [(number, noun) for noun in nouns], published=when)


def similarities(claims: Sequence[Claim], texts: Sequence[str]) -> Matrix:
    """How near each claim truly is to each text, a row a text."""
    encoder = StubEncoder()
    return (
        encoder.encode([mask_figures(text) for text in texts])
        @ encoder.encode([embedding_text(claim) for claim in claims]).T
    )


def test_a_thousand_searches_during_adds_deletions_sealing_and_a_rebuild(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None fails or finds what was removed before it began; each finds what an exact search would, whatever of what
    comes and goes was there: all that was there throughout and is nearer than the last that it answers.
    """
    small = {
        "sealing.HEAD": 60,
        "building.SKETCHED": 30,
        "building.LISTED": 60,
        "rebuilding.BATCH": 16,
        "rebuilding.TURN": 4,
    }
    small |= {"postgres_change.GRAPH_FROM": 60, "postgres_vectors.EXACT_UP_TO": 50}
    for name, value in small.items():
        monkeypatch.setattr(f"index.{name}", value)
    lasting = [uncompared(number, "Lasting") for number in range(100)]
    passing = [uncompared(number, "Passing") for number in range(80)]
    claims = [claim for each in (*lasting, *passing) for claim in each.claims]
    kept = {claim.id for each in lasting for claim in each.claims}
    asked = [f"an attack on Sumy left 5 {noun} hurt" for noun in NOUNS]
    near = [dict(zip((claim.id for claim in claims), row, strict=True)) for row in similarities(claims, asked).tolist()]
    gone: set[str] = set()
    rules = Rules(lambda left, right: [], lambda claim: frozenset())

    def look(library: Library, number: int) -> float:
        truth, before = near[number % len(asked)], set(gone)
        found = {claim.id: similarity for claim, similarity in library.search(asked[number % len(asked)], K)}
        assert len(found) == K
        assert not found.keys() & before
        assert found == pytest.approx({id: truth[id] for id in found}, abs=1e-5)
        last = min(found.values()) + 1e-5
        nearer = [id for id in kept if truth[id] > last]
        return 1 - sum(id not in found for id in nearer) / K

    def write(library: Library) -> None:
        for number, each in enumerate(passing):
            library.add([each])
            if number % 2:
                library.remove(passing[number - 1].report.id)
                gone.update(claim.id for claim in passing[number - 1].claims)

    with open_library(place, rules=rules) as library:
        library.add(lasting)
        with ThreadPoolExecutor(10) as pool:
            writing, remaking = pool.submit(write, library), pool.submit(library.rebuild)
            looked = [pool.submit(look, library, number) for number in range(1000)]
            recalls = [each.result() for each in looked]
            writing.result()
            remaking.result()
        assert min(recalls) >= 0.9
        assert sum(recalls) / 1000 >= 0.99
        assert library.stats().reports == 100 + 40
        assert library.verify() == ()
        assert all(look(library, number) >= 0.9 for number in range(len(asked)))
