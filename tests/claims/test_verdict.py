from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.compare import compare
from claims.types import Claim, Comparison, Period
from claims.verdict import RULES
from tests.claims.building import (
    KRAMATORSK,
    MOSCOW,
    PUTYVL,
    SUMY,
    SUMY_REGION,
    UKRAINE,
    claim,
    day,
    month,
    night,
    statement,
)

Fields = dict[str, Any]
AIR_FORCE = "Ukraine's air force"
LOST: Fields = {"noun": "drones", "event": "disappear", "period": night(22)}
SHOT: Fields = {"noun": "drones", "event": "down", "period": night(22), "source": AIR_FORCE}
HURT: Fields = {"place": SUMY, "period": night(22)}
KILLED: Fields = {"event": "kill", "place": SUMY, "period": night(22)}
LINE: Fields = {"noun": "front line", "event": None, "place": UKRAINE}
PRICES: Fields = {"noun": "inflation", "event": None, "unit": "%", "place": UKRAINE, "period": month(6)}
MISSING: Fields = {"event": "miss", "place": SUMY, "period": night(22)}
BOY: Fields = {
    "noun": "boy",
    "event": "kill",
    "unit": "year",
    "place": KRAMATORSK,
    "period": night(22),
}

NAMED: Fields = BOY | {"noun": "Petrov"}

