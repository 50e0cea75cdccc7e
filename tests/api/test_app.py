from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from api.service import ReportReader
from api.settings import Settings
from tests.api.conftest import FIRST, SECOND, WordEncoder, lines

CLAIM_FIELDS = {
    "id", "report_id", "outlet", "published", "kind", "quote", "start", "end", "sentence", "quantity",
    "measure", "part_of", "statement", "period", "place", "attribution", "polarity", "certainty",
    "check_worthiness",
}  # fmt: skip
COMPARISON_FIELDS = {
    "a", "b", "verdict", "same_fact", "dispute", "whole", "later", "evidence", "hints", "difference",
}  # fmt: skip


def store_two(client: TestClient) -> dict[str, Any]:
    assert client.post("/v1/reports", json=FIRST).status_code == 201
    answer = client.post("/v1/reports", json=SECOND)
    assert answer.status_code == 201
    body: dict[str, Any] = answer.json()
    return body


def problem(answer: Any, status: int, kind: str, field: str | None = None) -> dict[str, Any]:  # noqa: ANN401
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert body["type"] == f"urn:twosource:problem:{kind}"
    assert body["status"] == status
    assert body["title"] and body["detail"]
    assert body.get("field") == field
    assert "Traceback" not in answer.text
    return body


def test_a_stored_report_is_compared_with_what_is_stored(client: TestClient) -> None:
    body = store_two(client)
    assert body["report"]["ref"] == "ph-1"
    assert body["report"]["published"] == "2025-07-22T10:40:00Z"
    assert [claim["quote"] for claim in body["claims"]] == ["11 people", "At least 13 people"]
    assert all(set(claim) >= CLAIM_FIELDS for claim in body["claims"])
    (comparison,) = body["comparisons"]
    assert set(comparison) >= COMPARISON_FIELDS
    assert comparison["verdict"] == "conflicts"
    assert comparison["dispute"] == "same_source"
    assert {comparison["a"], comparison["b"]} == {claim["id"] for claim in body["claims"]}


def test_a_report_that_is_stored_already_gets_the_same_answer(client: TestClient) -> None:
    body = store_two(client)
    again = client.post("/v1/reports", json=SECOND)
    assert again.status_code == 200
    assert again.json() == body


def test_checking_answers_what_storing_would_and_stores_nothing(client: TestClient) -> None:
    client.post("/v1/reports", json=FIRST)
    checked = client.post("/v1/check", json=SECOND)
    assert checked.status_code == 200
    assert len(client.get("/v1/reports").json()["items"]) == 1
    stored = client.post("/v1/reports", json=SECOND).json()
    assert checked.json() == stored


def test_extracting_stores_nothing(client: TestClient) -> None:
    answer = client.post("/v1/extract", json=FIRST)
    assert answer.status_code == 200
    (claim,) = answer.json()["claims"]
    assert claim["quote"] == str(FIRST["text"])[claim["start"] : claim["end"]] == "At least 13 people"
    assert claim["quantity"] | {"per": None} == {
        "low": 13, "high": None, "low_open": False, "high_open": False,
        "approximate": False, "unit": None, "text": "At least 13", "per": None,
    }  # fmt: skip
    assert client.get("/v1/reports").json() == {"items": [], "next": None}


def test_a_body_is_json_whatever_its_type_is_called(client: TestClient) -> None:
    answer = client.post("/v1/extract", content=json.dumps(FIRST), headers={"content-type": "text/plain"})
    assert answer.status_code == 200


def test_comparing_takes_two_reports_and_stores_nothing(client: TestClient) -> None:
    answer = client.post("/v1/compare", json={"reports": [FIRST, SECOND]})
    assert answer.status_code == 200
    body = answer.json()
    assert set(body) == {"reports", "claims", "comparisons"}
    assert [each["verdict"] for each in body["comparisons"]] == ["conflicts"]
    assert client.get("/v1/reports").json()["items"] == []


