"""The samples and what is known to be wrong among them: `seeds/expected.json` lists every discrepancy."""

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from claims.compare import compare_all
from claims.types import Claim, Comparison, Reading, Report
from tests.claims.reading import NOON, reader, report

SEEDS = Path(__file__).parents[1] / "seeds"
Row = tuple[frozenset[tuple[str, str]], str | None, tuple[str, ...]]


@cache
def readings() -> tuple[Reading, ...]:
    entries = json.loads((SEEDS / "manifest.json").read_text("utf-8"))
    return tuple(reader().read_all(_sample(entry) for entry in entries))


def _sample(entry: dict[str, str]) -> Report:
    published = datetime.fromisoformat(entry["published"])
    return report((SEEDS / entry["file"]).read_text("utf-8"), entry["outlet"], published)


@cache
def comparisons() -> tuple[list[Comparison], dict[str, Claim]]:
    claims = {claim.id: claim for reading in readings() for claim in reading.claims}
    found = [
        comparison
        for at, left in enumerate(readings())
        for right in readings()[at + 1 :]
        for comparison in compare_all(left.claims, right.claims)
    ]
    return found, claims


def test_the_samples_conflict_where_they_are_known_to_and_nowhere_else() -> None:
    found, claims = comparisons()
    rows = {
        _row(claims[item.a], claims[item.b], item.dispute, [hint.cause for hint in item.hints])
        for item in found
        if item.verdict == "conflicts"
    }
    assert rows == {_expected(row) for row in json.loads((SEEDS / "expected.json").read_text("utf-8"))}


def _row(a: Claim, b: Claim, dispute: str | None, causes: list[str]) -> Row:
    return frozenset({(a.outlet, a.quote), (b.outlet, b.quote)}), dispute, tuple(sorted(causes))


def _expected(row: dict[str, Any]) -> Row:
    sides = frozenset((row[side]["outlet"], row[side]["quote"]) for side in "ab")
    return sides, row["dispute"], tuple(sorted(row["hints"]))


def test_a_later_toll_is_an_update_and_another_night_another_fact() -> None:
    found, claims = comparisons()
    updates = {(claims[item.a].quote, claims[item.b].quote) for item in found if item.verdict == "updates"}
    assert ("five people", "eight") in updates
    record_night = [item for item in found if "Quayside Bulletin" in {claims[item.a].outlet, claims[item.b].outlet}]
    assert {item.verdict for item in record_night if claims[item.a].published.month == 7} == {"unrelated"}


def test_swapping_two_reports_changes_no_verdict() -> None:
    left, right = readings()[0], readings()[2]
    one = {frozenset({item.a, item.b}): item.verdict for item in compare_all(left.claims, right.claims)}
    other = {frozenset({item.a, item.b}): item.verdict for item in compare_all(right.claims, left.claims)}
    assert one == other


def test_the_article_agrees_with_itself() -> None:
    article = (SEEDS / "000_003f26b81d0e6b84.txt").read_text("utf-8")
    first, second = (reader().read(report(article, outlet, NOON)) for outlet in ("Al Jazeera", "Harbour Wire"))
    verdicts = [item.verdict for item in compare_all(first.claims, second.claims)]
    assert verdicts.count("agrees") >= 18
    assert "conflicts" not in verdicts and "updates" not in verdicts
