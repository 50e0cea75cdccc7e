"""Two claims of two reports of one event: what their wording and their standing in the reports say.

Among reports of one event most of what a claim leaves open, its place and its day, is settled, and what tells one
figure from another is what stands around it: "the Eaton fire" or "the Palisades fire", "Labour" or "the Greens".
Words are weighed by how rare they are in the two reports (Spärck Jones, 1972, "A statistical interpretation of term
specificity") and by how near they stand to the figure. The weights are learnt: see benchmarks/train_matching.py.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from functools import cache, lru_cache
from math import log, log10, sqrt

from claims.circumstances import loosely_dated
from claims.facets import Facet
from claims.kinship import Kinship
from claims.lexicon import event_class, event_relation, noun_class, resource
from claims.match import Match
from claims.mentions import planned
from claims.names import plain
from claims.profiles import Profile
from claims.retelling import apart_in_event, apart_in_noun
from claims.types import Interval
from claims.units import convert

_TOKEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_NAME = re.compile(r"(?<![\w.])[A-Z][\w'’&-]+")
_NEAR = 6
"""Words from the figure at which a word counts half."""
_BREAK = re.compile(r"[;:]|, (?:and|but|while|as|which|who|after|against|up|down|from)\b|\b(?:after|against)\b")
_MONTH = re.compile(
    r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember|t?\.)?(?![\w])"
)
_RECENT = timedelta(days=60)
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_CLAUSE = 60
"""Code points from the figure within which a word may tell what happened to what is counted."""
_EMPTY = frozenset(
    """the a an of in on at to for from by with and or as that this these those it its he she they his her their was
    were is are be been being has have had will would said says say after before into over about than more not no but
    who which also there them then when while where some all other others""".split()
)
_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december""".split()
)
_EXACT = frozenset({"kill", "wound", "miss", "evacuate", "lose power", "detain", "rescue", "contain", "burn"})
_SLIPS = frozenset({Decimal(10), Decimal(1000), Decimal(10**6)})
_MOST = 4.0


@dataclass(frozen=True, slots=True)
class Setting:
    """Two reports side by side: how surely they are kin, how rare each word is, which names stand in both."""

    kin: Kinship
    rarity: Mapping[str, float]
    names: frozenset[str]
    around: dict[str, tuple[dict[str, float], float]] = field(default_factory=dict)

    @classmethod
    def of(cls, kin: Kinship, one: Iterable[Profile], other: Iterable[Profile]) -> Setting:
        """From the sentences of both reports' claims."""
        left, right = list(one), list(other)
        sentences = {each.claim.sentence for each in (*left, *right)}
        spread = Counter(word for sentence in sentences for word in {word for word, _ in _words(sentence)})
        rarity = {word: log((1 + len(sentences)) / (1 + count)) + 0.1 for word, count in spread.items()}
        first, second = (frozenset(name for each in side for name in _names_of(each)) for side in (left, right))
        return cls(kin, rarity, first & second)

    def alike(self, p: Profile, q: Profile) -> float:
        """Cosine of the words around two figures, from 0 to 1."""
        (x, long), (y, wide) = self._around(p), self._around(q)
        return sum(x[word] * y[word] for word in x.keys() & y.keys()) / ((long * wide) or 1.0)

    def _around(self, p: Profile) -> tuple[dict[str, float], float]:
        """The weight of each word around a figure, and the length of that vector; worked out once a claim."""
        if p.claim.id in self.around:
            return self.around[p.claim.id]
        found: dict[str, float] = {}
        for word, apart in _near_words(p.claim.sentence, p.claim.quote):
            found[word] = max(found.get(word, 0.0), self.rarity.get(word, 1.0) / (1 + apart / _NEAR))
        self.around[p.claim.id] = found, sqrt(sum(weight * weight for weight in found.values()))
        return self.around[p.claim.id]

    def naming(self, p: Profile, q: Profile) -> str:
        """ "same" where one name stands nearest to both figures, "contrast" where each has one the other lacks."""
        x, y = self._named(p), self._named(q)
        if not x or not y:
            return "unknown"
        return "same" if x[0] == y[0] else "mixed" if x[0] in y or y[0] in x else "contrast"

    def _named(self, p: Profile) -> list[str]:
        return [name for name in _names_of(p) if name in self.names]


def _names_of(p: Profile) -> Sequence[str]:
    """The names in a claim's sentence but those of its source, the nearest in its clause first."""
    source = p.claim.attribution.source if p.claim.attribution else ""
    return _names_by_nearness(p.claim.sentence, p.claim.quote, source)