def test_unrelated_pairs_are_kept_on_request(client: TestClient) -> None:
    other = SECOND | {"text": "At least 13 people were killed in Sumy on Monday, Mayor Artem Kobzar said."}
    plain = client.post("/v1/compare", json={"reports": [FIRST, other]}).json()
    everything = client.post("/v1/compare?all=true", json={"reports": [FIRST, other]}).json()
    assert [each["verdict"] for each in plain["comparisons"]] == []
    assert [each["verdict"] for each in everything["comparisons"]] == ["unrelated"]
    assert [claim["measure"]["event"] for claim in plain["claims"]] == ["kill", "wound"]


def test_bulk_answers_line_by_line_and_goes_on_after_a_bad_one(client: TestClient) -> None:
    poison = SECOND | {"text": "BREAK THE READER"}
    body = lines(FIRST, "{", "", SECOND | {"published": "2025-07-22"}, poison, SECOND, FIRST)
    answer = client.post("/v1/reports/bulk", content=body)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/x-ndjson"
    rows = [json.loads(line) for line in answer.text.splitlines()]
    assert [(row["line"], row["status"]) for row in rows] == [
        (1, 201), (2, 422), (4, 422), (5, 500), (6, 201), (7, 200),
    ]  # fmt: skip
    assert rows[0]["report"]["ref"] == "hw-1"
    assert rows[2]["error"]["field"] == "published"
    assert "secret" not in json.dumps(rows[3])
    assert [each["verdict"] for each in rows[4]["comparisons"]] == ["conflicts"]
    assert len(client.get("/v1/reports").json()["items"]) == 2


def test_bulk_of_nothing_answers_nothing(client: TestClient) -> None:
    assert client.post("/v1/reports/bulk", content=b"\n\n").text == ""


def test_reports_are_listed_page_by_page(client: TestClient) -> None:
    store_two(client)
    first = client.get("/v1/reports", params={"limit": 1}).json()
    second = client.get("/v1/reports", params={"limit": 1, "cursor": first["next"]}).json()
    assert [page["items"][0]["ref"] for page in (first, second)] == ["ph-1", "hw-1"]
    assert second["next"] is None


def test_a_report_is_shown_and_removed_with_its_claims(client: TestClient) -> None:
    body = store_two(client)
    path = f"/v1/reports/{body['report']['id']}"
    shown = client.get(path).json()
    assert shown["text"] == SECOND["text"]
    assert [claim["quote"] for claim in shown["claims"]] == ["11 people"]
    assert client.delete(path).status_code == 204
    problem(client.get(path), 404, "not-found")
    problem(client.delete(path), 404, "not-found")
    problem(client.get(f"/v1/claims/{shown['claims'][0]['id']}"), 404, "not-found")
    assert client.get("/v1/discrepancies").json()["items"] == []


def test_another_text_at_the_same_address_supersedes(client: TestClient) -> None:
    client.post("/v1/reports", json=FIRST)
    newer = FIRST | {"published": "2025-07-22T12:00:00Z", "text": "15 people were wounded in Sumy on Monday."}
    assert client.post("/v1/reports", json=newer).status_code == 201
    hits = client.get("/v1/claims", params={"q": "people wounded in Sumy"}).json()["hits"]
    assert [hit["claim"]["quote"] for hit in hits] == ["15 people"]


def test_similar_claims_are_found_nearest_first(client: TestClient) -> None:
    store_two(client)
    client.post("/v1/reports", json=FIRST | {"url": None, "text": "7 people were killed in Kharkiv on Monday."})
    hits = client.get("/v1/claims", params={"q": "people wounded in Sumy"}).json()["hits"]
    assert [set(hit) for hit in hits] == [{"claim", "similarity"}] * 3
    assert hits[-1]["claim"]["place"]["name"] == "Kharkiv"
    assert hits[0]["similarity"] >= hits[1]["similarity"] >= hits[2]["similarity"]


