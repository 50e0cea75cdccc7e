"""Part of speech and lemma of each word by the parse model's own rules, each worked out once.

A spaCy model decides them by rules over a word, its tag and its dependency (a few over neighbours: "got ta"), matched
against every token anew: a quarter of its time. Here the rules are asked once for each word as it is tagged, and what
they answered is written to every further token of its kind. Features (`Token.morph`) are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import numpy as np

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import AttributeRuler, Lemmatizer
    from spacy.tokens import Doc

RULES = ("attribute_ruler", "lemmatizer")
"""The components that `WordForms` stands in for."""
_SEEN = frozenset({"ORTH", "LOWER", "TAG", "DEP", "IS_SPACE"})
"""What a rule may look at, so that its answer holds for every token of one form, tag and dependency."""
_WRITTEN: list[int | str] = ["TAG", "DEP", "POS", "LEMMA"]

Word = tuple[int, int, int]  # form, tag and dependency, as spaCy's numbers
Forms = tuple[int, int, int, int]  # as `_WRITTEN`


class _Kind(NamedTuple):
    """What the rules say of all words with a tag and a dependency that no rule names, or of one that a rule names."""

    tag: int
    dep: int
    pos: str
    morph: str
    lemma: int
    opens: bool  # it may be the first of a chain that a rule looks at


class WordForms:
    """The rules of one pipeline, with the answers they gave."""

    def __init__(self, nlp: Language, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        from spacy.matcher import Matcher
        from spacy.pipeline import AttributeRuler

        self._vocab = nlp.vocab
        self._rules, self._lemmatizer = ruler, _looked_up_at_once(lemmatizer)
        self._single = AttributeRuler(nlp.vocab)
        self._chains, self._openers = Matcher(nlp.vocab), Matcher(nlp.vocab)
        for rule in cast("list[dict[str, Any]]", ruler.patterns):
            for pattern in rule["patterns"]:
                if len(pattern) == 1:
                    self._single.add([pattern], rule["attrs"])
                else:
                    self._chains.add("chain", [pattern])
                    self._openers.add("opener", [pattern[:1]])
        self._named = _Named(token for pattern in _patterns(ruler) for token in pattern)
        self._known: dict[Word, tuple[Forms, bool]] = {}
        self._fresh: list[Word] = []
        self._kinds: dict[Word, _Kind] = {}

    @classmethod
    def of(cls, nlp: Language) -> WordForms | None:
        """The rules of a pipeline; None where it has others than those whose answers can be kept."""
        from spacy.pipeline import AttributeRuler, Lemmatizer

        if not all(nlp.has_pipe(name) for name in RULES):
            return None
        ruler, lemmatizer = (nlp.get_pipe(name) for name in RULES)
        if not isinstance(ruler, AttributeRuler) or not isinstance(lemmatizer, Lemmatizer):
            return None
        patterns = _patterns(ruler)
        plain = all(set(token) <= _SEEN for pattern in patterns for token in pattern)
        return cls(nlp, ruler, lemmatizer) if plain and lemmatizer.mode == "rule" else None

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Sets the parts of speech and lemmas of tagged and parsed documents."""
        texts: list[list[Word]] = [list(map(tuple, doc.to_array(["ORTH", "TAG", "DEP"]).tolist())) for doc in docs]
        self._learn(sorted({word for words in texts for word in words} - self._known.keys()))
        for doc, words in zip(docs, texts, strict=True):
            if not words:
                continue
            known = [self._known[word] for word in words]
            doc.from_array(_WRITTEN, cast(Any, np.array([forms for forms, _ in known], dtype=np.uint64)))
            if any(opens for _, opens in known):
                self._write_chains(doc, words)

    def forget(self) -> None:
        """Drops the answers given since the last call whose word or lemma the vocabulary holds no longer."""
        strings = cast(Any, self._vocab.strings)
        for word in self._fresh:
            (_, _, _, lemma), _ = self._known[word]
            if word[0] not in strings or lemma not in strings:
                del self._known[word]
        self._fresh.clear()
        self._lemmatizer.cache.clear()

    def _learn(self, words: list[Word]) -> None:
        """Asks for the words that are new: for their kind by the rules, for their lemma by the lemmatiser."""
        if not words:
            return
        strings = self._vocab.strings
        kinds = [(form if self._named.holds(strings[form]) else 0, tag, dep) for form, tag, dep in words]
        self._learn_kinds({kind: word for kind, word in zip(kinds, words, strict=True) if kind not in self._kinds})
        told = [self._kinds[kind] for kind in kinds]
        texts = [strings[form] for form, _, _ in words]
        bare = self._doc(texts, pos=[kind.pos for kind in told], morphs=[kind.morph for kind in told])
        for token, word, kind in zip(bare, words, told, strict=True):
            lemma = kind.lemma or strings.add(self._lemmatizer.lemmatize(token)[0])
            self._known[word] = (kind.tag, kind.dep, token.pos, lemma), kind.opens
        self._fresh += words

    def _learn_kinds(self, examples: dict[Word, Word]) -> None:
        doc = self._single(self._tagged(list(examples.values())))
        opening = {start for _, start, _ in self._openers(self._tagged(list(examples.values())), allow_missing=True)}
        for token, kind in zip(doc, examples, strict=True):
            self._kinds[kind] = _Kind(
                token.tag, token.dep, token.pos_, str(token.morph), token.lemma, token.i in opening
            )

    def _write_chains(self, doc: Doc, words: list[Word]) -> None:
        """Lets the rules look at neighbours where some of them do, with nothing around."""
        for start, end in _joined(self._chains(doc, allow_missing=True)):
            alone = self._lemmatizer(self._rules(self._tagged(words[start:end])))
            for token, answer in zip(doc[start:end], alone, strict=True):
                token.pos, token.lemma = answer.pos, answer.lemma

    def _tagged(self, words: Sequence[Word]) -> Doc:
        strings = self._vocab.strings
        texts, tags, deps = ([strings[word[part]] for word in words] for part in range(3))
        return self._doc(texts, tags=tags, deps=deps, heads=list(range(len(words))))

    def _doc(self, texts: list[str], **annotation: Any) -> Doc:  # noqa: ANN401 - spaCy's keywords
        from spacy.tokens import Doc

        return Doc(self._vocab, words=texts, **annotation)


