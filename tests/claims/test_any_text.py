"""No text makes reading raise, and every quote stands where its claim says."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.claims.reading import reader, report

_WORDS = st.sampled_from(
    "at least|13|1,200|3.5|people|were|killed|and|or|to|from|between|on Tuesday|in Odesa|July 22|14:32 GMT|$|%|(|)|"
    "-|–|“|”|'|,|.|\n|\n\n|said|officials|no casualties|a 10-year-old boy|dozens|half a|million|of the|including|"
    "wounded|\u00a0|\u200b|\u00ad|\u202e|\x07|KYIV, July 22 (Reuters) -|Advertisement|• |1. |one|two-thirds"
    "|twice".split("|")
)
_TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(_WORDS, max_size=40).map(" ".join),
    st.lists(st.one_of(_WORDS, st.text(max_size=3)), max_size=40).map("".join),
)


def quotes_stand(text: str) -> None:
    for claim in reader().read(report(text)).claims:
        assert text[claim.start : claim.end] == claim.quote
        assert claim.quote.strip()


@settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(_TEXTS)
def test_any_text_is_read(text: str) -> None:
    quotes_stand(text)


@pytest.mark.parametrize(
    "text",
    [
        "7" * 30_000,
        "(" * 30_000,
        "- " * 3_000,
        "“" * 3_000,
        "July 22, 2025 " * 200,
        "people and " * 500,
        "\n" * 30_000,
        "\u200b12\u200b people were killed" * 50,
        "\u05e9\u05dc\u05d5\u05dd 12 \u202e people were hurt" * 30,
        "\x01\x02 12 people\x07 were killed \x1b[31m",
        "\ud800 12 people were killed \udfff",
        "Twelve people were killed " * 300,
        "1,2,3,4,5,6,7,8,9," * 200,
        "one hundred and " * 200,
        "a 5-year-old boy and " * 100,
    ],
    ids=lambda text: ascii(text[:20]),
)
def test_hostile_text_is_read(text: str) -> None:
    quotes_stand(text)
