"""Learn the weights for claims of two reports of one event, and for reports of one event, from labelled stories.

`python -m benchmarks.train_matching [--data DIR] [--write]`. Logistic regression in bits, each weight held to the sign
that it must have, on the tune fold of tests/golden/stories alone; prints the accuracy found by leaving out one story
at a time. For whole reports the gun-violence reports of one fortnight in DIR are learnt from as well, where given.
With --write the weights go to claims/resources/match_weights.json.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from math import log
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.stories import Story, load_stories, marked
from benchmarks.verdict_incidents import FORTNIGHT, gun_reports
from claims.kindred import Setting, features, softened
from claims.kinship import LEAST_CLAIMS, kinship, shared_between, telling_of
from claims.match import match_profiles
from claims.profiles import Profile
from claims.reading import Reader
from claims.scenes import on_scene
from claims.types import Report
from claims.units import convert

WEIGHTS = Path(__file__).parents[1] / "claims" / "resources" / "match_weights.json"
_SAME = frozenset({"agrees", "conflicts", "updates"})
_RIDGE = 1.0
_STEPS, _RATE = 4000, 0.5
_FOR = frozenset(
    """kin words both_first equal compatible slip names_same source_same actor_same event_same noun_same place_same
    period_same margin town names share_of_names figures soon""".split()
)
_AGAINST = frozenset(
    """one_first one_aside one_part one_forecast far names_contrast names_mixed event_different noun_different
    noun_overlapping place_loose period_apart actor_different source_different event_nested noun_nested place_nested
    period_nested no_names other_town other_state days""".split()
)
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled pair: what is weighed of it, whether it is one fact, and its story."""

    story: str
    values: dict[str, float]
    rivals: tuple[dict[str, float], ...]
    same: bool


def examples(reader: Reader, story: Story) -> Iterator[Example]:
    """Every labelled pair whose claims were read and which no firm veto rules out; parts are left out."""
    readings = {
        report.id: reading for report, reading in zip(story.reports, reader.read_all(story.reports), strict=True)
    }
    staged = {id: {each.claim.id: each for each in on_scene(found.claims)} for id, found in readings.items()}
    grids: dict[tuple[str, str], dict[tuple[str, str], dict[str, float]]] = {}
    for label in story.labels:
        one, other = story.reports[label.a.report], story.reports[label.b.report]
        a = marked(readings[one.id].claims, one, label.a)
        b = marked(readings[other.id].claims, other, label.b)
        if a is None or b is None or label.verdict == "part":
            continue
        key = (one.id, other.id)
        if key not in grids:
            grids[key] = _grid(list(staged[one.id].values()), list(staged[other.id].values()))
        values = grids[key].get((a.id, b.id))
        if values is not None:
            sides = staged[one.id], staged[other.id]
            rivals = tuple(
                found
                for (x, y), found in grids[key].items()
                if ((x == a.id) != (y == b.id)) and _another(sides, (a.id, b.id), (x, y))
            )
            yield Example(story.name, values, rivals, label.verdict in _SAME)


def _another(sides: tuple[dict[str, Profile], ...], pair: tuple[str, str], rival: tuple[str, str]) -> bool:
    """True for a pairing with another figure than the one it would take the place of."""
    return any(
        side[mine].claim.id != side[theirs].claim.id and side[mine].interval != side[theirs].interval
        for side, mine, theirs in zip(sides, pair, rival, strict=True)
    )


def _grid(left: Sequence[Profile], right: Sequence[Profile]) -> dict[tuple[str, str], dict[str, float]]:
    """What is weighed of every two claims of two reports that may be of one fact."""
    setting = Setting.of(kinship(telling_of(left), telling_of(right)), left, right)
    found = {}
    for p in left:
        for q in right:
            if p.interval is None or q.interval is None or convert(q.interval, q.unit, p.unit) is None:
                continue
            first, second = sorted((p, q), key=lambda side: (side.claim.published, side.claim.id))
            matched = match_profiles(first, second, whole=True)
            if softened(p, q, matched):
                found[p.claim.id, q.claim.id] = features(p, q, matched, setting)
    return found


def fit(rows: Sequence[dict[str, float]], truth: Sequence[bool]) -> dict[str, float]:
    """Weights in bits with their signs kept, by projected gradient descent with a small ridge."""
    names = sorted({name for row in rows for name in row})
    matrix = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    target = np.array(truth, dtype=float)
    low = np.array([0.0 if name in _FOR else -np.inf for name in names])
    high = np.array([0.0 if name in _AGAINST else np.inf for name in names])
    weights, prior = np.zeros(len(names)), 0.0
    for _ in range(_STEPS):
        error = _logistic(matrix @ weights + prior) - target
        weights = np.clip(weights - _RATE * (matrix.T @ error + _RIDGE * weights) / len(rows), low, high)
        prior -= _RATE * float(error.mean())
    return {"prior": prior / log(2)} | {name: float(value) / log(2) for name, value in zip(names, weights, strict=True)}