@lru_cache(maxsize=20_000)
def _words(sentence: str) -> tuple[tuple[str, int], ...]:
    """The telling words of a sentence as their classes, with where they stand."""
    found = ((match.group(), match.start()) for match in _TOKEN.finditer(plain(sentence)))
    return tuple((_class(word), start) for word, start in found if word not in _EMPTY)


@lru_cache(maxsize=50_000)
def _class(word: str) -> str:
    bare = word.removesuffix("s") if len(word) > 4 else word
    stem = bare.removesuffix("ing").removesuffix("ed") if len(bare) > 6 else bare
    for turned, given in ((noun_class(bare), bare), (event_class(word), word), (event_class(stem), stem)):
        if turned != given:
            return turned
    return stem


@lru_cache(maxsize=20_000)
def _near_words(sentence: str, quote: str) -> tuple[tuple[str, int], ...]:
    """Each telling word with how many words it stands from the quote; those in it at no distance."""
    text = plain(sentence)
    at = max(text.find(plain(quote)), 0)
    until = at + len(plain(quote))
    words = _words(sentence)
    first = next((n for n, (_, start) in enumerate(words) if start >= at), len(words))
    last = next((n for n, (_, start) in enumerate(words) if start >= until), len(words)) - 1
    return tuple((word, max(first - n, n - last, 0)) for n, (word, _) in enumerate(words))


@lru_cache(maxsize=20_000)
def _names_by_nearness(sentence: str, quote: str, source: str) -> tuple[str, ...]:
    beside = {word for word, _ in _words(source)} | _CALENDAR | _EMPTY
    found = [
        (*_away(sentence, quote, match), re.sub(r"['’]s?$", "", plain(match.group())))
        for match in _NAME.finditer(sentence)
    ]
    return tuple(name for _, _, name in sorted(found) if len(name) > 2 and not {name, _class(name)} & beside)


def _away(sentence: str, quote: str, match: re.Match[str]) -> tuple[int, int]:
    """How far words stand from the quote: breaks of clause between, then code points."""
    at = max(sentence.find(quote), 0)
    until = at + len(quote)
    start, end = (match.end(), at) if match.end() <= at else (until, match.start())
    return len(_BREAK.findall(sentence, start, end)) if end > start else 0, max(end - start, 0)


@lru_cache(maxsize=20_000)
def _dates_told(sentence: str, quote: str) -> tuple[str | None, str | None]:
    """The month and the year nearest to the quote, where its own clause names them."""
    month, year = (
        min(((*_away(sentence, quote, match), match[1]) for match in pattern.finditer(sentence)), default=None)
        for pattern in (_MONTH, _YEAR)
    )
    return (month[2] if month and not month[0] else None), (year[2] if year and not year[0] else None)


@cache
def _told_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    listed = resource("kindred")["told"]
    return tuple((event, re.compile(rf"\b(?:{wording})\b", re.IGNORECASE)) for event, wording in listed)


