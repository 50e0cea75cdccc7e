"""The labelled stories: what the verdicts reach on each fold may not fall below the committed figures.

Of the fold "report" nothing is looked at but these figures.
"""

from functools import cache

import pytest

from benchmarks.stories import Fold, load_stories
from benchmarks.verdict_stories import Measured, calibration_error, measure
from tests.claims.reading import reader

# accuracy, precision and recall of conflicts, precision of conflicts labelled or not, share of hints right
FLOORS: dict[Fold, tuple[float, float, float, float, float]] = {
    "tune": (0.61, 0.90, 0.10, 0.85, 0.9),
    "report": (0.56, 0.92, 0.17, 0.87, 0.9),
}


@cache
def measured(fold: Fold) -> Measured:
    return measure(reader(), load_stories(fold))


def test_a_label_points_at_words_that_stand_once() -> None:
    names = [story.name for fold in FLOORS for story in load_stories(fold)]
    assert len(names) == len(set(names)) >= 20
    assert {story.fold for story in load_stories("tune")} == {"tune"}


@pytest.mark.parametrize("fold", list(FLOORS))
def test_verdicts_hold(fold: Fold) -> None:
    found, (accuracy, precision, recall, board, hints) = measured(fold), FLOORS[fold]
    given, right, _ = found.hints
    assert found.accuracy >= accuracy
    assert found.conflict_precision >= precision
    assert found.conflict_recall >= recall
    assert found.board_precision >= board
    assert right >= hints * given


@pytest.mark.parametrize("fold", list(FLOORS))
def test_no_conflict_between_two_stories_and_no_order_matters(fold: Fold) -> None:
    found = measured(fold)
    assert len(found.across) == 0
    assert found.asymmetric == 0


@pytest.mark.parametrize("fold", list(FLOORS))
def test_the_probability_is_calibrated(fold: Fold) -> None:
    assert calibration_error(measured(fold).weighed) <= 0.05
