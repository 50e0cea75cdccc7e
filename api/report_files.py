"""Report files to reports: JSON, JSON Lines, plain text, HTML, a folder with a manifest, standard input.

Every problem is one line that names the file, the line or the report in it, the field and what is wrong.
"""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from api.errors import BadReportFile
from api.strict_json import NotStrict, strict_json
from claims.errors import InvalidReport
from claims.input import MAX_TEXT, make_report
from claims.types import Report
from claims.web_pages import find_article

STANDARD_INPUT = "-"
MANIFEST = "manifest.json"
HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
LINES_SUFFIXES = frozenset({".jsonl", ".ndjson"})
MAX_FILE = 2_000_000_000
"""Bytes of a JSON or JSON Lines file, which may hold many reports."""
BYTES_A_CHARACTER = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """One report of a file and where it stands, or what is wrong with it; `line` counts from one."""

    where: str
    report: Report | None
    error: BadReportFile | InvalidReport | None = None
    line: int | None = None

    @property
    def failure(self) -> BadReportFile:
        """What is wrong, told as a line that names the place."""
        if not isinstance(self.error, InvalidReport):
            return self.error or BadReportFile(self.where, "holds no report")
        missing = self.error.problem == "is missing" and self.error.field in ("outlet", "published")
        advice = f" (in the file, or as --{self.error.field})" if missing else ""
        return BadReportFile(self.where, self.error.problem + advice, self.error.field)


@dataclass(frozen=True, slots=True)
class Source:
    """How to read files: fields that stand in for missing ones, and the longest text."""

    outlet: str | None = None
    published: str | None = None
    max_text: int = MAX_TEXT

    def entry(self, where: str, fields: object) -> Entry:
        """The report that JSON fields describe, or the reason why they describe none."""
        if not isinstance(fields, Mapping):
            problem = "is not a report (a JSON object with outlet, published and text)"
            return Entry(where, None, BadReportFile(where, problem))
        defaults = {"outlet": self.outlet, "published": self.published}
        given = {name: value for name, value in fields.items() if value is not None}
        try:
            return Entry(where, make_report(defaults | given, self.max_text))
        except InvalidReport as error:
            return Entry(where, None, error)


def read_paths(paths: Iterable[str], source: Source) -> Iterator[Entry]:
    """Every report of every path, in order; a bad one is an entry too, and the rest go on."""
    for path in paths:
        try:
            yield from _read_path(path, source)
        except BadReportFile as error:
            yield Entry(error.where, None, error)


def read_lines(where: str, lines: Iterable[bytes], source: Source) -> Iterator[Entry]:
    """Reports of JSON Lines; blank lines are passed over, and counted."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            place = f"{where}:{number}"
            try:
                entry = source.entry(place, parse_json(place, line))
            except BadReportFile as error:
                entry = Entry(place, None, error)
            yield replace(entry, line=number)


def parse_json(where: str, content: bytes | str) -> object:
    """JSON of untrusted bytes. Raises BadReportFile saying what is wrong, and in which line."""
    text = content if isinstance(content, str) else decode(where, content)
    try:
        return strict_json(text)
    except json.JSONDecodeError as error:
        spot = f"{where}:{error.lineno}" if error.lineno > 1 else where
        raise BadReportFile(spot, f"is not JSON ({error.msg.lower()} at column {error.colno})") from error
    except NotStrict as error:
        raise BadReportFile(where, str(error)) from error


def decode(where: str, content: bytes) -> str:
    """UTF-8 to text, line ends kept. Raises BadReportFile for any other encoding and for binary files."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadReportFile(where, "is UTF-16; save it as UTF-8")
    if b"\x00" in content:
        raise BadReportFile(where, "is binary, not a report")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = content[error.start]
        raise BadReportFile(where, f"is not UTF-8 (byte 0x{byte:02x} at offset {error.start})") from error


