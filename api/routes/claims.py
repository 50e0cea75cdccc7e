"""Looking claims up: by likeness, by id, and with what they were compared."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from fastapi.responses import JSONResponse

from api.errors import InvalidRequest
from api.moments import parse_moment
from api.routes.documented import problems
from api.routes.parameters import ServiceOf, SettingsOf
from api.schemas import ClaimComparisonsOut, ClaimOut, HitsOut
from api.shapes import claims_json, comparisons_json, hits_json, page_json
from claims.types import Kind
from claims.wire import claim_to_json
from index.types import Filters

router = APIRouter(prefix="/v1/claims", tags=["claims"])
ClaimId = Annotated[str, Path(description="Id of a stored claim.", examples=["clm_90c1f3b7d2ab4e558f10"])]
Text = Annotated[
    str,
    Query(min_length=1, max_length=5_000, description="What to look for.", examples=["people wounded"]),
]
Count = Annotated[int | None, Query(ge=1, le=1_000, description="How many.")]
Word = Annotated[str | None, Query(max_length=500)]
Time = Annotated[str | None, Query(description="RFC 3339 time or a date.", examples=["2025-07-22"])]


@router.get("", response_model=HitsOut, responses=problems(422, 503))
def search(
    q: Text,
    service: ServiceOf,
    settings: SettingsOf,
    k: Count = None,
    outlet: Word = None,
    published_from: Time = None,
    published_to: Time = None,
    place: Word = None,
    event: Word = None,
    unit: Word = None,
    kind: Kind | None = None,
) -> Response:
    """Finds similar claims, nearest first. Times are inclusive; `place` is a name, id or country code."""
    if not q.strip():
        raise InvalidRequest("q", "is empty")
    filters = Filters(
        outlet=outlet,
        published_from=parse_moment("published_from", published_from),
        published_to=parse_moment("published_to", published_to, end=True),
        place=place,
        event=event,
        unit=unit,
        kind=kind,
    )
    return JSONResponse(hits_json(service.library.search(q, k or settings.hits, filters)))


@router.get("/{id}", response_model=ClaimOut, responses=problems(404))
def show_claim(id: ClaimId, service: ServiceOf) -> Response:
    """Shows one claim."""
    return JSONResponse(claim_to_json(service.library.claim(id)))


@router.get("/{id}/comparisons", response_model=ClaimComparisonsOut, responses=problems(404))
def claim_comparisons(id: ClaimId, service: ServiceOf) -> Response:
    """Lists what a claim was compared with; `claims` holds the other claims."""
    library = service.library
    comparisons = library.claim_comparisons(id)
    others = {side for pair in comparisons for side in (pair.a, pair.b)} - {id}
    claims = library.claims(others)
    return JSONResponse(page_json(comparisons_json(comparisons)) | {"claims": claims_json(claims.values())})
