"""Request bodies, read within a limit; whatever the caller calls their type."""

from __future__ import annotations

import json
from tempfile import SpooledTemporaryFile
from typing import Annotated

from fastapi import Depends, Request

from api.errors import InvalidRequest, RequestTooLarge
from api.settings import Settings
from api.strict_json import NotStrict, strict_json

IN_MEMORY = 8_000_000
"""Bytes of a bulk body that are kept in memory; the rest waits on the disk."""


def _within(request: Request, limit: int) -> None:
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > limit:
        raise RequestTooLarge(limit)


async def _json_body(request: Request) -> object:
    """The body as JSON. Raises RequestTooLarge, or InvalidRequest where it is no JSON."""
    settings: Settings = request.app.state.settings
    _within(request, settings.max_request)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > settings.max_request:
            raise RequestTooLarge(settings.max_request)
    try:
        return strict_json(body.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InvalidRequest("body", f"is not UTF-8 (at byte {error.start})") from error
    except json.JSONDecodeError as error:
        problem = f"is not JSON ({error.msg.lower()} at line {error.lineno}, column {error.colno})"
        raise InvalidRequest("body", problem) from error
    except NotStrict as error:
        raise InvalidRequest("body", str(error)) from error


async def spooled(request: Request) -> SpooledTemporaryFile[bytes]:
    """A bulk body, whole, so that a caller who sends before reading never waits on us.

    Raises RequestTooLarge before anything is stored.
    """
    limit = request.app.state.settings.max_bulk
    _within(request, limit)
    spool: SpooledTemporaryFile[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)
    async for chunk in request.stream():
        spool.write(chunk)
        if spool.tell() > limit:
            spool.close()
            raise RequestTooLarge(limit)
    spool.seek(0)
    return spool


JsonBody = Annotated[object, Depends(_json_body)]
