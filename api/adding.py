"""The command that stores reports: a few in this process, many with a crew beside it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from api import printing, shapes
from api.crew import CrewLost
from api.opening import make_crew, opened
from api.output import BAD_INPUT, PARTLY, complain, print_json, print_lines, source_of
from api.report_files import Entry, read_paths
from api.service import Outcome
from api.settings import Settings
from api.wording import count_words, heading
from index.errors import LibraryError

FEW = 64
"""Reports that are read before a crew would have started."""
INTERRUPTED = 130


@dataclass
class Tally:
    """What became of the reports so far; `total` is how many there are, where that is known."""

    total: int | None = None
    stored: int = 0
    known: int = 0
    refused: int = 0

    def count(self, outcome: Outcome) -> None:
        """One more."""
        if outcome.answer is None:
            self.refused += 1
        elif outcome.answer.stored:
            self.stored += 1
        else:
            self.known += 1

    @property
    def status(self) -> int:
        """The exit status: 0, 1 where some were refused, 2 where all were."""
        return 0 if not self.refused else PARTLY if self.stored + self.known else BAD_INPUT

    @property
    def words(self) -> str:
        """What is stored, for whoever has to begin again."""
        stored = count_words(self.stored, "report was", "reports were")
        return f"{stored} stored; the same command goes on from there"


def add(options: argparse.Namespace, settings: Settings) -> int:
    """Stores every report of every path; the exit status."""
    entries = read_paths(options.paths, source_of(options, settings))
    first: list[Entry] = []
    for entry in entries:
        first.append(entry)
        if entry.report is not None:
            break
    else:
        for entry in first:
            _print_outcome(Outcome(entry, error=entry.error), options.json)
        return BAD_INPUT
    first.extend(islice(entries, FEW + 1 - len(first)))
    few = len(first) <= FEW
    tally = Tally(len(first) if few else None)
    with opened(settings) as service:
        alone = few or (options.engine == "processes" and settings.workers == 1)
        crew = None if alone else make_crew(settings, service, options.engine)
        with closing(crew) if crew else nullcontext():
            return _store(service.add_all(chain(first, entries), crew), tally, options.json)


def _store(outcomes: Iterator[Outcome], tally: Tally, as_json: bool) -> int:
    """Takes the outcomes one by one; says what was stored, however it ends."""
    try:
        for outcome in _with_progress(outcomes, tally):
            if isinstance(outcome.error, LibraryError):  # nor would the rest be stored
                complain(f"{outcome.error}; {_left(tally)} not stored")
                return PARTLY if tally.stored + tally.known else BAD_INPUT
            tally.count(outcome)
            with _beside_bar():
                _print_outcome(outcome, as_json)
    except CrewLost as error:
        complain(f"{error}; {tally.words}")
        return PARTLY if tally.stored + tally.known else BAD_INPUT
    except KeyboardInterrupt:
        complain(f"interrupted; {tally.words}")
        return INTERRUPTED
    _sum_up(tally, as_json)
    return tally.status


def _sum_up(tally: Tally, as_json: bool) -> None:
    if as_json:
        return
    total = tally.stored + tally.known + tally.refused
    if tally.known and total > FEW:
        sys.stderr.write(f"twosource: {tally.known:,} of {total:,} reports skipped: stored already\n")
    if tally.refused:
        sys.stderr.write(f"twosource: {tally.refused:,} of {total:,} reports refused\n")


def _left(tally: Tally) -> str:
    if tally.total is None:
        return "the rest was"
    left = tally.total - tally.stored - tally.known - tally.refused
    return count_words(left, "report was", "reports were")


def _print_outcome(outcome: Outcome, as_json: bool) -> None:
    """A stored report on standard output; a refused one on standard error too."""
    if outcome.answer is None:
        complaint = _refusal(outcome)
        if as_json:
            print_json({"where": outcome.entry.where, "error": complaint})
        complain(complaint)
    elif as_json:
        print_json({"where": outcome.entry.where} | shapes.line_json(outcome.answer))
    else:
        answer = outcome.answer
        own = sum(claim.report_id == answer.report.id for claim in answer.claims)
        stored = "stored" if answer.stored else "stored already"
        summary = printing.stored_words(answer.comparisons, own)
        print_lines([f"{stored} {answer.report.id} {heading(answer.report)}", f"    {summary}"])
        sys.stdout.flush()


def _refusal(outcome: Outcome) -> str:
    if outcome.error is None or outcome.error is outcome.entry.error:
        return str(outcome.entry.failure)
    return f"{outcome.entry.where}: cannot be read ({type(outcome.error).__name__}); a mistake of ours"


def _with_progress(outcomes: Iterable[Outcome], tally: Tally) -> Iterator[Outcome]:
    """The same outcomes; on a terminal with a bar, the rate and the time left, by the bytes read so far."""
    if not sys.stderr.isatty():
        yield from outcomes
        return
    from tqdm import tqdm

    bar: Any = tqdm(total=tally.total, unit=" report")
    with bar:
        for number, outcome in enumerate(outcomes, start=1):
            done = outcome.entry.done
            if tally.total is None and done:
                bar.total = max(number, round(number / done))
            yield outcome
            bar.update()


def _beside_bar() -> AbstractContextManager[None]:
    """While lines are printed the bar steps aside; it would stand in the midst of them."""
    if not sys.stderr.isatty():
        return nullcontext()
    from tqdm import tqdm

    aside: AbstractContextManager[None] = tqdm.external_write_mode()
    return aside
