"""What claims are filtered by, as labels: "outlet:Harbour Wire", "event:kill", "place:ua"."""

from __future__ import annotations

from collections.abc import Iterable

from claims.types import Claim
from index.types import Filters

Labels = frozenset[str]


def claim_labels(claim: Claim) -> Labels:
    """Every label that a claim bears; any filter that lets it through asks for some of them."""
    return bare_labels(claim.outlet, claim.kind, claim_unit(claim), claim_event(claim), place_names(claim))


def bare_labels(outlet: str, kind: str, unit: str | None, event: str | None, places: Iterable[str]) -> Labels:
    """The labels of a claim of which only these are known, `event` and `places` case-folded."""
    one = {"outlet": outlet, "kind": kind, "unit": unit, "event": event}
    return _labels(one) | {f"place:{place}" for place in places}


def asked_labels(filters: Filters) -> Labels:
    """The labels that a claim must bear to be let through. Times are no labels."""
    event, place = (value and value.casefold() for value in (filters.event, filters.place))
    return _labels(
        {"outlet": filters.outlet, "kind": filters.kind, "unit": filters.unit, "event": event, "place": place}
    )


def _labels(values: dict[str, str | None]) -> Labels:
    return frozenset(f"{name}:{value}" for name, value in values.items() if value is not None)


def claim_unit(claim: Claim) -> str | None:
    """The unit of its quantity."""
    return claim.quantity.unit if claim.quantity else None


def claim_event(claim: Claim) -> str | None:
    """What happened, case-folded: the measure's event, or the lemma of a statement's verb."""
    event = claim.measure.event if claim.measure else claim.statement.lemma if claim.statement else None
    return event.casefold() if event else None


def place_names(claim: Claim) -> set[str]:
    """What a place may be asked for by: id, name, wording, country, and the ids of what contains it."""
    place = claim.place
    if place is None:
        return set()
    names = {place.id, place.name, place.text, place.country, *place.within}
    return {name.casefold() for name in names if name}
