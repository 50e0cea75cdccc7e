"""Time to read hostile texts as they double in length: twice the text should take about twice the time.

python -m benchmarks.reading_growth [CHARACTERS]
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from time import process_time

from claims.reading import Reader
from claims.types import Report

CHARACTERS = 8_000
DOUBLINGS = 3
_PUBLISHED = datetime(2025, 7, 22, 12, tzinfo=UTC)
REPEATED = {
    "digits": "7", "brackets": "(", "hyphens": "-", "quotes": "“", "full stops": ". ", "new lines": "\n",
    "short lines": "a\n", "dates": "July 22, 2025 ", "days": "Monday and Tuesday ", "clock times": "14:32 GMT ",
    "years": "2014 ", "mornings": "Monday, 6am ", "spans": "in the past ", "days and dates": "Sun 5 Jul ",
    "by days": "by Monday and ", "datelines": "KYIV, July 22 (Reuters) - ", "lists": "people and ",
    "figures": "12 and ", "ranges": "between 5 and ", "number words": "hundred and ", "halves": "half a ",
    "places": "Kyiv, ", "zeros": "no casualties ", "ages": "a 5-year-old boy ", "speakers": "said that ",
    "bullets": "- 12 people\n", "soft hyphens": "kil\u00adled ", "right to left": "\u202e\u05e9\u05dc\u05d5\u05dd ",
    "zero width": "\u200b", "control": "\x01",
    "sentences": "Twelve people were killed in Kyiv on Monday, officials said. ",
}  # fmt: skip


def main() -> None:
    """Prints CPU seconds for each length and the growth at the last doubling."""
    length = int(sys.argv[1]) if len(sys.argv) > 1 else CHARACTERS
    reader = Reader()
    _read(reader, "Two people were killed in Kyiv.")
    for name, unit in REPEATED.items():
        spent = [_read(reader, (unit * length * 2**step)[: length * 2**step]) for step in range(DOUBLINGS)]
        growth = spent[-1] / max(spent[-2], 1e-3)
        print(f"{name:<14} {'  '.join(f'{seconds:7.2f} s' for seconds in spent)}   x{growth:.1f}", flush=True)


def _read(reader: Reader, text: str) -> float:
    start = process_time()
    reader.read(Report("rep", "Sample", _PUBLISHED, text))
    return process_time() - start


if __name__ == "__main__":
    main()
