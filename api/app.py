"""The HTTP service."""

from __future__ import annotations

import gc
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING

from fastapi import FastAPI

from api import problems
from api.metrics import Metrics, MetricsMiddleware
from api.opening import make_encoder, opened
from api.routes import claims, discrepancies, documented, facts, health, reading, reports
from api.schemas import REPORT_EXAMPLE
from api.service import ReportReader, Service
from api.settings import Settings
from claims.input import make_report

if TYPE_CHECKING:
    from index.encoder import Encoder

LOG = logging.getLogger("twosource")
DESCRIPTION = """Reads news reports, takes out every claim that another report can check, and says
where outlets agree, conflict, or have moved on. Every verdict carries its evidence in words."""


def create_app(settings: Settings, reader: ReportReader | None = None, encoder: Encoder | None = None) -> FastAPI:
    """An app over the store that the settings name, opened when the app starts and closed when it stops.

    `reader` and `encoder` stand in for those that the settings name.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        model = encoder or make_encoder(settings)
        with opened(settings, reader=reader, encoder=model) as service:
            app.state.service = service
            stopping = Event()
            warming = Thread(target=_warm, args=(service, model, app.state.warm, stopping))
            warming.start()
            try:
                yield
            finally:  # a thread that is loading a model when the process ends takes it down with it
                stopping.set()
                warming.join()

    app = FastAPI(title="Twosource", version="0.1.0", description=DESCRIPTION, lifespan=lifespan)
    app.state.settings = settings
    app.state.metrics = Metrics()
    app.state.warm = Event()
    app.add_middleware(MetricsMiddleware, metrics=app.state.metrics)
    problems.install(app)
    for part in (reports, reading, claims, discrepancies, facts, health):
        app.include_router(part.router)
    documented.complete(app)
    return app


def _warm(service: Service, encoder: Encoder, warm: Event, stopping: Event) -> None:
    """Loads the models before the first caller asks, so that readiness means an answer without a wait."""
    steps: tuple[Callable[[], object], ...] = (
        lambda: service.read([make_report(REPORT_EXAMPLE)]),
        lambda: encoder.encode(["ready"]),
        service.library.load,
    )
    try:
        for step in steps:
            if stopping.is_set():
                return
            step()
    except Exception:
        LOG.exception("the models could not be loaded")
        return
    gc.freeze()  # models and word lists are loaded for good: looking through them for garbage cost a comparison a third
    warm.set()
