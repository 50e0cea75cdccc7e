"""What happened to what is counted, read from the dependency tree: "224 drones" were downed or jammed.

Labels are those of spaCy's English pipelines (ClearNLP dependencies).
"""

from __future__ import annotations

from spacy.tokens import Token

from claims.happenings import NOMINAL_EVENTS, Happening
from claims.plights import harmed, plight_of
from claims.verb_arguments import SUBJECTS, object_of, subject_of, target_of
from claims.verb_forms import participle, spoken, verb_lemma

_RAISING = frozenset(
    """expect believe report fear say think presume confirm estimate continue begin start manage try plan need
    appear seem know leave find list declare consider suspect understand remain set suppose assume pronounce""".split()
)
_BARE = frozenset("be have do report say leave include see make total number reach stand remain".split())
_SENTENCING = frozenset("sentence jail imprison condemn".split())
_NOMINALS = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "PRON"})
_LEVELS = frozenset(
    """rise climb jump increase grow fall drop decline go reach stand top hit pass exceed come tumble slump plunge slide
    slip dip soar surge leap dive nosedive plummet rally advance ease edge widen narrow shrink swell rebound""".split()
)
_CAUSATIVE = frozenset("force order cause prompt urge oblige lead tell ask compel allow enable require".split())
_HARM = frozenset("dead hurt injured wounded killed missing homeless trapped hospitalized hospitalised".split())
_WHOLES = frozenset("total number group crowd team majority handful pair trio".split())
_RANGING = frozenset("between around about over under".split())
_DEEDS = {
    "beheading": "behead", "killing": "kill", "shooting": "shoot", "execution": "execute", "murder": "murder",
    "slaying": "kill", "massacre": "massacre", "kidnapping": "kidnap", "abduction": "abduct", "rescue": "rescue",
    "deportation": "deport", "displacement": "displace", "stabbing": "stab", "poisoning": "poison",
    "assassination": "assassinate", "wounding": "wound", "drowning": "drown", "release": "release", "loss": "lose",
    "disappearance": "disappear", "seizure": "seize", "launch": "launch", "destruction": "destroy",
}  # fmt: skip
_REMAINS = frozenset({"body", "remains", "remain", "corpse"})
_ATTACKING = frozenset("attack hit strike launch pound bombard target assault pummel raid shell".split())


def happening_of(noun: Token) -> Happening | None:
    """What happened to, or was done by, what `noun` stands for; None where nothing happened."""
    return _nominal(noun) or _directly_behind(noun) or _modified(noun) or plight_of(noun) or _governed(noun)


def _directly_behind(noun: Token) -> Happening | None:
    """ "nine people hurt on Bourbon Street could learn": the word right behind tells it, whatever the parse."""
    word = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
    if word is None or word.lower_ not in _HARM or word.pos_ not in {"VERB", "ADJ"} or word.sent != noun.sent:
        return None
    if object_of(word) is not None or word.i + 1 < len(noun.doc) and word.nbor(1).pos_ in {"NOUN", "PROPN", "DET"}:
        return None
    return Happening(NOMINAL_EVENTS[word.lower_], word, word.lower_)


def _nominal(noun: Token | None) -> Happening | None:
    if noun is None:
        return None
    lemma = NOMINAL_EVENTS.get(noun.lower_) or NOMINAL_EVENTS.get(noun.lemma_.lower())
    if lemma is None:
        for child in noun.children:
            shot = noun.head.lemma_ == "shoot" and child.lower_ == "dead"
            if (
                child.dep_ == "amod"
                and child.lower_ in NOMINAL_EVENTS
                and child.tag_ in {"VBN", "JJ", "VBD"}
                and not shot
            ):
                return Happening(NOMINAL_EVENTS[child.lower_], child, child.lower_)
        return None
    return Happening(lemma, noun, noun.lower_)


