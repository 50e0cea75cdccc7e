"""What an elliptical figure borrows from the one before: in "three people died in Kharkiv, two in Sumy" people died."""

from __future__ import annotations

import re
from dataclasses import replace

from claims.draft import Draft
from claims.happenings import NOMINAL_EVENTS
from claims.implied import CASUALTY_EVENTS

_OPPOSED = re.compile(r"\s(?:to|against)\s")
_LISTED = re.compile(r"(?:,|;|,?\s(?:and|or|while))\s$")
_WHERE = re.compile(r"\s(?:in|at|near|from|outside|on|over|around|off|across|throughout)\s")
_SIDED = re.compile(r"\s(?:against|in favou?r|for|opposed|abstain(?:ed|ing)|absent)\b")


def lend(part: Draft, whole: Draft) -> None:
    """Noun, event, actor and target of the other figure, where the figure has none of its own."""
    if part.measure is None or whole.measure is None:
        return
    if part.noun is None:
        part.measure = replace(
            part.measure,
            noun=whole.measure.noun,
            lemmas=whole.measure.lemmas,
            modifiers=whole.measure.modifiers,
        )
    if part.measure.event is None:
        told = (part.measure.noun, whole.happening.word if whole.happening else "")
        words = " ".join(dict.fromkeys(word for word in told if word))
        part.measure = replace(
            part.measure, event=whole.measure.event, actor=whole.measure.actor, target=whole.measure.target, text=words
        )
        part.happening = whole.happening


def lend_change(draft: Draft, same: list[Draft]) -> None:
    """ "481 cases, up from 422": the old figure counts what the new one counts."""
    if draft.quantity is None or draft.measure is None or draft.measure.noun is not None:
        return
    same = [
        other
        for other in same
        if other is not draft and other.measure is not None
        and other.measure.noun is not None and other.quantity is not None and other.quantity.unit == draft.quantity.unit
    ]  # fmt: skip
    before = [other for other in same if other.start < draft.start]
    if before or same:
        lend(draft, before[-1] if before else same[0])


def lend_conjunct(draft: Draft, by_token: dict[int, Draft]) -> None:
    """ "12 in the port district and five in the centre": the second counts what the first counts."""
    if draft.root.dep_ != "conj" or draft.noun is not None:
        return
    head = draft.root.head
    before = by_token.get(head.i)
    if before is None and head.pos_ == "VERB":  # "killed 12 in the port and five in the centre"
        before = next(
            (by_token[child.i] for child in head.children if child.dep_ == "dobj" and child.i in by_token), None
        )
    if before is not None and before is not draft and before.quantity is not None and draft.quantity is not None:
        if before.quantity.unit == draft.quantity.unit:
            lend(draft, before)


def lend_noun(draft: Draft, by_token: dict[int, Draft]) -> None:
    """ "Fifteen people were detained and 56 were injured": the 56 are people too."""
    verb = draft.root.head
    if draft.noun is not None or draft.measure is None or draft.measure.noun is not None or verb.dep_ != "conj":
        return
    if draft.root.dep_ not in {"nsubj", "nsubjpass"}:
        return
    for child in verb.head.children:
        before = by_token.get(child.i) if child.dep_ in {"nsubj", "nsubjpass"} else None
        if before is not None and before.measure is not None and before.role == "count":
            noun = before.measure.noun
            word = draft.happening.word if draft.happening else ""
            text = f"{noun or ''} {word}".strip()
            draft.measure = replace(draft.measure, noun=noun, lemmas=before.measure.lemmas, text=text)


def lend_sentence(draft: Draft, same: list[Draft]) -> None:
    """ "leaving five people dead and 12 injured": the 12 are people too."""
    if draft.measure is None or draft.measure.noun is not None or draft.happening is None or draft.quantity is None:
        return
    if draft.happening.lemma not in CASUALTY_EVENTS or draft.quantity.unit is not None:
        return
    for other in reversed(same):
        near = other.start < draft.start and other.role == "count"
        if near and other.whole is None and other.happening is not None and other.measure is not None:
            if other.happening.lemma in CASUALTY_EVENTS | {"die"} and other.noun is not None:
                if other.measure.noun is not None and other.noun.lower_ not in NOMINAL_EVENTS:
                    text = f"{other.measure.noun} {draft.happening.word}"
                    measure, lemmas = draft.measure, other.measure.lemmas
                    draft.measure = replace(measure, noun=other.measure.noun, lemmas=lemmas, text=text)
            return


def lend_opposed(draft: Draft, same: list[Draft]) -> bool:
    """ "364 votes to 62", "three goals to two": both sides count the same; True where it is so."""
    before = _just_before(draft, same)
    if before is None or before.noun is None or before.measure is None:
        return False
    if draft.measure is None or draft.quantity is None:
        return False
    own = before.noun.idx >= before.figure_end and before.quantity is not None
    text = draft.text
    if not own or not _OPPOSED.fullmatch(text, before.end, draft.start):
        return False
    if before.superseded or draft.quantity.unit is not None or text.endswith(("from ", "From "), 0, before.start):
        return False
    noun, lemmas = before.measure.noun, before.measure.lemmas
    draft.measure = replace(draft.measure, noun=noun, lemmas=lemmas, event=None, actor=None, text=noun or "")
    draft.happening = None
    return True


def lend_listed(draft: Draft, same: list[Draft]) -> None:
    """ "three people died in Kharkiv, two in Sumy and one near Lypsti", "141 votes in favour, five against"."""
    before = _just_before(draft, same)
    if before is None or draft.measure is None or draft.measure.noun is not None or draft.quantity is None:
        return
    text = draft.text
    if draft.quantity.unit is not None or not _LISTED.search(text, max(0, draft.start - 8), draft.start):
        return
    follows = _WHERE.match(text, draft.figure_end) or _SIDED.match(text, draft.figure_end)
    if follows and before.measure is not None and before.measure.noun is not None:
        draft.listed = True
        lend(draft, before)


def _just_before(draft: Draft, same: list[Draft]) -> Draft | None:
    """The count next before among those of the sentence, where it is of things and not of money or metres."""
    before = [other for other in same if other.start < draft.start and other.role == "count"]
    found = before[-1] if before else None
    return found if found is not None and found.quantity is not None and found.quantity.unit is None else None
