"""Marks that nobody sees change no reading, and offsets count in the text as it was sent."""

from __future__ import annotations

import pytest

from claims.sent_text import SentText
from tests.claims.reading import claims_in

SHY, ZWSP, ZWNJ, ZWJ = "\u00ad", "\u200b", "\u200c", "\u200d"
JOINER, BOM, LRM, RLO = "\u2060", "\ufeff", "\u200e", "\u202e"
ROWS = [
    (
        f"Gunmen kil{SHY}led twelve sol{SHY}diers near Khar{SHY}kiv.",
        f"twelve sol{SHY}diers", 12, "kill", "Kharkiv",
    ),
    (
        f"Twen{SHY}ty-three bridges were des{SHY}troyed in Su{SHY}my.",
        f"Twen{SHY}ty-three bridges", 23, "destroy", "Sumy",
    ),
    (
        f"{BOM}Po{ZWSP}lice ar{ZWSP}rested 1{ZWSP}4 peo{ZWSP}ple in Du{ZWSP}blin.",
        f"1{ZWSP}4 peo{ZWSP}ple", 14, "arrest", "Dublin",
    ),
    (
        f"The flood dis{ZWNJ}placed 2{ZWJ},400 fam{JOINER}ilies in Lagos.",
        f"2{ZWJ},400 fam{JOINER}ilies", 2400, "displace", "Lagos",
    ),
    (
        f"The quake in{SHY}\njured forty vil{SHY}\r\nlagers in Nairobi.",
        f"forty vil{SHY}\r\nlagers", 40, "injure", "Nairobi",
    ),
    (
        f"{LRM}Doctors treated{LRM} 55{LRM} pa{RLO}tients in Karachi.",
        f"55{LRM} pa{RLO}tients", 55, "treat", "Karachi",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "quote", "low", "event", "place"), ROWS, ids=lambda value: ascii(value)[:24])
def test_marks_inside_words_are_read_as_if_not_there(text: str, quote: str, low: int, event: str, place: str) -> None:
    (claim,) = [claim for claim in claims_in(text) if claim.kind == "quantity"]
    assert claim.quote == quote == text[claim.start : claim.end]
    assert claim.quote in claim.sentence
    assert claim.quantity is not None and claim.measure is not None and claim.place is not None
    assert claim.quantity.interval.exact == low
    assert (claim.measure.event, claim.place.name) == (event, place)


def test_marks_between_and_around_claims_move_their_offsets_only() -> None:
    plain = "Three people died on Monday. Nobody was hurt, the mayor said. Two boats sank."
    marked = f"{BOM}{ZWSP}" + plain.replace(". ", f".{ZWSP} ").replace("hurt", f"hu{SHY}rt") + ZWSP
    for seen, sent in zip(claims_in(plain), claims_in(marked), strict=True):
        assert marked[sent.start : sent.end] == sent.quote
        assert sent.quote.replace(SHY, "") == seen.quote
        assert (sent.quantity, sent.measure, sent.period) == (seen.quantity, seen.measure, seen.period)


@pytest.mark.parametrize(
    ("sent", "start", "end", "span"),
    [
        ("plain", 0, 5, (0, 5)),
        (f"{SHY}ab", 0, 2, (1, 3)),
        (f"ab{SHY}", 0, 2, (0, 2)),
        (f"a{SHY}{ZWSP}b", 0, 2, (0, 4)),
        (f"a{SHY}b{SHY}c", 1, 2, (2, 3)),
        (f"a{SHY}b{SHY}c", 2, 3, (4, 5)),
    ],
)
def test_spans_leave_marks_at_their_edges_out(sent: str, start: int, end: int, span: tuple[int, int]) -> None:
    assert SentText.of(sent).span(start, end) == span


@pytest.mark.parametrize(
    ("text", "quote", "low", "place"),
    [
        ("Exactly\u00a013\u00a0people died in\u00a0Kharkiv.", "13\u00a0people", 13, "Kharkiv"),
        ("Floods\u00a0in\u00a0Lagos\u00a0killed\u00a0nine\u00a0people.", "nine\u00a0people", 9, "Lagos"),
        ("Some\u202f45\u202fhomes\u202fburned\u202fin\u202fAthens.", "Some\u202f45\u202fhomes", None, "Athens"),
        ("A blast in\u2009Kyiv\u2009hurt\u200912\u2009people.", "12\u2009people", 12, "Kyiv"),
        ("Fire crews in\u00a0Lisbon rescued 12\u00a0000\u00a0people.", "12\u00a0000\u00a0people", 12_000, "Lisbon"),
    ],
)
def test_a_hard_blank_is_a_blank(text: str, quote: str, low: int | None, place: str) -> None:
    (claim,) = claims_in(text)
    assert claim.quote == quote
    assert claim.quantity is not None and claim.place is not None
    assert claim.quantity.interval.exact == low
    assert claim.place.name == place
