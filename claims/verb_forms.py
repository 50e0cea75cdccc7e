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
    particle = next((child for child in verb.children if child.dep_ == "prt"), None)
    if particle is None or (particle.lower_ == "off" and _led_to_a_place(particle, verb)):
        return None
    return particle.lower_


def _led_to_a_place(particle: Token, verb: Token) -> bool:
    """ "Twelve drowned off Tobruk": where it was, unlike "laid off Boeing staff"."""
    named = particle.i + 1 < len(particle.doc) and particle.nbor().text[:1].isupper()
    return named and not any(child.dep_ == "dobj" and child.i != particle.i + 1 for child in verb.children)


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
    "arise": "arisen", "awake": "awoken", "bear": "borne", "beat": "beaten", "become": "become", "begin": "begun",
    "bend": "bent", "bet": "bet", "bind": "bound", "bite": "bitten", "bleed": "bled", "blow": "blown",
    "break": "broken", "breed": "bred", "bring": "brought", "build": "built", "burn": "burnt", "burst": "burst",
    "buy": "bought", "cast": "cast", "catch": "caught", "choose": "chosen", "cling": "clung", "come": "come",
    "cost": "cost", "creep": "crept", "cut": "cut", "deal": "dealt", "die": "died", "dig": "dug", "do": "done",
    "down": "downed", "draw": "drawn", "drink": "drunk", "drive": "driven", "drop": "dropped", "eat": "eaten",
    "fall": "fallen", "feed": "fed", "feel": "felt", "fight": "fought", "find": "found", "fire": "fired",
    "flee": "fled", "fly": "flown", "forbid": "forbidden", "forecast": "forecast", "forget": "forgotten",
    "freeze": "frozen", "get": "got", "give": "given", "go": "gone", "grind": "ground", "grow": "grown",
    "hang": "hung", "have": "had", "hear": "heard", "hide": "hidden", "hit": "hit", "hold": "held", "hurt": "hurt",
    "keep": "kept", "know": "known", "launch": "launched", "lay": "laid", "lead": "led", "leave": "left",
    "lend": "lent", "let": "let", "light": "lit", "lose": "lost", "make": "made", "mean": "meant", "meet": "met",
    "overcome": "overcome", "overtake": "overtaken", "pay": "paid", "put": "put", "quit": "quit", "read": "read",
    "ride": "ridden", "ring": "rung", "rise": "risen", "run": "run", "say": "said", "see": "seen", "seek": "sought",
    "sell": "sold", "send": "sent", "set": "set", "shake": "shaken", "shed": "shed", "shine": "shone",
    "shoot": "shot", "shoot down": "shot down", "show": "shown", "shrink": "shrunk", "shut": "shut", "sing": "sung",
    "sink": "sunk", "sit": "sat", "sleep": "slept", "slide": "slid", "speak": "spoken", "spend": "spent",
    "spin": "spun", "split": "split", "spread": "spread", "stand": "stood", "steal": "stolen", "stick": "stuck",
    "sting": "stung", "strike": "struck", "strive": "striven", "swear": "sworn", "sweep": "swept", "swim": "swum",
    "swing": "swung", "take": "taken", "teach": "taught", "tear": "torn", "tell": "told", "think": "thought",
    "throw": "thrown", "undergo": "undergone", "understand": "understood", "upset": "upset", "wear": "worn",
    "weave": "woven", "win": "won", "withdraw": "withdrawn", "write": "written",
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
