"""The whole of it with the real reader and the real embedding model, over the sample reports."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.report_files import Source, read_paths
from api.settings import Settings

SEEDS = Path(__file__).parents[2] / "seeds"
pytestmark = pytest.mark.model


def test_two_outlets_figures_for_one_toll_stand_on_the_board(tmp_path: Path) -> None:
    text = "{} people were wounded in Sumy on Monday night, acting Mayor Artem Kobzar said."
    reports = [
        {"outlet": outlet, "published": f"2025-07-22T{hour}:00:00Z", "text": text.format(count)}
        for outlet, hour, count in (("Harbour Wire", "09", "Thirteen"), ("Plains Herald", "09", "Eleven"))
    ]
    with TestClient(create_app(Settings(data=tmp_path))) as client:
        for report in reports:
            assert client.post("/v1/reports", json=report).status_code == 201
        (row,) = client.get("/v1/discrepancies").json()["items"]
        assert {row["a"]["quote"], row["b"]["quote"]} == {"Thirteen people", "Eleven people"}
        assert row["comparison"]["dispute"] == "same_source"
        hits = client.get("/v1/claims", params={"q": "wounded in Sumy", "k": 1}).json()["hits"]
        assert hits[0]["claim"]["place"]["name"] == "Sumy"


def test_the_sample_reports_are_read_as_their_manifest_says() -> None:
    entries = list(read_paths([str(SEEDS)], Source()))
    assert [entry.error for entry in entries if entry.error] == []
    assert entries[0].report is not None
    assert entries[0].report.outlet == "Al Jazeera"
