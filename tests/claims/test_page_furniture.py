"""What a page prints around its article is no claim; the same words inside a sentence are."""

from __future__ import annotations

import pytest

from tests.claims.reading import claims_in


@pytest.mark.parametrize(
    "line",
    [
        "Updated 3 hours ago",
        "Last updated 12 minutes ago",
        "Posted 14 mins ago by night desk",
        "Published: 2 days ago",
        "an hour ago",
        "45 minutes ago",
        "4 min read",
        "7-minute read",
        "12 comments",
        "3.4k shares",
        "1,204 views",
        "Share 45",
        "Comments (318)",
        "Image 3 of 7",
        "Photo 2/5",
        "Page 3 of 8",
        "Advertisement",
    ],
)
def test_lines_around_the_article_are_no_claims(line: str) -> None:
    text = f"{line}\n\nNine miners died in a shaft.\n{line}\nTwo others were rescued."
    assert [claim.quote for claim in claims_in(text)] == ["Nine miners", "Two others"]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The lift was updated 3 years ago.", "3 years"),
        ("The minister read 12 comments aloud.", "12 comments"),
        ("She sold 450 shares on Monday.", "450 shares"),
        ("The clip drew 1,204 views in an hour.", "1,204 views"),
        ("Page after page listed 30 victims.", "30 victims"),
    ],
)
def test_the_same_words_in_a_sentence_are(text: str, quote: str) -> None:
    assert quote in [claim.quote for claim in claims_in(text)]
