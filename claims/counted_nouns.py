"""Which noun a figure counts, found in the dependency tree, and how far the quote of a claim reaches."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Doc, Span, Token

from claims.events import is_level
from claims.happenings import NOMINAL_EVENTS, PARTICIPLES
from claims.noun_phrases import beyond, bracket, coordinated, measured_by, nominal_head, subject_noun
from claims.quantities import Figure
from claims.units import dimension

_PRENOMINAL = frozenset({"nummod", "amod", "compound", "nmod", "det", "quantmod", "npadvmod", "poss", "advmod"})
_OWNING = frozenset({"have", "hold", "contain", "comprise"})
_MEASURING = frozenset("be cost weigh measure total have hold contain comprise span cover last number average".split())
_MOVING = frozenset("fly travel drive walk march sail run ride trek cycle swim drift".split())
_BASES = frozenset({"gdp", "output", "revenue", "sales", "turnover", "income"})
_TRAILING = frozenset(
    """out off of the a an and or in on at to for from by with as that which who is was were are be than but when while
    where after before into over under its their his her according""".split()
)
_PUTTING = frozenset("put give set place estimate list raise lower revise reckon".split())
_EXPECTING = frozenset("expect forecast predict estimate project want need ask seek owe pledge promise".split())


class CountedNouns:
    """Finds the nouns of the figures of one parsed text, and the spans of their quotes."""

    def __init__(self, doc: Doc, text: str, figures: list[Figure]) -> None:
        self.doc = doc
        self.text = text
        self._cores = [figure.core_start for figure in figures]

    def counts(self, token: Token) -> bool:
        """True for a word that is a figure itself."""
        at = bisect_left(self._cores, token.idx)
        return at < len(self._cores) and self._cores[at] == token.idx

    def noun_of(self, figure: Figure, root: Token, span: Span) -> Token | None:
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
        following = self._following(figure, root)
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

    def _following(self, figure: Figure, root: Token) -> Token | None:
        """What the figure is of or in; "the deficit widened to 6.4% of GDP" measures the deficit."""
        found = self._of(root, figure) or self._money_in(root, figure)
        if found is None or found.lower_ not in _BASES or figure.quantity.unit != "%":
            return found
        return self.noun_before(figure, root) or found

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

    def _money_in(self, root: Token, figure: Figure) -> Token | None:
        """ "$18.3 million in damages": what the money is."""
        unit = figure.quantity.unit
        if unit is None or len(unit) != 3 or not unit.isupper():
            return None
        for child in root.children:
            if child.dep_ == "prep" and child.lower_ == "in" and child.idx >= figure.end:
                return next((token for token in child.children if token.dep_ == "pobj" and token.pos_ == "NOUN"), None)
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

    def noun_before(self, figure: Figure, root: Token) -> Token | None:
        """ "the death toll rose to 52", "unemployment stands at 5%", "a fine of $10m", "35 …, including three"."""
        token = root
        if _moved(figure, root):
            return None
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
                owns = head.lemma_ in _OWNING and figure.quantity.unit is None  # "plans to have more than 2,100"
                measured = passive or is_level(head) or (head.lemma_ in _MEASURING and not owns)
                return subject_noun(head) if measured else None
            elif token.dep_ in {"nummod", "amod", "advmod", "npadvmod", "quantmod"}:
                token = head
                if token.pos_ in {"VERB", "AUX"}:
                    return subject_noun(token)
            else:
                return None
        return None

    def put_at(self, root: Token, span: Span) -> Token | None:
        """ "put the number killed in Nairobi at 19", "gave the wounded as 34": what is put at the figure."""
        if span.start == span.sent.start:
            return None
        if self.doc[span.start - 1].lower_ == "number" and span.start > span.sent.start + 1:
            return self._amounting(span.start - 2)
        if self.doc[span.start - 1].lower_ not in {"at", "as", "to"}:
            return None
        verb = next((token for token in root.ancestors if token.lemma_ in _PUTTING), None)
        found = () if verb is None else (child for child in verb.children if child.dep_ == "dobj" and child.i < root.i)
        return next(iter(found), None)

    def _amounting(self, last: int) -> Token | None:
        """ "the injured number 43", "the dead in Spain number 95": the parser knows no such verb."""
        begun = max(last - 4, self.doc[last].sent.start + 1)
        inside = next((at for at in range(last, begun - 1, -1) if self.doc[at].lower_ in {"in", "from", "of"}), None)
        counted = self.doc[last if inside is None else inside - 1]
        told = counted.lower_ in PARTICIPLES or counted.lower_ in NOMINAL_EVENTS
        return counted if told or counted.pos_ in {"NOUN", "ADJ"} else None

    def _clear(self, figure: Figure, noun: Token) -> bool:
        """True where no other figure and no bracket stands between the figure and its noun."""
        between = self.text[figure.end : noun.idx]
        if bracket(between) and not figure.attributive:
            return False
        return len(between) < 120

    # -- the quote

    def quote_of(self, figure: Figure, noun: Token | None, span: Span) -> tuple[int, int]:
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
            acts = token.pos_ in {"VERB", "AUX"} and token.lower_ not in PARTICIPLES
            stop = (
                token.is_punct
                or token.is_space
                or token.text in {"—", "–", "|"}
                or acts
                or token.lower_ in {"as", "when", "while"}
            )
            if stop or token.dep_ == "cc" or self._figure_within(figure, token.idx, token.idx + len(token)):
                break
            last = token.i
        while last >= span.end and (self.doc[last].lower_ in _TRAILING or self.doc[last].is_punct):
            last -= 1
        return max(end, self.doc[last].idx + len(self.doc[last]))


def _moved(figure: Figure, root: Token) -> bool:
    """ "The drones had flown about 620 miles": what moved is not what is measured."""
    if dimension(figure.quantity.unit) != "length":
        return False
    verb = next((token for token in root.ancestors if token.pos_ in {"VERB", "AUX"}), None)
    return verb is not None and verb.lemma_ in _MOVING


def _expecting(noun: Token, figure: Figure) -> bool:
    """ "the $23.9 billion analysts had expected": the noun right behind begins a clause of its own."""
    if noun.dep_ != "nsubj" or noun.idx < figure.end or noun.head.i < noun.i or figure.attributive:
        return False
    return noun.head.lemma_ in _EXPECTING
