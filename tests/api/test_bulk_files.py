from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

from api.report_files import Entry, Source, read_lines, read_paths
from api.web_pages import find_published
from tests.api.conftest import FIRST, SECOND, lines

STORY = "Thirteen people were wounded in Sumy on Monday, the mayor said in a statement to reporters. " * 6
PAGE = f"<!doctype html><html><head>%s</head><body><nav>Home</nav><article><p>{STORY}</p></article></body></html>"
META = '<meta property="article:published_time" content="2025-07-22T11:10:00+0200">'


def read(path: Path, source: Source | None = None) -> list[Entry]:
    return list(read_paths([str(path)], source or Source()))


def said(entries: list[Entry]) -> list[object]:
    return [entry.report.ref if entry.report else str(entry.failure) for entry in entries]


def test_lines_are_read_one_at_a_time() -> None:
    taken = 0

    def endless() -> object:
        nonlocal taken
        while True:
            taken += 1
            yield json.dumps(FIRST).encode() + b"\n"

    entries = read_lines("a", endless(), Source())  # type: ignore[arg-type]
    assert [next(entries).line for _ in range(3)] == [1, 2, 3]
    assert taken == 3


def test_compressed_lines_are_lines_and_say_how_far_they_are(tmp_path: Path) -> None:
    for name, content in (("a.jsonl.gz", gzip.compress(lines(FIRST).encode())), ("b.jsonl", lines(SECOND).encode())):
        (tmp_path / name).write_bytes(content)
    entries = read(tmp_path)
    assert said(entries) == ["hw-1", "ph-1"]
    share = (tmp_path / "a.jsonl.gz").stat().st_size
    assert [entry.done for entry in entries] == [share / (share + (tmp_path / "b.jsonl").stat().st_size), 1.0]


def test_lines_that_are_cut_short_give_what_they_hold(tmp_path: Path) -> None:
    content = gzip.compress(lines(FIRST, *[SECOND | {"ref": str(number)} for number in range(500)]).encode())
    (tmp_path / "a.jsonl.gz").write_bytes(content[:-300])
    found = said(read(tmp_path / "a.jsonl.gz"))
    assert found[0] == "hw-1"
    assert found[-1] == f"{tmp_path}/a.jsonl.gz: is cut short"


def test_a_line_that_is_too_long_is_named_and_the_rest_go_on(tmp_path: Path) -> None:
    source = Source(max_text=1000)
    (tmp_path / "a.jsonl").write_text(lines(FIRST, FIRST | {"text": "x" * 2_000_000}, SECOND))
    found = said(read(tmp_path / "a.jsonl", source))
    assert found == ["hw-1", f"{tmp_path}/a.jsonl:2: is larger than {source.longest_line:,} bytes", "ph-1"]


def test_an_empty_file_of_lines_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("\n\n")
    assert said(read(tmp_path / "a.jsonl")) == [f"{tmp_path}/a.jsonl: is empty"]


def test_a_folder_gives_its_files_by_name_at_any_depth(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name, ref in (("b/c.ndjson", "2"), ("a.jsonl", "1"), ("z.JSONL", "3")):
        (tmp_path / name).write_text(lines(FIRST | {"ref": ref}))
    (tmp_path / "notes.txt").write_text("not a report")
    assert said(read(tmp_path)) == ["1", "2", "3"]


@pytest.mark.parametrize(
    "published",
    [
        "2025-07-22T09:10:00Z",
        datetime(2025, 7, 22, 9, 10),
        datetime(2025, 7, 22, 9, 10, tzinfo=UTC),
        datetime(2025, 7, 22, 12, 10, tzinfo=timezone(timedelta(hours=3))),
    ],
)
def test_a_row_of_parquet_is_a_report(tmp_path: Path, published: object) -> None:
    rows = [FIRST | {"published": published, "score": 0.5}, FIRST | {"published": published, "outlet": None}]
    parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "a.parquet")
    good, bad = read(tmp_path / "a.parquet")
    assert good.report is not None
    assert (good.report.ref, good.report.published) == ("hw-1", datetime(2025, 7, 22, 9, 10, tzinfo=UTC))
    assert good.report.text == FIRST["text"]
    assert said([bad]) == [f"{tmp_path}/a.parquet: row 2: outlet: is missing (in the file, or as --outlet)"]
    assert [good.done, bad.done] == [0.5, 1.0]


