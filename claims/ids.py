"""Stable ids: the same outlet, time and text give the same ids in every command, on every machine."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256


def _digest(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def report_id(outlet: str, published: datetime, text: str) -> str:
    """Id of a report, from what makes it that report: outlet, publication instant and text."""
    return "rep_" + _digest(outlet, published.astimezone(UTC).isoformat(), text)


def claim_id(report: str, start: int, end: int, role: str) -> str:
    """Id of a claim; `role` tells claims on one span apart ("age" and "implied")."""
    return "clm_" + _digest(report, str(start), str(end), role)


def pair_id(a: str, b: str) -> str:
    """Id of a discrepancy between two claims, the same whichever comes first."""
    return "dis_" + _digest(*sorted((a, b)))