def _looked_up_at_once(lemmatizer: Lemmatizer) -> Lemmatizer:
    """The lemmatiser with its lists of known words, tens of thousands long and searched for every form, as sets."""
    index = lemmatizer.lookups.get_table("lemma_index", {})
    for kind, words in list(index.items()):
        index[kind] = frozenset(words)
    return lemmatizer


def _patterns(ruler: AttributeRuler) -> list[list[dict[str, Any]]]:
    return [pattern for rule in cast("list[dict[str, Any]]", ruler.patterns) for pattern in rule["patterns"]]


def _joined(matches: Iterable[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """Spans of matches, those that overlap made one."""
    spans: list[tuple[int, int]] = []
    for _, start, end in sorted(matches, key=lambda match: match[1:]):
        if spans and start < spans[-1][1]:
            start, end = spans[-1][0], max(end, spans.pop()[1])
        spans.append((start, end))
    return spans


class _Named:
    """The words that some rule names; all others are alike to the rules."""

    def __init__(self, tokens: Iterable[dict[str, Any]]) -> None:
        self._words: set[str] = set()
        self._patterns: list[re.Pattern[str]] = []
        for token in tokens:
            for look in ("ORTH", "LOWER"):
                self._add(token.get(look))

    def _add(self, wanted: object) -> None:
        if isinstance(wanted, str):
            self._words.add(wanted.lower())
        elif isinstance(wanted, dict):
            for test, words in wanted.items():
                if test == "REGEX":
                    self._patterns.append(re.compile(words))
                else:
                    self._words.update(word.lower() for word in words)

    def holds(self, text: str) -> bool:
        """True for a word that some rule looks for, and for blanks."""
        low = text.lower()
        return low in self._words or text.isspace() or any(pattern.search(low) for pattern in self._patterns)
