"""Killed and injured in outlets' reports of shootings (SemEval-2018 task 5 documents, Gun Violence Archive totals).

A report states a total of one or more where one sentence of its title and text (cut at 700 characters) holds the
archive's figure, in digits or words, beside a word of death ("killed", "dead", "fatal") or of injury ("wounded",
"injured", "hurt", "shot" for injured); a total of one is stated also by one person's noun ("a man") some words
before such a word in one clause, and found also where an age has the event.
Reports that state no such total are not asked. A total is found where a claim of that event has
that value, exactly or as its lower bound. The archive may count the gunman and round-ups hold several
incidents, so a stated figure is at times another incident's; that bounds what any reader can reach.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from benchmarks.samples import Outcome, Row, Tally, claims_of
from claims.lexicon import event_class, event_classes
from claims.reading import Reader
from claims.types import Claim

PUBLISHED: dict[str, dict[str, float]] = {}
_WORDS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
_PERSON = (
    r"\b(?:a|an|another|the|one)\s(?:[\w-]+\s){0,3}(?:man|woman|boy|girl|teen|teenager|child|toddler|officer|suspect|"
    r"student|person|victim|gunman|baby|infant|deputy|mother|father)\b"
)
_EVENTS = {
    "killed": re.compile(r"\b(?:kill(?:s|ed|ing)?|dead|die[sd]?|fatal(?:ly|ities)?|deaths?|slain|murdered)\b", re.I),
    "injured": re.compile(r"\b(?:injur\w+|wound\w*|hurt|shot|hospitali[sz]ed)\b", re.I),
}
_CLASSES = {
    "killed": {event_class(word) for word in ("kill", "die", "murder", "slay", "shoot dead")},
    "injured": {event_class(word) for word in ("wound", "injure", "hurt", "shoot", "hospitalize")},
}


def run(reader: Reader, rows: list[Row]) -> Outcome:
    """Per cent of stated totals that are found, by event."""
    outcome = Outcome("gva_incidents")
    documents = [(row, f"{document['title']}\n\n{document['text']}") for row in rows for document in row["docs"]]
    tallies = {name: Tally() for name in _EVENTS}
    for (row, text), claims in zip(documents, claims_of(reader, (text for _, text in documents)), strict=True):
        for event, tally in tallies.items():
            total = row[f"gold_{event}"]
            sentence = next(_stating(text, event, total), None) if total else None
            if sentence is None:
                continue
            tally.wanted += 1
            if any(_tells(claim, event, total) for claim in claims):
                tally.right += 1
            else:
                told = [(c.quote, c.measure.event) for c in claims if c.quantity is not None and c.measure is not None]
                outcome.failures.append(f"{event} {total}: {sentence.strip()[:220]!r} found {told[:8]}")
    outcome.size = f"{len(documents)} reports"
    outcome.figures = {f"{event} (of {tally.wanted})": tally.share for event, tally in tallies.items()}
    return outcome


def _stating(text: str, event: str, total: int) -> Iterator[str]:
    word = f"|{_WORDS[total]}" if total < len(_WORDS) else ""
    figure = re.compile(rf"(?<![\d.,:/-])\b(?:{total}{word})\b(?![\d:/]|-year|[.,]\d)", re.I)
    for sentence in re.split(r"(?<=[.!?])\s|\n+", text):
        told = _EVENTS[event].search(sentence) and figure.search(sentence)
        if told or (total == 1 and re.search(_PERSON + r"[^.,;]{0,40}?" + _EVENTS[event].pattern, sentence, re.I)):
            yield sentence


def _tells(claim: Claim, event: str, total: int) -> bool:
    quantity, measure = claim.quantity, claim.measure
    if quantity is None or measure is None or measure.event is None:
        return False
    if quantity.unit == "year" and total == 1:  # an age tells of one person
        return bool(event_classes(measure) & _CLASSES[event])
    if quantity.unit is not None:
        return False
    if quantity.interval.exact != total and quantity.interval.low != total:
        return False
    return bool(event_classes(measure) & _CLASSES[event])
