"""Claims without a figure: who leads, who won, where it was held, what was signed, who was arrested."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from claims.types import Statement

# Verbs whose subject or object another outlet can name differently. Own list, after the ACE 2005 event types.
VERBS = frozenset(
    """head lead chair win beat defeat host hold appoint name elect resign arrest charge sign reject approve ban reopen
    close acquire buy cause blame sue convict sentence acquit succeed replace command nominate withdraw sack fire
    dismiss crash land strike endorse veto open discover design direct write release found own operate
    suspend cancel postpone pass adopt invade capture seize occupy recapture liberate score captain
    meet visit marry die""".split()
)
_NO_OBJECT = frozenset({"resign", "die", "withdraw", "reopen", "crash"})
_PLACED = frozenset({"hold", "host", "meet", "crash", "land", "arrest", "die", "sign", "open"})


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
    if subject is None or not _definite(subject):
        return None
    rest = _object(verb, subject)
    if rest is None or (verb.dep_ == "xcomp" and verb.head.lemma_ == "have"):
        return None
    start, end = _start(subject), max(rest[1], verb.idx + len(verb))
    if start > verb.idx or end - start > 300 or verb.doc[verb.sent.start : verb.sent.end].text.strip().endswith("?"):
        return None
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    words = [child for child in verb.children if child.dep_ in {"aux", "auxpass", "neg", "prt"}] + [verb]
    wording = " ".join(token.text for token in sorted(words, key=lambda token: token.i))
    lemma = ("be " if passive else "") + verb.lemma_.lower()
    return Stated(start, end, verb, Statement(_words(subject), wording, rest[2], lemma))


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


def _definite(subject: Token) -> bool:
    """A subject that another report can name again: a name, or a noun with its determiner and complement."""
    if subject.pos_ == "PROPN":
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
        if child.dep_ == "dobj" and not passive and child.pos_ in {"NOUN", "PROPN"} and not _counted(child):
            return (_start(child), child.idx + len(child), _words(child))
        if child.dep_ == "agent":
            agent = next((token for token in child.children if token.dep_ == "pobj"), None)
            if agent is not None and agent.pos_ in {"NOUN", "PROPN"}:
                return (child.idx, agent.idx + len(agent), f"by {_words(agent)}")
        if child.dep_ in {"oprd", "attr"} and child.pos_ in {"NOUN", "PROPN"}:
            return (_start(child), child.idx + len(child), _words(child))
    if passive or verb.lemma_ in _NO_OBJECT | _PLACED:
        return _where(verb)
    return None


def _where(verb: Token) -> tuple[int, int, str] | None:
    for child in verb.children:
        if (
            child.dep_ == "prep"
            and child.i > verb.i
            and child.lower_ in {"in", "at", "on", "near", "for", "of", "to", "as"}
        ):
            noun = next((token for token in child.children if token.dep_ == "pobj"), None)
            dated = noun is not None and noun.ent_type_ in {"DATE", "TIME"}
            if noun is not None and noun.pos_ in {"PROPN", "NOUN"} and not _counted(noun) and not dated:
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
