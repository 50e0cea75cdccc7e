"""The short cases: how they are read, and that what the verdicts reach on those only measured does not fall."""

from benchmarks.stories import FOLDS, count_labels, load_pairs, load_short
from benchmarks.verdict_stories import measure
from tests.claims.reading import reader


def test_every_case_is_in_one_fold() -> None:
    folds = {fold: load_short(fold) for fold in FOLDS}
    names = [case.name for cases in folds.values() for case in cases]
    assert len(names) == len(set(names)) == 500
    assert (len(folds["report"]), count_labels(folds["report"])) == (120, 429)
    assert {len(case.reports) for cases in folds.values() for case in cases} == {2, 3, 4}


def test_a_pair_of_sentences_is_a_case_of_two_reports() -> None:
    case = next(case for case in load_pairs() if case.name == "sentence-other-man")
    assert [report.outlet for report in case.reports] == ["Harbour Wire", "Lantern Press"]
    assert (case.labels[0].a.quote, case.labels[0].b.quote) == ("12 years", "seven years")
    assert case.labels[0].verdict == "unrelated"


def test_verdicts_hold_on_the_cases_only_measured() -> None:
    found = measure(reader(), load_short("report"), across=False)
    assert found.accuracy >= 0.53
    assert found.conflict_precision >= 0.87
    assert found.conflict_recall >= 0.24
    assert found.board_precision >= 0.8
    assert found.asymmetric == 0
