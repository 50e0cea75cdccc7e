"""Errors as RFC 9457 problems: one table from error classes to statuses."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api import errors as edge
from claims import errors as claims
from claims.parsing import ParserUnavailable
from claims.wire import Json
from index import errors as index

LOG = logging.getLogger("twosource")
MEDIA_TYPE = "application/problem+json"
PREFIX = "urn:twosource:problem:"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its status, the last part of its type, and its title."""

    status: int
    slug: str
    title: str


INTERNAL = Kind(500, "internal", "Something went wrong here")

PROBLEMS: dict[type[Exception], Kind] = {
    claims.InvalidReport: Kind(422, "invalid-report", "The report cannot be read"),
    claims.ReportTooLarge: Kind(413, "report-too-large", "The report is too long"),
    claims.UnsupportedLanguage: Kind(422, "unsupported-language", "Only English is read"),
    ParserUnavailable: Kind(503, "parser-unavailable", "The spaCy model cannot be loaded"),
    claims.ClaimsError: INTERNAL,
    edge.BadReportFile: Kind(422, "invalid-line", "The line cannot be read"),
    edge.InvalidRequest: Kind(422, "invalid-request", "The request cannot be understood"),
    edge.RequestTooLarge: Kind(413, "request-too-large", "The request is too large"),
    edge.NotReady: Kind(503, "not-ready", "Not ready yet"),
    edge.BadSetting: INTERNAL,
    edge.ApiError: INTERNAL,
    index.NotFound: Kind(404, "not-found", "There is nothing with that id"),
    index.InvalidCursor: Kind(422, "invalid-cursor", "The cursor is not of this list"),
    index.IndexMismatch: Kind(503, "needs-rebuild", "The store was made with another model"),
    index.ExtraMissing: Kind(503, "extra-missing", "An engine is not installed"),
    index.EncoderUnavailable: Kind(503, "encoder-unavailable", "The embedding model cannot be loaded"),
    index.LibraryMissing: Kind(503, "store-missing", "Nothing is stored yet"),
    index.LibraryLocked: Kind(409, "store-locked", "Another process is writing to the store"),
    index.LibraryReadOnly: Kind(409, "store-read-only", "The store is open for reading only"),
    index.LibraryClosed: Kind(503, "store-closed", "The store is closed"),
    index.StoreNewer: Kind(503, "store-newer", "The store was written by a newer release"),
    index.StoreOlder: Kind(503, "store-older", "The store was written by an older release"),
    index.StoreCorrupt: Kind(500, "store-corrupt", "The store contradicts itself"),
    index.StoreUnavailable: Kind(503, "store-unavailable", "The store cannot be read or written"),
    index.StoreError: Kind(503, "store-unavailable", "The store cannot be read or written"),
    index.LibraryError: INTERNAL,
}


def kind_of(error: Exception) -> Kind:
    """The kind of problem that an error is; its nearest class in the table decides."""
    return next((PROBLEMS[base] for base in type(error).__mro__ if base in PROBLEMS), INTERNAL)


def problem_json(error: Exception) -> Json:
    """An error as a problem. What is ours to mend is named, never shown."""
    kind = kind_of(error)
    if kind is INTERNAL:
        return _problem(kind, "The report of what happened is in the log.")
    body = _problem(kind, str(getattr(error, "problem", error)))
    if isinstance(error, claims.InvalidReport | edge.InvalidRequest | edge.BadReportFile):
        body["detail"] = f"{error.field}: {error.problem}" if error.field else error.problem
        body["field"] = error.field
    if isinstance(error, index.InvalidCursor):
        body["field"] = "cursor"
    return body


def install(app: FastAPI) -> None:
    """Makes every error that leaves the app a problem."""

    def known(request: Request, error: Exception) -> JSONResponse:
        body = problem_json(error)
        if body["status"] >= 500:
            LOG.error("%s %s: %s", request.method, request.url.path, error, exc_info=error)
        return _response(body)

    def refused(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"][1:]) or str(first["loc"][0])
        return _response(problem_json(edge.InvalidRequest(field, _lower(str(first["msg"])))))

    def http(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)
        phrase = HTTPStatus(error.status_code).phrase
        kind = Kind(error.status_code, phrase.lower().replace(" ", "-"), phrase)
        detail = {
            404: f"There is nothing at {request.url.path}.",
            405: f"{request.method} is not allowed at {request.url.path}.",
        }.get(error.status_code, str(error.detail))
        return _response(_problem(kind, detail), dict(error.headers or {}))

    for root in (claims.ClaimsError, index.LibraryError, edge.ApiError, Exception):
        app.add_exception_handler(root, known)
    app.add_exception_handler(RequestValidationError, refused)
    app.add_exception_handler(HTTPException, http)


def _problem(kind: Kind, detail: str) -> Json:
    return {"type": PREFIX + kind.slug, "title": kind.title, "status": kind.status, "detail": detail}


def _response(body: Json, headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse(body, body["status"], headers, MEDIA_TYPE)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
