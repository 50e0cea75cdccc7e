"""Twins of the JSON shapes, for the OpenAPI document; claims/wire.py and api/shapes.py make the JSON."""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from claims.types import Cause, Certainty, Dispute, Kind, Polarity, Side, Verdict
from index.types import Status

Item = TypeVar("Item")
Number = int | float

REPORT_EXAMPLE: dict[str, JsonValue] = {
    "outlet": "Harbour Wire",
    "published": "2025-07-22T09:10:00Z",
    "text": "Two glide bombs fell on Sumy, wounding at least 13 people, acting Mayor Artem Kobzar said.",
    "url": "https://harbourwire.example/sumy",
    "title": "Glide bombs hit Sumy",
    "language": "en",
    "ref": "hw-1042",
}
OTHER_REPORT_EXAMPLE: dict[str, JsonValue] = {
    "outlet": "Plains Herald",
    "published": "2025-07-22T10:40:00Z",
    "text": "Eleven people were wounded in Sumy city by two glide bombs, acting Mayor Artem Kobzar said.",
}


class Wire(BaseModel):
    """Root of the twins: a field that is not named here is an error."""

    model_config = ConfigDict(extra="forbid")


class ReportIn(BaseModel):
    """A report to read. Unknown fields are left alone."""

    model_config = ConfigDict(json_schema_extra={"examples": [REPORT_EXAMPLE]})

    outlet: str = Field(description="Who published it.", max_length=500)
    published: str = Field(description="RFC 3339 time with its zone.", examples=["2025-07-22T09:10:00Z"])
    text: str = Field(description="The report. Offsets of claims count its Unicode code points.")
    url: str | None = Field(None, description="Another text at a known address supersedes the earlier version.")
    title: str | None = Field(None, description="The headline.")
    language: str | None = Field("en", description="English only.")
    ref: str | None = Field(None, description="Your own identifier, echoed back.")


class ReportsIn(BaseModel):
    """Reports to compare with one another."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"reports": [REPORT_EXAMPLE, OTHER_REPORT_EXAMPLE]}]})

    reports: list[ReportIn] = Field(min_length=2, max_length=200)


class ReviewIn(BaseModel):
    """An editor's word on a discrepancy."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"status": "confirmed", "note": "The mayor's office says 13."}]}
    )

    status: Status = Field(description="What the editor found.")
    note: str | None = Field(None, description="Why; kept with the discrepancy.", max_length=10_000)


class ReportOut(Wire):
    """A report as it is kept."""

    id: str = Field(examples=["rep_1b0f6c0c5f3a4d7e9a21"])
    outlet: str
    published: str
    text: str
    url: str | None
    title: str | None
    language: str
    ref: str | None
    copy_of: str | None = Field(description="The report that this one repeats (syndicated text).")


class QuantityOut(Wire):
    """An interval and a unit; a null bound is unbounded."""

    low: Number | None
    high: Number | None
    low_open: bool
    high_open: bool
    approximate: bool
    unit: str | None
    text: str = Field(examples=["at least 13"])
    per: str | None


class MeasureOut(Wire):
    """What is counted or measured."""

    noun: str | None
    event: str | None
    text: str
    lemmas: list[str]
    modifiers: list[str]
    actor: str | None
    target: str | None
    group: str | None


class StatementOut(Wire):
    """A claim without a figure."""

    subject: str
    verb: str
    object: str
    lemma: str


class PeriodOut(Wire):
    """When: from `start` until `end`, in UTC."""

    start: str | None
    end: str | None
    text: str


class PlaceOut(Wire):
    """A gazetteer entry, as the text names it."""

    name: str
    text: str
    country: str | None
    id: str | None
    lat: float | None
    lon: float | None
    feature: str
    within: list[str]


class AttributionOut(Wire):
    """Whose word it is."""

    source: str
    text: str


