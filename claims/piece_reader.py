"""The claims of one parsed piece of a report: figures, implied counts and statements, each in its context."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Span, Token

from claims import settling
from claims.calendar_clock import Clock
from claims.calendar_words import MONTHS
from claims.certainty import certainty_at, polarity_at
from claims.draft import Draft
from claims.happenings import NOMINAL_EVENTS
from claims.implied import PERSONS, Implied, find_implied_ones, find_zeros
from claims.live_stamps import Stamps
from claims.measures import Counted, MeasureReader, gapped_owner
from claims.parsing import Piece
from claims.parts import link_parts
from claims.periods import find_periods
from claims.places import gazetteer
from claims.quantities import Figure, find_figures
from claims.sent_text import SentText
from claims.statements import Stated, find_statements
from claims.types import Report
from claims.unit_words import DURATIONS

_NAMED = frozenset({"PRODUCT", "ORG", "FAC", "LAW", "WORK_OF_ART", "EVENT", "PERSON", "GPE", "LOC", "NORP"})
_WHERE = frozenset("in at near from outside on off".split())
_AFTER_AGE = re.compile(r"\s?(?:[,.;)]|and\b|who\b|was\b|from\b|of\b|told\b|said\b|$)")
_AFTER_BEING = re.compile(r"\s?(?:[.;)]|,(?!\d)|$|(?:and|when|at the time|but|then|now|last|on)\b)")
_WHO = frozenset("he she i who oldest youngest eldest elder younger".split())


class PieceReader:
    """Reads one piece. Offsets in drafts are those of the whole report, as it was sent."""

    def __init__(
        self, report: Report, piece: Piece, sent: SentText | None = None, stamps: Stamps | None = None
    ) -> None:
        self.sent = sent or SentText(report.text, report.text)
        self.stamps = stamps or Stamps(())
        self.doc = piece.doc
        self.text = piece.text
        self._sentences: dict[int, str] = {}
        self.base = piece.base
        self.places = gazetteer().find(self.doc)
        self.clock = Clock(report.published, settling.zone_of(self.places, report.published))
        self.periods = find_periods(self.text, report.published, self.clock.zone)

    def drafts(self) -> list[Draft]:
        """Every claim of the piece, in the order of the text, with its context settled."""
        calendar = [(span.start, span.end) for span in self.periods if span.calendar]
        figures = [figure for figure in find_figures(self.text, calendar) if self._counts(figure)]
        figures = [self._aged(figure) for figure in figures]
        reader = MeasureReader(self.doc, self.text, figures)
        drafts: list[Draft] = []
        for figure in figures:
            draft = self._figure(figure, reader.read(figure))
            if draft is not None:
                again = drafts and (figure.bracketed or _RETOLD.fullmatch(self.text, drafts[-1].end, draft.start))
                drafts.append(_converted(draft, drafts[-1]) if again else draft)
        drafts += [self._implied(found) for found in (*find_implied_ones(self.doc), *find_zeros(self.doc, self.text))]
        drafts += [self._stated(found) for found in find_statements(self.doc)]
        if not drafts:
            return []
        drafts.sort(key=lambda draft: (draft.start, draft.end, draft.role))
        link_parts(drafts)
        for draft in drafts:
            draft.stamp = self.stamps.at(self.base + draft.start)
        settling.settle(drafts, self.doc, self.text, self.periods, self.places, self.clock)
        return [self._placed(draft) for draft in drafts]

    # -- what is a claim

    def _counts(self, figure: Figure) -> bool:
        """False for figures that a name holds: "Boeing 737", "iPhone 14 Pro", "Channel 4"."""
        span = self.doc.char_span(figure.core_start, figure.core_end, alignment_mode="expand")
        if span is None or figure.quantity.unit is not None or figure.role != "count":
            return span is not None
        first = span[0]
        before = self.doc[first.i - 1] if first.i else None
        if before is None or before.is_punct or before.is_space or before.pos_ != "PROPN":
            return not self._pronoun_one(figure, span)
        if before.lower_ in MONTHS and "." in figure.quantity.text:
            return True  # "May 4.1, June 4.3": a table's months name no model
        named = first.ent_type_ in _NAMED and before.ent_type_ == first.ent_type_ and first.ent_iob_ == "I"
        head = span.root.head
        hung = head.i < first.i and span.root.dep_ in {"nummod", "appos", "npadvmod", "compound", "nmod"}
        modelled = head.pos_ == "PROPN" and head.i > first.i and span.root.dep_ in {"nummod", "compound"}
        if gapped_owner(self.text, figure, span) is not None:
            return True
        return not (named or (hung and head.pos_ == "PROPN") or modelled)

    def _pronoun_one(self, figure: Figure, span: Span) -> bool:
        """ "one" that stands for somebody or something named before."""
        before = self.text[max(0, figure.core_start - 6) : figure.core_start]
        if not figure.one or figure.hedge != "exact" or before.endswith(("only ", "just ")):
            return False
        root = span.root
        if span.end < len(self.doc) and self.doc[span.end].lower_ in NOMINAL_EVENTS:
            return False
        if self._listed_one(span):
            return False
        counted = root.dep_ == "nummod" and root.head.i > root.i
        told = [root.head, *(child for child in root.head.children if child.dep_ == "acomp")]
        undergoes = root.dep_ in {"nsubjpass", "dobj", "nsubj"} and any(settling.is_casualty(word) for word in told)
        return not (counted or undergoes)

    def _listed_one(self, span: Span) -> bool:
        """ "two died in Sumy and one in the village of Lypsti": the last of figures told place by place."""
        doc, at = self.doc, span.start
        if span.end >= len(doc) or at == span.sent.start or doc[span.end].lower_ not in _WHERE:
            return False
        before = doc[at - 1].lower_ in {",", "and", "or", "including", "while"}
        return before and any(token.pos_ == "NUM" for token in doc[max(span.sent.start, at - 20) : at])

    def _aged(self, figure: Figure) -> Figure:
        """ "Ivan Petrenko, 44," is an age; so are "(44)" behind a name and "She was only 24 when"."""
        low = figure.quantity.interval.exact
        counted = figure.role == "count" and not figure.quantity.unit and figure.hedge == "exact"
        if not counted or low is None or not 0 < low < 116:
            return figure
        told = self._age_told(figure) or (low > 2 and self._age_behind(figure, low > 15))
        return replace(figure, role="age", quantity=replace(figure.quantity, unit="year")) if told else figure

    def _age_behind(self, figure: Figure, grown: bool) -> bool:
        text = self.text
        if text[max(0, figure.start - 2) : figure.start] not in {", ", " ("} or not text[figure.core_start].isdigit():
            return False
        span = self.doc.char_span(figure.core_start, figure.core_end, alignment_mode="expand")
        if span is None or span.start < 2 or not _AFTER_AGE.match(text, figure.end):
            return False
        owner = self.doc[span.start - 2]
        told = owner.tag_ == "NN" and grown and text[figure.end : figure.end + 1] == ","
        person = told or owner.ent_type_ == "PERSON" or (owner.pos_ == "NOUN" and owner.lower_ in PERSONS)
        return person or (owner.pos_ == "PROPN" and owner.ent_type_ not in {"GPE", "LOC", "DATE", "TIME", "FAC"})

    def _age_told(self, figure: Figure) -> bool:
        """ "Rex was only 24 when he was shot", "the oldest was 78": somebody is so old, and nothing is counted."""
        span = self.doc.char_span(figure.core_start, figure.core_end, alignment_mode="expand")
        if span is None or not _AFTER_BEING.match(self.text, figure.end):
            return False
        verb = span.root.head
        if verb.lemma_ not in {"be", "turn"} or span.root.dep_ not in {"attr", "acomp", "nummod", "advmod", "npadvmod"}:
            return False
        who = next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
        if who is None or who.i > span.start or span.start - verb.i > 3:
            return False
        named = who.pos_ == "PROPN" and who.ent_type_ == "PERSON"
        return named or who.lower_ in _WHO or (who.tag_ == "NN" and who.lower_ in PERSONS)

    # -- drafts

    def _draft(self, role: str, start: int, end: int, root: Token, anchor: Token) -> Draft:
        text = self.text
        return Draft(role, start, end, end, text[start:end], self._sentence(root), text, root, anchor)

    def _sentence(self, token: Token) -> str:
        sentence = token.sent
        if sentence.start not in self._sentences:
            self._sentences[sentence.start] = self._told(sentence)
        return self._sentences[sentence.start]

    def _told(self, sentence: Span) -> str:
        """A sentence as it was sent where marks that nobody sees stand in it, so that quotes are found in it."""
        text = sentence.text.strip()
        if not self.sent.marked or not text:
            return text
        start = self.base + sentence.start_char + len(sentence.text) - len(sentence.text.lstrip())
        first, end = self.sent.span(start, start + len(text))
        return text if end - first == len(text) else self.sent.sent[first:end]

    def _figure(self, figure: Figure, counted: Counted | None) -> Draft | None:
        if counted is None:
            return None
        happening = counted.happening
        anchor = happening.token if happening else counted.anchor
        role = "duration" if figure.role == "measure" and _lasts(figure) else figure.role
        draft = self._draft(role, counted.start, counted.end, counted.root, anchor)
        draft.figure_end = figure.end
        draft.noun, draft.happening = counted.noun, happening
        draft.quantity, draft.measure = figure.quantity, counted.measure
        draft.elliptical, draft.superseded = counted.elliptical, figure.superseded
        draft.certainty = certainty_at(anchor)
        draft.polarity = polarity_at(happening.token if happening else None)
        return draft

    def _implied(self, found: Implied) -> Draft:
        anchor = found.happening.token if found.happening else found.root
        draft = self._draft(found.role, found.start, found.end, found.root, anchor)
        draft.noun, draft.happening = found.root, found.happening
        draft.quantity, draft.measure = found.quantity, found.measure
        draft.certainty = found.certainty or ("stated" if found.role == "zero" else certainty_at(anchor))
        return draft

    def _stated(self, found: Stated) -> Draft:
        draft = self._draft("statement", found.start, found.end, found.verb, found.verb)
        draft.statement = found.statement
        draft.figure_end = found.start  # a date among its words is its own
        draft.certainty = certainty_at(found.verb)
        draft.polarity = polarity_at(found.verb)
        return draft

    def _placed(self, draft: Draft) -> Draft:
        """Offsets moved to the whole report as it was sent; the quote taken from there."""
        draft.start, draft.end = self.sent.span(self.base + draft.start, self.base + draft.end)
        draft.quote = self.sent.sent[draft.start : draft.end]
        return draft


_RETOLD = re.compile(r"(?:\sof\s\w+)?,?\s(?:or|equal to|equivalent to|the equivalent of)\s", re.I)


def _converted(draft: Draft, before: Draft) -> Draft:
    """A figure told again measures what the one before measures: "1,000km (620 miles)", "6.4% of GDP, or €151bn"."""
    if draft.quantity is None or before.quantity is None or before.measure is None or draft.noun is not None:
        return draft
    kinds = (draft.quantity.unit, draft.quantity.per), (before.quantity.unit, before.quantity.per)
    if draft.quantity.unit is not None and draft.role == before.role and kinds[0] != kinds[1]:
        draft.measure, draft.happening, draft.anchor = before.measure, before.happening, before.anchor
        draft.superseded = draft.superseded or before.superseded
    return draft


def _lasts(figure: Figure) -> bool:
    return figure.quantity.unit in DURATIONS
