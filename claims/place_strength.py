"""How surely a name is a place where it stands: the words on either side decide, then its part in the sentence.

spaCy's entity labels are no guide here ("Sumy" an organisation, "Kramatorsk" a product); only its parts of
speech and dependencies are used, and the words before those.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from claims.gazetteer import Named, table
from claims.place_names import name_key
from claims.place_words import (
    ACTOR_OF,
    AREA_NOUNS,
    CALENDAR,
    COMPASS,
    FILLERS,
    LOCAL_NAMES,
    PLACE_NOUNS,
    PRESSED_ON,
    SITE_NAMES,
    SITE_NOUNS,
    SITE_OF,
    SITE_VERBS,
    SPEECH_VERBS,
    STATISTICS,
    STRONG_PREPOSITIONS,
    TARGET_VERBS,
    TITLES,
    WEAK_PREPOSITIONS,
    demonyms,
)

Strength = Literal["strong", "weak", "actor", "none"]

_LOOK_LEFT = 9
_DASHES = frozenset("-\u2013\u2014")


@dataclass(slots=True)
class Mention:
    """A name that is in the gazetteer, `doc[first:last]`, with the noun after it ("Sumy" "region").

    `eponym` marks a name that a fire or a storm bears: "the Eaton fire" need not be in Eaton.
    """

    first: int
    last: int
    named: tuple[Named, ...]
    strength: Strength = "none"
    noun: str | None = None
    linked: bool = False
    preposition: str = ""
    container: Mention | None = None
    certain: bool = False
    shared_noun: bool = False
    eponym: bool = False

    @property
    def end(self) -> int:
        """Token after the name and its noun, and after the place named as holding it."""
        if self.container:
            return self.container.end
        return self.last + (self.noun is not None and not self.shared_noun)


def strength_of(doc: Doc, mention: Mention, before: Mention | None, titled: set[int]) -> Strength:
    """Strong or weak for a place, "actor" for a government, "none" for people, papers and the rest."""
    linked = _linked(doc, mention, before)
    mention.eponym = _names_disaster(doc, mention)
    if _hyphenated(doc, mention) or (mention.first not in titled and _within_name(doc, mention)):
        return "none"
    if _dateline(doc, mention):
        mention.certain = True
        return "strong"
    if mention.noun and mention.noun not in ("state", "states", "territory"):
        return "strong"
    if _acts(mention) and (_possessive(doc, mention) or modifies(doc, mention)):
        return "strong" if _measured(doc, mention) else "actor"
    lead = linked or _lead(doc, mention)
    if lead != "none":
        return lead
    if mention.noun:
        return "strong"
    return _role(doc, mention)


def _names_disaster(doc: Doc, mention: Mention) -> bool:
    """ "the Eaton fire", "the Palisades and Eaton fires", "Tropical Storm Vienna"."""
    before = [token.lower_ for token in doc[max(0, mention.first - 4) : mention.first]]
    if before and before[-1] in _STORMS:
        return True
    at = mention.last
    while at < len(doc) and at < mention.last + 5 and (doc[at].text[:1].isupper() or doc[at].lower_ in {",", "and"}):
        at += 1
    if at >= len(doc) or doc[at].text not in _FIRES:
        return False
    return "the" in before or (mention.first > 0 and doc[mention.first].is_sent_start is True and "and" not in before)


_FIRES = frozenset("fire fires wildfire wildfires blaze bushfire bushfires hurricane cyclone typhoon storm".split())
_STORMS = frozenset("hurricane cyclone typhoon storm".split())


def _within_name(doc: Doc, mention: Mention) -> bool:
    """Part of a longer name: "Paris Hilton", "Boston Globe", "Mayor Lincoln", "Michael Jordan"."""
    if mention.last < len(doc):
        right = doc[mention.last]
        if right.text[:1].isupper() and right.is_alpha and not right.is_sent_start:
            allowed = right.text in SITE_NAMES or name_key(right.text) in demonyms() or right.lower_ in PLACE_NOUNS
            allowed = allowed or right.text in LOCAL_NAMES
            if not allowed and right.lower_ not in CALENDAR:
                return True
        if right.text == "-" and mention.last + 1 < len(doc) and doc[mention.last + 1].text[:1].isupper():
            return False
    if mention.first == 0:
        return False
    left = doc[mention.first - 1]
    if left.lower_.rstrip(".") in TITLES and left.text[:1].isupper():
        return True
    if not left.is_alpha or not left.text[:1].isupper() or doc[mention.first].is_sent_start:
        return False
    plain = left.lower_ in COMPASS or left.lower_ in FILLERS or name_key(left.text) in demonyms()
    if plain or left.is_stop or left.lower_ in STRONG_PREPOSITIONS or left.lower_ in WEAK_PREPOSITIONS:
        return False
    return left.pos_ == "PROPN" or not left.is_sent_start


def _lead(doc: Doc, mention: Mention) -> Strength:
    """What the words before the name say: "in", "the northern city of", "the capital,", "Kharkiv and"."""
    index, stop, place_noun = mention.first - 1, max(-1, mention.first - _LOOK_LEFT), False
    while index > stop and not doc[index + 1].is_sent_start:
        word = doc[index].lower_
        if word == "," and index and doc[index - 1].lower_ in PLACE_NOUNS:
            return "strong"
        if word == "of":
            mention.certain = place_noun
            return "strong" if place_noun else _after_of(doc, index)
        if word in PLACE_NOUNS:
            place_noun = True
        elif word in STRONG_PREPOSITIONS:
            mention.preposition = word
            return "strong"
        elif word in WEAK_PREPOSITIONS:
            mention.preposition = word
            return _after_weak(doc, index, place_noun)
        elif word not in FILLERS and name_key(word) not in demonyms():
            break
        if index and doc[index - 1].lower_ == "of" and word in ("city", "town", "village", "capital"):
            place_noun = True
        index -= 1
    return "strong" if place_noun and doc[mention.first - 1].lower_ in PLACE_NOUNS else "none"


def _after_weak(doc: Doc, index: int, place_noun: bool) -> Strength:
    word = doc[index].lower_
    if word in ("and", "or"):
        return "none"
    if word == "on" and index and doc[index - 1].lower_ in PRESSED_ON:
        return "none"
    if word == "to" and index and doc[index - 1].lower_ in ("according", "thanks", "due", "belonging", "loyal"):
        return "none"
    return "strong" if place_noun else "weak"


def _after_of(doc: Doc, index: int) -> Strength:
    if index == 0:
        return "weak"
    head = doc[index - 1]
    if head.lower_ in SITE_OF or head.lower_ in PLACE_NOUNS:
        return "strong"
    if head.lower_ in ACTOR_OF or (head.text[:1].isupper() and head.pos_ == "PROPN" and not head.is_sent_start):
        return "none"
    return "weak"


def _linked(doc: Doc, mention: Mention, before: Mention | None) -> Strength | None:
    """The strength of the name before, where both stand in one list."""
    if before is None or mention.first - before.end not in (1, 2) or before.strength in ("none", "actor"):
        return None
    gap = [token.lower_ for token in doc[before.end : mention.first]]
    if gap in (["and"], ["or"], [","], [",", "and"], [",", "or"], ["to"], ["&"]):
        mention.linked, mention.preposition = True, before.preposition
        return before.strength
    return None


def _dateline(doc: Doc, mention: Mention) -> bool:
    """Tell "KYIV (Reuters) -" or "GAZA CITY, Gaza Strip —" at the start of a line."""
    if mention.first and "\n" not in doc[mention.first - 1].text:
        return False
    after = doc[mention.end : mention.end + 6].text
    if after[:1] in _DASHES or (after[:1] == "(" and ")" in after):
        return True
    return after[:1] == "," and any(dash in after for dash in ("\u2014", "\u2013", " - "))


def _role(doc: Doc, mention: Mention) -> Strength:
    """What the name does in its sentence, where no preposition tells."""
    root = _root(doc, mention)
    head, role = root.head, root.dep_
    if _possessive(doc, mention):
        return "weak"
    if mention.last < len(doc) and doc[mention.last].text in LOCAL_NAMES:
        return "actor" if _acts(mention) else "weak"
    if role in ("compound", "nmod", "amod") and head.i >= mention.last:
        if head.lower_ in SITE_NOUNS or head.text in SITE_NAMES:
            return "strong"
        return "actor" if _acts(mention) or head.text[:1].isupper() else "weak"
    if role in ("dobj", "obj") and head.lemma_.lower() in TARGET_VERBS:
        return "strong"
    if role in ("nsubjpass", "nsubj:pass") and not _acts(mention):
        return "weak"
    if role == "nsubj":
        return _subject_role(mention, head)
    if role == "appos" and head.lower_ in PLACE_NOUNS:
        return "strong"
    if role == "npadvmod":
        return "weak"
    if mention.last < len(doc) and doc[mention.last].lower_ in ("in", "near") and not _acts(mention):
        return "weak"
    return "actor" if _acts(mention) else "none"


def _subject_role(mention: Mention, verb: Token) -> Strength:
    if verb.lemma_ in RECORDING_VERBS:
        return "strong"
    acts = verb.lemma_ in SPEECH_VERBS or (_acts(mention) and verb.lemma_ not in SITE_VERBS)
    return "actor" if acts else "weak"


RECORDING_VERBS = frozenset("record register log confirm".split())


def _measured(doc: Doc, mention: Mention) -> bool:
    """ "Germany's gas storage", "US inflation": a figure of a country, not an act of its government."""
    for token in doc[mention.last : mention.last + 6]:
        if token.lemma_.lower() in STATISTICS:
            return True
        if token.pos_ not in ("NOUN", "ADJ", "PART", "NUM") and not _apostrophe(token):
            return False
    return False


def _hyphenated(doc: Doc, mention: Mention) -> bool:
    """Half of a word: "US-led", "Detroit-based"; and the name of a group, "Iraq and the Levant"."""
    after = doc[mention.last : mention.last + 3]
    if len(after) > 1 and after[0].text == "-" and not doc[mention.last - 1].whitespace_ and not after[0].whitespace_:
        return after[1].text[:1].islower() and after[1].lower_ not in AREA_NOUNS
    return after.text.lower() == "and the levant"


def modifies(doc: Doc, mention: Mention) -> bool:
    """Whose airstrikes: "US airstrikes", "the Damascus government"; not "a Damascus suburb"."""
    root = _root(doc, mention)
    if root.dep_ not in ("compound", "nmod", "amod") or not mention.last <= root.head.i < mention.last + 4:
        return False
    if any(token.is_punct for token in doc[mention.last : root.head.i]):
        return False
    return root.head.lower_ not in SITE_NOUNS and root.head.text not in SITE_NAMES


def _possessive(doc: Doc, mention: Mention) -> bool:
    return mention.last < len(doc) and _apostrophe(doc[mention.last])


def _apostrophe(token: Token) -> bool:
    return token.text in ("'s", "\u2019s", "\u2018s", "'", "\u2019")


def _root(doc: Doc, mention: Mention) -> Token:
    return doc[mention.first : mention.last].root


def _acts(mention: Mention) -> bool:
    """Countries and capitals stand for their governments: "Moscow said" is no place."""
    best = max(mention.named, key=lambda named: named.entry.population).entry
    if best.feature == "country":
        return True
    country = table().curated(best.country)
    return bool(country and country.capital == best.id)
