"""Pairs of short texts as reports, for benchmarks of comparison, and the two baselines that they are set against.

The baselines are those that a newsroom would try first: cosine of tf-idf vectors (Salton and Buckley, 1988,
"Term-weighting approaches in automatic text retrieval"), and whether both texts hold the same figures.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import log, sqrt
from pathlib import Path
from typing import Any

from claims.compare import compare_all
from claims.ids import report_id
from claims.reading import Reader
from claims.types import Claim, Comparison, Reading, Report

NOON = datetime(2025, 7, 22, 12, tzinfo=UTC)
_WORD = re.compile(r"[^\W_]+")
_FIGURE = re.compile(r"\d[\d.,]*")
_NUMBER_WORDS = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
}


@dataclass(frozen=True, slots=True)
class TextPair:
    """Two reports to compare, and what a person said of them ("entailment", "same figures")."""

    id: str
    left: Report
    right: Report
    label: str


@dataclass(frozen=True, slots=True)
class ReadPair:
    """Two reports with their claims read and compared."""

    left: Reading
    right: Reading
    comparisons: tuple[Comparison, ...]

    @classmethod
    def of(cls, left: Reading, right: Reading) -> ReadPair:
        """Two readings and what they say of each other."""
        return cls(left, right, tuple(compare_all(left.claims, right.claims)))

    def sides(self, comparison: Comparison) -> tuple[Claim, Claim]:
        """Both claims of one comparison, the left report's first."""
        claims = {claim.id: claim for claim in (*self.left.claims, *self.right.claims)}
        return claims[comparison.a], claims[comparison.b]

    def told(self, verdict: str) -> list[str]:
        """What every comparison of one verdict says, with its quotes and sentences."""
        return [
            f"{a.quote!r} / {b.quote!r}: {found.evidence[0].says}\n      {_line(a)}\n      {_line(b)}"
            for found in self.comparisons
            if found.verdict == verdict
            for a, b in [self.sides(found)]
        ]


def _line(claim: Claim) -> str:
    return " ".join(claim.sentence.split())


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of one JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def report(outlet: str, text: str, published: datetime = NOON) -> Report:
    """A report as it would be sent, its id worked out."""
    return Report(report_id(outlet, published, text), outlet, published, text)


def read_pairs(reader: Reader, pairs: Iterable[TextPair]) -> Iterator[tuple[TextPair, ReadPair]]:
    """Each pair with what its two reports say of each other; every report is read once."""
    listed = list(pairs)
    reports = {each.id: each for pair in listed for each in (pair.left, pair.right)}
    readings = dict(zip(reports, reader.read_all(reports.values()), strict=True))
    for pair in listed:
        yield pair, ReadPair.of(readings[pair.left.id], readings[pair.right.id])


def figures(text: str) -> frozenset[str]:
    """Every numeral and small number word of a text: "three of the 1,500" is {3, 1500}."""
    words = (_NUMBER_WORDS.get(word) for word in _WORD.findall(text.lower()))
    numerals = (numeral.strip(".,").replace(",", "") for numeral in _FIGURE.findall(text))
    return frozenset(found for found in (*words, *numerals) if found)


class Cosine:
    """Cosine of tf-idf vectors, with figures left in; the weights come from the texts themselves."""

    def __init__(self, texts: Sequence[str]) -> None:
        spread = Counter(word for text in texts for word in set(_WORD.findall(text.lower())))
        self._idf = {word: log((1 + len(texts)) / (1 + count)) + 1 for word, count in spread.items()}

    def between(self, a: str, b: str) -> float:
        """1 for the same words, 0 where none is shared."""
        x, y = self._vector(a), self._vector(b)
        dot = sum(weight * y.get(word, 0.0) for word, weight in x.items())
        return dot / ((_norm(x) * _norm(y)) or 1.0)

    def _vector(self, text: str) -> dict[str, float]:
        counts = Counter(_WORD.findall(text.lower()))
        return {word: (1 + log(count)) * self._idf.get(word, 1.0) for word, count in counts.items()}


def _norm(vector: dict[str, float]) -> float:
    return sqrt(sum(weight * weight for weight in vector.values()))


def best_threshold(scored: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """The threshold at which "cosine at or above it" is most often right, and how often: the baseline's best."""
    right = sum(not truth for _, truth in scored)
    best = (1.01, right)
    for cosine, truth in sorted(scored, reverse=True):
        right += 1 if truth else -1
        if right > best[1]:
            best = (cosine, right)
    return best[0], best[1] / max(len(scored), 1)
