"""Web pages to the article in them: HTML may be sent wherever a report's text may."""

from __future__ import annotations

import re

# What a page or a part of one begins with, after a byte order mark, an XML declaration and comments.
_BEGINS = re.compile(
    r"[\s\ufeff]{0,200}(?:<\?xml[^>]{0,200}>\s{0,50})?(?:<!--(?:(?!-->).){0,2000}-->\s{0,50}){0,5}"
    r"<(?P<tag>!doctype\s+html|html|head|body|article|main|section|header|div|p|h[1-6])(?:\s[^<>]{0,2000})?/?>",
    re.I | re.S,
)
_WHOLE = ("!doctype", "html", "head", "body")
_CLOSES = re.compile(r"</[a-z][a-z0-9]{0,15}\s{0,5}>", re.I)
_BLOCKS = "p div section article header main h1 h2 h3 h4 h5 h6 li tr br blockquote figcaption".split()
_SILENT = "script style noscript template nav aside form iframe svg button".split()


def is_page(text: str) -> bool:
    """True for HTML, whole or in part: "<!doctype html>…" or "<p>Two died.</p>"; not for text that quotes a tag."""
    return bool(_BEGINS.match(text) and _CLOSES.search(text))


def find_article(html: str) -> str | None:
    """The article of a page as plain text, without menus and advertisements; None where the page holds none.

    Paragraphs are lines of their own. Offsets count in what is returned, not in the page.
    """
    begun = _BEGINS.match(html)
    if begun is not None and not begun["tag"].lower().startswith(_WHOLE):
        return _all_text(html[begun.start("tag") - 1 :])
    import trafilatura

    beside = ["//nav", "//aside", "//footer", "//form"]  # of a short page the fallback would take them in
    text: str | None = trafilatura.extract(html, include_comments=False, include_tables=True, prune_xpath=beside)
    return text if text and text.strip() else None


def _all_text(html: str) -> str | None:
    """Everything that a part of a page says: whoever cut it out has left the menus behind."""
    from lxml.etree import LxmlError
    from lxml.html import fragment_fromstring

    try:
        root = fragment_fromstring(html, create_parent="div")
    except (LxmlError, ValueError):
        return None
    for element in list(root.iter(*_SILENT)):
        element.drop_tree()
    for element in root.iter(*_BLOCKS):
        element.tail = "\n" + (element.tail or "")
    lines = (" ".join(line.split()) for line in root.text_content().split("\n"))
    return "\n".join(line for line in lines if line) or None
