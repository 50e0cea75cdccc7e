"""Figure to counted noun, against Universal Dependencies English news (PUD, GUM, EWT), nouns as heads.

A pair is right where a quantity claim covers the figure and its gold noun is among the claim's noun, lemmas,
modifiers or unit words. A year before a noun ("the 1967 war") is a period in the contract, "one" in "one thing"
no figure: such pairs are set aside and counted.
"""

from __future__ import annotations

import re

from benchmarks.samples import Outcome, Row, Tally, claims_of
from claims.reading import Reader
from claims.types import Claim

PUBLISHED: dict[str, dict[str, float]] = {}
_IDLE_ONES = frozenset("thing way hand side reason time day step example point".split())


def run(reader: Reader, rows: list[Row]) -> Outcome:
    """Per cent of the gold pairs found."""
    outcome = Outcome("ud_nummod_news", size=f"{len(rows)} sentences")
    every, news = Tally(), Tally()
    for row, claims in zip(rows, claims_of(reader, (row["text"] for row in rows)), strict=True):
        for pair in row["pairs"]:
            if pair["head_upos"] != "NOUN":
                continue
            at = pair["num_span"][0]
            covering = [claim for claim in claims if claim.quantity is not None and claim.start <= at < claim.end]
            right = any(_names(claim, pair) for claim in covering)
            every.wanted += 1
            every.right += right
            reason = _reason(pair)
            if reason is not None:
                outcome.aside[reason] += 1
                continue
            news.wanted += 1
            news.right += right
            if not right:
                found = [(claim.quote, claim.measure.noun if claim.measure else None) for claim in covering]
                outcome.failures.append(f"{pair['num']} -> {pair['head']}: found {found} | {row['text'][:250]}")
    outcome.figures = {"heads": news.share, "nothing set aside": every.share}
    return outcome


def _reason(pair: Row) -> str | None:
    if re.fullmatch(r"(?:1[5-9]|20)\d\d", pair["num"]) and pair["num_span"][1] < pair["head_span"][0]:
        return "years before a noun: periods"
    if pair["num"].lower() == "one" and pair["head_lemma"].lower() in _IDLE_ONES:
        return "one thing, on the one hand"
    return "clock times" if pair["head"].lower() == "o'clock" else None


def _names(claim: Claim, pair: Row) -> bool:
    quantity, measure = claim.quantity, claim.measure
    assert quantity is not None and measure is not None
    text = " ".join(part for part in (measure.noun, quantity.text, *measure.modifiers) if part)
    words = {*text.lower().replace("-", " ").split(), *measure.lemmas}
    head, lemma = pair["head"].lower(), pair["head_lemma"].lower()
    return bool(words & {head, lemma}) or any(word.endswith(head) for word in words)
