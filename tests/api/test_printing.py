from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from api.printing import answer_lines, board_lines, comparing_lines, hits_lines, report_lines, summary_words
from api.service import Comparing
from api.wording import claim_words, context_words, heading, quantity_words, subject_words
from claims.types import Claim, Comparison, Interval, Quantity, Report, Statement
from index.types import Answer, Discrepancy, Page
from tests.api.test_schemas import BARE, CONFLICT, FULL, REPORT

NOON = datetime(2025, 7, 22, 12, tzinfo=UTC)
D = Decimal
FIRST = replace(FULL, quantity=Quantity(Interval(D(13), None), "at least 13"), statement=None)
SECOND = replace(
    FIRST,
    id="clm_2",
    report_id="rep_2",
    outlet="Plains Herald",
    quote="11 people",
    quantity=Quantity(Interval.exactly(D(11)), "11"),
    sentence="11 people were wounded, \x1b[31mmayor Artem Kobzar said.",
)
OTHER = replace(REPORT, id="rep_2", outlet="Plains Herald")


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (Quantity(Interval.exactly(D(1234567)), ""), "1,234,567"),
        (Quantity(Interval.exactly(D("0.50")), "", unit="%"), "0.5%"),
        (Quantity(Interval(D(13), None), ""), "13 or more"),
        (Quantity(Interval(D(20), None, low_open=True), ""), "more than 20"),
        (Quantity(Interval(None, D(40)), ""), "40 or fewer"),
        (Quantity(Interval(None, D(4), high_open=True), "", unit="%"), "under 4%"),
        (Quantity(Interval(D(540), D(660)), "", approximate=True), "about 540 to 660"),
        (Quantity(Interval(D(10), D(12)), "", unit="km"), "10 to 12 km"),
        (Quantity(Interval(D(24), None), "", approximate=True), "24 or more"),
        (Quantity(Interval.exactly(D(10)), "", unit="year"), "10 years"),
        (Quantity(Interval.exactly(D(1)), "", unit="hour"), "1 hour"),
        (Quantity(Interval.exactly(D(3)), "", unit="USD", per="day"), "3 USD per day"),
        (Quantity(Interval(None, None), ""), "some"),
        (Quantity(Interval(D(13), None), "", unit="km"), "13 km or more"),
        (Quantity(Interval(None, D(2)), "", unit="hour"), "2 hours or less"),
        (Quantity(Interval(None, D(2), high_open=True), "", unit="hour"), "under 2 hours"),
    ],
)
def test_a_quantity_in_words(quantity: Quantity, words: str) -> None:
    assert quantity_words(quantity) == words


def test_a_claim_in_words() -> None:
    assert claim_words(FIRST) == "people wounded: 13 or more “At least 13 people”"
    statement = replace(BARE, quote="Umerov will head it", statement=Statement("Umerov", "will head", "it"))
    assert claim_words(statement) == "“Umerov will head it”"
    assert subject_words(statement) == "Umerov"
    doubtful = replace(statement, polarity="denied", certainty="possible")
    assert claim_words(doubtful) == "“Umerov will head it” (denied, possible)"


def test_a_claims_context_in_words() -> None:
    assert context_words(FIRST) == "Sumy, Ukraine · overnight · says Artem Kobzar"
    assert context_words(BARE) == ""


def test_a_report_in_one_line() -> None:
    report = Report("rep_1", "Al Jazeera", NOON, "x", title="Talks")
    assert heading(report) == "Al Jazeera, 22 July 2025, 12:00 UTC: Talks"


def test_a_discrepancy_stands_side_by_side_with_its_reason_and_cause() -> None:
    found = Comparing((FIRST, SECOND), (CONFLICT,))
    assert list(comparing_lines(found, [REPORT, OTHER], 90)) == [
        "Harbour Wire, 22 July 2025, 12:00 UTC",
        "1 claim",
        "",
        "  1. people wounded: 13 or more “At least 13 people”",
        "     Sumy, Ukraine · overnight · says Artem Kobzar",
        "",
        "DISCREPANCIES (1), gravest first",
        "",
        "  1. people wounded (both name the same source: one of them misreports it)",
        "     Harbour Wire, 22 July 2025, 12:00 UTC     | Plains Herald, 22 July 2025, 12:00 UTC",
        "     people wounded: 13 or more “At least 13   | people wounded: 11 “11 people”",
        "     people”                                   |",
        "     Sumy, Ukraine · overnight · says Artem    | Sumy, Ukraine · overnight · says Artem",
        "     Kobzar                                    | Kobzar",
        "     At least 13 people were wounded.          | 11 people were wounded,  [31mmayor Artem",
        "                                               | Kobzar said.",
        "     Why: 203 against 230",
        "     Likely: digits swapped: the same digits",
        "",
        "1 discrepancy among 2 claims of 2 reports",
    ]


