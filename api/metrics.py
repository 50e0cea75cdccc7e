"""Prometheus figures of one app: its requests and what it stored."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

from index.types import Answer

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """Counters in a registry of their own, so that two apps in one process do not mix."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "twosource_requests", "Requests answered.", ("method", "route", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "twosource_request_seconds", "Time to answer.", ("method", "route"), registry=self.registry
        )
        self.reports = Counter("twosource_reports", "Reports received.", ("outcome",), registry=self.registry)
        self.claims = Counter("twosource_claims", "Claims stored.", registry=self.registry)
        self.comparisons = Counter("twosource_comparisons", "Comparisons stored.", ("verdict",), registry=self.registry)

    def count(self, answer: Answer | None) -> None:
        """Counts what became of a report sent to be stored; None is one that was refused."""
        if answer is None:
            self.reports.labels("refused").inc()
            return
        self.reports.labels("stored" if answer.stored else "known").inc()
        if answer.stored:
            self.claims.inc(sum(claim.report_id == answer.report.id for claim in answer.claims))
            for comparison in answer.comparisons:
                self.comparisons.labels(comparison.verdict).inc()

    def text(self) -> bytes:
        """The figures in Prometheus's text format."""
        return generate_latest(self.registry)


class MetricsMiddleware:
    """Counts every request under its route, never under its path, so that ids make no new series."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on and counts its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status = 500
        start = perf_counter()

        async def counted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, counted)
        finally:
            route = getattr(scope.get("route"), "path", "none")
            self.metrics.requests.labels(scope["method"], route, str(status)).inc()
            self.metrics.seconds.labels(scope["method"], route).observe(perf_counter() - start)
