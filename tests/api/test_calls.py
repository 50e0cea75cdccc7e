"""Every call, one after another, over the sample reports as the real reader reads them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.schemas import (
    AnswerOut,
    BulkLineOut,
    ClaimComparisonsOut,
    ClaimOut,
    ClaimsOut,
    ComparingOut,
    DiscrepancyOut,
    FactOut,
    HitsOut,
    OutletsOut,
    PageOut,
    ProblemOut,
    ReportIn,
    ReportOut,
    ReportsIn,
    ReviewIn,
    StoredReportOut,
)
from api.settings import Settings
from claims.reading import Reader
from tests.api.conftest import WordEncoder, lines, settings_for
from tests.index.places import STORES
from tests.test_seeds import ARTICLE, EXPECTED, MANIFEST, text_of

REPORTS = [entry | {"text": text_of(entry["file"]), "ref": entry["file"]} for entry in MANIFEST]
ARTICLE_REPORT = REPORTS[0]


@pytest.fixture(scope="module", params=STORES)
def settings(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return settings_for(request.param, tmp_path_factory.mktemp("calls") / "store")


@pytest.fixture(scope="module")
def desk(settings: Settings) -> Iterator[TestClient]:
    """A desk with every sample report stored."""
    with TestClient(create_app(settings, Reader(), WordEncoder())) as client:
        answer = client.post("/v1/reports/bulk", content=lines(*REPORTS))
        rows = [BulkLineOut.model_validate_json(line) for line in answer.text.splitlines()]
        assert [(row.line, row.status) for row in rows] == [(number, 201) for number in range(1, 19)]
        yield client


@pytest.fixture
def stray(desk: TestClient) -> Iterator[dict[str, Any]]:
    """An answer to one more report, which is gone again after the test."""
    text = "Fifteen people were wounded in Kramatorsk overnight, said Alexander Goncharenko, the city's mayor."
    report = {"outlet": "Stray Post", "published": "2025-07-22T12:40:00Z", "text": text}
    answer = desk.post("/v1/reports", json=report | {"url": "https://stray.example/1", "ref": "s-1"})
    assert answer.status_code == 201
    body: dict[str, Any] = answer.json()
    yield body
    desk.delete(f"/v1/reports/{body['report']['id']}")


def items(client: TestClient, path: str, **params: str) -> list[dict[str, Any]]:
    """All of a list, page by page."""
    found: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        answer = client.get(path, params={"limit": "7", **params, **cursor})
        assert answer.status_code == 200
        page = answer.json()
        assert len(page["items"]) <= 7
        found += page["items"]
        if page["next"] is None:
            return found
        cursor = {"cursor": page["next"]}


def spot(claim: dict[str, Any]) -> tuple[str, str]:
    return claim["outlet"], claim["quote"]


def pairs(rows: list[dict[str, Any]]) -> set[frozenset[tuple[str, str]]]:
    return {frozenset((spot(row["a"]), spot(row["b"]))) for row in rows}


def test_the_board_holds_what_is_known_to_differ(desk: TestClient) -> None:
    board = items(desk, "/v1/discrepancies")
    for row in board:
        DiscrepancyOut.model_validate(row)
    known = {frozenset((row[side]["outlet"], row[side]["quote"]) for side in "ab") for row in EXPECTED}
    assert pairs(board) == known
    assert len({row["id"] for row in board}) == len(board) == 15
    severities = [row["severity"] for row in board]
    assert severities == sorted(severities, reverse=True)


@pytest.mark.parametrize("dispute", ["same_source", "rival_sources", "unattributed"])
def test_the_board_is_filtered_by_dispute_and_outlet(desk: TestClient, dispute: str) -> None:
    known = [row for row in EXPECTED if row["dispute"] == dispute]
    assert len(items(desk, "/v1/discrepancies", dispute=dispute)) == len(known)
    outlet = "Eastgate Courier"
    theirs = [row for row in known if outlet in (row["a"]["outlet"], row["b"]["outlet"])]
    assert len(items(desk, "/v1/discrepancies", dispute=dispute, outlet=outlet)) == len(theirs)


def test_reports_are_listed_latest_first_and_shown(desk: TestClient) -> None:
    rows = items(desk, "/v1/reports")
    assert [ReportOut.model_validate(row).published for row in rows] == sorted(
        (entry["published"] for entry in MANIFEST), reverse=True
    )
    (article,) = [row for row in rows if row["ref"] == ARTICLE]
    shown = StoredReportOut.model_validate(desk.get(f"/v1/reports/{article['id']}").json())
    assert shown.text == text_of(ARTICLE)
    assert all(shown.text[claim.start : claim.end] == claim.quote for claim in shown.claims)


def test_the_same_report_again_is_200_with_the_same_answer(desk: TestClient, stray: dict[str, Any]) -> None:
    AnswerOut.model_validate(stray)
    sent = {name: stray["report"][name] for name in ("outlet", "published", "text", "url")}
    again = desk.post("/v1/reports", json=sent | {"ref": "s-1"})
    assert (again.status_code, again.json()) == (200, stray)
    other = desk.post("/v1/reports", json=sent | {"ref": "s-2"})
    assert (other.status_code, other.json()["report"]["ref"]) == (200, "s-2")
    checked = desk.post("/v1/check", json=sent | {"ref": "s-1"}).json()
    assert AnswerOut.model_validate(checked).comparisons
    assert checked == again.json()


def test_removing_takes_comparisons_and_discrepancies(desk: TestClient, stray: dict[str, Any]) -> None:
    id = stray["report"]["id"]
    board = items(desk, "/v1/discrepancies", outlet="Stray Post")
    assert {row["comparison"]["verdict"] for row in board} == {"conflicts"}
    other = next(claim for claim in stray["claims"] if claim["report_id"] != id)
    mine = {claim["id"] for claim in stray["claims"] if claim["report_id"] == id}
    path = f"/v1/claims/{other['id']}/comparisons"
    before = ClaimComparisonsOut.model_validate(desk.get(path).json()).items
    assert any(mine & {each.a, each.b} for each in before)
    assert desk.delete(f"/v1/reports/{id}").status_code == 204
    after = ClaimComparisonsOut.model_validate(desk.get(path).json()).items
    assert not any(mine & {each.a, each.b} for each in after)
    assert items(desk, "/v1/discrepancies", outlet="Stray Post") == []
    assert desk.get(f"/v1/discrepancies/{board[0]['id']}").status_code in (404, 405)
    patched = desk.patch(f"/v1/discrepancies/{board[0]['id']}", json={"status": "open"})
    assert patched.status_code == 404


def test_another_text_at_the_same_address_supersedes(desk: TestClient, stray: dict[str, Any]) -> None:
    old = stray["report"]
    newer = {"outlet": old["outlet"], "url": old["url"], "published": "2025-07-22T13:40:00Z"}
    answer = desk.post("/v1/reports", json=newer | {"text": old["text"].replace("Fifteen", "Five")})
    assert answer.status_code == 201
    try:
        assert [row["a"]["id"] for row in items(desk, "/v1/discrepancies", outlet="Stray Post")] == []
        assert old["id"] not in [row["id"] for row in items(desk, "/v1/reports")]
        kept = desk.get(f"/v1/reports/{old['id']}").json()
        assert (kept["text"], kept["claims"]) == (old["text"], [])
    finally:
        desk.delete(f"/v1/reports/{answer.json()['report']['id']}")


def test_an_editors_word_outlives_a_rebuild(desk: TestClient) -> None:
    row, *_ = items(desk, "/v1/discrepancies")
    path = f"/v1/discrepancies/{row['id']}"
    word = {"status": "dismissed", "note": "Two counts of “wounded”. 🖊"}
    assert desk.patch(path, json=word).json() == row | word
    library = desk.app.state.service.library  # type: ignore[attr-defined]
    library.rebuild(Reader())
    (kept,) = items(desk, "/v1/discrepancies", status="dismissed")
    assert kept == row | word
    assert len(items(desk, "/v1/discrepancies", status="open")) == 14
    assert desk.patch(path, json={"status": "open", "note": None}).json() == row


def test_extract_check_and_compare_store_nothing(desk: TestClient) -> None:
    extracted = ClaimsOut.model_validate(desk.post("/v1/extract", json=ARTICLE_REPORT).json())
    assert extracted.report.ref == ARTICLE
    worth = [claim.check_worthiness for claim in extracted.claims]
    assert worth == sorted(worth, reverse=True)
    echo = ARTICLE_REPORT | {"outlet": "Echo Daily", "published": "2025-07-22T12:05:00Z"}
    found = ComparingOut.model_validate(desk.post("/v1/compare", json={"reports": [ARTICLE_REPORT, echo]}).json())
    verdicts = [each.verdict for each in found.comparisons]
    assert "conflicts" not in verdicts and verdicts.count("agrees") >= 18
    checked = AnswerOut.model_validate(desk.post("/v1/check", json=echo).json())
    article = {claim.id for claim in extracted.claims}
    against = [each for each in checked.comparisons if {each.a, each.b} & article]
    assert [each for each in against if each.verdict == "conflicts"] == []
    assert sum(each.verdict == "agrees" for each in against) >= 18
    assert checked.report.copy_of == extracted.report.id
    assert len(items(desk, "/v1/reports")) == 18


def test_unrelated_pairs_are_kept_on_request(desk: TestClient) -> None:
    two = {"reports": REPORTS[:2]}
    plain, every = (desk.post(f"/v1/compare{query}", json=two).json()["comparisons"] for query in ("", "?all=true"))
    assert [each for each in every if each["verdict"] != "unrelated"] == plain
    assert len(every) > len(plain) > 0


def test_claims_are_found_by_text_and_filter(desk: TestClient) -> None:
    asked = {"q": "drones lost from radar", "k": "5", "place": "UA", "kind": "quantity", "published_from": "2025-07-22"}
    hits = HitsOut.model_validate(desk.get("/v1/claims", params=asked).json()).hits
    assert len(hits) == 5
    assert all(hit.claim.place and hit.claim.place.country == "UA" for hit in hits)
    near = [hit.similarity for hit in hits]
    assert near == sorted(near, reverse=True)
    claim = hits[0].claim
    assert ClaimOut.model_validate(desk.get(f"/v1/claims/{claim.id}").json()) == claim


def test_a_fact_is_told_by_every_outlet_over_time(desk: TestClient) -> None:
    for row in items(desk, "/v1/discrepancies"):
        fact = FactOut.model_validate(desk.get(f"/v1/facts/{row['fact_id']}").json())
        outlets = {claim.outlet for claim in fact.claims}
        assert {row["a"]["outlet"], row["b"]["outlet"]} <= set(fact.differing) <= outlets
        assert fact.sources == len(outlets)
    missing = next(claim for claim in desk.get("/v1/claims?q=people+missing&k=1").json()["hits"])["claim"]
    fact_id = "fct_" + missing["id"].removeprefix("clm_")
    times = [claim.published for claim in FactOut.model_validate(desk.get(f"/v1/facts/{fact_id}").json()).claims]
    assert times == sorted(times)


def test_outlets_and_how_they_get_on(desk: TestClient) -> None:
    body = OutletsOut.model_validate(desk.get("/v1/outlets").json())
    assert {each.outlet for each in body.items} == {entry["outlet"] for entry in MANIFEST}
    assert sum(each.reports for each in body.items) == 18
    assert sum(pair.conflicts for pair in body.pairs) == 15
    assert all(pair.a < pair.b for pair in body.pairs)


@pytest.mark.parametrize(
    "path",
    [
        "/v1/reports/rep_0",
        "/v1/claims/clm_0",
        "/v1/claims/clm_0/comparisons",
        "/v1/facts/fct_0",
        "/v1/facts/%00",
        "/v1/nothing",
    ],
)
def test_what_is_not_there_is_a_problem(desk: TestClient, path: str) -> None:
    answer = desk.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert ProblemOut.model_validate(answer.json()).status == 404


@pytest.mark.parametrize(("path", "field"), [("/v1/reports", "limit"), ("/v1/discrepancies", "limit")])
@pytest.mark.parametrize("limit", ["0", "-1", "501", "99999999999999999999", "ten"])
def test_a_limit_out_of_range_is_a_problem(desk: TestClient, path: str, field: str, limit: str) -> None:
    answer = desk.get(path, params={"limit": limit})
    assert (answer.status_code, answer.json()["field"]) == (422, field)


@pytest.mark.parametrize(("method", "path"), [("PUT", "/v1/reports"), ("POST", "/v1/outlets"), ("DELETE", "/healthz")])
def test_the_wrong_method_is_a_problem(desk: TestClient, method: str, path: str) -> None:
    answer = desk.request(method, path)
    assert (answer.status_code, answer.json()["type"]) == (405, "urn:twosource:problem:method-not-allowed")
    assert answer.headers["allow"]


def test_figures_are_in_prometheuss_format(desk: TestClient) -> None:
    answer = desk.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    assert 'twosource_reports_total{outcome="stored"}' in answer.text


def test_the_examples_in_the_openapi_document_work(desk: TestClient) -> None:
    document = desk.get("/openapi.json").json()
    schemas = document["components"]["schemas"]
    (report,) = schemas["ReportIn"]["examples"]
    (reports,) = schemas["ReportsIn"]["examples"]
    (review,) = schemas["ReviewIn"]["examples"]
    assert desk.post("/v1/extract", json=ReportIn.model_validate(report).model_dump()).status_code == 200
    compared = desk.post("/v1/compare", json=ReportsIn.model_validate(reports).model_dump()).json()
    assert "conflicts" in {each["verdict"] for each in compared["comparisons"]}
    assert ReviewIn.model_validate(review).status == "confirmed"
    refused = {
        name
        for path, calls in document["paths"].items()
        for call in calls.values()
        for status, answer in call["responses"].items()
        if status.startswith(("4", "5"))
        for name in answer["content"]
    }
    assert refused == {"application/problem+json"}
    assert "HTTPValidationError" not in json.dumps(document)
    PageOut[DiscrepancyOut].model_validate(desk.get("/v1/discrepancies").json())