@pytest.mark.parametrize(
    ("filters", "quotes"),
    [
        ({"outlet": "Plains Herald"}, {"11 people"}),
        ({"published_to": "2025-07-22T09:10:00Z"}, {"At least 13 people"}),
        ({"published_from": "2025-07-22T09:11:00+00:00"}, {"11 people"}),
        ({"published_from": "2025-07-22", "published_to": "2025-07-22"}, {"11 people", "At least 13 people"}),
        ({"published_from": "2025-07-23"}, set()),
        ({"place": "Sumy", "event": "wound", "kind": "quantity"}, {"11 people", "At least 13 people"}),
        ({"unit": "km"}, set()),
        ({"kind": "statement"}, set()),
    ],
)
def test_claims_are_filtered(client: TestClient, filters: dict[str, str], quotes: set[str]) -> None:
    store_two(client)
    hits = client.get("/v1/claims", params={"q": "people wounded", **filters}).json()["hits"]
    assert {hit["claim"]["quote"] for hit in hits} == quotes


def test_a_time_zone_survives_an_address_bar(client: TestClient) -> None:
    store_two(client)
    hits = client.get("/v1/claims?q=people&published_from=2025-07-22T13:00:00+03:00").json()["hits"]
    assert [hit["claim"]["quote"] for hit in hits] == ["11 people"]


def test_a_claim_is_shown_with_what_it_was_compared_with(client: TestClient) -> None:
    mine, other = store_two(client)["claims"]
    assert client.get(f"/v1/claims/{mine['id']}").json() == mine
    body = client.get(f"/v1/claims/{mine['id']}/comparisons").json()
    assert [each["verdict"] for each in body["items"]] == ["conflicts"]
    assert (body["next"], body["claims"]) == (None, [other])


def test_the_board_shows_a_conflict_and_keeps_an_editors_word(client: TestClient) -> None:
    store_two(client)
    (row,) = client.get("/v1/discrepancies").json()["items"]
    assert {row["a"]["quote"], row["b"]["quote"]} == {"At least 13 people", "11 people"}
    assert row["comparison"]["verdict"] == "conflicts"
    assert (row["status"], row["note"]) == ("open", None)
    path = f"/v1/discrepancies/{row['id']}"
    reviewed = client.patch(path, json={"status": "confirmed", "note": "The office says 13."}).json()
    assert reviewed == row | {"status": "confirmed", "note": "The office says 13."}
    assert client.patch(path, json={"status": "open"}).json()["note"] == "The office says 13."
    assert client.patch(path, json={"status": "dismissed", "note": None}).json()["note"] is None
    assert client.get("/v1/discrepancies", params={"status": "open"}).json()["items"] == []
    assert len(client.get("/v1/discrepancies", params={"status": "dismissed"}).json()["items"]) == 1


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"outlet": "Harbour Wire"}, 1),
        ({"outlet": "Nobody"}, 0),
        ({"dispute": "same_source"}, 1),
        ({"dispute": "rival_sources"}, 0),
        ({"since": "2100-01-01"}, 0),
        ({"until": "2100-01-01T00:00:00Z"}, 1),
    ],
)
def test_the_board_is_filtered(client: TestClient, filters: dict[str, str], found: int) -> None:
    store_two(client)
    assert len(client.get("/v1/discrepancies", params=filters).json()["items"]) == found


def test_a_fact_shows_every_outlets_figure_over_time(client: TestClient) -> None:
    store_two(client)
    (row,) = client.get("/v1/discrepancies").json()["items"]
    fact = client.get(f"/v1/facts/{row['fact_id']}").json()
    assert [claim["outlet"] for claim in fact["claims"]] == ["Harbour Wire", "Plains Herald"]
    assert fact["sources"] == 2


def test_outlets_are_listed_with_how_they_get_on(client: TestClient) -> None:
    store_two(client)
    body = client.get("/v1/outlets").json()
    assert [(each["outlet"], each["reports"], each["claims"]) for each in body["items"]] == [
        ("Harbour Wire", 1, 1),
        ("Plains Herald", 1, 1),
    ]
    assert body["pairs"] == [{"a": "Harbour Wire", "b": "Plains Herald", "agrees": 0, "conflicts": 1}]
    assert body["next"] is None


