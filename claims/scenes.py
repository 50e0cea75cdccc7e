"""Where and when a report is set, and which of its claims are told aside: another town, an earlier event.

A headline says "3 dead, 5 hurt" and leaves the town to the first paragraph. Where a report names one town only,
its claims without a place are taken to be of it: enough to support a match, never to rule one out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from claims.circumstances import place_relation
from claims.kindred import told_events
from claims.lexicon import AREAS, resource
from claims.profiles import Profile, profile
from claims.types import Claim, Period, Place

_ASIDE = re.compile(
    r"\b(?:(?:days?|weeks?|months?|years?|hours?) (?:earlier|ago|before)|previous(?:ly)?|separate(?:ly)?|"
    r"last (?:year|month|week|summer|winter|spring|autumn|january|february|march|april|may|june|july|august|"
    r"september|october|november|december)|in (?:19|20)\d\d|since (?:19|20)\d\d|so far this|across the border|"
    r"(?:deadliest|worst|biggest|largest) [\w -]{0,40}since|compared with|a decade)\b",
    re.IGNORECASE,
)
_SHORT = timedelta(days=3)
_HALF_A_DAY = timedelta(hours=12)
_SEVERAL = 3
_WON = frozenset({"win", "hold", "keep", "gain", "lose", "take"})
_LEADING = 4
"""Claims, in the order of the text, among which a report says where and when it is set."""


def on_scene(claims: Iterable[Claim]) -> list[Profile]:
    """The profiles of claims from any number of reports, in order, each knowing how it stands in its report."""
    profiles = [profile(claim) for claim in claims]
    reports: dict[str, list[Profile]] = defaultdict(list)
    for each in profiles:
        reports[each.claim.report_id].append(each)
    placed = {each.claim.id: each for found in reports.values() for each in _in_report(found)}
    return [placed[each.claim.id] for each in profiles]


def _in_report(profiles: Sequence[Profile]) -> list[Profile]:
    ordered = _lists(sorted(profiles, key=lambda each: (each.claim.start, each.claim.id)))
    places = {each.claim.place.id or each.claim.place.name: each.claim.place for each in ordered if each.claim.place}
    scene = _one_town(list(places.values()))
    main = next((each.claim.period for each in ordered[:_LEADING] if each.dated and _brief(each.claim.period)), None)
    past = {each.claim.id for each in ordered if _at_another_time(each, main) or _told_as_past(each)}
    homes = _homes([each.claim.place for each in ordered if each.claim.place and each.claim.id not in past])
    known = {each.claim.id: each for each in ordered}
    told: set[tuple[object, ...]] = set()
    falling = set(resource("events")["falling"])
    tallying = any(each.nouns & set(resource("events")["running_nouns"]) for each in ordered)
    found = []
    for each in ordered:
        aside = each.claim.id in past or _elsewhere(each, homes)
        kind = (each.events, each.persons or each.nouns, each.unit, each.age)
        counting = _counting(each)
        found.append(
            _standing(
                each,
                scene=scene if each.claim.place is None else None,
                pointed=_pointed(each, known.get(each.claim.part_of or "")),
                aside=aside,
                running=each.running or counting or (tallying and _bare_tally(each)),
                may_fall=each.may_fall or (counting and bool(told_events(each) & falling)),
                first=not aside and kind not in told and bool(each.events or each.nouns),
            )
        )
        if not aside:
            told.add(kind)
    return found


def _standing(
    each: Profile, scene: Place | None, pointed: bool, aside: bool, running: bool, may_fall: bool, first: bool
) -> Profile:
    """The profile as it stands in its report; most stand as they are."""
    own = each.scene, each.pointed, each.aside, each.running, each.may_fall, each.first
    if own == (scene, pointed, aside, running, may_fall, first):
        return each
    return replace(each, scene=scene, pointed=pointed, aside=aside, running=running, may_fall=may_fall, first=first)


def _lists(ordered: Sequence[Profile]) -> list[Profile]:
    """In "126 died: 69 in Wajima, 38 in Suzu" the bare figures count what the one before them in the sentence does."""
    found: list[Profile] = []
    for each in ordered:
        last = found[-1] if found else None
        bare = not (each.nouns or each.events or each.unit) and each.statement is None
        if (
            bare
            and last
            and last.unit is None
            and last.statement is None
            and last.claim.sentence == each.claim.sentence
        ):
            each = replace(
                each,
                nouns=last.nouns,
                events=last.events,
                running=last.running,
                may_fall=last.may_fall,
                pointed=last.pointed or each.claim.place is not None,
            )
        found.append(each)
    return found


def _bare_tally(each: Profile) -> bool:
    """True for "Liberal Democrats: 72" and "have won 71" in a report that counts seats: what moves there moves here."""
    bare = each.unit is None and each.statement is None and not (each.nouns or each.age or each.rate)
    return bare and each.events <= _WON


def _counting(each: Profile) -> bool:
    """True for a running count whose event only the words around it tell: "a blaze of 5,000 acres"."""
    if each.statement is not None or each.age or each.rate or each.events & told_events(each):
        return False
    area = each.unit in AREAS
    told = told_events(each) & set(resource("events")["running"])
    return bool(told) and (each.unit in {None, "%"} or (area and told == {"burn"}))


def _pointed(each: Profile, whole: Profile | None) -> bool:
    """True for three of 35 drones downed; not for 179 killed of the 181 aboard, which counts another event."""
    if each.claim.part_of is None:
        return each.pointed
    return whole is None or not each.events or each.events == whole.events


def _brief(period: Period | None) -> bool:
    return bool(period and period.start and period.end and period.end - period.start <= _SHORT)


def _homes(places: Sequence[Place]) -> frozenset[str]:
    """The state and the region that the first claim with a place shares with most of the others, if it does."""
    counted = Counter(name for place in places for name in {place.country, _region(place)} if name)
    first = {places[0].country, _region(places[0])} if places else set()
    return frozenset(n for n, count in counted.items() if n in first and count >= _SEVERAL and 2 * count > len(places))


def _region(place: Place) -> str | None:
    return place.within[-2] if len(place.within) > 1 else place.id if place.feature == "region" else None


def _elsewhere(each: Profile, homes: frozenset[str]) -> bool:
    """True for another state, or in its own words another region, than the report's: Belgorod in one on Kharkiv."""
    place = each.claim.place
    if place is None or place.country in (None, *homes):
        region = _region(place) if place and each.located else None
        regional = {home for home in homes if "." in home}
        return bool(regional and region and region not in regional)
    return bool(homes)


def _told_as_past(each: Profile) -> bool:
    """True where the words before the figure turn to another event: "last year's quake killed 14"."""
    sentence = each.claim.sentence
    return bool(_ASIDE.search(sentence, 0, max(sentence.find(each.claim.quote), 0)))


def _at_another_time(each: Profile, main: Period | None) -> bool:
    """True for what its own words date well before the report's event, or to a month or a year."""
    period = each.claim.period
    if period is None or not each.dated:
        return False
    if not _brief(period):
        return True
    start = main.start if main and main.start else each.claim.published - _SHORT
    return bool(period.end and period.end <= start - _HALF_A_DAY)


def _one_town(places: list[Place]) -> Place | None:
    towns = [place for place in places if place.feature == "city"]
    if len(towns) != 1:
        return None
    around = (place_relation(towns[0], place) in {"same", "within"} for place in places)
    return towns[0] if all(around) else None
