"""Fits the weights of check-worthiness to sentences that people judged, and writes them to the model's file.

Run `python -m benchmarks.train_worthiness --data FOLDER [--write]`. The data are the development half of the
ClaimBuster ground truth (Arslan and others, 2020, "A Benchmark Dataset of Check-Worthy Factual Claims"): sentences of
American election debates. A sentence is as check-worthy as its most check-worthy claim. Debates hold no casualties and
few dates, so the weights are drawn to the editor's own (`prior` in the file) with a Gaussian penalty: a maximum a
posteriori fit, in which the data move only what they speak of. The strength of the penalty is chosen by
cross-validation.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.samples import rows_of
from claims.ids import report_id
from claims.parsing import Parser
from claims.piece_reader import PieceReader
from claims.types import Report
from claims.worthiness import features

MODEL = Path("claims/resources/check_worthiness.json")
WHEN = datetime(2020, 1, 1, tzinfo=UTC)
STRENGTHS = (0.3, 1.0, 3.0, 10.0)
FOLDS = 5
Vectors = NDArray[np.float64]


def main() -> None:
    """Prints average precision and F1 before and after, cross-validated; writes the fit where asked to."""
    parser = argparse.ArgumentParser(description="Fits check-worthiness to judged sentences.")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--write", action="store_true", help=f"write {MODEL}")
    options = parser.parse_args()
    body = json.loads(MODEL.read_text("utf-8"))
    names = sorted(body["prior"])
    prior = np.array([body["prior_bias"], *(body["prior"][name] for name in names)])
    rows = rows_of(options.data, "claimbuster_test", "all")
    sentences = _claims([row["text"] for row in rows], names)
    worthy = np.array([row["check_worthy"] for row in rows])
    best = max(STRENGTHS, key=lambda strength: average_precision(worthy, _held_out(sentences, worthy, prior, strength)))
    held_out = _held_out(sentences, worthy, prior, best)
    print(f"sentences {len(rows)}, with a claim {sum(len(each) > 0 for each in sentences)}, penalty {best}")
    for name, chances in (("editor's weights", _scores(sentences, prior)), ("fitted, cross-validated", held_out)):
        print(f"{name}: average precision {average_precision(worthy, chances):.3f}, F1 {_best_f1(worthy, chances):.3f}")
    if options.write:
        fitted = _fit(sentences, worthy, prior, best)
        body["bias"] = round(float(fitted[0]), 2)
        body["weights"] = {name: round(float(value), 2) for name, value in zip(names, fitted[1:], strict=True)}
        body["date"] = datetime.now(UTC).date().isoformat()
        MODEL.write_text(json.dumps(body, indent=2, ensure_ascii=False) + "\n", "utf-8")


def _claims(texts: Sequence[str], names: Sequence[str]) -> list[Vectors]:
    """For each sentence a row of features (with a leading 1) for each of its claims."""
    found = []
    for text, pieces in zip(texts, Parser().parse(texts), strict=True):
        report = Report(report_id("debate", WHEN, text), "debate", WHEN, text)
        drafts = [draft for piece in pieces for draft in PieceReader(report, piece).drafts()]
        held = [set(features(draft.claim(report), draft.role)) for draft in drafts]
        found.append(np.array([[1.0, *(float(name in each) for name in names)] for each in held]))
    return found


def _scores(sentences: Sequence[Vectors], weights: Vectors) -> Vectors:
    """A sentence's chance is that of its best claim; without one it is nought."""
    return np.array([float(1 / (1 + np.exp(-(each @ weights).max()))) if len(each) else 0.0 for each in sentences])


def _fit(sentences: Sequence[Vectors], worthy: Vectors, prior: Vectors, strength: float) -> Vectors:
    """Maximum a posteriori logistic weights, by gradient steps on each sentence's best claim as of the step."""
    told = [(each, label) for each, label in zip(sentences, worthy, strict=True) if len(each)]
    weights = prior.copy()
    for _ in range(600):
        chosen = np.array([each[int((each @ weights).argmax())] for each, _ in told])
        labels = np.array([label for _, label in told], dtype=float)
        chances = 1 / (1 + np.exp(-(chosen @ weights)))
        weights -= 0.02 * (chosen.T @ (chances - labels) + strength * (weights - prior))
    return weights


def _held_out(sentences: Sequence[Vectors], worthy: Vectors, prior: Vectors, strength: float) -> Vectors:
    """Each sentence's chance under the weights fitted to the other folds."""
    chances = np.zeros(len(sentences))
    for fold in range(FOLDS):
        apart = [at for at in range(len(sentences)) if at % FOLDS != fold]
        weights = _fit([sentences[at] for at in apart], worthy[apart], prior, strength)
        tested = list(range(fold, len(sentences), FOLDS))
        chances[tested] = _scores([sentences[at] for at in tested], weights)
    return chances


def average_precision(worthy: Vectors, chances: Vectors) -> float:
    """Mean precision at each worthy sentence, best first; sentences of one chance count together."""
    total, found, seen = 0.0, 0.0, 0
    for chance in np.unique(chances)[::-1]:
        tied = chances == chance
        found, seen = found + float(worthy[tied].sum()), seen + int(tied.sum())
        total += float(worthy[tied].sum()) * found / seen
    return total / float(worthy.sum())


def _best_f1(worthy: Vectors, chances: Vectors) -> float:
    figures = []
    for chance in np.unique(chances):
        said = chances >= chance
        right = float((worthy[said] == 1).sum())
        figures.append(2 * right / (float(said.sum()) + float(worthy.sum())))
    return max(figures)


if __name__ == "__main__":
    main()
