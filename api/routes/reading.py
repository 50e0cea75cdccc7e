"""Reading and comparing reports without storing them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import JSONResponse

from api.bodies import JsonBody
from api.errors import InvalidRequest
from api.routes.documented import body, problems
from api.routes.parameters import ServiceOf
from api.schemas import AnswerOut, ClaimsOut, ComparingOut, ReportIn, ReportsIn
from api.shapes import answer_json, compared_json, reading_json

router = APIRouter(prefix="/v1", tags=["reading"])
Everything = Annotated[bool, Query(alias="all", description="Keep the `unrelated` pairs that were weighed.")]


@router.post("/extract", response_model=ClaimsOut, responses=problems(413, 422), openapi_extra=body(ReportIn))
def extract(fields: JsonBody, service: ServiceOf) -> Response:
    """Reads one report and answers its claims, the most check-worthy first. Stores nothing."""
    return JSONResponse(reading_json(service.read([service.report(fields)])[0]))


@router.post("/check", response_model=AnswerOut, responses=problems(413, 422), openapi_extra=body(ReportIn))
def check(fields: JsonBody, service: ServiceOf) -> Response:
    """Answers what storing a report would answer. Stores nothing."""
    return JSONResponse(answer_json(service.check(service.report(fields))))


@router.post("/compare", response_model=ComparingOut, responses=problems(413, 422), openapi_extra=body(ReportsIn))
def compare(fields: JsonBody, service: ServiceOf, everything: Everything = False) -> Response:
    """Compares two or more reports with one another alone. Stores nothing."""
    if not isinstance(fields, Mapping):
        raise InvalidRequest("body", 'must be an object such as {"reports": […]}')
    reports = service.reports(fields.get("reports"))
    return JSONResponse(compared_json(service.compare(reports, everything)))
