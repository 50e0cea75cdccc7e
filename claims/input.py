"""What callers send, to a report: the one place where a report is found fit to read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from claims.errors import InvalidReport, ReportTooLarge, UnsupportedLanguage
from claims.ids import report_id
from claims.languages import find_foreign_language, language_name
from claims.types import Report
from claims.web_pages import find_article, is_page

MAX_TEXT = 2_000_000
"""Characters in one report. The longest news reports have some 100,000."""
MAX_NAME = 500
"""Characters in an outlet or in a caller's own identifier."""
MAX_LINE = 4_000
"""Characters in a title or an address."""
FIRST_YEAR, LAST_YEAR = 1600, 2200

TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)?")
BARE_DATE = re.compile(r"\d{4}-\d\d-\d\d")
SURROGATE = re.compile("[\ud800-\udfff]")


def make_report(fields: Mapping[str, object], max_text: int = MAX_TEXT) -> Report:
    """The report that the fields describe, with its id. Unknown fields are left alone.

    The text stays as sent, so that offsets count in it; of HTML the article is kept, and offsets count in the
    report's `text`. `published` is kept in UTC, to the second.

    Raises InvalidReport naming the first field at fault ("published: has no time zone"), ReportTooLarge, or
    UnsupportedLanguage where the text is surely not English.
    """
    outlet = _name(fields, "outlet")
    if outlet is None:
        raise InvalidReport("outlet", "is missing")
    published = parse_published(fields.get("published"))
    text = _text(fields, max_text)
    _check_language(fields.get("language"))
    report = Report(
        id=report_id(outlet, published, text),
        outlet=outlet,
        published=published,
        text=text,
        url=_string(fields, "url", MAX_LINE),
        title=_string(fields, "title", MAX_LINE),
        ref=_string(fields, "ref", MAX_NAME),
    )
    foreign = find_foreign_language(text)
    if foreign is not None:
        raise UnsupportedLanguage(foreign)
    return report


def parse_published(value: object) -> datetime:
    """RFC 3339 time to an instant in UTC: "2025-07-22T12:10:00+03:00" is 09:10 UTC.

    A bare date or a time without a zone is refused: which night "overnight" means hangs on the hour.
    """
    if value is None:
        raise InvalidReport("published", "is missing")
    if not isinstance(value, str):
        raise InvalidReport("published", f"must be a string, not {_kind(value)}")
    stamp = value.strip()
    if BARE_DATE.fullmatch(stamp):
        raise InvalidReport("published", f'"{stamp}" has no time of day; write it as "{stamp}T12:00:00Z"')
    shape = TIMESTAMP.fullmatch(stamp)
    if shape is None:
        raise InvalidReport("published", f"{_shown(value)} is not a time such as 2025-07-22T09:10:00Z")
    if shape[3] is None:
        raise InvalidReport("published", f'"{stamp}" has no time zone; add Z for UTC')
    try:
        moment = datetime.fromisoformat(stamp.upper()).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise InvalidReport("published", f'"{stamp}" is not a date that exists') from error
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise InvalidReport("published", f"{moment.year} is not between {FIRST_YEAR} and {LAST_YEAR}")
    return moment.replace(microsecond=0)


def _text(fields: Mapping[str, object], max_text: int) -> str:
    text = fields.get("text")
    if isinstance(text, str) and len(text) > max_text:
        raise ReportTooLarge(len(text), max_text)
    checked = _string(fields, "text", max_text)
    if checked is None:
        raise InvalidReport("text", "is missing")
    if not checked.strip():
        raise InvalidReport("text", "is empty")
    if not is_page(checked):
        return checked
    article = find_article(checked)
    if article is None:
        raise InvalidReport("text", "is a web page without an article in it")
    return article


def _name(fields: Mapping[str, object], field: str) -> str | None:
    value = _string(fields, field, MAX_NAME)
    if value is None:
        return None
    name = value.strip()
    if not name:
        raise InvalidReport(field, "is empty")
    if not name.isprintable():
        raise InvalidReport(field, "must be one line of printable characters")
    return name


def _string(fields: Mapping[str, object], field: str, limit: int) -> str | None:
    value = fields.get(field)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InvalidReport(field, f"must be a string, not {_kind(value)}")
    if len(value) > limit:
        raise InvalidReport(field, f"has {len(value):,} characters; at most {limit:,} are kept")
    broken = SURROGATE.search(value)
    if broken:
        raise InvalidReport(field, f"is not valid Unicode (half a surrogate at character {broken.start()})")
    if "\x00" in value:
        raise InvalidReport(field, f"is binary (a NUL at character {value.index(chr(0))})")
    return value


def _check_language(value: object) -> None:
    if value is None:
        return
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", value):
        raise InvalidReport("language", f"{_shown(value)} is not a language code such as en")
    if value.split("-")[0].lower() != "en":
        raise UnsupportedLanguage(language_name(value), field="language")


def _kind(value: object) -> str:
    """JSON's word for a value's type."""
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, list | tuple):
        return "a list"
    return "an object" if isinstance(value, Mapping) else type(value).__name__


def _shown(value: object) -> str:
    """A caller's value in a message, on one line and short."""
    text = ascii(value) if not isinstance(value, str) else '"' + ascii(value)[1:-1] + '"'
    return text if len(text) <= 60 else text[:57] + "…"
