"""How a place name is written down for look-up: "Odesa", "ODESA" and "Odésa" are one key."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "ß": "ss",
        "ı": "i",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ə": "a",
        "ǝ": "a",
    }
    | dict.fromkeys("'\u2019\u2018\u02bc\u02bb`\u00b4.,", None)
    | dict.fromkeys("-\u2010\u2011\u2012\u2013\u00a0\n\t", " ")
)
_FIRST_WORDS = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """Small letters without accents, apostrophes and stops; hyphens are spaces, "St." is "Saint"."""
    if name.isascii():
        plain = name
    else:
        plain = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    words = plain.casefold().translate(_LETTERS).split()
    if len(words) > 1 and words[0] in _FIRST_WORDS:
        words[0] = _FIRST_WORDS[words[0]]
    return " ".join(words)
