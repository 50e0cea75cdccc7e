"""Verbs by their forms: lemma with particle ("shoot down"), and participle ("shot down")."""

from __future__ import annotations

from spacy.tokens import Token

_LEMMAS = {"fin": "fine", "ax": "axe", "fells": "fell", "wound up": "wind up"}
"""Lemmas that the lemmatiser gets wrong."""


def _particle(verb: Token) -> str | None:
    """The "down" of "shot down", where the parse has it as a particle or right behind."""
    after = verb.doc[verb.i + 1].lower_ if verb.i + 1 < len(verb.doc) else ""
    if after == "down" and verb.lemma_ in {"shoot", "bring", "take"}:
        return after
    return next((child.lower_ for child in verb.children if child.dep_ == "prt"), None)


def verb_lemma(verb: Token) -> str:
    """The lemma with its particle: "shoot down"."""
    particle = _particle(verb)
    lemma = _LEMMAS.get(verb.lemma_.lower(), verb.lemma_.lower())
    return f"{lemma} {particle}" if particle else lemma


def spoken(verb: Token) -> str:
    """The participle with its particle: "brought down"."""
    particle = _particle(verb)
    return f"{participle(verb)} {particle}" if particle else participle(verb)


_IRREGULAR = {
    "bring": "brought", "find": "found", "hide": "hidden", "steal": "stolen", "seek": "sought", "send": "sent",
    "make": "made", "lead": "led", "get": "got", "go": "gone", "break": "broken", "burn": "burnt", "beat": "beaten",
    "hit": "hit", "lose": "lost", "shoot": "shot", "shoot down": "shot down", "die": "died", "hurt": "hurt",
    "fire": "fired", "launch": "launched", "leave": "left", "win": "won", "build": "built", "sell": "sold",
    "buy": "bought", "hold": "held", "take": "taken", "give": "given", "see": "seen", "set": "set",
    "down": "downed", "fly": "flown", "put": "put", "cut": "cut", "strike": "struck", "drop": "dropped",
}  # fmt: skip


def participle(verb: Token) -> str:
    """The past participle, for "people wounded"."""
    lemma = verb.lemma_.lower()
    if verb.tag_ in {"VBN", "VBD"} and verb.tag_ == "VBN":
        return verb.lower_
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma in {"jam", "stop", "stab", "shop", "rob", "drop", "grab", "trap", "ban", "plan", "ship", "strap", "skip"}:
        return lemma + lemma[-1] + "ed"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ied"
    return lemma + "ed"