Row = tuple[str, tuple[object, Fields], tuple[object, Fields], str, str]
ROWS: list[Row] = [
    # the contract's table
    ("at least 13, 15", ("13+", HURT), (15, HURT), "agrees", "quantities_overlap"),
    (
        "1,000 km, 620 miles",
        (1000, LINE | {"unit": "km"}),
        (620, LINE | {"unit": "mi"}),
        "agrees",
        "quantities_overlap",
    ),
    ("5.3%, 5.28%", ("5.3", PRICES), ("5.28", PRICES), "agrees", "quantities_overlap"),
    ("5%, 4.75%", (5, PRICES), ("4.75", PRICES), "conflicts", "quantities_disjoint"),
    (
        "a child, a girl",
        (1, KILLED | {"noun": "child"}),
        (1, KILLED | {"noun": "girl", "event": "die"}),
        "agrees",
        "same_figure",
    ),
    ("203, 230", (203, LOST), (230, LOST), "conflicts", "quantities_disjoint"),
    (
        "two escaped, nobody did",
        (2, HURT | {"event": "escape"}),
        (0, HURT | {"event": "escape"}),
        "conflicts",
        "quantities_disjoint",
    ),
    ("noon, night", (60, KILLED), (95, KILLED | {"hours": 9}), "updates", "later_count"),
    ("corrected", (31, KILLED), (29, KILLED | {"hours": 9, "corrects": True}), "updates", "corrected"),
    ("port, city", (40, HURT), (120, HURT | {"place": SUMY_REGION}), "part", "part_of_whole"),
    ("killed, wounded", (4, HURT), (4, KILLED), "unrelated", "different_event"),
    ("two towns", (4, HURT), (13, HURT | {"place": PUTYVL}), "unrelated", "different_place"),
    ("two months", ("3.2", PRICES), ("3.4", PRICES | {"period": month(5)}), "unrelated", "different_period"),
    # update or conflict
    ("later fall", (31, KILLED), (29, KILLED | {"hours": 9}), "conflicts", "quantities_disjoint"),
    ("fewer missing", (31, MISSING), (12, MISSING | {"hours": 9}), "updates", "later_count"),
    ("more missing", (12, MISSING), (31, MISSING | {"hours": 9}), "updates", "later_count"),
    ("one time", (60, KILLED), (95, KILLED), "conflicts", "quantities_disjoint"),
    ("settled count, hours apart", (203, LOST), (230, LOST | {"hours": 9}), "conflicts", "quantities_disjoint"),
    (
        "a month's inflation, days apart",
        ("3.2", PRICES),
        ("3.4", PRICES | {"hours": 60}),
        "conflicts",
        "quantities_disjoint",
    ),
    (
        "corrected though both can be true",
        ("30+", KILLED),
        (45, KILLED | {"hours": 5, "corrects": True}),
        "updates",
        "corrected",
    ),
    (
        "approximate and exact",
        ("630..770", KILLED | {"approximate": True}),
        (690, KILLED),
        "agrees",
        "quantities_overlap",
    ),
    ("up to 40, 41", ("-40", LOST), (41, LOST), "conflicts", "quantities_disjoint"),
    ("more than 20, 20", (">20", KILLED), (20, KILLED), "conflicts", "quantities_disjoint"),
    # never a conflict
    ("no reports yet, same hour", (0, HURT | {"certainty": "reported"}), (13, HURT), "unrelated", "different_event"),
    (
        "no reports yet, later",
        (0, HURT | {"certainty": "reported"}),
        (13, HURT | {"hours": 3}),
        "updates",
        "later_count",
    ),
    ("the old figure", (72, KILLED | {"superseded": True}), (60, KILLED), "unrelated", "different_period"),
    (
        "the old figure, given by both",
        (72, KILLED | {"superseded": True}),
        (72, KILLED),
        "agrees",
        "quantities_overlap",
    ),
    (
        "two expectations",
        (10, HURT | {"certainty": "possible"}),
        (30, HURT | {"certainty": "possible"}),
        "unrelated",
        "different_event",
    ),
    ("feared and counted", (30, HURT | {"certainty": "possible"}), (10, HURT), "unrelated", "different_event"),
    ("no place", (5, {"period": night(22)}), (9, {"period": night(22)}), "unrelated", "too_little_evidence"),
    ("no event", (5, HURT | {"event": None}), (9, HURT | {"event": None}), "unrelated", "too_little_evidence"),
    ("one event unknown", (24, LOST), (426, LOST | {"event": None}), "unrelated", "too_little_evidence"),
    (
        "a state is no place for the wounded",
        (5, HURT | {"place": UKRAINE}),
        (9, HURT | {"place": UKRAINE}),
        "unrelated",
        "too_little_evidence",
    ),
    (
        "a length of time alone",
        (2, {"noun": None, "event": None, "unit": "hour"}),
        (3, {"noun": None, "event": None, "unit": "hour"}),
        "unrelated",
        "too_little_evidence",
    ),
    ("two children's ages", (10, BOY), (6, BOY | {"place": SUMY}), "unrelated", "different_place"),
    (
        "ages without a town",
        (10, BOY | {"place": UKRAINE}),
        (6, BOY | {"place": UKRAINE}),
        "unrelated",
        "too_little_evidence",
    ),
    ("shot and wounded", (5, HURT | {"event": "shoot"}), (4, HURT), "unrelated", "different_event"),
    (
        "residents and civilians",
        (5, HURT | {"noun": "residents"}),
        (4, HURT | {"noun": "civilians"}),
        "unrelated",
        "different_noun",
    ),
    # parts and wholes
    ("children among the people", (3, KILLED | {"noun": "children"}), (13, KILLED), "part", "part_of_whole"),
    ("killed among casualties", (3, KILLED), (13, HURT | {"event": "casualty"}), "part", "part_of_whole"),
    (
        "drones among drones and missiles",
        (180, SHOT),
        (224, SHOT | {"noun": "drones and missiles"}),
        "part",
        "part_of_whole",
    ),
    ("downed among downed or jammed", (180, SHOT), (224, SHOT | {"event": "down or jam"}), "part", "part_of_whole"),
    (
        "a day in its month",
        (3, KILLED | {"period": day(22)}),
        (90, KILLED | {"period": month(7)}),
        "part",
        "part_of_whole",
    ),
    ("more children than people", (9, KILLED | {"noun": "children"}), (4, KILLED), "conflicts", "part_exceeds_whole"),
    (
        "more children than people, later",
        (9, KILLED | {"noun": "children", "hours": 5}),
        (4, KILLED),
        "updates",
        "later_count",
    ),
    ("no casualties against 13", (0, HURT | {"event": "casualty"}), (13, HURT), "conflicts", "part_exceeds_whole"),
    ("another strike in the region", (13, HURT), (4, HURT | {"place": SUMY_REGION}), "unrelated", "different_event"),
    (
        "a town against the region's total",
        (13, HURT),
        (4, HURT | {"place": SUMY_REGION, "sentence": "A total of 4 people were hurt."}),
        "conflicts",
        "part_exceeds_whole",
    ),
    ("one figure told more narrowly", (13, HURT), ("13+", HURT | {"place": SUMY_REGION}), "agrees", "same_figure"),
    ("shares do not add up", ("3.2", PRICES), ("9.1", PRICES | {"place": SUMY}), "unrelated", "different_place"),
    (
        "the port and the city",
        (40, HURT | {"sentence": "In the port of Sumy 40 people were hurt."}),
        (120, HURT | {"sentence": "Across the city 120 were hurt."}),
        "part",
        "part_of_whole",
    ),
    (
        "more in the port than in the city",
        (40, HURT | {"sentence": "In the port of Sumy 40 people were hurt."}),
        (12, HURT | {"sentence": "Across the city 12 were hurt."}),
        "unrelated",
        "different_event",
    ),
    ("crossed", (3, KILLED | {"noun": "children", "place": SUMY_REGION}), (5, KILLED), "unrelated", "different_group"),
    # denial
    (
        "affirmed and denied",
        (200, KILLED | {"noun": "soldiers"}),
        (200, KILLED | {"noun": "soldiers", "polarity": "denied"}),
        "conflicts",
        "denied",
    ),
    ("another figure denied", (200, KILLED), (90, KILLED | {"polarity": "denied"}), "unrelated", "different_event"),
    # ages
    ("two ages, maybe two boys", (10, BOY), (12, BOY), "unrelated", "too_little_evidence"),
    ("one man by name, two ages", (34, NAMED), (35, NAMED), "conflicts", "quantities_disjoint"),
    ("one boy, one age", (10, BOY), (10, BOY), "agrees", "quantities_overlap"),
]


