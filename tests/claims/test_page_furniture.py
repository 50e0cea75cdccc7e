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


@pytest.mark.parametrize(
    "dateline",
    [
        "KYIV, July 22 (Reuters) - ",
        "KYIV, Ukraine (AP) ",
        "KYIV (Sputnik) ",
        "MOSCOW, July 22. /TASS/. ",
        "BEIJING, July 22 (Xinhua) -- ",
        "GAZA CITY, Gaza Strip (AP) ",
        "NAIROBI, 22 July (Harbour Wire) ",
        "WASHINGTON, D.C. (AFP) — ",
        "Nairobi, Kenya (CNN) — ",
        "London (CNN)",
        "Abuja (Reuters) - ",
        "MANILA: ",
        "TOKYO -- ",
    ],
)
def test_a_dateline_says_neither_who_nor_where(dateline: str) -> None:
    (claim,) = claims_in(f"{dateline}Nine miners were killed by a blast.")
    assert claim.quote == "Nine miners"
    assert claim.measure is not None and claim.measure.event == "kill"
    assert (claim.place, claim.attribution, claim.period) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ana Lopez (Reuters) said nine miners died.", "Ana Lopez"),
        ("UNICEF (Geneva) said nine miners died.", "UNICEF"),
        ("The Health Ministry (HM) said nine miners died.", "Health Ministry"),
    ],
)
def test_a_speaker_with_brackets_is_no_dateline(text: str, source: str) -> None:
    (claim,) = claims_in(text)
    assert claim.attribution is not None and claim.attribution.source == source
