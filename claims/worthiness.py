"""How much a fact-checker would care about a claim, from 0 to 1; orders every list."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from math import exp

from claims.implied import CASUALTY_EVENTS
from claims.types import Claim
from claims.unit_words import DURATIONS


@cache
def _model() -> tuple[float, dict[str, float]]:
    body = json.loads(files("claims.resources").joinpath("check_worthiness.json").read_text("utf-8"))
    return float(body["bias"]), {name: float(weight) for name, weight in body["weights"].items()}


def check_worthiness(claim: Claim, role: str) -> float:
    """Logistic model over readable features; `role` is how the claim was read ("age", "implied", "count").

    The weights stand in `resources/check_worthiness.json`.
    """
    bias, weights = _model()
    total = bias + sum(weights[name] for name in features(claim, role))
    return round(1 / (1 + exp(-total)), 3)


def features(claim: Claim, role: str) -> Iterator[str]:
    """The names of what is true of a claim, among those that the model weighs."""
    measure, quantity = claim.measure, claim.quantity
    if claim.kind == "statement":
        yield "statement"
    if role in {"age", "implied"}:
        yield role
    if measure is not None and measure.event is not None and role != "age":
        casualty = set(measure.event.replace(" and ", " or ").split(" or ")) & CASUALTY_EVENTS
        yield "casualty_event" if casualty else "event"
    if quantity is not None and role != "age":
        yield from _of_quantity(claim, role)
    if measure is not None and measure.noun is None:
        yield "no_noun"
    for name in ("place", "period"):
        if getattr(claim, name) is not None:
            yield name
    if claim.attribution is not None:
        yield "attributed"
    if claim.certainty == "possible":
        yield "possible"
    yield from _of_sentence(claim.sentence)


_OPINION = re.compile(r"\b(?:I|we)\s(?:just\s|do\s|don['’]t\s)?(?:think|believe|hope|feel|want|guess|suppose)\b", re.I)
_PROMISE = re.compile(r"\b(?:I|we)(?:['’]ll|\swill|['’](?:re|m)\sgoing\sto|\s(?:should|must|need\sto|would))\b", re.I)
_PAST = re.compile(r"\b(?:was|were|had|did|has|have|[a-z]{3,}ed)\b")


def _of_sentence(sentence: str) -> Iterator[str]:
    """Opinions, promises and questions are less for checking than what is said to have happened."""
    if _OPINION.search(sentence):
        yield "opinion"
    if _PROMISE.search(sentence):
        yield "promise"
    if _PAST.search(sentence):
        yield "past"
    if sentence.rstrip(" ”\"'’").endswith("?"):
        yield "question"


def _of_quantity(claim: Claim, role: str) -> Iterator[str]:
    quantity = claim.quantity
    assert quantity is not None
    unit = quantity.unit
    if unit in DURATIONS:
        yield "duration"
    elif unit == "%" or (unit is not None and len(unit) == 3 and unit.isupper()):
        yield "money_or_per_cent"
    elif unit is None and role == "count":
        yield "count"
    if quantity.interval.low is not None and quantity.interval.low >= 100:
        yield "large"
    if role == "zero" and claim.certainty == "reported":
        yield "zero_reported"