def test_health_readiness_and_figures(client: TestClient) -> None:
    client.app.state.warm.wait(120)  # type: ignore[attr-defined]
    store_two(client)
    client.get("/v1/reports/rep_none")
    assert client.get("/healthz").json() == {"status": "alive"}
    assert client.get("/readyz").status_code == 200
    figures = client.get("/metrics").text
    assert 'twosource_reports_total{outcome="stored"} 2.0' in figures
    assert 'twosource_requests_total{method="GET",route="/v1/reports/{id}",status="404"} 1.0' in figures
    assert 'twosource_comparisons_total{verdict="conflicts"} 1.0' in figures


def test_a_model_that_is_still_loading_is_not_ready(client: TestClient) -> None:
    client.app.state.warm.wait(120)  # type: ignore[attr-defined]
    client.app.state.warm.clear()  # type: ignore[attr-defined]
    problem(client.get("/readyz"), 503, "not-ready")


@pytest.mark.parametrize("path", ["/v1/reports", "/v1/extract", "/v1/check"])
@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"", "body"),
        (b"{", "body"),
        (b"\xff", "body"),
        (b"[" * 100_000, "body"),
        (b'{"outlet": NaN}', "body"),
        (b"9" * 5_000, "body"),
        (b"[]", "report"),
        (b"null", "report"),
        (b"{}", "outlet"),
        (json.dumps(FIRST | {"text": ""}).encode(), "text"),
        (json.dumps(FIRST | {"text": "\ud800"}).encode(), "text"),
        (json.dumps(FIRST | {"published": "noon"}).encode(), "published"),
    ],
)
def test_a_bad_report_is_a_problem_that_names_the_field(client: TestClient, path: str, body: bytes, field: str) -> None:
    kind = "invalid-request" if field == "body" else "invalid-report"
    problem(client.post(path, content=body), 422, kind, field)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ([FIRST, SECOND], "body"),
        ({}, "reports"),
        ({"reports": FIRST}, "reports"),
        ({"reports": [FIRST]}, "reports"),
        ({"reports": [FIRST] * 201}, "reports"),
        ({"reports": [FIRST, {"outlet": "A"}]}, "reports[1].published"),
        ({"reports": [FIRST, 3]}, "reports[1].report"),
    ],
)
def test_a_bad_comparison_is_a_problem_that_names_the_field(client: TestClient, body: object, field: str) -> None:
    kind = "invalid-report" if "[" in field else "invalid-request"
    problem(client.post("/v1/compare", json=body), 422, kind, field)


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/v1/claims", "q"),
        ("/v1/claims?q=", "q"),
        ("/v1/claims?q=%20", "q"),
        ("/v1/claims?q=a&k=0", "k"),
        ("/v1/claims?q=a&k=x", "k"),
        ("/v1/claims?q=a&kind=rumour", "kind"),
        ("/v1/claims?q=a&published_from=noon", "published_from"),
        ("/v1/claims?q=a&published_to=2025-07-22T09:00:00", "published_to"),
        ("/v1/discrepancies?status=maybe", "status"),
        ("/v1/discrepancies?dispute=maybe", "dispute"),
        ("/v1/discrepancies?since=2025-13-01", "since"),
        ("/v1/discrepancies?limit=0", "limit"),
        ("/v1/reports?limit=x", "limit"),
    ],
)
def test_a_bad_parameter_is_a_problem_that_names_it(client: TestClient, path: str, field: str) -> None:
    problem(client.get(path), 422, "invalid-request", field)


