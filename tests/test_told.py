"""The stories told alike: how they are read, and that what the verdicts reach on those only measured does not fall."""

from benchmarks.stories import FOLDS
from benchmarks.told import facts_of, lines_told, load_told, measure_told
from tests.claims.reading import reader


def test_every_story_is_in_one_fold_and_marks_what_stands_there() -> None:
    folds = {fold: load_told(fold) for fold in FOLDS}
    names = [story.name for stories in folds.values() for story in stories]
    assert len(names) == len(set(names)) == 385
    assert len(folds["report"]) == 98
    for story in (*folds["tune"], *folds["report"]):
        assert len(story.reports) == 4
        for report, slots in zip(story.reports, story.slots, strict=True):
            assert "{" not in report.text and "|" not in report.text
            assert all(report.text[slot.start : slot.end].strip() for slot in slots)


def test_a_figure_read_is_of_the_fact_that_its_mark_names() -> None:
    story = next(story for story in load_told("tune") if story.name == "turkey-rate-rise-august-2023")
    claims = reader().read(story.reports[0]).claims
    facts = facts_of(claims, story.slots[0])
    told = {facts[claim.id]: claim.quote for claim in claims if claim.id in facts}
    assert told["rate-before"] == "17.5%"
    assert told["inflation"] == "47.83%"


def test_verdicts_hold_on_the_stories_only_measured() -> None:
    found = measure_told(reader(), load_told("report"))
    said = {line.split(": ")[0]: float(line[line.rindex("(") + 1 :].split("%")[0]) for line in lines_told(found)}
    assert said["agrees"] >= 61
    assert said["updates"] >= 60
    assert said["like figures of one fact that agree"] >= 60
    assert said["unlike figures of one fact in conflict or an update"] >= 3.5