@cache
def _forecast() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{resource('kindred')['forecast']})\b", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def _expected(sentence: str, quote: str) -> bool:
    """True where words of what is expected, polled or feared stand near the figure."""
    at = max(sentence.find(quote), 0)
    return bool(_forecast().search(sentence, max(at - _CLAUSE, 0), at + len(quote) + _CLAUSE // 2))


def told_events(p: Profile) -> frozenset[str]:
    """What happened to what is counted: by the measure, else by the nearest telling word of its clause."""
    return p.events if p.events & _EXACT else _told_near(p.claim.sentence, p.claim.quote)


@lru_cache(maxsize=20_000)
def _told_near(sentence: str, quote: str) -> frozenset[str]:
    at = max(sentence.find(quote), 0)
    until = at + len(quote)
    found = []
    for event, wording in _told_words():
        for match in wording.finditer(sentence):
            between = sentence[min(at, match.start()) : max(until, match.end())]
            breaks = len(re.findall(r"[;:]|, (?:and|but) ", between))
            found.append((max(at - match.end(), match.start() - until, 0) + _CLAUSE * breaks, event))
    nearest = min(found, default=(_CLAUSE, ""))
    return frozenset({nearest[1]}) if nearest[0] < _CLAUSE else frozenset()


def softened(p: Profile, q: Profile, found: Match) -> bool:
    """True where no veto stands but such as the choice of a word, or a time or place carried over, may have called for.

    412 seats and 412 members need not be two things; drones and missiles, killed and wounded always are.
    """
    return not any(_stands(veto.rule, p, q) for veto in found.vetoes)


def firm(facet: Facet, p: Profile, q: Profile) -> bool:
    """True of a veto that stands among kin too, by the facet that it comes from."""
    return facet.evidence is not None and _stands(facet.evidence.rule, p, q)


def _stands(rule: str, p: Profile, q: Profile) -> bool:
    if rule == "different_place":
        return p.located and q.located
    if rule == "different_period":
        return not loosely_dated(p, q)
    if rule == "different_event":
        if p.coming != q.coming and p.doing == q.doing and planned(p.claim) == planned(q.claim):
            return apart_in_event(p, q)  # feared or estimated, not said to be planned
        return bool(p.events & q.events) or apart_in_event(p, q)
    return rule != "different_noun" or apart_in_noun(p, q) or apart_in_event(p, q)


_PERIODS = {"same": "same", "overlapping": "same", "within": "nested", "contains": "nested"} | dict.fromkeys(
    ("apart", "different"), "apart"
)
_PLACES = {"within": "nested", "contains": "nested", "different": "loose"} | dict.fromkeys(
    ("same_city", "same_region", "same_scene"), "same"
)
_NOUNS = {"narrower": "nested", "broader": "nested"}


def features(p: Profile, q: Profile, found: Match, setting: Setting) -> dict[str, float]:
    """What is weighed of two claims among kin, by name; symmetric. Absent ones are nothing."""
    facets = found.facets
    named = {
        f"noun_{_NOUNS.get(facets.get('noun', 'unknown'), facets.get('noun', 'unknown'))}": 1.0,
        f"event_{_events(p, q)}": 1.0,
        f"period_{_PERIODS.get(facets.get('period', ''), 'unknown')}": 1.0,
        f"place_{place_among_kin(p, q, facets.get('place', 'unknown'))}": 1.0,
        f"source_{facets.get('source', 'unknown')}": 1.0,
        f"actor_{facets.get('actor', 'unknown')}": 1.0,
        f"names_{setting.naming(p, q)}": 1.0,
    }
    weighed = {
        **_dates(p, q),
        "kin": max(min(setting.kin.bits, _MOST), 0.0) / _MOST,
        "words": setting.alike(p, q),
        "measured": float(p.unit is not None),
        "both_first": float(p.first and q.first),
        "one_first": float(p.first != q.first),
        "one_aside": float(p.aside != q.aside),
        "one_part": float(p.pointed != q.pointed),
        "one_forecast": float(_expected(p.claim.sentence, p.claim.quote) != _expected(q.claim.sentence, q.claim.quote)),
        **_figures(p, q),
    }
    return {name: value for name, value in (named | weighed).items() if value}


def _dates(p: Profile, q: Profile) -> dict[str, float]:
    """Figures of June are not those of July, nor those of 2019 this year's."""
    (month, year), (other_month, other_year) = (_dates_told(side.claim.sentence, side.claim.quote) for side in (p, q))
    found = {}
    if month and other_month:
        found["month_same" if month == other_month else "month_contrast"] = 1.0
    if (year or other_year) and not _years(p, year) & _years(q, other_year):
        found["year_contrast"] = 1.0
    return found


def _years(side: Profile, told: str | None) -> set[str]:
    """The year that is told; where none is, that of the last two months."""
    published = side.claim.published
    return {told} if told else {str(published.year), str((published - _RECENT).year)}


def place_among_kin(p: Profile, q: Profile, relation: str) -> str:
    """A town in its region, or beside another town, only where both sentences say so themselves."""
    found = _PLACES.get(relation, "unknown")
    return "loose" if found == "nested" and not (p.located and q.located) else found


def _events(p: Profile, q: Profile) -> str:
    one, other = told_events(p), told_events(q)
    if one and other:
        relation = event_relation(one, other)
        return {"within": "nested", "contains": "nested"}.get(relation, relation)
    return "different" if p.events and q.events and not p.events & q.events else "unknown"


def _figures(p: Profile, q: Profile) -> dict[str, float]:
    """How the two figures stand: equal (the more digits, the more telling), compatible, far apart, or a slip apart."""
    first = p.interval
    second = None if q.interval is None else convert(q.interval, q.unit, p.unit)
    if first is None or second is None:
        return {}
    x, y = _bound(first), _bound(second)
    if first == second:
        return {"equal": min(log10(abs(float(x)) + 1), _MOST)}
    if first.overlaps(second):
        return {"compatible": 1.0}
    low, high = sorted((abs(x), abs(y)))
    if not low:
        return {"far": _MOST}
    if high / low in _SLIPS:
        return {"slip": 1.0}
    return {"far": min(log(float(high / low)), _MOST), "slip": float(_slip(low, high))}


def _bound(span: Interval) -> Decimal:
    bound = span.low if span.low is not None else span.high
    return bound if bound is not None else Decimal(0)


def _slip(low: Decimal, high: Decimal) -> bool:
    """Two figures of the same digits in another order: 34 and 43."""
    one, other = (format(value.normalize(), "f").replace(".", "") for value in (low, high))
    return len(one) > 1 and sorted(one) == sorted(other)
