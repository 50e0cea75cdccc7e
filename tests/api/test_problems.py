from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from api import errors as edge
from api.problems import INTERNAL, PROBLEMS, kind_of, problem_json
from claims import errors as claims
from claims.parsing import ParserUnavailable
from index import errors as index

HERE = Path("/srv/store")
OLDER = index.StoreOlder(HERE, 1, 2)
EXAMPLES: dict[type[Exception], tuple[Exception, int, str]] = {
    claims.InvalidReport: (claims.InvalidReport("text", "is empty"), 422, "text: is empty"),
    claims.ReportTooLarge: (claims.ReportTooLarge(9, 5), 413, "text: has 9 characters; a report may have 5"),
    claims.UnsupportedLanguage: (
        claims.UnsupportedLanguage("French"),
        422,
        "text: is in French; only English is read",
    ),
    ParserUnavailable: (
        ParserUnavailable("m", "it has no dependency parser"),
        503,
        "spaCy model 'm' cannot be loaded: it has no dependency parser",
    ),
    claims.ClaimsError: (claims.ClaimsError("x"), 500, "The report of what happened is in the log."),
    edge.BadReportFile: (edge.BadReportFile("line:3", "is not JSON"), 422, "is not JSON"),
    edge.InvalidRequest: (edge.InvalidRequest("q", "is empty"), 422, "q: is empty"),
    edge.RequestTooLarge: (edge.RequestTooLarge(5), 413, "the body is larger than 5 bytes"),
    edge.NotReady: (edge.NotReady(), 503, "still loading its models; ask again in a few seconds"),
    edge.BadSetting: (edge.BadSetting("A", "b"), 500, "The report of what happened is in the log."),
    edge.ApiError: (edge.ApiError("x"), 500, "The report of what happened is in the log."),
    index.NotFound: (index.NotFound("claim", "clm_1"), 404, "no claim has the id 'clm_1'"),
    index.InvalidCursor: (index.InvalidCursor("z"), 422, "'z' is not a cursor of this list"),
    index.IndexMismatch: (
        index.IndexMismatch("encoder", "a", "b"),
        503,
        "the library was made with encoder 'a', not 'b': run `twosource rebuild` to move it over",
    ),
    index.ExtraMissing: (
        index.ExtraMissing("a store in PostgreSQL", "postgres"),
        503,
        "a store in PostgreSQL needs more packages: install twosource[postgres]",
    ),
    index.EncoderUnavailable: (index.EncoderUnavailable("m", "is not there"), 503, "is not there"),
    index.LibraryMissing: (index.LibraryMissing(HERE), 503, "no library is stored here yet"),
    index.LibraryLocked: (index.LibraryLocked(HERE), 409, "another process is writing to this library"),
    index.LibraryReadOnly: (index.LibraryReadOnly(HERE), 409, "opened for reading only"),
    index.LibraryClosed: (index.LibraryClosed(HERE), 503, "this library is closed"),
    index.StoreNewer: (
        index.StoreNewer(HERE, 9, 1),
        503,
        "written in format 9; this release knows formats up to 1",
    ),
    index.StoreOlder: (OLDER, 503, OLDER.problem),
    index.StoreCorrupt: (index.StoreCorrupt(HERE, "a row is missing"), 500, "a row is missing"),
    index.StoreUnavailable: (index.StoreUnavailable(HERE, "the disk is full"), 503, "the disk is full"),
    index.StoreError: (index.StoreError(HERE, "odd"), 503, "odd"),
    index.LibraryError: (index.LibraryError("x"), 500, "The report of what happened is in the log."),
}


def classes(root: type[Exception]) -> Iterator[type[Exception]]:
    yield root
    for child in root.__subclasses__():
        yield from classes(child)


def ours() -> list[type[Exception]]:
    roots = (claims.ClaimsError, index.LibraryError, edge.ApiError)
    return [each for root in roots for each in classes(root)]


def test_every_class_is_in_the_table_and_in_the_examples() -> None:
    assert set(ours()) == set(PROBLEMS) == set(EXAMPLES)


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda each: each.__name__)
def test_every_class_has_its_status_and_words(error: type[Exception]) -> None:
    example, status, detail = EXAMPLES[error]
    body = problem_json(example)
    assert (body["status"], body["detail"]) == (status, detail)
    assert body["type"] == f"urn:twosource:problem:{PROBLEMS[error].slug}"
    assert body["title"] == PROBLEMS[error].title
    assert str(HERE) not in body["detail"]


def test_the_field_at_fault_is_named() -> None:
    assert problem_json(claims.InvalidReport("published", "is missing"))["field"] == "published"
    assert problem_json(edge.InvalidRequest("q", "is empty"))["field"] == "q"
    assert problem_json(index.InvalidCursor("z"))["field"] == "cursor"


def test_a_foreign_error_tells_nothing_of_itself() -> None:
    assert kind_of(ZeroDivisionError("secret")) is INTERNAL
    assert "secret" not in str(problem_json(ZeroDivisionError("secret")))
