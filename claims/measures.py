"""What a figure counts: the noun, its event, actor, target and group, and how far the quote reaches."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from claims.attributions import bare_name
from claims.events import NOMINAL_EVENTS, Happening, happening_of, is_level, sentencing
from claims.noun_phrases import (
    beyond,
    bracket,
    compound,
    coordinated,
    group,
    measured_by,
    modifiers,
    nominal_head,
    of_noun,
    phrase,
    subject_above,
    subject_noun,
)
from claims.quantities import Figure
from claims.types import Measure
from claims.unit_words import DURATIONS

_PRENOMINAL = frozenset({"nummod", "amod", "compound", "nmod", "det", "quantmod", "npadvmod", "poss", "advmod"})
_TOLLS = frozenset({"toll", "count", "tally", "total", "number"})
_PARTICIPLES = {
    "killed": "kill", "hurt": "hurt", "arrested": "arrest", "detained": "detain", "rescued": "rescue",
    "evacuated": "evacuate", "wounded": "wound", "injured": "injure", "trapped": "trap", "shot": "shoot",
    "stabbed": "stab", "slain": "kill", "hospitalized": "hospitalise", "hospitalised": "hospitalise",
}  # fmt: skip
_HEADLINE_VERBS = {"kills": "kill", "wounds": "wound", "injures": "injure", "hurts": "hurt", "kill": "kill"}
_DEADLY = re.compile(r"\s(?:dead\b|and killed\b|to death\b|fatally\b)", re.I)
_MEASURING = frozenset("be cost weigh measure total have hold contain comprise span cover last number average".split())
_TRAILING = frozenset(
    """of the a an and or in on at to for from by with as that which who is was were are be than but when while
    where after before into over under its their his her according""".split()
)


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

    def __init__(self, doc: Doc, figures: list[Figure]) -> None:
        self.doc = doc
        self.text = doc.text
        self._cores = [figure.core_start for figure in figures]

    def read(self, figure: Figure) -> Counted | None:
        """What the figure counts; None where the parse has no token for it."""
        span = self.doc.char_span(figure.start, figure.end, alignment_mode="expand")
        core = self.doc.char_span(figure.core_start, figure.core_end, alignment_mode="expand")
        if span is None or core is None:
            return None
        root = (core if figure.role == "count" else span).root
        noun = self._noun(figure, root, span)
        harmed = None
        if noun is not None and noun.lower_ in _PARTICIPLES and not (noun.lower_ == "shot" and _single(figure)):
            harmed, noun = self._harmed(noun), None  # "3 hurt", "two of the wounded": people, not hurts
        elliptical = noun is None
        anchor = noun if noun is not None else root
        before = self._noun_before(figure, root) if noun is None else None
        if before is not None:
            counted = of_noun(before) if before.lemma_ in _TOLLS - {"toll"} else None
            noun = anchor = counted if counted is not None else before
        if figure.quantity.unit == "%" and (noun is None or noun.pos_ == "PROPN"):
            named = _named_before(span)
            if named is not None:
                noun = anchor = named
        if figure.role == "magnitude" and root.head.pos_ == "NOUN":
            anchor = root.head
        sentence = sentencing(root) if figure.quantity.unit in DURATIONS and figure.role != "age" else None
        if sentence is not None:
            noun, anchor = None, root
        happening = harmed or sentence or self._happening(figure, anchor, root)
        if happening is None and noun is not None and root.i < noun.i and anchor.dep_ == "pobj":
            happening = self._happening(figure, root, root)  # "dozens of people were killed"
        start, end = self._quote(figure, noun, span)
        return Counted(root, anchor, noun, happening, self._measure(figure, noun, happening), start, end, elliptical)

    # -- nouns

    def _noun(self, figure: Figure, root: Token, span: Span) -> Token | None:
        """The noun behind the figure: "13 people", "dozens of homes", "5% of adults", "1,000km front line"."""
        if figure.role == "age":
            return self._aged(span)
        if figure.role == "magnitude":
            return None
        head = root.head
        if figure.quantity.unit is not None and _expecting(head, figure):
            return None
        if (
            root.dep_ in _PRENOMINAL
            and head.i > root.i
            and head.pos_ in {"NOUN", "PROPN", "ADJ", "VERB"}
            and head != root
        ):
            if head.idx >= figure.end or head.pos_ == "NOUN":
                noun = nominal_head(head)
                if noun is not None and noun.idx >= figure.end and self._clear(figure, noun):
                    return noun
        following = self._of(root, figure)
        if following is not None:
            return following
        if figure.quantity.unit is None:
            told = self._told(root, span)
            if told is not None:
                return told
        last = self.doc[span.end - 1]
        if last != root and last.dep_ in _PRENOMINAL and last.head.idx >= figure.end and last.head.pos_ == "NOUN":
            return last.head
        if figure.quantity.unit is None and root.pos_ == "NOUN" and root.idx >= figure.core_end:
            return root
        return self._next_noun(figure, root, span)

    def _next_noun(self, figure: Figure, root: Token, span: Span) -> Token | None:
        """Where the tree fails, the noun that ends the run of adjectives and nouns right after the figure."""
        if figure.quantity.unit is not None and not figure.attributive:
            return None
        noun = None
        for token in self.doc[span.end : span.end + 5]:
            if token.pos_ in {"NOUN", "PROPN"} and token.tag_ != "POS":
                noun = token
            elif token.pos_ not in {"ADJ", "ADV"} and token.tag_ not in {"VBN", "HYPH", "VBG"} or noun is not None:
                break
        plural = noun is not None and (noun.tag_ in {"NNS", "NNPS"} or figure.attributive or figure.one)
        if noun is None or not plural or not self._clear(figure, noun) or noun.sent != span.sent:
            return None
        return noun

    def _told(self, root: Token, span: Span) -> Token | None:
        """ "Ten dead", "18 missing", "nine were children": the word that says who they are."""
        if span.end < len(self.doc):
            after = self.doc[span.end]
            if (
                after.lower_ in NOMINAL_EVENTS
                and after.pos_ in {"ADJ", "NOUN"}
                and after.lower_ not in {"killed", "hurt"}
            ):
                return after
        verb = root.head
        if root.dep_ in {"nsubj", "nsubjpass"} and verb.lemma_ == "be":
            return next((child for child in verb.children if child.dep_ == "attr" and child.tag_ == "NNS"), None)
        return None

    def _of(self, root: Token, figure: Figure) -> Token | None:
        for child in root.children:
            if child.dep_ == "prep" and child.lower_ == "of" and child.i > root.i:
                noun = next((token for token in child.children if token.dep_ == "pobj"), None)
                if noun is not None and noun.idx < figure.end:
                    return self._of(noun, figure)  # "tens of thousands of people"
                told = noun is not None and noun.lower_ in NOMINAL_EVENTS  # "25 of the injured"
                if noun is not None and (noun.pos_ in {"NOUN", "PROPN"} or told):
                    return noun
        return None

    def _aged(self, span: Span) -> Token | None:
        """The person of an age: "a 10-year-old boy", "a man aged 44", "Ivan Petrenko, 44"."""
        root = span.root
        if span.start >= 2 and self.doc[span.start - 1].text in {",", "("}:
            owner = self.doc[span.start - 2]
            if owner.pos_ in {"NOUN", "PROPN"}:
                return owner
        if span.start >= 2 and self.doc[span.start - 1].lower_ in {"aged", "age", "of"}:
            owner = self.doc[span.start - 2]  # "a man aged 24", "a girl of six"
            if owner.pos_ in {"NOUN", "PROPN"} and owner.lower_ != "age":
                return owner
        for token in (root, *root.ancestors):
            if token.i >= span.end and token.pos_ in {"NOUN", "PROPN"}:
                return token
            if token.pos_ in {"NOUN", "PROPN"} and token.i < span.start and token.ent_type_ not in {"DATE", "TIME"}:
                return token if token.lower_ not in {"age", "years"} else None
            if token.pos_ == "VERB":
                break
        after = self.doc[span.end] if span.end < len(self.doc) else None
        if after is not None and after.pos_ in {"NOUN", "PROPN"}:
            return after
        subject = next((child for token in root.ancestors for child in token.children if child.dep_ == "nsubj"), None)
        return subject if subject is not None and subject.pos_ in {"NOUN", "PROPN"} else None

    def _noun_before(self, figure: Figure, root: Token) -> Token | None:
        """ "the death toll rose to 52", "unemployment stands at 5%", "a fine of $10m", "35 …, including three"."""
        token = root
        for _ in range(4):
            head = token.head
            if token.dep_ in {"pobj", "pcomp"} and head.pos_ in {"ADP", "SCONJ", "VERB"}:
                outer = beyond(head)
                if outer.lemma_ not in {"increase", "rise", "fall", "drop"} or outer.pos_ != "NOUN":
                    return measured_by(head, outer)
                token = outer
            elif token.dep_ == "npadvmod" and head.dep_ in {"acomp", "advmod"}:
                token = head
            elif token.dep_ in {"attr", "dobj", "npadvmod", "acomp", "oprd"} and head.pos_ in {"VERB", "AUX"}:
                passive = token.dep_ != "dobj" and figure.quantity.unit is not None
                measured = passive or is_level(head) or head.lemma_ in _MEASURING
                return subject_noun(head) if measured else None
            elif token.dep_ in {"nummod", "amod", "advmod", "npadvmod", "quantmod"}:
                token = head
                if token.pos_ in {"VERB", "AUX"}:
                    return subject_noun(token)
            else:
                return None
        return None

    def _clear(self, figure: Figure, noun: Token) -> bool:
        """True where no other figure and no bracket stands between the figure and its noun."""
        between = self.text[figure.end : noun.idx]
        if bracket(between) and not figure.attributive:
            return False
        return len(between) < 120

    # -- events

    def _happening(self, figure: Figure, anchor: Token, root: Token) -> Happening | None:
        told = self._told_behind(figure, anchor)
        if told is not None:
            return told
        if figure.role in {"age", "ratio", "magnitude"}:
            return happening_of(anchor) if figure.role == "age" and anchor.pos_ in {"NOUN", "PROPN"} else None
        if anchor.i < root.i and root.dep_ != "nummod":  # the noun stands before: a level unless it tells itself
            lemma = NOMINAL_EVENTS.get(anchor.lemma_.lower())
            if lemma and anchor.lower_ == "toll" or anchor.lemma_ in {"death", "fatality", "injury", "dead"}:
                return Happening(NOMINAL_EVENTS[anchor.lemma_.lower()], anchor, anchor.lower_)
            if anchor.dep_ == "pobj" and anchor.head.head.lemma_ in _TOLLS:  # "the number of people wounded"
                return happening_of(anchor)
            return self._change(figure, root)
        found = happening_of(anchor)
        if found is not None and figure.quantity.unit is not None and is_level(found.token):
            return self._change(figure, root)
        return found

    def _told_behind(self, figure: Figure, anchor: Token) -> Happening | None:
        """ "15 killed as bus falls", "3 hurt in Odesa": in headlines the word behind the figure says it all."""
        if figure.role != "count" or figure.quantity.unit is not None or anchor.idx >= figure.end:
            return None
        before = self.doc[anchor.i - 1] if anchor.i > anchor.sent.start else None
        if before is not None and before.lower_ in _HEADLINE_VERBS and before.pos_ == "NOUN":
            return Happening(_HEADLINE_VERBS[before.lower_], before, before.lower_)  # "kills three and wounds two"
        word = next((token for token in self.doc[anchor.i : anchor.i + 4] if token.idx >= figure.end), None)
        if word is None or word.lower_ not in _PARTICIPLES or word.sent != anchor.sent:
            return None
        if word.lower_ == "shot" and _single(figure) and anchor.i > anchor.sent.start:
            return None
        return self._harmed(word)

    def _harmed(self, word: Token) -> Happening:
        """What a participle of harm tells: "two shot and killed" died."""
        deadly = _DEADLY.match(self.text, word.idx + len(word))
        return Happening("kill" if deadly else _PARTICIPLES[word.lower_], word, word.lower_)

    def _change(self, figure: Figure, root: Token) -> Happening | None:
        """ "fell 0.4 per cent" and "rose by 12" happened; "rose to 52" is a level."""
        head = root.head
        if (
            root.dep_ == "dobj"
            and head.pos_ == "VERB"
            and not is_level(head)
            and head.lemma_ not in {"have", "be", "see"}
        ):
            return Happening(head.lemma_, head, head.lower_)  # "burned 12,000 acres", "raised $10m"
        if root.dep_ == "npadvmod" and head.tag_ == "VBN" and not is_level(head):
            return Happening(head.lemma_, head, head.lower_)  # "35% contained"
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
            return phrase(happening.actor) if happening.actor is not None else None
        span = self.doc.char_span(figure.core_start, figure.core_end, alignment_mode="expand")
        if span is None or figure.role == "age":
            return None
        owner = subject_above(span.root)
        named = owner is not None and owner.pos_ in {"NOUN", "PROPN"} and owner != noun and owner.i < span.start
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

    def _quote(self, figure: Figure, noun: Token | None, span: Span) -> tuple[int, int]:
        """[start, end) of the quote: hedge, figure and noun, never a second figure."""
        start, end = figure.start, figure.end
        if noun is not None and noun.idx >= figure.end and self.doc[span.end : noun.i].text.count(",") == 0:
            last = coordinated(noun)[-1]
            reach = last.idx + len(last)
            if not self._figure_within(figure, end, reach) and not bracket(self.text[end:reach]):
                return start, reach
            reach = noun.idx + len(noun)
            if not self._figure_within(figure, end, reach) and not bracket(self.text[end:reach]):
                return start, reach
            return start, end
        if noun is not None and figure.role == "age":
            return start, end
        if figure.quantity.unit is not None or figure.role in {"ratio", "magnitude", "age"}:
            return start, end
        return start, self._clause_end(figure, span)

    def _figure_within(self, figure: Figure, start: int, end: int) -> bool:
        at = bisect_left(self._cores, start)
        at += at < len(self._cores) and self._cores[at] == figure.core_start
        return at < len(self._cores) and self._cores[at] < end

    def _clause_end(self, figure: Figure, span: Span) -> int:
        """The words that follow a figure whose noun stands elsewhere, to the next figure or the clause's end."""
        end = figure.end
        last = span.end - 1
        for token in self.doc[span.end : min(span.sent.end, span.end + 12)]:
            acts = token.pos_ in {"VERB", "AUX"} and token.lower_ not in _PARTICIPLES
            stop = (
                token.is_punct
                or token.is_space
                or token.text in {"—", "–"}
                or acts
                or token.lower_ in {"as", "when", "while"}
            )
            if stop or token.dep_ == "cc" or self._figure_within(figure, token.idx, token.idx + len(token)):
                break
            last = token.i
        while last >= span.end and (self.doc[last].lower_ in _TRAILING or self.doc[last].is_punct):
            last -= 1
        return max(end, self.doc[last].idx + len(self.doc[last]))


def _expecting(noun: Token, figure: Figure) -> bool:
    """ "the $23.9 billion analysts had expected": the noun right behind begins a clause of its own."""
    if noun.dep_ != "nsubj" or noun.idx < figure.end or noun.head.i < noun.i or figure.attributive:
        return False
    return noun.head.lemma_ in _EXPECTING


_EXPECTING = frozenset("expect forecast predict estimate project want need ask seek owe pledge promise".split())


def _single(figure: Figure) -> bool:
    return figure.quantity.interval.exact == 1


def _named_before(span: Span) -> Token | None:
    """In market tables the name stands right before: "Dow +0.2% S&P 500 +0.3%"."""
    at = span.start - 1
    while at > span.sent.start and (span.doc[at].text in {"+", "-", "−", "("} or span.doc[at].like_num):
        at -= 1
    token = span.doc[at] if at >= 0 else None
    return token if token is not None and token.pos_ == "PROPN" and token.ent_type_ not in {"DATE", "TIME"} else None
