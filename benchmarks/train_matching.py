"""Learn the weights for claims of two reports of one event, and for reports of one event, from labelled stories.

`python -m benchmarks.train_matching [--data DIR] [--write]`. Logistic regression in bits, each weight held to the sign
that it must have. Whole reports are learnt first, from the tune folds of tests/golden/stories and tests/golden/told
and, where DIR is given, from its gun-violence reports of one fortnight. Claims are then learnt from pairs of the
stories' tune fold that may be kin by the weights in force (those told alike made these weights worse), of the tune fold
of tests/golden/short and of tests/golden/pairs.jsonl. Prints the accuracy found by leaving out a tenth of the stories
at a time. With --write the weights go to claims/resources/match_weights.json, and in how many stories each term stands
to term_spread.json; what is learnt of whole reports only where DIR is given.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain, combinations, groupby, product
from math import log
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from benchmarks.stories import Story, load_pairs, load_short, load_stories, marked
from benchmarks.told import ToldStory, facts_of, load_told
from benchmarks.verdict_incidents import FORTNIGHT, gun_reports
from claims.kinship import Telling, kinship, shared_between, telling_of
from claims.lexicon import resource
from claims.lineup import Grid, summed
from claims.match import all_facets, match_of
from claims.pair import share_value
from claims.reading import Reader
from claims.scenes import on_scene
from claims.types import Claim, Reading, Report
from claims.verdict import make_pair

WEIGHTS = Path(__file__).parents[1] / "claims" / "resources" / "match_weights.json"
SPREAD = WEIGHTS.with_name("term_spread.json")
_SAME = frozenset({"agrees", "conflicts", "updates"})
_RIDGE, _RIDGE_OF_REPORTS = 1.0, 10.0
_PARTS = 10
_UNSAID = -1.0
"""Bits above which a pair of short reports that nobody labelled is left out."""
_NEXT, _EXCERPTS = 3, 4
"""Stories of a field that each is set beside as not its kin, and excerpts of each that are."""
_FOR = frozenset(
    """kin words both_first equal compatible slip names_same source_same actor_same event_same noun_same place_same
    period_same margin margin_one month_same town state names share_of_names figures soon rare rare_of_fewer
    rare_words""".split()
)
_AGAINST = frozenset(
    """one_first one_aside one_part one_forecast far names_contrast names_mixed event_different noun_different
    noun_overlapping place_loose period_apart actor_different source_different event_nested noun_nested place_nested
    period_nested many strangers month_contrast year_contrast no_names other_town other_state days""".split()
)
Matrix = NDArray[np.float64]


Told = tuple[ToldStory, list[Reading]]


@dataclass(frozen=True, slots=True)
class Example:
    """One pair: where it stands in its grid, and whether it is one fact; None where nobody has said."""

    story: str
    grid: int
    ids: tuple[str, str]
    same: bool | None
    labelled: bool


def examples(reader: Reader, stories: Sequence[Story], short: bool = False) -> tuple[list[Grid], list[Example]]:
    """Every pair of two reports of a story that no firm veto rules out, parts aside.

    A pair without a label is of two facts if its figures differ; if they do not, nobody has said. Nor has anybody of
    short reports where the weights in force hold the two for one fact: their writers did not label every pair.
    """
    grids: list[Grid] = []
    found: list[Example] = []
    for story in stories:
        readings = dict(zip(story.reports, reader.read_all(story.reports), strict=True))
        labels = _labels(story, readings)
        for grid in _grids([readings[report] for report in story.reports], short):
            for ids in grid.found:
                verdict = labels.get(frozenset(ids))
                p, q = (grid.sides[id] for id in ids)
                unlike = not share_value(make_pair(p, q, match_of(all_facets(p, q))))
                same = verdict in _SAME if verdict else False if unlike else None
                if same is False and verdict is None and short and summed(grid.found[ids][1]) >= _UNSAID:
                    same = None
                if verdict != "part":
                    found.append(Example(story.name, len(grids), ids, same, verdict is not None))
            grids.append(grid)
    return grids, found


def _grids(readings: Sequence[Reading], short: bool) -> Iterator[Grid]:
    """Every two reports that are likely to tell of one event, lined up; of short ones every two."""
    scenes = [on_scene(reading.claims) for reading in readings if reading.claims]
    for left, right in combinations(scenes, 2):
        kin = kinship(telling_of(left), telling_of(right))
        if kin.likely or short:
            yield Grid.of(left, right, kin)


def _labels(story: Story, readings: Mapping[Report, Reading]) -> dict[frozenset[str], str]:
    found: dict[frozenset[str], str] = {}
    for label in story.labels:
        reports = story.reports[label.a.report], story.reports[label.b.report]
        a = marked(readings[reports[0]].claims, reports[0], label.a)
        b = marked(readings[reports[1]].claims, reports[1], label.b)
        if a is not None and b is not None:
            found[frozenset((a.id, b.id))] = label.verdict
    return found


def fit(rows: Sequence[dict[str, float]], truth: Sequence[bool], ridge: float = _RIDGE) -> dict[str, float]:
    """Weights in bits, each held to its sign, by regularised logistic regression (L-BFGS with bounds)."""
    names = sorted({name for row in rows for name in row})
    matrix = np.array([[1.0, *(row.get(name, 0.0) for name in names)] for row in rows])
    target = np.array(truth, dtype=float)

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        logits = matrix @ weights
        held = ridge * np.concatenate(([0.0], weights[1:]))
        told = float(np.sum(np.logaddexp(0, logits) - target * logits) + held @ weights / 2)
        return told, matrix.T @ (expit(logits) - target) + held

    bounds = [(None, None)] + [(0.0 if n in _FOR else None, 0.0 if n in _AGAINST else None) for n in names]
    weights = minimize(loss, np.zeros(len(names) + 1), jac=True, bounds=bounds, method="L-BFGS-B").x / log(2)
    return {"prior": float(weights[0])} | {name: float(each) for name, each in zip(names, weights[1:], strict=True)}


def bits(weights: dict[str, float], row: dict[str, float]) -> float:
    """The sum of one row's evidence."""
    return weights["prior"] + sum(weights.get(name, 0.0) * value for name, value in row.items())


