"""Web pages over HTTP: the answer holds the article that was read, and offsets count in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from claims.reading import Reader
from tests.api.conftest import WordEncoder

STORY = (
    "Fourteen miners were rescued from a flooded shaft near Ostrava on Sunday, the regional fire brigade said.",
    "Three others were taken to hospital with broken bones, and the pit was closed for at least two weeks.",
)
PAGE = (
    "<!DOCTYPE html><html><head><title>Miners saved</title><script>var deaths = 99;</script></head><body>"
    "<nav><ul><li>42 new videos</li></ul></nav><article><h1>Miners saved</h1><p>14:32 GMT</p>"
    f"<p>{STORY[0].replace('miners', 'min&shy;ers')}</p><p>Advertisement</p><p>{STORY[1]}</p></article>"
    "<footer>Copyright 2025, 17 partners</footer></body></html>"
)
PART = "<h2>Two die</h2><p>Two&nbsp;climbers died near Davos.</p><script>var x = 7;</script><ul><li>One fell.</li></ul>"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(data=tmp_path_factory.mktemp("pages")), Reader(), WordEncoder())) as client:
        yield client


def sent(text: str, outlet: str = "Harbour Wire") -> dict[str, Any]:
    return {"outlet": outlet, "published": "2025-07-22T09:10:00Z", "text": text}


def read_in(report: dict[str, Any], claims: list[dict[str, Any]]) -> dict[str, float | None]:
    """The lower bound of each quote, once it was found where its claim says."""
    own = [claim for claim in claims if claim["report_id"] == report["id"] and claim["quantity"]]
    for claim in own:
        assert report["text"][claim["start"] : claim["end"]] == claim["quote"]
    return {claim["quote"].replace("\u00ad", ""): claim["quantity"]["low"] for claim in own}


MINERS = {"Fourteen miners": 14, "Three others": 3, "at least two weeks": 2}


@pytest.mark.parametrize("path", ["/v1/extract", "/v1/check", "/v1/reports"])
def test_a_page_is_answered_with_its_article(desk: TestClient, path: str) -> None:
    body = desk.post(path, json=sent(PAGE)).json()
    assert "99" not in body["report"]["text"] and "42" not in body["report"]["text"]
    extracted = desk.post("/v1/extract", json=sent(PAGE)).json()
    assert body["report"]["text"] == extracted["report"]["text"]
    assert read_in(extracted["report"], extracted["claims"]) == MINERS


def test_a_part_of_a_page_is_read_whole(desk: TestClient) -> None:
    body = desk.post("/v1/extract", json=sent(PART)).json()
    assert body["report"]["text"] == "Two die\nTwo climbers died near Davos.\nOne fell."
    assert read_in(body["report"], body["claims"])["Two climbers"] == 2


def test_pages_compared_are_answered_with_their_articles(desk: TestClient) -> None:
    other = sent(PAGE.replace("Fourteen", "Fifteen"), "Plains Post")
    body = desk.post("/v1/compare", json={"reports": [sent(PAGE), other]}).json()
    assert [report["outlet"] for report in body["reports"]] == ["Harbour Wire", "Plains Post"]
    assert [read_in(report, body["claims"])["at least two weeks"] for report in body["reports"]] == [2, 2]


def test_plain_text_is_answered_as_it_was_sent(desk: TestClient) -> None:
    text = "At\u00a0least 13 peo\u00adple were wounded.\r\n"
    body = desk.post("/v1/extract", json=sent(text)).json()
    assert body["report"]["text"] == text
    assert read_in(body["report"], body["claims"]) == {"At\u00a0least 13 people": 13}


def test_a_page_without_an_article_is_refused(desk: TestClient) -> None:
    answer = desk.post("/v1/extract", json=sent("<html><body><nav></nav></body></html>"))
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
