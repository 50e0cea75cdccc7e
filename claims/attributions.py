"""Whose word a claim is: "Ukraine's air force said", "according to regional media", "It said"."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from claims.types import Attribution

REPORTING = frozenset(
    """say report announce tell add state confirm claim estimate note declare warn reveal explain insist write tweet
    post acknowledge admit allege argue assert comment conclude disclose maintain mention reply respond
    testify predict forecast inform boast stress emphasise emphasize suggest indicate show find""".split()
) - {"post"}
_COUNTING = frozenset("report confirm announce estimate record register show document log count tally reveal".split())
_SOURCES = frozenset(
    """police officials authorities officers medics rescuers doctors prosecutors ministry minister government army
    military monitor monitors observatory report reports poll survey study un who nato fbi data sources mayor
    governor witnesses media official spokesman spokeswoman agency hospital""".split()
)
_FIGURES = frozenset("data figures figure poll survey study report census records statistics results tally".split())
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
        self._known: list[str] = []

    def speakers(self, sentence: Span) -> list[Speaker]:
        """The attributions of one sentence, in order; call once a sentence, in the order of the text."""
        found: list[Speaker] = []
        counting: list[Speaker] = []
        for token in sentence:
            said = token.pos_ in {"VERB", "AUX"} and token.lower_ != "according"
            speaker = self._said(token) if said else self._according(token)
            if speaker is None and token.lower_ == "per" and token.dep_ == "prep":
                speaker = self._per(token)
            if speaker is not None:
                found.append(speaker)
            elif said and (counter := self._counted(token)) is not None:
                counting.append(counter)
        if not found:  # "The town counted 12 dead, the mayor said": his word comes first
            found = counting
        headline = self._headline(sentence)
        if headline is not None and not found:
            found.append(headline)
        self._remember_names(sentence)
        if not found:
            self._remember_body(sentence)
        return found

    def _said(self, verb: Token) -> Speaker | None:
        if verb.lemma_.lower() not in REPORTING:
            return self._put(verb)
        if is_aside(verb):
            return self._aside(verb)
        subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        if subject is None and verb.dep_ in {"pcomp", "acl"}:
            subject = verb.head if verb.dep_ == "acl" and verb.head.pos_ in {"NOUN", "PROPN"} else None
        says = any(child.dep_ in {"ccomp", "parataxis"} for child in verb.children)
        if subject is None and says and verb.tag_ in {"VBD", "VBZ", "VBP"}:
            subject = _noun_before(verb)
        if subject is None:
            return None
        inverted = verb.dep_ == "parataxis" or (verb.dep_ in {"ROOT", "ccomp"} and verb.lemma_ == "say")
        if not says and not inverted:
            return self._put(verb)
        if subject.lower_ in {"it", "they"} and (body := _telling_body(verb)) is not None:
            return self._speaker_of(body, subject, verb)
        return self._speaker(subject, verb, *self._covered(verb))

    def _speaker_of(self, body: Token, subject: Token, verb: Token) -> Speaker | None:
        source, person = self._source(body)
        if source is None:
            return None
        return Speaker(Attribution(source, _trimmed(subject, verb)), verb.i, *self._covered(verb), person)

    def _speaker(self, subject: Token | None, verb: Token, first: int, last: int) -> Speaker | None:
        """The attribution of what stands from `first` to `last` to the subject of a verb of saying."""
        source, person = self._source(subject) if subject is not None else (None, False)
        if subject is None or source is None:
            return None
        return Speaker(Attribution(source, _trimmed(subject, verb)), verb.i, first, last, person)

    def _aside(self, verb: Token) -> Speaker | None:
        """ "…, the military government said on Sunday": an attribution put into or behind what is said."""
        subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        subject = subject if subject is not None else _noun_before(verb)
        return self._speaker(subject, verb, verb.sent.start, verb.sent.end - 1)

    def _put(self, verb: Token) -> Speaker | None:
        """ "The minister put the fuel load at 125,000 litres": who puts a figure on something vouches for it."""
        at = any(child.lower_ == "at" and child.dep_ == "prep" for child in verb.children)
        subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        if verb.lemma_ not in {"put", "estimate", "place", "count"} or not at:
            return None
        return self._speaker(subject, verb, verb.left_edge.i, verb.right_edge.i)

    def _counted(self, verb: Token) -> Speaker | None:
        """ "The ministry confirmed nine cases", "the data show 21,570 homicides": who counts vouches for it."""
        subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        counts = any(child.dep_ == "dobj" for child in verb.children)
        if subject is None or not counts or verb.lemma_.lower() not in _COUNTING:
            return None
        if verb.lemma_ == "show" and subject.lower_ not in _FIGURES:
            return None
        return self._speaker(subject, verb, verb.left_edge.i, verb.right_edge.i)

    def _headline(self, sentence: Span) -> Speaker | None:
        """ "Police: 6 hurt when balcony collapses", "ADP: 158,000 jobs added": a source set before a colon."""
        first = next((token.i for token in sentence if not token.is_space), sentence.start)
        for at in range(first + 1, min(first + 5, sentence.end - 1)):
            if sentence.doc[at].text == ":":
                noun = sentence.doc[at - 1]
                acronym = noun.is_upper and len(noun) > 1
                named = noun.lower_ in _SOURCES or noun.ent_type_ in {"ORG", "PERSON"} or acronym
                if not named or not sentence.doc[first].text[:1].isupper():
                    return None
                source, person = self._source(noun)
                phrase = sentence.doc[first:at].text
                text = source if source is not None and person else phrase
                return Speaker(Attribution(text, phrase), at, at + 1, sentence.end - 1, person)
        return None

    def _per(self, token: Token) -> Speaker | None:
        """ ", per the AP": short for according to."""
        noun = next((child for child in token.children if child.dep_ == "pobj"), None)
        before = token.nbor(-1).text if token.i > token.sent.start else ""
        if noun is None or before != "," or not (noun.pos_ == "PROPN" or noun.lower_ in _SOURCES):
            return None
        return self._vouched(token, noun)

    def _vouched(self, link: Token, noun: Token) -> Speaker | None:
        """The whole sentence on the word of a noun behind "according to" or "per"."""
        source, person = self._source(noun)
        if source is None:
            return None
        text = link.doc[link.i : noun.i + 1].text
        return Speaker(Attribution(source, text), link.i, link.sent.start, link.sent.end - 1, person)

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
        return self._vouched(token, noun) if noun is not None else None

    def _source(self, noun: Token) -> tuple[str | None, bool]:
        if noun.lower_ in _PRONOUNS and not (noun.is_upper and len(noun) > 1):  # the WHO is no pronoun
            known = self._person if noun.lower_ in _PEOPLE_PRONOUNS else self._body or self._person
            return (known if noun.lower_ not in {"i", "we"} else None), noun.lower_ in _PEOPLE_PRONOUNS
        if noun.pos_ == "NUM" or (noun.pos_ not in {"NOUN", "PROPN", "ADJ"} and noun.ent_type_ == ""):
            return None, False
        name = person_name(noun)
        if name is not None:
            self._person = self._fuller(name)
            return self._person, True
        self._body = self._fuller(source_phrase(noun))
        return self._body, False

    def _fuller(self, name: str) -> str:
        """The full name given earlier for a short one: "Hryhorov" is Oleh Hryhorov, "the air force" Ukraine's."""
        for known in reversed(self._known):
            if known.lower().endswith((" " + name.lower(), "’s " + name.lower())):
                return known
        self._known.append(name)
        return name

    def _remember_names(self, sentence: Span) -> None:
        for entity in sentence.ents:
            if entity.label_ != "PERSON":
                continue
            name = person_name(entity.root)
            if name is not None and (" " in name or entity.root.dep_ in {"nsubj", "nsubjpass"}):
                full = self._fuller(name)
                self._person = full if entity.root.dep_ in {"nsubj", "nsubjpass"} else self._person

    def _remember_body(self, sentence: Span) -> None:
        """ "Nigeria's disaster agency visited Maiduguri. It said": the body that a sentence before is about."""
        for token in sentence:
            office = token.lower_ in _BODIES or (token.ent_type_ == "ORG" and token.pos_ == "PROPN")
            if office and token.dep_ in {"nsubj", "nsubjpass"} and token.head.dep_ == "ROOT":
                self._body = self._fuller(source_phrase(token))


