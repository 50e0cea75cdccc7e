"""What a verb takes in the dependency tree: its subject, its object, and what it is aimed at."""

from __future__ import annotations

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_AIMS = frozenset({"at", "against", "into", "towards", "toward"})


def subject_of(verb: Token) -> Token | None:
    """Subject of a verb, taken from the clause it depends on where it has none: "hit …, wounding four"."""
    for _ in range(4):
        passive_agent = next((child for child in verb.children if child.dep_ == "agent"), None)
        if passive_agent is not None:
            return next((token for token in passive_agent.children if token.dep_ == "pobj"), None)
        for child in verb.children:
            if child.dep_ in SUBJECTS:
                relative = child.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl"
                return _described(verb.head) if relative else child
        if verb.dep_ in {"conj", "xcomp", "advcl"} and verb.head.pos_ in {"VERB", "AUX"}:
            verb = verb.head
        else:
            return None
    return None


def _described(noun: Token) -> Token:
    """ "the attacks in Saudi Arabia, which killed 29": the attacks killed, not the place where they were."""
    placed = noun.dep_ == "pobj" and noun.ent_type_ in {"GPE", "LOC", "DATE"} and noun.head.head.pos_ == "NOUN"
    return noun.head.head if placed else noun


def object_of(verb: Token) -> Token | None:
    """The direct object of a verb."""
    return next((child for child in verb.children if child.dep_ == "dobj"), None)


_SPENDING = frozenset("spend pay allocate earmark invest set".split())


def target_of(verb: Token) -> Token | None:
    """What is aimed at: "launched at Ukraine", "spent £4m on new buses"."""
    links = _AIMS | {"on", "for"} if verb.lemma_ in _SPENDING else _AIMS  # "spent £4m on new buses"
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in links:
            found = next((token for token in child.children if token.dep_ == "pobj"), None)
            if found is not None and found.ent_type_ not in {"DATE", "TIME"} and not found.like_num:
                return found
    return None
