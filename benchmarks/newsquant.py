"""Quantities against NewsQuant (https://github.com/satya77/CQE_Evaluation), set against the published readers.

A figure is right in value where both bounds are; then its bound (=, ~, <, >), its unit and its concept (some
word shared with what we say is counted, by whom, of whom) are looked at. Directions ("up", "down") in the gold
say nothing of the bound, so any bound passes there. Cents, pence and sen are hundredths of their currency here.

Gold that the contract contradicts is set aside by kind and counted: the 5 of 5G, "one of the", scores, names,
and "from 72 to 45", which is two figures here and one range there (its ends are then the gold). Figures
that the contract wants and the gold leaves out ("dozens", "half the revenue", ages, durations) are set aside too;
where the gold has "dozens" as 12 to 120, our "at least 24" is right. The other readers were scored with nothing
set aside, so the row that compares with theirs is the one that says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from benchmarks.newsquant_units import same_unit
from benchmarks.samples import Outcome, Row, Tally, claims_of
from claims.reading import Reader
from claims.types import Claim
from claims.unit_words import DURATIONS

PUBLISHED = {
    "CQE 2.0.3, published on all rows": {"value": 92.0, "value+bound": 88.1, "value+unit": 85.6, "value+concept": 76.1},
    "CQE 2.0.3, measured on all rows": {"value": 90.9, "value+bound": 88.4, "value+unit": 84.8},
    "quantulum3 0.10, measured": {"value": 74.1, "value+bound": 62.6, "value+unit": 48.3},
    "duckling 0.3.0, measured": {"value": 73.8, "value+bound": 67.4, "value+unit": 12.5},
    "Recognizers-Text 1.0.1, measured": {"value": 72.1, "value+bound": 60.4, "value+unit": 40.9},
}
_STOP = frozenset("the a an of in on at to for and by with from its their his her is are was were s than as".split())
_HALF = re.compile(r"\bhalf\b", re.I)


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated quantity, after the contract."""

    low: float
    high: float
    bound: str
    unit: str | None
    concept: str | None


def run(reader: Reader, rows: list[Row]) -> Outcome:
    """F1 of value, value+bound, value+unit and value+concept over the rows."""
    outcome = Outcome("newsquant", size=f"{len(rows)} sentences")
    found = [[claim for claim in claims if _counts(claim)] for claims in claims_of(reader, (r["text"] for r in rows))]
    outcome.figures = _by_contract(rows, found, outcome)
    outcome.as_annotated = _by_gold(rows, found)
    return outcome


def _tallies() -> dict[str, Tally]:
    return {name: Tally() for name in ("value", "value+bound", "value+unit", "value+concept")}


def _by_gold(rows: list[Row], found: list[list[Claim]]) -> dict[str, float]:
    """The figures against the gold as it stands."""
    tallies = _tallies()
    for row, figures in zip(rows, found, strict=True):
        golds = [_gold(quantity, *sorted(_bounds(quantity["value"]))) for quantity in row["quantities"]]
        matched = _matched(golds, figures)
        for name, tally in tallies.items():
            tally.found += len(figures)
            tally.wanted += len(golds)
            tally.right += sum({"value": True, **_aspects(*pair)}[name] for pair in matched)
    return {name: tally.f1 for name, tally in tallies.items()}


def _by_contract(rows: list[Row], found: list[list[Claim]], outcome: Outcome) -> dict[str, float]:
    """The figures against the gold as the contract reads it; tells the outcome what was set aside and missed."""
    tallies = _tallies()
    for row, figures in zip(rows, found, strict=True):
        golds = list(_golds(row, figures, outcome))
        matched = _matched(golds, figures)
        left = [claim for claim in figures if claim not in {pair[1] for pair in matched}]
        spare = [claim for claim in left if _left_out(claim)]
        outcome.aside["figures of ours that only the contract wants"] += len(spare)
        for tally in tallies.values():
            tally.found += len(figures) - len(spare)
            tally.wanted += len(golds)
        _tell(outcome, row, golds, matched, [claim for claim in left if claim not in spare])
        for gold, claim in matched:
            right = {"value": True, **_aspects(gold, claim)}
            for name, tally in tallies.items():
                tally.right += right[name]
                if not right[name]:
                    outcome.failures.append(f"{name}: {gold} {claim.quote!r} {_said(claim)} | {row['text'][:200]}")
    return {name: tally.f1 for name, tally in tallies.items()}


