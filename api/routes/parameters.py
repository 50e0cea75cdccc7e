"""Query parameters that several calls share."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Request

from api.metrics import Metrics
from api.service import Service
from api.settings import Settings


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def _metrics(request: Request) -> Metrics:
    metrics: Metrics = request.app.state.metrics
    return metrics


ServiceOf = Annotated[Service, Depends(_service)]
SettingsOf = Annotated[Settings, Depends(_settings)]
MetricsOf = Annotated[Metrics, Depends(_metrics)]
Cursor = Annotated[str | None, Query(description="`next` of the page before.", max_length=2_000)]
Limit = Annotated[int, Query(ge=1, le=500, description="Items a page.")]
