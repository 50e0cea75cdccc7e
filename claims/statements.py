"""Claims without a figure: who leads, who won, where it was held, what was signed, who was arrested."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from claims.attributions import person_name
from claims.types import Statement

# Verbs whose subject or object another outlet can name differently. Own list, after the ACE 2005 event types.
VERBS = frozenset(
    """head lead chair win beat defeat host hold appoint name elect resign arrest charge sign reject approve ban reopen
    close acquire buy cause blame sue convict sentence acquit succeed replace command nominate withdraw sack fire
    dismiss crash land strike endorse veto open discover design direct write release found own operate
    suspend cancel postpone pass adopt invade capture seize occupy recapture liberate score captain
    meet visit marry die become move house order postpone lift step take flee return testify arrive quit""".split()
)
_NO_OBJECT = frozenset("resign die withdraw reopen crash move step flee return testify arrive quit".split())
_PLACED = frozenset({"hold", "host", "meet", "crash", "land", "arrest", "die", "sign", "open"})
_OCCURRING = frozenset({"place", "effect", "part", "office"})  # "took place", "takes effect": the noun is of the verb
# What a definite noun may do or undergo and be told again by another outlet: "the talks will be held in Geneva".
_DEFINITE = frozenset(
    """hold move reopen close open postpone cancel suspend cause house lift order withdraw take approve reject ban pass
    sign host adopt""".split()
)
_ARRESTING = frozenset({"arrest", "charge", "sentence", "convict", "acquit", "dismiss", "appoint", "name"})


_LOOK_BACK = 120  # tokens


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement at [start, end) with its verb token."""

    start: int
    end: int
    verb: Token
    statement: Statement


def find_statements(doc: Doc) -> Iterator[Stated]:
    """Statements of a parsed text, in order: a named subject, a verb that settles something, and its object."""
    for verb in doc:
        if verb.pos_ == "VERB" and verb.lemma_.lower() in VERBS:
            found = _read(verb)
            if found is not None:
                yield found


def _read(verb: Token) -> Stated | None:
    subject = _subject(verb)
    named = _antecedent(subject) if subject is not None and subject.lower_ in {"he", "she"} else None
    if subject is None or not (named or _definite(subject, verb)) or _shooting(verb):
        return None
    rest = _object(verb, subject)
    if rest is None or (verb.dep_ == "xcomp" and verb.head.lemma_ == "have"):
        return None
    start, end = _start(subject), max(rest[1], verb.idx + len(verb))
    if start > verb.idx or end - start > 300 or verb.doc[verb.sent.start : verb.sent.end].text.strip().endswith("?"):
        return None
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    words = [child for child in verb.children if child.dep_ in {"aux", "auxpass", "neg", "prt"}] + [verb]
    words += [child for child in verb.children if child.lower_ in _OCCURRING and child.dep_ == "dobj"]
    words += [child for child in verb.children if child.lower_ in _STEPPING and child.i == verb.i + 1]
    words = sorted(set(words), key=lambda token: token.i)
    wording = " ".join(token.text for token in words)
    lemma = ("be " if passive else "") + _lemma(verb, words)
    return Stated(start, end, verb, Statement(named or _words(subject), wording, rest[2], lemma))


def _lemma(verb: Token, words: list[Token]) -> str:
    """The verb's lemma with the word that makes it another: "step down", "take place"."""
    told = [word.lower_ for word in words if word.i > verb.i and word.dep_ != "neg"]
    if verb.lemma_ == "take" and "place" in told:
        return "take place"
    down = verb.lemma_ == "step" and next((word for word in told if word in _STEPPING), None)
    return f"step {down}" if down else verb.lemma_.lower()


_STEPPING = frozenset({"down", "aside"})


def _shooting(verb: Token) -> bool:
    """ "Police fired tear gas": nobody was dismissed."""
    if verb.lemma_ != "fire":
        return False
    return not any(child.dep_ in {"dobj", "nsubjpass"} and child.pos_ == "PROPN" for child in verb.children)


def _antecedent(pronoun: Token) -> str | None:
    """Who "he" or "she" is: the person named last before as the subject of a clause; None where nobody is."""
    doc = pronoun.doc
    for at in range(pronoun.i - 1, max(-1, pronoun.i - _LOOK_BACK), -1):
        token = doc[at]
        if token.pos_ == "PROPN" and token.dep_ in {"nsubj", "nsubjpass"} and person_name(token) is not None:
            return person_name(token)
    return None


