"""Whose word a claim is: "Ukraine's air force said", "according to regional media", "It said"."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from claims.types import Attribution

REPORTING = frozenset(
    """say report announce tell add state confirm claim estimate note declare warn reveal explain insist write tweet
    post acknowledge admit allege argue assert comment conclude disclose maintain mention reply respond
    testify predict forecast inform boast stress emphasise emphasize suggest indicate show find put""".split()
)
TITLES = frozenset(
    """mayor president minister governor gen general lt lieutenant col colonel mr mrs ms dr sen senator rep
    representative chief sheriff officer sgt sergeant capt captain police spokesman spokeswoman spokesperson
    secretary prime vice deputy acting maj major judge justice king queen prince princess pope chancellor
    ambassador commissioner director professor prof sir lord lady dame adm admiral marshal premier chairman
    chairwoman chair inspector detective attorney coach foreign interior defence defense former head
    president-elect congressman congresswoman councillor councilman supervisor superintendent regional""".split()
)
_PRONOUNS = frozenset({"he", "she", "it", "they", "who", "i", "we"})
_PEOPLE_PRONOUNS = frozenset({"he", "she", "who"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """An attribution with the part of the sentence that it covers; `person` says that a name was given."""

    attribution: Attribution
    verb: int
    first: int
    last: int
    person: bool


class AttributionReader:
    """Reads attributions sentence by sentence, remembering who spoke last, so that "It said" has a name."""

    def __init__(self) -> None:
        self._person: str | None = None
        self._body: str | None = None

    def speakers(self, sentence: Span) -> list[Speaker]:
        """The attributions of one sentence, in order; call once a sentence, in the order of the text."""
        found: list[Speaker] = []
        for token in sentence:
            said = token.pos_ in {"VERB", "AUX"} and token.lower_ != "according"
            speaker = self._said(token) if said else self._according(token)
            if speaker is not None:
                found.append(speaker)
        self._remember_names(sentence)
        return found

    def _said(self, verb: Token) -> Speaker | None:
        if verb.lemma_.lower() not in REPORTING:
            return None
        subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        if subject is None and verb.dep_ in {"pcomp", "acl"}:
            subject = verb.head if verb.dep_ == "acl" and verb.head.pos_ in {"NOUN", "PROPN"} else None
        if subject is None:
            return None
        says = any(child.dep_ in {"ccomp", "parataxis"} for child in verb.children)
        inverted = verb.dep_ == "parataxis" or (verb.dep_ in {"ROOT", "ccomp"} and verb.lemma_ == "say")
        if not says and not inverted:
            return None
        source, person = self._source(subject)
        if source is None:
            return None
        covered = self._covered(verb)
        text = _trimmed(subject, verb)
        return Speaker(Attribution(source, text), verb.i, covered[0], covered[1], person)

    def _covered(self, verb: Token) -> tuple[int, int]:
        """First and last token of what is said: the complement clauses, or all around a verb put behind."""
        clauses = [child for child in verb.children if child.dep_ in {"ccomp", "parataxis"}]
        if not clauses:
            return verb.sent.start, verb.sent.end - 1
        first = min(clause.left_edge.i for clause in clauses)
        last = max(child.right_edge.i for child in verb.children if child.i >= clauses[0].i or child in clauses)
        return first, last

    def _according(self, token: Token) -> Speaker | None:
        if token.lower_ != "according":
            return None
        to = next((child for child in token.children if child.lower_ == "to"), None)
        noun = next((child for child in to.children if child.dep_ == "pobj"), None) if to is not None else None
        source, person = self._source(noun) if noun is not None else (None, False)
        if noun is None or source is None:
            return None
        text = token.doc[token.i : noun.i + 1].text
        return Speaker(Attribution(source, text), token.i, token.sent.start, token.sent.end - 1, person)

    def _source(self, noun: Token) -> tuple[str | None, bool]:
        if noun.lower_ in _PRONOUNS:
            known = self._person if noun.lower_ in _PEOPLE_PRONOUNS else self._body or self._person
            return (known if noun.lower_ not in {"i", "we"} else None), noun.lower_ in _PEOPLE_PRONOUNS
        if noun.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"} and noun.ent_type_ == "":
            return None, False
        name = person_name(noun)
        if name is not None:
            self._person = name
            return name, True
        body = source_phrase(noun)
        self._body = body
        return body, False

    def _remember_names(self, sentence: Span) -> None:
        for entity in sentence.ents:
            if entity.label_ == "PERSON" and entity.root.dep_ in {"nsubj", "nsubjpass"}:
                self._person = person_name(entity.root) or entity.text


def person_name(noun: Token) -> str | None:
    """The bare name of a person, titles and countries dropped; None where the noun names no person."""
    if noun.pos_ != "PROPN":
        appositive = next((child for child in noun.children if child.dep_ == "appos" and child.pos_ == "PROPN"), None)
        if appositive is not None and appositive.ent_type_ == "PERSON":
            return person_name(appositive)
        return None
    words: list[Token] = [noun]
    for at in range(noun.i - 1, max(noun.sent.start, noun.i - 8) - 1, -1):
        token = noun.doc[at]
        if token.pos_ != "PROPN" or token.lower_.rstrip(".") in TITLES or token.head.i > noun.i:
            break
        words.insert(0, token)
    first = words[0].i
    before = noun.doc[first - 1] if first > noun.sent.start else None
    titled = before is not None and before.lower_.rstrip(".") in TITLES
    person = noun.ent_type_ == "PERSON" or titled
    if not person or any(child.dep_ == "prep" for child in noun.children) or noun.lower_ in TITLES:
        return None
    name = noun.doc[first : noun.i + 1].text
    return name.rstrip("‘'’").removesuffix("’s").removesuffix("'s")


def source_phrase(noun: Token) -> str:
    """The phrase of a body or office, without article and relative clauses: "Ukraine's air force"."""
    last = noun
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in {"of", "for", "in", "at", "from"} and child.i == last.i + 1:
            last = child.right_edge if child.right_edge.i - noun.i <= 8 else last
            break
    first = noun.left_edge.i
    while first < noun.i and noun.doc[first].lower_ in {"the", "a", "an", "but", "and", ",", "however"}:
        first += 1
    return noun.doc[first : last.i + 1].text


def _trimmed(subject: Token, verb: Token) -> str:
    """The wording of the attribution: from its subject to its verb, either way round."""
    first = min(subject.left_edge.i, verb.i)
    last = verb.i if verb.i > subject.i else subject.i
    while first < last and verb.doc[first].is_punct:
        first += 1
    return verb.doc[first : last + 1].text


def speaker_of(speakers: list[Speaker], at: int) -> Speaker | None:
    """The innermost attribution that covers a token."""
    covering = [speaker for speaker in speakers if speaker.first <= at <= speaker.last]
    return min(covering, key=lambda speaker: (speaker.last - speaker.first, speaker.verb), default=None)
