"""Is it alive, is it ready, what has it done."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from api.errors import NotReady
from api.metrics import CONTENT_TYPE
from api.routes.documented import problems
from api.routes.parameters import MetricsOf

router = APIRouter(tags=["health"])


@router.get("/healthz")
async def alive() -> dict[str, str]:
    """Answers while the process is alive."""
    return {"status": "alive"}


@router.get("/readyz", responses=problems(503))
async def ready(request: Request) -> Response:
    """Answers 200 once the models are loaded and the store is open."""
    if not request.app.state.warm.is_set():
        raise NotReady
    return JSONResponse({"status": "ready"})


@router.get("/metrics", response_class=Response)
def figures(metrics: MetricsOf) -> Response:
    """Figures in Prometheus's text format."""
    return Response(metrics.text(), media_type=CONTENT_TYPE)