def _tell(outcome: Outcome, row: Row, golds: list[Gold], matched: list[tuple[Gold, Claim]], extra: list[Claim]) -> None:
    hit = [id(gold) for gold, _ in matched]
    for gold in golds:
        if id(gold) not in hit:
            outcome.failures.append(f"missed: {gold} | {row['text'][:300]}")
    for claim in extra:
        outcome.failures.append(f"extra: {claim.quote!r} {_said(claim)} | {row['text'][:300]}")


def _said(claim: Claim) -> str:
    quantity, measure = claim.quantity, claim.measure
    assert quantity is not None and measure is not None
    return f"[{quantity.interval.low}, {quantity.interval.high}] {quantity.unit}/{quantity.per} of {measure.noun!r}"


# -- the gold


def _golds(row: Row, figures: list[Claim], outcome: Outcome) -> Iterator[Gold]:
    """The annotated quantities that the contract knows, ranges of change taken apart."""
    for quantity in row["quantities"]:
        low, high = _bounds(quantity["value"])
        reason = _disagreement(quantity, low, row["text"])
        if reason is not None:
            outcome.aside[reason] += 1
            continue
        whole = _gold(quantity, min(low, high), max(low, high))
        changes = low != high and _changes(row["text"], low, high)
        if not changes or any(_same_value(whole, claim) for claim in figures):
            yield whole
        else:
            outcome.aside["a change annotated as a range: its two ends are wanted"] += 1
            yield replace(whole, high=whole.low, bound="any")
            yield replace(whole, low=whole.high, bound="any")


def _gold(quantity: Row, low: float, high: float) -> Gold:
    bound = "any" if quantity["change"] in {"up", "down"} else quantity["change"]
    return Gold(low, high, bound, quantity["normalized_unit"], quantity["concepts"])


def _bounds(value: str) -> tuple[float, float]:
    plain = value.replace(",", "").replace(" ", "")
    both = re.fullmatch(r"(-?[\d.]+)-(-?[\d.]+)", plain)
    return (float(both[1]), float(both[2])) if both else (float(plain), float(plain))


def _disagreement(quantity: Row, low: float, text: str) -> str | None:
    unit = quantity["normalized_unit"] or ""
    if unit == "generation wireless":
        return "the 5 of 5G"
    if unit.startswith("%") and unit != "%" and re.search(r"\bone of\b", text):
        return "a count annotated as a share"
    if low == 1 and re.search(r"\b(?:one|1) of (?:the|my|its|our|his|her|their|\w+['’]s)\b|\bone hand\b", text):
        return "one of the, one hand"
    if low == 1 and re.search(r"\bat one point\b|\bits one of\b", text, re.I):
        return "one of the, one hand"
    if not unit and f"{low:g}-{low:g}" in text:
        return "scores"
    if unit == "dreamliner":
        return "names"
    if unit in {"lead", "None", ""} and re.search(r"\b\d-\d\b", text) and re.search(r"\d-\d", str(quantity["value"])):
        return "scores"
    if re.search(r"\d\.0-\d\.0$", quantity["value"]) and re.search(r"\b\d-\d (?:down|lead|up|win)\b", text):
        return "scores"
    return None


def _changes(text: str, low: float, high: float) -> bool:
    """True where the text goes from one figure to the other: "from 72 pounds to 45", "$160 to $180 to $200"."""
    plain = text.replace(",", "")
    ends = [f"{end:g}" if end < 1e6 else f"{end / 1e9:g}" for end in (low, high)]
    if low > high:
        return True
    first, second = (re.escape(end) for end in ends)
    changed = rf"from [$€£RM]{{0,2}}{first}(?:\.0+)?(?:\s\w+){{0,6}} to (?:\d+-)?[$€£RM]{{0,2}}{second}"
    return bool(re.search(changed, plain))


# -- our figures


