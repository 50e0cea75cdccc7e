"""What is stored of a claim returns as it was, of every kind that a report can hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from benchmarks.stories import load_stories
from claims.reading import Reader
from claims.types import Attribution, Claim, Interval, Measure, Period, Place, Quantity, Statement
from claims.wire import claim_from_json, claim_to_json
from index.store import Outline, moment
from index.stored_claims import claim_from, outline_from
from index.stored_rows import claim_body
from tests.index.stub import NOON, interval, make_reading

(PLAIN,) = make_reading("Wire").claims


def row(claim: Claim) -> dict[str, object]:
    return {"report": claim.report_id, "body": claim_body(claim), "published": moment(claim.published)}


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param(PLAIN, id="a count"),
        pytest.param(replace(PLAIN, published=NOON + timedelta(microseconds=7)), id="published at a microsecond"),
        pytest.param(replace(PLAIN, quantity=Quantity(interval(40), "at least 40")), id="bounded below"),
        pytest.param(replace(PLAIN, quantity=Quantity(interval(None, 4), "up to 4%", "%", True, "day")), id="a rate"),
        pytest.param(
            replace(PLAIN, quantity=Quantity(Interval(Decimal("0.1"), Decimal("1e21"), True, True), "wide")),
            id="a fraction, and more than fits 64 bits",
        ),
        pytest.param(
            replace(
                PLAIN, measure=Measure("drones", None, "drones", ("drone",), ("Russian",), "Russia", "Ukraine", "all")
            ),
            id="a measure in full",
        ),
        pytest.param(
            replace(
                PLAIN, kind="statement", quantity=None, measure=None, statement=Statement("A", "heads", "B", "head")
            ),
            id="a statement",
        ),
        pytest.param(replace(PLAIN, period=Period(None, NOON, "until noon")), id="an open period"),
        pytest.param(replace(PLAIN, period=Period(None, None, "lately")), id="a period of no bounds"),
        pytest.param(
            replace(PLAIN, period=Period(datetime(1066, 10, 14, tzinfo=UTC), NOON, "since 1066")), id="a long period"
        ),
        pytest.param(
            replace(PLAIN, place=Place("Суми", "Sumy", "UA", "692194", 50.9, -34.0, "region", ("1", "2"))), id="a place"
        ),
        pytest.param(replace(PLAIN, place=Place("nowhere", "there", None, None, None, None)), id="a place off the map"),
        pytest.param(
            replace(
                PLAIN,
                attribution=Attribution("the mayor", "the mayor said"),
                part_of="clm_0",
                polarity="denied",
                certainty="possible",
                check_worthiness=0.25,
                as_of=NOON,
                superseded=True,
                corrects=True,
            ),
            id="everything else",
        ),
    ],
)
def test_what_is_stored_returns(claim: Claim) -> None:
    assert claim_from(row(claim)) == claim
    assert outline_from(row(claim)) == Outline(claim.report_id, claim.kind, claim.period, claim.place)


def test_claims_of_stories_return_as_their_json_says() -> None:
    reports = [report for story in load_stories("tune")[:3] for report in story.reports]
    claims = [claim for reading in Reader().read_all(reports) for claim in reading.claims]
    assert len(claims) > 100
    for claim in claims:
        expected = replace(claim_from_json(claim_to_json(claim)), published=claim.published)
        assert claim_from(row(claim)) == expected
