"""How sure the text is, and whether it says that something did not happen."""

from __future__ import annotations

import re

from spacy.tokens import Token

from claims.types import Certainty, Polarity

_POSSIBLE_MODALS = frozenset({"may", "might", "could", "can"})
_POSSIBLE_VERBS = frozenset(
    "expect fear threaten plan aim hope intend propose predict forecast project seek want consider warn target".split()
)
_POSSIBLE_WORDS = frozenset(
    "possibly perhaps potentially likely maybe if unless feared expected planned projected forecast would".split()
)
_REPORTED = re.compile(
    r"\b(?:initial(?:ly)?|preliminary|unconfirmed|early|first|immediate|conflicting|unverified)\s(?:\w+\s)?(?:reports?|"
    r"figures?|information|data|estimates?|counts?)\b|\breportedly\b|"
    r"\breports? of\b|\bunconfirmed\b|\ballegedly\b|\brumou?rs?\b",
    re.I,
)


def certainty_at(token: Token) -> Certainty:
    """ "stated", "reported" (initial, unconfirmed) or "possible" (may, feared, expected) for a token's clause."""
    node = token
    for _ in range(6):
        if node.pos_ in {"VERB", "AUX"} and _possible(node):
            return "possible"
        if (
            node.dep_ in {"ROOT", "ccomp", "parataxis"}
            and node.pos_ in {"VERB", "AUX"}
            and node.head.lemma_ not in _POSSIBLE_VERBS
        ):
            break
        if node.head == node or (node.i < node.head.i and ";" in node.doc[node.i : node.head.i].text):
            break
        if (
            node.head.lemma_ in _POSSIBLE_VERBS
            and node.dep_ in {"xcomp", "ccomp", "dobj", "advcl"}
            and node.head.pos_ == "VERB"
        ):
            return "possible"
        node = node.head
    return "reported" if _REPORTED.search(_clause_text(token)) else "stated"


def _possible(verb: Token) -> bool:
    denied = any(child.dep_ == "neg" for child in verb.children)
    for child in verb.children:
        able = denied and child.lower_ in {"could", "can", "ca"}  # "could not be reached" is what happened
        if child.dep_ == "aux" and child.lower_ in _POSSIBLE_MODALS and not able:
            return True
        if child.dep_ in {"advmod", "mark"} and child.lower_ in _POSSIBLE_WORDS:
            return True
    passive = verb.lemma_ in _POSSIBLE_VERBS and any(child.dep_ == "auxpass" for child in verb.children)
    return passive and verb.lemma_ not in {"warn", "target", "seek", "want", "consider"}


def _clause_text(token: Token) -> str:
    sentence = token.sent
    return (
        sentence.text
        if len(sentence) < 40
        else token.doc[max(sentence.start, token.i - 25) : min(sentence.end, token.i + 12)].text
    )


def polarity_at(verb: Token | None) -> Polarity:
    """ "denied" where the event's own verb is negated: "did not launch 40 drones"."""
    if verb is None or verb.pos_ not in {"VERB", "AUX"}:
        return "affirmed"
    node = verb
    for _ in range(3):
        if any(child.dep_ == "neg" and child.lower_ not in {"only"} for child in node.children):
            return "denied"
        if node.dep_ not in {"xcomp", "conj"} or node.head.pos_ != "VERB" or node.dep_ == "conj":
            break
        node = node.head
    return "denied" if verb.dep_ == "ccomp" and verb.head.lemma_ == "deny" else "affirmed"
