"""Domain values to and from rows. JSON bodies are ASCII; instants stand beside them, exact, as moments."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from claims.types import Claim, Comparison, Report
from claims.wire import (
    claim_to_json,
    comparison_from_json,
    comparison_to_json,
    report_from_json,
    report_to_json,
)
from index.labels import Labels, bare_labels, claim_event, claim_unit
from index.sql import Row
from index.store import instant_at, moment

REPORT = "r.body, r.published, r.copy_of"


def packed(body: dict[str, Any]) -> str:
    """JSON as short as can be."""
    return json.dumps(body, separators=(",", ":"))


def report_body(report: Report) -> str:
    """A report as it is stored; what it copies has a column of its own."""
    return packed(report_to_json(replace(report, copy_of=None)))


def claim_body(claim: Claim) -> str:
    """A claim as it is stored."""
    return packed(claim_to_json(claim))


def comparison_body(comparison: Comparison) -> str:
    """A comparison as it is stored."""
    return packed(comparison_to_json(comparison))


def report_from(row: Row) -> Report:
    """The report of a row selected as REPORT."""
    report = report_from_json(json.loads(row["body"]))
    return replace(report, published=instant_at(row["published"]), copy_of=row["copy_of"])


def comparison_from(row: Row) -> Comparison:
    """The comparison of a row with a body."""
    return comparison_from_json(json.loads(row["body"]))


def labels_from(row: Row) -> Labels:
    """The labels of a row with what its claim is filtered by, `places` being a JSON list."""
    return bare_labels(row["outlet"], row["kind"], row["unit"], row["event"], json.loads(row["places"]))


def claim_columns(claim: Claim) -> tuple[str | int | None, ...]:
    """What claims are filtered by: outlet, published, kind, unit, event, country."""
    return (
        claim.outlet,
        moment(claim.published),
        claim.kind,
        claim_unit(claim),
        claim_event(claim),
        claim.place.country if claim.place else None,
    )
