"""How good the verdicts are on our own labelled stories, fold by fold.

A pair that is not weighed, or whose claim is not read, counts as unrelated. A conflict found between two reports is
right where it is labelled as one, or repeats the two figures of a labelled one (a headline beside its body, a third
outlet with one of the two figures); between reports of two stories every conflict is a false alarm. Of the fold
"report" only figures are ever printed, never a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from benchmarks.stories import FOLDS, Fold, Label, Mark, Story, load_stories, marked
from benchmarks.text_pairs import Cosine, figures
from claims.compare import compare_all
from claims.reading import Reader
from claims.types import Claim, Comparison, Reading, Report, Side

VERDICTS = ("agrees", "conflicts", "updates", "part", "unrelated")
_SAME_FACT = frozenset({"agrees", "conflicts", "updates"})
_SENTENCE = re.compile(r"[^\n]+?(?:[.!?][”\"’']?(?=\s)|$|\n)")
_BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A label with what was found: both claims where they were read, their comparison where they were weighed."""

    story: str
    label: Label
    claims: tuple[Claim | None, Claim | None]
    comparison: Comparison | None
    texts: tuple[str, str]

    @property
    def found(self) -> str:
        """The verdict given; "unrelated" where nothing was said."""
        return self.comparison.verdict if self.comparison else "unrelated"

    @property
    def right(self) -> bool:
        """True where the verdict is the labelled one, its side included ("later", "whole")."""
        if self.found != self.label.verdict or self.comparison is None:
            return self.found == self.label.verdict
        return (self.comparison.later, self.comparison.whole) == (self.label.later, self.label.whole)


@dataclass(slots=True)
class Measured:
    """All that one fold showed; `alarms` are conflicts found where none is labelled, in words.

    `weighed` is the probability of one fact for every pair weighed, with whether it is one: labelled, or of two
    facts where the figures differ and nobody labelled it; parts and equal figures without a label are left out.
    """

    judged: list[Judged] = field(default_factory=list)
    hits: int = 0
    alarms: list[str] = field(default_factory=list)
    across: list[str] = field(default_factory=list)
    asymmetric: int = 0
    report_pairs: int = 0
    weighed: list[tuple[float, bool]] = field(default_factory=list)

    @property
    def accuracy(self) -> float:
        """Share of labelled pairs with the labelled verdict and side."""
        return _share(sum(each.right for each in self.judged), len(self.judged))

    @property
    def conflict_recall(self) -> float:
        """Share of labelled conflicts found."""
        wanted = [each for each in self.judged if each.label.verdict == "conflicts"]
        return _share(sum(each.found == "conflicts" for each in wanted), len(wanted))

    @property
    def conflict_precision(self) -> float:
        """Share of conflicts right among labelled pairs alone."""
        said = [each for each in self.judged if each.found == "conflicts"]
        return _share(sum(each.label.verdict == "conflicts" for each in said), len(said))

    @property
    def board_precision(self) -> float:
        """Share of conflicts right among all those between reports of one story, labelled or not."""
        return _share(self.hits, self.hits + len(self.alarms))

    @property
    def hints(self) -> tuple[int, int, int]:
        """Hints given on labelled conflicts, those right, and those labelled."""
        true = [each for each in self.judged if each.label.verdict == each.found == "conflicts"]
        given = [(hint.cause, each.label.hints) for each in true if each.comparison for hint in each.comparison.hints]
        wanted = sum(len(each.label.hints) for each in true)
        return len(given), sum(cause in labelled for cause, labelled in given), wanted

    @property
    def disputes(self) -> tuple[int, int]:
        """Disputes right, of those labelled on conflicts that were found."""
        true = [each for each in self.judged if each.found == "conflicts" and each.label.dispute]
        right = sum(each.comparison is not None and each.comparison.dispute == each.label.dispute for each in true)
        return right, len(true)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def measure(reader: Reader, stories: Sequence[Story], across: bool = True) -> Measured:
    """Read all reports of the stories once, and compare every two of different outlets; those of two stories only with
    `across`.
    """
    reports = {report.id: report for story in stories for report in story.reports}
    readings = dict(zip(reports, reader.read_all(reports.values()), strict=True))
    found = Measured()
    for story in stories:
        _measure_story(found, story, readings)
    for one, other in combinations(stories if across else (), 2):
        for left in one.reports:
            for right in other.reports:
                pair = readings[left.id], readings[right.id]
                found.across += [_told(each, *pair) for each in _compared(*pair) if each.verdict == "conflicts"]
    return found


def _compared(left: Reading, right: Reading) -> list[Comparison]:
    return compare_all(left.claims, right.claims)


