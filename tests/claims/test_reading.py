"""The pipeline on the seed article, and on texts that nobody would write."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.reading import Reader
from claims.types import Claim
from claims.wire import claim_from_json, claim_to_json
from tests.claims.reading import claims_in, reader, report

SEEDS = Path(__file__).parents[2] / "seeds"
ARTICLE = (SEEDS / "000_003f26b81d0e6b84.txt").read_text("utf-8")
EXPECTED: list[dict[str, Any]] = json.loads((SEEDS / "expected_claims.json").read_text("utf-8"))


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: f"{row['start']} {row['quote'][:40]}")
def test_the_seed_article(row: dict[str, Any]) -> None:
    kinds = [claim for claim in claims_in(ARTICLE) if (claim.start, claim.end) == (row["start"], row["end"])]
    bodies = [claim_to_json(claim) for claim in kinds]
    matching = [body for body in bodies if _unit(body) == row.get("unit")]
    assert matching, f"no claim with unit {row.get('unit')} at {row['quote']!r}"
    _agrees(matching[0], row)


def _unit(body: dict[str, Any]) -> str | None:
    return body["quantity"]["unit"] if body["quantity"] else None


def _agrees(body: dict[str, Any], row: dict[str, Any]) -> None:
    for name in ("low", "high", "low_open", "high_open", "approximate"):
        if name in row:
            assert body["quantity"][name] == row[name], name
    if "noun_contains" in row:
        assert row["noun_contains"] in body["measure"]["noun"]
    if "event" in row:
        assert body["measure"]["event"] == row["event"]
    if row.get("place"):
        assert body["place"] is not None and body["place"]["name"] == row["place"]
    if row.get("source_contains"):
        assert body["attribution"] is not None and row["source_contains"] in body["attribution"]["source"]
    if "certainty" in row:
        assert body["certainty"] == row["certainty"]


def test_nothing_else_in_the_seed_article_is_a_count() -> None:
    known = {(row["start"], row["end"]) for row in EXPECTED}
    extra = [claim.quote for claim in claims_in(ARTICLE) if claim.quantity and (claim.start, claim.end) not in known]
    assert extra == []


def test_ids_are_the_same_in_every_reader() -> None:
    text = "At least 13 people were wounded in Sumy."
    assert [c.id for c in claims_in(text)] == [c.id for c in Reader().read(report(text)).claims]


def test_claims_come_most_check_worthy_first() -> None:
    worth = [claim.check_worthiness for claim in reader().read(report(ARTICLE)).claims]
    assert worth == sorted(worth, reverse=True)
    assert 0 <= worth[-1] <= worth[0] <= 1


def test_a_dateline_is_nobody_and_nowhere() -> None:
    (claim,) = claims_in("KYIV, July 22 (Reuters) - Russia launched 40 drones at Ukraine.")
    assert claim.measure is not None and claim.measure.actor == "Russia"


HOSTILE = [
    "9" * 200_000,
    "1,000 " * 2_000,
    "a" * 200_000,
    "five " * 2_000,
    "\u202e12 dead\u202c \u200b13\u200b people\u0000",
    "(" * 20_000,
    "1-2-3-4-" * 10_000,
    "½" * 5_000 + " ١٢٣ people",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_are_read(text: str) -> None:
    _holds(text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_no_text_makes_reading_raise(text: str) -> None:
    _holds(text)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from("at least nearly 13 1.5m % $ one of killed people, and - to the 10-year-old no".split()),
        max_size=25,
    )
)
def test_no_jumble_of_figures_makes_reading_raise(words: list[str]) -> None:
    _holds(" ".join(words))


def _holds(text: str) -> None:
    for claim in reader().read(report(text)).claims:
        assert text[claim.start : claim.end] == claim.quote
        assert claim_from_json(claim_to_json(claim)) == _exact(claim)


def _exact(claim: Claim) -> Claim:
    """The claim with its figures as JSON can carry them."""
    return claim_from_json(claim_to_json(claim))
