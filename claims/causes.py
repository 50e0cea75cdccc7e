"""What brought a thing about, by the words of its sentence: a bus crash is not a gas explosion."""

from __future__ import annotations

import re
from functools import lru_cache

_WORDS = {
    "crash": "crash crashed crashes collision collided derailed derailment overturned plunged pile-up",
    "quake": "earthquake quake tremor aftershock earthquakes",
    "weather": "flood floods flooding storm storms hurricane cyclone typhoon tornado rains rainstorm landslide "
    "mudslide landslides avalanche blizzard heatwave lightning monsoon",
    "blast": "explosion explosions exploded blast blew",
    "fire": "fire blaze fires wildfire wildfires",
    "bomb": "bomb bombing bomber bombers",
    "shots": "gunman gunmen shooting shootout sniper",
    "knife": "stabbing stabbed knifeman knife",
    "strike": "airstrike airstrikes missile missiles drone drones shelling rocket rockets artillery",
    "collapse": "collapse collapsed collapses",
    "crush": "stampede",
    "disease": "outbreak cholera measles ebola dengue malaria epidemic virus",
}
_CAUSES = {word: cause for cause, words in _WORDS.items() for word in words.split()}
_ANY = frozenset("attack attacks attacked assault raid violence clash clashes unrest war fighting accident".split())
"""Words that leave open which of several causes it was."""
_MAY_BE_ONE = frozenset(
    frozenset(pair)
    for pair in (
        ("blast", "fire"), ("blast", "bomb"), ("blast", "strike"), ("blast", "collapse"), ("fire", "collapse"),
        ("fire", "strike"), ("fire", "bomb"), ("fire", "quake"), ("quake", "weather"),
        ("quake", "collapse"), ("weather", "collapse"), ("weather", "crash"), ("strike", "collapse"),
        ("strike", "bomb"), ("bomb", "collapse"), ("crush", "fire"), ("crush", "collapse"), ("fire", "weather"),
        ("crash", "collapse"), ("crash", "strike"),
    )
)  # fmt: skip
"""A storm brings landslides, a quake brings houses down, a blast starts a fire."""
_WORD = re.compile(r"[a-z][a-z-]+")


def other_cause(one: str, other: str) -> bool:
    """True where both sentences name what it was, and no two of the causes named can be one event."""
    first, second = _causes(one), _causes(other)
    if not first or not second or first & second:
        return False
    return not any(frozenset({x, y}) in _MAY_BE_ONE for x in first for y in second)


@lru_cache(maxsize=20_000)
def _causes(sentence: str) -> frozenset[str]:
    words = _WORD.findall(sentence.lower())
    if not _ANY.isdisjoint(words):
        return frozenset()
    return frozenset(_CAUSES[word] for word in words if word in _CAUSES)