_ASIDES = frozenset("say add tell note report announce".split())


def _telling_body(verb: Token) -> Token | None:
    """ "Ukraine's air force shot down 12 missiles, it said": the body that the told clause has as its subject."""
    for clause in verb.children:
        if clause.dep_ in {"ccomp", "parataxis"} and clause.i < verb.i:
            for child in clause.children:
                if child.dep_ in {"nsubj", "nsubjpass"} and (child.lower_ in _SOURCES or child.lower_ in _BODIES):
                    return child
    return None


_BODIES = frozenset(
    """force forces army navy ministry agency service police commission company council department authority
    authorities union group bank party court fund office board bureau institute federation regulator""".split()
)


def is_aside(verb: Token) -> bool:
    """A verb of saying that the parser hangs beside what is said: "…, officials said", "…, he added"."""
    if verb.lemma_.lower() not in _ASIDES or verb.dep_ not in {"conj", "parataxis"}:
        return False
    if any(child.dep_ in {"ccomp", "dobj"} for child in verb.children):
        return False
    return not any(child.dep_ == "cc" and child.i < verb.i for child in verb.head.children if child.i > verb.head.i)


def _noun_before(verb: Token) -> Token | None:
    """The noun phrase right before a verb whose subject the parse has lost, taken back over appositions."""
    at = verb.i - 1
    while at > verb.sent.start and verb.doc[at].is_punct:
        at -= 1
    token = verb.doc[at]
    if token.pos_ == "PROPN" and token.ent_type_ == "PERSON":
        return token
    while (
        token.head.i < verb.i
        and token.head.i >= verb.sent.start
        and token.dep_ in {"pobj", "prep", "appos", "compound", "poss"}
    ):
        if token.dep_ == "appos" and token.pos_ == "PROPN":
            return token
        token = token.head
    return token if token.pos_ in {"NOUN", "PROPN"} else None


