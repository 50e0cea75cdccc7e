"""Web pages to what they report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from api.errors import BadReportFile
from claims.web_pages import find_article

_WHEN = (
    re.compile(rb"""<meta[^>]*\bproperty=["']?article:published_time\b[^>]*?\bcontent=["']?([^"'>\s]+)""", re.I),
    re.compile(rb"""<meta[^>]*?\bcontent=["']?([^"'>\s]+)[^>]*\bproperty=["']?article:published_time\b""", re.I),
    re.compile(rb'"datePublished"\s*:\s*"([^"]+)"'),
    re.compile(rb"""<time[^>]*\bitemprop=["']?datePublished\b[^>]*?\bdatetime=["']?([^"'>\s]+)""", re.I),
)
_EXACT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)")
_HEAD = 500_000
"""Bytes of a page in which its time is looked for."""


def main_text(where: str, html: str) -> str:
    """The article of a web page, without its menus and advertisements; offsets count in this text."""
    text = find_article(html)
    if text is None:
        raise BadReportFile(where, "is a web page without an article in it")
    return text


def page_fields(where: str, html: bytes, url: str | None, fetched: str | None) -> Mapping[str, object]:
    """A report's fields: the outlet is the host, "harbourwire.example"; the time is the page's own where it
    gives one with its zone, else when the page was fetched. Raises BadReportFile where there is no article.
    """
    from trafilatura.utils import decode_file

    text: str = decode_file(html)  # by what the page says of itself, else by its bytes
    host = (urlsplit(url).hostname or "").removeprefix("www.") if url else None
    return {
        "outlet": host or None,
        "url": url,
        "published": find_published(html) or fetched,
        "text": main_text(where, text),
    }


def find_published(html: bytes) -> str | None:
    """When a page says it was published; None where it gives no time of day, or no zone."""
    head = html[:_HEAD]
    for pattern in _WHEN:
        for found in pattern.finditer(head):
            exact = _EXACT.fullmatch(found[1].decode("ascii", "replace"))
            if exact:
                zone = exact[2]
                return exact[1] + (zone if zone == "Z" or ":" in zone else f"{zone[:3]}:{zone[3:]}")
    return None
