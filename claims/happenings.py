"""What is known of one event that befell what is counted, and the words that tell an event by themselves."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

# Adjectives and nouns that tell the event themselves: "ten dead", "18 missing", "12 arrests".
NOMINAL_EVENTS = {
    "dead": "die", "death": "die", "fatality": "die", "killing": "kill", "wounded": "wound", "injured": "injure",
    "injury": "injure", "hurt": "hurt", "missing": "missing", "arrest": "arrest", "homeless": "displace",
    "displaced": "displace", "detention": "detain", "detainee": "detain", "evacuee": "evacuate", "infected": "infect",
    "infection": "infect", "hospitalised": "hospitalise", "hospitalized": "hospitalise", "fallen": "die",
    "rescued": "rescue", "evacuated": "evacuate", "trapped": "trap", "deceased": "die", "unaccounted": "missing",
    "killed": "kill", "detained": "detain", "arrested": "arrest", "stranded": "strand", "evacuation": "evacuate",
    "toll": "die", "survivor": "survive",
}  # fmt: skip
PARTICIPLES = {
    "killed": "kill", "hurt": "hurt", "arrested": "arrest", "detained": "detain", "rescued": "rescue",
    "evacuated": "evacuate", "wounded": "wound", "injured": "injure", "trapped": "trap", "shot": "shoot",
    "stabbed": "stab", "slain": "kill", "hospitalized": "hospitalise", "hospitalised": "hospitalise",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Happening:
    """An event with its verb token (or the noun that tells it), actor and target as tokens."""

    lemma: str
    token: Token
    word: str
    actor: Token | None = None
    target: Token | None = None