def learn(grids: Sequence[Grid], found: Sequence[Example]) -> dict[str, float]:
    """Weights with the standing among rivals: first without it, then with it, as it depends on the others."""
    known = [each for each in found if each.same is not None]
    truth = [bool(each.same) for each in known]
    weights = fit([grids[each.grid].found[each.ids][1] for each in known], truth)
    for _ in range(2):
        rows = _with_standing(weights, grids, known)
        weights = fit(rows, truth)
    return weights


def _with_standing(
    weights: dict[str, float], grids: Sequence[Grid], found: Sequence[Example]
) -> list[dict[str, float]]:
    wanted = {each.grid for each in found}
    standings = {
        at: grids[at].margins({ids: bits(weights, fit) for ids, (_, fit) in grids[at].found.items()}) for at in wanted
    }
    return [grids[each.grid].found[each.ids][1] | standings[each.grid][each.ids] for each in found]


def left_out(grids: Sequence[Grid], found: Sequence[Example]) -> list[tuple[float, Example]]:
    """The bits of every example by weights learnt from nine tenths of the stories, its own not among them."""
    scored = []
    part = {story: at % _PARTS for at, story in enumerate(sorted({each.story for each in found}))}
    for left in range(_PARTS):
        weights = learn(grids, [each for each in found if part[each.story] != left])
        kept = [each for each in found if part[each.story] == left]
        rows = _with_standing(weights, grids, kept)
        scored += [(bits(weights, row), each) for row, each in zip(rows, kept, strict=True)]
    return scored


def report_rows(
    reader: Reader, stories: Sequence[Story], told: Sequence[Told], data: Path | None
) -> list[tuple[dict[str, float], bool]]:
    """What every two reports share, and whether they are of one event."""
    groups = [(story.name, report) for story in stories for report in story.reports]
    found = list(_shared(reader, groups)) + list(_told_apart(told))
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
        if found.claims
    ]
    for (one, left), (other, right) in combinations(tellings, 2):
        if reach is None or abs(left.published - right.published) <= reach:
            yield shared_between(left, right), one == other


def _readings(reader: Reader) -> list[Told]:
    return [(story, list(reader.read_all(story.reports))) for story in load_told("tune")]


def _told_apart(stories: Sequence[Told]) -> Iterator[tuple[dict[str, float], bool]]:
    """Every two reports of a story, and of each with the next ones of its field as if they were told at one time.

    The same of excerpts of a sentence or two or three: two of a story hold a figure of one fact.
    """
    drawn = Random(0)  # noqa: S311 - draws samples
    fields: dict[str, list[tuple[list[Telling], list[Telling]]]] = {}
    for story, readings in stories:
        whole = [telling_of(on_scene(reading.claims)) for reading in readings if reading.claims]
        pairs = list(_excerpts(story, readings, drawn))
        yield from ((shared_between(one, other), True) for one, other in (*combinations(whole, 2), *pairs))
        fields.setdefault(story.group, []).append((whole, drawn.sample([*chain(*pairs)], _EXCERPTS)))
    for told in fields.values():
        for at, own in enumerate(told):
            start = min(each.published for each in own[0])
            for others in told[at + 1 : at + 1 + _NEXT]:
                moved = start - min(each.published for each in others[0])
                for one, other in chain(product(own[0], others[0]), product(own[1], others[1])):
                    yield shared_between(one, replace(other, published=other.published + moved)), False


def _excerpts(story: ToldStory, readings: Sequence[Reading], drawn: Random) -> Iterator[tuple[Telling, Telling]]:
    """Of every two reports two excerpts each, about two of the facts that both tell."""
    slotted = zip(readings, story.slots, strict=True)
    sides = [(_sentences(reading), facts_of(reading.claims, slots)) for reading, slots in slotted]
    for one, other in combinations(sides, 2):
        both = sorted({*one[1].values()} & {*other[1].values()})
        for fact in drawn.sample(both, min(2, len(both))):
            left, right = (_excerpt(*side, fact, drawn) for side in (one, other))
            yield telling_of(on_scene(left)), telling_of(on_scene(right))


