"""Names of people, states and offices compared: Moscow speaks for Russia, Zelensky is Zelenskyy.

Word lists are in resources/names.json, which names its sources.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import Literal

from claims.lexicon import resource
from claims.types import Attribution

NameRelation = Literal["same", "different", "unknown"]

_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")
_POSSESSIVE = re.compile(r"'s\b|(?<=s)'(?!\w)")
_ALIKE = 0.8
_FIRST_NAMES = 0.6
"""Alexander and Oleksandr are 0.67 alike; Artem and Ivan 0.22."""
"""Goncharenko and Honcharenko are 0.91 alike, Zelensky and Zelenskyy 0.94; Kobzar and Kozak 0.73."""


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Lower case without accents or possessives: "Türkiye’s" is "turkiye"."""
    lowered = text.lower().replace("’", "'").replace("‘", "'")
    if not lowered.isascii():
        letters = unicodedata.normalize("NFKD", lowered)
        lowered = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _POSSESSIVE.sub("", lowered) if "'" in lowered else lowered


@cache
def _country_words() -> dict[str, str]:
    table = resource("names")["countries"]
    return {plain(word): code for code, words in table.items() for word in words}


@cache
def _country_pattern() -> re.Pattern[str]:
    longest = sorted(_country_words(), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)")


@lru_cache(maxsize=50_000)
def countries(text: str) -> frozenset[str]:
    """Every state that a wording names: "the Russian army" is {RU}, "the Kremlin" too."""
    cleaned = plain(text)
    if re.fullmatch(r"us", cleaned) and text != "US":
        return frozenset()
    return frozenset(_country_words()[found] for found in _country_pattern().findall(cleaned))


@cache
def words(text: str) -> tuple[str, ...]:
    """The words that carry a name: titles and articles dropped, each state as its code."""
    swapped = _country_pattern().sub(lambda found: _country_words()[found.group()], plain(text))
    listed = resource("names")
    dropped = {*listed["titles"], *listed["stop"]}
    return tuple(word.rstrip(".") for word in _WORD.findall(swapped) if word.rstrip(".") not in dropped)


def alike(a: str, b: str) -> bool:
    """True for two spellings of one word: "Zelensky" and "Zelenskyy", "Kharkov" and "Kharkiv"."""
    return a == b or (min(len(a), len(b)) > 3 and _may_be_alike(a, b) and _likeness(a, b) >= _ALIKE)


def _may_be_alike(a: str, b: str) -> bool:
    """False where too few letters are common to both, in whatever order: far sooner known than the likeness."""
    common = sum(min(a.count(letter), b.count(letter)) for letter in set(a))
    return 2.0 * common / (len(a) + len(b)) >= _ALIKE


@lru_cache(maxsize=20_000)
def _likeness(a: str, b: str) -> float:
    return SequenceMatcher(None, min(a, b), max(a, b)).ratio()


@cache
def name_relation(a: str, b: str) -> NameRelation:
    """Do two wordings name one person, office or state? Symmetric.

    "acting Mayor Artem Kobzar" and "Kobzar" are the same; "Russia" and "Ukraine's air force" differ;
    "officials" settles nothing.
    """
    first, second = words(a), words(b)
    if not first or not second:
        return "unknown"
    if set(first) == set(second):
        return "same"
    states_a, states_b = countries(a), countries(b)
    if states_a and states_b and not states_a & states_b:
        return "different"
    shorter, longer = sorted((first, second), key=lambda name: (len(name), name))
    if all(any(alike(word, other) for other in longer) for word in shorter):
        proper = is_named(a) and is_named(b) and any(word not in _codes() for word in shorter)
        return "same" if proper and alike(shorter[-1], longer[-1]) else "unknown"
    if alike(first[-1], second[-1]):
        whole = len(first) > 1 and len(second) > 1
        return "same" if whole and _first_names(first[0], second[0]) else "unknown"
    return "different"


def one_source(a: Attribution, b: Attribution) -> bool:
    """True where two reports of one event name one source: by its name, or both no more than "police".

    "The governor" and "governor Oleh Kiper" are one; "officials" and "the health ministry" are two.
    """
    if name_relation(a.source, b.source) == "same":
        return True
    first, second = (frozenset(_WORD.findall(plain(each.source))) - _ARTICLES for each in (a, b))
    if first == second:
        return True
    for office, holder in ((a, b), (b, a)):
        told = frozenset(_WORD.findall(plain(holder.text)))
        if not is_named(office.source) and (frozenset(_WORD.findall(plain(office.source))) - _ARTICLES) <= told:
            return True
    return False


_ARTICLES = frozenset({"the", "a", "an"})


def _first_names(a: str, b: str) -> bool:
    return _likeness(a, b) >= _FIRST_NAMES


@cache
def _codes() -> frozenset[str]:
    return frozenset(resource("names")["countries"])


@cache
def is_named(text: str) -> bool:
    """True where a wording holds a proper name beyond articles and titles: "Umerov", not "the minister"."""
    first_word = re.sub(r"^(?:the|a|an)\s+", "", text.strip(), flags=re.IGNORECASE)
    capitals = re.findall(r"(?<!\w)[A-Z][\w'’.-]+", first_word)
    return any(words(capital) for capital in capitals)