def _compared(row: Row) -> tuple[Claim, Claim, Comparison]:
    (x, one), (y, other) = row[1], row[2]
    a, b = claim(x, **one), claim(y, report="rep_b", **other)
    return a, b, compare(a, b)


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_verdicts(row: Row) -> None:
    a, b, found = _compared(row)
    assert (found.verdict, found.evidence[0].rule) == (row[3], row[4])
    assert (found.a, found.b) == (a.id, b.id)
    swapped = compare(b, a)
    assert (swapped.verdict, swapped.same_fact, swapped.dispute) == (
        found.verdict,
        found.same_fact,
        found.dispute,
    )
    assert swapped.evidence[0] == found.evidence[0]
    turned = {"a": "b", "b": "a", None: None}
    assert (swapped.whole, swapped.later) == (turned[found.whole], turned[found.later])
    assert all(item.says for item in found.evidence)
    assert (found.same_fact > 0.5) == (found.verdict != "unrelated")


@pytest.mark.parametrize(
    ("name", "whole", "later"),
    [
        ("port, city", "b", None),
        ("children among the people", "b", None),
        ("noon, night", None, "b"),
        ("corrected", None, "b"),
        ("more children than people, later", None, "a"),
        ("203, 230", None, None),
    ],
)
def test_sides(name: str, whole: str | None, later: str | None) -> None:
    row = next(row for row in ROWS if row[0] == name)
    found = _compared(row)[2]
    assert (found.whole, found.later) == (whole, later)


@pytest.mark.parametrize(
    ("x", "y", "absolute", "relative"),
    [(203, 230, "27", 0.117), ("-40", "50..60", "10", 0.2), (203, 203, "0", 0.0)],
)
def test_difference_is_between_the_nearest_bounds(x: object, y: object, absolute: str, relative: float) -> None:
    found = compare(claim(x, **LOST), claim(y, report="rep_b", **LOST)).difference
    assert found is not None
    assert (found.absolute, found.relative) == (Decimal(absolute), relative)


