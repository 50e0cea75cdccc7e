"""Where a report is set: the one town that all its places lie in or around.

A headline says "3 dead, 5 hurt" and leaves the town to the first paragraph. Where a report names one town only,
its claims without a place are taken to be of it: enough to support a match, never to rule one out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from claims.circumstances import place_relation
from claims.profiles import Profile, profile
from claims.types import Claim, Place


def on_scene(claims: Iterable[Claim]) -> list[Profile]:
    """The profiles of claims from any number of reports, in order, each that names no place with its scene."""
    profiles = [profile(claim) for claim in claims]
    places: dict[str, dict[str, Place]] = defaultdict(dict)
    for each in profiles:
        if each.claim.place is not None:
            place = each.claim.place
            places[each.claim.report_id].setdefault(place.id or place.name, place)
    scenes = {report: _one_town(list(named.values())) for report, named in places.items()}
    return [_placed(each, scenes.get(each.claim.report_id)) for each in profiles]


def _placed(each: Profile, scene: Place | None) -> Profile:
    return each if scene is None or each.claim.place is not None else replace(each, scene=scene)


def _one_town(places: list[Place]) -> Place | None:
    towns = [place for place in places if place.feature == "city"]
    if len(towns) != 1:
        return None
    around = (place_relation(towns[0], place) in {"same", "within"} for place in places)
    return towns[0] if all(around) else None
