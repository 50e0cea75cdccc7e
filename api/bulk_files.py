"""Files with many reports, read a little at a time: JSON Lines, also compressed, Parquet, and web archives."""

from __future__ import annotations

import gzip
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from api.errors import BadReportFile, InvalidRequest
from api.web_pages import page_fields

if TYPE_CHECKING:
    from api.report_files import Entry, Source

LINES_SUFFIXES = frozenset({".jsonl", ".ndjson"})
PARQUET_SUFFIXES = frozenset({".parquet"})
WARC_SUFFIXES = frozenset({".warc"})
COMPRESSED = ".gz"
ROWS = 256
"""Rows of a Parquet file in memory at a time."""
HTML_TYPES = ("text/html", "application/xhtml+xml")


def kind_of(path: str) -> str:
    """The suffix that says what a file holds, in lower case: ".jsonl" also of "today.jsonl.gz"."""
    suffixes = [suffix.lower() for suffix in Path(path).suffixes[-2:]]
    if suffixes[-1:] == [COMPRESSED]:
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


def bulk_parts(path: str) -> list[str]:
    """The files of a folder without a manifest, at any depth, by name; else the path itself."""
    from api.report_files import MANIFEST

    folder = Path(path)
    try:
        if not folder.is_dir() or (folder / MANIFEST).is_file():
            return [path]
        kinds = LINES_SUFFIXES | PARQUET_SUFFIXES | WARC_SUFFIXES
        found = sorted(str(each) for each in folder.rglob("*") if kind_of(each.name) in kinds and each.is_file())
    except (OSError, ValueError):
        return [path]
    return found or [path]


@contextmanager
def reading(path: Path) -> Iterator[BinaryIO]:
    """A file to read from. Raises BadReportFile, also for what goes wrong while it is read."""
    try:
        with open(path, "rb") as file:
            if stat.S_ISCHR(os.fstat(file.fileno()).st_mode):
                raise BadReportFile(str(path), "is a device, not a report file")
            yield file
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise BadReportFile(str(path), f"cannot be read ({reason[:1].lower() + reason[1:]})") from error


def stream_lines(where: str, first: Iterable[bytes], stream: BinaryIO, source: Source) -> Iterator[Entry]:
    """Reports of JSON Lines, `first` being the lines that were read from the stream already."""
    from api.report_files import read_lines

    size = _size(stream)
    content = cast(BinaryIO, gzip.GzipFile(fileobj=stream)) if where.lower().endswith(COMPRESSED) else stream
    lines = chain(first, _bounded_lines(content, source.longest_line))
    empty = True
    try:
        for entry in read_lines(where, lines, source):
            empty = False
            yield replace(entry, done=stream.tell() / size) if size else entry
    except EOFError as error:
        raise BadReportFile(where, "is cut short") from error
    if empty:
        raise BadReportFile(where, "is empty")


def _bounded_lines(stream: BinaryIO, limit: int) -> Iterator[bytes]:
    """Lines, of which one that is too long gives its start alone."""
    while line := stream.readline(limit + 1):
        yield line
        while len(line) > limit and not line.endswith(b"\n"):
            line = stream.readline(limit + 1)


def _size(stream: BinaryIO) -> int:
    """Bytes of a file; 0 for what has no end yet, such as a pipe."""
    try:
        status = os.fstat(stream.fileno())
    except (OSError, ValueError):
        return 0
    return status.st_size if stat.S_ISREG(status.st_mode) else 0


def read_parquet(path: str, source: Source) -> Iterator[Entry]:
    """A report a row; the columns bear the names of a report's fields, and `published` may be a timestamp."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise InvalidRequest(path, "reading Parquet needs the extra: pip install 'twosource[parquet]'") from error
    try:
        with parquet.ParquetFile(path) as file:
            rows = file.metadata.num_rows
            for number, row in enumerate(_rows(file), start=1):
                yield replace(source.entry(f"{path}: row {number}", _fields(row)), done=number / rows)
    except (pyarrow.ArrowException, OSError) as error:
        raise BadReportFile(path, f"is not Parquet that can be read ({' '.join(str(error).split())[:200]})") from error


def _rows(file: Any) -> Iterator[Mapping[str, object]]:  # noqa: ANN401 - pyarrow ships no types
    names = {"outlet", "published", "text", "url", "title", "language", "ref"}
    columns = [name for name in file.schema_arrow.names if name in names]
    for batch in file.iter_batches(batch_size=ROWS, columns=columns):
        yield from batch.to_pylist()


def _fields(row: Mapping[str, object]) -> Mapping[str, object]:
    """A timestamp is written out; one without a zone is in UTC, as Parquet has it."""
    published = row.get("published")
    if not isinstance(published, datetime):
        return row
    known = published if published.tzinfo else published.replace(tzinfo=UTC)
    return {**row, "published": known.astimezone(UTC).isoformat()}


def read_warc(where: str, stream: BinaryIO, source: Source) -> Iterator[Entry]:
    """A report a web page that was fetched with success; whatever else is archived is passed over."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        raise InvalidRequest(where, "reading web archives needs the extra: pip install 'twosource[warc]'") from error
    size = _size(stream)
    try:
        for number, record in enumerate(ArchiveIterator(stream), start=1):
            if _is_page(record):
                place = f"{where}: record {number}"
                yield replace(_page(place, record, source), done=stream.tell() / size if size else None)
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
        raise BadReportFile(where, f"is not an archive that can be read on ({str(error)[:200]})") from error


def _is_page(record: Any) -> bool:  # noqa: ANN401 - warcio ships no types
    if record.rec_type == "resource":
        kind = record.rec_headers.get_header("Content-Type") or ""
    elif record.rec_type == "response" and record.http_headers and record.http_headers.get_statuscode() == "200":
        kind = record.http_headers.get_header("Content-Type") or ""
    else:
        return False
    return str(kind).partition(";")[0].strip().lower() in HTML_TYPES


def _page(where: str, record: Any, source: Source) -> Entry:  # noqa: ANN401
    from api.report_files import BYTES_A_CHARACTER, Entry

    limit = source.max_text * BYTES_A_CHARACTER
    content = record.content_stream().read(limit + 1)
    url = record.rec_headers.get_header("WARC-Target-URI")
    try:
        if len(content) > limit:
            raise BadReportFile(where, f"is larger than {limit:,} bytes")
        fields = page_fields(where, content, url, record.rec_headers.get_header("WARC-Date"))
    except BadReportFile as error:
        return Entry(where, None, error)
    return source.entry(where, fields)
