"""Period, place and source of each claim: from its own clause, else carried over from what stands before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from spacy.tokens import Doc, Span, Token

from claims.attributions import AttributionReader, Speaker, speaker_of
from claims.calendar_clock import Clock
from claims.dating import settle_periods
from claims.draft import Draft
from claims.implied import CASUALTY_EVENTS
from claims.parsing import paragraph_starts
from claims.periods import PeriodSpan
from claims.places import PlaceSpan
from claims.placing import Paragraphs, locates, national, settle_places


def zone_of(places: Sequence[PlaceSpan], published: datetime) -> tzinfo:
    """The zone in which a report's "overnight" is read: that of its places, else that of its publication."""
    zones = Counter(span.zone for span in places if span.zone)
    if zones:
        return ZoneInfo(max(sorted(zones), key=lambda zone: zones[zone]))
    return published.tzinfo or UTC


def is_casualty(verb: Token) -> bool:
    """True for verbs of harm: with them "one" counts a person."""
    return verb.lemma_ in CASUALTY_EVENTS or verb.lower_ in {"dead", "missing"}


def settle(
    drafts: Sequence[Draft],
    doc: Doc,
    text: str,
    periods: Sequence[PeriodSpan],
    places: Sequence[PlaceSpan],
    clock: Clock,
) -> None:
    """Fills in the context of every draft, in the order of the text."""
    breaks = sorted(paragraph_starts(text))
    nouns = national(doc, places)
    located = [span for span in places if locates(doc, span)]
    paragraphs = _paragraphs(doc, breaks)
    _settle_sources(drafts, doc, paragraphs)
    settle_periods(drafts, doc, breaks, periods, clock)
    settle_places(drafts, doc, located, paragraphs, places)
    for draft in drafts:
        if draft.noun is not None and draft.noun.i in nouns:
            draft.place = nouns[draft.noun.i]
    _settle_corrections(drafts)
    for draft in drafts:
        if draft.whole is not None and _of_another_time(draft, draft.whole):
            draft.whole = None
        if draft.whole is not None:
            draft.period = draft.period or draft.whole.period
            draft.place = draft.place or draft.whole.place
            draft.attribution = draft.attribution or draft.whole.attribution


def _of_another_time(part: Draft, whole: Draft) -> bool:
    """True where both have periods that do not meet: 24 this week are no part of the 29 of ten years ago."""
    a, b = part.period, whole.period
    if a is None or b is None or None in {a.start, a.end, b.start, b.end}:
        return False
    return bool(a.end <= b.start or b.end <= a.start)  # type: ignore[operator]


# -- sources


def _settle_sources(drafts: Sequence[Draft], doc: Doc, paragraphs: Paragraphs) -> None:
    reader = AttributionReader()
    speakers = {sentence.start: reader.speakers(sentence) for sentence in doc.sents}
    for draft in drafts:
        sentence = draft.root.sent
        speaker = speaker_of(speakers[sentence.start], draft.root.i)
        speaker = speaker or _nearby_speaker(sentence, paragraphs[sentence.start], speakers)
        if speaker is not None:
            draft.attribution = speaker.attribution
            if draft.measure is not None and (draft.measure.actor or "").lower() in {"it", "they", "he", "she"}:
                draft.measure = replace(draft.measure, actor=speaker.attribution.source)


def _nearby_speaker(sentence: Span, paragraph: list[Span], speakers: dict[int, list[Speaker]]) -> Speaker | None:
    """The speaker named last before in the paragraph.

    "…, the mayor said" vouches for nothing told before it, but for the one sentence before where a longer text sets
    the two apart as a paragraph of their own.
    """
    at = next(index for index, other in enumerate(paragraph) if other.start == sentence.start)
    for other in reversed(paragraph[:at]):
        if speakers[other.start]:
            return speakers[other.start][-1]
    if at == 0 and len(paragraph) == 2 and len(speakers) > 2 and speakers[paragraph[1].start]:
        return speakers[paragraph[1].start][0]
    return None


def _paragraphs(doc: Doc, starts: Sequence[int]) -> Paragraphs:
    """For the start of each sentence, the sentences of its paragraph."""
    found: Paragraphs = {}
    current: list[Span] = []
    at = 0
    for sentence in doc.sents:
        opened = False
        first = next((token.idx for token in sentence if not token.is_space), sentence.start_char)
        while at < len(starts) and starts[at] <= first:
            at, opened = at + 1, True
        if opened:
            current = []
        current.append(sentence)
        found[sentence.start] = current
    return found


# -- corrections

_CORRECTING = re.compile(
    r"\b(?:correct(?:ed|ing|s|ion)|revis(?:ed|ing|es|ion)|lower(?:ed|ing)|downgrad(?:ed|ing)|retract(?:ed|ing)|"
    r"amend(?:ed|ing)|recount(?:ed)?|adjusted|walked back|erroneous(?:ly)?|mistaken(?:ly)?|miscounted)\b",
    re.I,
)
_EARLIER = re.compile(
    r"\b(?:earlier|previous(?:ly)?|initial(?:ly)?|preliminary|first|original)\s(?:\w+\s)?(?:count|toll|figure|number|"
    r"estimate|report|tally|total|statement|announcement|reported|said|given|put)s?\b[^.;]{0,40}$",
    re.I,
)


def _settle_corrections(drafts: Sequence[Draft]) -> None:
    """Marks the figure that a text takes back, and the one that it puts in its place."""
    for draft in drafts:
        if draft.quantity is None or not _CORRECTING.search(draft.sentence):
            continue
        before = draft.sentence.partition(draft.quote)[0]
        if draft.superseded or _EARLIER.search(before):
            draft.superseded = True
        else:
            draft.corrects = draft.role in {"count", "measure", "zero"}
