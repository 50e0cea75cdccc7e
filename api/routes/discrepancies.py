"""The board of discrepancies, and an editor's word on each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, get_args

from fastapi import APIRouter, Path, Query, Response
from fastapi.responses import JSONResponse

from api.bodies import JsonBody
from api.errors import InvalidRequest
from api.moments import parse_moment
from api.routes.documented import body, problems
from api.routes.parameters import Cursor, Limit, ServiceOf
from api.schemas import DiscrepancyOut, PageOut, ReviewIn
from api.shapes import discrepancies_json, discrepancy_json
from claims.input import SURROGATE
from claims.types import Dispute
from index.types import BoardFilters, Status

router = APIRouter(prefix="/v1", tags=["discrepancies"])
MAX_NOTE = 10_000
DiscrepancyId = Annotated[str, Path(examples=["dis_44c0a917be0142f0a3b1"])]
Word = Annotated[str | None, Query(max_length=500)]
Time = Annotated[str | None, Query(description="RFC 3339 time or a date.", examples=["2025-07-22"])]


@router.get("/discrepancies", response_model=PageOut[DiscrepancyOut], responses=problems(422))
def discrepancies(
    service: ServiceOf,
    outlet: Word = None,
    dispute: Dispute | None = None,
    status: Status | None = None,
    since: Time = None,
    until: Time = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """Lists conflicting pairs of claims, gravest first; `since` and `until` say when they were found."""
    filters = BoardFilters(
        outlet, dispute, status, parse_moment("since", since), parse_moment("until", until, end=True)
    )
    return JSONResponse(discrepancies_json(service.library.discrepancies(filters, cursor, limit)))


@router.patch(
    "/discrepancies/{id}",
    response_model=DiscrepancyOut,
    responses=problems(404, 409, 422),
    openapi_extra=body(ReviewIn),
)
def review(id: DiscrepancyId, fields: JsonBody, service: ServiceOf) -> Response:
    """Records an editor's word on a discrepancy; a note that is not sent is kept."""
    status, note = parse_review(fields)
    if isinstance(fields, Mapping) and "note" not in fields:
        note = service.library.discrepancy(id).note
    return JSONResponse(discrepancy_json(service.library.review(id, status, note)))


def parse_review(fields: object) -> tuple[Status, str | None]:
    """Status and note of an editor's word. Raises InvalidRequest naming the field at fault."""
    if not isinstance(fields, Mapping):
        raise InvalidRequest("body", "must be an object with status and note")
    status: Status | None = fields.get("status")
    note: str | None = fields.get("note")
    if status is None or status not in get_args(Status):
        raise InvalidRequest("status", "must be open, confirmed or dismissed")
    if note is not None and not isinstance(note, str):
        raise InvalidRequest("note", "must be a string")
    if note is not None and (len(note) > MAX_NOTE or SURROGATE.search(note)):
        raise InvalidRequest("note", f"must be valid Unicode of at most {MAX_NOTE:,} characters")
    return status, note
