"""Figures against the English specifications of Recognizers-Text (https://github.com/microsoft/Recognizers-Text).

A specification is right where every figure it names is found with exactly its value or interval; further
figures of other kinds in the text do not count against it. A simple range is closed here and half open there;
cents and pence are hundredths here. Specifications that no news text can hold, or that ask for what the contract
calls no quantity, are set aside, each kind with its reason.
"""

from __future__ import annotations

import re
from collections import Counter

from benchmarks.samples import Outcome, Row, Tally
from claims.quantities import Figure, find_figures

PUBLISHED: dict[str, dict[str, float]] = {}
_ASIDE: tuple[tuple[str, str], ...] = (
    ("powers and e-notation", r"\d\^|\de-?\d|x10\^"),
    ("a fraction bar read aloud", r"\b(?:one|1) over (?:\d|one|three|twenty)"),
    ("fractions of no newspaper",
     r"(?:thirty|two|thousand|twenty|hundred)[- ]?fifths|hundredths|twenty-(?:first|fifth)|three fifths$|"
     r"thirtieth|millionths|trillionth|one - fourth|and a fourth|and three quarters|one hundred and thirty and"),
    ("codes, telephone numbers and dates", r"^SCP-|phone number|\d/\d+/\d{4}|\bEuros? 2016\b"),
    ("addresses of web pages", r"https?://"),
    ("10G for ten billion", r"^10G$|\d G$"),
    ("lists and numbers of exercises", r"^Exercise|^1, 234|\b0000\b"),
    ("a comma as decimal sign with no scale behind it", r"\d,\d{1,2}\.?$"),
    ("tokens pulled apart", r"\d \. \d|\bhk \$|\bc \$|^the price of the second|\d / \d"),
    ("contradictory bounds", r"200 or greater than 190|less than 194|5000 or less than"),
)  # fmt: skip


def run(rows: list[Row]) -> Outcome:
    """Per cent of the specifications that are right, by kind and in all."""
    outcome = Outcome("recognizers_en", size=f"{len(rows)} specifications")
    tallies: dict[str, Tally] = {}
    kinds: Counter[str] = Counter()
    for row in rows:
        reason = _reason(row)
        if reason is not None:
            outcome.aside[reason] += 1
            continue
        kinds[row["kind"]] += 1
        right = _right(row)
        for name in ("all", row["kind"]):
            tally = tallies.setdefault(name, Tally())
            tally.wanted += 1
            tally.right += right
        if not right:
            found = [_told(figure) for figure in find_figures(row["text"])]
            wanted = [(x["text"], x.get("value"), x.get("unit")) for x in row["results"]]
            outcome.failures.append(f"{row['kind']}: {row['text'][:150]!r} wanted {wanted} found {found}")
    outcome.figures = {name: tally.share for name, tally in tallies.items()}
    return outcome


def _reason(row: Row) -> str | None:
    """Why a specification is set aside; None where news could hold it."""
    if not row["results"]:
        return "asks that nothing be found, which another kind of figure may break"
    if any(result.get("value") in {None, "null"} for result in row["results"]):
        return "a unit without a figure"
    return next((reason for reason, pattern in _ASIDE if re.search(pattern, row["text"])), None)


def _right(row: Row) -> bool:
    figures = find_figures(row["text"])
    return all(any(_same(result, figure) for figure in figures) for result in row["results"])


def _same(result: Row, figure: Figure) -> bool:
    interval = figure.quantity.interval
    value = str(result["value"]).removesuffix("%")
    scope = re.fullmatch(r"([\[(])(-?[\d.]*),(-?[\d.]*)([\])])", value)
    if scope is None:
        low, high = _ends(figure)
        scales = (1.0, 100.0) if figure.quantity.unit in {"USD", "GBP", "EUR"} else (1.0,)
        return any(_close(end, scale, value) for end in (low, high) for scale in scales) and _unit(result, figure)
    low_open, high_open = scope[1] == "(", scope[4] == ")"
    both = bool(scope[2] and scope[3])
    low_right = _bound(interval.low, scope[2]) and (both or not scope[2] or interval.low_open == low_open)
    high_right = _bound(interval.high, scope[3]) and (both or not scope[3] or interval.high_open == high_open)
    return low_right and high_right


def _bound(bound: object, text: str) -> bool:
    return bound is None if not text else bound is not None and abs(float(str(bound)) - float(text)) < 1e-9


def _ends(figure: Figure) -> tuple[float | None, float | None]:
    """The figure that the wording names, hedges undone: these specifications know none outside of ranges."""
    interval, hedge = figure.quantity.interval, figure.hedge
    low = None if interval.low is None else float(interval.low)
    high = None if interval.high is None else float(interval.high)
    if hedge == "about" and low is not None:
        return low / 0.9, low / 0.9
    return (high, high) if hedge == "nearly" else (low, high)


def _close(end: float | None, scale: float, value: str) -> bool:
    wanted = float(value)
    return end is not None and abs(end * scale - wanted) <= 1e-6 * max(1.0, abs(wanted))


def _unit(result: Row, figure: Figure) -> bool:
    """True where the currency is theirs or theirs is not told; other units are checked by their figure alone."""
    iso = result.get("iso")
    return not iso or len(iso) != 3 or figure.quantity.unit == iso


def _told(figure: Figure) -> str:
    interval = figure.quantity.interval
    return f"{figure.quantity.text!r} [{interval.low}, {interval.high}] {figure.quantity.unit}"
