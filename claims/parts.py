"""Parts and wholes within a sentence: "35 …, including three over Moscow", "38 of the 42", "of whom nine"."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Token

from claims.draft import Draft
from claims.lending import (
    lend,
    lend_change,
    lend_conjunct,
    lend_listed,
    lend_noun,
    lend_opposed,
    lend_sentence,
)

_INCLUDING = frozenset({"including", "among", "amongst", "include", "includes", "included", "with"})
_STRICT = _INCLUDING - {"with"}
_AMONG = frozenset({"among", "amongst"})


def link_parts(drafts: list[Draft]) -> None:
    """Sets `whole` on parts, and lends an elliptical part the noun and event of its whole."""
    counts = [draft for draft in drafts if draft.quantity is not None and draft.role in {"count", "implied"}]
    measures = [draft for draft in drafts if draft.quantity is not None and draft.role == "measure"]
    for draft, same in zip(measures, _by_sentence(measures), strict=True):
        if draft.superseded:
            lend_change(draft, same)
    by_token: dict[int, Draft] = {}
    for draft in counts:
        if draft.role == "count":
            by_token.setdefault(draft.root.i, draft)
            if draft.noun is not None:
                by_token.setdefault(draft.noun.i, draft)
    past: list[Draft] = []
    for draft, same in zip(counts, _by_sentence(counts), strict=True):
        whole = _whole_of(draft, by_token, same, past)
        if whole is not None and whole is not draft and whole.whole is not draft:
            draft.whole = whole
            draft.listed = draft.elliptical and draft.role == "count"
            _forget_stray(draft, same)
            lend(draft, whole)
            _name_them(draft)
            _die(draft)
        elif draft.superseded:
            lend_change(draft, same)
        elif draft.elliptical and draft.role == "count" and not lend_opposed(draft, same):
            lend_listed(draft, same)
            lend_conjunct(draft, by_token)
            lend_noun(draft, by_token)
            lend_sentence(draft, same)
        if draft.role == "count":
            past.append(draft)


def _whole_of(draft: Draft, by_token: dict[int, Draft], same: list[Draft], past: list[Draft]) -> Draft | None:
    """What the count is a part of: `same` are the counts of its sentence, `past` all that stand before it."""
    whole = _included_in(draft, by_token, same) or _share_of(draft, by_token) or _of_whom(draft, by_token, same)
    whole = whole or _of_them(draft, past) or _adverbial(draft, same) or _fronted(draft, same)
    whole = whole or _among_them(draft, past) or _one_among(draft, by_token) or _beside_part(draft, same)
    return whole or _after_colon(draft, same)


def _by_sentence(counts: list[Draft]) -> list[list[Draft]]:
    """For each count, those of its sentence."""
    starts = [draft.root.sent.start for draft in counts]
    grouped: dict[int, list[Draft]] = {}
    for start, draft in zip(starts, counts, strict=True):
        grouped.setdefault(start, []).append(draft)
    return [grouped[start] for start in starts]


def _included_in(draft: Draft, by_token: dict[int, Draft], same: list[Draft]) -> Draft | None:
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
            return _whole_above(head, draft, by_token, same)
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


def _whole_above(preposition: Token, part: Draft, by_token: dict[int, Draft], same: list[Draft]) -> Draft | None:
    """The count that "including" hangs on: its noun, or the object or subject of its verb."""
    for ancestor in preposition.ancestors:
        found = by_token.get(ancestor.i)
        if found is not None and found is not part:
            return found
        if ancestor.pos_ in {"VERB", "AUX"}:
            before = [draft for draft in same if _stands_before(draft, part, ancestor)]
            return before[-1] if before else None
    return None


def _stands_before(draft: Draft, part: Draft, verb: Token) -> bool:
    if draft.role != "count" or draft is part or draft.start >= part.start:
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


def _of_whom(draft: Draft, by_token: dict[int, Draft], same: list[Draft]) -> Draft | None:
    """ "120 people, of whom 45 were children", "434 arrests, of which 21 in Nairobi"."""
    heads = [draft.root]
    if draft.root.dep_ in {"nsubj", "nsubjpass"} and draft.root.head.dep_ == "relcl":
        heads.append(draft.root.head)
    for child in (child for head in heads for child in head.children if child.lower_ == "of"):
        if any(token.lower_ in {"whom", "which"} for token in child.children):
            above = _above_relative(draft, by_token)
            if above is not None:
                return above
    if _WHOM_BEFORE.search(draft.text, max(0, draft.start - 12), draft.start) is None:
        return None
    return _nearest_holding(draft, same)


_WHOM_BEFORE = re.compile(r"\b(?:of|among)\s(?:whom|which)\s$", re.I)


def _nearest_holding(draft: Draft, same: list[Draft]) -> Draft | None:
    """The count next before in the sentence that is large enough to hold this one."""
    for other in reversed(same):
        if other.start < draft.start and other.role == "count" and other.whole is None and _fits(draft, other):
            return other
    return None


def _fits(part: Draft, whole: Draft) -> bool:
    if part.quantity is None or whole.quantity is None or whole.quantity.unit != part.quantity.unit:
        return False
    return part.quantity.interval.fits_in(whole.quantity.interval)


def _beside_part(draft: Draft, same: list[Draft]) -> Draft | None:
    """ "among them 490 firefighters and 455 officers", "of whom 21 in Nairobi and 413 elsewhere": both are parts."""
    before = next((other for other in reversed(same) if other.start < draft.start and other.role == "count"), None)
    if before is None or before.whole is None or not any(other is before.whole for other in same):
        return None
    if before.start < before.whole.start or not _fits(draft, before.whole):
        return None
    doc = draft.root.doc
    between = doc[before.root.i + 1 : draft.root.i]
    if any(token.pos_ in {"VERB", "AUX"} or token.text in {";", ":", "(", ")"} for token in between):
        return None
    apart = draft.happening is not None and draft.happening.token.i > before.root.i
    joined = any(token.lower_ == "and" and token.nbor(-1).text != "," for token in between[-3:])
    listed = joined or (len(between) > 0 and between[-1].text == "," and not _others(draft))
    return before.whole if listed and not apart else None


def _forget_stray(draft: Draft, same: list[Draft]) -> None:
    """ "of whom 21 in Nairobi, 413 others had been injured": the verb behind the next figure tells nothing of this."""
    if draft.noun is not None or draft.happening is None or draft.measure is None:
        return
    verb = draft.happening.token.idx
    if any(draft.end <= other.start < verb for other in same):
        draft.measure = replace(draft.measure, event=None, actor=None, target=None)
        draft.happening = None


def _others(draft: Draft) -> bool:
    return draft.noun is not None and draft.noun.lower_ in {"others", "more"}


def _after_colon(draft: Draft, same: list[Draft]) -> Draft | None:
    """ "120 people were dead: 57 women, 54 men and nine others": the parts of the count before a colon."""
    same = [other for other in same if other.role == "count"]
    first = next((other for other in same if _colon_before(other)), None)
    if first is None or draft.start < first.start:
        return None
    before = [other for other in same if other.start < first.start]
    listed = [other for other in same if other.start >= first.start]
    if not before or before[-1].happening is None or len(listed) < 2:
        return None
    whole = before[-1]
    exact = [other.quantity.interval.exact for other in (whole, *listed) if other.quantity is not None]
    told = [value for value in exact if value is not None]
    if len(told) < len(exact) or sum(told[1:]) > told[0] or not all(_fits(other, whole) for other in listed):
        return None
    return whole if draft.text.count(":", whole.end, first.start) == 1 else None


def _colon_before(draft: Draft) -> bool:
    return draft.text[max(0, draft.start - 2) : draft.start] == ": "


def _of_them(draft: Draft, past: list[Draft]) -> Draft | None:
    """ "12 people were hurt, five of them seriously": a part of the count before, if it is no larger."""
    following = draft.root.doc[draft.root.i : draft.root.i + 6]
    if draft.quantity is None or not _THEM.match(following.text):
        return None
    share = draft.quantity.interval.high is not None and draft.quantity.interval.high < 1
    for other in reversed(past[-3:]):
        told = other.measure is not None and (other.measure.noun is not None or other.happening is not None)
        if told and other.quantity is not None and other.quantity.unit is None:
            fits = share or draft.quantity.interval.fits_in(other.quantity.interval)
            return other if fits and draft.root.i - other.root.i < 40 else None
    return None


_THEM = re.compile(
    r"[\w,.-]+(?:\s[\w-]+)?(?:-\w+)?\sof\s(?:them|these|whom|which|"
    r"those(?!\s(?:\w+ed|hurt|who|whose|in|from|on|at|aboard|with|still)\b))\b",
    re.I,
)
_GRAVELY = frozenset("fatally mortally critically seriously severely badly gravely lightly slightly".split())
_MORTAL = frozenset({"fatally", "mortally"})


def _adverbial(draft: Draft, same: list[Draft]) -> Draft | None:
    """ "Four shot, two fatally": an elliptical figure with an adverb of harm is a part of the count before."""
    after = draft.root.doc[draft.root.i + 1] if draft.root.i + 1 < len(draft.root.doc) else None
    if after is None or after.lower_ not in _GRAVELY or draft.noun is not None or draft.quantity is None:
        return None
    before = [other for other in same if other.role == "count" and other.start < draft.start]
    if not before or before[-1].happening is None:
        return None
    whole = before[-1]
    fits = whole.quantity is not None and draft.quantity.interval.fits_in(whole.quantity.interval)
    return whole if fits else None


def _fronted(draft: Draft, same: list[Draft]) -> Draft | None:
    """ "Of the 62 people aboard, 58 were passengers": what follows is of those that the sentence opens with."""
    sentence = draft.root.sent
    opener = next((token for token in sentence if not token.is_space), None)
    if opener is None or opener.lower_ != "of" or draft.quantity is None:
        return None
    first = same[0]
    if first is draft or first.quantity is None or opener not in first.root.ancestors:
        return None
    if opener in draft.root.ancestors:
        return None
    share = draft.quantity.unit == "%" or (draft.quantity.interval.high or 1) < 1
    return first if share or draft.quantity.interval.fits_in(first.quantity.interval) else None


def _among_them(draft: Draft, past: list[Draft]) -> Draft | None:
    """ "executed 48 people, among them 10 children"."""
    doc, at = draft.root.doc, draft.root.i
    words = [token.lower_ for token in doc[max(0, at - 4) : at]]
    if draft.quantity is None or not any(words[here : here + 2] == ["among", "them"] for here in range(len(words))):
        return None
    fits = past and past[-1].quantity and draft.quantity.interval.fits_in(past[-1].quantity.interval)
    return past[-1] if fits else None


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


def _above_relative(draft: Draft, by_token: dict[int, Draft]) -> Draft | None:
    clause = draft.root.head
    return by_token.get(clause.head.i) if clause.dep_ == "relcl" else None
