"""The twins in api/schemas.py have the fields and types of the JSON itself, no more and no fewer."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from pydantic import BaseModel

from api import schemas, shapes
from api.service import Comparing
from claims.types import (
    Attribution,
    Claim,
    Comparison,
    Difference,
    Evidence,
    Hint,
    Interval,
    Measure,
    Period,
    Place,
    Quantity,
    Reading,
    Report,
    Statement,
)
from claims.wire import Json, claim_to_json, comparison_to_json, report_to_json
from index.types import Answer, Discrepancy, Fact, OutletCount, OutletPair, Outlets, Page

NOON = datetime(2025, 7, 22, 12, tzinfo=UTC)
REPORT = Report("rep_1", "Harbour Wire", NOON, "At least 13 people were wounded.")
FULL = Claim(
    "clm_1",
    "rep_1",
    "Harbour Wire",
    NOON,
    "quantity",
    "At least 13 people",
    0,
    18,
    REPORT.text,
    quantity=Quantity(Interval(Decimal("13"), Decimal("1.5") + 13), "At least 13", unit="%", per="day"),
    measure=Measure("people", "wound", "people wounded", ("people",), ("local",), "Russia", "Sumy", "the dead"),
    statement=Statement("Umerov", "will head", "the delegation", "head"),
    period=Period(NOON, None, "overnight"),
    place=Place("Sumy", "Sumy city", "UA", "1", 50.9, 34.8, "city", ("2",)),
    attribution=Attribution("Artem Kobzar", "acting Mayor Artem Kobzar said"),
    as_of=NOON,
)
BARE = Claim("clm_2", "rep_2", "Plains Herald", NOON, "statement", "x", 0, 1, "x")
CONFLICT = Comparison(
    "clm_1",
    "clm_2",
    "conflicts",
    0.9,
    (Evidence("quantities_disjoint", "203 against 230", 1.5),),
    (Hint("digits_swapped", "the same digits"),),
    "same_source",
    "a",
    "b",
    Difference(Decimal(27), 0.117),
)
PLAIN = Comparison("clm_1", "clm_2", "unrelated", 0.1)
ANSWER = Answer(REPORT, (FULL, BARE), (CONFLICT, PLAIN), True)
FOUND = Discrepancy("dis_1", "fct_1", FULL, BARE, CONFLICT, 0.7, "open", None, NOON)
FACT = Fact("fct_1", (FULL, BARE), (CONFLICT,), Interval(Decimal(1), None), ("A",), frozenset({"clm_2"}), 2)
OUTLETS = Outlets((OutletCount("A", 1, 2, 0),), (OutletPair("A", "B", 1, 2),))

SHAPES: list[tuple[type[BaseModel], Callable[[], Json]]] = [
    (schemas.ReportOut, lambda: report_to_json(REPORT)),
    (schemas.ClaimOut, lambda: claim_to_json(FULL)),
    (schemas.ClaimOut, lambda: claim_to_json(BARE)),
    (schemas.ComparisonOut, lambda: comparison_to_json(CONFLICT)),
    (schemas.ComparisonOut, lambda: comparison_to_json(PLAIN)),
    (schemas.ClaimsOut, lambda: shapes.reading_json(Reading(REPORT, (FULL, BARE)))),
    (schemas.ComparingOut, lambda: shapes.compared_json(Comparing((FULL,), (CONFLICT,)))),
    (schemas.AnswerOut, lambda: shapes.answer_json(ANSWER)),
    (schemas.HitsOut, lambda: shapes.hits_json([(FULL, 0.5)])),
    (schemas.DiscrepancyOut, lambda: shapes.discrepancy_json(FOUND)),
    (schemas.PageOut[schemas.DiscrepancyOut], lambda: shapes.discrepancies_json(Page((FOUND,), "c"))),
    (schemas.FactOut, lambda: shapes.fact_json(FACT)),
    (schemas.OutletsOut, lambda: shapes.outlets_json(OUTLETS)),
]


@pytest.mark.parametrize(("model", "make"), SHAPES, ids=lambda each: getattr(each, "__name__", ""))
def test_the_twin_is_the_shape(model: type[BaseModel], make: Callable[[], Json]) -> None:
    body = json.loads(json.dumps(make()))
    assert model.model_validate(body, strict=True).model_dump(mode="json") == body


def test_a_domain_value_has_no_field_that_its_twin_lacks() -> None:
    pairs: list[tuple[type, type[BaseModel]]] = [
        (Report, schemas.ReportOut),
        (Claim, schemas.ClaimOut),
        (Comparison, schemas.ComparisonOut),
        (Measure, schemas.MeasureOut),
        (Place, schemas.PlaceOut),
    ]
    for domain, twin in pairs:
        assert {field.name for field in fields(domain)} == set(twin.model_fields)


def test_whole_numbers_stay_whole() -> None:
    quantity = claim_to_json(FULL)["quantity"]
    assert (quantity["low"], quantity["high"]) == (13, 14.5)
    assert isinstance(quantity["low"], int)