def _read_path(path: str, source: Source) -> Iterator[Entry]:
    if path == STANDARD_INPUT:
        content = _bounded("standard input", sys.stdin.buffer.read(MAX_FILE + 1), MAX_FILE)
        yield from _read_content("standard input", content, "", source)
    elif Path(path).is_dir():
        yield from _read_folder(Path(path), source)
    else:
        suffix = Path(path).suffix.lower()
        yield from _read_content(path, _read_bytes(Path(path), MAX_FILE), suffix, source)


def _read_content(where: str, content: bytes, suffix: str, source: Source) -> Iterator[Entry]:
    if not content.strip():
        raise BadReportFile(where, "is empty")
    start = content[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    if suffix in LINES_SUFFIXES:
        yield from read_lines(where, content.split(b"\n"), source)
    elif suffix == ".json" or (suffix != ".txt" and start.startswith((b"{", b"[")) and source.outlet is None):
        yield from _read_json(where, content, source)
    else:
        html = suffix in HTML_SUFFIXES or start.lower().startswith((b"<!doctype html", b"<html"))
        _bounded(where, content, source.max_text * BYTES_A_CHARACTER)
        text = decode(where, content)
        yield source.entry(where, {"text": main_text(where, text) if html else text})


def _read_json(where: str, content: bytes, source: Source) -> Iterator[Entry]:
    """One report, a list of reports, or JSON Lines under another name."""
    lines = content.strip().split(b"\n")
    if len(lines) > 1 and lines[0].strip().endswith(b"}") and lines[0].lstrip().startswith(b"{"):
        yield from read_lines(where, content.split(b"\n"), source)
        return
    value = parse_json(where, content)
    if not isinstance(value, list):
        yield source.entry(where, value)
        return
    if not value:
        raise BadReportFile(where, "holds no reports")
    for number, fields in enumerate(value, start=1):
        yield source.entry(f"{where}: report {number}", fields)


def _read_folder(folder: Path, source: Source) -> Iterator[Entry]:
    manifest = folder / MANIFEST
    if not manifest.is_file():
        raise BadReportFile(str(folder), f"is a folder without a {MANIFEST}")
    rows = parse_json(str(manifest), _read_bytes(manifest, MAX_FILE))
    if not isinstance(rows, list) or not rows:
        raise BadReportFile(str(manifest), "is not a list of reports")
    for number, fields in enumerate(rows, start=1):
        where = f"{manifest}: report {number}"
        try:
            yield source.entry(where, _with_text(folder, where, fields, source))
        except BadReportFile as error:
            yield Entry(error.where, None, error)


def _with_text(folder: Path, where: str, fields: object, source: Source) -> object:
    """A manifest's row with the text of its file in it."""
    if not isinstance(fields, Mapping):
        return fields
    name = fields.get("file")
    if not isinstance(name, str) or not name or "\x00" in name:
        raise BadReportFile(where, "must name the text file", "file")
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise BadReportFile(where, f'"{name}" lies outside the folder', "file")
    content = _read_bytes(path, source.max_text * BYTES_A_CHARACTER)
    text = decode(str(path), content)
    if path.suffix.lower() in HTML_SUFFIXES:
        text = main_text(str(path), text)
    return {**fields, "text": text}


def _read_bytes(path: Path, limit: int) -> bytes:
    try:
        with open(path, "rb") as file:
            if stat.S_ISCHR(os.fstat(file.fileno()).st_mode):
                raise BadReportFile(str(path), "is a device, not a report file")
            return _bounded(str(path), file.read(limit + 1), limit)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise BadReportFile(str(path), f"cannot be read ({reason[:1].lower() + reason[1:]})") from error


def _bounded(where: str, content: bytes, limit: int) -> bytes:
    if len(content) > limit:
        raise BadReportFile(where, f"is larger than {limit:,} bytes")
    return content


def main_text(where: str, html: str) -> str:
    """The article of a web page, without its menus and advertisements; offsets count in this text."""
    text = find_article(html)
    if text is None:
        raise BadReportFile(where, "is a web page without an article in it")
    return text