def _measure_story(found: Measured, story: Story, readings: dict[str, Reading]) -> None:
    compared: dict[frozenset[str], Comparison] = {}
    conflicts: list[tuple[Comparison, Reading, Reading]] = []
    for one, other in combinations(story.reports, 2):
        left, right = readings[one.id], readings[other.id]
        forth, back = _compared(left, right), _compared(right, left)
        found.asymmetric += _asymmetric(forth, back)
        found.report_pairs += 1
        compared |= {frozenset((each.a, each.b)): each for each in forth}
        conflicts += [(each, left, right) for each in forth if each.verdict == "conflicts"]
    judged = [_judged(story, label, readings, compared) for label in story.labels]
    found.judged += judged
    labelled = {_ids(each): each.label.verdict for each in judged}
    claims = {claim.id: claim for report in story.reports for claim in readings[report.id].claims}
    found.weighed += [
        (each.same_fact, labelled.get(ids) in _SAME_FACT)
        for ids, each in compared.items()
        if labelled.get(ids) != "part" and (ids in labelled or _differ(claims[each.a], claims[each.b]))
    ]
    known = {_figures(*each.claims) for each in judged if each.label.verdict == "conflicts"}
    for each, left, right in conflicts:
        a, b = (_claim(id, left, right) for id in (each.a, each.b))
        truth = labelled.get(frozenset((each.a, each.b)))
        if truth == "conflicts" or (truth is None and _figures(a, b) in known):
            found.hits += 1
        else:
            found.alarms.append(f"[{story.name}: {truth or 'no label'}] {_told(each, left, right)}")


def _judged(
    story: Story, label: Label, readings: dict[str, Reading], compared: dict[frozenset[str], Comparison]
) -> Judged:
    reports = story.reports[label.a.report], story.reports[label.b.report]
    a, b = (
        marked(readings[report.id].claims, report, mark)
        for report, mark in zip(reports, (label.a, label.b), strict=True)
    )
    found = compared.get(frozenset((a.id, b.id))) if a and b else None
    if found is not None and a is not None and found.a != a.id:
        found = _turned(found)
    return Judged(story.name, label, (a, b), found, (_sentence(reports[0], label.a), _sentence(reports[1], label.b)))


def _turned(found: Comparison) -> Comparison:
    """The same comparison with its sides swapped, as the label names them."""
    return replace(found, a=found.b, b=found.a, later=_other(found.later), whole=_other(found.whole))


def _other(side: Side | None) -> Side | None:
    return None if side is None else "b" if side == "a" else "a"


def _ids(each: Judged) -> frozenset[str]:
    return frozenset(claim.id for claim in each.claims if claim)


def _figures(a: Claim | None, b: Claim | None) -> frozenset[tuple[object, ...]]:
    """What two claims give, whichever comes first: to know a conflict again elsewhere in the story."""
    return frozenset(_figure(claim) for claim in (a, b) if claim)


def _figure(claim: Claim) -> tuple[object, ...]:
    if claim.quantity is None:
        return (claim.statement.subject, claim.statement.object) if claim.statement else ()
    return claim.quantity.interval, claim.quantity.unit


def _asymmetric(forth: Iterable[Comparison], back: Iterable[Comparison]) -> int:
    one = {(frozenset((each.a, each.b)), each.verdict) for each in forth}
    other = {(frozenset((each.a, each.b)), each.verdict) for each in back}
    return len(one ^ other)


def _differ(a: Claim, b: Claim) -> bool:
    """True for two figures in one unit of which neither can be the other."""
    if a.quantity is None or b.quantity is None or a.quantity.unit != b.quantity.unit:
        return False
    return not a.quantity.interval.overlaps(b.quantity.interval)


def _claim(id: str, left: Reading, right: Reading) -> Claim:
    return next(claim for claim in (*left.claims, *right.claims) if claim.id == id)


def _told(each: Comparison, left: Reading, right: Reading) -> str:
    a, b = (_claim(id, left, right) for id in (each.a, each.b))
    lines = "".join(f"\n      {' '.join(claim.sentence.split())}" for claim in (a, b))
    return f"{a.quote!r} / {b.quote!r}: {each.evidence[0].says}{lines}"


def _sentence(report: Report, mark: Mark) -> str:
    at = report.text.index(mark.quote)
    return next(
        (found.group().strip() for found in _SENTENCE.finditer(report.text) if found.start() <= at < found.end()),
        mark.quote,
    )


def confusion(judged: Iterable[Judged]) -> Counter[tuple[str, str]]:
    """How often each labelled verdict was given each verdict."""
    return Counter((each.label.verdict, each.found) for each in judged)


