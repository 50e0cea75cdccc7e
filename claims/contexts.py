"""Which of the periods and places in a text hold for a claim: the nearest in its own clause, then carried over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from spacy.tokens import Doc, Span, Token

from claims.attributions import REPORTING, is_aside


class Located(Protocol):
    """Anything found at a span of the text."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """One past the last code point."""


EVENT_NOUNS = frozenset(
    """earthquake quake attack strike raid crash fire blast explosion storm flood flooding shooting bombing collapse
    accident hurricane cyclone typhoon tornado landslide eruption wildfire disaster outbreak clash riot protest
    derailment stabbing tsunami avalanche war assault shelling bombardment airstrike tremor stampede crush""".split()
)
_ASIDE = frozenset("including excluding than".split())  # "four points higher than in 2019"
_SENT = frozenset("launch fire shoot send".split())
_WRECKED = frozenset("crash sink capsize derail overturn collide plunge".split())
_APART = frozenset("since before after until till if unless although though because".split())
T = TypeVar("T", bound=Located)
_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "parataxis", "conj", "acl", "csubj", "pcomp"})


def in_clause(spans: Sequence[T], doc: Doc, anchor: Token) -> list[T]:
    """Spans that hold for the anchor's clause, nearest layer of the tree first; empty where none does.

    The search starts at the anchor's own phrase and climbs clause by clause; it stops at a verb of saying, since
    "told reporters on Tuesday" dates the telling and not what is told.
    """
    sentence = anchor.sent
    inside = [span for span in spans if sentence.start_char <= span.start < sentence.end_char]
    if not inside:
        return []
    tokens = {id(span): _token_of(doc, sentence, span.start, span.end) for span in inside}
    node = anchor
    for _ in range(12):
        layer = [span for span in inside if _holds(tokens[id(span)], node, anchor)]
        if layer:
            return sorted(layer, key=lambda span: (_apart(span, anchor), span.start))
        if node.head == node or _stops(node):
            return []
        node = node.head
        while is_aside(node) and node.head != node:
            node = node.head
    return []


def _stops(node: Token) -> bool:
    """True at the border between what is said and who says it."""
    said = node.dep_ in {"ccomp", "parataxis"} and node.head.lemma_.lower() in REPORTING
    return said and node.pos_ in {"VERB", "AUX"}


def _holds(token: Token | None, node: Token, anchor: Token) -> bool:
    """True where the span's token hangs below the node without a finite clause of its own in between."""
    if token is None:
        return False
    step = token
    while step != node:
        if step.head == step or (step.lower_ in _ASIDE and not step.is_ancestor(anchor)):
            return False
        if step.dep_ in _CLAUSES and step.pos_ in {"VERB", "AUX"} and not _shared(step, anchor):
            return False
        step = step.head
    return True


def _shared(clause: Token, anchor: Token) -> bool:
    """A "when" or "as" clause, or a participle, dates and places what it hangs on; a conjunct or "since" does not."""
    if is_aside(clause):
        return False
    if clause.is_ancestor(anchor) or clause == anchor:
        return True
    if clause.dep_ == "advcl":  # "since the outbreak was declared on 4 September" dates the outbreak alone
        return not any(child.dep_ == "mark" and child.lower_ in _APART for child in clause.children)
    if clause.dep_ == "relcl" and clause.head.lemma_.lower() in EVENT_NOUNS:
        return True  # "the earthquake that shook Myanmar on Friday killed"
    if clause.dep_ == "relcl" and clause.lemma_ in _WRECKED:
        return True  # "the ferry that sank on Monday had 240 passengers on board"
    if clause.dep_ == "relcl" and clause.lemma_ in _SENT and anchor in clause.head.ancestors:
        return True  # "downed 31 drones that were launched overnight"
    return clause.dep_ in {"acl", "conj", "relcl"} and clause.tag_ in {"VBN", "VBG"} and clause.i > anchor.i


def _token_of(doc: Doc, sentence: Span, start: int, end: int) -> Token | None:
    span = doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None else None


def _apart(span: Located, anchor: Token) -> int:
    if span.start >= anchor.idx:
        return span.start - anchor.idx
    return anchor.idx - span.end
