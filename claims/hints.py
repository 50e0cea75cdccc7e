"""Likely causes of a conflict: 203 and 230 hold the same digits, 426 and 42 differ by a lost one.

A hint is given only where its evidence is there. The other claims of both reports help: they show whether
killed and wounded were swapped, or a part was taken for the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from claims.lexicon import event_classes, event_relation
from claims.types import Claim, Hint
from claims.units import convert, dimension

_TEN = Decimal(10)
_NINE_TENTHS = Decimal("0.9")
_SCALES = {Decimal(1000): "a thousand", Decimal(10**6): "a million", Decimal(10**9): "a billion"}
_ONE_HUNDREDTH = Decimal("0.01")


def hints(a: Claim, b: Claim, siblings_a: Sequence[Claim] = (), siblings_b: Sequence[Claim] = ()) -> tuple[Hint, ...]:
    """What may have gone wrong between two conflicting figures; the same whichever comes first.

    `siblings_a` and `siblings_b` are the other claims of the two reports.
    """
    x, y = _figure(a), _figure(b)
    if x is None or y is None:
        return ()
    if x == y:
        mixed = _units(a, b, x, y)
        return (mixed,) if mixed else ()
    found = [
        _digits(x, y),
        _scale(x, y),
        _units(a, b, x, y),
        _swapped(a, b, siblings_a, siblings_b),
        *_parts(a, b, siblings_a, siblings_b),
        _older(a, b, siblings_a, siblings_b),
    ]
    return tuple(hint for hint in found if hint is not None)


def _figure(claim: Claim) -> Decimal | None:
    """The figure that a wording turns on: 13 of "at least 13", 600 of "about 600", none of "dozens"."""
    if claim.quantity is None:
        return None
    span = claim.quantity.interval
    if claim.quantity.approximate:
        return None if span.low is None or span.high is None else _rounded(span.low, span.high)
    return span.low if span.low is not None else span.high


def _rounded(low: Decimal, high: Decimal) -> Decimal:
    """The figure that was hedged: "about" leaves a tenth either way, "nearly" only below."""
    return high if low == high * _NINE_TENTHS else (low + high) / 2


def _shown(value: Decimal) -> str:
    return f"{value.normalize():,f}"


def _pair(x: Decimal, y: Decimal) -> str:
    low, high = sorted((x, y))
    return f"{_shown(low)} and {_shown(high)}"


def _digits(x: Decimal, y: Decimal) -> Hint | None:
    one, other = (format(abs(value).normalize(), "f").replace(".", "") for value in (x, y))
    if len(one) < 2 or len(one) != len(other) or sorted(one) != sorted(other):
        return None
    return Hint("digits_swapped", f"{_pair(x, y)} hold the same digits")


def _scale(x: Decimal, y: Decimal) -> Hint | None:
    low, high = sorted((abs(x), abs(y)))
    if low == 0:
        return None
    scale = _SCALES.get(high / low)
    if scale:
        return Hint("thousand_million_billion", f"{_pair(x, y)} differ by a factor of {scale}")
    if high / low == _TEN:
        return Hint("factor_of_ten", f"{_shown(high)} is ten times {_shown(low)}")
    short, long = (format(value.normalize(), "f") for value in (low, high))
    shortened = {long[:at] + long[at + 1 :] for at in range(len(long))}
    if len(long) == len(short) + 1 and len(short) > 1 and short in shortened:
        return Hint("factor_of_ten", f"{_shown(low)} is {_shown(high)} with a digit lost")
    return None


def _units(a: Claim, b: Claim, x: Decimal, y: Decimal) -> Hint | None:
    assert a.quantity is not None and b.quantity is not None
    one, other = a.quantity.unit, b.quantity.unit
    if one != other:
        if x == y and one and other and dimension(one) == dimension(other):
            names = " and the other in ".join(sorted((one, other)))
            return Hint("unit_mixed_up", f"both give {_shown(x)}, one in {names}")
        return None
    for unit, twin in (
        ("km", "mi"),
        ("m", "ft"),
        ("kg", "lb"),
        ("km/h", "mph"),
        ("°C", "°F"),
        ("ha", "acre"),
    ):
        if one in {unit, twin} and (_converted(a, y, unit, twin) or _converted(b, x, unit, twin)):
            return Hint("unit_mixed_up", f"{_pair(x, y)} are one figure in {unit} and in {twin}")
    return None


def _converted(claim: Claim, figure: Decimal, unit: str, twin: str) -> bool:
    """True where the figure is what the claim's would be after a conversion between the two units."""
    assert claim.quantity is not None
    for source, target in ((unit, twin), (twin, unit)):
        turned = convert(claim.quantity.interval, source, target)
        value = turned and (turned.low if turned.low is not None else turned.high)
        if value and abs(value - figure) <= abs(value) * _ONE_HUNDREDTH:
            return True
    return False