def test_no_difference_where_nothing_bounds_it() -> None:
    assert compare(claim("24+", **LOST), claim("200+", report="rep_b", **LOST)).difference is None
    assert compare(claim(4, **HURT), claim(4, report="rep_b", **KILLED)).difference is None


@pytest.mark.parametrize(
    ("one", "other", "dispute"),
    [
        (AIR_FORCE, "the Ukrainian Air Force", "same_source"),
        (AIR_FORCE, "Volodymyr Zelenskyy", "rival_sources"),
        (AIR_FORCE, None, "unattributed"),
        (None, None, "unattributed"),
    ],
)
def test_dispute(one: str | None, other: str | None, dispute: str) -> None:
    found = compare(claim(203, source=one, **LOST), claim(230, source=other, report="rep_b", **LOST))
    assert (found.verdict, found.dispute) == ("conflicts", dispute)


def test_only_conflicts_are_disputes() -> None:
    found = compare(claim(203, source=AIR_FORCE, **LOST), claim(203, source=AIR_FORCE, report="rep_b", **LOST))
    assert (found.verdict, found.dispute, found.hints) == ("agrees", None, ())


def test_the_stated_time_of_a_count_outranks_publication() -> None:
    noon = datetime(2025, 7, 22, 12, tzinfo=UTC)
    early = claim(95, **KILLED, as_of=noon + timedelta(hours=8))
    late = claim(60, report="rep_b", hours=30, as_of=noon, **KILLED)
    found = compare(early, late)
    assert (found.verdict, found.later) == ("updates", "a")


def test_the_same_sentence_anchors_what_names_nothing_else() -> None:
    wording = "He has led the small northern garrison for {} years."
    a = claim(3, None, None, unit="year", sentence=wording.format("3"))
    b = claim(5, None, None, unit="year", sentence=wording.format("5"), report="rep_b")
    assert compare(a, b).verdict == "conflicts"


def test_a_part_named_in_its_report() -> None:
    whole = claim(35, **SHOT)
    part = claim(3, **SHOT, part_of=whole.id)
    assert (compare(part, whole).verdict, compare(part, whole).whole) == ("part", "b")
    wrong = claim(40, **SHOT, part_of=whole.id)
    assert compare(wrong, whole).verdict == "conflicts"


def test_a_part_of_one_report_is_no_rival_of_anothers_total() -> None:
    whole = claim(35, **SHOT)
    part = claim(3, **SHOT, part_of=whole.id)
    total = claim(35, report="rep_b", **SHOT)
    assert (compare(part, total).verdict, compare(part, total).whole) == ("part", "b")


StatementRow = tuple[str, tuple[str, str, str, str], tuple[str, str, str, str], Fields, str]
UMEROV = ("Rustem Umerov", "will head", "Ukraine's delegation", "head")
STATEMENTS: list[StatementRow] = [
    ("same", UMEROV, ("Umerov", "will lead", "the Ukrainian delegation", "lead"), {}, "agrees"),
    ("passive", UMEROV, ("Ukraine's delegation", "will be led", "by Umerov", "be lead"), {}, "agrees"),
    ("another head", UMEROV, ("Andriy Yermak", "will head", "Ukraine's delegation", "head"), {}, "conflicts"),
    ("denied", UMEROV, UMEROV, {"polarity": "denied"}, "conflicts"),
    (
        "expected only",
        UMEROV,
        ("Andriy Yermak", "is to head", "Ukraine's delegation", "head"),
        {"certainty": "possible"},
        "unrelated",
    ),
    ("another delegation", UMEROV, ("Vladimir Medinsky", "will head", "Russia's delegation", "head"), {}, "unrelated"),
    ("the last round", UMEROV, ("Andriy Yermak", "led", "Ukraine's delegation", "lead"), {}, "unrelated"),
    ("no name", UMEROV, ("the former minister", "will head", "Ukraine's delegation", "head"), {}, "unrelated"),
    (
        "many visit",
        ("Rustem Umerov", "will visit", "Istanbul", "visit"),
        ("Andriy Yermak", "will visit", "Istanbul", "visit"),
        {},
        "unrelated",
    ),
    ("another act", UMEROV, ("Rustem Umerov", "will visit", "Istanbul", "visit"), {}, "unrelated"),
    (
        "another city",
        ("The third round of talks", "will be held", "in Istanbul", "be hold"),
        ("The third round of talks", "will be held", "in Ankara", "be hold"),
        {},
        "conflicts",
    ),
    (
        "another round",
        ("The second round of talks", "will be held", "in Istanbul", "be hold"),
        ("The third round of talks", "will be held", "in Ankara", "be hold"),
        {},
        "unrelated",
    ),
]