def _modified(noun: Token) -> Happening | None:
    """ "five people wounded in", "12 people who were killed", where the governing verb tells nothing."""
    first = noun
    while first.dep_ == "conj" and first.head.pos_ in _NOMINALS and first.head.dep_ in {"dobj", "conj"}:
        first = first.head  # "brought down 12 missiles and all 31 drones that were launched"
    verb = first.head
    tells = first.dep_ in {"nsubj", "nsubjpass", "dobj"} and verb.pos_ == "VERB" and verb.lemma_ not in _BARE
    if tells:
        return None
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep_ == "acl" and child.tag_ in {"VBN", "VBD"}:
            return _with_arguments(child, passive=True)
        if child.dep_ == "relcl" and child.pos_ in {"VERB", "AUX"}:
            return _relative(child)
        if child.dep_ in {"amod", "acomp"} and child.lower_ in NOMINAL_EVENTS:
            return Happening(NOMINAL_EVENTS[child.lower_], child, child.lower_)
    return None


def _relative(verb: Token) -> Happening | None:
    for child in verb.children:
        if child.dep_ == "nsubjpass" and child.lower_ in {"who", "that", "which"}:
            return _with_arguments(verb, passive=True)
        if child.dep_ == "nsubj" and child.lower_ in {"who", "that", "which"}:
            return _from_verb(verb, passive=False, subject=True)
        if child.dep_ == "dobj" and child.lower_ in {"whom", "that", "which"}:
            return _from_verb(verb, passive=False, subject=False)
    return None


def _governed(noun: Token) -> Happening | None:
    """The verb that governs the noun, through coordination and raising verbs."""
    seen, first = 0, noun.i
    while noun.dep_ in {"conj", "appos"} and noun.head.pos_ in _NOMINALS and seen < 8:
        noun, seen = noun.head, seen + 1
    verb = noun.head
    if verb.lemma_ == "say" and first > verb.i:
        return None  # "the agency said: 57 women and 54 men"
    if noun.dep_ in SUBJECTS and verb.pos_ in {"VERB", "AUX"}:
        if verb.dep_ == "aux":  # "18 are missing" with the auxiliary taken for the verb
            verb = verb.head
        return _from_verb(verb, passive=noun.dep_ == "nsubjpass", subject=True)
    if noun.dep_ == "dobj" and verb.pos_ in {"VERB", "AUX"}:
        if noun.lemma_ == "life" and verb.lemma_ in {"claim", "take", "cost"}:
            return Happening("kill", verb, "taken", subject_of(verb))
        after = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else noun
        if verb.lemma_ == "leave" and after.lower_ in NOMINAL_EVENTS and after.pos_ != "NOUN":
            return Happening(NOMINAL_EVENTS[after.lower_], after, after.lower_)
        return _from_verb(verb, passive=False, subject=False)
    if noun.dep_ in {"attr", "oprd", "dep", "ROOT"}:
        return _bare(noun)
    if noun.dep_ == "pobj":
        return _prepositional(noun)
    return None


def _bare(noun: Token) -> Happening | None:
    """Headlines without a verb: "Ten dead in blast" hangs the event on the noun."""
    for child in noun.children:
        if child.i > noun.i and child.tag_ in {"VBN", "VBD"} and child.dep_ in {"acl", "amod", "advcl", "ccomp"}:
            return _with_arguments(child, passive=True)
    return None


def _prepositional(noun: Token) -> Happening | None:
    outer = noun.head.head
    if noun.head.lower_ in {"of", "to"} and outer.lemma_.lower() in NOMINAL_EVENTS and outer.lower_ != "toll":
        return Happening(NOMINAL_EVENTS[outer.lemma_.lower()], outer, outer.lower_)
    if noun.head.lower_ == "of" and outer.lemma_ in _REMAINS:
        return Happening("die", outer, "dead")  # "recovered the bodies of 12 passengers"
    if noun.head.lower_ == "of" and outer.lower_ == "lives" and outer.head.lemma_ in {"claim", "take", "cost", "end"}:
        return Happening("kill", outer.head, "killed", subject_of(outer.head))
    if noun.head.lower_ == "of" and outer.lemma_ in _DEEDS:
        return Happening(_DEEDS[outer.lemma_], outer, participle(outer) if outer.pos_ == "VERB" else outer.lower_)
    if noun.head.lower_ == "of" and outer.lemma_ in _WHOLES:
        return _governed(outer)
    if noun.head.lower_ in _RANGING and outer.pos_ == "VERB" and noun.head.i == outer.i + 1:
        return _from_verb(outer, passive=False, subject=False)  # "killing between 1,000 and 1,800 people"
    if noun.head.lower_ in {"with", "using"} and outer.pos_ == "VERB" and outer.lemma_ in _ATTACKING:
        return Happening(outer.lemma_, outer, participle(outer), subject_of(outer), object_of(outer))
    return None