class ClaimOut(Wire):
    """One assertion at one span of a report; `quote` is the text from `start` to `end`."""

    id: str = Field(examples=["clm_90c1f3b7d2ab4e558f10"])
    report_id: str
    outlet: str
    published: str
    kind: Kind
    quote: str
    start: int
    end: int
    sentence: str
    quantity: QuantityOut | None
    measure: MeasureOut | None
    part_of: str | None
    statement: StatementOut | None
    period: PeriodOut | None
    place: PlaceOut | None
    attribution: AttributionOut | None
    polarity: Polarity
    certainty: Certainty
    check_worthiness: float = Field(ge=0, le=1)
    as_of: str | None
    superseded: bool
    corrects: bool


class EvidenceOut(Wire):
    """One reason for a verdict, in words."""

    rule: str
    says: str
    weight: float | None


class HintOut(Wire):
    """A likely cause of a conflict."""

    cause: Cause
    says: str


class DifferenceOut(Wire):
    """Between the nearest bounds; `relative` to the larger value."""

    absolute: Number
    relative: float | None


class ComparisonOut(Wire):
    """What two claims say of each other."""

    a: str
    b: str
    verdict: Verdict
    same_fact: float
    evidence: list[EvidenceOut]
    hints: list[HintOut]
    dispute: Dispute | None
    whole: Side | None
    later: Side | None
    difference: DifferenceOut | None


class ClaimsOut(Wire):
    """The claims of one report, the most check-worthy first."""

    report: ReportOut
    claims: list[ClaimOut]


class StoredReportOut(ReportOut):
    """A stored report with its claims."""

    claims: list[ClaimOut]


class AnswerOut(Wire):
    """A report, every claim that `comparisons` names, and what others said."""

    report: ReportOut
    claims: list[ClaimOut]
    comparisons: list[ComparisonOut]


class ComparingOut(Wire):
    """The reports sent, as they are read, their claims, and what they say of one another."""

    reports: list[ReportOut]
    claims: list[ClaimOut]
    comparisons: list[ComparisonOut]


class HitOut(Wire):
    """A similar claim; cosine similarity, larger is nearer."""

    claim: ClaimOut
    similarity: float


class HitsOut(Wire):
    """Similar claims, nearest first."""

    hits: list[HitOut]


class PageOut(Wire, Generic[Item]):
    """Part of a list; `next` is the cursor of the rest, null at the end."""

    items: list[Item]
    next: str | None


class ClaimComparisonsOut(PageOut[ComparisonOut]):
    """What a claim was compared with; `claims` holds the others."""

    claims: list[ClaimOut]


class DiscrepancyOut(Wire):
    """One conflicting pair of claims."""

    id: str
    fact_id: str
    a: ClaimOut
    b: ClaimOut
    comparison: ComparisonOut
    severity: float = Field(ge=0, le=1)
    status: Status
    note: str | None
    found: str


class IntervalOut(Wire):
    """What figures leave open together."""

    low: Number | None
    high: Number | None
    low_open: bool
    high_open: bool


class FactOut(Wire):
    """One fact: every outlet's figure over time, oldest first."""

    id: str
    claims: list[ClaimOut]
    comparisons: list[ComparisonOut]
    current: IntervalOut | None
    differing: list[str]
    copies: list[str]
    sources: int


class OutletOut(Wire):
    """One outlet and how much of it is stored."""

    outlet: str
    reports: int
    claims: int
    copies: int


class OutletPairOut(Wire):
    """How often two outlets agree and conflict."""

    a: str
    b: str
    agrees: int
    conflicts: int


class OutletsOut(PageOut[OutletOut]):
    """Every outlet, and every pair that was ever compared."""

    pairs: list[OutletPairOut]


class ProblemOut(BaseModel):
    """RFC 9457. `field` names what is at fault in what was sent."""

    type: str = Field(examples=["urn:twosource:problem:invalid-report"])
    title: str = Field(examples=["The report cannot be read"])
    status: int = Field(examples=[422])
    detail: str = Field(examples=["published: is missing"])
    field: str | None = Field(None, examples=["published"])


class BulkLineOut(BaseModel):
    """What became of one line: an answer (status 201 or 200), or `error`."""

    line: int
    status: Literal[200, 201, 409, 413, 422, 500, 503]
    report: ReportOut | None = None
    claims: list[ClaimOut] | None = None
    comparisons: list[ComparisonOut] | None = None
    stored: bool | None = None
    error: ProblemOut | None = None