@pytest.mark.parametrize("row", STATEMENTS, ids=[row[0] for row in STATEMENTS])
def test_statements(row: StatementRow) -> None:
    a = statement(*row[1])
    b = statement(*row[2], report="rep_b", **row[3])
    assert compare(a, b).verdict == row[4]
    assert compare(b, a).verdict == row[4]


def test_one_event_in_two_cities() -> None:
    a = statement("The third round of talks", "will be held", "in Kyiv", "be hold", place=KRAMATORSK)
    b = statement("The third round of talks", "will be held", "in Moscow", "be hold", place=MOSCOW, report="rep_b")
    found = compare(a, b)
    assert (found.verdict, found.evidence[0].rule) == ("conflicts", "places_differ")


def test_every_rule_tells_an_editor_what_it_says() -> None:
    for rule in RULES:
        assert rule.__doc__ and rule.__doc__.strip().endswith(".")


_PLACES = st.sampled_from([None, SUMY, SUMY_REGION, PUTYVL, UKRAINE, MOSCOW])
_MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2026, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC))
_PERIODS = st.one_of(
    st.none(),
    st.builds(
        lambda start, hours, ends: Period(start, start + timedelta(hours=hours) if ends else None, ""),
        st.one_of(_MOMENTS),
        st.integers(0, 2000),
        st.booleans(),
    ),
    st.just(Period(None, None, "once")),
)
_CLAIMS = st.builds(
    claim,
    st.one_of(st.integers(0, 60), st.sampled_from(["13+", ">20", "-40", "10..12", "0.5", "-0"])),
    st.sampled_from([None, "people", "children", "boys", "drones", "drones and missiles", "widgets", "front line"]),
    st.sampled_from([None, "wound", "kill", "casualty", "launch", "down or jam", "miss", "quarry"]),
    report=st.sampled_from(["rep_a", "rep_b"]),
    unit=st.sampled_from([None, None, "km", "mi", "%", "USD", "year", "widget"]),
    per=st.sampled_from([None, None, "day"]),
    actor=st.sampled_from([None, "Russia", "Ukraine"]),
    source=st.sampled_from([None, AIR_FORCE, "Zelensky", "the"]),
    group=st.sampled_from([None, "the dead", "hostages"]),
    hours=st.integers(-500, 500),
    period=_PERIODS,
    place=_PLACES,
    certainty=st.sampled_from(["stated", "reported", "possible"]),
    polarity=st.sampled_from(["affirmed", "affirmed", "denied"]),
    corrects=st.booleans(),
    superseded=st.booleans(),
)


@given(_CLAIMS, _CLAIMS)
def test_any_two_claims_compare_alike_from_both_sides(a: Claim, b: Claim) -> None:
    found, swapped = compare(a, b), compare(b, a)
    assert found.verdict == swapped.verdict
    assert found.same_fact == swapped.same_fact
    assert found.evidence == swapped.evidence
    assert found.dispute == swapped.dispute
    assert found.difference == swapped.difference
    assert (found.whole is None) == (found.verdict != "part")
    assert (found.later is None) == (found.verdict != "updates")
    assert (found.dispute is None) == (found.verdict != "conflicts")


@given(_CLAIMS)
def test_a_claim_never_conflicts_with_itself(one: Claim) -> None:
    assert compare(one, one).verdict in {"agrees", "unrelated"}