def _from_verb(verb: Token, passive: bool, subject: bool) -> Happening | None:
    verb = _raised(verb)
    if verb.tag_ == "VBN" and any(child.dep_ in {"auxpass"} for child in verb.children):
        passive = True
    if verb.lower_ in NOMINAL_EVENTS and verb.pos_ == "ADJ":
        return Happening(NOMINAL_EVENTS[verb.lower_], verb, verb.lower_)
    if verb.lemma_ in {"be", "have", "'s"} or (verb.pos_ == "AUX" and verb.lemma_ in {"be", "have"}):
        return _complement(verb)
    if verb.lemma_ == "leave" and not subject:
        told = _complement(verb)
        if told is not None:
            return told
    if passive:
        return _with_arguments(verb, passive=True)
    if verb.lower_ == "missing":
        return Happening("missing", verb, "missing")
    if not subject and verb.lemma_ in _CAUSATIVE:
        made = next((child for child in verb.children if child.dep_ in {"xcomp", "ccomp"} and child.tag_ == "VB"), None)
        verb = made if made is not None else verb  # "forced 30,000 people to evacuate"
    if verb.lemma_ == "include":
        counted = None if subject else subject_of(verb)
        return (_nominal(counted) or _modified(counted)) if counted is not None else None
    headline = subject and verb.tag_ in {"VBN", "VBD"} and not object_of(verb) and verb.lemma_ in _HEADLINE_PASSIVE
    if headline:
        return _with_arguments(verb, passive=True)
    hurt = harmed(verb) if subject else None
    if hurt is not None:
        return hurt
    actor = None if subject else subject_of(verb)
    target = target_of(verb)
    lemma, word = _joined(verb, subject)
    return Happening("kill" if _deadly(verb) else lemma, verb, word, actor, target)


_HEADLINE_PASSIVE = frozenset(
    "kill wound injure hurt arrest detain rescue displace evacuate hospitalise trap shoot".split()
)


def _raised(verb: Token) -> Token:
    """ "are feared dead", "is believed to have been killed": the verb or adjective that matters."""
    for _ in range(3):
        if verb.lemma_ not in _RAISING and verb.pos_ != "AUX":
            return verb
        inner = next(
            (
                child
                for child in verb.children
                if child.dep_ in {"xcomp", "oprd", "acomp", "ccomp"}
                and child.i > verb.i
                and (child.pos_ == "VERB" or child.lower_ in NOMINAL_EVENTS)
                and not any(grandchild.dep_ in SUBJECTS for grandchild in child.children)
            ),
            None,
        )
        if inner is None:
            return verb
        verb = inner
    return verb


def _complement(verb: Token) -> Happening | None:
    for child in verb.children:
        if child.dep_ in {"acomp", "oprd", "attr", "amod", "xcomp", "ccomp", "dobj", "advcl"} and child.i > verb.i:
            lemma = NOMINAL_EVENTS.get(child.lower_)
            if lemma and child.pos_ != "NOUN":
                return Happening(lemma, child, child.lower_)
    return _among(verb)


def _deadly(verb: Token) -> bool:
    """ "shot dead", "fatally shot", "stabbed to death"."""
    if verb.lemma_ not in {"shoot", "stab", "beat", "burn", "hack", "strike", "gun", "bludgeon", "strangle", "maul"}:
        return False
    for child in verb.children:
        if child.lower_ == "to" and any(token.lower_ == "death" for token in child.children):
            return True
    near = verb.doc[max(verb.sent.start, verb.i - 1) : min(verb.sent.end, verb.i + 3)]
    words = [token.lower_ for token in near]
    return "dead" in words or "fatally" in words or words[-2:] == ["to", "death"]


