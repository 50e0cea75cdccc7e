"""Counts that no figure states: "a 10-year-old boy was killed" is one, "no casualties" is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from spacy.tokens import Doc, Span, Token

from claims.events import happening_of
from claims.happenings import NOMINAL_EVENTS, Happening
from claims.noun_phrases import of_noun
from claims.types import Certainty, Interval, Measure, Quantity

PERSONS = frozenset(
    """boy girl man woman child baby infant toddler teenager teen person soldier civilian policeman policewoman officer
    driver passenger pedestrian worker student teacher doctor nurse journalist reporter guard firefighter pilot
    resident tourist villager farmer protester demonstrator rescuer medic serviceman servicewoman pensioner
    prisoner hostage victim survivor suspect gunman attacker bystander patient cyclist motorcyclist motorist
    employee sailor fisherman climber hiker swimmer mother father son daughter brother sister husband wife
    grandmother grandfather schoolboy schoolgirl volunteer contractor migrant refugee paramedic shopkeeper
    relative cousin uncle aunt nephew niece friend classmate neighbor neighbour colleague male female
    banker lawyer politician mayor minister priest nun monk imam rabbi pastor bishop actor actress singer musician
    artist writer author athlete footballer player coach referee jockey boxer engineer scientist researcher
    professor lecturer carer cleaner cook chef waiter waitress barman cashier clerk accountant businessman
    businesswoman executive director trader builder plumber electrician carpenter miner welder mechanic courier
    cabbie trucker lorry-driver pilot steward stewardess sheriff detective constable inspector sergeant corporal
    captain lieutenant colonel general sniper gunner diplomat ambassador envoy lawmaker senator councillor
    councilman governor activist dissident blogger columnist editor photographer cameraman filmmaker academic
    dentist surgeon midwife vet pharmacist caretaker janitor porter lifeguard ranger hunter shepherd fisher
    grandson granddaughter grandfather grandparent stepfather stepmother stepson fiance fiancee boyfriend
    girlfriend twin sibling spouse widow widower orphan schoolchild preschooler sophomore freshman graduate
    parishioner worshipper pilgrim jogger runner skier surfer diver rower golfer camper homeowner tenant
    customer shopper diner guest clubber reveller spectator fan onlooker witness inmate detainee convict
    robber burglar thief smuggler terrorist militant insurgent rebel fighter jihadist extremist
    bomber crewman deputy trooper marine reservist conscript commander minor adult youth newborn""".split()
)
CASUALTY_EVENTS = frozenset(
    """kill die wound injure hurt shoot stab missing arrest detain kidnap abduct rescue hospitalise hospitalize drown
    jail imprison sentence charge convict indict acquit deport extradite hang
    trap crush burn maim execute murder electrocute behead assassinate behead""".split()
)
_ZERO = re.compile(
    r"\b(?:no|without(?: any)?|zero)\s((?:(?:immediate|initial|further|other|known|confirmed|reported|serious|civilian|"
    r"major|early|human|additional|new|official|word)\s){0,2})((?:reports?|word|information|indication|signs?|news)\s(?:of|on|"
    r"about)\s(?:(?:any|serious|further|other|major)\s){0,2})?"
    r"(casualties|injuries|deaths|fatalities|victims|survivors|wounded|dead|injured|arrests|damage(?=\sor\scasualties))\b",
    re.I,
)
_NOBODY = re.compile(
    r"\b(no one|nobody|no[ -]one else|none|no people|no person|no passengers?|no civilians?|no soldiers?|no children|"
    r"no residents?)\s(?:else\s|aboard\s|on board\s)?(?:(?:was|were|is|are|has|have|had|been|being)\s){1,2}"
    r"(?:reported\s|seriously\s|immediately\s)?(killed|hurt|injured|wounded|harmed|arrested|dead|missing|detained|died)\b"
    r"|\b(no one|nobody)\s(died|survived|escaped)\b",
    re.I,
)
_COUNTABLE = frozenset(plural for noun in PERSONS for plural in (noun, f"{noun}s")) | frozenset(
    "people persons children men women troops crew staff personnel policemen firemen passers-by".split()
)
_NEGATION = re.compile(r"\b(?:no|none|nobody|without|zero)\b", re.I)
_UNCERTAIN = re.compile(
    r"\b(?:immediate|initial|early|reports?|reported|word|information|indication|signs?|news|known|confirmed)\b", re.I
)
_LEMMAS = {"killed": "kill", "hurt": "hurt", "injured": "injure", "wounded": "wound", "harmed": "hurt",
           "arrested": "arrest", "dead": "die", "missing": "missing", "detained": "detain", "died": "die",
           "survived": "survive", "escaped": "escape"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Implied:
    """A count without a figure at [start, end), its noun token and event; `role` names its kind."""

    start: int
    end: int
    root: Token
    quantity: Quantity
    measure: Measure
    happening: Happening | None
    certainty: Certainty | None
    role: str


def find_implied_ones(doc: Doc) -> Iterator[Implied]:
    """Single persons to whom something happened: "a 10-year-old boy was killed", "including a five-year-old boy"."""
    for noun in doc:
        if noun.lower_ == "old" and noun.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "conj"}:
            found = _unnamed(noun)
            if found is not None:
                yield found
        if noun.lower_ == "another" and noun.dep_ in {"nsubj", "nsubjpass", "dobj"}:
            found = _one_more(noun)
            if found is not None:
                yield found
        if noun.lower_ not in PERSONS or noun.pos_ not in {"NOUN", "PROPN"} or noun.tag_ not in {"NN", "NNP"}:
            continue
        if noun.dep_ in {"compound", "nmod", "poss"}:
            continue
        article = _article(noun)
        if article is None:
            continue
        happening = _happening(noun)
        if happening is None or not set(re.split(r" (?:and|or) ", happening.lemma)) & CASUALTY_EVENTS:
            continue
        first = article.idx if article.i != noun.i else _phrase_start(noun)
        words = " ".join((noun.lower_, happening.word))
        measure = Measure(noun.lower_, happening.lemma, words, (noun.lemma_.lower(),))
        quantity = Quantity(Interval.exactly(Decimal(1)), article.text if article.i != noun.i else noun.text)
        yield Implied(first, noun.idx + len(noun), noun, quantity, measure, happening, None, "implied")


def _unnamed(old: Token) -> Implied | None:
    """ "A 15-year-old was shot": one person, whom no noun names."""
    article = next((child for child in old.lefts if child.lower_ in {"a", "an"} and child.dep_ == "det"), None)
    acts = old.dep_ == "nsubj" and not _undergoes(old)
    happening = _happening(old) if article is not None and not acts else None
    if article is None or happening is None or not set(re.split(r" (?:and|or) ", happening.lemma)) & CASUALTY_EVENTS:
        return None
    measure = Measure(None, happening.lemma, f"person {happening.word}", ("person",))
    quantity = Quantity(Interval.exactly(Decimal(1)), article.text)
    return Implied(article.idx, old.idx + len(old), old, quantity, measure, happening, None, "implied")


def _one_more(another: Token) -> Implied | None:
    """ "One person was killed and another was injured": one more, whom no noun names."""
    happening = _happening(another)
    if happening is None or not set(re.split(r" (?:and|or) ", happening.lemma)) & CASUALTY_EVENTS:
        return None
    measure = Measure(None, happening.lemma, f"another {happening.word}", ("person",))
    quantity = Quantity(Interval.exactly(Decimal(1)), another.text)
    end = another.idx + len(another)
    return Implied(another.idx, end, another, quantity, measure, happening, None, "implied")


def _article(noun: Token) -> Token | None:
    """Its "a" or "an"; the noun itself where a headline leaves the article out; None for any other determiner."""
    bare = True
    for child in noun.lefts:
        if child.lower_ in {"a", "an", "another"} and child.dep_ == "det":
            return child
        if child.dep_ in {"det", "poss", "nummod"} or child.tag_ in {"CD", "PRP$", "WDT"}:
            bare = False
    if not bare:
        return None
    aged = any(child.lower_ == "old" for child in noun.lefts)
    verbless = noun.dep_ in {"nsubj", "nsubjpass"} and not any(child.dep_ == "auxpass" for child in noun.head.children)
    return noun if aged and verbless else None


def _phrase_start(noun: Token) -> int:
    left = noun.left_edge
    while left.i < noun.i and (left.is_punct or left.is_space):
        left = left.nbor()
    return left.idx


def _happening(noun: Token) -> Happening | None:
    head = noun.head
    if noun.dep_ == "pobj" and head.lower_ in {"including", "among"} and head.head.pos_ in {"NOUN", "VERB", "PROPN"}:
        return happening_of(head.head) if head.head.pos_ != "VERB" else _of_object(head.head)
    if noun.dep_ in {"nsubj", "nsubjpass", "dobj", "conj", "ROOT", "attr"}:
        if noun.dep_ == "nsubj" and not _undergoes(noun):
            return None
        if noun.dep_ == "conj":
            outer = noun.head
            if outer.dep_ == "nsubj" and not _undergoes(outer):
                return None
        return happening_of(noun)
    return None


def _undergoes(noun: Token) -> bool:
    """A subject to whom it happened: "a boy died"; not "a gunman killed"."""
    verb = noun.head
    if verb.lemma_ in {"die", "drown"} or verb.pos_ == "AUX":
        return True
    if verb.lower_ in NOMINAL_EVENTS and verb.pos_ == "ADJ":
        return True
    verbs = [verb, *(child for child in verb.children if child.dep_ == "conj")]
    acts = any(child.dep_ in {"dobj", "attr", "ccomp"} for each in verbs for child in each.children)
    return verb.tag_ in {"VBN", "VBD"} and not acts and verb.lemma_ in CASUALTY_EVENTS


def _of_object(verb: Token) -> Happening | None:
    for child in verb.children:
        if child.dep_ in {"dobj", "nsubjpass"}:
            return happening_of(child)
    return None


def find_zeros(doc: Doc, text: str) -> Iterator[Implied]:
    """Stated absences: "no casualties" is 0; "no immediate reports of casualties" is 0 and only `reported`."""
    if not _NEGATION.search(text):
        return
    for match in _ZERO.finditer(text):
        span = doc.char_span(match.start(3), match.end(3), alignment_mode="expand")
        if span is None:
            continue
        noun = span.root
        doubtful = bool(_UNCERTAIN.search(match[1] + (match[2] or ""))) or bool(
            re.match(
                r"\s(?:were|was|have been|had been|are|is)?\s?(?:immediately\s|yet\s)?reported", text[match.end() :]
            )
        )
        lemma = NOMINAL_EVENTS.get(noun.lemma_.lower())
        happening = Happening(lemma, noun, noun.lower_) if lemma else None
        measure = Measure(match[3].lower(), lemma, match[3].lower(), (noun.lemma_.lower(),))
        yield _zero(match.start(), match.end(), noun, match[0].split()[0], measure, happening, doubtful)
    for match in _NOBODY.finditer(text):
        word = (match[2] or match[4]).lower()
        span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if span is None:
            continue
        subject = match[1] or match[3]
        verb = _verb_of(span)
        happening = Happening(_LEMMAS[word], verb, word)
        measure = Measure("people", _LEMMAS[word], f"people {word}", ("people",))
        doubtful = "reported" in match[0].lower()
        yield _zero(match.start(), match.start() + len(subject), verb, subject, measure, happening, doubtful)
    yield from _none_of(doc)


def _none_of(doc: Doc) -> Iterator[Implied]:
    """ "None of its 30 troops was killed", "no tourists were hurt": none of those whom a noun names."""
    for token in doc:
        of_them = token.lower_ == "none" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "of"
        subject, noun = (token, of_noun(token)) if of_them else (token.head, token.head)
        if not of_them and (token.lower_ != "no" or token.dep_ != "det" or subject.lower_ not in _COUNTABLE):
            continue
        verb = subject.head
        lemma = _LEMMAS.get(verb.lower_)
        if lemma is None or subject.dep_ not in {"nsubj", "nsubjpass"} or _NOBODY.match(doc.text, token.idx):
            continue
        name = noun.lower_ if noun is not None else "people"
        measure = Measure(name, lemma, f"{name} {verb.lower_}", (noun.lemma_.lower() if noun is not None else name,))
        doubtful = any(child.lower_ == "reported" for child in verb.head.children)
        end = subject.idx + len(subject)
        yield _zero(token.idx, end, verb, token.text, measure, Happening(lemma, verb, verb.lower_), doubtful)


def _zero(
    start: int, end: int, root: Token, wording: str, measure: Measure, happening: Happening | None, doubtful: bool
) -> Implied:
    quantity = Quantity(Interval.exactly(Decimal(0)), wording)
    return Implied(start, end, root, quantity, measure, happening, "reported" if doubtful else None, "zero")


def _verb_of(span: Span) -> Token:
    return span[-1]
