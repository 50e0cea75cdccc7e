from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from claims.types import Reading
from index.copies import agencies, repeats
from index.grouping import fact_id
from index.library import Library
from index.types import OutletCount
from tests.index.stub import NOON, make_reading

HOUR = timedelta(hours=1)
STORY = """Two powerful glide bombs were dropped on Sumy city overnight. An attack on Sumy left 13 people
hurt, the acting mayor said, and rescuers were still searching the ruins of a block of flats for survivors at
dawn on Tuesday. Power was cut in several districts and trains were delayed, the administration added."""
OTHER = """Officials in the north-east said on Tuesday that a strike had damaged homes. An attack on Sumy left
13 people hurt by the first count, which they expected to change as doctors report from three hospitals.
Schools will stay closed for the rest of the week while engineers look at the gas mains."""


def story(outlet: str, hours: float, text: str = STORY) -> Reading:
    return make_reading(outlet, published=NOON + hours * HOUR, text=text)


LIGHTLY = """Two powerful glide bombs were dropped on the city of Sumy overnight. An attack on Sumy left 13 people
injured, the acting mayor said, and rescuers were still searching the ruins of an apartment block for survivors at
dawn on Tuesday. Power was cut in several districts and trains were delayed, the administration said."""
CUT = """An attack on Sumy left 13 people hurt, the acting mayor said, and rescuers were still searching
the ruins of a block of flats for survivors. The regional council will meet later in the week, and a school that
lost its windows will teach online. Aid groups have brought blankets, water and generators to two shelters."""


def test_a_lightly_edited_text_is_a_copy() -> None:
    assert repeats(STORY, LIGHTLY)
    assert repeats(LIGHTLY, STORY)


def test_an_agencys_text_is_known_by_its_mark_when_more_was_changed() -> None:
    assert not repeats(STORY, CUT)
    assert not repeats(f"SUMY, Ukraine (AP) — {STORY}", f"SUMY (AFP) — {CUT}")
    assert repeats(f"SUMY, Ukraine (AP) — {STORY}", f"SUMY (AP) — {CUT}")
    assert repeats(f"{STORY}\n\nThe Associated Press", f"SUMY (AP) — {CUT}")


BRIEF = "The fire service said 41 workers were killed on Monday in a fire at a mill in Dhaka."


def test_a_short_text_is_a_copy_word_for_word_only() -> None:
    assert repeats(BRIEF, BRIEF)
    assert not repeats(BRIEF, BRIEF.replace("41", "14"))
    assert not repeats(BRIEF, "A fire at a mill in Dhaka on Monday killed 41 workers, the fire service said.")
    assert not repeats("Two people died in Oslo.", "Two people died in Oslo.")


def test_agencies_are_credited_at_head_or_foot() -> None:
    assert agencies("KYIV (Reuters) - Two bombs fell.") == {"reuters"}
    assert agencies("By The Associated Press\nTwo bombs fell.") == {"ap"}
    assert agencies("Two bombs fell.\n\nAgence France-Presse") == {"afp"}
    assert agencies("Two bombs fell, Reuters reported, and the AP said so too.") == set()


def test_a_copy_that_misprints_its_text_misreports_one_source(library: Library) -> None:
    swapped = replace(make_reading("Post", [(31, "people")], published=NOON + HOUR, text=STORY.replace("13", "31")))
    library.add([story("Wire", 0), swapped, make_reading("Mail", [(20, "people")], published=NOON + 2 * HOUR)])
    disputes = {
        frozenset((each.a.outlet, each.b.outlet)): each.comparison.dispute for each in library.discrepancies().items
    }
    assert disputes[frozenset(("Wire", "Post"))] == "same_source"
    assert disputes[frozenset(("Wire", "Mail"))] == "unattributed"


def test_half_of_the_words_in_runs_of_five() -> None:
    assert repeats(STORY, STORY)
    assert repeats(STORY, f"SUMY, Ukraine (Agency) — {STORY} (Editing by A. Writer)")
    assert repeats(STORY.upper(), STORY)
    assert not repeats(STORY, OTHER)
    assert not repeats("13 people hurt in Sumy", "13 people hurt in Sumy")
    assert not repeats("", "")


def test_the_later_of_two_is_the_copy_whichever_comes_first(library: Library) -> None:
    wire, post, mail = story("Wire", 0), story("Post", 1, STORY + " Reporting by staff."), story("Mail", 2)
    (answer,) = library.add([post])
    assert answer.report.copy_of is None
    assert library.check(mail).report.copy_of == post.report.id
    assert library.add([mail])[0].report.copy_of == post.report.id
    assert library.add([wire])[0].report.copy_of is None
    assert library.report(post.report.id).copy_of == wire.report.id
    assert library.report(mail.report.id).copy_of == wire.report.id


def test_only_independent_reports_are_sources(library: Library) -> None:
    library.add([story("Wire", 0), story("Post", 1), story("Other", 2, OTHER)])
    fact = library.fact(fact_id(story("Wire", 0).claims[0].id))
    assert fact.sources == 2
    assert fact.copies == {story("Post", 1).claims[0].id}
    assert len(fact.claims) == 3
    found = library.outlets()
    assert OutletCount("Post", 1, 1, copies=1) in found.outlets
    assert [(pair.a, pair.b, pair.agrees) for pair in found.pairs] == [("Other", "Wire", 1)]


def test_an_outlet_does_not_copy_itself_nor_a_story_of_last_week(library: Library) -> None:
    library.add([story("Wire", 0)])
    assert library.add([story("Wire", 1)])[0].report.copy_of is None
    assert library.add([story("Post", 24 * 7)])[0].report.copy_of is None


def test_copies_of_a_removed_report_copy_the_first_of_them(library: Library) -> None:
    wire, post, mail = story("Wire", 0), story("Post", 1), story("Mail", 2)
    library.add([wire, post, mail])
    library.remove(wire.report.id)
    assert library.report(post.report.id).copy_of is None
    assert library.report(mail.report.id).copy_of == post.report.id


def test_rebuilding_finds_the_copies_again(library: Library) -> None:
    library.add([story("Wire", 0), story("Post", 1)])
    library.rebuild()
    assert library.report(story("Post", 1).report.id).copy_of == story("Wire", 0).report.id
