"""Where: the place of each claim, from its own clause, else carried over from what stands before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from claims.contexts import EVENT_NOUNS, in_clause
from claims.draft import Draft
from claims.place_words import STATISTICS
from claims.places import PlaceSpan, gazetteer
from claims.types import Place
from claims.unit_words import is_money

Paragraphs = dict[int, list[Span]]
"""For the start of each sentence, the sentences of its paragraph."""
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
    "hit strike attack pound bombard target shell rock devastate batter flood reach shake ravage".split()
)
_OFFICES = frozenset(
    """official officials spokesman spokeswoman spokesperson police mayor governor army force forces president minister
    ministry authorities authority government troops military news media administration office prosecutor prosecutors
    leader leaders negotiations talks court team delegation""".split()
)


def settle_places(
    drafts: Sequence[Draft], doc: Doc, places: Sequence[PlaceSpan], paragraphs: Paragraphs, named: Sequence[PlaceSpan]
) -> None:
    """Gives each draft the place of its clause, else one told before in its paragraph, else the one town told of."""
    hugged = {id(draft): span for draft in drafts if (span := _place_behind(draft, doc, places)) is not None}
    places = [span for span in places if span not in hugged.values()]
    only = _only_settlement([span for span in named if span not in hugged.values()], doc)
    for draft in drafts:
        if draft.listed and id(draft) not in hugged and _PLACED_OFF.match(draft.text, draft.figure_end):
            continue  # in a place that the gazetteer does not know
        own = hugged[id(draft)].place if id(draft) in hugged else _narrowest(in_clause(places, doc, draft.anchor))
        if own is None and draft.root.i != draft.anchor.i:
            own = _narrowest(in_clause(places, doc, draft.root))
        if own is not None:
            draft.place = own
        elif draft.happening is not None or draft.role in {"zero", "implied"} or draft.aboard:
            draft.place = _before_in_paragraph(draft, places, paragraphs) or (None if _priced(draft) else only)


def _priced(draft: Draft) -> bool:
    """Sums of money and shares are of no place where none is told."""
    unit = draft.quantity.unit if draft.quantity is not None else None
    return unit == "%" or is_money(unit)


def _place_behind(draft: Draft, doc: Doc, places: Sequence[PlaceSpan]) -> PlaceSpan | None:
    """The place right behind a figure of several, which is its own alone: "22 died, 19 of them in Nairobi"."""
    if not draft.listed:
        return None
    for span in places:
        if span.start >= draft.figure_end:
            return span if _PLACED.fullmatch(draft.text, draft.figure_end, span.start) else None
    return None


_PLACED = re.compile(
    r"(?:\sof\s(?:them|whom|those|these))?\s(?:in|at|near|outside|off|around|over|from|across|throughout)\s(?:the\s)?"
    r"(?:(?:[a-z-]+\s){0,2}(?:city|town|village|port|region|district|province|suburb|capital|state|island|area|county)"
    r"\s(?:of\s)?)?"
)


_PLACED_OFF = re.compile(_PLACED.pattern + r"[A-Z]")


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


def _only_settlement(places: Sequence[PlaceSpan], doc: Doc) -> Place | None:
    """Where a whole report speaks of one town and opens with it, what happens in it happens there."""
    towns = {span.place.id: span for span in reversed(places) if span.place.feature == "city"}
    if len(towns) != 1:
        return None
    first = next(iter(towns.values()))
    return first.place if first.start < _LEAD and not _aftermath(doc, first) else None


def _aftermath(doc: Doc, span: PlaceSpan) -> bool:
    """ "They are being treated in Seoul": where the hurt, the dead or the guilty are brought is not where it was."""
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    return tokens is not None and any(token.lemma_ in _BROUGHT for token in tokens.root.ancestors)


_BROUGHT = frozenset("leave depart treat hospitalise hospitalize bury base born live mourn fly listen".split())


def national(doc: Doc, places: Sequence[PlaceSpan]) -> dict[int, Place]:
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


def locates(doc: Doc, span: PlaceSpan) -> bool:
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
