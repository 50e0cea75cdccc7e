"""Report files to reports: JSON, JSON Lines, plain text, HTML, Parquet, WARC, folders, standard input.

Every problem is one line that names the file, the line or the report in it, the field and what is wrong.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from api.bulk_files import (
    LINES_SUFFIXES,
    PARQUET_SUFFIXES,
    WARC_SUFFIXES,
    bulk_parts,
    kind_of,
    read_parquet,
    read_warc,
    reading,
    stream_lines,
)
from api.errors import BadReportFile
from api.strict_json import NotStrict, strict_json
from api.web_pages import main_text
from claims.errors import InvalidReport
from claims.input import MAX_TEXT, make_report
from claims.types import Report

STANDARD_INPUT = "-"
MANIFEST = "manifest.json"
HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
MAX_FILE = 2_000_000_000
"""Bytes of a JSON file, which may hold many reports and is read whole; JSON Lines may go on for ever."""
LONGEST_ESCAPE = 12
"""Bytes of a character in JSON, at most: two escapes of six."""
BYTES_A_CHARACTER = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """One report of a file and where it stands, or what is wrong with it; `line` counts from one.

    `done` is the share of all input, by size, that ends about here; None where that is not known.
    """

    where: str
    report: Report | None
    error: BadReportFile | InvalidReport | None = None
    line: int | None = None
    done: float | None = None

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

    @property
    def longest_line(self) -> int:
        """Bytes that a line of JSON may have: more hold no report that may be read."""
        return self.max_text * LONGEST_ESCAPE + 1_000_000

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
    parts = [part for path in paths for part in bulk_parts(path)]
    sizes = [_size(part) for part in parts]
    whole, before = sum(sizes), 0
    for path, size in zip(parts, sizes, strict=True):
        try:
            for entry in _read_path(path, source):
                yield replace(entry, done=(before + size * (entry.done or 0)) / whole) if whole else entry
        except BadReportFile as error:
            yield Entry(error.where, None, error)
        before += size


def read_lines(where: str, lines: Iterable[bytes], source: Source) -> Iterator[Entry]:
    """Reports of JSON Lines; blank lines are passed over, and counted."""
    longest = source.longest_line
    for number, line in enumerate(lines, start=1):
        if line.strip():
            place = f"{where}:{number}"
            try:
                _bounded(place, line, longest)
                entry = source.entry(place, parse_json(place, line.removesuffix(b"\n")))
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
    suffix = kind_of(path)
    if path == STANDARD_INPUT:
        yield from _read_stream("standard input", sys.stdin.buffer, "", source)
    elif Path(path).is_dir():
        yield from _read_folder(Path(path), source)
    elif suffix in PARQUET_SUFFIXES:
        yield from read_parquet(path, source)
    elif suffix in WARC_SUFFIXES:
        with reading(Path(path)) as stream:
            yield from read_warc(path, stream, source)
    else:
        with reading(Path(path)) as stream:
            yield from _read_stream(path, stream, suffix, source)


def _read_stream(where: str, stream: BinaryIO, suffix: str, source: Source) -> Iterator[Entry]:
    """JSON Lines a line at a time, by name or by their first line; anything else whole."""
    if suffix in LINES_SUFFIXES:
        yield from stream_lines(where, (), stream, source)
        return
    first = stream.readline(source.longest_line + 1)
    may_be_json = suffix == ".json" or (suffix not in (".txt", *HTML_SUFFIXES) and source.outlet is None)
    line = first.removeprefix(b"\xef\xbb\xbf").strip()
    if may_be_json and line.startswith(b"{") and line.endswith(b"}"):
        second = stream.readline(source.longest_line + 1)
        if second.strip():
            yield from stream_lines(where, (first, second), stream, source)
            return
        first += second
    yield from _read_content(where, _bounded(where, first + stream.read(MAX_FILE), MAX_FILE), suffix, source)


def _read_content(where: str, content: bytes, suffix: str, source: Source) -> Iterator[Entry]:
    if not content.strip():
        raise BadReportFile(where, "is empty")
    start = content[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    if suffix == ".json" or (suffix != ".txt" and start.startswith((b"{", b"[")) and source.outlet is None):
        yield from _read_json(where, content, source)
    else:
        html = suffix in HTML_SUFFIXES or start.lower().startswith((b"<!doctype html", b"<html"))
        _bounded(where, content, source.max_text * BYTES_A_CHARACTER)
        text = decode(where, content)
        yield source.entry(where, {"text": main_text(where, text) if html else text})


def _read_json(where: str, content: bytes, source: Source) -> Iterator[Entry]:
    """One report or a list of reports."""
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
        kinds = ".jsonl, .parquet or .warc files"
        raise BadReportFile(str(folder), f"is a folder without a {MANIFEST}, and without {kinds}")
    rows = parse_json(str(manifest), _read_bytes(manifest, MAX_FILE))
    if not isinstance(rows, list) or not rows:
        raise BadReportFile(str(manifest), "is not a list of reports")
    for number, fields in enumerate(rows, start=1):
        where = f"{manifest}: report {number}"
        try:
            yield source.entry(where, _with_text(folder, where, fields, source))
        except BadReportFile as error:
            yield Entry(error.where, None, error)


def _size(path: str) -> int:
    try:
        return 0 if path == STANDARD_INPUT else os.stat(path).st_size
    except (OSError, ValueError):
        return 0


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
    with reading(path) as file:
        return _bounded(str(path), file.read(limit + 1), limit)


def _bounded(where: str, content: bytes, limit: int) -> bytes:
    if len(content) > limit:
        raise BadReportFile(where, f"is larger than {limit:,} bytes")
    return content
