"""What outlets say of one fact, and how outlets get on."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response
from fastapi.responses import JSONResponse

from api.routes.documented import problems
from api.routes.parameters import ServiceOf
from api.schemas import FactOut, OutletsOut
from api.shapes import fact_json, outlets_json

router = APIRouter(prefix="/v1", tags=["facts"])
FactId = Annotated[str, Path(description="`fact_id` of a discrepancy.")]


@router.get("/facts/{id}", response_model=FactOut, responses=problems(404))
def show_fact(id: FactId, service: ServiceOf) -> Response:
    """Shows one fact: every outlet's figure for it over time, oldest first."""
    return JSONResponse(fact_json(service.library.fact(id)))


@router.get("/outlets", response_model=OutletsOut)
def outlets(service: ServiceOf) -> Response:
    """Lists outlets with counts, and how often each pair agrees and conflicts."""
    return JSONResponse(outlets_json(service.library.outlets()))
