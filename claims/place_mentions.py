"""Where a text names what the gazetteer knows, the nouns after it, and the places said to hold it."""

from __future__ import annotations

from spacy.tokens import Doc

from claims.gazetteer import Named, table
from claims.place_names import name_key
from claims.place_strength import Mention, modifies, strength_of
from claims.place_words import AREA_NOUNS, CITY_NOUNS, LEADING_THE, REGION_NOUNS, demonyms

_LONGEST_NAME = 5
_ACRONYMS = frozenset("US UK USA UAE DRC DPRK PNG USSR CAR".split())
_TITLE_CASE = 0.6


def scan(doc: Doc) -> list[Mention]:
    """Every name of the gazetteer in order and apart, the longest first, with its strength."""
    mentions: list[Mention] = []
    capital = [token.text[:1].isupper() for token in doc]
    position, count = 0, len(doc)
    while position < count:
        found = _longest(doc, position) if capital[position] else None
        if found is None:
            position += 1
            continue
        mentions.append(found)
        position = found.last
    titled = _title_case(doc)
    for number, mention in enumerate(mentions):
        _read_noun(doc, mention)
        before = mentions[number - 1] if number else None
        mention.strength = strength_of(doc, mention, before, titled)
    _share_plural_nouns(doc, mentions)
    return mentions


def _longest(doc: Doc, first: int) -> Mention | None:
    token = doc[first]
    if not token.text[:1].isupper() or token.is_stop and token.lower_ not in ("us", "the"):
        return None
    for last in range(min(first + _LONGEST_NAME, len(doc)), first, -1):
        end = doc[last - 1]
        if not end.text[:1].isalnum() or not (end.text[0].isupper() or last == first + 1 or end.text[0].isdigit()):
            continue
        text = doc[first:last].text
        if "\n" in text or "," in text:
            continue
        key = name_key(text)
        if token.lower_ == "the" and key not in LEADING_THE:
            continue
        named = _known(text, key)
        if named:
            return Mention(first, last, named)
    return None


def _known(text: str, key: str) -> tuple[Named, ...]:
    """The places of this name; capitals of two or three letters are countries or nothing."""
    if len(key) < 2 or key in demonyms():
        return ()
    named = tuple(entry for entry in table().named(key) if entry.mark != "^")
    if text.replace(".", "").isupper() and len(key) <= 4 and (len(key) < 4 or "." in text or text in _ACRONYMS):
        if text.replace(".", "") not in _ACRONYMS and len(key) < 4:
            return ()
        return tuple(entry for entry in named if entry.entry.feature == "country") or named[: len(key) == 4]
    if len(key) < 3:
        return ()
    return named


def container_after(doc: Doc, mention: Mention) -> Mention | None:
    """The place after a comma: "Texas" in "Paris, Texas", "Ill." or "IL" after "Springfield"."""
    comma = mention.end
    if comma + 1 >= len(doc) or doc[comma].text != ",":
        return None
    token = doc[comma + 1]
    end = comma + 2
    short = table().curated(f"US.{token.text}") if len(token) == 2 and token.text.isupper() else None
    if short:
        return Mention(comma + 1, end, (Named(short, "^"),), "strong")
    abbreviated = [entry for entry in table().named(name_key(token.text)) if entry.mark == "^"]
    if abbreviated and token.text[0].isupper():
        end += (
            end < len(doc)
            and doc[end].text == "."
            and not token.text.endswith(".")
            and doc[end].idx == token.idx + len(token)
        )
        return Mention(comma + 1, end, tuple(abbreviated), "strong")
    found = _longest(doc, comma + 1)
    if found is None or modifies(doc, found):
        return None
    _read_noun(doc, found)
    found.strength = "strong"
    return found


def _read_noun(doc: Doc, mention: Mention) -> None:
    if mention.last < len(doc):
        word = doc[mention.last].lower_
        if word in REGION_NOUNS or word in AREA_NOUNS or word in CITY_NOUNS:
            if word in ("state", "states", "county", "republic") and doc[mention.last].pos_ not in (
                "NOUN",
                "PROPN",
            ):
                return
            mention.noun = word


def _share_plural_nouns(doc: Doc, mentions: list[Mention]) -> None:
    """Give a plural noun to all before it: "Donetsk, Kharkiv and Sumy regions"."""
    for number in range(len(mentions) - 1, 0, -1):
        mention, before = mentions[number], mentions[number - 1]
        if mention.noun and mention.noun.endswith("s") and mention.linked and before.noun is None:
            before.noun, before.shared_noun = mention.noun, True
            before.strength = "strong"


def _title_case(doc: Doc) -> set[int]:
    """Tokens of headlines whose words are mostly capitalised, where a capital tells nothing.

    A headline has no full stop: "Winds in the San Gabriel Mountains reached Pasadena on Tuesday." is full of names.
    """
    inside: set[int] = set()
    for sentence in doc.sents if doc.has_annotation("SENT_START") else [doc[:]]:
        words = [token for token in sentence if token.is_alpha and len(token) > 3]
        closing = next((token.text for token in reversed(sentence) if not token.is_space), "")
        if closing == ".":
            continue
        if len(words) >= 4 and sum(token.text[0].isupper() for token in words) >= _TITLE_CASE * len(words):
            inside.update(token.i for token in sentence)
    return inside