def _subject(verb: Token) -> Token | None:
    node = verb
    for _ in range(3):
        for child in node.children:
            if child.dep_ in {"nsubj", "nsubjpass"}:
                return child if child.i < verb.i else None
        if node.dep_ != "xcomp" or node.head.pos_ not in {"VERB", "AUX"}:
            return None
        node = node.head
    return None


def _definite(subject: Token, verb: Token) -> bool:
    """A subject that another report can name again: a name, or a noun with its determiner and complement."""
    if subject.pos_ == "PROPN":
        return True
    if verb.lemma_ in _ARRESTING and any(child.dep_ == "dobj" and child.pos_ == "PROPN" for child in verb.children):
        return subject.pos_ == "NOUN"  # "police arrested Ekrem Imamoglu"
    if verb.lemma_ in _DEFINITE and subject.pos_ == "NOUN":
        told = {"the"} if verb.lemma_ != "cause" else {"the", "a", "an"}
        if any(child.lower_ in told and child.dep_ == "det" for child in subject.children):
            return True
    if subject.pos_ != "NOUN" or any(child.tag_ in {"PRP$", "WP$", "CD"} for child in subject.subtree):
        return False
    named = any(token.pos_ == "PROPN" for token in subject.subtree)
    ranked = any(child.tag_ == "JJ" and child.ent_type_ == "ORDINAL" for child in subject.children)
    return named or ranked


def _object(verb: Token, subject: Token) -> tuple[int, int, str] | None:
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.dep_ == "dobj" and child.lower_ in _OCCURRING and verb.lemma_ == "take":
            return _where(verb, dated=True)
        if child.dep_ == "dobj" and not passive and child.pos_ in {"NOUN", "PROPN"} and not _counted(child):
            return (_start(child), child.idx + len(child), _words(child))
        if child.dep_ == "agent":
            agent = next((token for token in child.children if token.dep_ == "pobj"), None)
            if agent is not None and agent.pos_ in {"NOUN", "PROPN"}:
                return (child.idx, agent.idx + len(agent), f"by {_words(agent)}")
        if child.dep_ in {"oprd", "attr"} and child.pos_ in {"NOUN", "PROPN"}:
            return (_start(child), child.idx + len(child), _words(child))
    if passive or verb.lemma_ in _NO_OBJECT | _PLACED:
        return _where(verb) or _where(verb, dated=True)
    return None


def _where(verb: Token, dated: bool = False) -> tuple[int, int, str] | None:
    """Where it was or, where only that is told, when: "resigned on Monday"."""
    for child in verb.children:
        if (
            child.dep_ == "prep"
            and child.i > verb.i
            and child.lower_ in {"in", "at", "on", "near", "for", "of", "to", "as"}
        ):
            noun = next((token for token in child.children if token.dep_ == "pobj"), None)
            when = noun is not None and noun.ent_type_ in {"DATE", "TIME"}
            counted = noun is not None and _counted(noun) and not when
            if noun is not None and noun.pos_ in {"PROPN", "NOUN"} and not counted and when <= dated:
                return (child.idx, noun.idx + len(noun), f"{child.text} {_words(noun)}")
    return None


def _counted(noun: Token) -> bool:
    """A figure on the object makes it a quantity claim, not a statement."""
    return any(token.dep_ in {"nummod", "quantmod"} for token in noun.children)


def _start(noun: Token) -> int:
    left = noun.left_edge
    while left.i < noun.i and (
        left.is_punct or left.is_space or left.lower_ in {"the", "a", "an"} or left.dep_ in {"cc", "mark", "advmod"}
    ):
        left = left.nbor()
    return left.idx


def _words(noun: Token) -> str:
    """The noun phrase without article, appositions and relative clauses."""
    start = _start(noun)
    first = next(token for token in noun.subtree if token.idx >= start)
    last = noun
    for child in noun.rights:
        if child.dep_ == "prep" and child.i == last.i + 1 and child.lower_ in {"of", "for"}:
            last = child.right_edge if child.right_edge.i - noun.i <= 6 else last
    return noun.doc[first.i : last.i + 1].text
