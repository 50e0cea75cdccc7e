"""Period, place and source of each claim: from its own clause, else carried over from what stands before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from spacy.tokens import Doc, Span, Token

from claims.attributions import AttributionReader, Speaker, speaker_of
from claims.calendar_clock import Clock
from claims.changes import earlier_time
from claims.contexts import EVENT_NOUNS, in_clause
from claims.draft import Draft
from claims.implied import CASUALTY_EVENTS
from claims.live_stamps import Stamp
from claims.noun_phrases import ABOARD
from claims.parsing import paragraph_starts
from claims.periods import PeriodSpan
from claims.place_words import STATISTICS
from claims.places import PlaceSpan, gazetteer
from claims.types import Period, Place

Paragraphs = dict[int, list[Span]]  # for the start of each sentence, the sentences of its paragraph
_CARRIED = timedelta(hours=36)  # "overnight" holds for the sentences that follow; "so far this year" does not
_LEAD = 400  # code points: headline and first paragraph
_LOCATIVE = frozenset(
    "in at on near over across through around outside inside above along off throughout within above between".split()
)
_PLACE_NOUNS = frozenset(
    """city town village region district province capital port island suburb outskirts centre
    center area county state oblast municipality settlement neighbourhood neighborhood prefecture coast republic
    governorate border part parts streets skies attack strike raid bombing
    bombardment shelling people residents""".split()
)
_BEFALLEN = frozenset("come see suffer witness record register post log confirm".split())
_COMPASS = frozenset("north south east west northeast northwest southeast southwest".split())
_HITTING = frozenset(
    "hit strike attack pound bombard target shell rock devastate batter flood leave reach shake ravage".split()
)
_OFFICES = frozenset(
    """official officials spokesman spokeswoman spokesperson police mayor governor army force forces president minister
    ministry authorities authority government troops military news media administration office prosecutor prosecutors
    leader leaders negotiations talks court team delegation""".split()
)


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
    drafts: Sequence[Draft], doc: Doc, periods: Sequence[PeriodSpan], places: Sequence[PlaceSpan], clock: Clock
) -> None:
    """Fills in the context of every draft, in the order of the text."""
    national = _national(doc, places)
    located = [span for span in places if _locates(doc, span)]
    paragraphs = _paragraphs(doc)
    _settle_sources(drafts, doc, paragraphs)
    _settle_periods(drafts, doc, periods, clock)
    _settle_places(drafts, doc, located, paragraphs, _only_settlement(places))
    for draft in drafts:
        if draft.noun is not None and draft.noun.i in national:
            draft.place = national[draft.noun.i]
    _settle_corrections(drafts)
    for draft in drafts:
        if draft.whole is not None:
            draft.period = draft.period or draft.whole.period
            draft.place = draft.place or draft.whole.place
            draft.attribution = draft.attribution or draft.whole.attribution


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
    """The speaker named last before in the paragraph, else first after: "…, the mayor said" closes a paragraph."""
    at = next(index for index, other in enumerate(paragraph) if other.start == sentence.start)
    for other in reversed(paragraph[:at]):
        if speakers[other.start]:
            return speakers[other.start][-1]
    for other in paragraph[at:]:
        if other.start != sentence.start and speakers[other.start]:
            return speakers[other.start][0]
    return None


def _paragraphs(doc: Doc) -> Paragraphs:
    """For the start of each sentence, the sentences of its paragraph."""
    starts = sorted(paragraph_starts(doc.text))
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


# -- periods


def _settle_periods(drafts: Sequence[Draft], doc: Doc, periods: Sequence[PeriodSpan], clock: Clock) -> None:
    carried: Period | None = None
    stamp: Stamp | None = None
    hugged = {id(draft): span for draft in drafts if (span := _hugging(draft, doc, periods)) is not None}
    taken = [hugged[id(draft)] for draft in drafts if draft.superseded and id(draft) in hugged]
    for draft in drafts:
        apart = [span for span in periods if span.end <= draft.start or span.start >= draft.figure_end]
        if draft.superseded and id(draft) not in hugged and earlier_time(doc.text, draft.figure_end):
            continue
        own = [hugged[id(draft)]] if id(draft) in hugged else []
        apart = [span for span in apart if span not in taken]
        own = own or in_clause([span for span in apart if not span.as_of], doc, draft.anchor)
        stated = in_clause([span for span in apart if span.as_of], doc, draft.anchor)
        if stated:
            draft.as_of = stated[0].period.end
        if draft.stamp is not stamp:  # each entry of a live blog is a story of its own
            stamp, carried = draft.stamp, draft.stamp.period(clock) if draft.stamp else None
        if stamp is not None and draft.as_of is None:
            draft.as_of = stamp.as_of(clock)
        happens = draft.happening is not None or draft.role == "zero"
        if own:
            draft.period = own[0].period
            if happens and _brief(own[0]):
                carried = own[0].period
        elif happens and carried is not None and draft.certainty != "possible":
            draft.period = carried


def _hugging(draft: Draft, doc: Doc, periods: Sequence[PeriodSpan]) -> PeriodSpan | None:
    """The period that stands right behind an elliptical or measured figure: "from 4.2 per cent in May"."""
    if draft.quantity is None or draft.role not in {"count", "measure"}:
        return None
    if not (draft.superseded or draft.elliptical or draft.quantity.unit is not None):
        return None
    for span in periods:
        if span.start >= draft.figure_end and _HUGGED.fullmatch(doc.text, draft.figure_end, span.start):
            return span
    return None


_HUGGED = re.compile(r"\s(?:(?:in|on|for|during|at|by|as of|for the|in the|at the)\s)?(?:all of\s)?", re.I)


def _brief(span: PeriodSpan) -> bool:
    start, end = span.period.start, span.period.end
    return start is not None and end is not None and end - start <= _CARRIED


# -- places


def _settle_places(
    drafts: Sequence[Draft], doc: Doc, places: Sequence[PlaceSpan], paragraphs: Paragraphs, only: Place | None
) -> None:
    for draft in drafts:
        own = _narrowest(in_clause(places, doc, draft.anchor))
        if own is None and draft.root.i != draft.anchor.i:
            own = _narrowest(in_clause(places, doc, draft.root))
        if own is not None:
            draft.place = own
        elif draft.happening is not None or draft.role in {"zero", "implied"} or _aboard(draft):
            draft.place = _before_in_paragraph(draft, places, paragraphs) or only


def _aboard(draft: Draft) -> bool:
    return draft.measure is not None and draft.measure.group == ABOARD


def _narrowest(found: Sequence[PlaceSpan]) -> Place | None:
    """The nearest place that contains none of the others: Putyvl, not Sumy region."""
    for span in found:
        if not any(span.place.id in other.place.within for other in found):
            return span.place
    return None


def _before_in_paragraph(draft: Draft, places: Sequence[PlaceSpan], paragraphs: Paragraphs) -> Place | None:
    paragraph = paragraphs[draft.root.sent.start]
    start, end = paragraph[0].start_char, draft.root.sent.start_char
    within = [span for span in places if start <= span.start < end]
    if not within:
        return None
    latest = within[-1]
    narrower = [span for span in within if latest.place.id in span.place.within and latest.end - span.start < 200]
    return (narrower[-1] if narrower else latest).place


def _only_settlement(places: Sequence[PlaceSpan]) -> Place | None:
    """Where a whole report speaks of one town and opens with it, what happens in it happens there."""
    towns = {span.place.id: span for span in reversed(places) if span.place.feature == "city"}
    if len(towns) != 1:
        return None
    first = next(iter(towns.values()))
    return first.place if first.start < _LEAD else None


def _national(doc: Doc, places: Sequence[PlaceSpan]) -> dict[int, Place]:
    """For the noun of "British inflation", "Germany's gas storage" and "the French economy", its country."""
    named: dict[int, Place] = {}
    for span in places:
        words = doc.char_span(span.start, span.end, alignment_mode="expand")
        if words is not None:
            named[words.root.i] = span.place
    found: dict[int, Place] = {}
    for token in doc:
        if token.dep_ not in {"amod", "compound", "nmod", "poss"} or token.head.lemma_.lower() not in STATISTICS:
            continue
        place = named.get(token.i)
        if place is None and token.text[:1].isupper() and (nation := gazetteer().demonym(token.text)) is not None:
            place = replace(nation, text=token.text)
        if place is not None:
            found[token.head.i] = place
    return found


def _locates(doc: Doc, span: PlaceSpan) -> bool:
    """True where the wording says where: "in Kyiv", "Sumy region", "hit Odesa"; not "Ukraine's air force said"."""
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is None:
        return False
    token = tokens.root
    if token.dep_ in {"poss", "compound", "nmod", "amod"} and token.head.lemma_.lower() in STATISTICS:
        return False  # holds for that noun alone
    for _ in range(5):
        dep, head = token.dep_, token.head
        if dep in {"conj", "appos", "nmod"} and head.i != token.i and head.pos_ in {"PROPN", "NOUN"}:
            token = head
        elif dep == "compound":
            if head.lower_ in _OFFICES or head.ent_type_ == "PERSON":
                return False
            token = head
        else:
            break
    return _locative(token)


def _locative(token: Token) -> bool:
    dep, head = token.dep_, token.head
    if dep == "pobj":
        if head.lower_ == "of":
            if head.head.lower_ in _COMPASS:  # "in the north of Kharkiv" is there, "380 km north of Athens" is not
                return any(child.lower_ == "the" for child in head.head.children)
            return head.head.lower_ in _PLACE_NOUNS or head.head.lemma_.lower() in _PLACE_NOUNS
        return head.lower_ in _LOCATIVE
    if dep == "dobj":
        return head.lemma_ in _HITTING
    if dep == "nsubjpass":
        return head.lemma_ in _HITTING
    if dep == "nsubj":
        return head.lemma_ in _BEFALLEN
    if dep == "poss":
        return head.lemma_.lower() in EVENT_NOUNS
    return dep in {"npadvmod", "ROOT", "dep"}


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
