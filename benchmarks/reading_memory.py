"""Memory while many sentences are read, each with names and figures never seen before: it should stay flat.

python -m benchmarks.reading_memory [SENTENCES]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random

from claims.ids import report_id
from claims.reading import Reader
from claims.types import Report

SENTENCES = 100_000
STEPS = 20
_PUBLISHED = datetime(2025, 7, 22, 12, tzinfo=UTC)
_EVENTS = ("were killed", "were wounded", "were rescued", "lost their homes", "were arrested", "fell ill")


def main() -> None:
    """Prints resident memory after each twentieth of the sentences, and the words that the vocabulary holds."""
    sentences = int(sys.argv[1]) if len(sys.argv) > 1 else SENTENCES
    reader = Reader()
    claims = 0
    for number, reading in enumerate(reader.read_all(_reports(sentences)), start=1):
        claims += len(reading.claims)
        if number % (sentences // STEPS) == 0:
            words = len(reader.parser.nlp.vocab.strings)
            print(f"{number:>8,} sentences  {claims:>8,} claims  {_resident():>6.1f} MB  {words:,} words", flush=True)


def _reports(count: int) -> Iterator[Report]:
    chance = Random(7)
    for _ in range(count):
        name, town = (_word(chance) for _ in range(2))
        event = chance.choice(_EVENTS)
        text = f"At least {chance.randint(2, 9_999_999):,} people {event} in {town}, Mayor Ivo {name} said on Monday."
        yield Report(report_id("Sample", _PUBLISHED, text), "Sample", _PUBLISHED, text)


def _word(chance: Random) -> str:
    return "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(4)).capitalize()


def _resident() -> float:
    """Megabytes of this process that are in memory now (Linux)."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * 4096 / 1e6


if __name__ == "__main__":
    main()
