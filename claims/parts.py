"""Parts and wholes within a sentence: "35 …, including three over Moscow", "38 of the 42", "of whom nine"."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Token

from claims.draft import Draft
from claims.events import NOMINAL_EVENTS
from claims.implied import CASUALTY_EVENTS

_INCLUDING = frozenset({"including", "among", "amongst", "include", "includes", "included", "with"})
_STRICT = _INCLUDING - {"with"}
_AMONG = frozenset({"among", "amongst"})


def link_parts(drafts: list[Draft]) -> None:
    """Sets `whole` on parts, and lends an elliptical part the noun and event of its whole."""
    counts = [draft for draft in drafts if draft.quantity is not None and draft.role in {"count", "implied"}]
    measures = [draft for draft in drafts if draft.quantity is not None and draft.role == "measure"]
    for draft in measures:
        if draft.superseded:
            _lend_change(draft, measures)
    by_token: dict[int, Draft] = {}
    for draft in counts:
        if draft.role == "count":
            by_token.setdefault(draft.root.i, draft)
            if draft.noun is not None:
                by_token.setdefault(draft.noun.i, draft)
    for draft in counts:
        whole = _included_in(draft, by_token, counts) or _share_of(draft, by_token) or _of_whom(draft, by_token)
        whole = whole or _of_them(draft, counts) or _adverbial(draft, counts) or _fronted(draft, counts)
        whole = whole or _among_them(draft, counts) or _one_among(draft, by_token)
        if whole is not None and whole is not draft and whole.whole is not draft:
            draft.whole = whole
            _lend(draft, whole)
            _name_them(draft)
            _die(draft)
        elif draft.superseded:
            _lend_change(draft, counts)
        elif draft.elliptical and draft.role == "count":
            _lend_conjunct(draft, by_token)
            _lend_noun(draft, by_token)
            _lend_sentence(draft, counts)


def _included_in(draft: Draft, by_token: dict[int, Draft], counts: list[Draft]) -> Draft | None:
    token = draft.noun if draft.noun is not None and draft.noun.i > draft.root.i else draft.root
    for _ in range(5):
        head = token.head
        if token.dep_ == "dobj" and head.lemma_ == "include" and head.pos_ == "VERB":
            return next(
                (by_token[child.i] for child in head.children if child.dep_ == "nsubj" and child.i in by_token), None
            )
        if head.lower_ in _AMONG and token.dep_ == "pobj" and head.head.dep_ not in {"appos", "pcomp"}:
            return None  # "Three soldiers were among 10 people killed": the ten are the whole
        if token.dep_ in {"pobj", "pcomp", "dobj"} and head.lower_ in _STRICT:
            return _whole_above(head, draft, by_token, counts)
        if token.dep_ not in {"conj", "nummod", "appos"} or head == token:
            return None
        token = head
    return None


def _one_among(draft: Draft, by_token: dict[int, Draft]) -> Draft | None:
    """ "Three soldiers were among at least 10 people killed", "6 children among 19 dead": part of the count after."""
    token = draft.noun if draft.noun is not None and draft.noun.i > draft.root.i else draft.root
    hosts = [token, token.head] if token.dep_ in {"nsubj", "nsubjpass"} else [token]
    for child in (child for host in hosts for child in host.children if child.lower_ in _AMONG):
        found = next((by_token[each.i] for each in child.children if each.dep_ == "pobj" and each.i in by_token), None)
        if found is not None and found is not draft and found.start > draft.start:
            return found
    return None


def _whole_above(preposition: Token, part: Draft, by_token: dict[int, Draft], counts: list[Draft]) -> Draft | None:
    """The count that "including" hangs on: its noun, or the object or subject of its verb."""
    for ancestor in preposition.ancestors:
        found = by_token.get(ancestor.i)
        if found is not None and found is not part:
            return found
        if ancestor.pos_ in {"VERB", "AUX"}:
            before = [draft for draft in counts if _stands_before(draft, part, ancestor)]
            return before[-1] if before else None
    return None


def _stands_before(draft: Draft, part: Draft, verb: Token) -> bool:
    if draft.role != "count" or draft is part or draft.start >= part.start or draft.root.sent != part.root.sent:
        return False
    return verb in draft.root.ancestors or draft.root.head.i == verb.i


def _share_of(draft: Draft, by_token: dict[int, Draft]) -> Draft | None:
    """ "38 of the 42 passengers", "28 out of 31"."""
    for child in draft.root.children:
        if child.lower_ in {"of", "out"} and child.dep_ in {"prep"}:
            for token in child.subtree:
                found = by_token.get(token.i)
                if found is not None and found is not draft and found.start > draft.start and token.i == found.root.i:
                    return found
    return None


def _of_whom(draft: Draft, by_token: dict[int, Draft]) -> Draft | None:
    for child in draft.root.children:
        if child.lower_ == "of" and any(token.lower_ in {"whom", "which"} for token in child.children):
            return _above_relative(draft, by_token)
    verb = draft.root.head
    if draft.root.dep_ in {"nsubj", "nsubjpass"} and verb.dep_ == "relcl":
        if any(
            token.lower_ in {"whom", "which"}
            for child in verb.children
            if child.lower_ == "of"
            for token in child.children
        ):
            return _above_relative(draft, by_token)
    return None


def _of_them(draft: Draft, counts: list[Draft]) -> Draft | None:
    """ "12 people were hurt, five of them seriously": a part of the count before, if it is no larger."""
    following = draft.root.doc[draft.root.i : draft.root.i + 6]
    if draft.quantity is None or not _THEM.match(following.text):
        return None
    share = draft.quantity.interval.high is not None and draft.quantity.interval.high < 1
    before = [other for other in counts if other.role == "count" and other.start < draft.start]
    for other in reversed(before[-3:]):
        if other.noun is not None and other.quantity is not None and other.quantity.unit is None:
            fits = share or draft.quantity.interval.fits_in(other.quantity.interval)
            return other if fits and draft.root.i - other.root.i < 40 else None
    return None


_THEM = re.compile(r"[\w-]+(?:\s[\w-]+)?(?:-\w+)?\sof\s(?:them|these|those)\b", re.I)
_GRAVELY = frozenset("fatally mortally critically seriously severely badly gravely lightly slightly".split())
_MORTAL = frozenset({"fatally", "mortally"})


def _adverbial(draft: Draft, counts: list[Draft]) -> Draft | None:
    """ "Four shot, two fatally": an elliptical figure with an adverb of harm is a part of the count before."""
    after = draft.root.doc[draft.root.i + 1] if draft.root.i + 1 < len(draft.root.doc) else None
    if after is None or after.lower_ not in _GRAVELY or draft.noun is not None or draft.quantity is None:
        return None
    before = [other for other in counts if other.role == "count" and other.start < draft.start]
    if not before or before[-1].root.sent != draft.root.sent or before[-1].happening is None:
        return None
    whole = before[-1]
    fits = whole.quantity is not None and draft.quantity.interval.fits_in(whole.quantity.interval)
    return whole if fits else None


def _fronted(draft: Draft, counts: list[Draft]) -> Draft | None:
    """ "Of the 62 people aboard, 58 were passengers": what follows is of those that the sentence opens with."""
    sentence = draft.root.sent
    opener = next((token for token in sentence if not token.is_space), None)
    if opener is None or opener.lower_ != "of" or draft.quantity is None:
        return None
    first = next((other for other in counts if other.root.sent == sentence), None)
    if first is None or first is draft or first.quantity is None or opener not in first.root.ancestors:
        return None
    if opener in draft.root.ancestors:
        return None
    share = draft.quantity.unit == "%" or (draft.quantity.interval.high or 1) < 1
    return first if share or draft.quantity.interval.fits_in(first.quantity.interval) else None


def _among_them(draft: Draft, counts: list[Draft]) -> Draft | None:
    """ "executed 48 people, among them 10 children"."""
    doc, at = draft.root.doc, draft.root.i
    words = [token.lower_ for token in doc[max(0, at - 4) : at]]
    if draft.quantity is None or not any(words[here : here + 2] == ["among", "them"] for here in range(len(words))):
        return None
    before = [other for other in counts if other.role == "count" and other.start < draft.start]
    fits = before and before[-1].quantity and draft.quantity.interval.fits_in(before[-1].quantity.interval)
    return before[-1] if fits else None


def _name_them(draft: Draft) -> None:
    """ "12 passengers, four of them children": the four are children."""
    doc, at = draft.root.doc, draft.root.i
    for here in range(at + 1, min(at + 6, len(doc) - 1)):
        named = doc[here + 1]
        if doc[here].lower_ in {"them", "whom"} and doc[here - 1].lower_ == "of":
            plain = named.pos_ == "NOUN" and named.tag_ == "NNS" and draft.measure is not None
            if plain and draft.measure is not None:
                word = draft.happening.word if draft.happening else ""
                text = f"{named.lower_} {word}".strip()
                lemmas = (named.lemma_.lower(),)
                draft.measure = replace(draft.measure, noun=named.lower_, lemmas=lemmas, modifiers=(), text=text)
            return


def _die(draft: Draft) -> None:
    """A part that was hit "fatally" was killed, whatever happened to the whole."""
    doc = draft.root.doc
    near = {token.lower_ for token in doc[draft.root.i + 1 : draft.root.i + 4]}
    if near & _MORTAL and draft.measure is not None and draft.measure.event is not None:
        text = f"{draft.measure.noun or ''} killed".strip()
        draft.measure = replace(draft.measure, event="kill", text=text)


def _lend_sentence(draft: Draft, counts: list[Draft]) -> None:
    """ "leaving five people dead and 12 injured": the 12 are people too."""
    if draft.measure is None or draft.measure.noun is not None or draft.happening is None or draft.quantity is None:
        return
    if draft.happening.lemma not in CASUALTY_EVENTS or draft.quantity.unit is not None:
        return
    for other in reversed(counts):
        near = other.start < draft.start and other.root.sent == draft.root.sent and other.role == "count"
        if near and other.whole is None and other.happening is not None and other.measure is not None:
            if other.happening.lemma in CASUALTY_EVENTS | {"die"} and other.noun is not None:
                if other.measure.noun is not None and other.noun.lower_ not in NOMINAL_EVENTS:
                    text = f"{other.measure.noun} {draft.happening.word}"
                    measure, lemmas = draft.measure, other.measure.lemmas
                    draft.measure = replace(measure, noun=other.measure.noun, lemmas=lemmas, text=text)
            return


def _lend_change(draft: Draft, counts: list[Draft]) -> None:
    """ "481 cases, up from 422": the old figure counts what the new one counts."""
    if draft.quantity is None or draft.measure is None or draft.measure.noun is not None:
        return
    same = [
        other
        for other in counts
        if other is not draft and other.root.sent == draft.root.sent and other.measure is not None
        and other.measure.noun is not None and other.quantity is not None and other.quantity.unit == draft.quantity.unit
    ]  # fmt: skip
    before = [other for other in same if other.start < draft.start]
    if before or same:
        _lend(draft, before[-1] if before else same[0])


def _above_relative(draft: Draft, by_token: dict[int, Draft]) -> Draft | None:
    clause = draft.root.head
    return by_token.get(clause.head.i) if clause.dep_ == "relcl" else None


def _lend(part: Draft, whole: Draft) -> None:
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
        words = " ".join(word for word in (part.measure.noun, whole.happening.word if whole.happening else "") if word)
        part.measure = replace(
            part.measure, event=whole.measure.event, actor=whole.measure.actor, target=whole.measure.target, text=words
        )
        part.happening = whole.happening


def _lend_conjunct(draft: Draft, by_token: dict[int, Draft]) -> None:
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
            _lend(draft, before)


def _lend_noun(draft: Draft, by_token: dict[int, Draft]) -> None:
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