@pytest.mark.parametrize("path", ["/v1/reports", "/v1/discrepancies"])
def test_a_foreign_cursor_is_a_problem(client: TestClient, path: str) -> None:
    problem(client.get(path, params={"cursor": "abc"}), 422, "invalid-cursor", "cursor")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ([], "body"),
        ({}, "status"),
        ({"status": "maybe"}, "status"),
        ({"status": ["open"]}, "status"),
        ({"status": "open", "note": 3}, "note"),
        ({"status": "open", "note": "\ud800"}, "note"),
    ],
)
def test_a_bad_review_is_a_problem_that_names_the_field(client: TestClient, body: object, field: str) -> None:
    answer = client.patch("/v1/discrepancies/dis_1", content=json.dumps(body))
    problem(answer, 422, "invalid-request", field)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v1/reports/rep_none"),
        ("DELETE", "/v1/reports/rep_none"),
        ("GET", "/v1/claims/clm_none"),
        ("GET", "/v1/claims/clm_none/comparisons"),
        ("PATCH", "/v1/discrepancies/dis_none"),
        ("GET", "/v1/facts/fct_none"),
        ("GET", "/v1/nothing"),
        ("GET", "/v1/facts"),
    ],
)
def test_what_is_not_there_is_404(client: TestClient, method: str, path: str) -> None:
    problem(client.request(method, path, json={"status": "open"}), 404, "not-found")


def test_a_method_that_is_not_allowed_is_405(client: TestClient) -> None:
    answer = client.put("/v1/reports", json=FIRST)
    problem(answer, 405, "method-not-allowed")
    assert answer.headers["allow"]


def test_too_large_is_413(tmp_path: Path, reader: ReportReader) -> None:
    small = Settings(data=tmp_path, max_report=1000, max_request=10_000, max_bulk=10_000)
    with TestClient(create_app(small, reader, WordEncoder())) as client:
        long = FIRST | {"text": "a " * 600}
        problem(client.post("/v1/reports", json=long), 413, "report-too-large", "text")
        huge = FIRST | {"text": "a " * 6000}
        problem(client.post("/v1/check", json=huge), 413, "request-too-large")
        problem(client.post("/v1/reports/bulk", json=huge), 413, "request-too-large")
        chunks = iter([json.dumps(huge).encode()])
        problem(client.post("/v1/reports/bulk", content=chunks), 413, "request-too-large")


def test_the_unforeseen_is_a_problem_that_tells_nothing(settings: Settings, reader: ReportReader) -> None:
    app = create_app(settings, reader, WordEncoder())
    with TestClient(app, raise_server_exceptions=False) as client:
        answer = client.post("/v1/extract", json=FIRST | {"text": "BREAK THE READER"})
        problem(answer, 500, "internal")
        assert "secret" not in answer.text


def test_two_apps_keep_apart(tmp_path: Path, reader: ReportReader) -> None:
    apps = [create_app(Settings(data=tmp_path / name), reader, WordEncoder()) for name in "ab"]
    with TestClient(apps[0]) as one, TestClient(apps[1]) as other:
        one.post("/v1/reports", json=FIRST)
        assert len(one.get("/v1/reports").json()["items"]) == 1
        assert other.get("/v1/reports").json()["items"] == []
        assert 'twosource_reports_total{outcome="stored"}' not in other.get("/metrics").text


def test_what_is_stored_is_there_after_a_restart(settings: Settings, reader: ReportReader) -> None:
    def app() -> FastAPI:
        return create_app(settings, reader, WordEncoder())

    with TestClient(app()) as client:
        store_two(client)
    with TestClient(app()) as client:
        assert len(client.get("/v1/discrepancies").json()["items"]) == 1


def test_the_openapi_document_shows_bodies_problems_and_examples(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    added = document["paths"]["/v1/reports"]["post"]
    assert added["requestBody"]["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/ReportIn"}
    assert "application/problem+json" in added["responses"]["422"]["content"]
    schemas = document["components"]["schemas"]
    assert schemas["ReportIn"]["examples"][0]["outlet"] == "Harbour Wire"
    named = re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(document))
    assert set(named) <= set(schemas)
