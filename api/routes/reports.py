"""Storing, listing, showing and removing reports."""

from __future__ import annotations

import json
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

from api.bodies import JsonBody, spooled
from api.metrics import Metrics
from api.problems import problem_json
from api.report_files import Source, read_lines
from api.routes.documented import body, problems
from api.routes.parameters import Cursor, Limit, MetricsOf, ServiceOf
from api.schemas import REPORT_EXAMPLE, AnswerOut, PageOut, ReportIn, ReportOut, StoredReportOut
from api.service import Outcome, Service
from api.shapes import answer_json, claims_json, line_json, page_json
from claims.wire import Json, report_to_json
from index.errors import NotFound

router = APIRouter(prefix="/v1/reports", tags=["reports"])
NDJSON = "application/x-ndjson"
ReportId = Annotated[str, Path(description="Id of a stored report.", examples=["rep_1b0f6c0c5f3a4d7e9a21"])]
BULK_BODY = {
    "requestBody": {
        "required": True,
        "content": {NDJSON: {"schema": {"type": "string"}, "example": json.dumps(REPORT_EXAMPLE) + "\n"}},
    }
}


@router.post(
    "",
    status_code=201,
    response_model=AnswerOut,
    responses={200: {"model": AnswerOut, "description": "Stored already."}, **problems(409, 413, 422)},
    openapi_extra=body(ReportIn),
)
def add_report(fields: JsonBody, service: ServiceOf, metrics: MetricsOf) -> Response:
    """Stores one report and answers what all that is stored says of its claims.

    The same outlet, time and text a second time is 200 with the same answer. The same `url` with another
    text or time supersedes the earlier version, which stays in the history.
    """
    answer = service.add(service.report(fields))
    metrics.count(answer)
    return JSONResponse(answer_json(answer), 201 if answer.stored else 200)


@router.post(
    "/bulk",
    response_class=StreamingResponse,
    responses={
        200: {"description": "One result a line, in order (`BulkLineOut`).", "content": {NDJSON: {}}},
        **problems(409, 413),
    },
    openapi_extra=BULK_BODY,
)
async def add_reports(request: Request, service: ServiceOf, metrics: MetricsOf) -> Response:
    """Stores JSON Lines, one report a line, and answers one line for each, in order.

    A line that cannot be read is answered with `error` and its line number, and the rest go on. Blank lines
    are passed over.
    """
    spool = await spooled(request)
    return StreamingResponse(_lines(service, spool, metrics), media_type=NDJSON)


def _lines(service: Service, spool: SpooledTemporaryFile[bytes], metrics: Metrics) -> Iterator[bytes]:
    with spool:
        for outcome in service.add_all(read_lines("line", spool, Source(max_text=service.max_text))):
            metrics.count(outcome.answer)
            yield json.dumps(outcome_json(outcome), ensure_ascii=False).encode() + b"\n"


def outcome_json(outcome: Outcome) -> Json:
    """One line of a bulk answer: an answer or an error, with the number of the line it is for."""
    line: Json = {"line": outcome.entry.line}
    if outcome.answer is None:
        problem = problem_json(outcome.error or RuntimeError("no outcome"))
        return line | {"status": problem["status"], "error": problem}
    return line | {"status": 201 if outcome.answer.stored else 200} | line_json(outcome.answer)


@router.get("", response_model=PageOut[ReportOut], responses=problems(422))
def list_reports(service: ServiceOf, cursor: Cursor = None, limit: Limit = 50) -> Response:
    """Lists stored reports."""
    page = service.library.reports(cursor, limit)
    return JSONResponse(page_json([report_to_json(report) for report in page.items], page.next))


@router.get("/{id}", response_model=StoredReportOut, responses=problems(404))
def show_report(id: ReportId, service: ServiceOf) -> Response:
    """Shows one report with its claims."""
    library = service.library
    return JSONResponse(report_to_json(library.report(id)) | {"claims": claims_json(library.report_claims(id))})


@router.delete("/{id}", status_code=204, responses=problems(404, 409))
def remove_report(id: ReportId, service: ServiceOf) -> Response:
    """Removes a report with its claims and comparisons."""
    if not service.library.remove(id):
        raise NotFound("report", id)
    return Response(status_code=204)