def _logistic(logits: Matrix) -> Matrix:
    return 1.0 / (1.0 + np.exp(-np.clip(logits, -40, 40)))


def bits(weights: dict[str, float], row: dict[str, float]) -> float:
    """The sum of one row's evidence."""
    return weights["prior"] + sum(weights.get(name, 0.0) * value for name, value in row.items())


def with_margins(weights: dict[str, float], found: Sequence[Example]) -> list[dict[str, float]]:
    """Each row with how far it stands above the best rival pairing of its claims, from -1 to 1."""
    plain = {name: value for name, value in weights.items() if name != "margin"}
    rows = []
    for each in found:
        best = max((bits(plain, rival) for rival in each.rivals), default=-4.0)
        rows.append(each.values | {"margin": max(min((bits(plain, each.values) - best) / 4, 1.0), -1.0)})
    return rows


def learn(found: Sequence[Example]) -> dict[str, float]:
    """Weights with the margin among them: first without it, then with it, as it depends on the others."""
    truth = [each.same for each in found]
    weights = fit([each.values for each in found], truth)
    for _ in range(3):
        weights = fit(with_margins(weights, found), truth)
    return weights


def left_out(found: Sequence[Example]) -> list[tuple[float, bool]]:
    """The bits of every example by weights learnt from the other stories, with its truth."""
    scored = []
    for story in sorted({each.story for each in found}):
        rest = [each for each in found if each.story != story]
        kept = [each for each in found if each.story == story]
        weights = learn(rest)
        scored += [(bits(weights, row), each.same) for row, each in zip(with_margins(weights, kept), kept, strict=True)]
    return scored


def report_rows(reader: Reader, stories: Sequence[Story], data: Path | None) -> list[tuple[dict[str, float], bool]]:
    """What every two reports share, and whether they are of one event."""
    groups = [(story.name, report) for story in stories for report in story.reports]
    found = list(_shared(reader, groups))
    if data is not None:
        reports, incident = gun_reports(data)
        found += _shared(reader, [(incident[report.id], report) for report in reports], FORTNIGHT)
    return found


def _shared(
    reader: Reader, groups: Sequence[tuple[str, Report]], reach: timedelta | None = None
) -> Iterator[tuple[dict[str, float], bool]]:
    readings = reader.read_all(report for _, report in groups)
    tellings = [
        (name, telling_of(on_scene(found.claims)))
        for (name, _), found in zip(groups, readings, strict=True)
        if len(found.claims) >= LEAST_CLAIMS
    ]
    for (one, left), (other, right) in combinations(tellings, 2):
        if reach is None or abs(left.published - right.published) <= reach:
            yield shared_between(left, right), one == other


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn, print what was found, and write the weights if asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, help="folder with gva_incidents.jsonl, to learn report weights as well")
    parser.add_argument("--write", action="store_true", help="write the weights into the resources")
    given = parser.parse_args(arguments)
    reader, stories = Reader(), load_stories("tune")
    found = [each for story in stories for each in examples(reader, story)]
    scored = left_out(found)
    right = sum((score > 0) == truth for score, truth in scored)
    print(
        f"{len(found)} labelled pairs of {len(stories)} stories; right by the other stories: {right / len(scored):.3f}"
    )
    for least in (0.0, 1.0, 2.0, 3.2, 4.3):
        above = [truth for score, truth in scored if score >= least]
        recall = sum(above) / max(sum(truth for _, truth in scored), 1)
        print(f"  at {least} bits: one fact {sum(above) / max(len(above), 1):.3f} of {len(above)}, recall {recall:.3f}")
    weights = learn(found)
    for name, value in sorted(weights.items(), key=lambda item: -abs(item[1])):
        print(f"  {value:6.2f} {name}")
    shared = report_rows(reader, stories, given.data)
    kin = fit([row for row, _ in shared], [truth for _, truth in shared])
    told = [(bits(kin, row), truth) for row, truth in shared]
    for least in (0.0, 1.0, 2.0):
        above = [truth for score, truth in told if score >= least]
        print(f"reports at {least} bits: {sum(above)} of {len(above)} of one event, {sum(t for _, t in told)} in all")
    if given.write:
        _write("kindred", weights, f"{len(found)} pairs of claims, {len(stories)} stories of the tune fold")
        beside = " and gun-violence reports of one fortnight" if given.data else ""
        _write("reports", kin, f"{len(shared)} pairs of reports, {len(stories)} stories of the tune fold{beside}")


def _write(name: str, weights: dict[str, float], learnt_from: str) -> None:
    table: dict[str, Any] = json.loads(WEIGHTS.read_text("utf-8"))
    table[name] = {"learnt": f"{date.today()}, from {learnt_from}"} | {
        name: round(value, 2) for name, value in sorted(weights.items()) if abs(value) >= 0.005
    }
    WEIGHTS.write_text(json.dumps(table, indent=2, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