def _among(verb: Token) -> Happening | None:
    """ "A five-year-old boy was among the wounded"."""
    for child in verb.children:
        if child.lower_ in {"among", "amongst"}:
            within = next((token for token in child.children if token.dep_ == "pobj"), None)
            if within is not None and within.lower_ in NOMINAL_EVENTS:
                return Happening(NOMINAL_EVENTS[within.lower_], within, within.lower_)
            told = _undergone(within) if within is not None and within.lower_ == "those" else None
            if told is not None:
                return _with_arguments(told, passive=True)  # "80 women were among those detained"
    return None


def _undergone(those: Token) -> Token | None:
    return next((child for child in those.children if child.dep_ == "acl" and child.tag_ == "VBN"), None)


def _with_arguments(verb: Token, passive: bool) -> Happening:
    actor = None
    for child in verb.children:
        if child.dep_ == "agent":
            actor = next((token for token in child.children if token.dep_ == "pobj" and not _timed(token)), None)
    lemma, word = _joined(verb, subject=True)
    return Happening("kill" if _deadly(verb) else lemma, verb, word, actor, target_of(verb))


def _timed(noun: Token) -> bool:
    """ "repaired by the end of June", "identified by Monday afternoon": when, and not by whom."""
    dated = noun.ent_type_ in {"DATE", "TIME"} and noun.lower_ not in {"old", "olds"}
    return dated or noun.lower_ in _MOMENTS


_MOMENTS = frozenset("end start beginning time midnight noon dawn dusk nightfall now then deadline close".split())


def _joined(verb: Token, subject: bool) -> tuple[str, str]:
    """ "downed or jammed" is one event of two verbs that share what they govern: its lemma and participle."""
    if verb.lemma_ in _BRINGING and _to_hospital(verb):
        return "hospitalise", f"{spoken(verb)} to hospital"
    chain = [verb]
    if not subject and verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not object_of(verb.head):
        between = verb.doc[verb.head.i + 1 : verb.i]
        if len(between) < 3 and any(token.dep_ == "cc" or token.text == "," for token in between):
            chain.insert(0, verb.head)
    if subject:
        for child in verb.children:
            near = child.dep_ == "conj" and child.pos_ == "VERB" and 0 < child.i - verb.i <= 3
            if near and not any(grand.dep_ in SUBJECTS | {"dobj"} for grand in child.children):
                chain.append(child)
    link = next((child.lower_ for child in chain[0].children if child.dep_ == "cc"), "and")
    join = f" {link} ".join
    return join(verb_lemma(token) for token in chain), join(spoken(token) for token in chain)


_BRINGING = frozenset("take rush fly airlift transport bring carry drive ferry send transfer evacuate admit".split())


def _to_hospital(verb: Token) -> bool:
    """ "taken to the provincial hospital", "flown to hospitals in Bangkok": what befell those who were brought."""
    return any(
        token.lemma_ in {"hospital", "clinic", "infirmary"} and token.dep_ == "pobj"
        for child in verb.children
        if child.lower_ == "to"
        for token in child.children
    )


def sentencing(root: Token) -> Happening | None:
    """ "sentenced to 25 years", "jailed for life with 12 years", "a 25-year sentence": a punishment's length."""
    for node in root.ancestors:
        if node.lemma_ in {"sentence", "term"} and node.pos_ == "NOUN":
            return Happening("sentence", node, "sentence")
        if node.pos_ == "VERB":
            told = node.lemma_ in _SENTENCING
            return Happening("sentence", node, "sentenced", target=_convict(node)) if told else None
    return None


def _convict(verb: Token) -> Token | None:
    kinds = {"dobj"} if object_of(verb) is not None else {"nsubjpass"}
    return next((child for child in verb.children if child.dep_ in kinds and child.pos_ != "PRON"), None)


def is_level(verb: Token) -> bool:
    """ "rose to 52", "topped 50", "stood at 3%": a level that is read, not something that happened."""
    return verb.lemma_ in _LEVELS