def calibration(weighed: Iterable[tuple[float, bool]]) -> list[tuple[float, float, int]]:
    """For each tenth of `same_fact`: its mean, the share that is one fact, and how many."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(_BINS)]
    for chance, same in weighed:
        bins[min(int(chance * _BINS), _BINS - 1)].append((chance, same))
    return [
        (sum(chance for chance, _ in found) / len(found), sum(truth for _, truth in found) / len(found), len(found))
        for found in bins
        if found
    ]


def calibration_error(weighed: Iterable[tuple[float, bool]]) -> float:
    """Expected calibration error: how far the probability is from the share that is right, weighted by pairs."""
    tenths = calibration(weighed)
    return sum(abs(mean - share) * count for mean, share, count in tenths) / max(sum(row[2] for row in tenths), 1)


def baselines(judged: Sequence[Judged]) -> tuple[float, float, float]:
    """Accuracy of two simple ways: by cosine at its best threshold and figures; by figures alone; and the threshold."""
    cosine = Cosine([text for each in judged for text in each.texts])
    rows = [(cosine.between(*each.texts), _same_figures(each), each.label.verdict) for each in judged]
    by_figures = _share(sum(_guess(same) == verdict for _, same, verdict in rows), len(rows))
    best = max(
        (_share(sum((_guess(same) if near >= at else "unrelated") == v for near, same, v in rows), len(rows)), at)
        for at in (step / 50 for step in range(51))
    )
    return best[0], by_figures, best[1]


def _same_figures(each: Judged) -> bool:
    return figures(each.label.a.quote) == figures(each.label.b.quote)


def _guess(same: bool) -> str:
    return "agrees" if same else "conflicts"


def lines(found: Measured) -> Iterator[str]:
    """The figures of one fold, as they are printed."""
    unread = sum(None in each.claims for each in found.judged)
    given, right, wanted = found.hints
    disputes, named = found.disputes
    by_cosine, by_figures, at = baselines(found.judged)
    yield f"{len(found.judged)} labelled pairs, {found.report_pairs} pairs of reports; a claim not read: {unread}"
    yield f"verdicts right: {found.accuracy:.1%}; baseline, cosine at least {at:.2f} (its best) and figures: "
    yield f"    {by_cosine:.1%}; baseline, figures equal or not: {by_figures:.1%}"
    yield f"conflicts, labelled pairs: precision {found.conflict_precision:.1%}, recall {found.conflict_recall:.1%}"
    yield f"conflicts, all between reports of one story: precision {found.board_precision:.1%} of " + str(
        found.hits + len(found.alarms)
    )
    yield f"conflicts between reports of two stories: {len(found.across)}"
    yield f"hints given {given}, right {right}, labelled {wanted}; disputes right {disputes} of {named}"
    yield f"pairs that differ when swapped: {found.asymmetric}"
    yield f"calibration error of same_fact over {len(found.weighed)} pairs: {calibration_error(found.weighed):.3f}"
    for mean, share, count in calibration(found.weighed):
        yield f"    said {mean:.2f}, one fact {share:.2f} of {count}"
    table = confusion(found.judged)
    yield f"{'labelled':>10} | " + " ".join(f"{verdict:>9}" for verdict in VERDICTS)
    for label in VERDICTS:
        yield f"{label:>10} | " + " ".join(f"{table[label, verdict]:>9}" for verdict in VERDICTS)


def failures(found: Measured) -> Iterator[str]:
    """Every label missed and every false alarm, in words; for the tune fold only."""
    for each in found.judged:
        if not each.right:
            why = each.comparison.evidence[0].says if each.comparison else _unsaid(each)
            yield (
                f"[{each.story} {each.label.id}] {each.label.verdict}, not {each.found}: {why}\n"
                f"      {each.label.a.quote!r}: {each.texts[0]}\n      {each.label.b.quote!r}: {each.texts[1]}"
            )
    yield from (f"false alarm {told}" for told in found.alarms)
    yield from (f"false alarm across stories {told}" for told in found.across)


def _unsaid(each: Judged) -> str:
    unread = [side for side, claim in zip("ab", each.claims, strict=True) if claim is None]
    return f"{' and '.join(unread)} not read" if unread else "not weighed"


def print_folds(reader: Reader, shown: int = 0, folds: Sequence[Fold] = FOLDS) -> None:
    """Print each fold's figures; failures of the tune fold only."""
    for fold in folds:
        stories = load_stories(fold)
        if not stories:
            print(f"\nstories, fold {fold}: none")
            continue
        found = measure(reader, stories)
        print(f"\nstories, fold {fold}: {len(stories)} stories in {len({story.field for story in stories})} fields")
        for line in lines(found):
            print(f"  {line}")
        if fold == "tune":
            for text in list(failures(found))[:shown]:
                print(f"  - {text}")
