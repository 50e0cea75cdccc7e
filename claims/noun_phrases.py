"""Noun phrases in the dependency tree: heads, coordination, modifiers, and whose level a figure gives."""

from __future__ import annotations

from spacy.tokens import Token

from claims.happenings import NOMINAL_EVENTS
from claims.quantities import Figure

_INCLUDING = frozenset({"including", "among", "amongst", "include", "includes", "included"})
_MARGINAL = frozenset("win lose lead beat trail defeat miss outnumber".split())
_PUTTING = frozenset(
    """take push send put estimate set value place peg raise cut lift bring revise increase reduce lower update
    price correct adjust amend downgrade""".split()
)
ABOARD = "on board"
_BRACKETS = frozenset("()[]{}")


def nominal_head(token: Token) -> Token | None:
    """From an adjective or participle inside a noun phrase to its noun: "the 42 injured passengers"."""
    for _ in range(3):
        if token.pos_ in {"NOUN", "PROPN"}:
            if (
                token.dep_ in {"compound", "nmod", "amod"}
                and token.head.i > token.i
                and token.head.pos_ in {"NOUN", "PROPN"}
            ):
                if token.head.i - token.i <= 4:
                    token = token.head
                    continue
            return token
        if token.lower_ in NOMINAL_EVENTS and token.dep_ not in {"amod", "compound"}:
            return token
        if token.head.i <= token.i:
            return None
        token = token.head
    return token if token.pos_ in {"NOUN", "PROPN"} else None


def beyond(preposition: Token) -> Token:
    """What a preposition hangs on, prepositions in between passed over: "revised from 72 to 45"."""
    outer = preposition.head
    while outer.pos_ == "ADP" and outer.head != outer:
        outer = outer.head
    return outer


def measured_by(preposition: Token, outer: Token) -> Token | None:
    """The noun whose level a figure behind a preposition gives."""
    link = preposition.lower_
    if link in _INCLUDING or (link == "by" and outer.lemma_ in _MARGINAL):
        return None  # "won by 23 points": the winner is not what is measured
    if link == "of" and outer.lower_ == "share" and outer.dep_ == "pobj" and outer.head.lower_ == "per":
        return outer.head.head  # "a loss per share of 14 cents"
    if link == "of" and outer.pos_ in {"NOUN", "PROPN"}:
        return outer
    if outer.pos_ == "NOUN" and link in {"to", "at", "by", "for", "from"}:
        return outer
    if outer.pos_ == "VERB" and outer.lemma_ in _PUTTING:
        put = next((child for child in outer.children if child.dep_ == "dobj"), None)
        return put if put is not None else subject_noun(outer)
    if outer.pos_ in {"ADV", "ADJ"} and link in {"at", "to"} and outer.head.pos_ in {"VERB", "AUX"}:
        return subject_noun(outer.head)  # "was up 19 cents at $58.24"
    if outer.pos_ in {"VERB", "AUX"} and link in {"to", "at", "by", "from", "around"}:
        return subject_noun(outer)
    return None


def subject_noun(verb: Token) -> Token | None:
    """The noun that is subject of a verb, or of the verb that it depends on."""
    for _ in range(3):
        for child in verb.children:
            if child.dep_ in {"nsubj", "nsubjpass"} and child.pos_ in {"NOUN", "PROPN"}:
                return child
            if child.dep_ in {"nsubj", "csubj"} and child.tag_ in {"VBN", "VBD"} and child.i < verb.i:
                return subject_noun(child)  # "the toll from the dam burst on Monday has risen", burst taken for a verb
            if child.dep_ == "nsubj" and child.tag_ == "WDT" and verb.dep_ == "relcl" and verb.head.pos_ == "NOUN":
                return verb.head  # "the toll, which stood at 44"
        if verb.dep_ not in {"conj", "xcomp", "advcl", "ccomp"} or verb.head == verb:
            return None
        verb = verb.head
    return None


