"""When: the period of each claim, from its own clause, else carried over from what stands before."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import timedelta

from spacy.tokens import Doc

from claims.attributions import REPORTING
from claims.calendar_clock import Clock
from claims.changes import earlier_time
from claims.contexts import in_clause
from claims.draft import Draft
from claims.implied import CASUALTY_EVENTS
from claims.live_stamps import Stamp
from claims.periods import PeriodSpan
from claims.types import Period
from claims.unit_words import is_money

_CARRIED = timedelta(hours=36)  # "overnight" holds for the sentences that follow; "so far this year" does not
_RECENT = timedelta(days=7)  # a day longer past than this is a memory, and holds to the end of its paragraph


def settle_periods(
    drafts: Sequence[Draft], doc: Doc, breaks: Sequence[int], periods: Sequence[PeriodSpan], clock: Clock
) -> None:
    """Gives each draft the period of its clause, else the one carried over, and the time at which it was read."""
    carried = _Carried(doc, breaks, periods, clock)
    hugged = {id(draft): span for draft in drafts if (span := _hugging(draft, periods)) is not None}
    taken = [hugged[id(draft)] for draft in drafts if draft.superseded and id(draft) in hugged]
    for draft in drafts:
        apart = [span for span in periods if span.end <= draft.start or span.start >= draft.figure_end]
        if draft.superseded and id(draft) not in hugged and earlier_time(draft.text, draft.figure_end):
            continue
        own = [hugged[id(draft)]] if id(draft) in hugged else []
        apart = [span for span in apart if span not in taken]
        own = own or in_clause([span for span in apart if not span.as_of], doc, draft.anchor)
        stated = in_clause([span for span in apart if span.as_of], doc, draft.anchor)
        stated = stated or [span for span in apart if span.told and _in_sentence(span, draft)]
        if stated:
            draft.as_of = stated[0].period.end
        carried.open(draft.stamp)
        carried.pass_over(draft)
        if draft.stamp is not None and draft.as_of is None:
            draft.as_of = draft.stamp.as_of(clock)
        happens = draft.happening is not None or draft.role == "zero" or draft.aboard
        if own:
            draft.period = own[0].period
            if happens and _brief(own[0]):
                carried.take(own[0])
        elif happens and _carries(draft):
            draft.period = carried.period_at(draft)


def _in_sentence(span: PeriodSpan, draft: Draft) -> bool:
    sentence = draft.root.sent
    return sentence.start_char <= span.start < sentence.end_char


class _Carried:
    """The period that holds for what follows without one, until another is named or the story turns back."""

    def __init__(self, doc: Doc, breaks: Sequence[int], periods: Sequence[PeriodSpan], clock: Clock) -> None:
        self._doc = doc
        self._clock = clock
        self._named = [span for span in periods if not span.as_of and _bounded(span.period)]
        self._starts = [span.start for span in self._named]
        self._breaks = breaks
        self._span: PeriodSpan | None = None
        self._stamp: Stamp | None = None

    def open(self, stamp: Stamp | None) -> None:
        """Each entry of a live blog is a story of its own."""
        if stamp is not self._stamp:
            self._stamp, self._span = stamp, None

    def pass_over(self, draft: Draft) -> None:
        """What a sentence before told of without a figure: "Fighting broke out on Monday. Eight people were killed"."""
        sentence = draft.root.sent.start_char
        first = bisect_left(self._starts, self._span.end) if self._span is not None else 0
        opening = self._breaks[bisect_right(self._breaks, sentence) - 1] if self._breaks else 0
        for span in self._named[first : bisect_left(self._starts, sentence)]:
            if span.start >= opening and _brief(span) and self._told_of(span):
                self._span = span

    def _told_of(self, span: PeriodSpan) -> bool:
        """True for a day on which something happened in the main clause of its sentence, and was not said."""
        tokens = self._doc.char_span(span.start, span.end, alignment_mode="expand")
        above = tokens.root.ancestors if tokens is not None else ()
        verb = next((token for token in above if token.pos_ in {"VERB", "AUX"}), None)
        return verb is not None and verb.dep_ == "ROOT" and verb.tag_ == "VBD" and verb.lemma_.lower() not in REPORTING

    def take(self, span: PeriodSpan) -> None:
        """From here on this is the time that is told of."""
        self._span = span

    def period_at(self, draft: Draft) -> Period | None:
        """What holds for a draft: the day of the report in all that follows, an earlier one within its paragraph."""
        if self._span is None:
            return self._stamp.period(self._clock) if self._stamp is not None else None
        between = self._named[bisect_right(self._starts, self._span.start) : bisect_left(self._starts, draft.start)]
        if any(span.period != self._span.period and not self._dates_telling(span) for span in between):
            return None
        end = self._span.period.end
        recent = end is not None and end >= self._clock.now - _RECENT
        same = bisect_right(self._breaks, self._span.start) == bisect_right(self._breaks, draft.start)
        return self._span.period if recent or same else None

    def _dates_telling(self, span: PeriodSpan) -> bool:
        """ "The mayor told reporters on Tuesday" turns to no other time."""
        tokens = self._doc.char_span(span.start, span.end, alignment_mode="expand")
        if tokens is None:
            return True
        verb = next((token for token in tokens.root.ancestors if token.pos_ in {"VERB", "AUX"}), None)
        return verb is not None and verb.lemma_.lower() in REPORTING


def _bounded(period: Period) -> bool:
    return period.start is not None and period.end is not None


def _carries(draft: Draft) -> bool:
    """False for what a day told before does not date: totals, plans, sums of money, and states that go on."""
    if draft.certainty == "possible" or _IN_ALL.search(draft.sentence):
        return False
    quantity, token = draft.quantity, draft.happening.token if draft.happening else None
    if quantity is not None and draft.role == "measure" and (quantity.unit == "%" or is_money(quantity.unit)):
        return False
    if token is None or token.pos_ not in {"VERB", "AUX"}:
        return True
    helpers = {child.lower_ for child in token.children if child.dep_ in {"aux", "auxpass"}}
    if helpers & {"will", "shall", "would", "'ll", "’ll"}:
        return False
    habitual = token.tag_ in {"VBZ", "VBP"} and not helpers and token.lemma_ not in CASUALTY_EVENTS
    return not habitual


_IN_ALL = re.compile(r"\b(?:in all|in total|altogether|overall|all told|so far|to date|up to now)\b", re.I)


def _hugging(draft: Draft, periods: Sequence[PeriodSpan]) -> PeriodSpan | None:
    """The period that stands right behind an elliptical or measured figure: "from 4.2 per cent in May"."""
    if draft.quantity is None or draft.role not in {"count", "measure"}:
        return None
    if not (draft.superseded or draft.elliptical or draft.quantity.unit is not None):
        return None
    for span in periods:
        if span.start >= draft.figure_end and _HUGGED.fullmatch(draft.text, draft.figure_end, span.start):
            return span
    return None


_HUGGED = re.compile(r"\s(?:(?:in|on|for|during|at|by|as of|for the|in the|at the)\s)?(?:all of\s)?", re.I)


def _brief(span: PeriodSpan) -> bool:
    start, end = span.period.start, span.period.end
    return start is not None and end is not None and end - start <= _CARRIED