@pytest.mark.parametrize(
    ("comparison", "line"),
    [
        (
            Comparison("clm_1", "clm_2", "updates", 0.9, later="a"),
            "   - people wounded: Plains Herald “11 people” moved on to Harbour Wire “At least 13 people”",
        ),
        (
            Comparison("clm_1", "clm_2", "part", 0.9, whole="b"),
            "   - people wounded: Harbour Wire “At least 13 people” is part of Plains Herald “11 people”",
        ),
        (
            Comparison("clm_1", "clm_2", "agrees", 0.9),
            "   - people wounded: Harbour Wire “At least 13 people” agrees with Plains Herald “11 people”",
        ),
        (
            Comparison("clm_1", "clm_2", "unrelated", 0.1),
            "   - Harbour Wire “At least 13 people” and Plains Herald “11 people”: not the same fact",
        ),
    ],
)
def test_every_verdict_is_told(comparison: Comparison, line: str) -> None:
    found = Comparing((FIRST, SECOND), (comparison,))
    assert line in list(comparing_lines(found, [REPORT, OTHER], 100, unrelated=True))


def test_pairs_in_one_wording_are_told_together_and_once() -> None:
    twin = replace(FIRST, id="clm_3", report_id="rep_2", outlet="Plains Herald")
    again = replace(twin, id="clm_4")
    pairs = tuple(Comparison("clm_1", other, "agrees", 0.9) for other in ("clm_3", "clm_4"))
    lines = list(comparing_lines(Comparing((FIRST, twin, again), pairs), [REPORT, OTHER], 100))
    assert lines[lines.index("AGREEMENTS (2)") + 1 : -2] == [
        "   - people wounded: Harbour Wire and Plains Herald “At least 13 people” (2 times)"
    ]


def test_a_long_list_ends_with_what_it_leaves_out() -> None:
    others = tuple(replace(SECOND, id=f"clm_{n}", quote=f"{n} people") for n in range(100, 1150))
    pairs = tuple(Comparison("clm_1", other.id, "agrees", 0.9) for other in others)
    lines = list(comparing_lines(Comparing((FIRST, *others), pairs), [REPORT, OTHER], 100))
    assert sum(line.startswith("   - ") for line in lines) == 40
    assert lines[-3] == "   … and 1,010 more, which --json lists"


@pytest.mark.parametrize("width", [50, 60, 97, 120])
def test_no_line_is_wider_than_the_page(width: int) -> None:
    wide = replace(SECOND, quote="👩‍👩‍👧 " * 9 + "x" * 130, sentence="Суми і Харків — " * 30)
    found = Comparing((FIRST, wide), (CONFLICT, replace(CONFLICT, verdict="agrees", dispute=None)))
    lines = list(comparing_lines(found, [REPORT, OTHER], width))
    assert max(map(len, lines)) <= width


def test_the_gravest_discrepancy_comes_first() -> None:
    mild = replace(CONFLICT, a="clm_3", dispute=None, same_fact=0.2)
    third = replace(FIRST, id="clm_3", outlet="Quiet Post")
    lines = comparing_lines(Comparing((FIRST, SECOND, third), (mild, CONFLICT)), [REPORT, OTHER], 90)
    heads = [line.split("|")[0].strip() for line in lines if " | Plains Herald" in line]
    assert heads == ["Harbour Wire, 22 July 2025, 12:00 UTC", "Quiet Post, 22 July 2025, 12:00 UTC"]


def test_an_answer_a_search_and_a_board() -> None:
    answer = Answer(REPORT, (FIRST, SECOND), (CONFLICT,), True)
    assert list(answer_lines(answer, 90))[-1] == "1 discrepancy among 2 claims of 2 reports"
    assert list(hits_lines([(SECOND, 0.876)], 90))[0] == "0.88  people wounded: 11 “11 people”"
    assert list(hits_lines([], 90)) == ["no claim is stored that the filters let through"]
    row = Discrepancy("dis_1", "fct_1", FIRST, SECOND, CONFLICT, 0.7, "confirmed", "13 it is", NOON)
    board = list(board_lines(Page((row,), "next"), 90))
    assert board[-3:] == ["     confirmed: 13 it is · dis_1", "", "more: --cursor next"]
    assert list(board_lines(Page((), None), 90)) == ["no discrepancies"]


def test_nothing_comparable_is_said() -> None:
    assert summary_words([], 3, 1) == "nothing comparable among 3 claims of 1 report"


def test_a_report_without_claims_is_told() -> None:
    none: tuple[Claim, ...] = ()
    assert list(report_lines(REPORT, none, 90))[1] == "0 claims"
