"""What a figure counts: the noun, its event, actor, target and group, and how far the quote reaches."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from claims.attributions import bare_name
from claims.counted_nouns import CountedNouns
from claims.events import happening_of, is_level, sentencing
from claims.happenings import NOMINAL_EVENTS, PARTICIPLES, Happening
from claims.noun_phrases import (
    compound,
    coordinated,
    group,
    modifiers,
    of_noun,
    phrase,
    subject_above,
)
from claims.quantities import Figure
from claims.types import Measure
from claims.unit_words import DURATIONS, is_money
from claims.verb_arguments import subject_of

_TOLLS = frozenset({"toll", "count", "tally", "total", "number"})
_SUMS = frozenset("loan fine grant package contract settlement bailout payment investment ransom bounty".split())
"""What a sum of money is itself, so that what befell it befell the sum."""
_HEADLINE_VERBS = {"kills": "kill", "wounds": "wound", "injures": "injure", "hurts": "hurt", "kill": "kill"}
_BETWEEN = frozenset("still yet also more others other further remain remained were are was is".split())
_LEFT = frozenset({"missing", "unaccounted", "dead", "homeless", "displaced", "stranded"})
_LABEL = re.compile(
    r"(?:^|[\n,;(•*-]\s*)(dead|killed|deaths|injured|wounded|missing|arrested|detained|evacuated|displaced|rescued)"
    r"(?:\s?:|\s[-–—])\s$",
    re.I | re.M,
)
_DEADLY = re.compile(r"\s(?:dead\b|and killed\b|to death\b|fatally\b)", re.I)


@dataclass(frozen=True, slots=True)
class Counted:
    """The reading of one figure in the tree: its root token, noun, event, and the span of its quote."""

    root: Token
    anchor: Token
    noun: Token | None
    happening: Happening | None
    measure: Measure
    start: int
    end: int
    elliptical: bool = False


class MeasureReader:
    """Reads measures in one parsed text, given all its figures (a quote never holds a second one)."""

    def __init__(self, doc: Doc, text: str, figures: list[Figure]) -> None:
        self.doc = doc
        self.text = text
        self.nouns = CountedNouns(doc, text, figures)

    def read(self, figure: Figure) -> Counted | None:
        """What the figure counts; None where the parse has no token for it."""
        span = self.doc.char_span(figure.start, figure.end, alignment_mode="expand")
        core = self.doc.char_span(figure.core_start, figure.core_end, alignment_mode="expand")
        if span is None or core is None:
            return None
        root = (core if figure.role == "count" else span).root
        noun = self.nouns.noun_of(figure, root, span)
        harmed = None
        if noun is not None and noun.lower_ in PARTICIPLES and not (noun.lower_ == "shot" and _single(figure)):
            harmed, noun = self._harmed(noun), None  # "3 hurt", "two of the wounded": people, not hurts
        elliptical = noun is None
        anchor = noun if noun is not None else root
        put = self.nouns.put_at(root, span) if noun is None and figure.role == "count" else None
        before = (put or self.nouns.noun_before(figure, root)) if noun is None else None
        if before is not None and before.i != anchor.i and self.nouns.counts(before):
            before = None  # "half of the 700 hectares": the half is a figure itself
        if before is not None:
            counted = of_noun(before) if before.lemma_ in _TOLLS - {"toll"} else None
            noun = anchor = counted if counted is not None else before
            told = _told_of(put, noun) if put is not None else None
            if told is not None:
                left = NOMINAL_EVENTS.get(told.lower_)
                harmed = Happening(left, told, told.lower_) if left else self._harmed(told)
                noun = None if noun.lemma_ in _TOLLS - {"toll"} or noun == told else noun
        if figure.quantity.unit == "%" and (noun is None or noun.pos_ == "PROPN"):
            named = _named_before(span)
            if named is not None:
                noun = anchor = named
        if figure.role == "magnitude":
            heads = (core.root.head, root.head)  # "a magnitude 6.2 earthquake", "an earthquake of magnitude 5.8"
            anchor = next((head for head in heads if head.pos_ == "NOUN" and head != root), anchor)
        sentence = sentencing(root) if figure.quantity.unit in DURATIONS and figure.role != "age" else None
        if sentence is not None:
            noun, anchor = None, root
        happening = harmed or sentence or self._happening(figure, anchor, root)
        if happening is None and noun is not None and root.i < noun.i and anchor.dep_ == "pobj":
            happening = self._happening(figure, root, root)  # "dozens of people were killed"
        start, end = self.nouns.quote_of(figure, noun, span)
        return Counted(root, anchor, noun, happening, self._measure(figure, noun, happening), start, end, elliptical)

    # -- events

    def _happening(self, figure: Figure, anchor: Token, root: Token) -> Happening | None:
        told = self._listed(figure, root) or self._told_behind(figure, anchor)
        if told is not None:
            return told
        hyphened = self.text[figure.core_end : figure.core_end + 1] in {"-", "‑"}
        if hyphened and figure.role != "age":  # "the 22-storey tower caught fire": its height did nothing
            return _nominal_event(anchor)
        shares = figure.role == "ratio" and figure.quantity.unit is None
        if figure.role in {"age", "ratio", "magnitude"} and not shares:
            return happening_of(anchor) if figure.role == "age" and anchor.pos_ in {"NOUN", "PROPN"} else None
        if anchor.i < root.i and root.dep_ != "nummod":  # the noun stands before: a level unless it tells itself
            lemma = NOMINAL_EVENTS.get(anchor.lemma_.lower())
            if lemma and anchor.lower_ == "toll" or anchor.lemma_ in {"death", "fatality", "injury", "dead"}:
                return Happening(NOMINAL_EVENTS[anchor.lemma_.lower()], anchor, anchor.lower_)
            granted = anchor.lemma_ in _SUMS and root.head.lower_ == "of" and root.head.head == anchor
            if granted and is_money(figure.quantity.unit):
                return happening_of(anchor)  # "approved a loan of €35bn"
            if anchor.dep_ == "pobj" and anchor.head.head.lemma_ in _TOLLS:  # "the number of people wounded"
                return happening_of(anchor)
            return self._change(figure, root)
        found = happening_of(anchor)
        if found is not None and figure.quantity.unit is not None and is_level(found.token):
            return self._change(figure, root)
        return found

    def _listed(self, figure: Figure, root: Token) -> Happening | None:
        """ "Dead: 12", "Injured - 30": in lists of figures the word before says what happened."""
        label = _LABEL.search(self.text, max(0, figure.start - 24), figure.start)
        if label is None or figure.role != "count" or figure.quantity.unit is not None:
            return None
        word = label[1].lower().removesuffix("s")
        return Happening(NOMINAL_EVENTS.get(word) or PARTICIPLES[word], root, word)

    def _told_behind(self, figure: Figure, anchor: Token) -> Happening | None:
        """ "15 killed as bus falls", "3 hurt in Odesa": in headlines the word behind the figure says it all."""
        if figure.role != "count" or figure.quantity.unit is not None or anchor.idx >= figure.end:
            return None
        before = self.doc[anchor.i - 1] if anchor.i > anchor.sent.start else None
        if before is not None and before.lower_ in _HEADLINE_VERBS and before.pos_ == "NOUN":
            return Happening(_HEADLINE_VERBS[before.lower_], before, before.lower_)  # "kills three and wounds two"
        behind = [token for token in self.doc[anchor.i : anchor.i + 6] if token.idx >= figure.end]
        while behind and behind[0].lower_ in _BETWEEN:
            behind = behind[1:]
        word = behind[0] if behind else None
        if word is None or word.sent != anchor.sent:
            return None
        if word.lower_ in _LEFT:
            return Happening(NOMINAL_EVENTS[word.lower_], word, word.lower_)
        if word.lower_ not in PARTICIPLES:
            return None
        if word.lower_ == "shot" and _single(figure) and anchor.i > anchor.sent.start:
            return None
        return self._harmed(word)

    def _harmed(self, word: Token) -> Happening:
        """What a participle of harm tells: "two shot and killed" died."""
        deadly = _DEADLY.match(self.text, word.idx + len(word))
        return Happening("kill" if deadly else PARTICIPLES[word.lower_], word, word.lower_)

    def _change(self, figure: Figure, root: Token) -> Happening | None:
        """ "fell 0.4 per cent" and "rose by 12" happened; "rose to 52" is a level."""
        head = root.head
        if (
            root.dep_ == "dobj"
            and head.pos_ == "VERB"
            and not is_level(head)
            and head.lemma_ not in {"have", "be", "see"}
        ):
            actor = subject_of(head) if is_money(figure.quantity.unit) else None
            return Happening(head.lemma_, head, head.lower_, actor)  # "burned 12,000 acres", "raised $10m"
        if root.dep_ == "npadvmod" and head.tag_ == "VBN" and not is_level(head):
            return Happening(head.lemma_, head, head.lower_)  # "35% contained"
        done = root.nbor() if root.dep_ == "attr" and root.i + 1 < len(root.doc) else root
        if figure.quantity.unit == "%" and done.tag_ == "VBN" and done.head == root and not is_level(done):
            return Happening(done.lemma_, done, done.lower_)  # the same, as "35%" that was contained
        if root.dep_ in {"npadvmod", "dobj", "advmod"} and head.pos_ == "VERB" and is_level(head):
            if head.lemma_ not in {"reach", "top", "hit", "pass", "exceed", "stand"}:
                return Happening(head.lemma_, head, head.lower_)
        if root.dep_ == "pobj" and head.lower_ == "by" and head.head.pos_ == "VERB" and is_level(head.head):
            return Happening(head.head.lemma_, head.head, head.head.lower_)
        return None

    # -- the words

    def _measure(self, figure: Figure, noun: Token | None, happening: Happening | None) -> Measure:
        if figure.role == "magnitude":
            return Measure("magnitude", None, "magnitude", ("magnitude",))
        words = self._noun_words(figure, noun)
        text = " ".join(part for part in (words, happening.word if happening else "") if part)
        if noun is not None and happening is not None and happening.token.i == noun.i:
            text = words or text
        lemmas = tuple(token.lemma_.lower() for token in coordinated(noun)) if noun is not None else ()
        return Measure(
            words,
            happening.lemma if happening else None,
            f"age of {words or 'a person'}" if figure.role == "age" else text or figure.quantity.text,
            lemmas,
            modifiers(noun, figure) if noun is not None else (),
            self._actor(figure, noun, happening),
            phrase(happening.target) if happening and happening.target is not None else None,
            group(noun) if noun is not None else None,
        )

    def _actor(self, figure: Figure, noun: Token | None, happening: Happening | None) -> str | None:
        """Who did it; where nothing happened, whose it is: "Ford has 13,000 workers"."""
        if happening is not None:
            return _doer(happening.actor) if happening.actor is not None else None
        span = self.doc.char_span(figure.core_start, figure.core_end, alignment_mode="expand")
        if span is None or figure.role == "age":
            return None
        gapped = gapped_owner(self.text, figure, span)
        if gapped is not None:
            return phrase(gapped)
        owner = subject_above(span.root)
        named = owner is not None and owner.pos_ in {"NOUN", "PROPN"} and owner != noun and owner.i < span.start
        if owner is not None and (self.nouns.counts(owner) or any(child.dep_ == "nummod" for child in owner.children)):
            return None
        return phrase(owner) if named and owner is not None else None

    def _noun_words(self, figure: Figure, noun: Token | None) -> str | None:
        if noun is None:
            return None
        if figure.attributive and figure.role != "age" and figure.end < noun.idx:
            between = self.text[figure.end : noun.idx]
            adjacent = [token for token in noun.children if token.dep_ in {"compound", "amod"} and token.i < noun.i]
            first = min(
                (
                    token.idx
                    for token in adjacent
                    if token.idx >= figure.end and ")" not in between[token.idx - figure.end :]
                ),
                default=noun.idx,
            )
            return self.text[first : noun.idx + len(noun)].lower()
        if noun.pos_ == "PROPN" and figure.role == "age":
            return bare_name(noun)
        return " and ".join(compound(token) for token in coordinated(noun))


def _doer(noun: Token) -> str:
    """Who did it, with its name or the state that it is of: "carmaker Nova", "the government of Kenya"."""
    words = phrase(noun)
    common = noun.pos_ == "NOUN" and noun.text.islower() and noun.i + 1 < noun.sent.end
    after = noun.nbor() if common else noun
    beside = after.head == noun or (after.head == noun.head and after.dep_ == noun.dep_)
    if common and after.pos_ == "PROPN" and beside:
        return f"{words} {after.text}"
    for child in noun.children:
        of = child.lower_ == "of" and child.i == noun.i + 1
        state = next((token for token in child.children if token.dep_ == "pobj"), None) if of else None
        if state is not None and state.ent_type_ == "GPE":
            return f"{words} of {phrase(state)}"
    return words


_GAP = re.compile(r"(?:[,;]|\b(?:and|but|while))\s(?:the\s)?(?:[A-Z][\w'’.-]*\s)+$")
_GAP_END = re.compile(r"\s?(?:[.,;)]|$)|\s(?:and|but|while)\b")


def gapped_owner(text: str, figure: Figure, span: Span) -> Token | None:
    """Whose a figure without a verb is: "Labour won 412 seats, the Conservatives 121 and Reform 5"."""
    if figure.quantity.unit is not None or figure.role != "count" or span.start == span.sent.start:
        return None
    sentence = span.sent
    owner = span.doc[span.start - 1]
    told = owner.ent_type_ in {"DATE", "TIME"} or owner.pos_ not in {"PROPN", "NOUN"}
    if told or not _GAP_END.match(text, figure.end) or not _GAP.search(text[sentence.start_char : figure.start]):
        return None
    gap = span.doc[sentence.start : span.start]
    verb = next((token.i for token in gap if token.pos_ in {"VERB", "AUX"}), None)
    counted = verb is not None and any(token.like_num and token.i > verb for token in gap)
    return owner if counted else None


def _told_of(put: Token, noun: Token) -> Token | None:
    """The word that tells what befell those counted: "the number of people killed", "the wounded", "the missing"."""
    if noun.lower_ in PARTICIPLES or noun.lower_ in _LEFT:
        return noun
    beside = (*noun.children, *put.children, *put.doc[put.i + 1 : put.i + 3])
    return next((token for token in beside if token.lower_ in _LEFT.union(PARTICIPLES) and token.i > put.i), None)


def _nominal_event(noun: Token) -> Happening | None:
    lemma = NOMINAL_EVENTS.get(noun.lemma_.lower())
    return Happening(lemma, noun, noun.lower_) if lemma else None


def _single(figure: Figure) -> bool:
    return figure.quantity.interval.exact == 1


def _named_before(span: Span) -> Token | None:
    """In market tables the name stands right before: "Dow +0.2% S&P 500 +0.3%"."""
    at = span.start - 1
    while at > span.sent.start and (span.doc[at].text in {"+", "-", "−", "("} or span.doc[at].like_num):
        at -= 1
    token = span.doc[at] if at >= 0 else None
    return token if token is not None and token.pos_ == "PROPN" and token.ent_type_ not in {"DATE", "TIME"} else None
