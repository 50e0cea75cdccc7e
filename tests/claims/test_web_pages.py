from __future__ import annotations

from datetime import UTC, datetime

import pytest

from claims.errors import InvalidReport
from claims.input import make_report
from claims.types import Report
from claims.web_pages import find_article, is_page
from tests.claims.reading import reader

STORY = (
    "Fourteen miners were rescued from a flooded shaft near Ostrava on Sunday, the regional fire brigade said.",
    "Three others were taken to hospital with broken bones, and the pit was closed for at least two weeks.",
)
PAGE = (
    "<!DOCTYPE html><html><head><title>Miners saved</title><script>var deaths = 99;</script></head><body>"
    "<nav><ul><li>42 new videos</li><li>Sport</li></ul></nav><article><h1>Miners saved</h1>"
    f"<p>{STORY[0]}</p><p>{STORY[1]}</p></article><footer>Copyright 2025, 17 partners</footer></body></html>"
)


def sent(text: str) -> Report:
    return make_report(
        {"outlet": "Harbour Wire", "published": datetime(2025, 7, 22, tzinfo=UTC).isoformat(), "text": text}
    )


@pytest.mark.parametrize(
    "text",
    [
        PAGE,
        "\ufeff\n" + PAGE,
        '<?xml version="1.0" encoding="utf-8"?>\n<html><body><p>Two died.</p></body></html>',
        "<!-- printed --><html lang='en'><body><p>Two died.</p></body></html>",
        "<p>Two died.</p>",
        '<div class="story">Two died.</div>',
        "<h1>Two die</h1><p>Two died.</p>",
    ],
)
def test_knows_a_page(text: str) -> None:
    assert is_page(text)


@pytest.mark.parametrize(
    "text",
    [
        "Two died.",
        "<3 for the 12 rescuers",
        "The notice read <p>No entry</p> in red.",
        "x < 5 and y > 3",
        "<Reuters> Two died.",
        "<p",
        "<p> without an end",
    ],
)
def test_leaves_text_alone(text: str) -> None:
    assert not is_page(text)
    assert sent(text).text == text


def test_reads_the_article_of_a_page() -> None:
    report = sent(PAGE)
    claims = reader().read(report).claims
    assert all(report.text[claim.start : claim.end] == claim.quote for claim in claims)
    quotes = {claim.quote for claim in claims}
    assert {"Fourteen miners", "Three others"} <= quotes
    assert not any("99" in quote or "42" in quote or "17" in quote for quote in quotes)


def test_a_page_and_its_article_are_one_report() -> None:
    article = find_article(PAGE)
    assert article is not None
    assert sent(PAGE).id == sent(article).id


def test_reads_a_part_of_a_page_whole() -> None:
    text = sent(
        "<h2>Two die</h2><p>Two climbers&nbsp;died.</p><script>var x = 7;</script><ul><li>One fell.</li></ul>"
    ).text
    assert text == "Two die\nTwo climbers died.\nOne fell."


@pytest.mark.parametrize("text", ["<html><body><nav></nav></body></html>", "<div><script>1</script></div>"])
def test_refuses_a_page_without_an_article(text: str) -> None:
    with pytest.raises(InvalidReport, match="without an article"):
        sent(text)


def test_a_short_page_is_read_without_its_menu() -> None:
    page = (
        "<html><body><nav>Home 12 items</nav><article><h1>Fire</h1><p>Twelve people were hurt in Malm&ouml;.</p>"
        "</article><footer>40 offices</footer></body></html>"
    )
    assert find_article(page) == "Fire\nTwelve people were hurt in Malmö."