def _counts(claim: Claim) -> bool:
    """True for a quantity claim that is written as a figure: no implied count ("a boy") or zero ("no one")."""
    if claim.quantity is None or claim.quantity.text.lower() in {"a", "an", "the", "no", "nobody", "none"}:
        return False
    return claim.quantity.interval.low != 0 or bool(re.search(r"\d|zero", claim.quantity.text))


def _left_out(claim: Claim) -> bool:
    """True for what the contract counts and the gold often leaves out: "dozens", "half", ages, durations, "twice"."""
    quantity = claim.quantity
    assert quantity is not None
    lasting = quantity.unit in DURATIONS or quantity.text.lower() == "twice"
    return _vague(claim) or lasting or bool(_HALF.search(quantity.text) and quantity.unit is None)


def _vague(claim: Claim) -> bool:
    quantity = claim.quantity
    assert quantity is not None
    named = re.search(r"\d|about|around|some|roughly|approximately", quantity.text)
    return quantity.approximate and quantity.interval.high is None and named is None


def _matched(golds: list[Gold], figures: list[Claim]) -> list[tuple[Gold, Claim]]:
    pairs: list[tuple[Gold, Claim]] = []
    used: set[str] = set()
    for gold in golds:
        fitting = [claim for claim in figures if claim.id not in used and _same_value(gold, claim)]
        if fitting:
            best = max(fitting, key=lambda claim: sum(_aspects(gold, claim).values()))
            used.add(best.id)
            pairs.append((gold, best))
    return pairs


def _same_value(gold: Gold, claim: Claim) -> bool:
    scale = 100 if gold.unit in {"cent", "pence", "penny", "sen", "penny sterling"} else 1
    scales = {1, scale, 100} if claim.quantity and claim.quantity.unit in {"GBP", "USD", "MYR"} else {1}
    return any(
        _close(low * factor, gold.low) and _close(high * factor, gold.high)
        for low, high in _readings(claim)
        for factor in scales
    )


def _readings(claim: Claim) -> list[tuple[float, float]]:
    """The figures that a wording may name: "about 600" is 600 though it leaves 540 to 660 open."""
    quantity = claim.quantity
    assert quantity is not None
    low, high = quantity.interval.low, quantity.interval.high
    if _vague(claim) and low is not None:  # "dozens" is 12 to 120 there, at least 24 here
        return [(float(low) / 2, float(low) * 5)]
    if low is None or high is None:
        only = float(low if low is not None else high or 0)
        return [(only, only), (only / 0.9, only / 0.9), (only / 1.1, only / 1.1)][: 3 if quantity.approximate else 1]
    found = [(float(low), float(high))]
    if quantity.approximate:
        tenth = Decimal("0.1")
        signs = (1 - tenth, 1 + tenth) if low >= 0 else (1 + tenth, 1 - tenth)
        found += [(float(high), float(high)), (float(low / signs[0]), float(high / signs[1]))]
    return found


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-6 * max(1.0, abs(a), abs(b))


def _aspects(gold: Gold, claim: Claim) -> dict[str, bool]:
    bound = gold.bound == "any" or gold.bound == _bound(claim)
    return {"value+bound": bound, "value+unit": same_unit(gold.unit, claim), "value+concept": _concept(gold, claim)}


def _bound(claim: Claim) -> str:
    quantity = claim.quantity
    assert quantity is not None
    if _vague(claim):
        return "="  # a range there
    if quantity.approximate:
        return "~"
    if quantity.interval.low is None:
        return "<"
    return ">" if quantity.interval.high is None else "="


def _concept(gold: Gold, claim: Claim) -> bool:
    """True where some word of the concept is among the words of our measure, or the gold names none."""
    if gold.concept is None:
        return True
    measure = claim.measure
    assert measure is not None
    place = claim.place.text if claim.place else None
    parts = (measure.noun, *measure.lemmas, *measure.modifiers, measure.actor, measure.target, measure.group, place)
    ours = _words(" ".join(part for part in (*parts, claim.quote) if part))
    return bool(_words(gold.concept) & ours)


def _words(text: str) -> set[str]:
    return {word.removesuffix("s") for word in re.findall(r"[a-z0-9&]+", text.lower())} - _STOP
