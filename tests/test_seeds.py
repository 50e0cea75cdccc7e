from __future__ import annotations

import hashlib
import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import pytest

from claims.types import Cause, Dispute

SEEDS = Path(__file__).parent.parent / "seeds"
ARTICLE = "000_003f26b81d0e6b84.txt"
ARTICLE_SHA256 = "1a83a604d48d30d01bee9b48781de36ce630b72ecc83d8c64f6b7089c209df66"


def load(name: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads((SEEDS / name).read_text(encoding="utf-8"))
    return items


MANIFEST = load("manifest.json")
EXPECTED = load("expected.json")
CLAIMS = load("expected_claims.json")
OUTLETS = {entry["file"]: entry["outlet"] for entry in MANIFEST}
SIDES = [row[side] for row in EXPECTED for side in ("a", "b")]


def text_of(file: str) -> str:
    return (SEEDS / file).read_bytes().decode("utf-8")


def test_the_article_is_unchanged_and_first() -> None:
    assert hashlib.sha256((SEEDS / ARTICLE).read_bytes()).hexdigest() == ARTICLE_SHA256
    assert MANIFEST[0]["file"] == ARTICLE
    assert MANIFEST[0]["outlet"] == "Al Jazeera"
    assert MANIFEST[0]["published"] == "2025-07-22T12:00:00Z"


def test_manifest_and_folder_hold_the_same_reports() -> None:
    assert sorted(OUTLETS) == sorted(path.name for path in SEEDS.glob("*.txt"))
    assert len(OUTLETS) == len(MANIFEST)


@pytest.mark.parametrize("entry", MANIFEST, ids=lambda entry: str(entry["file"]))
def test_report_is_described(entry: dict[str, Any]) -> None:
    assert f"| `{entry['file']}` | {entry['outlet']} |" in (SEEDS / "README.md").read_text(encoding="utf-8")
    assert datetime.fromisoformat(entry["published"]).tzinfo == UTC
    assert entry["language"] == "en"
    assert entry["note"]
    assert text_of(entry["file"]).startswith(entry.get("title", ""))


@pytest.mark.parametrize("file", [file for file in OUTLETS if file != ARTICLE])
def test_own_reports_are_short(file: str) -> None:
    assert 80 <= len(text_of(file).split()) <= 250


@pytest.mark.parametrize("spot", SIDES + CLAIMS, ids=lambda spot: f"{spot['file'][:3]}-{spot['start']}")
def test_quotes_stand_in_their_reports(spot: dict[str, Any]) -> None:
    assert text_of(spot["file"])[spot["start"] : spot["end"]] == spot["quote"]


def test_discrepancies_are_between_two_outlets_and_use_known_words() -> None:
    assert {row["verdict"] for row in EXPECTED} == {"conflicts"}
    assert {row["dispute"] for row in EXPECTED} <= set(get_args(Dispute))
    assert {hint for row in EXPECTED for hint in row["hints"]} <= set(get_args(Cause))
    for row in EXPECTED:
        assert row["a"]["outlet"] == OUTLETS[row["a"]["file"]]
        assert row["b"]["outlet"] == OUTLETS[row["b"]["file"]]
        assert row["a"]["outlet"] != row["b"]["outlet"]
        assert row["reason"]


def test_discrepancies_are_listed_once_in_manifest_order() -> None:
    pairs = [tuple((row[side]["file"], row[side]["start"]) for side in ("a", "b")) for row in EXPECTED]
    assert len(set(pairs)) == len(pairs) == 15
    assert all(first < second for first, second in pairs)
    assert Counter(row["planted"] for row in EXPECTED) == {True: 11, False: 4}


def test_the_article_holds_24_explicit_quantities() -> None:
    explicit = [claim for claim in CLAIMS if claim["kind"] == "quantity" and not claim["implied"]]
    units = Counter(claim["unit"] for claim in explicit)
    assert units == {None: 16, "km": 1, "mi": 1, "year": 5, "hour": 1}
    assert sum(claim["kind"] == "quantity" and claim["implied"] for claim in CLAIMS) == 5
    assert [claim["quote"][:14] for claim in CLAIMS if claim["kind"] == "statement"] == ["Rustem Umerov,"]


def test_parts_name_a_listed_whole_that_can_hold_them() -> None:
    wholes = {claim["quote"]: claim for claim in CLAIMS}
    parts = [claim for claim in CLAIMS if "part_of" in claim]
    assert {claim["quote"] for claim in parts} == {
        "a five-year-old boy",
        "a six-year-old boy",
        "three over the Moscow area",
    }
    for part in parts:
        assert part["low"] <= wholes[part["part_of"]]["low"]
