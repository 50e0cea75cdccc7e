"""What the OpenAPI document says of bodies and problems, which the handlers read and answer themselves."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from api.problems import MEDIA_TYPE
from api.schemas import ProblemOut, ReportIn, ReportsIn, ReviewIn

BODIES: tuple[type[BaseModel], ...] = (ReportIn, ReportsIn, ReviewIn, ProblemOut)
COMPONENT = "#/components/schemas/{model}"


def _schema(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": COMPONENT.format(model=model.__name__)}


def body(model: type[BaseModel]) -> dict[str, Any]:
    """OpenAPI's account of a JSON body."""
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": _schema(model)}}}}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """OpenAPI's account of the problems that a call may answer with."""
    told = {
        404: "Nothing has that id.",
        409: "The store is not open for writing.",
        413: "The report or the request is too large.",
        422: "Something sent breaks the contract; `field` says which part.",
        503: "Not ready yet.",
    }
    content = {MEDIA_TYPE: {"schema": _schema(ProblemOut)}}
    return {status: {"description": told[status], "content": content} for status in statuses}


def complete(app: FastAPI) -> None:
    """Adds the bodies' schemas to the app's OpenAPI document."""
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        document = plain()
        _, schemas = models_json_schema([(model, "validation") for model in BODIES], ref_template=COMPONENT)
        known = document.setdefault("components", {}).setdefault("schemas", {})
        for name, schema in schemas["$defs"].items():
            known.setdefault(name, schema)
        _drop_default_problems(document)
        return document

    app.openapi = openapi  # type: ignore[method-assign]


def _drop_default_problems(document: dict[str, Any]) -> None:
    """FastAPI promises errors of its own wherever a call takes a parameter; ours are problems, all of them."""
    schemas = document["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for operations in document["paths"].values():
        for operation in operations.values():
            if "application/json" in operation["responses"].get("422", {}).get("content", {}):
                del operation["responses"]["422"]
