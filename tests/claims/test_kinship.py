"""Two reports of one event know each other by names, towns, words and figures; short ones by nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from claims.compare import compare_all, relate_all
from claims.kindred import told_events
from claims.kinship import kinship, telling_of
from claims.profiles import Profile
from claims.scenes import on_scene
from tests.claims.reading import claims_in

MORNING, EVENING = datetime(2025, 3, 4, 8, tzinfo=UTC), datetime(2025, 3, 4, 19, tzinfo=UTC)
FERRY = (
    "The ferry Astrid Lund sank off Karmoy on Tuesday with 64 people aboard, the coastguard said. Nine people were "
    "killed. Rescuers pulled 48 people from the water. The ferry, built in 1987, was 71 metres long."
)
LATER = (
    "Divers searched the wreck of the Astrid Lund off Karmoy on Tuesday evening. The coastguard said that 64 people "
    "had been aboard the ferry. Eleven people were killed. Rescuers pulled 48 people from the water. The ferry was 17 "
    "metres long."
)
QUARRY = (
    "A wall fell at a quarry near Alston on Tuesday and buried 12 workers, police said. Three people were killed. "
    "Firefighters rescued nine people. The pit was 71 metres deep."
)


def _side(text: str, published: datetime = MORNING) -> list[Profile]:
    return on_scene(claims_in(text, published))


def test_reports_of_one_event_are_kin_and_others_are_not() -> None:
    ferry, later, quarry = (telling_of(_side(text)) for text in (FERRY, LATER, QUARRY))
    assert kinship(ferry, later).sure
    assert not kinship(ferry, quarry).sure
    assert kinship(ferry, later).bits == kinship(later, ferry).bits


def test_a_short_report_is_known_by_nothing() -> None:
    short = telling_of(_side("The ferry Astrid Lund sank off Karmoy with 64 people aboard."))
    assert not kinship(short, telling_of(_side(FERRY))).sure


def test_kin_lend_each_other_their_place_and_day() -> None:
    claims = claims_in(FERRY, MORNING), [claim for claim in claims_in(LATER, EVENING) if claim.published == EVENING]
    found = {
        (one.quote, other.quote): comparison.verdict
        for comparison in compare_all(*claims)
        for one in claims[0]
        for other in claims[1]
        if (comparison.a, comparison.b) == (one.id, other.id)
    }
    assert found["64 people", "64 people"] == "agrees"
    assert found["48 people", "48 people"] == "agrees"
    assert found["Nine people", "Eleven people"] == "updates"


def test_what_happened_is_told_by_the_nearest_words() -> None:
    (claim,) = [each for each in claims_in("Searchers put the number out of contact at 15.") if each.quote == "15"]
    assert told_events(on_scene([claim])[0]) == {"miss"}


def test_relating_leaves_out_only_what_is_unrelated() -> None:
    sides = [claims_in(text, published) for text, published in ((FERRY, MORNING), (LATER, EVENING), (QUARRY, MORNING))]
    for one in sides:
        others = [claim for side in sides if side is not one for claim in side]
        related = [each for each in compare_all(one, others) if each.verdict != "unrelated"]
        assert relate_all(one, others) == related
    assert {each.verdict for each in relate_all(sides[0], sides[1])} >= {"agrees", "updates"}


def _verdicts(text: str, published: datetime) -> dict[tuple[str, str], str]:
    """The verdict on every two figures of the ferry's report and another, by their words."""
    one, other = claims_in(FERRY, MORNING), claims_in(text, published)
    quotes = {each.id: each.quote for each in (*one, *other)}
    found = compare_all(one, other)
    return {(quotes[each.a], quotes[each.b]): each.verdict for each in found}


def test_what_is_told_weeks_later_is_not_set_against_the_first_report() -> None:
    assert _verdicts(LATER, EVENING)["71 metres", "17 metres"] == "conflicts"
    weeks_on = _verdicts(LATER, EVENING + timedelta(days=56))
    assert "conflicts" not in weeks_on.values()


def test_two_things_of_one_event_are_not_set_against_each_other() -> None:
    text = LATER.replace("The ferry was 17 metres long.", "The ferry carried 7 lorries, 640 crates and 0.9 tonnes.")
    found = _verdicts(text, EVENING)
    assert not {pair for pair, verdict in found.items() if verdict == "conflicts"}


def test_an_open_bound_is_no_agreement_with_just_any_larger_figure() -> None:
    text = LATER.replace("Eleven people were killed.", "At least five people were killed.")
    assert _verdicts(text.replace("17 metres", "71 metres"), EVENING)["Nine people", "At least five people"] == "agrees"
    text = LATER.replace("pulled 48 people", "pulled at least two people")
    assert _verdicts(text, EVENING).get(("48 people", "at least two people"), "unrelated") == "unrelated"
