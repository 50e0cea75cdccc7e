"""Public sets of sentence pairs, judged through our verdicts: headlines, paraphrases, entailment, evidence.

Each function gives the measured lines and the failures of one set; what a set's labels mean for us is said in
the function's docstring.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.text_pairs import NOON, Cosine, ReadPair, TextPair, best_threshold, figures, read_pairs, report, rows
from claims.reading import Reader
from claims.types import Claim, Comparison, Interval
from claims.units import convert

_DATELINE = re.compile(r"^\(([A-Z][a-z]{2} \d{1,2}, \d{4})[^)]*\)\s*")
_ALIKE = 0.6
"""Cosine at which the baseline takes two texts to be about one thing."""
_BORNE_OUT, _LEFT_OPEN = 0.40, 0.45
"""Cosine wanted of two texts to be called entailed: less where every figure is borne out."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one set measured: lines for the table, and each failure in words."""

    lines: tuple[str, ...]
    failures: tuple[str, ...]


def share(part: int, whole: int) -> str:
    """ "12 of 80 (15.0%)"."""
    return f"{part} of {whole} ({100 * part / whole:.1f}%)" if whole else "none"


def headlines(data: Path, reader: Reader) -> Outcome:
    """NumHG (SemEval-2024 task 7): an article against its own gold headline, as two outlets at one time.

    No conflict is right, since the headline was written from the article.
    """
    pairs = []
    for row in rows(data / "numhg_dev_subset.jsonl"):
        found = _DATELINE.match(row["news"])
        told = found[1] if found else row["date"]
        published = datetime.strptime(told, "%b %d, %Y").replace(hour=12, tzinfo=UTC) if told else NOON
        news = row["news"][found.end() :] if found else row["news"]
        pairs.append(
            TextPair(row["id"], report("article", news, published), report("headline", row["headline"], published), "")
        )
    read = list(read_pairs(reader, pairs))
    crying = [(pair, each) for pair, each in read if each.told("conflicts")]
    agreeing = sum(bool(each.told("agrees")) for _, each in read)
    differing = sum(not figures(pair.right.text) <= figures(pair.left.text) for pair in pairs)
    return Outcome(
        (
            f"articles in conflict with their own headline: {share(len(crying), len(read))}",
            f"articles that agree with it: {share(agreeing, len(read))}",
            f"baseline, a headline figure that the article lacks: {share(differing, len(read))}",
        ),
        _failures(crying),
    )


def paraphrases(data: Path, reader: Reader) -> Outcome:
    """Microsoft paraphrase corpus: pairs called paraphrases that hold the same figures never conflict."""
    pairs = [
        TextPair(
            row["id"],
            report("first", row["s1"]),
            report("second", row["s2"]),
            f"{'paraphrase' if row['paraphrase'] else 'other'}, {'same' if row['same_numbers'] else 'other'} figures",
        )
        for row in rows(data / "msrp_numeric.jsonl")
    ]
    read = list(read_pairs(reader, pairs))
    lines, failures = [], []
    for label in sorted({pair.label for pair in pairs}, reverse=True):
        chosen = [(pair, each) for pair, each in read if pair.label == label]
        crying = [(pair, each) for pair, each in chosen if each.told("conflicts")]
        agreeing = sum(bool(each.told("agrees")) for _, each in chosen)
        lines.append(f"{label}: in conflict {share(len(crying), len(chosen))}, agreeing {share(agreeing, len(chosen))}")
        failures += [f"[{label}] {text}" for text in _failures(crying)]
    cosine = Cosine([text.text for pair in pairs for text in (pair.left, pair.right)])
    alarms = sum(
        figures(pair.left.text) != figures(pair.right.text)
        and cosine.between(pair.left.text, pair.right.text) >= _ALIKE
        for pair in pairs
        if pair.label == "paraphrase, same figures"
    )
    lines.append(f"baseline, cosine at least {_ALIKE} and other figures: in conflict {alarms} of the first row")
    return Outcome(tuple(lines), tuple(failures))


def entailment(data: Path, reader: Reader) -> Outcome:
    """EQUATE NewsNLI: entailed where nothing conflicts and the texts are near, the less near if all is borne out.

    A figure is borne out by one that agrees and leaves open no value that the hypothesis excludes ("more than
    20" does not bear out "25"). Words that a premise lacks are no matter of figures, so cosine has its say: many
    a neutral hypothesis holds the premise's figures and adds something else.
    """
    labelled = [row for row in rows(data / "equate_nli.jsonl") if row["subset"] == "NewsNLI"]
    pairs = [
        TextPair(row["id"], report("first", row["premise"]), report("second", row["hypothesis"]), row["label"])
        for row in labelled
    ]
    cosine = Cosine([text.text for pair in pairs for text in (pair.left, pair.right)])
    scored, right, failures = [], 0, []
    for pair, each in read_pairs(reader, pairs):
        near, truth = cosine.between(pair.left.text, pair.right.text), pair.label == "entailment"
        scored.append((near, truth))
        wanted = _BORNE_OUT if _borne_out(each) else _LEFT_OPEN
        if (near >= wanted and not each.told("conflicts")) == truth:
            right += 1
            continue
        failures.append(f"{pair.id} is {pair.label}\n      {pair.left.text}\n      {pair.right.text}")
    threshold, accuracy = best_threshold(scored)
    equal = sum((figures(each.right.text) <= figures(each.left.text)) == (each.label == "entailment") for each in pairs)
    return Outcome(
        (
            f"right: {share(right, len(pairs))}",
            f"baseline, cosine at least {threshold:.2f} (its best): {100 * accuracy:.1f}%",
            f"baseline, all figures found again: {share(equal, len(pairs))}",
        ),
        tuple(failures),
    )


def _borne_out(each: ReadPair) -> bool:
    """True where every figure of the right text is borne out by one of the left."""
    wanted = [claim for claim in each.right.claims if claim.quantity and not claim.superseded]
    borne = {b.id for a, b in map(each.sides, _agreeing(each)) if _implies(a, b)}
    return bool(wanted) and all(claim.id in borne for claim in wanted)


def _agreeing(each: ReadPair) -> Iterable[Comparison]:
    return (found for found in each.comparisons if found.verdict == "agrees")


def _implies(premise: Claim, hypothesis: Claim) -> bool:
    """True where every value left open by the premise is left open by the hypothesis."""
    if premise.quantity is None or hypothesis.quantity is None:
        return True
    one = convert(premise.quantity.interval, premise.quantity.unit, hypothesis.quantity.unit)
    return one is not None and _inside(one, hypothesis.quantity.interval)


def _inside(inner: Interval, outer: Interval) -> bool:
    above = outer.low is None or (inner.low is not None and inner.low >= outer.low)
    below = outer.high is None or (inner.high is not None and inner.high <= outer.high)
    return above and below


def _failures(read: Iterable[tuple[TextPair, ReadPair]]) -> tuple[str, ...]:
    return tuple(f"{pair.id}: {text}" for pair, each in read for text in each.told("conflicts"))
