from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from api.report_files import Entry, Source, read_paths
from tests.api.conftest import FIRST, SECOND, lines

PLAIN = Source()
OUTLET = Source("Harbour Wire", "2025-07-22T09:10:00Z")


def read(path: Path | str, source: Source = PLAIN) -> list[Entry]:
    return list(read_paths([str(path)], source))


def refs(entries: list[Entry]) -> list[str | None]:
    return [entry.report.ref if entry.report else str(entry.failure) for entry in entries]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("one.json", json.dumps([FIRST, SECOND])),
        ("pretty.json", json.dumps([FIRST, SECOND], indent=2)),
        ("two.jsonl", lines(FIRST, SECOND)),
        ("two.ndjson", lines(FIRST, "", SECOND)),
        ("lines.json", lines(FIRST, SECOND)),
        ("nameless", lines(FIRST, SECOND)),
        ("bom.json", "\ufeff" + json.dumps([FIRST, SECOND])),
        ("windows.jsonl", lines(FIRST, SECOND).replace("\n", "\r\n")),
    ],
)
def test_reports_are_read_from_json_by_any_layout(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_bytes(content.encode())
    assert refs(read(tmp_path / name)) == ["hw-1", "ph-1"]


def test_one_report_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps(FIRST, indent=1))
    assert refs(read(tmp_path / "one.json")) == ["hw-1"]


def test_plain_text_keeps_every_character(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("\ufeffTwo – fell.\r\n\tThree.\n".encode())
    (entry,) = read(tmp_path / "a.txt", OUTLET)
    assert entry.report is not None
    assert entry.report.text == "Two – fell.\r\n\tThree.\n"
    assert entry.report.outlet == "Harbour Wire"


def test_a_web_page_gives_its_article_alone(tmp_path: Path) -> None:
    story = "Thirteen people were wounded in Sumy on Monday, the mayor said in a statement. " * 6
    page = f"<!doctype html><html><body><nav>Home Sport</nav><article><p>{story}</p></article></body></html>"
    (tmp_path / "a.html").write_text(page)
    (entry,) = read(tmp_path / "a.html", OUTLET)
    assert entry.report is not None
    assert entry.report.text.startswith("Thirteen people were wounded in Sumy")
    assert "Sport" not in entry.report.text and "<p>" not in entry.report.text


def test_a_folder_is_read_by_its_manifest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Thirteen people were wounded.")
    row = {"file": "a.txt", "outlet": "Harbour Wire", "published": "2025-07-22T09:10:00Z", "note": "x"}
    (tmp_path / "manifest.json").write_text(json.dumps([row]))
    (entry,) = read(tmp_path)
    assert entry.report is not None
    assert entry.report.text == "Thirteen people were wounded."


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"file": "../secret.txt"}, 'report 1: file: "../secret.txt" lies outside the folder'),
        ({"file": "link.txt"}, 'report 1: file: "link.txt" lies outside the folder'),
        ({"file": "/etc/hostname"}, 'report 1: file: "/etc/hostname" lies outside the folder'),
        ({"file": 3}, "report 1: file: must name the text file"),
        ({}, "report 1: file: must name the text file"),
        ("a.txt", "report 1: is not a report (a JSON object with outlet, published and text)"),
        (
            {"file": "a.txt", "outlet": "A"},
            "report 1: published: is missing (in the file, or as --published)",
        ),
    ],
)
def test_a_bad_row_of_a_manifest_is_named(tmp_path: Path, row: object, problem: str) -> None:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "a.txt").write_text("Thirteen people were wounded.")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    good = {"file": "a.txt", "outlet": "A", "published": "2025-07-22T09:10:00Z", "ref": "good"}
    (folder / "manifest.json").write_text(json.dumps([row, good]))
    assert refs(read(folder)) == [f"{folder}/manifest.json: {problem}", "good"]


def test_a_file_that_a_manifest_names_may_be_missing(tmp_path: Path) -> None:
    row = {"file": "b.txt", "outlet": "A", "published": "2025-07-22T09:10:00Z"}
    (tmp_path / "manifest.json").write_text(json.dumps([row]))
    assert refs(read(tmp_path)) == [f"{tmp_path}/b.txt: cannot be read (no such file or directory)"]


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.json", b"", "is empty"),
        ("a.txt", b" \n", "is empty"),
        ("a.json", b"[]", "holds no reports"),
        ("a.json", b'{"outlet": ', "is not JSON (expecting value at column 12)"),
        (
            "a.json",
            b'{"outlet":\n"a",,}',
            "2: is not JSON (expecting property name enclosed in double quotes at column 5)",
        ),
        ("a.json", b"[" * 100_000, "is not JSON that can be read (nested too deep)"),
        ("a.json", b"3", "is not a report (a JSON object with outlet, published and text)"),
        ("a.json", b'{"outlet": "A", "text": "b"}', "published: is missing (in the file, or as --published)"),
        ("a.json", b"\xff\xfe{\x00", "is UTF-16; save it as UTF-8"),
        ("a.json", b'{"outlet": "\xe9"}', "is not UTF-8 (byte 0xe9 at offset 12)"),
        ("a.txt", b"\x7fELF\x00\x00", "is binary, not a report"),
        ("a.txt", b"Thirteen wounded", "outlet: is missing (in the file, or as --outlet)"),
        ("a.txt", b"x" * 5000, "is larger than 4,000 bytes"),
        ("a.html", b"<html><body><nav></nav></body></html>", "is a web page without an article in it"),
    ],
)
def test_a_bad_file_is_one_clear_line(tmp_path: Path, name: str, content: bytes, problem: str) -> None:
    (tmp_path / name).write_bytes(content)
    (said,) = refs(read(tmp_path / name, Source(max_text=1000)))
    separator = ":" if problem[0].isdigit() else ": "
    assert said == f"{tmp_path / name}{separator}{problem}"


def test_a_path_that_is_no_file_is_named(tmp_path: Path) -> None:
    assert refs(read(tmp_path / "none.json")) == [f"{tmp_path}/none.json: cannot be read (no such file or directory)"]
    kinds = ".jsonl, .parquet or .warc files"
    assert refs(read(tmp_path)) == [f"{tmp_path}: is a folder without a manifest.json, and without {kinds}"]
    assert refs(read("/dev/zero")) == ["/dev/zero: is a device, not a report file"]
    assert refs(read("a\x00b")) == ["a\x00b: cannot be read (embedded null byte)"]


def test_a_bad_line_is_named_and_the_rest_go_on(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines(FIRST, "", "{", {"outlet": "A"}).encode() + b"\xff\n" + lines(SECOND).encode())
    assert refs(read(path)) == [
        "hw-1",
        f"{path}:3: is not JSON (expecting property name enclosed in double quotes at column 2)",
        f"{path}:4: published: is missing (in the file, or as --published)",
        f"{path}:5: is not UTF-8 (byte 0xff at offset 0)",
        "ph-1",
    ]
    assert [entry.line for entry in read(path)] == [1, 3, 4, 5, 6]


def test_standard_input_is_a_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines(FIRST, SECOND).encode())))
    assert refs(read("-")) == ["hw-1", "ph-1"]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"[Reuters] Thirteen people were wounded.")))
    (entry,) = read("-", OUTLET)
    assert entry.report is not None
    assert entry.report.text == "[Reuters] Thirteen people were wounded."