def _sentences(reading: Reading) -> list[list[Claim]]:
    ordered = sorted(reading.claims, key=lambda claim: (claim.start, claim.id))
    return [list(claims) for _, claims in groupby(ordered, key=lambda claim: claim.sentence)]


def _excerpt(sentences: Sequence[list[Claim]], facts: Mapping[str, str], fact: str, drawn: Random) -> list[Claim]:
    """The claims of up to three sentences in a row, of which one tells the fact."""
    telling = [at for at, claims in enumerate(sentences) if any(facts.get(claim.id) == fact for claim in claims)]
    long = drawn.choice((1, 1, 2, 2, 3))
    start = max(drawn.choice(telling) - drawn.randrange(long), 0)
    return [*chain(*sentences[start : start + long])]


def count_terms(stories: Sequence[Told]) -> dict[str, Any]:
    """In how many stories each term is told, of those told in more than one."""
    spread = Counter[str]()
    for _, readings in stories:
        tellings = (telling_of(on_scene(reading.claims)) for reading in readings if reading.claims)
        spread.update(frozenset[str]().union(*(each.terms for each in tellings)))
    return {"stories": len(stories), "terms": {term: n for term, n in sorted(spread.items()) if n > 1}}


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn, print what was found, and write the weights if asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, help="folder with gva_incidents.jsonl, to learn report weights as well")
    parser.add_argument("--write", action="store_true", help="write the weights into the resources")
    given = parser.parse_args(arguments)
    reader, stories = Reader(), load_stories("tune")
    told = _readings(reader)
    if given.write and given.data:
        SPREAD.write_text(json.dumps(count_terms(told), ensure_ascii=False) + "\n", "utf-8")
        resource.cache_clear()
    shared = report_rows(reader, stories, told, given.data)
    kin = fit([row for row, _ in shared], [truth for _, truth in shared], _RIDGE_OF_REPORTS)
    _print_reports(kin, shared)
    if given.write and given.data:
        learnt_from = "the tune folds of the stories and of those told alike and gun-violence reports of one fortnight"
        _write("reports", kin, f"{len(shared)} pairs of reports, {learnt_from}")
        resource.cache_clear()
    grids, found = examples(reader, stories)
    for cases in (load_short("tune"), load_pairs()):
        more, told_of = examples(reader, cases, short=True)
        found += [replace(each, grid=each.grid + len(grids)) for each in told_of]
        grids += more
    scored = left_out(grids, found)
    _print_scores("labelled pairs", [(score, bool(each.same)) for score, each in scored if each.labelled])
    unlike = [(score, each) for score, each in scored if each.same is not None and not _equal(grids, each)]
    _print_scores("pairs of unlike figures", [(score, bool(each.same)) for score, each in unlike])
    weights = learn(grids, found)
    for name, value in sorted(weights.items(), key=lambda item: -abs(item[1])):
        print(f"  {value:6.2f} {name}")
    if given.write:
        known = sum(each.same is not None for each in found)
        _write("kindred", weights, f"{known} pairs of claims, tune folds of the stories and short cases, and pairs")


def _print_reports(kin: dict[str, float], shared: Sequence[tuple[dict[str, float], bool]]) -> None:
    told = [(bits(kin, row), truth) for row, truth in shared]
    for least in (-2.5, 0.0, 1.0, 2.0):
        above = [truth for score, truth in told if score >= least]
        print(f"reports at {least} bits: {sum(above)} of {len(above)} of one event, {sum(t for _, t in told)} in all")


def _equal(grids: Sequence[Grid], each: Example) -> bool:
    fit = grids[each.grid].found[each.ids][1]
    return "equal" in fit or "compatible" in fit


def _print_scores(name: str, scored: Sequence[tuple[float, bool]]) -> None:
    """How many of one fact stand above each level, by the weights of the other stories."""
    print(f"{len(scored)} {name}, {sum(truth for _, truth in scored)} of one fact; by the other stories:")
    for least in (-2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0):
        above = [truth for score, truth in scored if score >= least]
        recall = sum(above) / max(sum(truth for _, truth in scored), 1)
        print(f"  at {least} bits: one fact {sum(above) / max(len(above), 1):.3f} of {len(above)}, recall {recall:.3f}")


def _write(name: str, weights: dict[str, float], learnt_from: str) -> None:
    table: dict[str, Any] = json.loads(WEIGHTS.read_text("utf-8"))
    table[name] = {"learnt": f"{date.today()}, from {learnt_from}"} | {
        name: round(value, 2) for name, value in sorted(weights.items()) if abs(value) >= 0.005
    }
    WEIGHTS.write_text(json.dumps(table, indent=2, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