def _named_after(noun: Token) -> Token | None:
    """The name set behind an office: "the superintendent of the hospital, Rakesh Joshi,"."""
    office = noun.lower_ in TITLES | _OFFICES
    for token in noun.subtree:
        if token.dep_ == "appos" and token.pos_ == "PROPN" and token.i > noun.i:
            if token.ent_type_ == "PERSON" or office:
                return token
    return None


_OFFICES = frozenset("head leader ruler spokesman spokeswoman chief commander owner founder author expert".split())


def person_name(noun: Token) -> str | None:
    """The bare name of a person, titles and countries dropped; None where the noun names no person."""
    if noun.pos_ != "PROPN" or noun.lower_ in TITLES | _BODIES:
        appositive = _named_after(noun)
        return bare_name(appositive) if appositive is not None else None
    start = _name_start(noun)
    titled = start > noun.sent.start and noun.doc[start - 1].lower_.rstrip(".") in TITLES | _OFFICES
    first = noun.doc[noun.i - 1] if noun.i > noun.sent.start else None
    described = any(child.dep_ == "appos" and child.lower_ in TITLES | _OFFICES for child in noun.children)
    compounded = first is not None and first.pos_ == "PROPN" and first.head == noun
    person = noun.ent_type_ == "PERSON" or titled or (described and compounded)
    if not person or any(child.dep_ == "prep" for child in noun.children):
        return None
    return bare_name(noun)


def _name_start(noun: Token) -> int:
    """Where the run of names begins that a proper noun ends: "Samuel-Roger Kamba", titles left out."""
    first = noun.i
    for at in range(noun.i - 1, max(noun.sent.start, noun.i - 8) - 1, -1):
        token = noun.doc[at]
        hyphen = token.text in {"-", "‑"} and first == at + 1 and not token.whitespace_
        if hyphen and at > noun.sent.start and not noun.doc[at - 1].whitespace_:
            continue
        if token.pos_ != "PROPN" or token.lower_.rstrip(".") in TITLES or token.head.i > noun.i:
            break
        first = at
    return first


def bare_name(noun: Token) -> str:
    """The run of names that a proper noun ends, titles left out."""
    name = noun.doc[_name_start(noun) : noun.i + 1].text
    return name.rstrip("‘'’").removesuffix("’s").removesuffix("'s")


def _opens(token: Token) -> bool:
    """What stands before a name without being of it: articles, line breaks, a date run into the sentence."""
    return token.is_space or token.lower_ in _OPENERS or token.ent_type_ in {"DATE", "TIME"} or token.like_num


def _same_name(token: Token, after: Token) -> bool:
    return after.text != "(" and after.ent_type_ == "ORG" and after.ent_iob_ == "I" and token.ent_type_ == "ORG"


_OPENERS = frozenset({"the", "a", "an", "but", "and", ",", "however", "meanwhile"})


def source_phrase(noun: Token) -> str:
    """The phrase of a body or office, without article and relative clauses: "Ukraine's air force"."""
    last = noun
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in {"of", "for", "in", "at", "from"} and child.i == last.i + 1:
            last = child.right_edge if child.right_edge.i - noun.i <= 8 else last
            break
    if last.i + 2 < noun.sent.end and noun.doc[last.i + 1].text in {"Without", "Across", "Against"}:
        last = noun.doc[last.i + 2]  # "Doctors Without Borders"
    while noun.pos_ == "PROPN" and last.i + 1 < noun.sent.end and _same_name(last, noun.doc[last.i + 1]):
        last = noun.doc[last.i + 1]
    first = noun.left_edge.i
    for child in noun.lefts:
        if child.dep_ == "poss" and child.pos_ != "PROPN":  # "the country's government" is the government
            first = child.right_edge.i + 1
    while first < noun.i and _opens(noun.doc[first]):
        first += 1
    return " ".join(noun.doc[first : last.i + 1].text.split())


def _trimmed(subject: Token, verb: Token) -> str:
    """The wording of the attribution: from its subject to its verb, either way round."""
    first = min(subject.left_edge.i, verb.i)
    last = verb.i if verb.i > subject.i else subject.i
    while first < last and (verb.doc[first].is_punct or verb.doc[first].is_space):
        first += 1
    return " ".join(verb.doc[first : last + 1].text.split())


def speaker_of(speakers: list[Speaker], at: int) -> Speaker | None:
    """The innermost attribution that covers a token."""
    covering = [speaker for speaker in speakers if speaker.first <= at <= speaker.last]
    return min(covering, key=lambda speaker: (speaker.last - speaker.first, speaker.verb), default=None)