def test_what_is_no_parquet_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1 and no more")
    (problem,) = said(read(tmp_path / "a.parquet"))
    assert str(problem).startswith(f"{tmp_path}/a.parquet: is not Parquet that can be read (")
    assert str(read(tmp_path / "b.parquet")[0].failure).startswith(f"{tmp_path}/b.parquet: ")


def archive(path: Path, *pages: tuple[str, str, bytes, str]) -> None:
    """Pages as (url, status, content, content type), each beside the request for it."""
    written = b""
    for url, status, content, kind in pages:
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + content
        for type, payload in (("request", b"GET / HTTP/1.1\r\n\r\n"), ("response", answer)):
            head = f"WARC/1.0\r\nWARC-Type: {type}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-07-23T01:02:03Z\r\n"
            head += f"Content-Type: application/http; msgtype={type}\r\nContent-Length: {len(payload)}\r\n\r\n"
            record = head.encode() + payload + b"\r\n\r\n"
            written += gzip.compress(record) if path.suffix == ".gz" else record
    path.write_bytes(written)


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_page_of_a_web_archive_is_a_report(tmp_path: Path, name: str) -> None:
    archive(
        tmp_path / name,
        ("https://www.harbourwire.example/sumy", "200 OK", (PAGE % META).encode(), "text/html; charset=utf-8"),
        ("https://news.plains.example/a.png", "200 OK", b"\x89PNG", "image/png"),
        ("https://news.plains.example/gone", "404 Not Found", (PAGE % "").encode(), "text/html"),
        ("https://news.plains.example/sumy", "200 OK", (PAGE % "").encode(), "Text/HTML"),
        ("https://news.plains.example/menu", "200 OK", b"<html><body><nav></nav></body></html>", "text/html"),
    )
    first, second, empty = read(tmp_path / name)
    assert first.report is not None and second.report is not None
    assert (first.report.outlet, first.report.url) == ("harbourwire.example", "https://www.harbourwire.example/sumy")
    assert first.report.published == datetime(2025, 7, 22, 9, 10, tzinfo=UTC)
    assert first.report.text.startswith("Thirteen people were wounded in Sumy") and "Home" not in first.report.text
    assert second.report.outlet == "news.plains.example"
    assert second.report.published == datetime(2025, 7, 23, 1, 2, 3, tzinfo=UTC)
    assert said([empty]) == [f"{tmp_path}/{name}: record 10: is a web page without an article in it"]
    assert first.done is not None and 0 < first.done <= 1


def test_an_archive_that_is_cut_short_gives_what_it_holds(tmp_path: Path) -> None:
    page = ("https://harbourwire.example/sumy", "200 OK", (PAGE % META).encode(), "text/html")
    archive(tmp_path / "a.warc.gz", page, page)
    content = (tmp_path / "a.warc.gz").read_bytes()
    (tmp_path / "a.warc.gz").write_bytes(b"no archive " + content)
    (problem,) = said(read(tmp_path / "a.warc.gz"))
    assert str(problem).startswith(f"{tmp_path}/a.warc.gz: is not an archive that can be read on (")


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (META, "2025-07-22T11:10:00+02:00"),
        ("<meta content='2025-07-22T09:10:00Z' property='article:published_time'/>", "2025-07-22T09:10:00Z"),
        ('{"@type": "NewsArticle", "datePublished": "2025-07-22T09:10:00.5Z"}', "2025-07-22T09:10:00.5Z"),
        ('<time itemprop="datePublished" datetime="2025-07-22T09:10+00:00">', "2025-07-22T09:10+00:00"),
        ('<meta property="article:published_time" content="2025-07-22">', None),
        ('<meta property="article:published_time" content="2025-07-22T09:10:00">', None),
        ('<meta property="article:modified_time" content="2025-07-22T09:10:00Z">', None),
        ("", None),
    ],
)
def test_a_page_may_say_when_it_was_published(head: str, published: str | None) -> None:
    assert find_published(head.encode()) == published
