from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from api.crew import CrewLost, OpenCrew, ProcessCrew, Worker, Workshop
from api.ray_crew import RayCrew
from api.report_files import Entry, Source
from api.service import Outcome, ReportReader, Service
from api.shapes import line_json
from claims.types import Reading, Report
from index.library import Library
from tests.api.conftest import PatternReader, WordEncoder, pattern_reader, word_encoder

NOON = "2025-07-22T{hour:02}:{minute:02}:00Z"


class DeadlyReader(PatternReader):
    """Ends the process that reads a certain text, as a system short of memory does."""

    def read_all(self, reports: Iterable[Report]) -> Iterator[Reading]:
        for reading in super().read_all(reports):
            if "KILL THE READER" in reading.report.text:
                os.kill(os.getpid(), signal.SIGKILL)
            yield reading


def deadly_reader() -> ReportReader:
    return DeadlyReader()


PLAIN = Workshop(pattern_reader, word_encoder)


def entry(number: int, text: str | None = None, url: str | None = None) -> Entry:
    said = f"{number % 7 + 2} people were wounded in Sumy on Monday, the mayor of district {number % 11} said."
    fields = {
        "outlet": f"Outlet {number % 5}",
        "published": NOON.format(hour=number // 60, minute=number % 60),
        "text": text or said,
        "url": url,
    }
    return Source().entry(f"a.jsonl:{number}", fields)


def mixed_entries() -> list[Entry]:
    """Good reports, one twice, versions of one page, lines that hold none, and some that break the reader."""
    entries = [entry(number) for number in range(90)]
    entries[20] = entries[3]
    entries[31] = entry(31, "BREAK THE READER")
    entries[47] = entry(47, text=" ")
    entries[50], entries[52] = (entry(number, url="https://example.org/a") for number in (50, 52))
    entries[88] = entry(31, "BREAK THE READER")
    return entries


def told(outcomes: Iterable[Outcome]) -> list[object]:
    return [
        line_json(each.answer) | {"where": each.entry.where} if each.answer else (each.entry.where, repr(each.error))
        for each in outcomes
    ]


def add(folder: Path, entries: Iterable[Entry], crew: OpenCrew | None) -> list[object]:
    with Library.open(folder, WordEncoder(), PatternReader.name) as library:
        said = told(Service(PatternReader(), library, batch=4).add_all(entries, crew))
        assert library.verify() == ()
    return said


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> list[object]:
    said = add(tmp_path_factory.mktemp("alone"), mixed_entries(), None)
    assert [line[0] for line in said if isinstance(line, tuple)] == ["a.jsonl:31", "a.jsonl:47", "a.jsonl:31"]
    assert len(said) == 90
    return said


def test_processes_answer_and_store_what_one_process_does(tmp_path: Path, alone: list[object]) -> None:
    with closing(ProcessCrew(PLAIN, 2)) as crew:
        assert add(tmp_path, mixed_entries(), crew) == alone
        again = add(tmp_path, mixed_entries(), crew)
    assert [line["stored"] for line in again if isinstance(line, dict)] == [False] * 87


@pytest.mark.filterwarnings("ignore")  # ray leaves a socket or two open when it stops
def test_a_ray_cluster_answers_and_stores_what_one_process_does(tmp_path: Path, alone: list[object]) -> None:
    pytest.importorskip("ray")
    with closing(RayCrew(PLAIN, 2)) as crew:
        assert crew.width == 4
        assert add(tmp_path, mixed_entries(), crew) == alone


def test_what_is_stored_is_not_read_again(tmp_path: Path) -> None:
    class Counting(PatternReader):
        seen = 0

        def read_all(self, reports: Iterable[Report]) -> Iterator[Reading]:
            for reading in super().read_all(reports):
                self.seen += 1
                yield reading

    reader = Counting()
    entries = [entry(number) for number in range(10)]
    with Library.open(tmp_path, WordEncoder(), reader.name) as library:
        service = Service(reader, library, batch=3)
        assert [each.answer and each.answer.stored for each in service.add_all(entries[:6])] == [True] * 6
        again = list(service.add_all(entries))
    assert [each.answer and each.answer.stored for each in again] == [False] * 6 + [True] * 4
    assert [len(each.answer.claims) > 1 for each in again[:6] if each.answer] == [True] * 6
    assert reader.seen == 10


def test_a_killed_worker_is_said_and_costs_nothing_that_was_answered(tmp_path: Path) -> None:
    entries = [entry(number) for number in range(60)]
    entries[41] = entry(41, "KILL THE READER")
    answered: list[str] = []
    with Library.open(tmp_path, WordEncoder(), PatternReader.name) as library:
        service = Service(PatternReader(), library, batch=4)
        with closing(ProcessCrew(Workshop(deadly_reader, word_encoder), 2)) as crew:
            with pytest.raises(CrewLost, match="a worker process ended unexpectedly"):
                for outcome in service.add_all(entries, crew):
                    assert outcome.answer is not None
                    answered.append(outcome.answer.report.id)
        assert len(answered) <= 40
    with Library.open(tmp_path, WordEncoder(), PatternReader.name) as library:
        assert library.known(answered) == set(answered)
        assert library.verify() == ()


def test_an_error_that_cannot_be_sent_is_told_in_words() -> None:
    class Unsendable(Exception):
        def __init__(self, one: int, other: int) -> None:
            super().__init__(f"{one} of {other}")

    class Refusing(PatternReader):
        def read_all(self, reports: Iterable[Report]) -> Iterator[Reading]:
            raise Unsendable(3, 4)

    report = entry(1).report
    assert report is not None
    (error,) = Worker(Workshop(Refusing, WordEncoder)).prepare([report])
    assert repr(error) == "RuntimeError('3 of 4')"