def subject_above(token: Token) -> Token | None:
    """Subject of the nearest verb above a token; of a relative clause, what the clause describes."""
    for ancestor in token.ancestors:
        if ancestor.pos_ not in {"VERB", "AUX"}:
            continue
        for child in ancestor.children:
            if child.dep_ in {"nsubj", "nsubjpass"}:
                relative = child.tag_ in {"WDT", "WP"} and ancestor.dep_ == "relcl"
                return ancestor.head if relative else child
        if ancestor.dep_ not in {"xcomp", "conj", "advcl", "relcl", "acl", "pcomp"}:
            return None
        if ancestor.dep_ in {"relcl", "acl"}:
            return ancestor.head
    return None


def of_noun(noun: Token) -> Token | None:
    """What a number or total is of: "the number of Americans", "the number of missing"."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            found = next((token for token in child.children if token.dep_ in {"pobj", "pcomp"}), None)
            if found is not None and found.pos_ in {"NOUN", "PROPN"}:
                return found
    after = noun.doc[noun.i + 1 : noun.i + 4]
    told = [token for token in after if token.lower_ in NOMINAL_EVENTS]
    return told[0] if told and after[0].lower_ == "of" else None


def coordinated(noun: Token) -> list[Token]:
    """ "drones and missiles" under one figure; a conjunct with a figure of its own is another claim."""
    found = [noun]
    for child in noun.conjuncts if noun.dep_ != "conj" else ():
        own = any(token.dep_ in {"nummod", "det", "poss"} or token.like_num for token in child.children)
        plain = child.pos_ == "NOUN" and child.tag_ == noun.tag_ and child.i - found[-1].i <= 3
        if own or not plain:
            break
        found.append(child)
    return found


def compound(noun: Token) -> str:
    """The noun with the nouns that stand before it: "apartment buildings"."""
    words = [
        token
        for token in noun.lefts
        if token.dep_ == "compound" and token.pos_ == "NOUN" and noun.i - token.i <= 3 and not token.like_num
        and token.doc[max(token.i - 1, 0)].text != "-" and token.ent_type_ not in {"DATE", "TIME"}
    ]  # fmt: skip
    return " ".join(token.lower_ if token.pos_ == "NOUN" else token.text for token in (*words, noun))


def modifiers(noun: Token, figure: Figure) -> tuple[str, ...]:
    """Adjectives and names before a noun: "Ukrainian", "long-range"."""
    kinds = {"amod", "compound", "nmod", "poss"}
    words: list[str] = []
    for token in noun.lefts:
        if token.dep_ in kinds and token.idx >= figure.end and not token.like_num:
            left = token.left_edge if token.left_edge.idx >= figure.end else token
            words.append(token.doc[left.i : token.i + 1].text)
    return tuple(words)


def group(noun: Token) -> str | None:
    """ "children among the dead": the set that is counted within."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in {"among", "amongst"}:
            within = next((token for token in child.children if token.dep_ == "pobj"), None)
            return phrase(within) if within is not None and within.pos_ != "PRON" else None
        if child.lower_ == "aboard" or (
            child.lower_ == "on" and any(inner.lower_ == "board" for inner in child.children)
        ):
            return ABOARD
    following = noun.doc[noun.i + 1 : noun.i + 5].text.lower()
    if following.startswith(("on board", "aboard", "were on board", "were aboard", "was on board")):
        return ABOARD
    return None


def _opens(word: Token, noun: Token) -> bool:
    """Articles, and a day run into the phrase: "On Monday Ukraine's air force"."""
    dated = word.ent_type_ in {"DATE", "TIME"} and noun.ent_type_ not in {"DATE", "TIME"} and word.text.istitle()
    alone = dated and word.lower_ in _DAYS and word.nbor().text not in {"'s", "’s"}
    return word.is_space or word.lower_ in {"the", "a", "an"} or alone


_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday".split())


def phrase(token: Token) -> str:
    """A noun with what stands before it in its phrase, relative clauses left out."""
    left = token.left_edge.i
    for at in range(token.i - 1, left - 1, -1):
        if token.doc[at].text in _BRACKETS or "\n" in token.doc[at].text:
            left = at + 1
            break
    while left < token.i and _opens(token.doc[left], token):
        left += 1
    return " ".join(token.doc[left : token.i + 1].text.split())


def bracket(text: str) -> bool:
    """True where a text opens or closes a bracket."""
    return any(sign in _BRACKETS for sign in text)