def _swapped(a: Claim, b: Claim, siblings_a: Sequence[Claim], siblings_b: Sequence[Claim]) -> Hint | None:
    """One report's dead are the other's wounded, and the other way round."""
    kind = event_classes(a.measure)
    other_kind = {frozenset({"kill"}): "wound", frozenset({"wound"}): "kill"}.get(kind)
    if other_kind is None or event_classes(b.measure) != kind:
        return None
    x, y = _figure(a), _figure(b)
    in_a = any(_figure(twin) == y and _counts(twin, other_kind, a) for twin in siblings_a)
    in_b = any(_figure(twin) == x and _counts(twin, other_kind, b) for twin in siblings_b)
    if not (in_a and in_b):
        return None
    assert x is not None and y is not None
    return Hint("killed_wounded_swapped", f"{_pair(x, y)} stand for killed in one report and wounded in the other")


def _counts(twin: Claim, event: str, beside: Claim) -> bool:
    """True for a claim that counts that event in the same place as the claim beside it."""
    if event_classes(twin.measure) != {event}:
        return False
    return twin.place is None or beside.place is None or twin.place.name == beside.place.name


def _parts(a: Claim, b: Claim, siblings_a: Sequence[Claim], siblings_b: Sequence[Claim]) -> list[Hint | None]:
    return [
        _part(a, b, siblings_b) or _part(b, a, siblings_a),
        _total(a, b, siblings_b) or _total(b, a, siblings_a),
    ]


def _part(claim: Claim, other: Claim, siblings: Sequence[Claim]) -> Hint | None:
    """The figure is what the other report gives as a part of its own: 3 for the 35 that include three."""
    figure = _figure(claim)
    if any(twin.part_of == other.id and _figure(twin) == figure and twin.id != claim.id for twin in siblings):
        return Hint("part_for_whole", f"{claim.quote} is a part of {other.quote} in the other report")
    return None


def _total(claim: Claim, other: Claim, siblings: Sequence[Claim]) -> Hint | None:
    """The figure is the whole that the other report gives beside its part: 35 where 3 of the 35 belong."""
    figure = _figure(claim)
    if any(_figure(twin) == figure and _holds(twin, other) and twin.id != claim.id for twin in siblings):
        says = f"{claim.quote} is the whole of which {other.quote} is a part in the other report"
        return Hint("total_for_part", says)
    return None


def _holds(whole: Claim, part: Claim) -> bool:
    """True where a report gives one count as a part of another, or for a town and for its region."""
    if whole.id == part.part_of:
        return True
    if whole.place is None or part.place is None or whole.place.id not in part.place.within:
        return False
    return event_relation(event_classes(whole.measure), event_classes(part.measure)) == "same"


def _older(a: Claim, b: Claim, siblings_a: Sequence[Claim], siblings_b: Sequence[Claim]) -> Hint | None:
    """One report still gives the figure that the other calls the old one."""
    for claim, siblings in ((a, siblings_b), (b, siblings_a)):
        for twin in siblings:
            happened = event_relation(event_classes(twin.measure), event_classes(claim.measure))
            if twin.superseded and _figure(twin) == _figure(claim) and happened in {"same", "unknown"}:
                return Hint("older_figure", f"{claim.quote} is the earlier figure in the other report")
    return None
