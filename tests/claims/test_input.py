from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import InvalidReport, ReportTooLarge, UnsupportedLanguage
from claims.ids import report_id
from claims.input import MAX_TEXT, make_report

GOOD: dict[str, object] = {
    "outlet": "Harbour Wire",
    "published": "2025-07-22T12:10:00+03:00",
    "text": "Thirteen people were wounded.\r\n",
}


def test_a_report_keeps_its_text_and_counts_its_time_in_utc() -> None:
    report = make_report(GOOD | {"ref": "hw-1", "url": "https://a.example/1", "title": "Sumy", "other": 3})
    assert report.published == datetime(2025, 7, 22, 9, 10, tzinfo=UTC)
    assert report.text == "Thirteen people were wounded.\r\n"
    assert (report.ref, report.url, report.title, report.language) == (
        "hw-1",
        "https://a.example/1",
        "Sumy",
        "en",
    )
    assert report.id == report_id("Harbour Wire", report.published, report.text)


def test_the_same_instant_in_another_zone_is_the_same_report() -> None:
    assert make_report(GOOD).id == make_report(GOOD | {"published": "2025-07-22T09:10:00.250Z"}).id


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"outlet": None}, "outlet: is missing"),
        ({"outlet": " "}, "outlet: is empty"),
        ({"outlet": 7}, "outlet: must be a string, not a number"),
        ({"outlet": "A\nB"}, "outlet: must be one line of printable characters"),
        ({"outlet": "A" * 501}, "outlet: has 501 characters; at most 500 are kept"),
        ({"published": None}, "published: is missing"),
        ({"published": 1753175400}, "published: must be a string, not a number"),
        ({"published": True}, "published: must be a string, not true or false"),
        ({"published": "yesterday"}, 'published: "yesterday" is not a time such as 2025-07-22T09:10:00Z'),
        (
            {"published": "2025-07-22"},
            'published: "2025-07-22" has no time of day; write it as "2025-07-22T12:00:00Z"',
        ),
        (
            {"published": "2025-07-22T09:10:00"},
            'published: "2025-07-22T09:10:00" has no time zone; add Z for UTC',
        ),
        (
            {"published": "2025-02-30T09:10:00Z"},
            'published: "2025-02-30T09:10:00Z" is not a date that exists',
        ),
        (
            {"published": "0001-01-01T00:00:00+09:00"},
            'published: "0001-01-01T00:00:00+09:00" is not a date that exists',
        ),
        ({"published": "9999-01-01T00:00:00Z"}, "published: 9999 is not between 1600 and 2200"),
        ({"text": None}, "text: is missing"),
        ({"text": ""}, "text: is empty"),
        ({"text": " \n"}, "text: is empty"),
        ({"text": ["a"]}, "text: must be a string, not a list"),
        ({"text": {"a": 1}}, "text: must be a string, not an object"),
        ({"text": "a\x00b"}, "text: is binary (a NUL at character 1)"),
        ({"text": "ab\ud800c"}, "text: is not valid Unicode (half a surrogate at character 2)"),
        ({"url": 5}, "url: must be a string, not a number"),
        ({"title": ["x"]}, "title: must be a string, not a list"),
        ({"ref": 5.5}, "ref: must be a string, not a number"),
        ({"language": 5}, "language: 5 is not a language code such as en"),
        ({"language": "fr"}, "language: is in French; only English is read"),
        ({"language": "xx-YY"}, 'language: is in "xx-YY"; only English is read'),
    ],
)
def test_a_bad_field_is_named(change: dict[str, object], message: str) -> None:
    with pytest.raises(InvalidReport) as caught:
        make_report(GOOD | change)
    assert str(caught.value) == message
    assert caught.value.field == message.split(":")[0]


@pytest.mark.parametrize("language", ["en", "EN", "en-GB", None])
def test_english_by_any_code_is_english(language: str | None) -> None:
    assert make_report(GOOD | {"language": language}).language == "en"


def test_a_text_may_have_so_many_characters_and_no_more() -> None:
    assert len(make_report(GOOD | {"text": "é " * 50}, max_text=100).text) == 100
    with pytest.raises(ReportTooLarge) as caught:
        make_report(GOOD | {"text": "a " * 51}, max_text=100)
    assert str(caught.value) == "text: has 102 characters; a report may have 100"
    with pytest.raises(ReportTooLarge):
        make_report(GOOD | {"text": "a" * (MAX_TEXT + 1)})


def test_a_french_report_is_refused_by_name() -> None:
    text = (
        "Les autorités ont annoncé mardi que treize personnes avaient été blessées dans la nuit lors d'une "
        "attaque de drones contre la ville. Le maire a précisé que deux bombes avaient endommagé plusieurs "
        "immeubles résidentiels et une école du centre."
    )
    with pytest.raises(UnsupportedLanguage) as caught:
        make_report(GOOD | {"text": text})
    assert caught.value.language == "French"
    assert str(caught.value) == "text: is in French; only English is read"


STRINGS = st.sampled_from(
    [
        "",
        " ",
        "en",
        "é\u0301",
        "\x00",
        "\ud800",
        "a\nb",
        "2025-07-22T09:10:00Z",
        "2025-99-22T09:10:00Z",
        "🛩" * 300,
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | STRINGS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(STRINGS, inner, max_size=3),
    max_leaves=4,
)
FIELDS = st.dictionaries(
    st.sampled_from(["outlet", "published", "text", "url", "title", "language", "ref"]), STRINGS | JSON
)


@given(FIELDS)
def test_any_fields_are_a_report_or_name_the_field_at_fault(fields: dict[str, object]) -> None:
    try:
        report = make_report(fields)
    except InvalidReport as error:
        assert error.field in ("outlet", "published", "text", "url", "title", "language", "ref")
        assert "\n" not in str(error)
    else:
        assert report.text == fields["text"]
