"""What stands around the figures of two reports: words, weighed by how rare and how near they are, and names.

Words are weighed by how rare they are in the two reports (Spärck Jones, 1972, "A statistical interpretation of term
specificity") and by how near they stand to the figure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt

from claims.kinship import Kinship
from claims.lexicon import word_class
from claims.names import plain
from claims.profiles import Profile

_TOKEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_NAME = re.compile(r"(?<![\w.])[A-Z][\w'’&-]+")
_NEAR = 6
"""Words from the figure at which a word counts half."""
_BREAK = re.compile(r"[;:]|, (?:and|but|while|as|which|who|after|against|up|down|from)\b|\b(?:after|against)\b")
_EMPTY = frozenset(
    """the a an of in on at to for from by with and or as that this these those it its he she they his her their was
    were is are be been being has have had will would said says say after before into over about than more not no but
    who which also there them then when while where some all other others""".split()
)
_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december""".split()
)
MOST = 4.0
"""The most that a kinship or a figure counts, in its own measure."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Two reports side by side: how surely they are kin, and what stands around each figure, by the claims' ids.

    `around` holds the words around a figure, each weighed by how rare it is in both reports and how near it stands,
    with the length of that vector; `named` those of its names that stand in both, the nearest first.
    """

    kin: Kinship
    around: Mapping[str, tuple[Mapping[str, float], float]]
    named: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, kin: Kinship, one: Iterable[Profile], other: Iterable[Profile]) -> Setting:
        """From the sentences of both reports' claims."""
        left, right = list(one), list(other)
        sentences = {each.claim.sentence for each in (*left, *right)}
        spread = Counter(word for sentence in sentences for word in _vocabulary(sentence))
        rarity = {word: log((1 + len(sentences)) / (1 + count)) + 0.1 for word, count in spread.items()}
        names = {each.claim.id: _names_of(each) for each in (*left, *right)}
        first, second = ({name for each in side for name in names[each.claim.id]} for side in (left, right))
        shared = first & second
        return cls(
            kin,
            {each.claim.id: _weighed(each, rarity) for each in (*left, *right)},
            {id: [name for name in found if name in shared] for id, found in names.items()},
        )

    @property
    def share(self) -> float:
        """How surely the reports are kin, from 0 to 1."""
        return max(min(self.kin.bits, MOST), 0.0) / MOST

    def alike(self, p: Profile, q: Profile) -> float:
        """Cosine of the words around two figures, from 0 to 1."""
        (x, long), (y, wide) = self.around[p.claim.id], self.around[q.claim.id]
        return sum(weight * y[word] for word, weight in x.items() if word in y) / ((long * wide) or 1.0)

    def naming(self, p: Profile, q: Profile) -> str:
        """ "same" where one name stands nearest to both figures, "contrast" where each has one the other lacks."""
        x, y = self.named[p.claim.id], self.named[q.claim.id]
        if not x or not y:
            return "unknown"
        return "same" if x[0] == y[0] else "mixed" if x[0] in y or y[0] in x else "contrast"


def _weighed(p: Profile, rarity: Mapping[str, float]) -> tuple[dict[str, float], float]:
    found: dict[str, float] = {}
    for word, share in _near_words(p.claim.sentence, p.claim.quote):
        weight = rarity[word] / share
        if weight > found.get(word, 0.0):
            found[word] = weight
    return found, sqrt(sum(weight * weight for weight in found.values()))


def _names_of(p: Profile) -> Sequence[str]:
    """The names in a claim's sentence but those of its source, the nearest in its clause first."""
    source = p.claim.attribution.source if p.claim.attribution else ""
    return _names_by_nearness(p.claim.sentence, p.claim.quote, source)


@lru_cache(maxsize=20_000)
def _words(sentence: str) -> tuple[tuple[str, int], ...]:
    """The telling words of a sentence as their classes, with where they stand."""
    found = ((match.group(), match.start()) for match in _TOKEN.finditer(plain(sentence)))
    return tuple((word_class(word), start) for word, start in found if word not in _EMPTY)


@lru_cache(maxsize=20_000)
def _vocabulary(sentence: str) -> frozenset[str]:
    return frozenset(word for word, _ in _words(sentence))


@lru_cache(maxsize=20_000)
def _near_words(sentence: str, quote: str) -> tuple[tuple[str, float], ...]:
    """Each telling word with what its weight is divided by: 1 in the quote, more the further off it stands."""
    text = plain(sentence)
    at = max(text.find(plain(quote)), 0)
    until = at + len(plain(quote))
    words = _words(sentence)
    first = next((n for n, (_, start) in enumerate(words) if start >= at), len(words))
    last = next((n for n, (_, start) in enumerate(words) if start >= until), len(words)) - 1
    return tuple((word, 1 + max(first - n, n - last, 0) / _NEAR) for n, (word, _) in enumerate(words))


@lru_cache(maxsize=20_000)
def _names_by_nearness(sentence: str, quote: str, source: str) -> tuple[str, ...]:
    beside = {word for word, _ in _words(source)} | _CALENDAR | _EMPTY
    found = [
        (*away(sentence, quote, match), re.sub(r"['’]s?$", "", plain(match.group())))
        for match in _NAME.finditer(sentence)
    ]
    return tuple(name for _, _, name in sorted(found) if len(name) > 2 and not {name, word_class(name)} & beside)


def away(sentence: str, quote: str, match: re.Match[str]) -> tuple[int, int]:
    """How far words stand from the quote: breaks of clause between, then code points."""
    at = max(sentence.find(quote), 0)
    until = at + len(quote)
    start, end = (match.end(), at) if match.end() <= at else (until, match.start())
    return len(_BREAK.findall(sentence, start, end)) if end > start else 0, max(end - start, 0)
