"""States that people are in, told in many words: without power, in shelters, hurt or dead by an object."""

from __future__ import annotations

from spacy.tokens import Token

from claims.happenings import Happening
from claims.verb_arguments import SUBJECTS, object_of, subject_of

_SUPPLIES = frozenset("power electricity".split())


def plight_of(noun: Token) -> Happening | None:
    """What state those counted are in, where more than one word tells it."""
    return _powerless(noun) or _sheltered(noun)


def _powerless(noun: Token) -> Happening | None:
    """ "6,000 homes were without power", "cut power to 400,000 customers", "customers lost electricity"."""
    if noun.dep_ == "pobj" and noun.head.lower_ in {"to", "for"} and noun.head.head.lower_ in _SUPPLIES | {"out"}:
        return Happening("lose power", noun.head.head, "without power")
    verb = noun.head
    if noun.dep_ == "pobj" and verb.lower_ in {"to", "for"} and verb.head.pos_ == "VERB":
        cut = object_of(verb.head)
        if cut is not None and cut.lower_ in _SUPPLIES and verb.head.lemma_ in _SEVERING:
            return Happening("lose power", verb.head, "without power", subject_of(verb.head))
    for child in (*noun.children, *(verb.children if noun.dep_ in SUBJECTS | {"dobj"} else ())):
        if child.lower_ == "without" and any(supply.lower_ in _SUPPLIES for supply in child.children):
            return Happening("lose power", child, "without power")
    return None


_SEVERING = frozenset("cut knock sever lose interrupt disrupt shut".split())


def _sheltered(noun: Token) -> Happening | None:
    """ "about 32,000 people were in shelters", "in the camps 28,200 people sleep": they have been driven out."""
    verb = noun.head
    if noun.dep_ not in SUBJECTS | {"attr"} or verb.lemma_ not in _STAYING:
        return None
    for child in (*noun.children, *verb.children):
        if child.lower_ in {"in", "at"} and child.dep_ == "prep":
            where = next((token for token in child.children if token.dep_ == "pobj"), None)
            if where is not None and where.lemma_.lower() in _SHELTERS and _for_refuge(where):
                return Happening("displace", where, "in shelters")
    return None


def _for_refuge(where: Token) -> bool:
    """A centre or a camp is a refuge only where its name says so: "evacuation centres", "displacement camps"."""
    if where.lemma_.lower() == "shelter":
        return True
    return any(child.lower_ in _REFUGE for child in where.children)


_STAYING = frozenset("be sleep stay live remain shelter house spend crowd seek".split())
_SHELTERS = frozenset("shelter centre center camp accommodation housing tent".split())
_REFUGE = frozenset("evacuation evacuee relief refuge displacement refugee emergency temporary reception".split())


def harmed(verb: Token) -> Happening | None:
    """ "50 people lost their lives", "100 others sustained injuries": the object tells what happened."""
    harm = object_of(verb)
    if harm is None:
        return None
    if verb.lemma_ == "lose" and harm.lemma_ == "life":
        return Happening("die", verb, "died")
    if verb.lemma_ == "lose" and harm.lower_ in _SUPPLIES:
        return Happening("lose power", verb, "without power")
    if verb.lemma_ in {"sustain", "suffer", "receive"} and harm.lemma_ in {"injury", "wound", "burn"}:
        return Happening("injure", verb, "injured")
    return None
