"""Pairs of sentences read and compared: each row of tests/golden/pairs.jsonl is one report against another."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from claims.compare import compare_all
from claims.types import Claim, Comparison, Reading
from tests.claims.reading import reader, report

Row = dict[str, Any]
PAIRS = Path(__file__).parent.parent / "golden" / "pairs.jsonl"
ROWS: list[Row] = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
NOON = "2025-07-22T12:00:00Z"


@cache
def _readings() -> dict[str, tuple[Reading, Reading]]:
    """Every row's two readings, parsed in one batch."""
    reports = [
        report(row[side], outlet, datetime.fromisoformat(row.get(f"{side}_at", NOON)).astimezone(UTC))
        for row in ROWS
        for side, outlet in (("a", "Harbour Wire"), ("b", "Lantern Press"))
    ]
    read = list(reader().read_all(reports))
    return {row["id"]: (read[2 * at], read[2 * at + 1]) for at, row in enumerate(ROWS)}


def _compared(row: Row) -> tuple[list[Comparison], dict[str, Claim]]:
    left, right = _readings()[row["id"]]
    claims = {claim.id: claim for claim in (*left.claims, *right.claims)}
    return compare_all(left.claims, right.claims), claims


def _meant(row: Row, found: list[Comparison], claims: dict[str, Claim]) -> list[Comparison]:
    """The comparisons of the two quotes that the row names."""
    return [one for one in found if [claims[one.a].quote, claims[one.b].quote] == row["quotes"]]


def test_rows_are_told_apart_by_their_ids() -> None:
    assert len({row["id"] for row in ROWS}) == len(ROWS) >= 60
    assert {row["verdict"] for row in ROWS} == {"agrees", "conflicts", "updates", "part", "unrelated"}


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_pair(row: Row) -> None:
    found, claims = _compared(row)
    meant = _meant(row, found, claims)
    verdicts = {one.verdict for one in meant} or {"unrelated"}
    assert row["verdict"] in verdicts, [one.evidence[0].says for one in meant]
    conflicts = [one for one in found if one.verdict == "conflicts"]
    assert len(conflicts) == row.get("conflicts", int(row["verdict"] == "conflicts"))
    said = next((one for one in meant if one.verdict == row["verdict"]), None)
    causes = [hint.cause for hint in said.hints] if said else []
    assert causes == row.get("hints", [])
    for side in ("later", "whole"):
        assert (getattr(said, side) if said else None) == row.get(side)


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_pair_swapped(row: Row) -> None:
    left, right = _readings()[row["id"]]
    forth = {frozenset((one.a, one.b)): one.verdict for one in compare_all(left.claims, right.claims)}
    back = {frozenset((one.a, one.b)): one.verdict for one in compare_all(right.claims, left.claims)}
    assert forth == back
